//! Forecasts of shares that stay between nobody and everybody.

use school::Share;

use super::method::{Method, forecast};
use super::series::{NotForecast, Predicted, Series};
use crate::stats::wilson_interval::real;
use crate::{Interval, SampleTier};

/// The forecast of a share from its past parts and wholes, on the logit scale.
///
/// # Definition
/// Each share k of n becomes the empirical logit ln((k + ½)/(n − k + ½)), so that 0 of n and n of n are finite. The method
/// forecasts the logits; middle and ends go back by 1/(1 + e⁻ˣ).
///
/// # Reads as
/// Shares between 0 and 1 (times 100: per cent). The middle is the median of the forecast, and the interval is not
/// symmetric about it.
///
/// # Undefined when
/// Fewer than 4 points; a share of fewer than 10 people ([`NotForecast::SmallBase`]); the refusals of the method, among them a
/// series without any spread.
///
/// # Caution
/// The ½ pulls shares of small groups a little to the middle (25 of 25 counts as 25.5 of 26). Points of small and of large
/// groups weigh alike; methods with multiplicative errors make no sense for logits and are refused below 0.
///
/// # Source
/// Cox D. R., Snell E. J. (1989), Analysis of Binary Data, 2nd ed., §2.1 (empirical logit); Hyndman R. J., Athanasopoulos G.
/// (2021), §13.3 (forecasts within limits).
///
/// # Example
/// ```
/// use measure::forecast::{Method, forecast_shares};
/// use school::Share;
///
/// let passed = [(20, 25), (23, 26), (25, 27), (26, 26), (27, 28)].map(|(part, whole)| Share::new(part, whole).unwrap());
/// let next = forecast_shares(&passed, Method::Drift, 3).unwrap();
/// assert!(next.iter().all(|step| step.interval.low > 0.0 && step.interval.high < 1.0));
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn forecast_shares(shares: &[Share], method: Method, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
    let is_small = |share: &Share| share.whole() < SampleTier::Limited.least();
    if let Some(at) = shares.iter().position(is_small) {
        return Err(NotForecast::SmallBase { at, n: shares[at].whole() });
    }
    let logits: Vec<f64> = shares.iter().map(|share| logit(*share)).collect();
    let ahead = forecast(&Series::new(&logits)?, method, steps)?;
    Ok(ahead.into_iter().map(back).collect())
}

fn logit(share: Share) -> f64 {
    let (part, whole) = (real(share.part()), real(share.whole()));
    ((part + 0.5) / (whole - part + 0.5)).ln()
}

fn back(step: Predicted) -> Predicted {
    let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    let interval = Interval { low: share(step.interval.low), high: share(step.interval.high) };
    Predicted { horizon: step.horizon, mean: share(step.mean), interval }
}
