//! Handlers and page structs of assessed papers.

use access::{Cx, May};
use askama::Template;
use axum::extract::{Path, Query};
use chrono::Datelike;
use formula::Dimension;
use measure::{ItemLevel, MarkAgreement};
use school::{Mark, SchoolYear, Share, ru};
use serde::Deserialize;
use web::ui::{Level, Tab};
use web::{Failure, OrMissing, Page, Reply, Stage, filters, url};

use super::queries::{self, MarkCount, Paper, WideGap};
use super::{drawing, labels, summary};
use crate::engine::{self, Asked};
use crate::{addresses, choices, shown};

const LIST: &str = "/analyse/papers";

#[derive(Template)]
#[template(path = "papers/list.html")]
struct ListPage {
    papers: Vec<Paper>,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let papers = queries::papers(&mut cx.store(), cx.scope(), year).await?;
    let lead = format!("{} учебный год", SchoolYear(year).short());
    cx.page(Page::new(labels::PAGE).stage(Stage::Analyse).lead(lead).body(ListPage { papers })).await
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    class: String,
}

struct Tile {
    label: String,
    value: String,
    level: Level,
    base: String,
    how: String,
}

struct MarkRow {
    label: String,
    cells: Vec<String>,
    total: i64,
}

struct AgreementRow {
    label: &'static str,
    count: i64,
    share: String,
    how: String,
}

struct ItemRow {
    label: String,
    level: &'static str,
    max_points: i64,
    completion: String,
    full: i64,
    partial: i64,
    zero: i64,
    not_attempted: i64,
    verdict: &'static str,
    tone: &'static str,
    how: String,
}

#[derive(Template)]
#[template(path = "papers/show.html")]
struct ShowPage {
    paper: Paper,
    tabs: Vec<Tab>,
    n: i64,
    tiles: Vec<Tile>,
    marks_chart: String,
    marks: Vec<MarkRow>,
    agreement: Vec<AgreementRow>,
    both: i64,
    without_both: i64,
    wide: i64,
    wide_share: String,
    wide_how: String,
    wide_list: Vec<WideGap>,
    may_read_rows: bool,
    scores_chart: String,
    scale: String,
    items_chart: String,
    items: Vec<ItemRow>,
    bands: String,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, Query(wanted): Query<Wanted>) -> Reply {
    let mut db = cx.store();
    let paper = queries::paper(&mut db, cx.scope(), id).await?.or_missing()?;
    let counts = queries::mark_counts(&mut db, cx.scope(), id).await?;
    let classes = classes(&counts);
    if !wanted.class.is_empty() && !classes.contains(&wanted.class) {
        return Err(Failure::missing());
    }
    let body = show_page(&cx, paper, (&counts, &classes), &wanted.class).await?;
    let lead = format!(
        "{}, {} учебный год, наибольший балл {}",
        ru::date_long(body.paper.held_on),
        SchoolYear(body.paper.school_year).short(),
        body.paper.max_primary
    );
    let page = Page::new(body.paper.title.clone()).stage(Stage::Analyse).crumb(labels::PAGE, LIST).lead(lead);
    cx.page(page.body(body)).await
}

fn classes(counts: &[MarkCount]) -> Vec<String> {
    let mut classes: Vec<String> = counts.iter().map(|row| row.class.clone()).collect();
    classes.sort_by_cached_key(|name| choices::class_order(name));
    classes.dedup();
    classes
}

async fn show_page(
    cx: &Cx,
    paper: Paper,
    (counts, classes): (&[MarkCount], &[String]),
    class: &str,
) -> Result<ShowPage, Failure> {
    let mut db = cx.store();
    let here: Vec<&MarkCount> = counts.iter().filter(|row| class.is_empty() || row.class == class).collect();
    let agreement = summary::agreement(here.iter().copied());
    let scores = queries::score_counts(&mut db, cx.scope(), paper.id, class).await?;
    let points = queries::point_counts(&mut db, cx.scope(), paper.id, class).await?;
    let items = summary::items(&points);
    let may_read_rows = cx.may(May::ReadRows);
    let wide_list =
        if may_read_rows { queries::wide_gaps(&mut db, cx.scope(), paper.id, class).await? } else { Vec::new() };
    let calendar_year = i64::from(paper.held_on.year());
    let scale = engine::catalogue().scale(&paper.subject_name, paper.year_group, calendar_year, paper.max_primary);
    let groups = mark_groups(counts, classes, class);
    let rules = || engine::catalogue().rules();
    Ok(ShowPage {
        tabs: tabs(&paper, classes, class),
        n: here.iter().map(|row| row.papers).sum(),
        tiles: tiles(cx, &paper, class).await?,
        marks_chart: drawing::marks(&paper, &groups),
        marks: groups.iter().map(|(label, marks)| mark_row(label, *marks)).collect(),
        agreement: agreement_rows(&paper, class, &agreement),
        both: agreement.base(),
        without_both: agreement.incomplete_count(),
        wide: agreement.wide_gap_count(),
        wide_share: percent(agreement.wide_gap().known()),
        wide_how: how("vpr.gap_two", &paper, class, None),
        wide_list,
        may_read_rows,
        scores_chart: drawing::scores(&paper, &scores, scale),
        scale: scale.map(|scale| scale.source.clone()).unwrap_or_default(),
        items_chart: drawing::items(&paper, class, &items),
        items: items.iter().map(|item| item_row(&paper, class, item)).collect(),
        bands: [ItemLevel::Base, ItemLevel::Raised, ItemLevel::High]
            .map(|level| {
                let band = summary::band(rules(), level);
                let name = labels::level(level);
                let (enough, little) = (
                    formula::percent_words(&band.sufficient_from()),
                    formula::percent_words(&band.insufficient_below()),
                );
                format!("{name}: достаточно от {enough}, недостаточно ниже {little}")
            })
            .join("; "),
        paper,
    })
}

fn tabs(paper: &Paper, classes: &[String], class: &str) -> Vec<Tab> {
    let address = |class: &str| url::with_query(&format!("{LIST}/{}", paper.id), &[("class", class)]);
    let all = Tab::new("Все классы", address("")).current_if("", class);
    let each = classes.iter().map(|name| Tab::new(name, address(name)).current_if(name.as_str(), class));
    std::iter::once(all).chain(each).collect()
}

/// The groups whose marks are shown: all together and each class, or the class that was picked.
fn mark_groups(counts: &[MarkCount], classes: &[String], class: &str) -> Vec<(String, measure::MarkCounts)> {
    let of = |name: &str| summary::marks(counts.iter().filter(|row| row.class == name));
    if !class.is_empty() {
        return vec![(class.to_owned(), of(class))];
    }
    let mut groups = vec![("Все".to_owned(), summary::marks(counts))];
    if classes.len() > 1 {
        groups.extend(classes.iter().map(|name| (name.clone(), of(name))));
    }
    groups
}

fn mark_row(label: &str, marks: measure::MarkCounts) -> MarkRow {
    let shares = summary::shares(marks);
    let cell = |place: usize, mark: Mark| match &shares {
        Some(shares) => format!("{} ({})", marks.of_mark(mark), ru::percent(&shares[place].exact(), 1)),
        None => ru::NO_VALUE.to_owned(),
    };
    MarkRow {
        label: label.to_owned(),
        cells: Mark::ALL.into_iter().enumerate().map(|(place, mark)| cell(place, mark)).collect(),
        total: marks.marked(),
    }
}

fn percent(share: Option<Share>) -> String {
    share.map_or_else(|| ru::NO_VALUE.to_owned(), |share| ru::percent(&share.exact(), 1))
}

fn agreement_rows(paper: &Paper, class: &str, agreement: &MarkAgreement) -> Vec<AgreementRow> {
    let row = |label, code, share: Option<Share>| AgreementRow {
        label,
        count: share.map_or(0, Share::part),
        share: percent(share),
        how: how(code, paper, class, None),
    };
    vec![
        row("Понизили (работа ниже журнала)", "vpr.lowered", agreement.lowered().known()),
        row("Подтвердили", "vpr.confirmed", agreement.confirmed().known()),
        row("Повысили (работа выше журнала)", "vpr.raised", agreement.raised().known()),
    ]
}

/// The explain sheet of a number of this paper.
pub(super) fn how(code: &str, paper: &Paper, class: &str, item: Option<&str>) -> String {
    let mut group = vec![
        (Dimension::YearGroup, Some(paper.year_group.to_string())),
        (Dimension::Subject, Some(paper.subject.clone())),
    ];
    if !class.is_empty() {
        group.push((Dimension::Class, Some(class.to_owned())));
    }
    if let Some(item) = item {
        group.push((Dimension::Item, Some(item.to_owned())));
    }
    addresses::explain(code, &group)
}

async fn tiles(cx: &Cx, paper: &Paper, class: &str) -> Result<Vec<Tile>, Failure> {
    const CODES: [&str; 5] =
        ["vpr.pass_rate", "vpr.good_mark_rate", "vpr.simonov_index", "vpr.mean_mark", "vpr.mean_primary"];
    let as_of = engine::usual_date(paper.school_year, cx.today());
    let mut asked = Asked::whole(paper.school_year, as_of)
        .codes(CODES)
        .only(Dimension::Subject, paper.subject.clone())
        .only(Dimension::YearGroup, paper.year_group.to_string())
        .seen_by(cx.scope());
    if !class.is_empty() {
        asked = asked.only(Dimension::Class, class);
    }
    let computed = engine::recalculate_as_of(&cx.store(), cx.version(), &asked).await?;
    let tile = |outcome: &formula::Outcome| {
        let indicator = engine::catalogue().indicator(&outcome.code)?;
        Some(Tile {
            label: indicator.short_name.clone(),
            value: outcome
                .value()
                .map_or_else(|| ru::NO_VALUE.to_owned(), |value| shown::value(indicator.unit, &value)),
            level: shown::level(indicator, outcome),
            base: outcome.n().map(|n| format!("n = {n}")).unwrap_or_default(),
            how: how(&outcome.code, paper, class, None),
        })
    };
    Ok(computed.outcomes.iter().filter_map(tile).collect())
}

fn item_row(paper: &Paper, class: &str, item: &summary::ItemSummary) -> ItemRow {
    let facility = item.points.facility().known();
    let rule = summary::band(engine::catalogue().rules(), item.level);
    let band = facility.map(|share| rule.band(&share.exact()));
    ItemRow {
        label: item.label.clone(),
        level: labels::level(item.level),
        max_points: item.max_points,
        completion: percent(facility),
        full: item.points.full(),
        partial: item.points.partial(),
        zero: item.points.zero(),
        not_attempted: item.points.not_attempted(),
        verdict: band.map_or("нет данных", labels::band),
        tone: band.map_or("plain", labels::tone),
        how: how("vpr.item_completion", paper, class, Some(&item.label)),
    }
}
