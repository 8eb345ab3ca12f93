//! Means of two separate groups.

use crate::stats::Confidence;
use crate::stats::distributions::{t_point, t_two_sided};
use crate::stats::sample::{average, check, finite, size, variance};
use crate::stats::wilson_interval::Interval;
use crate::{Measured, Why};

/// A difference of means with Student's t.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TTest {
    /// The difference of the means.
    pub difference: f64,
    /// Its standard error.
    pub error: f64,
    /// The difference over its error.
    pub t: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// The two-sided probability.
    pub p: f64,
    /// The interval of the difference.
    pub interval: Interval,
}

impl TTest {
    /// Of a difference with its error.
    pub(crate) fn of(difference: f64, error: f64, df: f64, confidence: Confidence) -> Result<TTest, Why> {
        if error <= 0.0 {
            return Err(Why::NoSpread);
        }
        let t = finite(difference / error)?;
        let reach = t_point(confidence.outside(), finite(df)?) * error;
        let interval = Interval { low: finite(difference - reach)?, high: finite(difference + reach)? };
        Ok(TTest { difference, error, t, df, p: t_two_sided(t, df), interval })
    }
}

/// The t test of Welch: means of two separate groups, first less second, variances not taken as equal.
///
/// # Definition
/// With sᵢ² the variances (n − 1 below) and vᵢ = sᵢ²/nᵢ: `t = (x̄₁ − x̄₂)/√(v₁ + v₂)`,
/// `df = (v₁ + v₂)²/(v₁²/(n₁−1) + v₂²/(n₂−1))`.
///
/// # Reads as
/// A difference in the unit of the values with its interval; p: the probability of a difference at least as
/// large by chance.
///
/// # Undefined when
/// Fewer than 2 in a group: [`Why::TooFew`]; no spread in both: [`Why::NoSpread`]; no number:
/// [`Why::NotFinite`].
///
/// # Caution
/// Means of marks suppose that the step from 2 to 3 is worth that from 4 to 5. Students of one class are not
/// independent: classes as wholes are compared by their own rules.
///
/// # Source
/// Welch B. L. (1947), Biometrika 34, 28–35.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, welch_t_test};
///
/// let test = welch_t_test(&[3.0, 4.0, 5.0, 4.0], &[2.0, 3.0, 3.0, 2.0], Confidence::P95).known().unwrap();
/// assert_eq!(test.difference, 1.5);
/// assert!(test.interval.low > 0.0 && test.p < 0.05);
/// ```
pub fn welch_t_test(first: &[f64], second: &[f64], confidence: Confidence) -> Measured<TTest> {
    compute(first, second, confidence).into()
}

fn compute(first: &[f64], second: &[f64], confidence: Confidence) -> Result<TTest, Why> {
    check(first, 2)?;
    check(second, 2)?;
    let one = (size(first.len()), average(first), variance(first));
    let two = (size(second.len()), average(second), variance(second));
    from_moments(one, two, confidence)
}

/// The same from the size, the mean and the variance of each group.
pub(crate) fn from_moments(
    (n1, mean1, variance1): (f64, f64, f64),
    (n2, mean2, variance2): (f64, f64, f64),
    confidence: Confidence,
) -> Result<TTest, Why> {
    let (v1, v2) = (variance1 / n1, variance2 / n2);
    let sum = v1 + v2;
    if sum <= 0.0 {
        return Err(Why::NoSpread);
    }
    let (part1, part2) = (v1 / sum, v2 / sum);
    let df = 1.0 / (part1 * part1 / (n1 - 1.0) + part2 * part2 / (n2 - 1.0));
    TTest::of(mean1 - mean2, sum.sqrt(), df, confidence)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_compared_says_why() {
        let test = |one: &[f64], two: &[f64]| welch_t_test(one, two, Confidence::P95).why();
        assert_eq!(test(&[1.0], &[1.0, 2.0]), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(test(&[0.1, 0.1, 0.1], &[2.0, 2.0]), Some(Why::NoSpread));
        assert_eq!(test(&[1.0, 2.0], &[2.0, 2.0]), None);
    }

    proptest! {
        #[test]
        fn exchanging_groups_mirrors_the_difference(
            one in prop::collection::vec(-9_i8..9, 2..20), two in prop::collection::vec(-9_i8..9, 2..20),
        ) {
            let [one, two] = [one, two].map(|values| values.into_iter().map(f64::from).collect::<Vec<f64>>());
            if let Measured::Known(test) = welch_t_test(&one, &two, Confidence::P95) {
                let turned = welch_t_test(&two, &one, Confidence::P95).known().unwrap();
                prop_assert!((test.t + turned.t).abs() < 1e-9 && (test.p - turned.p).abs() < 1e-12);
                prop_assert!(test.interval.covers(test.difference) && test.df >= 1.0 - 1e-9);
                prop_assert_eq!(test.p < 0.05, !test.interval.covers(0.0));
            }
        }
    }
}
