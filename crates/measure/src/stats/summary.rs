//! A sample in a few numbers.

use super::sample::{average, check, finite, is_constant, size, sorted, squares, sum};
use crate::{Measured, Why};

/// A sample of floating-point values in a few numbers («описательные статистики»).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    /// How many values.
    pub n: usize,
    /// The mean.
    pub mean: f64,
    /// The least value.
    pub least: f64,
    /// The greatest value.
    pub greatest: f64,
    /// The standard deviation with n − 1 below; unknown for one value.
    pub sd: Measured<f64>,
    /// Skewness g₁; unknown when all values are the same.
    pub skewness: Measured<f64>,
    /// Excess kurtosis g₂; unknown when all values are the same.
    pub kurtosis: Measured<f64>,
}

/// The mean, the standard deviation and the shape of a sample.
///
/// # Definition
/// With mₖ the mean of (x − x̄)ᵏ: sd = √(n·m₂/(n−1)), skewness g₁ = m₃/m₂^1.5, excess kurtosis g₂ = m₄/m₂² − 3.
///
/// # Reads as
/// Mean and sd in the unit of the values. Skewness above 0: the long tail is on the side of high values.
/// Kurtosis above 0: heavier tails than the normal distribution.
///
/// # Undefined when
/// No values: [`Why::EmptyBase`]; something that is no number: [`Why::NotFinite`]; beyond 10¹⁵⁰:
/// [`Why::TooLarge`]. The sd of one value: [`Why::TooFew`]; the shape of equal values: [`Why::NoSpread`].
///
/// # Caution
/// g₁ and g₂ are those of the sample itself (population form), not corrected for its size; in a class they
/// vary widely by chance. For exact fractions: [`mean`](crate::mean).
///
/// # Source
/// Joanes D. N., Gill C. A. (1998), The Statistician 47, 183–189: g₁ and g₂.
///
/// # Example
/// ```
/// use measure::stats::summary;
///
/// let answer = summary(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).known().unwrap();
/// assert_eq!(answer.mean, 5.0);
/// assert!((answer.sd.known().unwrap() - (32.0_f64 / 7.0).sqrt()).abs() < 1e-15);
/// assert!(!summary(&[3.0]).known().unwrap().sd.is_known());
/// ```
pub fn summary(values: &[f64]) -> Measured<Summary> {
    compute(values).into()
}

fn compute(values: &[f64]) -> Result<Summary, Why> {
    check(values, 1)?;
    let n = values.len();
    let mean = finite(average(values))?;
    let total = squares(values);
    let sd = if n < 2 { Err(super::sample::too_few(n, 2)) } else { finite((total / size(n - 1)).sqrt()) };
    let unit = (total / size(n)).sqrt();
    let shape = |power: i32, less: f64| {
        if n < 2 {
            return Err(super::sample::too_few(n, 2));
        }
        if is_constant(values) || unit == 0.0 {
            return Err(Why::NoSpread);
        }
        finite(sum(values.iter().map(|value| ((value - mean) / unit).powi(power))) / size(n) - less)
    };
    let ordered = sorted(values);
    Ok(Summary {
        n,
        mean,
        least: ordered[0],
        greatest: ordered[n - 1],
        sd: sd.into(),
        skewness: shape(3, 0.0).into(),
        kurtosis: shape(4, 3.0).into(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_computed_says_why() {
        assert_eq!(summary(&[]).why(), Some(Why::EmptyBase));
        assert_eq!(summary(&[1.0, f64::NAN]).why(), Some(Why::NotFinite));
        let equal = summary(&[0.1; 5]).known().unwrap();
        assert_eq!((equal.sd, equal.skewness.why()), (Measured::Known(0.0), Some(Why::NoSpread)));
        let one = summary(&[4.0]).known().unwrap();
        assert_eq!(one.sd.why(), Some(Why::TooFew { n: 1, needed: 2 }));
    }

    proptest! {
        #[test]
        fn order_does_not_matter(mut values in prop::collection::vec(-1e3_f64..1e3, 2..40)) {
            let one = summary(&values).known().unwrap();
            values.reverse();
            let other = summary(&values).known().unwrap();
            prop_assert!((one.mean - other.mean).abs() < 1e-12);
            prop_assert!((one.sd.known().unwrap() - other.sd.known().unwrap()).abs() < 1e-12);
        }

        #[test]
        fn a_mirror_turns_the_skewness(values in prop::collection::vec(-50_i32..50, 2..40)) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let mirrored: Vec<f64> = values.iter().map(|value| -value).collect();
            let (one, other) = (summary(&values).known().unwrap(), summary(&mirrored).known().unwrap());
            if let (Measured::Known(a), Measured::Known(b)) = (one.skewness, other.skewness) {
                prop_assert!((a + b).abs() < 1e-10);
                prop_assert!(one.kurtosis.known().unwrap() >= a * a - 2.0 - 1e-9);
            }
        }
    }
}
