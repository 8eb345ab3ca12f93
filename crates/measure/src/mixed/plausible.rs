//! Effects of groups when it is not known how far groups differ: all plausible variances, each as far as the data bear it out.

use super::design::Table;
use super::draws::Draws;
use super::fit::{Solved, solved};
use super::formula::Formula;
use super::mixed_fit::MixedFit;
use super::not_mixed::NotMixed;
use super::profile::{Criterion, Point, Profile};
use super::small::applied;
use crate::stats::distributions::{normal_cdf, t_two_sided};
use crate::stats::{Confidence, Interval};

/// A factor whose effects, those of the others met along the way, are more than this is expensive to solve again.
const MANY_EFFECTS: usize = 200;
/// How far below its top, in deviance, the likelihood of a variance still counts.
const DEEPEST: f64 = 16.0;
/// From so many degrees of freedom on Student's distribution is the normal one.
const NORMAL_FROM: f64 = 400.0;

/// A fitted model, and what is left open about the effects of its groups.
pub(crate) struct Doubtful {
    pub(crate) fit: MixedFit,
    /// For each grouping, for each group, a row of draws of its first effect.
    pub(crate) draws: Vec<Vec<f64>>,
    /// For each grouping, for each group, the interval of its first effect, the variances not taken as known.
    pub(crate) intervals: Vec<Vec<Interval>>,
}

/// A model fitted by REML, with intervals and draws that count how little may be known of the variances.
pub(crate) fn fit_with_doubt(
    formula: &Formula,
    table: &Table<'_>,
    confidence: Confidence,
    draws: Draws,
) -> Result<Doubtful, NotMixed> {
    let solved = solved(formula, table, Criterion::Restricted)?;
    let plausible = solved.plausible();
    let intervals = solved.intervals(&plausible, confidence);
    Ok(Doubtful { draws: solved.draw(&plausible, draws), intervals, fit: solved.fit() })
}

/// A fitted model, and draws at its own variances.
#[cfg(test)]
pub(super) fn fit_and_draw(
    formula: &Formula,
    table: &Table<'_>,
    draws: Draws,
) -> Result<(MixedFit, Vec<Vec<f64>>), NotMixed> {
    let mut solved = solved(formula, table, Criterion::Restricted)?;
    let fit = solved.fit();
    let lambdas = solved.point.lambdas.clone();
    let profile = Profile { products: &solved.products, criterion: solved.criterion };
    let point = profile.at(&lambdas).ok_or(NotMixed::NoOptimum)?;
    let point = std::mem::replace(&mut solved.point, point);
    Ok((fit, solved.draw(&[Plausible { weight: 1.0, point }], draws)))
}

/// One solution among the plausible ones.
pub(super) struct Plausible {
    /// How much of all plausibility it has: a share.
    pub(super) weight: f64,
    pub(super) point: Point,
}

/// What one plausible solution says of a group: a Student distribution.
#[derive(Debug, Clone, Copy)]
struct Share {
    weight: f64,
    mean: f64,
    deviation: f64,
}

impl Solved {
    /// The solutions at plausible sizes of the deviations between groups. The deviation of each factor, relative to the
    /// residual one, has a half-Cauchy prior of scale 1: a uniform one of its angle. Variances of slopes are held.
    pub(super) fn plausible(&self) -> Vec<Plausible> {
        let profile = Profile { products: &self.products, criterion: self.criterion };
        let (open, nodes) = self.open_factors();
        let mut grid = vec![self.point.lambdas.clone()];
        for factor in open {
            let angles = self.angles(&profile, factor, nodes);
            grid = grid
                .iter()
                .flat_map(|lambdas| angles.iter().map(|angle| with_deviation(lambdas, factor, angle.tan())))
                .collect();
        }
        let deviances: Vec<f64> =
            grid.iter().map(|place| profile.at(place).map_or(f64::INFINITY, |point| point.deviance)).collect();
        let least = deviances.iter().copied().fold(f64::INFINITY, f64::min);
        let likely = grid.iter().zip(&deviances).filter(|(_, deviance)| **deviance - least < DEEPEST);
        let mut found: Vec<Plausible> = likely
            .filter_map(|(place, deviance)| {
                Some(Plausible { weight: (0.5 * (least - deviance)).exp(), point: profile.at(place)? })
            })
            .collect();
        let whole: f64 = found.iter().map(|plausible| plausible.weight).sum();
        found.iter_mut().for_each(|plausible| plausible.weight /= whole);
        found
    }

    /// The factors whose deviation is not held, and how many sizes of each are tried.
    fn open_factors(&self) -> (Vec<usize>, usize) {
        let is_zero = |lambda: &[f64]| lambda.iter().all(|cell| *cell == 0.0);
        let groups = |factor: usize| match factor {
            0 => self.products.groups,
            other => self.products.blocks.get(other - 1).map_or(0, |block| block.groups),
        };
        let is_light = self.products.rest <= MANY_EFFECTS;
        let lambdas = self.point.lambdas.iter().enumerate();
        let mut open: Vec<usize> = lambdas
            .filter(|(factor, lambda)| lambda.len() == 1 && (is_light || is_zero(lambda) || groups(*factor) < 100))
            .map(|(factor, _)| factor)
            .collect();
        // Where effects cost much, the factors of which the data say least.
        open.sort_by_key(|factor| (groups(*factor), *factor));
        open.truncate(if is_light { 3 } else { 1 });
        let nodes = match (open.len(), self.products.rest) {
            (0 | 1, rest) if rest <= MANY_EFFECTS => 41,
            (2, rest) if rest <= 40 => 15,
            (_, rest) if rest <= MANY_EFFECTS => 9,
            _ => 7,
        };
        (open, nodes)
    }

    /// Angles, at equal steps, over the range where the likelihood of a factor's deviation is not lost.
    fn angles(&self, profile: &Profile<'_>, factor: usize, nodes: usize) -> Vec<f64> {
        const LARGEST: f64 = std::f64::consts::FRAC_PI_2 - 1e-3;
        let lambda = self.point.lambdas.get(factor).and_then(|lambda| lambda.first()).copied().unwrap_or(0.0);
        let top = lambda.abs().atan().min(LARGEST);
        let is_lost = |angle: f64| {
            let point = profile.at(&with_deviation(&self.point.lambdas, factor, angle.tan()));
            point.is_none_or(|point| point.deviance - self.point.deviance > DEEPEST)
        };
        let edge = |direction: f64, end: f64| {
            let mut step = 1e-3_f64;
            let mut inside = top;
            loop {
                let next = top + direction * step;
                if (end - next) * direction <= 0.0 {
                    return if is_lost(end) { halved(inside, end, &is_lost) } else { end };
                }
                if is_lost(next) {
                    return halved(inside, next, &is_lost);
                }
                inside = next;
                step *= 2.0;
            }
        };
        let (low, high) = (edge(-1.0, 0.0), edge(1.0, LARGEST));
        let width = (high - low) / nodes as f64;
        (0..nodes).map(|node| low + width * (node as f64 + 0.5)).collect()
    }

    /// For each grouping in the order of the formula, for each group, the interval of its first effect above the fitted middle.
    pub(super) fn intervals(&self, plausible: &[Plausible], confidence: Confidence) -> Vec<Vec<Interval>> {
        let mut shares: Vec<Vec<Vec<Share>>> = Vec::new();
        for one in plausible {
            for (factor, groups) in self.first_effects(&one.point).into_iter().enumerate() {
                if shares.len() <= factor {
                    shares.push(vec![Vec::new(); groups.len()]);
                }
                for (kept, (mean, deviation)) in shares[factor].iter_mut().zip(groups) {
                    kept.push(Share { weight: one.weight, mean, deviation });
                }
            }
        }
        let freedom = self.point.freedom;
        let of = |groups: Vec<Vec<Share>>| groups.iter().map(|group| interval(group, freedom, confidence)).collect();
        let mut in_formula: Vec<(usize, Vec<Interval>)> =
            self.order.iter().copied().zip(shares.into_iter().map(of)).collect();
        in_formula.sort_by_key(|(place, _)| *place);
        in_formula.into_iter().map(|(_, intervals)| intervals).collect()
    }

    /// For each factor and group the first effect above the fitted middle, and its standard deviation, that of the middle
    /// included.
    fn first_effects(&self, point: &Point) -> Vec<Vec<(f64, f64)>> {
        let profile = Profile { products: &self.products, criterion: self.criterion };
        let fixed = point.fixed.len();
        let weights: Vec<f64> = point.fixed.iter().map(|effect| -effect).chain([1.0]).collect();
        let values = self.first_of(&profile, point, &weights);
        // How far the effect of each group follows each fixed effect.
        let follows: Vec<Vec<Vec<f64>>> = (0..fixed)
            .map(|column| {
                let unit: Vec<f64> = (0..=fixed).map(|other| f64::from(u8::from(other == column))).collect();
                self.first_of(&profile, point, &unit)
            })
            .collect();
        let middle = self.middle();
        let moved: f64 = middle
            .iter()
            .zip(point.fixed.iter().zip(&self.point.fixed))
            .map(|(cell, (now, top))| cell * (now - top))
            .sum();
        let residual = point.squares / point.freedom;
        let mut found = Vec::new();
        for (factor, spreads) in profile.spreads(point).into_iter().enumerate() {
            let back = self.back_to_first(factor);
            let width = back.len();
            let of_group = |(group, spread): (usize, Vec<f64>)| {
                let own: f64 = back.iter().zip(applied(width, &spread, back)).map(|(a, b)| a * b).sum();
                let apart: Vec<f64> =
                    middle.iter().zip(&follows).map(|(cell, follows)| cell - follows[factor][group]).collect();
                let of_middle = applied(fixed, &point.fixed_inverse, &apart);
                let more: f64 = apart.iter().zip(of_middle).map(|(a, b)| a * b).sum();
                (values[factor][group] + moved, (residual * (own + more).max(0.0)).sqrt())
            };
            found.push(spreads.into_iter().enumerate().map(of_group).collect());
        }
        found
    }

    /// For each factor and group the first effect that a weighted sum of the sides would have.
    fn first_of(&self, profile: &Profile<'_>, point: &Point, weights: &[f64]) -> Vec<Vec<f64>> {
        let effects = profile.effects_of(point, weights);
        let mut rest = effects.rest;
        profile.unscale_rows(&mut rest, &point.lambdas, 1);
        let first = |factor: usize, effect: &[f64]| {
            self.back_to_first(factor).iter().zip(effect).map(|(a, b)| a * b).sum::<f64>()
        };
        let width = self.products.width;
        let lambda = point.lambdas.first().map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<Vec<f64>> =
            vec![effects.own.chunks_exact(width).map(|effect| first(0, &applied(width, lambda, effect))).collect()];
        for (factor, block) in self.products.blocks.iter().enumerate() {
            let own = rest.get(block.offset..block.offset + block.groups * block.width).unwrap_or_default();
            found.push(own.chunks_exact(block.width).map(|effect| first(factor + 1, effect)).collect());
        }
        found
    }
}

/// The same triangles with the one cell of a factor put to a deviation.
fn with_deviation(lambdas: &[Vec<f64>], factor: usize, deviation: f64) -> Vec<Vec<f64>> {
    let mut lambdas = lambdas.to_vec();
    if let Some(cell) = lambdas.get_mut(factor).and_then(|lambda| lambda.first_mut()) {
        *cell = deviation;
    }
    lambdas
}

/// Where, between a place that counts and one that is lost, it begins to be lost.
fn halved(mut inside: f64, mut outside: f64, is_lost: &impl Fn(f64) -> bool) -> f64 {
    for _ in 0..6 {
        let middle = 0.5 * (inside + outside);
        if is_lost(middle) {
            outside = middle;
        } else {
            inside = middle;
        }
    }
    outside
}

/// The middle part of a mixture of Student distributions.
fn interval(shares: &[Share], freedom: f64, confidence: Confidence) -> Interval {
    let tail = confidence.outside() / 2.0;
    Interval { low: quantile(shares, freedom, tail), high: quantile(shares, freedom, 1.0 - tail) }
}

fn quantile(shares: &[Share], freedom: f64, wanted: f64) -> f64 {
    let below = |value: f64| -> f64 {
        let part = |share: &Share| {
            let lies = (value - share.mean) / share.deviation;
            share.weight
                * if share.deviation > 0.0 { student(lies, freedom) } else { f64::from(u8::from(value >= share.mean)) }
        };
        shares.iter().map(part).sum::<f64>() - wanted
    };
    let widest = shares.iter().map(|share| share.deviation).fold(0.0, f64::max);
    let (least, most) =
        shares.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), share| (a.min(share.mean), b.max(share.mean)));
    let mut reach = 2.0 * widest;
    let (mut low, mut high) = (least - reach, most + reach);
    while reach.is_finite() && reach > 0.0 && (below(low) > 0.0 || below(high) < 0.0) {
        reach *= 2.0;
        (low, high) = (least - reach, most + reach);
    }
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        if high - low <= 1e-9 * widest {
            break;
        }
        if below(middle) < 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The part of Student's distribution below a value.
fn student(value: f64, freedom: f64) -> f64 {
    if freedom > NORMAL_FROM {
        return normal_cdf(value);
    }
    let outside = 0.5 * t_two_sided(value, freedom);
    if value < 0.0 { outside } else { 1.0 - outside }
}
