//! The forecast that every other has to beat.

use super::series::{NotForecast, Predicted, Series, predicted, sound};

/// The naive forecast: tomorrow as today.
///
/// # Definition
/// The middle is the newest value at every horizon. The interval is ± 1.959964·s·√h, where s² is the mean of the squared
/// differences of neighbouring values (n − 1 of them).
///
/// # Reads as
/// In the unit of the series; the interval widens with the root of the horizon h.
///
/// # Undefined when
/// Fewer than 4 points ([`NotForecast::TooFew`]); all values equal ([`NotForecast::NoSpread`]).
///
/// # Caution
/// It is the yardstick, not the advice: a method that does not beat it in [`backtest`](super::backtest) has learned
/// nothing. Normal errors are taken for granted.
///
/// # Source
/// Hyndman R. J., Athanasopoulos G. (2021), Forecasting: Principles and Practice, 3rd ed., §5.2 and §5.5; `naive` of the
/// R package forecast.
///
/// # Example
/// ```
/// use measure::forecast::{Series, naive_forecast};
///
/// let quality = Series::new(&[52.0, 55.0, 49.0, 58.0, 60.0, 57.0, 63.0]).unwrap();
/// let next = naive_forecast(&quality, 1).unwrap()[0];
/// assert_eq!(next.mean, 63.0);
/// assert!((next.interval.low - 52.41498).abs() < 1e-5);
/// ```
///
/// # Errors
/// As under «Undefined when», or when no steps are asked for.
pub fn naive_forecast(series: &Series, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
    let values = series.values();
    let squares: f64 = values.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).sum();
    let deviation = (squares / (series.n() - 1) as f64).sqrt();
    if !series.is_spread(deviation) {
        return Err(NotForecast::NoSpread);
    }
    sound((1..=steps).map(|h| predicted(h, series.last(), deviation * (h as f64).sqrt())).collect())
}
