//! What a forecast starts from and what it gives.

use std::fmt;

use crate::Interval;
use crate::stats::wilson_interval::Z95;

/// The fewest points from which anything is forecast.
pub const LEAST_POINTS: usize = 4;

/// Beyond this size squares and sums could leave the range of the numbers.
pub(super) const GREATEST_SIZE: f64 = 1e100;

/// Residuals below this part of the greatest value are rounding, not spread.
const ROUNDING: f64 = 1e-11;

/// Values at equal steps of time, the oldest first («временной ряд»): at least four, none missing.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    values: Vec<f64>,
}

/// One step ahead: the middle of the forecast and where the value is expected in 95 cases of 100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Predicted {
    /// How many steps ahead, from 1.
    pub horizon: usize,
    /// The middle of the forecast.
    pub mean: f64,
    /// The 95 % prediction interval.
    pub interval: Interval,
}

/// Why there is no forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotForecast {
    /// The series is too short for the method.
    TooFew {
        /// How many points there are.
        n: usize,
        /// How many the method takes.
        needed: usize,
    },
    /// The series is too long for the method.
    TooMany {
        /// How many points there are.
        n: usize,
    },
    /// A value is not a number, or too large to be squared. Counted from 0.
    NotANumber {
        /// The place in the series.
        at: usize,
    },
    /// Nothing deviates from the line of the method, so that there is no spread to make an interval of.
    NoSpread,
    /// Multiplicative errors need values above 0. Counted from 0.
    NotPositive {
        /// The place in the series.
        at: usize,
    },
    /// A share of fewer than ten people. Counted from 0.
    SmallBase {
        /// The place in the series.
        at: usize,
        /// How many people.
        n: i64,
    },
    /// The search found no values of the parameters that describe the series.
    NoFit,
    /// No steps ahead were asked for.
    NoSteps,
    /// Times do not ascend, or are not as many as the values.
    TimesOutOfOrder,
}

impl NotForecast {
    /// A stable key for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            NotForecast::TooFew { .. } => "too_few",
            NotForecast::TooMany { .. } => "too_many",
            NotForecast::NotANumber { .. } => "not_a_number",
            NotForecast::NoSpread => "no_spread",
            NotForecast::NotPositive { .. } => "not_positive",
            NotForecast::SmallBase { .. } => "small_base",
            NotForecast::NoFit => "no_fit",
            NotForecast::NoSteps => "no_steps",
            NotForecast::TimesOutOfOrder => "times_out_of_order",
        }
    }
}

impl fmt::Display for NotForecast {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotForecast::TooFew { n, needed } => {
                write!(f, "слишком мало точек: {n}, нужно не менее {needed}")
            }
            NotForecast::TooMany { n } => write!(f, "для всех попарных наклонов точек слишком много: {n}"),
            NotForecast::NotANumber { at } => write!(f, "значение {} ряда не является пригодным числом", at + 1),
            NotForecast::NoSpread => {
                f.write_str("отклонений от линии прогноза нет, поэтому интервал построить не из чего")
            }
            NotForecast::NotPositive { at } => {
                write!(f, "значение {} ряда не больше нуля, модель с относительной ошибкой неприменима", at + 1)
            }
            NotForecast::SmallBase { at, n } => {
                write!(f, "доля в точке {} посчитана по {n} чел.; доли по группам меньше 10 не прогнозируют", at + 1)
            }
            NotForecast::NoFit => f.write_str("подобрать параметры модели к этому ряду не удалось"),
            NotForecast::NoSteps => f.write_str("не задано, на сколько шагов вперёд прогнозировать"),
            NotForecast::TimesOutOfOrder => {
                f.write_str("времена ряда не возрастают или их не столько, сколько значений")
            }
        }
    }
}

impl std::error::Error for NotForecast {}

impl Series {
    /// A series of values, the oldest first.
    ///
    /// # Errors
    /// When there are fewer than [`LEAST_POINTS`] values or one of them is no number of a usable size.
    pub fn new(values: &[f64]) -> Result<Series, NotForecast> {
        let is_usable = |value: &f64| value.is_finite() && value.abs() <= GREATEST_SIZE;
        if let Some(at) = values.iter().position(|value| !is_usable(value)) {
            return Err(NotForecast::NotANumber { at });
        }
        at_least(values.len(), LEAST_POINTS)?;
        Ok(Series { values: values.to_vec() })
    }

    /// The values, the oldest first.
    #[must_use]
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// How many values.
    #[must_use]
    pub fn n(&self) -> usize {
        self.values.len()
    }

    /// The newest value.
    pub(super) fn last(&self) -> f64 {
        self.values.last().copied().expect("a series has at least four values")
    }

    /// The first `n` values as a series of their own.
    pub(super) fn first(&self, n: usize) -> Result<Series, NotForecast> {
        at_least(n, LEAST_POINTS)?;
        Ok(Series { values: self.values[..n.min(self.n())].to_vec() })
    }

    /// Whether a root mean square of residuals is more than rounding.
    pub(super) fn is_spread(&self, root_mean_square: f64) -> bool {
        let greatest = self.values.iter().fold(0.0_f64, |greatest, value| greatest.max(value.abs()));
        root_mean_square > ROUNDING * greatest
    }
}

/// Refuses when there are fewer points than needed.
pub(super) fn at_least(n: usize, needed: usize) -> Result<(), NotForecast> {
    if n < needed { Err(NotForecast::TooFew { n, needed }) } else { Ok(()) }
}

/// The middle with the interval of a normal deviation.
pub(super) fn predicted(horizon: usize, mean: f64, deviation: f64) -> Predicted {
    within(horizon, mean, Z95 * deviation)
}

/// The middle with an interval of half-width `half`.
pub(super) fn within(horizon: usize, mean: f64, half: f64) -> Predicted {
    Predicted { horizon, mean, interval: Interval { low: mean - half, high: mean + half } }
}

/// Refuses a forecast of no steps, and one whose numbers left the range.
pub(super) fn sound(steps: Vec<Predicted>) -> Result<Vec<Predicted>, NotForecast> {
    if steps.is_empty() {
        return Err(NotForecast::NoSteps);
    }
    let is_finite = |step: &Predicted| [step.mean, step.interval.low, step.interval.high].iter().all(|x| x.is_finite());
    if steps.iter().all(is_finite) { Ok(steps) } else { Err(NotForecast::NoFit) }
}
