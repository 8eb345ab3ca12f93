//! The profiled deviance of a mixed model.

use super::cross_products::CrossProducts;
use super::dense::Square;
use super::small::{applied, sweep, times, transposed};

/// What is maximised («REML» или «ML»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Criterion {
    /// The restricted likelihood: variances as of residuals; models with unlike fixed parts are not compared by it.
    #[default]
    Restricted,
    /// The full likelihood: variances are a little too small, models may be compared.
    Full,
}

/// The deviance as a function of the relative factors of covariance, fixed effects and residual variance solved for.
///
/// With `b = Λu`, Λ made of one small lower triangle λ for each factor, the deviance is (Bates et al. 2015, formulas 34 and
/// 41) `log|Λ'Z'ZΛ + I| + log|X'V⁻¹X| + (n−p)(1 + log 2πr²/(n−p))` for REML, and without the second term and with n
/// for ML. The groups of the first factor are eliminated one by one; what is left is dense.
pub(crate) struct Profile<'a> {
    pub(crate) products: &'a CrossProducts,
    pub(crate) criterion: Criterion,
}

/// The deviance at one place, and what was solved on the way.
pub(crate) struct Point {
    pub(crate) deviance: f64,
    /// One triangle λ for each factor, the first one first.
    pub(crate) lambdas: Vec<Vec<f64>>,
    /// For each group of the first factor `(λ'Z'Zλ + I)⁻¹`.
    pub(crate) own_inverse: Vec<f64>,
    /// Sums of products of the other factors after elimination of the first,
    pub(crate) schur: Square,
    /// the same with the sides,
    pub(crate) schur_sides: Vec<f64>,
    /// the factor of `Λ' schur Λ + I`,
    pub(crate) factor: Square,
    /// and its inverse times `Λ' schur_sides`.
    pub(crate) solved_sides: Vec<f64>,
    /// The inverse of `X'V⁻¹X` (relative to the residual variance).
    pub(crate) fixed_inverse: Vec<f64>,
    /// The fixed effects.
    pub(crate) fixed: Vec<f64>,
    /// The least penalised sum of squares.
    pub(crate) squares: f64,
    /// What it is divided by.
    pub(crate) freedom: f64,
}

impl Profile<'_> {
    /// The deviance for given triangles; nothing, where numbers overflow or nothing is left unexplained.
    pub(crate) fn at(&self, lambdas: &[Vec<f64>]) -> Option<Point> {
        let products = self.products;
        let (sides, fixed) = (products.sides, products.sides - 1);
        let first = lambdas.first()?;
        let mut schur = self.rest_squared();
        let mut schur_sides = products.rest_sides.clone();
        let mut border = products.sides_squared.clone();
        let mut log = 0.0;
        let mut own_inverse = Vec::with_capacity(products.own.len());
        for group in 0..products.groups {
            let (inverse, own_log) = self.own_inverse(group, first)?;
            log += own_log;
            self.eliminate(group, &self.kernel(first, &inverse), &mut schur, &mut schur_sides, &mut border);
            own_inverse.extend(inverse);
        }
        mirror(&mut schur);
        let mut factor = self.scaled(&schur, lambdas);
        factor.factor()?;
        log += factor.log_determinant();
        let mut solved_sides = schur_sides.clone();
        self.scale_rows(&mut solved_sides, lambdas, sides);
        factor.solve_lower(&mut solved_sides, sides);
        for row in solved_sides.chunks_exact(sides) {
            for (sums, cell) in border.chunks_exact_mut(sides).zip(row) {
                sums.iter_mut().zip(row).for_each(|(sum, other)| *sum -= cell * other);
            }
        }
        factor.solve_upper(&mut solved_sides, sides);
        let whole = *products.sides_squared.last()?;
        let fixed_log = sweep(sides, &mut border, fixed)?;
        let squares = *border.last()?;
        if squares.is_nan() || squares <= EXACT * whole {
            return None;
        }
        let n = products.n as f64;
        let freedom = match self.criterion {
            Criterion::Restricted => {
                log += fixed_log;
                n - fixed as f64
            }
            Criterion::Full => n,
        };
        let deviance = log + freedom * (1.0 + (std::f64::consts::TAU * squares / freedom).ln());
        let rows = || border.chunks_exact(sides).take(fixed);
        Some(Point {
            deviance: Some(deviance).filter(|deviance| deviance.is_finite())?,
            lambdas: lambdas.to_vec(),
            own_inverse,
            schur,
            schur_sides,
            factor,
            solved_sides,
            fixed_inverse: rows().flat_map(|row| row.iter().take(fixed).copied()).collect(),
            fixed: rows().filter_map(|row| row.last().copied()).collect(),
            squares,
            freedom,
        })
    }

    /// The products of the other factors with themselves, only row ≥ column.
    fn rest_squared(&self) -> Square {
        let size = self.products.rest;
        let mut squared = Square::zero(size);
        for (row, column, sum) in &self.products.pairs {
            if let Some(cell) = squared.cells.get_mut(row * size + column) {
                *cell = *sum;
            }
        }
        squared
    }

    /// `(λ'Z'Zλ + I)⁻¹` of a group of the first factor, and the logarithm of the determinant.
    fn own_inverse(&self, group: usize, lambda: &[f64]) -> Option<(Vec<f64>, f64)> {
        let width = self.products.width;
        let own = self.products.own.get(group * width * width..(group + 1) * width * width)?;
        let mut inverse = times(width, &transposed(width, lambda), &times(width, own, lambda));
        inverse.iter_mut().step_by(width + 1).for_each(|cell| *cell += 1.0);
        let log = sweep(width, &mut inverse, width)?;
        Some((inverse, log))
    }

    /// `λ (λ'Z'Zλ + I)⁻¹ λ'`.
    pub(crate) fn kernel(&self, lambda: &[f64], inverse: &[f64]) -> Vec<f64> {
        let width = self.products.width;
        times(width, &times(width, lambda, inverse), &transposed(width, lambda))
    }

    /// Takes what a group of the first factor explains from the products of all else.
    fn eliminate(&self, group: usize, kernel: &[f64], schur: &mut Square, schur_sides: &mut [f64], border: &mut [f64]) {
        let (width, sides, size) = (self.products.width, self.products.sides, schur.size);
        let (places, meets) = self.products.met(group);
        let own = self.products.own_sides(group);
        for (at, (place, meet)) in places.iter().zip(meets.chunks_exact(width)).enumerate() {
            let weighed = applied(width, kernel, meet);
            let Some(row) = schur.cells.get_mut(place * size..=place * size + place) else { return };
            for (other, met) in places.iter().zip(meets.chunks_exact(width)).take(at + 1) {
                if let Some(cell) = row.get_mut(*other) {
                    *cell -= weighed.iter().zip(met).map(|(a, b)| a * b).sum::<f64>();
                }
            }
            let Some(row) = schur_sides.get_mut(place * sides..(place + 1) * sides) else { return };
            for (weight, own) in weighed.iter().zip(own.chunks_exact(sides)) {
                row.iter_mut().zip(own).for_each(|(cell, own)| *cell -= weight * own);
            }
        }
        for (kernel, one) in kernel.chunks_exact(width).zip(own.chunks_exact(sides)) {
            for (weight, other) in kernel.iter().zip(own.chunks_exact(sides)) {
                for (sums, cell) in border.chunks_exact_mut(sides).zip(one) {
                    sums.iter_mut().zip(other).for_each(|(sum, other)| *sum -= weight * cell * other);
                }
            }
        }
    }

    /// `Λ' schur Λ + I`.
    fn scaled(&self, schur: &Square, lambdas: &[Vec<f64>]) -> Square {
        let mut scaled = schur.clone();
        let size = scaled.size;
        for row in scaled.cells.chunks_exact_mut(size.max(1)) {
            self.scale_rows(row, lambdas, 1);
        }
        self.scale_rows(&mut scaled.cells, lambdas, size);
        scaled.cells.iter_mut().step_by(size + 1).for_each(|cell| *cell += 1.0);
        scaled
    }

    /// `Λ'` times rows of the other factors.
    fn scale_rows(&self, rows: &mut [f64], lambdas: &[Vec<f64>], length: usize) {
        self.each_group(rows, lambdas, length, transposed);
    }

    /// `Λ` times rows of the other factors.
    pub(crate) fn unscale_rows(&self, rows: &mut [f64], lambdas: &[Vec<f64>], length: usize) {
        self.each_group(rows, lambdas, length, |_, lambda| lambda.to_vec());
    }

    fn each_group(
        &self,
        rows: &mut [f64],
        lambdas: &[Vec<f64>],
        length: usize,
        matrix: impl Fn(usize, &[f64]) -> Vec<f64>,
    ) {
        if length == 0 {
            return;
        }
        for (block, lambda) in self.products.blocks.iter().zip(lambdas.iter().skip(1)) {
            let matrix = matrix(block.width, lambda);
            let range = block.offset * length..(block.offset + block.groups * block.width) * length;
            let rows = rows.get_mut(range).unwrap_or_default();
            if let &[scale] = matrix.as_slice() {
                rows.iter_mut().for_each(|cell| *cell *= scale);
                continue;
            }
            for group in rows.chunks_exact_mut((block.width * length).max(1)) {
                let before = group.to_vec();
                for (row, weights) in group.chunks_exact_mut(length).zip(matrix.chunks_exact(block.width)) {
                    row.fill(0.0);
                    for (weight, other) in weights.iter().zip(before.chunks_exact(length)) {
                        row.iter_mut().zip(other).for_each(|(cell, other)| *cell += weight * other);
                    }
                }
            }
        }
    }
}

/// A residual sum of squares below this part of the whole is rounding.
const EXACT: f64 = 1e-13;

impl CrossProducts {
    /// The columns of a group of the first factor with the sides: a row for each column.
    pub(crate) fn own_sides(&self, group: usize) -> &[f64] {
        let length = self.width * self.sides;
        self.own_sides.get(group * length..(group + 1) * length).unwrap_or_default()
    }
}

/// Copies the lower triangle to the upper one.
fn mirror(square: &mut Square) {
    let size = square.size;
    for row in 0..size {
        for column in 0..row {
            square.cells[column * size + row] = square.cells[row * size + column];
        }
    }
}
