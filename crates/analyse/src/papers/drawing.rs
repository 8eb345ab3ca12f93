//! The charts of a paper.

use charts::{
    Figure, Item, ItemBand, ItemCompletion, Look, MarkShares, MarkZone, Reading, ScoreHistogram, SharesRow, Verdict,
};
use formula::MarkScale;
use measure::{ItemLevel, MarkCounts};
use school::ru;

use super::pages;
use super::queries::Paper;
use super::summary::{self, ItemSummary};
use crate::engine;

fn chart_level(level: ItemLevel) -> charts::ItemLevel {
    match level {
        ItemLevel::Base => charts::ItemLevel::Base,
        ItemLevel::Raised => charts::ItemLevel::Raised,
        ItemLevel::High => charts::ItemLevel::High,
    }
}

/// How marks divide each group.
pub(super) fn marks(paper: &Paper, groups: &[(String, MarkCounts)]) -> String {
    let row = |(label, marks): &(String, MarkCounts)| SharesRow {
        label: label.clone(),
        base: format!("n = {}", marks.marked()),
        shares: summary::shares(*marks)
            .map(|shares| shares.map(|share| Figure::new(&share.exact(), ru::percent(&share.exact(), 1))))
            .ok_or_else(|| "отметок нет".to_owned()),
    };
    let chart = MarkShares {
        alt: format!("{}: распределение отметок по группам", paper.title),
        rows: groups.iter().map(row).collect(),
    };
    chart.draw(Look::page()).svg
}

/// How many got each primary score, with the borders of marks if the scale is known.
pub(super) fn scores(paper: &Paper, counts: &[(i64, i64)], scale: Option<&MarkScale>) -> String {
    let most = counts.iter().map(|(score, _)| *score).max().unwrap_or(0).max(paper.max_primary);
    let count = |score: i64| counts.iter().find(|(known, _)| *known == score).map_or(0, |(_, papers)| *papers);
    let chart = ScoreHistogram {
        alt: format!("{}: сколько участников получили каждый первичный балл", paper.title),
        counts: (0..=most).map(|score| usize::try_from(count(score)).unwrap_or(0)).collect(),
        zones: scale.map(zones).unwrap_or_default(),
    };
    chart.draw(Look::page()).svg
}

fn zones(scale: &MarkScale) -> Vec<MarkZone> {
    let [three, four, five] = scale.starts;
    let zone = |mark, from: i64, to: i64| {
        Some(MarkZone { mark, from: usize::try_from(from).ok()?, to: usize::try_from(to).ok()? })
    };
    [zone(2, 0, three - 1), zone(3, three, four - 1), zone(4, four, five - 1), zone(5, five, scale.max)]
        .into_iter()
        .flatten()
        .collect()
}

/// How the items were done, each against the corridor of its level.
pub(super) fn items(paper: &Paper, class: &str, items: &[ItemSummary]) -> String {
    let band = |level| summary::band(engine::catalogue().rules(), level);
    let item = |item: &ItemSummary| {
        let facility = item.points.facility().known();
        let verdict = facility.map(|share| band(item.level).band(&share.exact()));
        Item {
            label: item.label.clone(),
            level: chart_level(item.level),
            completion: facility.map_or_else(
                || Reading::absent("нет данных"),
                |share| Reading::known(&share.exact(), ru::percent(&share.exact(), 1)),
            ),
            verdict: match verdict {
                Some(measure::ItemBand::Sufficient) => Verdict::Sufficient,
                Some(measure::ItemBand::Insufficient) => Verdict::Insufficient,
                Some(measure::ItemBand::Uncertain) | None => Verdict::Uncertain,
            },
            href: Some(pages::how("vpr.item_completion", paper, class, Some(&item.label))),
        }
    };
    let chart = ItemCompletion {
        alt: format!("{}: выполнение заданий с границами по уровням", paper.title),
        items: items.iter().map(item).collect(),
        bands: ItemLevel::ALL
            .into_iter()
            .map(|level| ItemBand {
                level: chart_level(level),
                lower: band(level).insufficient_below(),
                upper: band(level).sufficient_from(),
            })
            .collect(),
    };
    chart.draw(Look::page()).svg
}
