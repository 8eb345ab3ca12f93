//! Spearman's rank correlation.

use super::pearson::{coefficient, significance};
use crate::stats::midranks::Midranks;
use crate::stats::sample::check_pairs;
use crate::{Measured, Why};

/// A rank correlation with its test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spearman {
    /// ρ, −1 to 1.
    pub rho: f64,
    /// The two-sided probability by Student's t; unknown for 2 students.
    pub p: Measured<f64>,
}

/// Spearman's rank correlation.
///
/// # Definition
/// Pearson's correlation of the midranks; p from `t = ρ·√((n−2)/(1−ρ²))` with n − 2 degrees of freedom.
///
/// # Reads as
/// 1: the same order, −1: the opposite one, 0: no relation.
///
/// # Undefined when
/// As [`pearson`](crate::pearson).
///
/// # Caution
/// The probability is an approximation, rough below ten students.
///
/// # Source
/// Spearman C. (1904), American Journal of Psychology 15, 72–101.
///
/// # Example
/// ```
/// use measure::stats::spearman;
///
/// let answer = spearman(&[1.0, 2.0, 3.0, 4.0], &[1.0, 8.0, 27.0, 64.0]).known().unwrap();
/// assert!((answer.rho - 1.0).abs() < 1e-12);
/// ```
pub fn spearman(x: &[f64], y: &[f64]) -> Measured<Spearman> {
    compute(x, y).into()
}

fn compute(x: &[f64], y: &[f64]) -> Result<Spearman, Why> {
    check_pairs(x, y, 2)?;
    let rho = coefficient(&Midranks::of(x).ranks(), &Midranks::of(y).ranks())?;
    Ok(Spearman { rho, p: significance(rho, x.len()).into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_never_differs_has_no_order() {
        assert_eq!(spearman(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]).why(), Some(Why::NoSpread));
        assert_eq!(spearman(&[1.0], &[1.0, 2.0]).why(), Some(Why::UnequalLengths));
    }
}
