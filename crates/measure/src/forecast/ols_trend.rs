//! A straight line through the series by least squares.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::series::{GREATEST_SIZE, NotForecast, Predicted, Series, sound, within};

/// A straight line through a series, fitted by least squares («линейный тренд»).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OlsTrend {
    n: usize,
    time: Time,
    /// The change per step of time.
    pub slope: f64,
    /// The value of the line at the mean of the times, (n + 1)/2 when they are 1…n.
    pub middle: f64,
    /// The standard deviation of the residuals, n − 2 in the denominator.
    pub residual_sd: f64,
    /// The standard error of the slope.
    pub slope_se: f64,
    /// The two-sided p-value of «no slope», by Student's t with n − 2 degrees of freedom.
    pub slope_p: f64,
}

/// The mean of the times, the sum of squares about it, and the newest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Time {
    pub(super) middle: f64,
    pub(super) spread: f64,
    newest: f64,
}

/// The linear trend of a series by least squares.
///
/// # Definition
/// yₜ = a + b·t with t = 1…n (or the times given to [`OlsTrend::at`]); b = Σ(t − t̄)(y − ȳ)/Σ(t − t̄)². s² = Σ residual²/(n − 2), SE(b) = s/√Σ(t − t̄)²; the p-value
/// is 2·P(T > |b|/SE). At t the prediction interval is ± t₀.₉₇₅(n − 2)·s·√(1 + 1/n + (t − t̄)²/Σ(t − t̄)²).
///
/// # Reads as
/// The slope in units per step; the forecast in the unit of the series.
///
/// # Undefined when
/// Fewer than 4 points ([`NotForecast::TooFew`]); all points on the line ([`NotForecast::NoSpread`]).
///
/// # Caution
/// Neighbouring years are rarely independent, so the p-value is too small when the residuals run in waves; one outlying
/// year pulls the line (see [`theil_sen_line`](super::theil_sen_line)). A line does not know the ends of a scale.
///
/// # Source
/// Draper N. R., Smith H. (1998), Applied Regression Analysis, 3rd ed., ch. 1; `lm` and `predict` of R.
///
/// # Example
/// ```
/// use measure::forecast::{Series, ols_trend};
///
/// let trend = ols_trend(&Series::new(&[1.0, 2.0, 2.0, 3.0]).unwrap()).unwrap();
/// assert!((trend.slope - 0.6).abs() < 1e-12);
/// assert!((trend.outlook(1).unwrap()[0].mean - 3.5).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn ols_trend(series: &Series) -> Result<OlsTrend, NotForecast> {
    let times: Vec<f64> = (1..=series.n()).map(|at| at as f64).collect();
    through(series, Time::of_steps(series.n()), &times)
}

fn through(series: &Series, time: Time, times: &[f64]) -> Result<OlsTrend, NotForecast> {
    let n = series.n();
    let middle = series.values().iter().sum::<f64>() / n as f64;
    let dated = || times.iter().zip(series.values()).map(|(t, value)| (t - time.middle, value - middle));
    let slope = dated().map(|(t, y)| t * y).sum::<f64>() / time.spread;
    let squares: f64 = dated().map(|(t, y)| (y - slope * t).powi(2)).sum();
    let residual_sd = (squares / (n as f64 - 2.0)).sqrt();
    if !series.is_spread(residual_sd) {
        return Err(NotForecast::NoSpread);
    }
    let slope_se = residual_sd / time.spread.sqrt();
    let slope_p = (2.0 * student(n).sf((slope / slope_se).abs())).min(1.0);
    Ok(OlsTrend { n, time, slope, middle, residual_sd, slope_se, slope_p })
}

impl OlsTrend {
    /// The same line through values at times of their own, which need not stand at equal steps.
    ///
    /// # Errors
    /// As [`ols_trend`]; [`NotForecast::TimesOutOfOrder`] when the times do not ascend or are not as many as the values.
    pub fn at(times: &[f64], series: &Series) -> Result<OlsTrend, NotForecast> {
        let time = Time::of(times, series.n())?;
        through(series, time, times)
    }

    /// The line carried on, with prediction intervals.
    ///
    /// # Errors
    /// When no steps are asked for.
    pub fn outlook(&self, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
        let quantile = student(self.n).inverse_cdf(0.975);
        sound(
            (1..=steps)
                .map(|h| line_ahead(self.n, self.time, h, self.middle, self.slope, quantile * self.residual_sd))
                .collect(),
        )
    }
}

impl Time {
    /// The times 1…n.
    pub(super) fn of_steps(n: usize) -> Time {
        let n = n as f64;
        Time { middle: f64::midpoint(n, 1.0), spread: n * (n * n - 1.0) / 12.0, newest: n }
    }

    fn of(times: &[f64], n: usize) -> Result<Time, NotForecast> {
        let is_usable = times.iter().all(|time| time.is_finite() && time.abs() <= GREATEST_SIZE);
        let newest =
            times.last().copied().filter(|_| is_usable && times.len() == n && times.is_sorted_by(|a, b| a < b));
        let newest = newest.ok_or(NotForecast::TimesOutOfOrder)?;
        let middle = times.iter().sum::<f64>() / n as f64;
        let spread = times.iter().map(|time| (time - middle).powi(2)).sum();
        Ok(Time { middle, spread, newest })
    }
}

/// A line carried on by `h` steps with the interval of a new observation; `reach` is the quantile times the residual deviation.
pub(super) fn line_ahead(n: usize, time: Time, h: usize, middle: f64, slope: f64, reach: f64) -> Predicted {
    let off = time.newest + h as f64 - time.middle;
    within(h, middle + slope * off, reach * (1.0 + 1.0 / n as f64 + off * off / time.spread).sqrt())
}

/// The two-sided 95 % point of Student's t with n − 2 degrees of freedom.
pub(super) fn student_reach(n: usize) -> f64 {
    student(n).inverse_cdf(0.975)
}

fn student(n: usize) -> StudentsT {
    StudentsT::new(0.0, 1.0, n as f64 - 2.0).expect("a series has at least four points")
}
