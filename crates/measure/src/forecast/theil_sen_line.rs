//! A straight line that one outlying year does not move.

use super::ols_trend::{Time, line_ahead, student_reach};
use super::series::{NotForecast, Predicted, Series, sound};
use crate::stats::{Confidence, theil_sen};

/// A line through a series by the median of all slopes («линия Тейла — Сена»).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TheilSenLine {
    n: usize,
    /// The change per step of time.
    pub slope: f64,
    /// The value of the line at the middle of time.
    pub middle: f64,
    /// The standard deviation of the residuals, n − 2 in the denominator.
    pub residual_sd: f64,
}

/// The line of Theil and Sen through a series.
///
/// # Definition
/// The slope is that of [`theil_sen`]: the median of (yⱼ − yᵢ)/(j − i) over all i < j; the line passes through the median of y at the median of t.
/// The interval is that of a least-squares line, ± t₀.₉₇₅(n − 2)·s·√(1 + 1/n + (t − t̄)²/Σ(t − t̄)²), with the residuals of this
/// line in s.
///
/// # Reads as
/// The slope in units per step; the forecast in the unit of the series.
///
/// # Undefined when
/// Fewer than 4 points ([`NotForecast::TooFew`]) or more than 5,000 ([`NotForecast::TooMany`]); all points on the line
/// ([`NotForecast::NoSpread`]).
///
/// # Caution
/// The middle resists outliers (up to 29 % of the points), the interval does not: an outlier makes it wide, as it should.
/// The interval is an approximation.
///
/// # Source
/// Sen P. K. (1968), JASA 63, 1379–1389; the intercept as in Conover W. J. (1980) and `theilslopes` of SciPy.
///
/// # Example
/// ```
/// use measure::forecast::{Series, theil_sen_line};
///
/// let with_one_bad_year = Series::new(&[1.0, 2.0, 3.1, 40.0, 5.0, 6.1, 7.0]).unwrap();
/// let line = theil_sen_line(&with_one_bad_year).unwrap();
/// assert!((line.slope - 1.0).abs() < 0.05);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn theil_sen_line(series: &Series) -> Result<TheilSenLine, NotForecast> {
    let (values, n) = (series.values(), series.n());
    let order: Vec<f64> = (1..=n).map(|at| at as f64).collect();
    // Times differ and values are usable: nothing but their number is left to refuse.
    let line = theil_sen(&order, values, Confidence::P95).known().ok_or(NotForecast::TooMany { n })?;
    let middle_time = Time::of_steps(n).middle;
    let (slope, middle) = (line.slope, line.intercept + line.slope * middle_time);
    let dated = values.iter().enumerate().map(|(at, value)| (at as f64 + 1.0 - middle_time, value - middle));
    let squares: f64 = dated.map(|(t, y)| (y - slope * t).powi(2)).sum();
    let residual_sd = (squares / (n as f64 - 2.0)).sqrt();
    if !series.is_spread(residual_sd) {
        return Err(NotForecast::NoSpread);
    }
    Ok(TheilSenLine { n, slope, middle, residual_sd })
}

impl TheilSenLine {
    /// The line carried on, with prediction intervals.
    ///
    /// # Errors
    /// When no steps are asked for.
    pub fn outlook(&self, steps: usize) -> Result<Vec<Predicted>, NotForecast> {
        let reach = student_reach(self.n) * self.residual_sd;
        let time = Time::of_steps(self.n);
        sound((1..=steps).map(|h| line_ahead(self.n, time, h, self.middle, self.slope, reach)).collect())
    }
}
