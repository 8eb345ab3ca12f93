//! How far the change of a share of the same students may be off.

use school::Share;

use super::wilson_interval_at::wilson_interval_at;
use crate::stats::Confidence;
use crate::stats::wilson_interval::{Interval, real};
use crate::{Measured, Why};

/// The same students before and after, by whether they had it («сопряжённые доли»).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairedShares {
    /// Had it both times.
    pub kept: i64,
    /// Had it only before.
    pub lost: i64,
    /// Have it only after.
    pub gained: i64,
    /// Had it neither time.
    pub never: i64,
}

impl PairedShares {
    /// Counted from the students one by one: before and after.
    #[must_use]
    pub fn of(students: impl IntoIterator<Item = (bool, bool)>) -> PairedShares {
        let mut counts = PairedShares { kept: 0, lost: 0, gained: 0, never: 0 };
        for student in students {
            match student {
                (true, true) => counts.kept += 1,
                (true, false) => counts.lost += 1,
                (false, true) => counts.gained += 1,
                (false, false) => counts.never += 1,
            }
        }
        counts
    }

    /// How many students, when no count is negative and there is one.
    ///
    /// # Errors
    /// [`Why::EmptyBase`], [`Why::Inapplicable`] for a negative count, [`Why::TooLarge`].
    pub fn n(&self) -> Result<i64, Why> {
        let counts = [self.kept, self.lost, self.gained, self.never];
        if counts.iter().any(|count| *count < 0) {
            return Err(Why::Inapplicable);
        }
        let n = counts.iter().try_fold(0_i64, |sum, count| sum.checked_add(*count)).ok_or(Why::TooLarge)?;
        if n == 0 { Err(Why::EmptyBase) } else { Ok(n) }
    }
}

/// The interval of Newcombe for the change of a share of the same students, after less before.
///
/// # Definition
/// As [`newcombe_interval`](crate::newcombe_interval), with the correlation φ of the two answers: from
/// `d − √(e₁² − 2φ·e₁·f₁ + f₁²)` to `d + √(e₂² − 2φ·e₂·f₂ + f₂²)`, where e and f are the distances of the two
/// shares from the ends of their intervals of Wilson. φ = (ad − bc)/√(product of margins), its numerator above 0
/// lessened by n/2 but not below 0; φ = 0 when a margin is empty.
///
/// # Reads as
/// A range of differences within −1 to 1; 0 outside of it is a change beyond chance.
///
/// # Undefined when
/// There are no students: [`Why::EmptyBase`]; a negative count: [`Why::Inapplicable`].
///
/// # Caution
/// Only students with both results. Those who left or came are not in it; say how many.
///
/// # Source
/// Newcombe R. G. (1998), Statistics in Medicine 17, 2635–2650, method 10.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, PairedShares, paired_newcombe_interval};
///
/// let students = PairedShares { kept: 43, lost: 2, gained: 8, never: 1 };
/// let interval = paired_newcombe_interval(students, Confidence::P95).known().unwrap();
/// assert!(interval.low < 0.12 && interval.high > 0.11 && interval.covers(6.0 / 54.0));
/// ```
pub fn paired_newcombe_interval(students: PairedShares, confidence: Confidence) -> Measured<Interval> {
    compute(students, confidence).into()
}

fn compute(students: PairedShares, confidence: Confidence) -> Result<Interval, Why> {
    let whole = students.n()?;
    let share = |part: i64| Share::new(part, whole).ok_or(Why::Inapplicable);
    let (after, before) = (share(students.kept + students.gained)?, share(students.kept + students.lost)?);
    let (p1, p2) = (real(after.part()) / real(whole), real(before.part()) / real(whole));
    let (one, two) = (wilson_interval_at(after, confidence), wilson_interval_at(before, confidence));
    let phi = correlation(students);
    let side = |e: f64, f: f64| (e * e - 2.0 * phi * e * f + f * f).max(0.0).sqrt();
    let difference = p1 - p2;
    let low = difference - side(p1 - one.low, two.high - p2);
    let high = difference + side(one.high - p1, p2 - two.low);
    Ok(Interval { low: low.max(-1.0), high: high.min(1.0) })
}

/// The correlation of before and after, lessened for continuity.
fn correlation(students: PairedShares) -> f64 {
    let [a, b, c, d] = [students.kept, students.lost, students.gained, students.never].map(real);
    let margins = (a + b) * (c + d) * (a + c) * (b + d);
    if margins <= 0.0 {
        return 0.0;
    }
    let cross = a * d - b * c;
    let lessened = if cross > 0.0 { (cross - (a + b + c + d) / 2.0).max(0.0) } else { cross };
    lessened / margins.sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn students_are_counted_by_what_happened_to_them() {
        let all = [(true, true), (true, false), (false, true), (false, true), (false, false)];
        let counts = PairedShares::of(all);
        assert_eq!(counts, PairedShares { kept: 1, lost: 1, gained: 2, never: 1 });
        assert_eq!(counts.n(), Ok(5));
        assert_eq!(PairedShares::of([]).n(), Err(Why::EmptyBase));
        assert_eq!(PairedShares { lost: -1, ..counts }.n(), Err(Why::Inapplicable));
    }

    proptest! {
        #[test]
        fn time_turned_back_mirrors_the_interval(a in 0_i64..50, b in 0_i64..50, c in 0_i64..50, d in 1_i64..50) {
            let forth = PairedShares { kept: a, lost: b, gained: c, never: d };
            let back = PairedShares { lost: c, gained: b, ..forth };
            let one = paired_newcombe_interval(forth, Confidence::P95).known().unwrap();
            let other = paired_newcombe_interval(back, Confidence::P95).known().unwrap();
            prop_assert!((one.low + other.high).abs() < 1e-12 && (one.high + other.low).abs() < 1e-12);
            prop_assert!(one.covers(real(c - b) / real(a + b + c + d)));
            prop_assert!(one.low >= -1.0 && one.high <= 1.0);
        }
    }
}
