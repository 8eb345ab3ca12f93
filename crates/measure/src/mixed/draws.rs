//! Draws of the effects of groups from what the data leave open about them.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::fit::Solved;
use super::profile::Profile;
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

/// The most numbers that are kept at a time.
const MOST_NUMBERS: usize = 12_000_000;

impl Solved {
    /// For each grouping in the order of the formula, for each group a row of draws of its first effect, jointly normal
    /// given the fixed effects and variances.
    pub(super) fn draw(&self, draws: Draws) -> Vec<Vec<f64>> {
        let mut normal = Normal { generator: Pcg64::seed_from_u64(draws.seed), spare: None };
        let profile = Profile { products: &self.products, criterion: self.criterion };
        let deviation = (self.point.squares / self.point.freedom).sqrt();
        let rest = self.products.rest;
        let count = draws.count.min((MOST_NUMBERS / (rest + self.products.groups).max(1)).max(1));
        let mut moved: Vec<f64> = (0..rest * count).map(|_| deviation * normal.next()).collect();
        self.point.factor.solve_upper(&mut moved, count);
        profile.unscale_rows(&mut moved, &self.point.lambdas, count);
        let effects = profile.effects(&self.point);
        let mut means = effects.rest;
        profile.unscale_rows(&mut means, &self.point.lambdas, 1);
        let mut drawn = vec![self.draw_first(&effects.own, &moved, deviation, &mut normal, count)];
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
            drawn.push(rows);
        }
        let mut in_formula: Vec<(usize, Vec<f64>)> = self.order.iter().copied().zip(drawn).collect();
        in_formula.sort_by_key(|(place, _)| *place);
        in_formula.into_iter().map(|(_, rows)| rows).collect()
    }

    /// The first factor, given the draws of the others.
    fn draw_first(&self, means: &[f64], moved: &[f64], deviation: f64, normal: &mut Normal, count: usize) -> Vec<f64> {
        let (width, groups) = (self.products.width, self.products.groups);
        let (Some(lambda), back) = (self.point.lambdas.first(), self.back_to_first(0)) else { return Vec::new() };
        // The first effect is `first · u`.
        let first = applied(width, &transposed(width, lambda), back);
        let mut rows = vec![0.0; groups * count];
        for (group, row) in rows.chunks_exact_mut(count.max(1)).enumerate() {
            let own =
                self.point.own_inverse.get(group * width * width..(group + 1) * width * width).unwrap_or_default();
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
