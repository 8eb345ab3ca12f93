//! Scales that change by year: which one held on a day.

/// Scales with the days on which they hold («срок действия шкалы»).
///
/// # Definition
/// Each scale holds from its first day to its last one, both included; without a last day, on and on. On one day at
/// most one scale holds.
///
/// # Reads as
/// The scale of a day, such as [`CutScores`](crate::CutScores) or [`MarkScale`](crate::MarkScale).
///
/// # Undefined when
/// No scale holds on the day: `None`; the nearest one is never taken instead.
///
/// # Caution
/// The day is that of the paper, not that of the report: an old result keeps its old scale.
///
/// # Source
/// Scales of ВПР and ОГЭ are published for each year; local regulations have a day from which they hold.
///
/// # Example
/// ```
/// use measure::{MarkScale, ScaleHistory};
/// use school::Mark;
///
/// // Days as (year, month, day); any ordered date will do.
/// let old = MarkScale::new(20, [(0, 7), (8, 12), (13, 16), (17, 20)]).unwrap();
/// let new = MarkScale::new(24, [(0, 9), (10, 15), (16, 20), (21, 24)]).unwrap();
/// let history = ScaleHistory::new([
///     ((2024, 9, 1), Some((2025, 8, 31)), old),
///     ((2025, 9, 1), None, new),
/// ]).unwrap();
/// assert_eq!(history.on((2025, 4, 15)).unwrap().mark_of(13), Some(Mark::Four));
/// assert_eq!(history.on((2026, 4, 15)).unwrap().mark_of(13), Some(Mark::Three));
/// assert!(history.on((2024, 4, 15)).is_none());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleHistory<D, S> {
    /// Ascending by first day, without a common day.
    spans: Vec<(D, Option<D>, S)>,
}

/// Why scales and their days do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryFault<D> {
    /// A scale ends before it begins.
    Reversed {
        /// Its first day.
        from: D,
        /// Its last day.
        to: D,
    },
    /// Two scales hold on one day.
    Overlap {
        /// The first day on which both hold.
        on: D,
    },
}

impl<D: Copy + Ord, S> ScaleHistory<D, S> {
    /// Scales with their first and last day, in any order.
    ///
    /// # Errors
    /// All faults: a last day before the first, and days with two scales.
    pub fn new(spans: impl IntoIterator<Item = (D, Option<D>, S)>) -> Result<Self, Vec<HistoryFault<D>>> {
        let mut spans: Vec<(D, Option<D>, S)> = spans.into_iter().collect();
        spans.sort_by_key(|span| span.0);
        let mut faults = Vec::new();
        for (from, to, _) in &spans {
            if let Some(to) = to.filter(|to| to < from) {
                faults.push(HistoryFault::Reversed { from: *from, to });
            }
        }
        // The scale that reaches farthest so far: `None` within is on and on.
        let mut reach: Option<Option<D>> = None;
        for (from, to, _) in &spans {
            if reach.is_some_and(|last| last.is_none_or(|last| *from <= last)) {
                faults.push(HistoryFault::Overlap { on: *from });
            }
            reach = Some(match reach {
                None => *to,
                Some(last) => last.zip(*to).map(|(last, to)| last.max(to)),
            });
        }
        if faults.is_empty() { Ok(ScaleHistory { spans }) } else { Err(faults) }
    }

    /// The scale that holds on a day.
    #[must_use]
    pub fn on(&self, day: D) -> Option<&S> {
        let begun = self.spans.partition_point(|(from, _, _)| *from <= day);
        let (_, to, scale) = self.spans.get(begun.checked_sub(1)?)?;
        to.is_none_or(|to| day <= to).then_some(scale)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_with_two_scales_is_refused() {
        let of = |spans: &[(i32, Option<i32>)]| ScaleHistory::new(spans.iter().map(|(from, to)| (*from, *to, ())));
        assert_eq!(of(&[(1, Some(5)), (5, None)]), Err(vec![HistoryFault::Overlap { on: 5 }]));
        assert_eq!(of(&[(1, None), (5, Some(6))]), Err(vec![HistoryFault::Overlap { on: 5 }]));
        assert_eq!(of(&[(3, Some(2))]), Err(vec![HistoryFault::Reversed { from: 3, to: 2 }]));
        assert!(of(&[(6, None), (1, Some(5))]).is_ok());
        assert_eq!(of(&[]).unwrap().on(3), None);
    }

    proptest! {
        #[test]
        fn a_day_has_the_scale_whose_days_it_is_among(cuts in prop::collection::btree_set(0_i32..60, 2..12), skip in 0_usize..3) {
            let cuts: Vec<i32> = cuts.into_iter().collect();
            // Every span but those skipped reaches up to the day before the next begins.
            let spans: Vec<(i32, Option<i32>, usize)> = cuts
                .windows(2)
                .enumerate()
                .filter(|(at, _)| at % 3 != skip)
                .map(|(at, pair)| (pair[0], Some(pair[1] - 1), at))
                .collect();
            let history = ScaleHistory::new(spans.clone()).unwrap();
            for day in -1..61 {
                let want = spans.iter().find(|(from, to, _)| *from <= day && to.is_none_or(|to| day <= to)).map(|span| &span.2);
                prop_assert_eq!(history.on(day), want);
            }
        }
    }
}
