//! The Rasch family by conditional maximum likelihood: given the total of a person, the ability drops out.

mod andersen;
mod booklet_likelihood;
mod design;
mod estimable;
mod not_fitted;
mod search;

#[cfg(test)]
mod against_r;

#[cfg(test)]
mod tests;

pub use andersen::{Andersen, andersen_test};
pub use not_fitted::NotFitted;

use super::score_table::ScoreTable;
use super::{Identification, InformationCriteria, ItemParameters};
use crate::Responses;

/// The models whose totals are sufficient for ability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConditionalModel {
    /// Items of 0 or 1: one difficulty each.
    Rasch,
    /// Each item has its own steps.
    PartialCredit,
    /// Each item has its place; the distances between steps are common to all.
    RatingScale,
}

/// Item parameters by conditional maximum likelihood.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionalFit {
    model: ConditionalModel,
    items: Vec<ItemParameters>,
    /// Of all thresholds, by rows, item after item.
    covariance: Vec<f64>,
    identification: Identification,
    log_likelihood: f64,
    parameters: usize,
    persons: usize,
    informative: usize,
    iterations: usize,
}

/// Fits a model of the Rasch family by conditional maximum likelihood, exactly.
///
/// # Definition
/// The probability that a person gives points `h` to an item is `∝ exp(hθ − β_ih)`, `β_ih = b_i1 + … + b_ih`. Given the
/// booklet and the total `r` the ability θ drops out:
/// `ln L = −Σ_i Σ_h n_ih β_ih − Σ_r N_r ln γ_r(β)`, where `γ_r` is the elementary symmetric function, the coefficient of
/// `x^r` in `Π_i Σ_h exp(−β_ih) x^h`. Its maximum is found by Newton's method; `γ` and its first and second derivatives
/// are summed without differences. Responses missing or not administered are left out: each set of items answered is a
/// booklet with its own `γ`. Standard errors come from the inverse of the observed information under the condition named.
/// Rating scale model: `b_ih = δ_i + κ_h`, `κ` common to all items.
///
/// # Reads as
/// Thresholds in logits; the higher, the harder. A difference of 1 logit multiplies the odds by 2.72.
///
/// # Undefined when
/// Fewer than two items or two persons whose total is neither 0 nor the greatest; an item solved by all or none of them; a
/// category nobody chose; booklets with no common item; a perfect Guttman scale. Each is refused by name, see [`NotFitted`].
///
/// # Caution
/// Leaving missing answers out is right when they are missing for reasons apart from ability (booklets, absence); if pupils
/// skip what they cannot do, count the answer as 0 before. The fit of the model is to be looked at, not believed.
///
/// # Source
/// Andersen (1972), J. Royal Stat. Soc. B 34, 42–54; Fischer (1981), Psychometrika 46, 59–77 (existence);
/// Formann (1986), Verhelst, Glas, van der Sluis (1984) (summation); packages eRm, psychotools.
///
/// # Example
/// ```
/// use measure::latent::{ConditionalModel, Identification, fit_conditional};
/// use measure::{Response, Responses};
///
/// // 30 persons solved only the first of two items, 10 only the second: the odds are 3 : 1.
/// let column = |solved: std::ops::Range<usize>| {
///     (1, (0..40).map(move |person| Response::Points(u8::from(solved.contains(&person)))).collect::<Vec<_>>())
/// };
/// let responses = Responses::new([column(0..30), column(30..40)]).unwrap();
/// let fit = fit_conditional(&responses, ConditionalModel::Rasch, &Identification::FirstZero).unwrap();
/// assert!((fit.items()[1].location() - 3.0_f64.ln()).abs() < 1e-12);
/// assert!((fit.errors(1)[0] - (1.0_f64 / 30.0 + 1.0 / 10.0).sqrt()).abs() < 1e-9);
/// ```
///
/// # Errors
/// Why there is no estimate.
pub fn fit_conditional(
    responses: &Responses,
    model: ConditionalModel,
    identification: &Identification,
) -> Result<ConditionalFit, NotFitted> {
    fit_table(responses, &ScoreTable::new(responses), model)?.identified(identification)
}

/// As [`fit_conditional`], of responses already gathered.
pub(crate) fn fit_table(
    responses: &Responses,
    table: &ScoreTable,
    model: ConditionalModel,
) -> Result<ConditionalFit, NotFitted> {
    estimable::check(responses, table, model)?;
    let maximum = search::maximum(table, model)?;
    let size = maximum.beta.len();
    let (mut steps, mut covariance) = (maximum.beta, maximum.covariance);
    let firsts = booklet_likelihood::Layout::new(&table.greatest).starts;
    for place in (0..size).rev().filter(|place| !firsts.contains(place)) {
        steps[place] -= steps[place - 1];
        for other in 0..size {
            covariance[place * size + other] -= covariance[(place - 1) * size + other];
        }
    }
    for place in (0..size).rev().filter(|place| !firsts.contains(place)) {
        for other in 0..size {
            covariance[other * size + place] -= covariance[other * size + place - 1];
        }
    }
    let item = |ends: &[usize]| ItemParameters::partial_credit(steps[ends[0]..ends[1]].to_vec());
    let items: Result<Vec<ItemParameters>, _> = firsts.windows(2).map(item).collect();
    let count = |rows: &mut dyn Iterator<Item = u32>| rows.map(|persons| persons as usize).sum();
    let with_items = |booklet: usize| !table.booklets[booklet].items.is_empty();
    Ok(ConditionalFit {
        model,
        items: items.map_err(|_| NotFitted::NoMaximum { item: 0 })?,
        covariance,
        identification: Identification::StepsZero,
        log_likelihood: maximum.log_likelihood,
        parameters: maximum.parameters,
        persons: count(&mut table.rows.iter().filter(|row| with_items(row.booklet)).map(|row| row.persons)),
        informative: count(&mut table.informative().map(|(_, row)| row.persons)),
        iterations: maximum.iterations,
    })
}

impl ConditionalFit {
    /// The model.
    #[must_use]
    pub fn model(&self) -> ConditionalModel {
        self.model
    }

    /// The items in the order of the responses.
    #[must_use]
    pub fn items(&self) -> &[ItemParameters] {
        &self.items
    }

    /// The condition that fixes the scale.
    #[must_use]
    pub fn identification(&self) -> &Identification {
        &self.identification
    }

    /// The conditional log-likelihood at its maximum.
    #[must_use]
    pub fn log_likelihood(&self) -> f64 {
        self.log_likelihood
    }

    /// How many parameters are free.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.parameters
    }

    /// How many persons have points on some item.
    #[must_use]
    pub fn persons(&self) -> usize {
        self.persons
    }

    /// How many persons have a total that is neither 0 nor the greatest: only they compare items.
    #[must_use]
    pub fn informative(&self) -> usize {
        self.informative
    }

    /// How many steps Newton's method took.
    #[must_use]
    pub fn iterations(&self) -> usize {
        self.iterations
    }

    /// The criteria for choosing among models fitted by conditional likelihood.
    #[must_use]
    pub fn criteria(&self) -> Option<InformationCriteria> {
        InformationCriteria::new(self.log_likelihood, self.parameters, self.persons)
    }

    /// The standard errors of the thresholds of an item, under the condition of the fit.
    ///
    /// # Panics
    /// When there is no such item.
    #[must_use]
    pub fn errors(&self, item: usize) -> Vec<f64> {
        let first = self.first(item);
        let error = |step: usize| self.covariance[(first + step) * (self.size() + 1)].max(0.0).sqrt();
        (0..self.items[item].greatest()).map(error).collect()
    }

    /// The standard error of the place of an item.
    ///
    /// # Panics
    /// When there is no such item.
    #[must_use]
    pub fn location_error(&self, item: usize) -> f64 {
        let (first, m) = (self.first(item), self.items[item].greatest());
        let line = |row: usize| -> f64 { self.covariance[row * self.size()..][first..first + m].iter().sum() };
        let sum: f64 = (first..first + m).map(line).sum();
        sum.max(0.0).sqrt() / m as f64
    }

    /// The covariance of two thresholds, each given as (item, step from 0).
    ///
    /// # Panics
    /// When there is no such item or step.
    #[must_use]
    pub fn covariance(&self, one: (usize, usize), other: (usize, usize)) -> f64 {
        self.covariance[(self.first(one.0) + one.1) * self.size() + self.first(other.0) + other.1]
    }

    /// The same fit under another condition: parameters are shifted, errors change with them.
    ///
    /// # Errors
    /// When the condition speaks of the distribution of ability or of anchors.
    pub fn identified(&self, identification: &Identification) -> Result<ConditionalFit, NotFitted> {
        let condition = condition(&self.items, identification)?;
        let total: f64 = condition.iter().sum();
        let condition: Vec<f64> = condition.iter().map(|c| c / total).collect();
        let size = self.size();
        let steps = self.items.iter().flat_map(|item| item.thresholds().iter());
        let shift: f64 = steps.zip(&condition).map(|(step, c)| step * c).sum();
        let row = |row: &[f64]| -> f64 { row.iter().zip(&condition).map(|(v, c)| v * c).sum() };
        let with: Vec<f64> = self.covariance.chunks_exact(size).map(row).collect();
        let own: f64 = with.iter().zip(&condition).map(|(v, c)| v * c).sum();
        let mut covariance = self.covariance.clone();
        for (a, row) in covariance.chunks_exact_mut(size).enumerate() {
            for (b, value) in row.iter_mut().enumerate() {
                *value += own - with[a] - with[b];
            }
        }
        let items = self.items.iter().map(|item| item.shifted(-shift)).collect();
        Ok(ConditionalFit { items, covariance, identification: identification.clone(), ..self.clone() })
    }

    fn size(&self) -> usize {
        self.items.iter().map(ItemParameters::greatest).sum()
    }

    fn first(&self, item: usize) -> usize {
        self.items[..item].iter().map(ItemParameters::greatest).sum()
    }
}

/// The weights of the thresholds in the sum that a condition sets to zero.
fn condition(items: &[ItemParameters], identification: &Identification) -> Result<Vec<f64>, NotFitted> {
    let of_step = |weight: fn(usize, usize) -> f64| {
        let steps = items.iter().flat_map(|item| (0..item.greatest()).map(|step| (step, item.greatest())));
        Ok(steps.map(|(step, m)| weight(step, m)).collect())
    };
    match identification {
        Identification::SumZero => of_step(|_, m| 1.0 / m as f64),
        Identification::CumulatedZero => of_step(|step, m| (m - step) as f64),
        Identification::StepsZero => of_step(|_, _| 1.0),
        Identification::FirstStepsZero => of_step(|step, _| f64::from(u8::from(step == 0))),
        Identification::FirstZero => {
            let size = items.iter().map(ItemParameters::greatest).sum();
            Ok((0..size).map(|place| f64::from(u8::from(place == 0))).collect())
        }
        Identification::StandardAbility | Identification::CentredAbility | Identification::Anchored(_) => {
            Err(NotFitted::Unsuited(identification.clone()))
        }
    }
}
