//! Newton's search for the maximum of the conditional likelihood.

use super::booklet_likelihood::{Derivatives, Layout, add_booklet};
use super::design::Design;
use super::estimable::category_counts;
use super::{ConditionalModel, NotFitted};
use crate::latent::score_table::ScoreTable;
use crate::stats::positive_definite::Cholesky;

/// A step shorter than this ends the search; the error left is of the order of its square.
const SHORT: f64 = 1e-9;
/// A parameter farther out than this is running away.
const FAR: f64 = 40.0;
const STEPS: usize = 100;
/// Into how many parts many booklets are cut, whatever the number of threads, so that sums have one order.
const PARTS: usize = 8;

/// Where the search ended.
pub(super) struct Maximum {
    pub(super) beta: Vec<f64>,
    /// Of the cumulated parameters, up to the shift of the scale.
    pub(super) covariance: Vec<f64>,
    pub(super) log_likelihood: f64,
    pub(super) iterations: usize,
    pub(super) parameters: usize,
}

pub(super) fn maximum(table: &ScoreTable, model: ConditionalModel) -> Result<Maximum, NotFitted> {
    let layout = Layout::new(&table.greatest);
    let design = Design::new(model, &table.greatest, &layout);
    let counts: Vec<Vec<u64>> = (0..table.items()).map(|item| category_counts(table, item)).collect();
    let observed: Vec<f64> = counts.iter().flat_map(|counts| counts[1..].iter().map(|&n| n as f64)).collect();
    let mut eta = start(model, &counts);
    debug_assert_eq!(eta.len(), design.size());
    let mut here = evaluate(table, &layout, &observed, &design.beta(&eta)).ok_or(NotFitted::TooLong)?;
    for iterations in 1..=STEPS {
        let pull: Vec<f64> = here.expected.iter().zip(&observed).map(|(expected, n)| expected - n).collect();
        let slope = design.gather(&pull);
        let Some(factor) = Cholesky::of(design.information(&here), design.size()) else {
            return Err(NotFitted::NoMaximum { item: farthest(&layout, &design.beta(&eta)) });
        };
        let step = factor.solve(&slope);
        let longest = step.iter().fold(0.0_f64, |longest, s| longest.max(s.abs()));
        if longest < SHORT {
            // What the last step still gains is known from the parabola, without another look.
            let gain: f64 = 0.5 * slope.iter().zip(&step).map(|(g, s)| g * s).sum::<f64>();
            eta.iter_mut().zip(&step).for_each(|(eta, s)| *eta += s);
            return Ok(Maximum {
                beta: design.beta(&eta),
                covariance: design.spread(&factor.inverse()),
                log_likelihood: here.log_likelihood + gain,
                iterations,
                parameters: design.parameters(),
            });
        }
        let (next, there) = forward(table, &layout, &observed, &design, (&eta, &step, here.log_likelihood))
            .ok_or_else(|| NotFitted::NoMaximum { item: farthest(&layout, &design.beta(&eta)) })?;
        (eta, here) = (next, there);
    }
    Err(NotFitted::NoMaximum { item: farthest(&layout, &design.beta(&eta)) })
}

/// The longest of the step, its half, its quarter … that does not go downhill.
fn forward(
    table: &ScoreTable,
    layout: &Layout,
    observed: &[f64],
    design: &Design,
    (eta, step, log_likelihood): (&[f64], &[f64], f64),
) -> Option<(Vec<f64>, Derivatives)> {
    let mut length = 1.0;
    for _ in 0..30 {
        let next: Vec<f64> = eta.iter().zip(step).map(|(eta, s)| eta + length * s).collect();
        if next.iter().any(|eta| eta.abs() > FAR * layout.longest() as f64) {
            return None;
        }
        let beta = design.beta(&next);
        match evaluate(table, layout, observed, &beta) {
            Some(there) if there.log_likelihood >= log_likelihood - 1e-9 * log_likelihood.abs() => {
                return Some((next, there));
            }
            _ => length /= 2.0,
        }
    }
    None
}

/// The item whose steps lie farthest from 0.
fn farthest(layout: &Layout, beta: &[f64]) -> usize {
    let reach = |item: usize| {
        let mut before = 0.0;
        beta[layout.of(item)].iter().fold(0.0_f64, |reach, &b| {
            let step = b - before;
            before = b;
            reach.max(step.abs())
        })
    };
    (0..layout.starts.len() - 1).max_by(|&a, &b| reach(a).total_cmp(&reach(b))).unwrap_or(0)
}

/// Logits of neighbouring categories, as if all persons were alike.
fn start(model: ConditionalModel, counts: &[Vec<u64>]) -> Vec<f64> {
    let ratio = |easy: u64, hard: u64| ((easy as f64 + 0.5) / (hard as f64 + 0.5)).ln();
    match model {
        ConditionalModel::Rasch | ConditionalModel::PartialCredit => {
            let mut eta = Vec::new();
            for counts in counts {
                let mut sum = 0.0;
                for pair in counts.windows(2) {
                    sum += ratio(pair[0], pair[1]);
                    eta.push(sum);
                }
            }
            eta
        }
        ConditionalModel::RatingScale => {
            let location = |counts: &Vec<u64>| {
                let m = counts.len() as u64 - 1;
                let points: u64 = counts.iter().zip(0..).map(|(n, h)| n * h).sum();
                ratio(counts.iter().sum::<u64>() * m - points, points)
            };
            let mut eta: Vec<f64> = counts.iter().map(location).collect();
            eta.resize(counts.len() + counts[0].len() - 2, 0.0);
            eta
        }
    }
}

/// Log-likelihood and derivatives of all booklets.
fn evaluate(table: &ScoreTable, layout: &Layout, observed: &[f64], beta: &[f64]) -> Option<Derivatives> {
    let share = table.booklets.len().div_ceil(PARTS).max(16);
    let part = |booklets: &[crate::latent::score_table::Booklet]| {
        let mut sum = Derivatives::zero(layout.len());
        booklets.iter().try_for_each(|booklet| add_booklet(table, booklet, layout, beta, &mut sum))?;
        Some(sum)
    };
    let mut parts: Vec<Option<Derivatives>> = if table.booklets.len() <= share {
        vec![part(&table.booklets)]
    } else {
        std::thread::scope(|scope| {
            let part = &part;
            let threads: Vec<_> =
                table.booklets.chunks(share).map(|booklets| scope.spawn(move || part(booklets))).collect();
            threads.into_iter().map(|thread| thread.join().expect("summation does not panic")).collect()
        })
    };
    let mut sum = parts.remove(0)?;
    for part in parts {
        sum.add(&part?);
    }
    sum.log_likelihood -= observed.iter().zip(beta).map(|(n, b)| n * b).sum::<f64>();
    sum.log_likelihood.is_finite().then_some(sum)
}
