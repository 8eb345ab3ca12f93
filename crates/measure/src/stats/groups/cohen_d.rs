//! How large a difference of means is against the spread of students.

use crate::stats::sample::{average, check, finite, size, squares};
use crate::{Measured, Why};

/// A standardised difference of means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CohenD {
    /// Cohen's d.
    pub d: f64,
    /// Hedges' g: d times 1 − 3/(4N − 9).
    pub g: f64,
}

/// The standardised difference of two separate groups, first less second.
///
/// # Definition
/// With the pooled variance s² = (SS₁ + SS₂)/(n₁ + n₂ − 2): `d = (x̄₁ − x̄₂)/s`; `g = d·(1 − 3/(4N − 9))`,
/// N = n₁ + n₂.
///
/// # Reads as
/// In standard deviations of students; above 0 the first group is higher.
///
/// # Undefined when
/// Fewer than 2 in a group: [`Why::TooFew`]; no spread in both: [`Why::NoSpread`].
///
/// # Caution
/// «Small, medium, large» at 0.2, 0.5, 0.8 are a habit, not a law; a year of schooling is often worth 0.3–0.5.
///
/// # Source
/// Cohen J. (1988), Statistical Power Analysis; Hedges L. V. (1981), Journal of Educational Statistics 6, 107–128.
///
/// # Example
/// ```
/// use measure::stats::cohen_d;
///
/// let size = cohen_d(&[1.0, 2.0, 3.0], &[2.0, 3.0, 4.0]).known().unwrap();
/// assert_eq!(size.d, -1.0);
/// assert_eq!(size.g, -1.0 * (1.0 - 3.0 / 15.0));
/// ```
pub fn cohen_d(first: &[f64], second: &[f64]) -> Measured<CohenD> {
    compute(first, second).into()
}

fn compute(first: &[f64], second: &[f64]) -> Result<CohenD, Why> {
    check(first, 2)?;
    check(second, 2)?;
    let n = size(first.len() + second.len());
    let pooled = (squares(first) + squares(second)) / (n - 2.0);
    if pooled <= 0.0 {
        return Err(Why::NoSpread);
    }
    let d = finite((average(first) - average(second)) / pooled.sqrt())?;
    Ok(CohenD { d, g: d * (1.0 - 3.0 / (4.0 * n - 9.0)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_without_spread_have_no_size_of_difference() {
        assert_eq!(cohen_d(&[1.0, 1.0], &[2.0, 2.0]).why(), Some(Why::NoSpread));
        assert_eq!(cohen_d(&[1.0], &[2.0, 2.0]).why(), Some(Why::TooFew { n: 1, needed: 2 }));
    }
}
