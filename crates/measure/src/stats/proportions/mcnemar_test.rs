//! Two shares of the same students.

use crate::stats::distributions::{binomial_pmf, binomial_tails, chi_square_sf};
use crate::stats::wilson_interval::real;
use crate::{Measured, Why};

/// The comparison of two shares of the same students.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct McNemar {
    /// Two-sided, exact.
    pub p: f64,
    /// Two-sided, the observed count taken by half.
    pub mid_p: f64,
    /// χ² without correction for continuity, one degree of freedom.
    pub chi_square: f64,
    /// The probability of that χ².
    pub chi_square_p: f64,
    /// χ² with the correction for continuity.
    pub chi_square_corrected: f64,
    /// The probability of that χ².
    pub chi_square_corrected_p: f64,
}

/// The test of McNemar: `lost` had it only before, `gained` only after.
///
/// # Definition
/// Of the n = lost + gained students who changed, half should have changed in each direction. Exact:
/// `min(1, 2·P(X ≤ min(lost, gained)))` for X binomial (n, ½); mid-p takes P(X = min) once less. χ²:
/// `(lost − gained)²/n`, corrected `(|lost − gained| − 1)²/n` (0 when they are equal).
///
/// # Reads as
/// The probability, from 0 to 1, of so uneven a change by chance.
///
/// # Undefined when
/// Nobody changed: [`Why::NoSpread`]. A count below 0: [`Why::Inapplicable`].
///
/// # Caution
/// How many did not change does not enter. χ² wants 25 who changed; below that read the exact p or mid-p.
///
/// # Source
/// McNemar Q. (1947), Psychometrika 12, 153–157; mid-p: Fagerland M. W., Lydersen S., Laake P. (2013), BMC Medical
/// Research Methodology 13, 91.
///
/// # Example
/// ```
/// use measure::stats::mcnemar_test;
///
/// let test = mcnemar_test(12, 4).known().unwrap();
/// assert!((test.p - 0.076_812_744_140_625).abs() < 1e-14);
/// ```
pub fn mcnemar_test(lost: i64, gained: i64) -> Measured<McNemar> {
    if lost < 0 || gained < 0 {
        return Measured::Unknown(Why::Inapplicable);
    }
    let Some(n) = lost.checked_add(gained) else {
        return Measured::Unknown(Why::TooLarge);
    };
    if n == 0 {
        return Measured::Unknown(Why::NoSpread);
    }
    let (least, n) = (real(lost.min(gained)), real(n));
    let here = binomial_pmf(least, n, 0.5);
    let below = binomial_tails(least, n, 0.5).0;
    let (p, mid_p) = if lost == gained { (1.0, 1.0 - here / 2.0) } else { (2.0 * below, 2.0 * below - here) };
    let gap = n - 2.0 * least;
    let corrected = (gap - 1.0).max(0.0);
    let (chi_square, chi_square_corrected) = (gap * gap / n, corrected * corrected / n);
    Measured::Known(McNemar {
        p: p.min(1.0),
        mid_p: mid_p.clamp(0.0, 1.0),
        chi_square,
        chi_square_p: chi_square_sf(chi_square, 1.0),
        chi_square_corrected,
        chi_square_corrected_p: chi_square_sf(chi_square_corrected, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_alike_and_nothing_is_refused() {
        assert_eq!(mcnemar_test(12, 4), mcnemar_test(4, 12));
        assert_eq!(mcnemar_test(0, 0).why(), Some(Why::NoSpread));
        assert_eq!(mcnemar_test(-1, 2).why(), Some(Why::Inapplicable));
        assert_eq!(mcnemar_test(i64::MAX, 1).why(), Some(Why::TooLarge));
        let even = mcnemar_test(3, 3).known().unwrap();
        assert_eq!((even.p, even.chi_square, even.chi_square_corrected), (1.0, 0.0, 0.0));
        assert!((even.mid_p - (1.0 - 10.0 / 64.0)).abs() < 1e-15);
    }
}
