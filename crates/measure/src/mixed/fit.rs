//! Fitting a mixed model.

use super::cross_products::{CrossProducts, Varying};
use super::design::{Design, Grouping, Table};
use super::formula::Formula;
use super::levels::Column;
use super::minimise::minimise;
use super::mixed_fit::{FixedEffect, GroupEffect, MixedFit, RandomPart};
use super::not_mixed::NotMixed;
use super::orthogonal::{Orthogonal, dot};
use super::profile::{Criterion, Point, Profile};
use super::small::{applied, lower_factor, times, transposed};
use super::start::{Shape, start};

/// How many random effects, those of the largest grouping not counted, are solved together.
pub const MOST_EFFECTS_TOGETHER: usize = 4_000;
/// A direction in which groups differ by less than this part of the residual deviation counts as none (as in lme4).
const SINGULAR: f64 = 1e-4;
/// A residual sum of squares below this part of what the fixed effects leave: the groups repeat the data.
const EXACT: f64 = 1e-9;
/// Groups that differ by more than this many residual deviations repeat the data too.
const STEEPEST: f64 = 1e3;

/// Fits a linear mixed model: values explained by fixed effects and by groups that differ at random.
///
/// # Definition
/// `y = Xβ + Zb + e`, b normal with a covariance of its own for each term in parentheses, e normal with variance σ². The
/// covariances maximise the restricted likelihood (REML) or the likelihood (ML) with β and σ² profiled out; β are
/// generalised least squares, b their conditional means (BLUP). Rows that miss anything the formula names are left out and
/// counted. Words, and numbers in `factor()`, are coded by treatment contrasts, the first level (numbers by size, words byte
/// by byte, as R in the locale C) being the base. Columns that depend on those before them are dropped and named.
///
/// # Reads as
/// Effects in units of y, variances in their squares; the share of variance between groups says how much the group
/// matters. The log-likelihood is −½ of the REML (ML) criterion of lme4, constants included.
///
/// # Undefined when
/// See [`NotMixed`]: a missing or non-numeric column, one group, as many groups as rows, constant y, a model that repeats
/// the data exactly, slopes that depend on each other, no optimum.
///
/// # Caution
/// A variance of 0 (a boundary, «singular» fit, [`MixedFit::singular`]) says that the data show no difference between groups
/// beyond chance, not that there is none. REML likelihoods of models with unlike fixed parts are not comparable. Standard
/// errors take the variances as known: with few groups they are too small.
///
/// # Source
/// Bates D., Mächler M., Bolker B., Walker S. (2015), Journal of Statistical Software 67(1); Laird N., Ware J. (1982),
/// Biometrics 38, 963–974; Robinson G. K. (1991), Statistical Science 6, 15–32 (BLUP).
///
/// # Example
/// ```
/// use measure::mixed::{Column, Criterion, fit_mixed};
///
/// let score = Column::Numbers([3.0, 4.0, 3.5, 5.0, 5.5, 6.5, 2.0, 3.0, 2.5].map(Some).to_vec());
/// let class = Column::Words(["А", "А", "А", "Б", "Б", "Б", "В", "В", "В"].map(|c| Some(c.to_owned())).to_vec());
/// let formula = "score ~ 1 + (1 | class)".parse().unwrap();
/// let fit = fit_mixed(&formula, &[("score", &score), ("class", &class)], Criterion::Restricted).unwrap();
/// // A balanced table: the between variance is (mean square between − mean square within) / 3.
/// assert!((fit.residual_variance - 0.361_111).abs() < 1e-6);
/// assert!((fit.random[0].variance(0) - 2.5).abs() < 1e-5);
/// ```
///
/// # Errors
/// When there is no answer.
pub fn fit_mixed(formula: &Formula, table: &Table<'_>, criterion: Criterion) -> Result<MixedFit, NotMixed> {
    Ok(solved(formula, table, criterion)?.fit())
}

pub(super) fn solved(formula: &Formula, table: &Table<'_>, criterion: Criterion) -> Result<Solved, NotMixed> {
    let design = Design::new(formula, table)?;
    let fixed = Orthogonal::of(&design.fixed.columns);
    if design.n() <= fixed.kept.len() {
        return Err(NotMixed::TooFewRows { rows: design.n(), effects: fixed.kept.len() });
    }
    let mut response = design.response.clone();
    let along = fixed.take_out(&mut response);
    if dot(&response, &response) <= 1e-20 * dot(&design.response, &design.response) {
        return Err(NotMixed::ExactFit);
    }
    let bases = design.groupings.iter().map(Basis::of).collect::<Result<Vec<_>, _>>()?;
    let order = order(&design.groupings)?;
    let in_order: Vec<(&Grouping, &Basis)> =
        order.iter().filter_map(|place| Some((design.groupings.get(*place)?, bases.get(*place)?))).collect();
    let varying: Vec<Varying<'_>> = in_order.iter().map(|(grouping, basis)| basis.varying(grouping)).collect();
    let (first, others) = varying.split_first().ok_or(NotMixed::NoRows)?;
    let sides: Vec<&[f64]> = fixed.columns.iter().chain([&response]).map(Vec::as_slice).collect();
    let products = CrossProducts::of(first, others, &sides);
    let shapes: Vec<Shape> = in_order.iter().map(|(_, basis)| basis.shape.clone()).collect();
    let (place, curvature) = start(&varying, &shapes, &response);
    drop(varying);
    let point = solve(&Profile { products: &products, criterion }, &shapes, place, &curvature)?;
    Ok(Solved { design, fixed, along, order, bases, products, point, criterion })
}

/// The largest grouping first, the others as in the formula.
fn order(groupings: &[Grouping]) -> Result<Vec<usize>, NotMixed> {
    let effects = |grouping: &Grouping| {
        grouping.levels.count() * grouping.terms.iter().map(|term| term.columns.len()).sum::<usize>()
    };
    let mut order: Vec<usize> = (0..groupings.len()).collect();
    let largest = groupings.iter().map(effects).max().unwrap_or(0);
    order.sort_by_key(|place| groupings.get(*place).map(effects) != Some(largest));
    let others: usize = groupings.iter().map(effects).sum::<usize>() - largest;
    if others > MOST_EFFECTS_TOGETHER {
        return Err(NotMixed::TooManyGroups { effects: others, limit: MOST_EFFECTS_TOGETHER });
    }
    Ok(order)
}

/// The columns of a grouping made orthogonal within each term, and the way back.
pub(super) struct Basis {
    columns: Vec<Vec<f64>>,
    shape: Shape,
    /// `b = back · b̃`, where b̃ are the effects of the orthogonal columns.
    back: Vec<f64>,
}

impl Basis {
    fn of(grouping: &Grouping) -> Result<Basis, NotMixed> {
        let widths: Vec<usize> = grouping.terms.iter().map(|term| term.columns.len()).collect();
        let width: usize = widths.iter().sum();
        let mut basis = Basis { columns: Vec::new(), shape: Shape::new(&widths), back: vec![0.0; width * width] };
        for term in &grouping.terms {
            let made = Orthogonal::of(&term.columns);
            if made.kept.len() < term.columns.len() {
                return Err(NotMixed::DependentSlopes { group: grouping.name.clone() });
            }
            let scale = (grouping.levels.of_row.len() as f64).sqrt();
            let start = basis.columns.len();
            for (row, cells) in made.inverse().iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    basis.back[(start + row) * width + start + column] = cell * scale;
                }
            }
            basis.columns.extend(made.columns.iter().map(|column| column.iter().map(|cell| cell * scale).collect()));
        }
        Ok(basis)
    }

    fn varying<'a>(&self, grouping: &'a Grouping) -> Varying<'a> {
        Varying { groups: grouping.levels.count(), of_row: &grouping.levels.of_row, columns: self.columns.clone() }
    }
}

fn solve(profile: &Profile<'_>, shapes: &[Shape], place: Vec<f64>, curvature: &[f64]) -> Result<Point, NotMixed> {
    let mut lowest = search(profile, shapes, place, curvature)?;
    let is_lost = match &lowest {
        Err(_) => true,
        Ok(point) => has_flat_direction(point),
    };
    if is_lost && shapes.iter().any(|shape| shape.widths().iter().any(|width| *width > 1)) {
        let (Ok(point) | Err(point)) = &lowest;
        let (shapes, lambdas): (Vec<Shape>, Vec<Vec<f64>>) =
            shapes.iter().zip(&point.lambdas).map(|(shape, lambda)| shape.turned(lambda)).unzip();
        let again = search(profile, &shapes, Shape::places(&shapes, &lambdas), curvature)?;
        let is_better = match (&lowest, &again) {
            (Ok(point), Ok(other)) => other.deviance < point.deviance,
            (_, again) => again.is_ok(),
        };
        lowest = if is_better { again } else { lowest };
    }
    let mut point = lowest.map_err(|_| NotMixed::NoOptimum)?;
    for factor in 0..shapes.len() {
        if let Some(flat) = flattened(profile, &point, factor) {
            point = flat;
        }
    }
    Ok(point)
}

/// The point where the deviance is lowest, or, as an error, where the search for it stuck.
fn search(
    profile: &Profile<'_>,
    shapes: &[Shape],
    place: Vec<f64>,
    curvature: &[f64],
) -> Result<Result<Point, Point>, NotMixed> {
    let at = |place: &[f64]| profile.at(&Shape::triangles(shapes, place)).map(|point| (point.deviance, point));
    let slope = |point: &Point| Shape::places(shapes, &profile.slope(point));
    let lowest = minimise(place, curvature, at, slope).ok_or(NotMixed::ExactFit)?;
    let whole = profile.products.sides_squared.last().copied().unwrap_or(0.0);
    let (Ok(point) | Err(point)) = &lowest;
    let is_steep = point.lambdas.iter().flatten().any(|cell| cell.abs() > STEEPEST);
    if is_steep || point.squares <= EXACT * whole { Err(NotMixed::ExactFit) } else { Ok(lowest) }
}

/// Whether groups of a factor with several columns differ in some direction hardly at all.
fn has_flat_direction(point: &Point) -> bool {
    point.lambdas.iter().any(|lambda| {
        let width = (0..=lambda.len()).find(|width| width * width == lambda.len()).unwrap_or(1);
        let lower = lower_factor(width, &times(width, lambda, &transposed(width, lambda)));
        width > 1 && lower.iter().step_by(width + 1).any(|cell| *cell < 100.0 * SINGULAR)
    })
}

/// The same point with a small factor put to zero, if that is no worse.
fn flattened(profile: &Profile<'_>, point: &Point, factor: usize) -> Option<Point> {
    let mut lambdas = point.lambdas.clone();
    let lambda = lambdas.get_mut(factor)?;
    if lambda.iter().all(|cell| *cell == 0.0) || lambda.iter().any(|cell| cell.abs() > 100.0 * SINGULAR) {
        return None;
    }
    lambda.fill(0.0);
    let flat = profile.at(&lambdas)?;
    (flat.deviance <= point.deviance + 1e-7).then_some(flat)
}

/// All that was solved, to be put back into the units of the table.
pub(super) struct Solved {
    design: Design,
    fixed: Orthogonal,
    along: Vec<f64>,
    pub(super) order: Vec<usize>,
    bases: Vec<Basis>,
    pub(super) products: CrossProducts,
    pub(super) point: Point,
    pub(super) criterion: Criterion,
}

impl Solved {
    /// How effects along the orthogonal columns make the first effect of a group, for each factor.
    pub(super) fn back_to_first(&self, factor: usize) -> &[f64] {
        let basis = self.order.get(factor).and_then(|place| self.bases.get(*place));
        basis.and_then(|basis| basis.back.get(..basis.columns.len())).unwrap_or_default()
    }

    /// Where the middle of all rows lies along the fixed columns.
    pub(super) fn middle(&self) -> Vec<f64> {
        let n = self.design.n() as f64;
        self.fixed.columns.iter().map(|column| column.iter().sum::<f64>() / n).collect()
    }

    pub(super) fn fit(&self) -> MixedFit {
        let residual_variance = self.point.squares / self.point.freedom;
        let scale = match self.criterion {
            Criterion::Restricted => {
                let diagonal = self.fixed.triangle.iter().filter_map(|row| row.last());
                2.0 * diagonal.map(|cell| cell.ln()).sum::<f64>()
            }
            Criterion::Full => 0.0,
        };
        let shapes = self.order.iter().filter_map(|place| self.bases.get(*place));
        let variances: usize = shapes.map(|basis| basis.shape.len()).sum();
        let (fixed, dropped_columns) = self.fixed_effects(residual_variance);
        let random = self.random_parts(residual_variance);
        MixedFit {
            n: self.design.n(),
            dropped_rows: self.design.dropped,
            dropped_columns,
            criterion: self.criterion,
            parameters: fixed.len() + variances + 1,
            fixed,
            random,
            residual_variance,
            log_likelihood: -0.5 * (self.point.deviance + scale),
        }
    }

    fn fixed_effects(&self, residual_variance: f64) -> (Vec<FixedEffect>, Vec<String>) {
        let count = self.fixed.kept.len();
        let back: Vec<f64> = self.fixed.inverse().concat();
        let along: Vec<f64> = self.along.iter().zip(&self.point.fixed).map(|(one, more)| one + more).collect();
        let values = applied(count, &back, &along);
        let spread = times(count, &times(count, &back, &self.point.fixed_inverse), &transposed(count, &back));
        let errors = spread.iter().step_by(count + 1).map(|cell| (cell * residual_variance).sqrt());
        let name = |place: &usize| self.design.fixed.names.get(*place).cloned().unwrap_or_default();
        let named = self.fixed.kept.iter().map(name).zip(values).zip(errors);
        let effects = named.map(|((name, value), error)| FixedEffect { name, value, error }).collect();
        let all = self.design.fixed.names.iter().enumerate();
        let dropped = all.filter(|(place, _)| !self.fixed.kept.contains(place)).map(|(_, name)| name.clone());
        (effects, dropped.collect())
    }

    /// For each group how many rows it has, and the mean of what the fixed effects leave of them.
    fn left_by_group(&self, grouping: &Grouping) -> Vec<(usize, f64)> {
        let mut sums = vec![(0, 0.0); grouping.levels.count()];
        for (row, group) in grouping.levels.of_row.iter().enumerate() {
            let along = self.fixed.columns.iter().zip(self.along.iter().zip(&self.point.fixed));
            let cell = |column: &[f64]| column.get(row).copied().unwrap_or(0.0);
            let explained: f64 = along.map(|(column, (one, more))| cell(column) * (one + more)).sum();
            if let Some((n, sum)) = sums.get_mut(*group) {
                *n += 1;
                *sum += cell(&self.design.response) - explained;
            }
        }
        sums.into_iter().map(|(n, sum)| (n, sum / n as f64)).collect()
    }

    fn random_parts(&self, residual_variance: f64) -> Vec<RandomPart> {
        let profile = Profile { products: &self.products, criterion: self.criterion };
        let effects = profile.effects(&self.point);
        let mut moved = effects.rest;
        profile.unscale_rows(&mut moved, &self.point.lambdas, 1);
        let mut parts: Vec<(usize, RandomPart)> = Vec::new();
        let mut offset = 0;
        for ((place, lambda), spreads) in self.order.iter().zip(&self.point.lambdas).zip(profile.spreads(&self.point)) {
            let (Some(grouping), Some(basis)) = (self.design.groupings.get(*place), self.bases.get(*place)) else {
                continue;
            };
            let width = basis.columns.len();
            let of_group: Vec<Vec<f64>> = if parts.is_empty() {
                effects.own.chunks_exact(width).map(|effect| applied(width, lambda, effect)).collect()
            } else {
                let own = moved.get(offset..offset + grouping.levels.count() * width).unwrap_or_default();
                offset += own.len();
                own.chunks_exact(width).map(<[f64]>::to_vec).collect()
            };
            let part = Part { grouping, basis, lambda, residual_variance, left: self.left_by_group(grouping) };
            parts.push((*place, part.random_part(&of_group, &spreads)));
        }
        parts.sort_by_key(|(place, _)| *place);
        parts.into_iter().map(|(_, part)| part).collect()
    }
}

/// One grouping, on the way back to the units of the table.
struct Part<'a> {
    grouping: &'a Grouping,
    basis: &'a Basis,
    lambda: &'a [f64],
    residual_variance: f64,
    left: Vec<(usize, f64)>,
}

impl Part<'_> {
    fn random_part(&self, effects: &[Vec<f64>], spreads: &[Vec<f64>]) -> RandomPart {
        let width = self.basis.columns.len();
        let squared = times(width, self.lambda, &transposed(width, self.lambda));
        let labels = self.grouping.levels.labels.iter();
        let groups = labels.zip(effects).zip(spreads).zip(&self.left);
        let groups = groups.map(|(((label, effect), spread), (n, left))| GroupEffect {
            label: label.clone(),
            n: *n,
            mean_left: *left,
            values: applied(width, &self.basis.back, effect),
            errors: self.back(spread).iter().step_by(width + 1).map(|cell| cell.max(0.0).sqrt()).collect(),
        });
        RandomPart {
            group: self.grouping.name.clone(),
            columns: self.grouping.terms.iter().flat_map(|term| term.names.clone()).collect(),
            term_widths: self.basis.shape.widths(),
            covariance: self.back(&squared),
            groups: groups.collect(),
            is_singular: self.is_singular(&squared),
        }
    }

    /// A covariance of the orthogonal columns, relative to the residual variance, in the units of the table.
    fn back(&self, covariance: &[f64]) -> Vec<f64> {
        let width = self.basis.columns.len();
        let back = &self.basis.back;
        let made = times(width, &times(width, back, covariance), &transposed(width, back));
        made.into_iter().map(|cell| cell * self.residual_variance).collect()
    }

    fn is_singular(&self, squared: &[f64]) -> bool {
        let width = self.basis.columns.len();
        let lower = lower_factor(width, squared);
        lower.iter().step_by(width + 1).any(|cell| *cell < SINGULAR)
    }
}

impl Column {
    /// A column of words from anything that can be written.
    #[must_use]
    pub fn of_words<W: ToString>(words: impl IntoIterator<Item = W>) -> Column {
        Column::Words(words.into_iter().map(|word| Some(word.to_string())).collect())
    }

    /// A column of numbers without gaps.
    #[must_use]
    pub fn of_numbers(numbers: impl IntoIterator<Item = f64>) -> Column {
        Column::Numbers(numbers.into_iter().map(Some).collect())
    }
}
