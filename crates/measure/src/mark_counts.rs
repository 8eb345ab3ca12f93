//! How many of each mark: what a database counts and every indicator of marks is made from.

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use school::{Mark, MarkEntry};

/// How many entries of each kind a set of marks has («распределение отметок»).
///
/// No count can be negative, and every sum of the six fits an `i64`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct MarkCounts {
    /// Marks of 2.
    pub two: u32,
    /// Marks of 3.
    pub three: u32,
    /// Marks of 4.
    pub four: u32,
    /// Marks of 5.
    pub five: u32,
    /// Not assessed («н/а»): no mark, though there should be one.
    pub not_assessed: u32,
    /// Exempt («осв.»): no mark by right.
    pub exempt: u32,
}

impl MarkCounts {
    /// Of counted entries, as a database delivers them; `None` when a count is negative or beyond 2³².
    #[must_use]
    pub fn from_tallies(tallies: impl IntoIterator<Item = (MarkEntry, i64)>) -> Option<MarkCounts> {
        let mut counts = MarkCounts::default();
        for (entry, count) in tallies {
            let slot = counts.slot(entry);
            *slot = slot.checked_add(u32::try_from(count).ok()?)?;
        }
        Some(counts)
    }

    /// How many entries of this kind.
    #[must_use]
    pub fn of(mut self, entry: MarkEntry) -> i64 {
        i64::from(*self.slot(entry))
    }

    /// How many of this mark.
    #[must_use]
    pub fn of_mark(self, mark: Mark) -> i64 {
        self.of(MarkEntry::Marked(mark))
    }

    /// How many marks 2 to 5: the base of a mean.
    #[must_use]
    pub fn marked(self) -> i64 {
        Mark::ALL.into_iter().map(|mark| self.of_mark(mark)).sum()
    }

    /// Marks and «н/а» together: the base of shares. Exempt students are outside it.
    #[must_use]
    pub fn base(self) -> i64 {
        self.marked() + i64::from(self.not_assessed)
    }

    /// All entries, exempt ones too.
    #[must_use]
    pub fn entries(self) -> i64 {
        self.base() + i64::from(self.exempt)
    }

    /// The sum of the marks 2 to 5.
    #[must_use]
    pub fn sum_of_marks(self) -> i64 {
        Mark::ALL.into_iter().map(|mark| mark.number() * self.of_mark(mark)).sum()
    }

    /// Both together; `None` when a count leaves 2³².
    #[must_use]
    pub fn checked_add(self, other: MarkCounts) -> Option<MarkCounts> {
        Some(MarkCounts {
            two: self.two.checked_add(other.two)?,
            three: self.three.checked_add(other.three)?,
            four: self.four.checked_add(other.four)?,
            five: self.five.checked_add(other.five)?,
            not_assessed: self.not_assessed.checked_add(other.not_assessed)?,
            exempt: self.exempt.checked_add(other.exempt)?,
        })
    }

    fn slot(&mut self, entry: MarkEntry) -> &mut u32 {
        match entry {
            MarkEntry::Marked(Mark::Two) => &mut self.two,
            MarkEntry::Marked(Mark::Three) => &mut self.three,
            MarkEntry::Marked(Mark::Four) => &mut self.four,
            MarkEntry::Marked(Mark::Five) => &mut self.five,
            MarkEntry::NotAssessed => &mut self.not_assessed,
            MarkEntry::Exempt => &mut self.exempt,
        }
    }
}

impl Add for MarkCounts {
    type Output = MarkCounts;

    fn add(self, other: MarkCounts) -> MarkCounts {
        self.checked_add(other).expect("no school, region or country counts four thousand million marks")
    }
}

impl AddAssign for MarkCounts {
    fn add_assign(&mut self, other: MarkCounts) {
        *self = *self + other;
    }
}

impl Sum for MarkCounts {
    fn sum<I: Iterator<Item = MarkCounts>>(counts: I) -> MarkCounts {
        counts.fold(MarkCounts::default(), Add::add)
    }
}

impl FromIterator<MarkEntry> for MarkCounts {
    fn from_iter<I: IntoIterator<Item = MarkEntry>>(entries: I) -> MarkCounts {
        let mut counts = MarkCounts::default();
        for entry in entries {
            *counts.slot(entry) += 1;
        }
        counts
    }
}

impl FromIterator<Mark> for MarkCounts {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> MarkCounts {
        marks.into_iter().map(MarkEntry::Marked).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_exempt_are_outside_the_base() {
        let counts = MarkCounts { two: 1, three: 2, four: 3, five: 4, not_assessed: 5, exempt: 6 };
        assert_eq!((counts.marked(), counts.base(), counts.entries()), (10, 15, 21));
        assert_eq!(counts.sum_of_marks(), 2 + 6 + 12 + 20);
    }

    #[test]
    fn a_negative_count_is_refused() {
        assert_eq!(MarkCounts::from_tallies([(MarkEntry::Exempt, -1)]), None);
        assert_eq!(MarkCounts::from_tallies([(MarkEntry::Exempt, i64::MAX)]), None);
        let two = [(MarkEntry::Exempt, 2), (MarkEntry::Exempt, 3)];
        assert_eq!(MarkCounts::from_tallies(two).map(|counts| counts.exempt), Some(5));
    }

    proptest! {
        #[test]
        fn counting_parts_and_adding_is_counting_all(
            left in prop::collection::vec(0_usize..6, 0..30),
            right in prop::collection::vec(0_usize..6, 0..30),
        ) {
            let entry = |&kind: &usize| match kind {
                4 => MarkEntry::NotAssessed,
                5 => MarkEntry::Exempt,
                mark => MarkEntry::Marked(Mark::ALL[mark]),
            };
            let whole: MarkCounts = left.iter().chain(&right).map(entry).collect();
            let parts: [MarkCounts; 2] = [left.iter().map(entry).collect(), right.iter().map(entry).collect()];
            prop_assert_eq!(whole, parts.into_iter().sum());
            prop_assert_eq!(whole.entries(), i64::try_from(left.len() + right.len()).unwrap());
        }
    }
}
