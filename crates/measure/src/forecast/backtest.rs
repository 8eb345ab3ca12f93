//! How far a method would have been off in the past.

use super::method::{Method, forecast};
use super::series::{LEAST_POINTS, NotForecast, Series};

/// From where and how far the past is replayed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BacktestPlan {
    /// How many points the method sees the first time.
    pub first: usize,
    /// How many steps ahead it looks each time.
    pub steps: usize,
}

/// The errors at one horizon.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Horizon {
    /// How many steps ahead.
    pub horizon: usize,
    /// How many forecasts could be compared with what came.
    pub n: usize,
    /// The mean absolute error, in the unit of the series.
    pub mae: f64,
    /// The same over the mean absolute step of the past that the method had seen; nothing if that past stood still.
    pub mase: Option<f64>,
    /// How many values came within the 95 % interval.
    pub covered: usize,
}

/// What the replay of the past showed.
#[derive(Debug, Clone, PartialEq)]
pub struct Backtest {
    /// One row per horizon, the nearest first.
    pub horizons: Vec<Horizon>,
    /// At how many origins the method refused.
    pub refused: usize,
}

/// Replays the past: a forecast from every origin, laid beside what came.
///
/// # Definition
/// For each origin t from `first` to n − 1 the method sees y₁…yₜ and forecasts up to `steps` ahead. Per horizon: MAE, the mean
/// of |error|; MASE, the mean of |error| over the mean |yᵢ − yᵢ₋₁| within y₁…yₜ; how many values the 95 % interval held.
///
/// # Reads as
/// MASE below 1: better than the usual step of the past. Compare methods on one series and one plan only.
///
/// # Undefined when
/// No origin is left, or the method refuses at each ([`NotForecast`]). MASE, when the past of an origin stood still.
///
/// # Caution
/// A handful of origins: the differences between methods are mostly chance, and the errors overlap.
///
/// # Source
/// Hyndman R. J., Koehler A. B. (2006), IJF 22, 679–688; Tashman L. J. (2000), IJF 16, 437–450.
///
/// # Example
/// ```
/// use measure::forecast::{BacktestPlan, Method, Series, backtest};
///
/// let series = Series::new(&[1.0, 2.0, 4.0, 5.0, 7.0, 8.0]).unwrap();
/// let past = backtest(&series, Method::Naive, BacktestPlan { first: 4, steps: 1 }).unwrap();
/// // Errors 2 and 1; usual steps 4/3 and 3/2.
/// assert_eq!(past.horizons[0].mae, 1.5);
/// assert!((past.horizons[0].mase.unwrap() - (1.5 + 2.0 / 3.0) / 2.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn backtest(series: &Series, method: Method, plan: BacktestPlan) -> Result<Backtest, NotForecast> {
    if plan.steps == 0 {
        return Err(NotForecast::NoSteps);
    }
    let first = plan.first.max(LEAST_POINTS);
    let mut errors: Vec<Vec<Compared>> = vec![Vec::new(); plan.steps];
    let mut refusal = None;
    let mut refused = 0;
    for origin in first..series.n() {
        let past = series.first(origin)?;
        match forecast(&past, method, plan.steps.min(series.n() - origin)) {
            Ok(steps) => {
                let usual = usual_step(past.values());
                for step in steps {
                    let came = series.values()[origin + step.horizon - 1];
                    let error = (came - step.mean).abs();
                    let is_covered = step.interval.covers(came);
                    errors[step.horizon - 1].push(Compared {
                        error,
                        scaled: usual.map(|usual| error / usual),
                        is_covered,
                    });
                }
            }
            Err(why) => {
                refused += 1;
                refusal = Some(why);
            }
        }
    }
    let horizons: Vec<Horizon> = errors.iter().enumerate().filter_map(|(at, row)| summary(at + 1, row)).collect();
    if horizons.is_empty() {
        return Err(refusal.unwrap_or(NotForecast::TooFew { n: series.n(), needed: first + 1 }));
    }
    Ok(Backtest { horizons, refused })
}

#[derive(Debug, Clone, Copy)]
struct Compared {
    error: f64,
    scaled: Option<f64>,
    is_covered: bool,
}

fn usual_step(values: &[f64]) -> Option<f64> {
    let sum: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum();
    (sum > 0.0).then(|| sum / (values.len() - 1) as f64)
}

fn summary(horizon: usize, row: &[Compared]) -> Option<Horizon> {
    let n = row.len();
    if n == 0 {
        return None;
    }
    let mae = row.iter().map(|compared| compared.error).sum::<f64>() / n as f64;
    let scaled: Option<f64> = row.iter().map(|compared| compared.scaled).sum();
    let covered = row.iter().filter(|compared| compared.is_covered).count();
    Some(Horizon { horizon, n, mae, mase: scaled.map(|sum| sum / n as f64), covered })
}
