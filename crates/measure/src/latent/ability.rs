//! Abilities of persons when the items are known.

use std::fmt;

use super::root::falling_root;
use super::score_table::{Booklet, ScoreTable};
use super::{CategoryLink, ItemParameters};
use crate::{Measured, Responses, Why};

/// How an ability is estimated.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum AbilityMethod {
    /// Maximum likelihood: none for a total of 0 or the greatest.
    Mle,
    /// Warm's weighted likelihood: less biased, and there for every total.
    Wle,
    /// The mean of the posterior distribution under a normal prior.
    Eap {
        /// The mean of the prior.
        mean: f64,
        /// The standard deviation of the prior.
        sd: f64,
    },
}

/// The ability of a person, in logits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ability {
    /// The estimate.
    pub value: f64,
    /// Its standard error; of an EAP the standard deviation of the posterior.
    pub error: f64,
}

/// Why abilities cannot be asked of these items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotAbilities {
    /// There are no items.
    NoItems,
    /// As many items as columns are wanted.
    OtherItems,
    /// The responses allow more points than the item has thresholds.
    MorePoints {
        /// The item.
        item: usize,
    },
    /// Slopes differ or the link is cumulative: the total does not say all, the whole pattern is wanted.
    TotalNotSufficient,
    /// The standard deviation of the prior is not a positive number.
    BadPrior,
}

impl fmt::Display for NotAbilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotAbilities::NoItems => f.write_str("нет ни одного задания"),
            NotAbilities::OtherItems => f.write_str("параметров заданий не столько, сколько столбцов с ответами"),
            NotAbilities::MorePoints { item } => {
                write!(f, "задание {}: баллов может быть больше, чем порогов у задания", item + 1)
            }
            NotAbilities::TotalNotSufficient => {
                f.write_str("при разной крутизне заданий суммы баллов мало: нужны ответы на каждое")
            }
            NotAbilities::BadPrior => f.write_str("разброс априорного распределения должен быть больше нуля"),
        }
    }
}

impl std::error::Error for NotAbilities {}

/// The ability for every total from 0, when all items are given and have one slope.
///
/// # Definition
/// With `E(θ)` the expected total, `I(θ)` the information and `J(θ) = Σ_i Σ_h P′P″/P`: the MLE solves `a(r − E(θ)) = 0`, the WLE
/// `a(r − E(θ)) + J(θ)/(2 I(θ)) = 0`, both with the standard error `1/√I` at the estimate. The EAP is the mean of
/// `L(θ) φ(θ; mean, sd)` with its standard deviation, integrated over 241 points within 8 standard deviations.
///
/// # Reads as
/// Logits on the scale of the items: at an ability equal to a threshold both sides of it are equally likely.
///
/// # Undefined when
/// MLE of the total 0 or of the greatest: infinite (inapplicable). Items with different slopes or of the graded model: ask by
/// pattern, [`abilities`].
///
/// # Caution
/// A standard error near 1 logit, usual for a paper of 20 items, is more than the distance between neighbouring marks.
/// The EAP draws everyone to the mean of the prior: fit for groups, not for comparing persons with different papers.
///
/// # Source
/// Warm (1989), Psychometrika 54, 427–450; Penfield, Bergeron (2005), Applied Psych. Measurement 29, 218–233 (polytomous).
///
/// # Example
/// ```
/// use measure::latent::{AbilityMethod, ItemParameters, abilities_by_total};
///
/// let item = ItemParameters::rasch(0.5).unwrap();
/// let wle = abilities_by_total(&[item.clone(), item.clone(), item], AbilityMethod::Wle).unwrap();
/// assert_eq!(wle.len(), 4);
/// // Two of three solved: Warm draws the odds 2 : 1 in to 2.5 : 1.5.
/// let two = wle[2].as_ref().known().unwrap();
/// assert!((two.value - (0.5 + (2.5_f64 / 1.5).ln())).abs() < 1e-9);
/// ```
///
/// # Errors
/// When the total does not suffice, or there are no items.
pub fn abilities_by_total(
    items: &[ItemParameters],
    method: AbilityMethod,
) -> Result<Vec<Measured<Ability>>, NotAbilities> {
    check(items, method)?;
    if !total_suffices(items) {
        return Err(NotAbilities::TotalNotSufficient);
    }
    let chosen: Vec<&ItemParameters> = items.iter().collect();
    let greatest: usize = items.iter().map(ItemParameters::greatest).sum();
    Ok((0..=greatest).map(|total| by_total(&chosen, total, method)).collect())
}

/// The ability of each person by the items that the person has points on; responses without points are left out.
///
/// # Definition
/// As [`abilities_by_total`]; where the total does not suffice the first term is `Σ_i ∂ ln P_{x_i}(θ)/∂θ` of the pattern.
///
/// # Reads as
/// See [`abilities_by_total`].
///
/// # Undefined when
/// The person has no points on any item (no data); the likelihood has no finite maximum, as for a total of 0 (inapplicable).
///
/// # Caution
/// With different slopes a likelihood may have more than one maximum; the one nearest to the middle of the items is taken.
///
/// # Source
/// See [`abilities_by_total`].
///
/// # Example
/// ```
/// use measure::latent::{AbilityMethod, ItemParameters, abilities};
/// use measure::{Response, Responses};
///
/// let items = [ItemParameters::rasch(-1.0).unwrap(), ItemParameters::rasch(1.0).unwrap()];
/// let responses = Responses::new([(1, [Response::Points(1)]), (1, [Response::Points(0)])]).unwrap();
/// let mle = abilities(&items, &responses, AbilityMethod::Mle).unwrap();
/// assert!(mle[0].as_ref().known().unwrap().value.abs() < 1e-12);
/// ```
///
/// # Errors
/// When items and responses do not fit together.
pub fn abilities(
    items: &[ItemParameters],
    responses: &Responses,
    method: AbilityMethod,
) -> Result<Vec<Measured<Ability>>, NotAbilities> {
    check(items, method)?;
    check_responses(items, responses)?;
    let table = table_for(items, responses);
    let of_row = abilities_of_rows(&table, items, method);
    Ok(table.row_of_person.iter().map(|&row| of_row[row as usize]).collect())
}

/// The responses gathered as far as the items allow without losing anything.
pub(crate) fn table_for(items: &[ItemParameters], responses: &Responses) -> ScoreTable {
    if total_suffices(items) { ScoreTable::new(responses) } else { ScoreTable::by_pattern(responses) }
}

/// As [`abilities`] for each row of the table of these items.
pub(crate) fn abilities_of_rows(
    table: &ScoreTable,
    items: &[ItemParameters],
    method: AbilityMethod,
) -> Vec<Measured<Ability>> {
    let total_suffices = total_suffices(items);
    let of_booklet = |booklet: &Booklet| {
        let chosen: Vec<&ItemParameters> = booklet.items.iter().map(|&item| &items[item]).collect();
        let of_row = |row: usize| {
            if total_suffices {
                return by_total(&chosen, table.rows[row].total, method);
            }
            let points: Vec<usize> = booklet.items.iter().map(|&item| table.points(item, row)).collect();
            by_pattern(&chosen, &points, method)
        };
        booklet.rows.clone().map(of_row).collect::<Vec<_>>()
    };
    table.booklets.iter().flat_map(of_booklet).collect()
}

fn check(items: &[ItemParameters], method: AbilityMethod) -> Result<(), NotAbilities> {
    if items.is_empty() {
        return Err(NotAbilities::NoItems);
    }
    match method {
        AbilityMethod::Eap { mean, sd } if !(sd > 0.0 && sd.is_finite() && mean.is_finite()) => {
            Err(NotAbilities::BadPrior)
        }
        _ => Ok(()),
    }
}

pub(crate) fn check_responses(items: &[ItemParameters], responses: &Responses) -> Result<(), NotAbilities> {
    if items.len() != responses.items() {
        return Err(NotAbilities::OtherItems);
    }
    let more = |item: &usize| usize::from(responses.greatest(*item)) > items[*item].greatest();
    (0..items.len()).find(more).map_or(Ok(()), |item| Err(NotAbilities::MorePoints { item }))
}

/// Whether all slopes are equal and the link is that of neighbouring categories.
pub(crate) fn total_suffices(items: &[ItemParameters]) -> bool {
    items.windows(2).all(|pair| pair[0].slope() == pair[1].slope())
        && items.iter().all(|item| item.link() == CategoryLink::Adjacent && item.slope() > 0.0)
}

fn by_total(items: &[&ItemParameters], total: usize, method: AbilityMethod) -> Measured<Ability> {
    let Some(first) = items.first() else {
        return Measured::Unknown(Why::NoData);
    };
    let slope = first.slope();
    let greatest: usize = items.iter().map(|item| item.greatest()).sum();
    if method == AbilityMethod::Mle && (total == 0 || total >= greatest) {
        return Measured::Unknown(Why::Inapplicable);
    }
    // Up to a constant: the likelihood of every pattern with this total.
    let log_likelihood = |ability: f64, buffer: &mut Vec<f64>| {
        let none: f64 = items.iter().map(|item| item.log_probability(0, ability, buffer)).sum();
        slope * total as f64 * ability + none
    };
    estimate(items, method, log_likelihood, |_, expected, _| slope * (total as f64 - expected))
}

fn by_pattern(items: &[&ItemParameters], points: &[usize], method: AbilityMethod) -> Measured<Ability> {
    let log_likelihood = |ability: f64, buffer: &mut Vec<f64>| {
        items.iter().zip(points).map(|(item, &points)| item.log_probability(points, ability, buffer)).sum()
    };
    let slope = |ability: f64, _: f64, buffer: &mut Vec<f64>| {
        let mut sum = 0.0;
        for (item, &points) in items.iter().zip(points) {
            item.probabilities_into(ability, buffer);
            sum += item.log_derivative(points, ability, buffer);
        }
        sum
    };
    estimate(items, method, log_likelihood, slope)
}

/// The estimate from the log-likelihood and its slope; the slope is also given the expected total.
fn estimate(
    items: &[&ItemParameters],
    method: AbilityMethod,
    log_likelihood: impl Fn(f64, &mut Vec<f64>) -> f64,
    slope: impl Fn(f64, f64, &mut Vec<f64>) -> f64,
) -> Measured<Ability> {
    if items.is_empty() {
        return Measured::Unknown(Why::NoData);
    }
    let mut buffer = Vec::new();
    if let AbilityMethod::Eap { mean, sd } = method {
        return posterior(|ability| log_likelihood(ability, &mut buffer), mean, sd);
    }
    let at = |ability: f64| {
        let (mut expected, mut information, mut warm) = (0.0, 0.0, 0.0);
        for item in items {
            let moments = item.moments_with(ability, &mut buffer);
            expected += moments.expected;
            information += moments.information;
            warm += moments.warm;
        }
        let correction = match method {
            AbilityMethod::Wle if information > 0.0 => warm / (2.0 * information),
            _ => 0.0,
        };
        (slope(ability, expected, &mut buffer) + correction, information)
    };
    let (low, high) = range(items);
    let found = falling_root(at, low, high);
    let ability = found.map(|(value, information)| Ability { value, error: 1.0 / information.sqrt() });
    Measured::from_option(ability.filter(|a| a.value.is_finite() && a.error.is_finite()), Why::Inapplicable)
}

/// Where an ability may lie: 25 of the flattest item's own units beyond the outermost thresholds.
fn range(items: &[&ItemParameters]) -> (f64, f64) {
    let thresholds = || items.iter().flat_map(|item| item.thresholds().iter().copied());
    let flattest = items.iter().map(|item| item.slope().abs()).fold(f64::INFINITY, f64::min);
    let reach = 25.0 / flattest;
    (thresholds().fold(f64::INFINITY, f64::min) - reach, thresholds().fold(f64::NEG_INFINITY, f64::max) + reach)
}

/// Mean and standard deviation of the posterior.
fn posterior(mut log_likelihood: impl FnMut(f64) -> f64, mean: f64, sd: f64) -> Measured<Ability> {
    let points: Vec<(f64, f64)> = (-120..=120)
        .map(|step: i32| {
            let z = f64::from(step) / 15.0;
            (mean + sd * z, log_likelihood(mean + sd * z) - z * z / 2.0)
        })
        .collect();
    let greatest = points.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
    let weight = |log: f64| (log - greatest).exp();
    let total: f64 = points.iter().map(|&(_, log)| weight(log)).sum();
    let value = points.iter().map(|&(x, log)| x * weight(log)).sum::<f64>() / total;
    let variance = points.iter().map(|&(x, log)| (x - value).powi(2) * weight(log)).sum::<f64>() / total;
    let ability = Ability { value, error: variance.sqrt() };
    Measured::from_option(Some(ability).filter(|a| a.value.is_finite() && a.error.is_finite()), Why::Inapplicable)
}

/// The reliability of weighted likelihood estimates (or of maximum likelihood estimates).
///
/// # Definition
/// `1 − mean(SE²) / s²(θ̂)`, `s²` with n − 1, over the persons with an estimate (the convention of TAM).
///
/// # Reads as
/// The share of the variance of estimates that is not error; 1 is perfect. Below 0 the error exceeds what the persons differ by:
/// the paper does not tell them apart.
///
/// # Undefined when
/// Fewer than two persons have an estimate, or all estimates are equal.
///
/// # Caution
/// Belongs to the paper *and* the group: a class of equals has a low one. Not to be used with EAP, whose spread is already drawn in.
///
/// # Source
/// Adams (2005), Studies in Educational Evaluation 31, 162–172; package TAM, `tam.wle`.
///
/// # Example
/// ```
/// use measure::latent::{Ability, wle_reliability};
///
/// let abilities = [-1.0, 1.0].map(|value| Ability { value, error: 0.5 });
/// assert_eq!(wle_reliability(&abilities).known(), Some(1.0 - 0.25 / 2.0));
/// ```
pub fn wle_reliability(abilities: &[Ability]) -> Measured<f64> {
    let n = abilities.len();
    if n < 2 {
        return Measured::Unknown(Why::TooFew { n: i64::try_from(n).unwrap_or(i64::MAX), needed: 2 });
    }
    let count = n as f64;
    let mean = abilities.iter().map(|a| a.value).sum::<f64>() / count;
    let variance = abilities.iter().map(|a| (a.value - mean).powi(2)).sum::<f64>() / (count - 1.0);
    let error = abilities.iter().map(|a| a.error * a.error).sum::<f64>() / count;
    if variance <= 0.0 {
        return Measured::Unknown(Why::DivisionByZero);
    }
    Measured::from_option(Some(1.0 - error / variance).filter(|r| r.is_finite()), Why::Inapplicable)
}

#[cfg(test)]
mod tests;
