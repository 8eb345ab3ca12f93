//! Means of the same students twice.

use super::welch_t_test::TTest;
use crate::stats::Confidence;
use crate::stats::sample::{average, check, size, variance};
use crate::{Measured, Why};

/// The t test of changes of the same students.
///
/// # Definition
/// With d̄ and s the mean and the standard deviation of the n changes: `t = d̄/(s/√n)`, df = n − 1.
///
/// # Reads as
/// The mean change in the unit of the values with its interval; p: the probability of a change at least as
/// large by chance.
///
/// # Undefined when
/// Fewer than 2 changes: [`Why::TooFew`]; all changes the same: [`Why::NoSpread`]; no number:
/// [`Why::NotFinite`].
///
/// # Caution
/// Without others to compare with, a change may be growth with age, an easier paper, or the return of chance
/// lows to their middle.
///
/// # Source
/// Student (1908), Biometrika 6, 1–25.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, paired_t_test};
///
/// let test = paired_t_test(&[1.0, 2.0, 0.0, 1.0], Confidence::P95).known().unwrap();
/// assert_eq!((test.difference, test.df), (1.0, 3.0));
/// ```
pub fn paired_t_test(changes: &[f64], confidence: Confidence) -> Measured<TTest> {
    compute(changes, confidence).into()
}

fn compute(changes: &[f64], confidence: Confidence) -> Result<TTest, Why> {
    check(changes, 2)?;
    let n = size(changes.len());
    TTest::of(average(changes), (variance(changes) / n).sqrt(), n - 1.0, confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_changes_leave_nothing_to_judge_by() {
        assert_eq!(paired_t_test(&[0.1, 0.1, 0.1], Confidence::P95).why(), Some(Why::NoSpread));
        assert_eq!(paired_t_test(&[1.0], Confidence::P95).why(), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(paired_t_test(&[], Confidence::P95).why(), Some(Why::EmptyBase));
    }
}
