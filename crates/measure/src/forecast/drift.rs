//! The newest value, carried on along the mean step of the past.

use super::series::{NotForecast, Predicted, Series, predicted, sound};

/// The forecast with drift: the newest value and h times the mean step.
///
/// # Definition
/// Steps dₜ = yₜ − yₜ₋₁; their mean d and standard deviation s with n − 2 in the denominator. The middle is yₙ + h·d, the
/// interval ± 1.959964·√(h·s² + h²·s²/(n − 1)): the walk itself and the uncertainty of its mean step.
///
/// # Reads as
/// In the unit of the series, for h steps ahead.
///
/// # Undefined when
/// Fewer than 4 points ([`NotForecast::TooFew`]); all steps equal ([`NotForecast::NoSpread`]).
///
/// # Caution
/// The mean step is (yₙ − y₁)/(n − 1): the first and the newest value alone decide it. A share carried on like this may
/// leave 0–100 %: take [`forecast_shares`](super::forecast_shares).
///
/// # Source
/// Hyndman R. J., Athanasopoulos G. (2021), Forecasting: Principles and Practice, 3rd ed., §5.2; `rwf(drift = TRUE)` of
/// the R package forecast.
///
/// # Example
/// ```
/// use measure::forecast::{Series, drift_forecast};
///
/// let quality = Series::new(&[52.0, 55.0, 49.0, 58.0, 60.0, 57.0, 63.0]).unwrap();
/// let third = drift_forecast(&quality, 3).unwrap()[2];
/// assert!((third.mean - 68.5).abs() < 1e-12);
/// assert!((third.interval.high - 91.63671).abs() < 1e-5);
/// ```
///
/// # Errors
/// As under «Undefined when», or when no steps are asked for.
pub fn drift_forecast(series: &Series, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
    let values = series.values();
    let n = series.n() as f64;
    let step = (series.last() - values[0]) / (n - 1.0);
    let squares: f64 = values.windows(2).map(|pair| (pair[1] - pair[0] - step).powi(2)).sum();
    let variance = squares / (n - 2.0);
    if !series.is_spread(variance.sqrt()) {
        return Err(NotForecast::NoSpread);
    }
    let ahead = |h: usize| {
        let far = h as f64;
        predicted(h, series.last() + far * step, (variance * (far + far * far / (n - 1.0))).sqrt())
    };
    sound((1..=steps).map(ahead).collect())
}
