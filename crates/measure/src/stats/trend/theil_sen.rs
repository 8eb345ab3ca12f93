//! The middle of all slopes.

use num_traits::ToPrimitive;

use crate::stats::Confidence;
use crate::stats::midranks::{Midranks, real};
use crate::stats::quantile_of::{QuantileRule, quantile_of};
use crate::stats::sample::{check_pairs, finite, size};
use crate::stats::wilson_interval::Interval;
use crate::{Measured, Why};

/// A straight line by the middle of slopes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSen {
    /// The median of the slopes between all pairs of points.
    pub slope: f64,
    /// The intercept through the medians of x and of y.
    pub intercept: f64,
    /// The intercept as the median of y − slope·x.
    pub intercept_joint: f64,
    /// Sen's interval of the slope.
    pub interval: Interval,
}

/// Up to how many points all pairs of them are looked at.
const MOST_POINTS: usize = 5_000;

/// The slope of Theil and Sen.
///
/// # Definition
/// The median of (yⱼ − yᵢ)/(xⱼ − xᵢ) over the N pairs with different x. Interval (Sen): the slopes at the places
/// (N ∓ z·σ)/2 in ascending order, σ² = (n(n−1)(2n+5) − Σt(t−1)(2t+5) over ties of x and of y)/18.
///
/// # Reads as
/// Units of y for one unit of x, for instance percentage points a year.
///
/// # Undefined when
/// Fewer than 2 points: [`Why::TooFew`]; all x the same: [`Why::NoSpread`]; above 5,000 points:
/// [`Why::TooLarge`]; lists of different length: [`Why::UnequalLengths`].
///
/// # Caution
/// One bad year does not move it, three of five do. A slope is not yet a trend: see
/// [`mann_kendall`](crate::mann_kendall).
///
/// # Source
/// Theil H. (1950), Proc. KNAW 53, 386–392; Sen P. K. (1968), JASA 63, 1379–1389.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, theil_sen};
///
/// let line = theil_sen(&[1.0, 2.0, 3.0, 4.0], &[1.0, 2.0, 30.0, 4.0], Confidence::P95).known().unwrap();
/// assert_eq!(line.slope, 1.0);
/// ```
pub fn theil_sen(x: &[f64], y: &[f64], confidence: Confidence) -> Measured<TheilSen> {
    compute(x, y, confidence).into()
}

fn compute(x: &[f64], y: &[f64], confidence: Confidence) -> Result<TheilSen, Why> {
    check_pairs(x, y, 2)?;
    if x.len() > MOST_POINTS {
        return Err(Why::TooLarge);
    }
    let mut slopes = Vec::with_capacity(x.len() * (x.len() - 1) / 2);
    for at in 0..x.len() {
        for other in 0..at {
            let step = x[at] - x[other];
            if step != 0.0 {
                slopes.push(finite((y[at] - y[other]) / step)?);
            }
        }
    }
    if slopes.is_empty() {
        return Err(Why::NoSpread);
    }
    slopes.sort_unstable_by(f64::total_cmp);
    let slope = middle(&slopes)?;
    let rests: Vec<f64> = x.iter().zip(y).map(|(x, y)| y - slope * x).collect();
    Ok(TheilSen {
        slope,
        intercept: finite(middle(y)? - slope * middle(x)?)?,
        intercept_joint: finite(middle(&rests)?)?,
        interval: interval(&slopes, x, y, confidence),
    })
}

fn middle(values: &[f64]) -> Result<f64, Why> {
    quantile_of(values, 0.5, QuantileRule::Type2).ok()
}

fn interval(slopes: &[f64], x: &[f64], y: &[f64], confidence: Confidence) -> Interval {
    let weighty = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let tied = |values: &[f64]| Midranks::of(values).ties.iter().map(|many| weighty(real(*many))).sum::<f64>();
    let variance = (weighty(size(x.len())) - tied(x) - tied(y)) / 18.0;
    let reach = confidence.z() * variance.max(0.0).sqrt();
    let (many, last) = (size(slopes.len()), slopes.len() - 1);
    let place = |at: f64| at.round_ties_even().max(0.0).to_usize().unwrap_or(last);
    let low = place((many - reach) / 2.0).saturating_sub(1).min(last);
    let high = place((many + reach) / 2.0).min(last);
    Interval { low: slopes[low.min(high)], high: slopes[high] }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn points_above_each_other_have_no_slope() {
        assert_eq!(theil_sen(&[1.0, 1.0], &[1.0, 2.0], Confidence::P95).why(), Some(Why::NoSpread));
        assert_eq!(theil_sen(&[1.0], &[1.0], Confidence::P95).why(), Some(Why::TooFew { n: 1, needed: 2 }));
        let many: Vec<f64> = (0..5_001_i32).map(f64::from).collect();
        assert_eq!(theil_sen(&many, &many, Confidence::P95).why(), Some(Why::TooLarge));
    }

    proptest! {
        #[test]
        fn order_of_points_does_not_matter(points in prop::collection::vec((-20_i8..20, -20_i8..20), 2..15)) {
            let (x, y): (Vec<f64>, Vec<f64>) = points.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let (rx, ry): (Vec<f64>, Vec<f64>) = points.iter().rev().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let line = theil_sen(&x, &y, Confidence::P95);
            prop_assert_eq!(line, theil_sen(&rx, &ry, Confidence::P95));
            if let Measured::Known(line) = line {
                prop_assert!(line.interval.covers(line.slope) || points.len() < 4);
            }
        }
    }
}
