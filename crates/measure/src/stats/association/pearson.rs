//! Pearson's correlation.

use crate::stats::Confidence;
use crate::stats::distributions::t_two_sided;
use crate::stats::sample::{average, check_pairs, is_constant, size, sum, too_few};
use crate::stats::wilson_interval::Interval;
use crate::{Measured, Why};

/// A correlation with its test and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// r, −1 to 1.
    pub r: f64,
    /// How many students have both values.
    pub n: usize,
    /// The two-sided probability of r at least as far from 0 by chance; unknown for 2 students.
    pub p: Measured<f64>,
    /// The interval by Fisher's z; unknown for fewer than 4 students.
    pub interval: Measured<Interval>,
}

/// Pearson's correlation with the interval of Fisher's z.
///
/// # Definition
/// `r = Σ(x−x̄)(y−ȳ)/√(Σ(x−x̄)²·Σ(y−ȳ)²)`; p from `t = r·√((n−2)/(1−r²))` with n − 2 degrees of freedom; interval
/// `tanh(artanh r ± z/√(n−3))`.
///
/// # Reads as
/// 1: on a rising line, −1: on a falling one, 0: no straight relation. r² is the share of spread in common.
///
/// # Undefined when
/// Fewer than 2 students: [`Why::TooFew`]; a value that never differs: [`Why::NoSpread`]; lists of different
/// length: [`Why::UnequalLengths`].
///
/// # Caution
/// One student far out may make it or hide it; a correlation is no cause. A narrow range of abilities lowers it.
///
/// # Source
/// Pearson K. (1895); Fisher R. A. (1921), Metron 1, 3–32.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, pearson};
///
/// let answer = pearson(&[1.0, 2.0, 3.0, 4.0], &[2.0, 4.0, 6.0, 9.0], Confidence::P95).known().unwrap();
/// assert!(answer.r > 0.99 && answer.interval.known().unwrap().covers(0.9));
/// ```
pub fn pearson(x: &[f64], y: &[f64], confidence: Confidence) -> Measured<Correlation> {
    compute(x, y, confidence).into()
}

fn compute(x: &[f64], y: &[f64], confidence: Confidence) -> Result<Correlation, Why> {
    let r = coefficient(x, y)?;
    let n = x.len();
    let interval = if n < 4 {
        Err(too_few(n, 4))
    } else {
        // At r = ±1 artanh has no end, and the interval is the point.
        let (middle, reach) = (r.atanh(), confidence.z() / size(n - 3).sqrt());
        Ok(if r.abs() == 1.0 {
            Interval { low: r, high: r }
        } else {
            Interval { low: (middle - reach).tanh(), high: (middle + reach).tanh() }
        })
    };
    Ok(Correlation { r, n, p: significance(r, n).into(), interval: interval.into() })
}

/// The correlation alone.
pub(super) fn coefficient(x: &[f64], y: &[f64]) -> Result<f64, Why> {
    check_pairs(x, y, 2)?;
    if is_constant(x) || is_constant(y) {
        return Err(Why::NoSpread);
    }
    let unit = |values: &[f64]| {
        let mean = average(values);
        let deviations: Vec<f64> = values.iter().map(|value| value - mean).collect();
        let length = sum(deviations.iter().map(|one| one * one)).sqrt();
        if length > 0.0 {
            Ok(deviations.into_iter().map(|one| one / length).collect::<Vec<f64>>())
        } else {
            Err(Why::NoSpread)
        }
    };
    let (x, y) = (unit(x)?, unit(y)?);
    Ok(sum(x.iter().zip(&y).map(|(x, y)| x * y)).clamp(-1.0, 1.0))
}

/// The two-sided probability of a correlation by chance.
pub(super) fn significance(r: f64, n: usize) -> Result<f64, Why> {
    if n < 3 {
        return Err(too_few(n, 3));
    }
    let rest = (1.0 - r) * (1.0 + r);
    if rest <= 0.0 {
        return Ok(0.0);
    }
    let df = size(n - 2);
    Ok(t_two_sided(r * (df / rest).sqrt(), df))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_students_have_no_interval() {
        let two = pearson(&[1.0, 2.0], &[3.0, 1.0], Confidence::P95).known().unwrap();
        assert!((two.r + 1.0).abs() < 1e-15);
        assert_eq!(two.p.why(), Some(Why::TooFew { n: 2, needed: 3 }));
        assert_eq!(two.interval.why(), Some(Why::TooFew { n: 2, needed: 4 }));
        assert_eq!(pearson(&[0.1; 3], &[1.0, 2.0, 3.0], Confidence::P95).why(), Some(Why::NoSpread));
        let line = pearson(&[1.0, 2.0, 3.0, 4.0], &[2.0, 4.0, 6.0, 8.0], Confidence::P95).known().unwrap();
        assert!((line.r - 1.0).abs() < 1e-15 && line.p.known().unwrap() < 1e-10);
    }

    proptest! {
        #[test]
        fn another_unit_changes_nothing(students in prop::collection::vec((-9_i8..9, -9_i8..9), 4..30)) {
            let (x, y): (Vec<f64>, Vec<f64>) = students.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let scaled: Vec<f64> = x.iter().rev().map(|value| 3.0 * value - 7.0).collect();
            let turned: Vec<f64> = y.iter().rev().copied().collect();
            if let Measured::Known(one) = pearson(&x, &y, Confidence::P95) {
                let other = pearson(&scaled, &turned, Confidence::P95).known().unwrap();
                prop_assert!((one.r - other.r).abs() < 1e-12);
                prop_assert!(one.interval.known().unwrap().covers(one.r));
            }
        }
    }
}
