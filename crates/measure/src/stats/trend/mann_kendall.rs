//! Whether a series rises or falls at all.

use crate::Measured;
use crate::stats::association::{KendallTau, kendall_tau};
use crate::stats::sample::{check, size};

/// The test of Mann and Kendall for a trend of a series in its order.
///
/// # Definition
/// [`kendall_tau`](crate::kendall_tau) of the values with their places 1, 2, …, n; its `p` is exact without ties up
/// to 33 values and asymptotic otherwise.
///
/// # Reads as
/// τ-b above 0: rises, below 0: falls; p: whether chance explains it.
///
/// # Undefined when
/// Fewer than 2 values: [`Why::TooFew`](crate::Why::TooFew); all values the same: [`Why::NoSpread`](crate::Why::NoSpread); no number: [`Why::NotFinite`](crate::Why::NotFinite).
///
/// # Caution
/// Supposes that years are independent of one another; with four values the least p possible is 0.083, so a
/// trend cannot be shown by fewer than five.
///
/// # Source
/// Mann H. B. (1945), Econometrica 13, 245–259; Kendall M. G. (1975), Rank Correlation Methods.
///
/// # Example
/// ```
/// use measure::stats::mann_kendall;
///
/// let trend = mann_kendall(&[3.6, 3.7, 3.65, 3.8, 3.9]).known().unwrap();
/// assert!((trend.tau_b - 0.8).abs() < 1e-12);
/// assert!(trend.p > 0.05);
/// ```
pub fn mann_kendall(series: &[f64]) -> Measured<KendallTau> {
    if let Err(why) = check(series, 2) {
        return Measured::Unknown(why);
    }
    let places: Vec<f64> = (1..=series.len()).map(size).collect();
    kendall_tau(&places, series)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Why;

    #[test]
    fn a_level_series_has_no_trend_to_judge() {
        assert_eq!(mann_kendall(&[2.0, 2.0, 2.0]).why(), Some(Why::NoSpread));
        assert_eq!(mann_kendall(&[2.0]).why(), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(mann_kendall(&[]).why(), Some(Why::EmptyBase));
        assert!((mann_kendall(&[1.0, 2.0, 3.0, 4.0]).known().unwrap().p - 1.0 / 12.0).abs() < 1e-15);
    }
}
