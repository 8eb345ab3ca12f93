//! Draws of the effects of groups from what the data leave open about them.

use num_traits::ToPrimitive;
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::fit::Solved;
use super::plausible::Plausible;
use super::profile::{Point, Profile};
use super::small::{applied, lower_factor, transposed};

/// How often to draw, and from which seed: the same seed gives the same draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// How many draws; fewer where there are very many groups.
    pub count: usize,
    /// The seed.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Draws {
        Draws { count: 2_000, seed: 1 }
    }
}

/// How many draws a group has, and the draws, group after group.
type Rows = (usize, Vec<f64>);

/// The most numbers that are kept at a time.
const MOST_NUMBERS: usize = 12_000_000;

impl Solved {
    /// For each grouping in the order of the formula, for each group a row of draws of its first effect, jointly normal
    /// given the fixed effects and variances; from each plausible solution as many as its share.
    pub(super) fn draw(&self, plausible: &[Plausible], draws: Draws) -> Vec<Vec<f64>> {
        let mut normal = Normal { generator: Pcg64::seed_from_u64(draws.seed), spare: None };
        let numbers = (self.products.rest + self.products.groups).max(1);
        let count = draws.count.min((MOST_NUMBERS / numbers).max(1));
        let mut drawn: Vec<Rows> = Vec::new();
        for (plausible, count) in plausible.iter().zip(shared_out(plausible, count)).filter(|(_, count)| *count > 0) {
            let more = self.draw_at(&plausible.point, count, &mut normal);
            drawn = if drawn.is_empty() { more } else { joined(&drawn, &more) };
        }
        let mut in_formula: Vec<(usize, Vec<f64>)> =
            self.order.iter().copied().zip(drawn.into_iter().map(|(_, rows)| rows)).collect();
        in_formula.sort_by_key(|(place, _)| *place);
        in_formula.into_iter().map(|(_, rows)| rows).collect()
    }

    /// For each factor how many draws a group has, and the draws group after group.
    fn draw_at(&self, point: &Point, count: usize, normal: &mut Normal) -> Vec<Rows> {
        let profile = Profile { products: &self.products, criterion: self.criterion };
        let deviation = (point.squares / point.freedom).sqrt();
        let rest = self.products.rest;
        let mut moved: Vec<f64> = (0..rest * count).map(|_| deviation * normal.next()).collect();
        point.factor.solve_upper(&mut moved, count);
        profile.unscale_rows(&mut moved, &point.lambdas, count);
        let effects = profile.effects(point);
        let mut means = effects.rest;
        profile.unscale_rows(&mut means, &point.lambdas, 1);
        let mut drawn = vec![(count, self.draw_first(point, &effects.own, &moved, normal, count))];
        for (factor, block) in self.products.blocks.iter().enumerate() {
            let back = self.back_to_first(factor + 1);
            let mut rows = vec![0.0; block.groups * count];
            for (group, row) in rows.chunks_exact_mut(count.max(1)).enumerate() {
                for (column, weight) in back.iter().enumerate() {
                    let place = block.offset + group * block.width + column;
                    let mean = means.get(place).copied().unwrap_or(0.0);
                    let deviations = moved.iter().skip(place * count);
                    row.iter_mut().zip(deviations).for_each(|(cell, deviation)| *cell += weight * (mean + deviation));
                }
            }
            drawn.push((count, rows));
        }
        drawn
    }

    /// The first factor, given the draws of the others.
    fn draw_first(&self, point: &Point, means: &[f64], moved: &[f64], normal: &mut Normal, count: usize) -> Vec<f64> {
        let deviation = (point.squares / point.freedom).sqrt();
        let (width, groups) = (self.products.width, self.products.groups);
        let (Some(lambda), back) = (point.lambdas.first(), self.back_to_first(0)) else { return Vec::new() };
        // The first effect is `first · u`.
        let first = applied(width, &transposed(width, lambda), back);
        let mut rows = vec![0.0; groups * count];
        for (group, row) in rows.chunks_exact_mut(count.max(1)).enumerate() {
            let own = point.own_inverse.get(group * width * width..(group + 1) * width * width).unwrap_or_default();
            let own_first = applied(width, own, &first);
            let spread = applied(width, &transposed(width, &lower_factor(width, own)), &first);
            let mean: f64 = first.iter().zip(means.iter().skip(group * width)).map(|(a, b)| a * b).sum();
            for cell in row.iter_mut() {
                *cell = mean + spread.iter().map(|weight| deviation * weight * normal.next()).sum::<f64>();
            }
            let (places, meets) = self.products.met(group);
            let seen = applied(width, lambda, &own_first);
            for (place, meet) in places.iter().zip(meets.chunks_exact(width)) {
                let weight: f64 = meet.iter().zip(&seen).map(|(a, b)| a * b).sum();
                let deviations = moved.iter().skip(place * count);
                row.iter_mut().zip(deviations).for_each(|(cell, deviation)| *cell -= weight * deviation);
            }
        }
        rows
    }
}

/// How many of so many draws each plausible solution gets: by cumulated shares, so that they add up.
fn shared_out(plausible: &[Plausible], count: usize) -> Vec<usize> {
    let (mut sum, mut given) = (0.0, 0);
    let mut share = |one: &Plausible| {
        sum += one.weight;
        let upto = (sum * count as f64).round().to_usize().unwrap_or(0).min(count);
        let own = upto.saturating_sub(given);
        given += own;
        own
    };
    plausible.iter().map(&mut share).collect()
}

/// Two sets of draws of the same groups, each row of one followed by that of the other.
fn joined(one: &[Rows], other: &[Rows]) -> Vec<Rows> {
    let join = |((count, rows), (more, others)): (&Rows, &Rows)| {
        let rows = rows.chunks_exact((*count).max(1)).zip(others.chunks_exact((*more).max(1)));
        (count + more, rows.flat_map(|(row, other)| row.iter().chain(other).copied()).collect())
    };
    one.iter().zip(other).map(join).collect()
}

/// Standard normal numbers by the method of Box and Muller.
struct Normal {
    generator: Pcg64,
    spare: Option<f64>,
}

impl Normal {
    fn next(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let (one, other): (f64, f64) = (self.generator.random(), self.generator.random());
        // From (0, 1], so that the logarithm is finite.
        let radius = (-2.0 * (1.0 - one).ln()).sqrt();
        let (sine, cosine) = (std::f64::consts::TAU * other).sin_cos();
        self.spare = Some(radius * sine);
        radius * cosine
    }
}
