//! The way up: quasi-Newton steps from the metric of EM, then Newton steps with the exact information.

use super::information::observed_information;
use super::likelihood::{Likelihood, Point};
use super::matrix::{Matrix, product};

/// The top, as far as it was reached.
#[derive(Debug)]
pub(super) struct Top {
    pub(super) point: Point,
    /// the inverse of the observed information; none where it is not positive definite
    pub(super) covariance: Option<Matrix>,
    /// what is still missing of the log-likelihood, as a parabola would have it
    pub(super) missing: f64,
    pub(super) steps: usize,
}

/// Steps of the first stage end when a parabola promises no more than this.
const NEAR: f64 = 1e-9;
/// Newton steps end here.
const THERE: f64 = 1e-11;
/// How many Newton steps with a new matrix there may be.
const NEWTON_STEPS: usize = 6;

/// Where a search over few nodes has come: near the top of the search over all of them.
#[derive(Debug)]
pub(super) struct Approach {
    pub(super) free: Vec<f64>,
    metric: Option<Matrix>,
    steps: usize,
}

impl Approach {
    /// From where nothing was searched yet.
    pub(super) fn none(free: Vec<f64>) -> Approach {
        Approach { free, metric: None, steps: 0 }
    }

    /// The first stage alone. None where the start is outside the model.
    pub(super) fn search(likelihood: &Likelihood, start: Vec<f64>, most_steps: usize) -> Option<Approach> {
        let start = likelihood.at(start)?;
        let (point, metric, steps) = quasi_newton(likelihood, start, None, most_steps);
        Some(Approach { free: point.free, metric, steps })
    }
}

/// Climbs from an approach. None where it is outside the model.
pub(super) fn climb(likelihood: &Likelihood, from: Approach, most_steps: usize) -> Option<Top> {
    let start = likelihood.at(from.free)?;
    let left = most_steps.saturating_sub(from.steps);
    let (point, _, steps) = quasi_newton(likelihood, start, from.metric, left);
    Some(newton(likelihood, point, from.steps + steps, most_steps))
}

fn newton(likelihood: &Likelihood, mut point: Point, mut steps: usize, most_steps: usize) -> Top {
    for _ in 0..NEWTON_STEPS {
        let Some(covariance) = observed_information(likelihood, &point).inverse() else {
            return Top { missing: f64::INFINITY, point, covariance: None, steps };
        };
        let direction = covariance.times(&point.gradient);
        let missing = product(&direction, &point.gradient) / 2.0;
        if missing < THERE || steps >= most_steps {
            return Top { point, covariance: Some(covariance), missing, steps };
        }
        let Some(next) = search(likelihood, &point, &direction, 2.0 * missing) else {
            return Top { point, covariance: Some(covariance), missing, steps };
        };
        point = next;
        steps += 1;
        let direction = covariance.times(&point.gradient);
        let left = product(&direction, &point.gradient) / 2.0;
        if missing < 10.0 * NEAR && left < THERE {
            // So near the top the matrix does not change any more.
            return Top { point, covariance: Some(covariance), missing: left, steps };
        }
    }
    let covariance = observed_information(likelihood, &point).inverse();
    let missing = covariance
        .as_ref()
        .map_or(f64::INFINITY, |covariance| product(&covariance.times(&point.gradient), &point.gradient) / 2.0);
    Top { point, covariance, missing, steps }
}

fn quasi_newton(
    likelihood: &Likelihood,
    start: Point,
    metric: Option<Matrix>,
    most_steps: usize,
) -> (Point, Option<Matrix>, usize) {
    let Some(mut metric) = metric.or_else(|| likelihood.complete_information(&start).inverse()) else {
        return (start, None, 0);
    };
    let mut point = start;
    for step in 0..most_steps {
        let direction = metric.times(&point.gradient);
        let promise = product(&direction, &point.gradient);
        if promise / 2.0 < NEAR {
            return (point, Some(metric), step);
        }
        let Some(next) = search(likelihood, &point, &direction, promise) else {
            return (point, Some(metric), step);
        };
        update(&mut metric, &point, &next);
        point = next;
    }
    (point, Some(metric), most_steps)
}

/// Goes along a direction until the likelihood rises enough. None where it does not rise at all.
fn search(likelihood: &Likelihood, from: &Point, direction: &[f64], promise: f64) -> Option<Point> {
    // No parameter moves by more than this at once: a logit of 2 is far.
    let longest = direction.iter().fold(0.0_f64, |longest, part| longest.max(part.abs()));
    let mut length = (2.0 / longest).min(1.0);
    for _ in 0..40 {
        let free = from.free.iter().zip(direction).map(|(at, part)| at + length * part).collect();
        let next = likelihood.at(free);
        // What rounding takes from a sum of so many logarithms is no fall.
        let noise = 1e-13 * from.value.abs();
        match next {
            Some(next) if next.value >= from.value + 1e-4 * length * promise - noise => return Some(next),
            Some(next) => {
                let bend = next.value - from.value - length * promise;
                let best = -promise * length * length / (2.0 * bend);
                length = if best.is_finite() { best.clamp(0.1 * length, 0.5 * length) } else { 0.3 * length };
            }
            None => length *= 0.3,
        }
    }
    None
}

/// The update of Broyden, Fletcher, Goldfarb and Shanno of the inverse matrix.
fn update(metric: &mut Matrix, from: &Point, to: &Point) {
    let step: Vec<f64> = to.free.iter().zip(&from.free).map(|(to, from)| to - from).collect();
    let fall: Vec<f64> = from.gradient.iter().zip(&to.gradient).map(|(from, to)| from - to).collect();
    let curvature = product(&step, &fall);
    if curvature <= 1e-12 * product(&step, &step).sqrt() * product(&fall, &fall).sqrt() {
        return;
    }
    let through = metric.times(&fall);
    let factor = (1.0 + product(&fall, &through) / curvature) / curvature;
    metric.add_outer(factor, &step, &step);
    metric.add_outer(-2.0 / curvature, &step, &through);
}
