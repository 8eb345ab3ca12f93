//! Estimation of one model.

use super::EtsModel;
use super::states::{Run, Start, criterion, run};
use crate::forecast::nelder_mead::{Limits, minimise};
use crate::forecast::ols_trend::Time;
use crate::forecast::series::{NotForecast, Series, at_least};

/// How the greatest likelihood is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Search {
    /// One start and one simplex, those of the R package forecast: its values can be laid beside.
    #[default]
    AsForecast,
    /// Many starts: the likelihood is at least as great; where it is flat, forecasts may differ visibly.
    Thorough,
}

/// A model of exponential smoothing, fitted («экспоненциальное сглаживание»).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EtsFit {
    /// The model.
    pub model: EtsModel,
    /// How many points it was fitted to.
    pub n: usize,
    /// How much of a surprise goes into the level.
    pub alpha: f64,
    /// How much of it goes into the slope; 0 when there is none.
    pub beta: f64,
    /// What is left of the slope after one step; 1 when it does not die away.
    pub phi: f64,
    /// The level and the slope before the first point.
    pub first_states: (f64, f64),
    /// The level and the slope after the newest point.
    pub last_states: (f64, f64),
    /// The log-likelihood without its constant: −½(n·ln Σe² + 2·Σ ln|ŷ|), the second term for relative errors only.
    pub loglik: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// The same corrected for short series.
    pub aicc: f64,
    /// The Bayesian criterion.
    pub bic: f64,
    /// The variance of the one-step errors (relative ones for multiplicative models).
    pub sigma2: f64,
}

/// Fits a model of exponential smoothing by maximum likelihood.
///
/// # Definition
/// ŷₜ = l + φb; e = y − ŷ (additive) or (y − ŷ)/ŷ (multiplicative); then l ← ŷ + α·(y − ŷ), b ← φb + β·(y − ŷ). Estimated
/// are α, β, φ and the states before the first point. Log-likelihood −½(n ln Σe² + 2Σ ln|ŷ|), the second term only with
/// multiplicative errors; AIC = −2·loglik + 2k, AICc = AIC + 2k(k + 1)/(n − k − 1), BIC = −2·loglik + k ln n, where k
/// counts the variance too. Bounds: 0.0001 ≤ β ≤ α ≤ 0.9999, 0.8 ≤ φ ≤ 0.98. σ² = Σe²/(n − k + 1).
///
/// # Reads as
/// α near 1: the newest value says it all; near 0: all years weigh alike. Models of one series are compared by AICc.
///
/// # Undefined when
/// Fewer points than AICc takes ([`NotForecast::TooFew`]: 5 for a level, 7 with a slope, 8 with a damped one); the model
/// describes the series without error ([`NotForecast::NoSpread`]); a value of 0 or less with multiplicative errors.
///
/// # Caution
/// The likelihood of a short series is flat, so very different parameters serve alike: judge by the likelihood and the
/// intervals. [`Search::AsForecast`] may stop at a lower top than [`Search::Thorough`].
///
/// # Source
/// Hyndman R. J., Koehler A. B., Ord J. K., Snyder R. D. (2008), Forecasting with Exponential Smoothing, ch. 2 and 5; start
/// values: Hyndman, Koehler, Snyder, Grose (2002), IJF 18, 439–454; `ets` of the R package forecast 8.20.
///
/// # Example
/// ```
/// use measure::forecast::{EtsModel, Search, Series, fit_ets};
///
/// let quality = Series::new(&[52.0, 55.0, 49.0, 58.0, 60.0, 57.0, 63.0, 61.0]).unwrap();
/// let fit = fit_ets(&quality, EtsModel::Ann, Search::AsForecast).unwrap();
/// assert!(fit.alpha > 0.1 && fit.alpha < 0.9999);
/// assert!((fit.aic - (6.0 - 2.0 * fit.loglik)).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn fit_ets(series: &Series, model: EtsModel, search: Search) -> Result<EtsFit, NotForecast> {
    at_least(series.n(), model.least_points())?;
    let values = series.values();
    if let Some(at) = values.iter().position(|value| *value <= 0.0).filter(|_| model.is_multiplicative()) {
        return Err(NotForecast::NotPositive { at });
    }
    if !series.is_spread(values.iter().map(|value| (value - values[0]).abs()).fold(0.0, f64::max)) {
        return Err(NotForecast::NoSpread);
    }
    let usual = usual_start(model, values);
    let as_forecast = climb(model, values, usual);
    let best = match search {
        Search::AsForecast => as_forecast,
        Search::Thorough => many_starts(model, values, usual)
            .filter_map(|start| climb(model, values, start).and_then(|(start, _)| climb_again(model, values, start)))
            .chain(as_forecast)
            .min_by(|a, b| a.1.total_cmp(&b.1)),
    };
    let (start, _) = best.ok_or(NotForecast::NoFit)?;
    described(series, model, start)
}

fn described(series: &Series, model: EtsModel, start: Start) -> Result<EtsFit, NotForecast> {
    let (n, k) = (series.n() as f64, model.parameters() as f64);
    let Run { squares, logs, level, slope } = run(model, series.values(), start);
    let deviation = (squares / n).sqrt() * if model.is_multiplicative() { series.last() } else { 1.0 };
    if !series.is_spread(deviation) {
        return Err(NotForecast::NoSpread);
    }
    let loglik = -0.5 * (n * squares.ln() + 2.0 * logs);
    let aic = 2.0 * k - 2.0 * loglik;
    let fit = EtsFit {
        model,
        n: series.n(),
        alpha: start.alpha,
        beta: start.beta,
        phi: start.phi,
        first_states: (start.level, start.slope),
        last_states: (level, slope),
        loglik,
        aic,
        aicc: aic + 2.0 * k * (k + 1.0) / (n - k - 1.0),
        bic: k * n.ln() - 2.0 * loglik,
        sigma2: squares / (n - k + 1.0),
    };
    let is_finite = [fit.loglik, fit.sigma2, level, slope].iter().all(|number| number.is_finite());
    if is_finite { Ok(fit) } else { Err(NotForecast::NoFit) }
}

/// A fifth of a surprise into the level, a tenth of that into the slope, hardly any damping; states from the mean or the line
/// of the first ten points.
fn usual_start(model: EtsModel, values: &[f64]) -> Start {
    let (low, high) = (0.0001, 0.9999);
    let alpha = low + 0.2 * (high - low);
    let first = &values[..values.len().min(10)];
    let mean = first.iter().sum::<f64>() / first.len() as f64;
    let mut start = Start { alpha, beta: 0.0, phi: 1.0, level: mean, slope: 0.0 };
    if model.has_slope() {
        let Time { middle, spread, .. } = Time::of_steps(first.len());
        let dated = first.iter().enumerate().map(|(at, value)| (at as f64 + 1.0 - middle) * (value - mean));
        start.beta = low + 0.1 * (alpha - low);
        start.slope = dated.sum::<f64>() / spread;
        start.level = mean - start.slope * middle;
        if (start.level + start.slope).abs() < 1e-8 {
            start.level *= 1.0 + 1e-3;
            start.slope *= 1.0 - 1e-3;
        }
    }
    if model.is_damped() {
        start.phi = 0.8 + 0.99 * (0.98 - 0.8);
    }
    start
}

/// One search with the simplex of `optim`: a tenth of the largest number along every axis.
fn climb(model: EtsModel, values: &[f64], start: Start) -> Option<(Start, f64)> {
    let numbers = start.pack(model);
    let largest = numbers.iter().fold(0.0_f64, |largest, number| largest.max(number.abs()));
    let step = if largest > 0.0 { 0.1 * largest } else { 0.1 };
    let limits = Limits { tolerance: f64::EPSILON.sqrt(), calls: 2000 };
    descend(model, values, &numbers, &vec![step; numbers.len()], limits)
}

/// One search with a step of each number's own size.
fn climb_again(model: EtsModel, values: &[f64], start: Start) -> Option<(Start, f64)> {
    let numbers = start.pack(model);
    let inwards = |number: f64, low: f64, high: f64| if number > f64::midpoint(low, high) { -0.05 } else { 0.05 };
    let range = values.iter().fold(0.0_f64, |range, value| range.max((value - values[0]).abs()));
    let steps = Start {
        alpha: inwards(start.alpha, 0.0, 1.0),
        beta: inwards(start.beta, 0.0, start.alpha) * start.alpha,
        phi: inwards(start.phi, 0.8, 0.98),
        level: 0.1 * range,
        slope: 0.02 * range,
    };
    let limits = Limits { tolerance: 1e-12, calls: 4000 };
    descend(model, values, &numbers, &steps.pack(model), limits)
}

fn descend(model: EtsModel, values: &[f64], from: &[f64], steps: &[f64], limits: Limits) -> Option<(Start, f64)> {
    let target = |numbers: &[f64]| criterion(model, values, Start::unpack(model, numbers));
    let (numbers, value) = minimise(&target, from, steps, limits)?;
    Some((Start::unpack(model, &numbers), value))
}

/// Starts spread over the box; states at the usual ones and at the first value without a slope.
fn many_starts(model: EtsModel, values: &[f64], usual: Start) -> impl Iterator<Item = Start> {
    let first = values[0];
    let dampings: &[f64] = if model.is_damped() { &[0.82, 0.9, 0.97] } else { &[1.0] };
    let slopes: &[f64] = if model.has_slope() { &[0.01, 0.3] } else { &[0.0] };
    let states = [(usual.level, usual.slope), (first, 0.0)];
    [0.05, 0.3, 0.8].into_iter().flat_map(move |alpha| {
        slopes.iter().flat_map(move |part| {
            dampings.iter().flat_map(move |phi| {
                states.into_iter().map(move |(level, slope)| Start {
                    alpha,
                    beta: part * alpha,
                    phi: *phi,
                    level,
                    slope,
                })
            })
        })
    })
}
