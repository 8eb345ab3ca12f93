//! Counts of a paper brought into the shape that `measure` takes. Pure and exact; a percentage is born where it is shown.

use std::iter::repeat_n;

use formula::{Rule, RuleKind};
use measure::{ItemBandRule, ItemLevel, ItemPoints, MarkAgreement, MarkCounts, MarkPair};
use school::{Mark, MarkEntry, Share};

use super::queries::{MarkCount, PointCount};

fn mark(number: Option<i64>) -> Option<Mark> {
    number.and_then(Mark::from_number)
}

fn times(papers: i64) -> usize {
    usize::try_from(papers).unwrap_or(0)
}

/// The marks of the paper; papers without a mark are left out.
pub(super) fn marks<'a>(rows: impl IntoIterator<Item = &'a MarkCount>) -> MarkCounts {
    let tallies = rows.into_iter().filter_map(|row| Some((MarkEntry::Marked(mark(row.mark)?), row.papers)));
    MarkCounts::from_tallies(tallies).unwrap_or_default()
}

/// The share of each mark from «2» to «5», where there are marks.
pub(super) fn shares(marks: MarkCounts) -> Option<[Share; 4]> {
    let share = |mark| Share::new(marks.of_mark(mark), marks.marked());
    let [two, three, four, five] = Mark::ALL.map(share);
    Some([two?, three?, four?, five?])
}

/// Agreement of the paper with the gradebook.
pub(super) fn agreement<'a>(rows: impl IntoIterator<Item = &'a MarkCount>) -> MarkAgreement {
    let pairs = rows.into_iter().flat_map(|row| {
        let pair: MarkPair = (mark(row.mark), mark(row.journal_mark));
        repeat_n(pair, times(row.papers))
    });
    pairs.collect()
}

/// One item with its points.
#[derive(Debug, Clone)]
pub(super) struct ItemSummary {
    pub(super) label: String,
    pub(super) level: ItemLevel,
    pub(super) max_points: i64,
    pub(super) points: ItemPoints,
}

/// The items in the order of the paper.
pub(super) fn items(rows: &[PointCount]) -> Vec<ItemSummary> {
    let of_item = |rows: &[PointCount]| {
        let first = rows.first()?;
        let points = rows.iter().flat_map(|row| repeat_n(row.points, times(row.papers)));
        Some(ItemSummary {
            label: first.label.clone(),
            level: ItemLevel::from_code(&first.level)?,
            max_points: first.max_points,
            points: ItemPoints::count(points, first.max_points).ok()?,
        })
    };
    rows.chunk_by(|left, right| left.label == right.label).filter_map(of_item).collect()
}

/// The corridor of a level: from the rule of the packs whose indicator names the level, otherwise the usual one.
pub(super) fn band<'a>(mut rules: impl Iterator<Item = &'a Rule>, level: ItemLevel) -> ItemBandRule {
    let ending = format!("_{}", level.code());
    let rule = rules.find(|rule| rule.kind == RuleKind::ItemBelow && rule.indicator.ends_with(&ending));
    let own = rule.and_then(|rule| ItemBandRule::new(rule.certain_from.unwrap_or(rule.threshold), rule.threshold));
    own.unwrap_or_else(|| ItemBandRule::of(level))
}

#[cfg(test)]
mod tests {
    use measure::ItemBand;

    use super::*;

    fn count(mark: Option<i64>, journal_mark: Option<i64>, papers: i64) -> MarkCount {
        MarkCount { class: "8А".to_owned(), mark, journal_mark, papers }
    }

    #[test]
    fn agreement_is_over_those_with_both_marks() {
        let rows = [
            count(Some(3), Some(4), 2),
            count(Some(4), Some(4), 5),
            count(Some(5), Some(3), 1),
            count(Some(4), None, 3),
            count(None, Some(4), 1),
        ];
        let agreement = agreement(&rows);
        assert_eq!((agreement.base(), agreement.incomplete_count(), agreement.wide_gap_count()), (8, 4, 1));
        assert_eq!(agreement.lowered().known(), Share::new(2, 8));
        assert_eq!(shares(marks(&rows)).map(|shares| shares.map(Share::part)), Some([0, 2, 8, 1]));
        assert_eq!(shares(MarkCounts::default()), None);
    }

    #[test]
    fn fifty_seven_per_cent_is_not_below_fifty_seven() {
        let row = |points, papers| PointCount {
            label: "4К1".to_owned(),
            level: "base".to_owned(),
            max_points: 2,
            points,
            papers,
        };
        let rule = band(crate::engine::catalogue().rules(), ItemLevel::Base);
        let judged = |rows: &[PointCount]| {
            let items = items(rows);
            let share = items[0].points.facility().known().unwrap();
            (share, rule.band(&share.exact()))
        };
        // 114 points of 200: exactly 57 %.
        let at_border = judged(&[row(None, 3), row(Some(0), 40), row(Some(2), 57)]);
        assert_eq!(at_border, (Share::new(114, 200).unwrap(), ItemBand::Uncertain));
        let below = judged(&[row(None, 4), row(Some(0), 39), row(Some(1), 1), row(Some(2), 56)]);
        assert_eq!(below, (Share::new(113, 200).unwrap(), ItemBand::Insufficient));
    }
}
