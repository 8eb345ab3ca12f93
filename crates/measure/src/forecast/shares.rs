//! Forecasts of shares that stay between nobody and everybody.

use school::Share;

use super::method::{Method, forecast};
use super::series::{NotForecast, Predicted, Series};
use crate::stats::wilson_interval::{Z95, real};
use crate::{Interval, SampleTier};

/// The forecast of a share from its past parts and wholes, on the logit scale.
///
/// # Definition
/// Each share k of n becomes the empirical logit ln((k + ½)/(n − k + ½)), so that 0 of n and n of n are finite. The method
/// forecasts the logits. Its variance σ² holds the binomial noise of the past on average, v̄ = mean of 1/(n·p·(1 − p)) with
/// p = (k + ½)/(n + 1); the next share is that of m people and has noise of its own, v = 1/(m·p·(1 − p)) at the middle p (kept
/// between ½/(m + 1) and (m + ½)/(m + 1)). Half-width on the logits: 1.96·√(max(σ² − v̄, 0) + v). The middle goes back by
/// p = 1/(1 + e⁻ˣ), the ends to shares k/m of people by k = (m + 1)·p − ½, cut at 0 and m. m is the newest n unless given.
///
/// # Reads as
/// Shares between 0 and 1 (times 100: per cent): where the share observed next time is expected in 95 cases of 100. The
/// middle is the median of the forecast, and the interval is not symmetric about it; it may reach 0 or 1.
///
/// # Undefined when
/// Fewer than 4 points; a share of fewer than 10 people, or fewer than 10 people next time
/// ([`NotForecast::SmallBase`]); the refusals of the method, among them a
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
/// let next = forecast_shares(&passed, Method::Drift, 3, None).unwrap();
/// // That everybody passes again is within what is expected.
/// assert!(next.iter().all(|step| step.interval.low > 0.0 && step.mean < 1.0 && step.interval.high == 1.0));
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn forecast_shares(
    shares: &[Share],
    method: Method,
    steps: usize,
    next_whole: Option<i64>,
) -> Result<Vec<Predicted>, NotForecast> {
    let least = SampleTier::Limited.least();
    if let Some(at) = shares.iter().position(|share| share.whole() < least) {
        return Err(NotForecast::SmallBase { at, n: shares[at].whole() });
    }
    let logits: Vec<f64> = shares.iter().map(|share| logit(*share)).collect();
    let ahead = forecast(&Series::new(&logits)?, method, steps)?;
    let next = next_whole.or_else(|| shares.last().map(|share| share.whole())).unwrap_or(least);
    if next < least {
        return Err(NotForecast::SmallBase { at: shares.len(), n: next });
    }
    let past = shares.iter().map(|share| noise(share_of(logit(*share)), real(share.whole())));
    let past = past.sum::<f64>() / shares.len() as f64;
    Ok(ahead.into_iter().map(|step| back(step, past, real(next))).collect())
}

fn logit(share: Share) -> f64 {
    let (part, whole) = (real(share.part()), real(share.whole()));
    ((part + 0.5) / (whole - part + 0.5)).ln()
}

fn share_of(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

/// The variance of an empirical logit by chance alone.
fn noise(share: f64, whole: f64) -> f64 {
    let share = share.clamp(0.5 / (whole + 1.0), (whole + 0.5) / (whole + 1.0));
    1.0 / (whole * share * (1.0 - share))
}

fn back(step: Predicted, past: f64, next: f64) -> Predicted {
    let mean = share_of(step.mean);
    let own = ((step.interval.high - step.mean) / Z95).powi(2);
    let reach = Z95 * ((own - past).max(0.0) + noise(mean, next)).sqrt();
    // The ½ of the empirical logit is taken out again, so that everybody and nobody can lie within.
    let end = |logit: f64| (((next + 1.0) * share_of(logit) - 0.5) / next).clamp(0.0, 1.0);
    let interval = Interval { low: end(step.mean - reach).min(mean), high: end(step.mean + reach).max(mean) };
    Predicted { horizon: step.horizon, mean, interval }
}
