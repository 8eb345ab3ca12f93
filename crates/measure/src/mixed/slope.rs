//! The slope of the profiled deviance, and how far the effects of groups are spread.

use super::dense::Square;
use super::profile::{Criterion, Point, Profile};
use super::small::{applied, times, transposed};

/// The inverse of what the effects of all factors but the first (and the fixed effects) share, taken back by Λ.
struct Inverse {
    /// `Λ N⁻¹ Λ'` of the effects,
    rest: Square,
    /// of effects by fixed effects,
    sides: Vec<f64>,
    /// of the fixed effects; nothing, when they count as known.
    fixed: Vec<f64>,
}

/// The effects of groups, relative to λ: those of the first factor, then those of the others.
pub(crate) struct Effects {
    pub(crate) own: Vec<f64>,
    pub(crate) rest: Vec<f64>,
}

impl Profile<'_> {
    fn fixed_count(&self) -> usize {
        self.products.sides - 1
    }

    /// The effects `u`, where `b = Λu`.
    pub(crate) fn effects(&self, point: &Point) -> Effects {
        let weights: Vec<f64> = point.fixed.iter().map(|effect| -effect).chain([1.0]).collect();
        self.effects_of(point, &weights)
    }

    /// The effects that a weighted sum of the sides would have.
    pub(crate) fn effects_of(&self, point: &Point, weights: &[f64]) -> Effects {
        let sides = self.products.sides;
        let rest: Vec<f64> = point.solved_sides.chunks_exact(sides).map(|row| weighed(row, weights)).collect();
        let mut moved = rest.clone();
        self.unscale_rows(&mut moved, &point.lambdas, 1);
        let Some(lambda) = point.lambdas.first() else { return Effects { own: Vec::new(), rest } };
        let back = transposed(self.products.width, lambda);
        let own = (0..self.products.groups)
            .flat_map(|group| {
                let scaled = applied(self.products.width, &back, &self.unexplained(group, &moved, weights));
                applied(self.products.width, self.own_inverse_at(point, group), &scaled)
            })
            .collect();
        Effects { own, rest }
    }

    fn own_inverse_at<'p>(&self, point: &'p Point, group: usize) -> &'p [f64] {
        let cells = self.products.width * self.products.width;
        point.own_inverse.get(group * cells..(group + 1) * cells).unwrap_or_default()
    }

    fn own_squared(&self, group: usize) -> &[f64] {
        let cells = self.products.width * self.products.width;
        self.products.own.get(group * cells..(group + 1) * cells).unwrap_or_default()
    }

    /// `Z₁'(s − Z₂b₂)` of a group of the first factor, `s` being a weighted sum of the sides.
    fn unexplained(&self, group: usize, moved: &[f64], weights: &[f64]) -> Vec<f64> {
        let (width, sides) = (self.products.width, self.products.sides);
        let own = self.products.own_sides(group).chunks_exact(sides);
        let mut rest: Vec<f64> = own.map(|row| weighed(row, weights)).collect();
        let (places, meets) = self.products.met(group);
        for (place, meet) in places.iter().zip(meets.chunks_exact(width)) {
            let effect = moved.get(*place).copied().unwrap_or(0.0);
            rest.iter_mut().zip(meet).for_each(|(cell, meet)| *cell -= effect * meet);
        }
        rest
    }

    /// The derivatives of the deviance by all cells of the triangles λ.
    pub(crate) fn slope(&self, point: &Point) -> Vec<Vec<f64>> {
        let mut slope: Vec<Vec<f64>> = point.lambdas.iter().map(|lambda| vec![0.0; lambda.len()]).collect();
        let inverse = self.inverse(point, self.criterion == Criterion::Restricted, Some(&mut slope));
        let effects = self.effects(point);
        let mut moved = effects.rest.clone();
        self.unscale_rows(&mut moved, &point.lambdas, 1);
        if let Some(first) = slope.first_mut() {
            *first = self.slope_by_groups(point, &inverse);
            self.add_own_squares(point, &effects.own, &moved, first);
        }
        self.add_rest_squares(point, &effects.rest, &moved, &mut slope);
        slope
    }

    /// The part of the sum of squares in the slopes of all factors but the first.
    fn add_rest_squares(&self, point: &Point, effects: &[f64], moved: &[f64], slope: &mut [Vec<f64>]) {
        let (sides, weight) = (self.products.sides, 2.0 * point.freedom / point.squares);
        for (block, slope) in self.products.blocks.iter().zip(slope.iter_mut().skip(1)) {
            for place in block.offset..block.offset + block.groups * block.width {
                let side = point.schur_sides.get(place * sides..(place + 1) * sides).unwrap_or_default();
                let explained: f64 = point.schur.row(place).iter().zip(moved).map(|(cell, effect)| cell * effect).sum();
                let step = weight * (left_over(side, &point.fixed) - explained);
                let row = (place - block.offset) % block.width;
                let effects = effects.iter().skip(place - row).take(block.width);
                let cells = slope.iter_mut().skip(row * block.width);
                cells.zip(effects).for_each(|(cell, effect)| *cell -= step * effect);
            }
        }
    }

    /// The part of the sum of squares in the slope of the first factor.
    fn add_own_squares(&self, point: &Point, effects: &[f64], moved: &[f64], slope: &mut [f64]) {
        let width = self.products.width;
        let Some(lambda) = point.lambdas.first() else { return };
        let weight = 2.0 * point.freedom / point.squares;
        let weights: Vec<f64> = point.fixed.iter().map(|effect| -effect).chain([1.0]).collect();
        for (group, effect) in effects.chunks_exact(width).enumerate() {
            let explained = applied(width, self.own_squared(group), &applied(width, lambda, effect));
            let rest = self.unexplained(group, moved, &weights);
            for ((row, rest), explained) in slope.chunks_exact_mut(width).zip(rest).zip(explained) {
                let step = weight * (rest - explained);
                row.iter_mut().zip(effect).for_each(|(cell, effect)| *cell -= step * effect);
            }
        }
    }

    /// The part of the determinants in the slope of the first factor.
    fn slope_by_groups(&self, point: &Point, inverse: &Inverse) -> Vec<f64> {
        let width = self.products.width;
        let mut slope = vec![0.0; width * width];
        let Some(lambda) = point.lambdas.first() else { return slope };
        for group in 0..self.products.groups {
            let own = self.own_inverse_at(point, group);
            let shared = self.shared(group, inverse);
            let half = times(width, &shared, &times(width, lambda, own));
            let spread = self.own_spread(lambda, own, &shared);
            let whole = times(width, self.own_squared(group), &times(width, lambda, &spread));
            for ((cell, whole), half) in slope.iter_mut().zip(whole).zip(half) {
                *cell += 2.0 * (whole - half);
            }
        }
        slope
    }

    /// The block of the inverse that belongs to one group of the first factor, relative to λ.
    fn own_spread(&self, lambda: &[f64], own: &[f64], shared: &[f64]) -> Vec<f64> {
        let width = self.products.width;
        let right = times(width, lambda, own);
        let middle = times(width, &transposed(width, &right), &times(width, shared, &right));
        own.iter().zip(middle).map(|(own, more)| own + more).collect()
    }

    /// How uncertain the effects that a group of the first factor meets are, as its columns see them.
    fn shared(&self, group: usize, inverse: &Inverse) -> Vec<f64> {
        let (width, sides, fixed) = (self.products.width, self.products.sides, self.fixed_count());
        let (places, meets) = self.products.met(group);
        let mut shared = vec![0.0; width * width];
        for (place, meet) in places.iter().zip(meets.chunks_exact(width)) {
            let row = inverse.rest.row(*place);
            let mut sums = vec![0.0; width];
            for (other, met) in places.iter().zip(meets.chunks_exact(width)) {
                let cell = row.get(*other).copied().unwrap_or(0.0);
                sums.iter_mut().zip(met).for_each(|(sum, met)| *sum += cell * met);
            }
            add_outer(&mut shared, meet, &sums);
        }
        if inverse.fixed.is_empty() {
            return shared;
        }
        for (column, own) in self.products.own_sides(group).chunks_exact(sides).enumerate() {
            let own = own.get(..fixed).unwrap_or_default();
            for (place, meet) in places.iter().zip(meets.chunks_exact(width)) {
                let side = inverse.sides.get(place * fixed..(place + 1) * fixed).unwrap_or_default();
                let along: f64 = side.iter().zip(own).map(|(a, b)| a * b).sum();
                for (row, meet) in meet.iter().enumerate() {
                    shared[row * width + column] += meet * along;
                    shared[column * width + row] += meet * along;
                }
            }
            let own = applied(fixed, &inverse.fixed, own);
            for (row, other) in self.products.own_sides(group).chunks_exact(sides).enumerate() {
                shared[row * width + column] += other.iter().zip(&own).map(|(a, b)| a * b).sum::<f64>();
            }
        }
        shared
    }

    /// The inverse, with the uncertainty of the fixed effects or without it; on the way the part of the determinants in
    /// the slopes of all factors but the first.
    fn inverse(&self, point: &Point, with_fixed: bool, slope: Option<&mut Vec<Vec<f64>>>) -> Inverse {
        let (sides, fixed) = (self.products.sides, self.fixed_count());
        let mut rest = point.factor.inverse_of_factored();
        let size = rest.size;
        let mut by_sides = Vec::new();
        if with_fixed && fixed > 0 {
            for (row, solved) in point.solved_sides.chunks_exact(sides).enumerate() {
                let weighed = applied(fixed, &point.fixed_inverse, solved);
                let cells = rest.cells.get_mut(row * size..(row + 1) * size).unwrap_or_default();
                for (cell, other) in cells.iter_mut().zip(point.solved_sides.chunks_exact(sides)) {
                    *cell += weighed.iter().zip(other).map(|(a, b)| a * b).sum::<f64>();
                }
                by_sides.extend(weighed.iter().map(|weight| -weight));
            }
        }
        let before = by_sides.clone();
        for row in rest.cells.chunks_exact_mut(size.max(1)) {
            self.unscale_rows(row, &point.lambdas, 1);
        }
        if let Some(slope) = slope {
            self.slope_by_places(point, &rest, &before, slope);
        }
        self.unscale_rows(&mut rest.cells, &point.lambdas, size);
        self.unscale_rows(&mut by_sides, &point.lambdas, fixed);
        let fixed = if with_fixed { point.fixed_inverse.clone() } else { Vec::new() };
        Inverse { rest, sides: by_sides, fixed }
    }

    /// `2 (schur Λ N⁻¹ + schur_sides N⁻¹)` summed over the groups of each factor but the first; rows of `half` are rows
    /// of `N⁻¹Λ'`.
    fn slope_by_places(&self, point: &Point, half: &Square, by_sides: &[f64], slope: &mut [Vec<f64>]) {
        let (sides, fixed) = (self.products.sides, self.fixed_count());
        for (block, slope) in self.products.blocks.iter().zip(slope.iter_mut().skip(1)) {
            let width = block.width;
            for start in (0..block.groups).map(|group| block.offset + group * width) {
                for (row, column) in (0..width).flat_map(|row| (0..width).map(move |column| (row, column))) {
                    let schur = point.schur.row(start + row).iter().zip(half.row(start + column));
                    let side = point.schur_sides.iter().skip((start + row) * sides).take(fixed);
                    let along = side.zip(by_sides.iter().skip((start + column) * fixed));
                    let sum = schur.map(|(a, b)| a * b).sum::<f64>() + along.map(|(a, b)| a * b).sum::<f64>();
                    slope[row * width + column] += 2.0 * sum;
                }
            }
        }
    }

    /// For each factor and group the covariance of its effects `b` given the fixed effects, relative to the residual
    /// variance.
    pub(crate) fn spreads(&self, point: &Point) -> Vec<Vec<Vec<f64>>> {
        let inverse = self.inverse(point, false, None);
        let Some(lambda) = point.lambdas.first() else { return Vec::new() };
        let of_first = |group: usize| {
            let own = self.own_inverse_at(point, group);
            let spread = self.own_spread(lambda, own, &self.shared(group, &inverse));
            self.kernel(lambda, &spread)
        };
        let mut spreads = vec![(0..self.products.groups).map(of_first).collect::<Vec<_>>()];
        for block in &self.products.blocks {
            let of_group = |group: usize| {
                let start = block.offset + group * block.width;
                let rows = (start..start + block.width).map(|row| inverse.rest.row(row));
                rows.flat_map(|row| row.iter().skip(start).take(block.width).copied()).collect()
            };
            spreads.push((0..block.groups).map(of_group).collect());
        }
        spreads
    }
}

/// A side less what the fixed effects explain: the last cell less the others times the effects.
fn left_over(row: &[f64], fixed: &[f64]) -> f64 {
    let explained: f64 = row.iter().zip(fixed).map(|(cell, effect)| cell * effect).sum();
    row.last().copied().unwrap_or(0.0) - explained
}

fn weighed(row: &[f64], weights: &[f64]) -> f64 {
    row.iter().zip(weights).map(|(cell, weight)| cell * weight).sum()
}

fn add_outer(target: &mut [f64], one: &[f64], other: &[f64]) {
    for (row, factor) in target.chunks_exact_mut(other.len().max(1)).zip(one) {
        row.iter_mut().zip(other).for_each(|(cell, value)| *cell += factor * value);
    }
}
