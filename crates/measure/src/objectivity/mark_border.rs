//! The scores just above a mark border against those just below.

use statrs::distribution::{Binomial, DiscreteCDF};

use super::score_counts::ScoreCounts;
use super::sign::NotScreened;
use crate::stats::wilson_interval::real;
use crate::{Measured, Why};

/// How many scores lie just above a border and how many just below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderWindow {
    /// How many scores were taken on each side.
    pub width: usize,
    /// Students at the border and above it, within the window.
    pub above: i64,
    /// Students below it, within the window.
    pub below: i64,
    /// ln(above/below).
    pub log_ratio: Measured<f64>,
    /// The chance of at least so many above if both sides were equally likely.
    pub p_above_more: Measured<f64>,
}

/// The scores just above a mark border against those just below.
///
/// # Definition
/// a students at scores cut…cut + w − 1 and b at cut − w…cut − 1. The log-ratio is ln(a/b); the p-value is the binomial
/// P(X ≥ a) with a + b trials and ½.
///
/// # Reads as
/// A log-ratio above 0: more just above than just below; 0.69 is twice as many.
///
/// # Undefined when
/// A window that leaves the scale ([`NotScreened::BorderOutside`]). Nobody in it ([`Why::EmptyBase`]); the log-ratio also when one
/// side is empty ([`Why::DivisionByZero`]).
///
/// # Caution
/// Where the distribution rises, more above is to be expected: a wide window says little. [`bunching`](super::bunching)
/// takes the shape into account.
///
/// # Source
/// A density test at a threshold in the sense of McCrary J. (2008), J. Econometrics 142, 698–714, for whole scores.
///
/// # Example
/// ```
/// use measure::objectivity::{ScoreCounts, border_window};
///
/// let scores = ScoreCounts::from_counts(vec![3, 5, 2, 9, 6]).unwrap();
/// let window = border_window(&scores, 3, 1).unwrap();
/// assert_eq!((window.above, window.below), (9, 2));
/// assert!((window.p_above_more.known().unwrap() - 67.0 / 2048.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn border_window(scores: &ScoreCounts, cut: usize, width: usize) -> Result<BorderWindow, NotScreened> {
    let greatest = scores.greatest();
    if width == 0 || cut < width || cut + width > greatest + 1 {
        return Err(NotScreened::BorderOutside { cut, greatest });
    }
    let above: i64 = scores.counts()[cut..cut + width].iter().sum();
    let below: i64 = scores.counts()[cut - width..cut].iter().sum();
    let log_ratio = if above + below == 0 {
        Measured::Unknown(Why::EmptyBase)
    } else if above == 0 || below == 0 {
        Measured::Unknown(Why::DivisionByZero)
    } else {
        Measured::Known((real(above) / real(below)).ln())
    };
    Ok(BorderWindow { width, above, below, log_ratio, p_above_more: p_above_more(above, below) })
}

fn p_above_more(above: i64, below: i64) -> Measured<f64> {
    let (Ok(part), Ok(whole)) = (u64::try_from(above), u64::try_from(above + below)) else {
        return Measured::Unknown(Why::Inapplicable);
    };
    if whole == 0 {
        return Measured::Unknown(Why::EmptyBase);
    }
    let Ok(binomial) = Binomial::new(0.5, whole) else { return Measured::Unknown(Why::Inapplicable) };
    Measured::Known(if part == 0 { 1.0 } else { binomial.sf(part - 1).clamp(0.0, 1.0) })
}
