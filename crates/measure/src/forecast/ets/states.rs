//! The run of a model through a series.

use super::EtsModel;

/// Everything that decides the run: smoothing parameters and the states before the first value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Start {
    pub alpha: f64,
    pub beta: f64,
    pub phi: f64,
    pub level: f64,
    pub slope: f64,
}

/// What a run gives.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run {
    /// Σe², the e relative to the forecast when deviations are multiplicative.
    pub squares: f64,
    /// Σ ln|forecast|, for multiplicative deviations only.
    pub logs: f64,
    pub level: f64,
    pub slope: f64,
}

/// A forecast as near to zero as this has no relative error.
const NEAR_ZERO: f64 = 1e-10;

impl Start {
    /// From the numbers of the search: alpha, beta, phi as far as the model has them, then level and slope.
    pub(super) fn unpack(model: EtsModel, numbers: &[f64]) -> Start {
        let mut numbers = numbers.iter().copied();
        let mut next = |is_there: bool, otherwise: f64| {
            if is_there { numbers.next().unwrap_or(otherwise) } else { otherwise }
        };
        Start {
            alpha: next(true, 0.0),
            beta: next(model.has_slope(), 0.0),
            phi: next(model.is_damped(), 1.0),
            level: next(true, 0.0),
            slope: next(model.has_slope(), 0.0),
        }
    }

    /// The other way round.
    pub(super) fn pack(&self, model: EtsModel) -> Vec<f64> {
        let kept = [
            (true, self.alpha),
            (model.has_slope(), self.beta),
            (model.is_damped(), self.phi),
            (true, self.level),
            (model.has_slope(), self.slope),
        ];
        kept.into_iter().filter(|(is_there, _)| *is_there).map(|(_, number)| number).collect()
    }

    /// Within the box of the usual parameters, the slope following no faster than the level.
    pub(super) fn is_allowed(&self, model: EtsModel) -> bool {
        let smoothing = 0.0001..=0.9999;
        smoothing.contains(&self.alpha)
            && (!model.has_slope() || (smoothing.contains(&self.beta) && self.beta <= self.alpha))
            && (!model.is_damped() || (0.8..=0.98).contains(&self.phi))
    }
}

/// Runs the model through the values.
pub(super) fn run(model: EtsModel, values: &[f64], start: Start) -> Run {
    let mut run = Run { squares: 0.0, logs: 0.0, level: start.level, slope: start.slope };
    for value in values {
        let slope = start.phi * run.slope;
        let forecast = run.level + slope;
        let mut error = value - forecast;
        if model.is_multiplicative() {
            let whole = if forecast.abs() < NEAR_ZERO { forecast + NEAR_ZERO } else { forecast };
            let relative = error / whole;
            run.squares += relative * relative;
            run.logs += whole.abs().ln();
            error = whole * relative;
        } else {
            run.squares += error * error;
        }
        run.level = forecast + start.alpha * error;
        run.slope = slope + start.beta * error;
    }
    run
}

/// Twice the negative log-likelihood without its constant: `n ln Σe² + 2 Σ ln|forecast|`.
pub(super) fn criterion(model: EtsModel, values: &[f64], start: Start) -> f64 {
    if !start.is_allowed(model) {
        return f64::INFINITY;
    }
    let run = run(model, values, start);
    let criterion = values.len() as f64 * run.squares.ln() + 2.0 * run.logs;
    if criterion.is_nan() { f64::INFINITY } else { criterion.max(-1e10) }
}
