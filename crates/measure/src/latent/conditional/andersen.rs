//! Whether item parameters are the same for different groups of persons.

use super::{ConditionalFit, ConditionalModel, NotFitted, fit_table};
use crate::Responses;
use crate::latent::score_table::ScoreTable;
use crate::latent::{Identification, LikelihoodRatio, likelihood_ratio};

/// The outcome of [`andersen_test`].
#[derive(Debug, Clone, PartialEq)]
pub struct Andersen {
    /// The test: a small p says that the items do not keep their difficulties between the groups.
    pub test: LikelihoodRatio,
    /// The fit of each group to the items kept, in the order of groups.
    pub groups: Vec<ConditionalFit>,
    /// The items kept, in order: the items of the fits.
    pub kept: Vec<usize>,
    /// The items left out since some group has no estimate for them.
    pub left_out: Vec<usize>,
}

/// The likelihood-ratio test of Andersen: item parameters estimated for all persons against those of each group by itself.
///
/// # Definition
/// `χ² = 2 (Σ_g ln L_g − ln L)` with the conditional log-likelihoods of the groups and of all, degrees of freedom
/// `Σ_g q_g − q`. Without groups of the caller persons are split by their total within their booklet: not above the mean, and
/// above it. An item that some group cannot estimate (solved by all or none of it, an empty category) is left out everywhere and
/// named.
///
/// # Reads as
/// A p below 0.05 says that the model does not hold: items differ in discrimination (split by total) or work differently in
/// the groups (a group of the caller). The fits of the groups show which.
///
/// # Undefined when
/// There are fewer than two groups, or fewer than two items are left, or a group has no estimate for another reason.
///
/// # Caution
/// Global and hungry for sample size: with thousands of persons tiny differences are significant, with a class nothing is.
///
/// # Source
/// Andersen (1973), Psychometrika 38, 123–140; package eRm, `LRtest(splitcr = "mean")`. Where responses are missing eRm puts a total
/// equal to the mean of its pattern into the upper group; here it stays in the lower one everywhere.
///
/// # Example
/// ```
/// use measure::latent::{ConditionalModel, andersen_test};
/// use measure::{Response, Responses};
///
/// // All 2 × 2 × 2 patterns equally often: three items of one difficulty at every total.
/// let column = |bit: u32| (1, (0..80_u32).map(move |person| Response::Points((person >> bit & 1) as u8)));
/// let responses = Responses::new((0..3).map(column)).unwrap();
/// let test = andersen_test(&responses, ConditionalModel::Rasch, None).unwrap().test;
/// assert_eq!(test.degrees, 2);
/// assert!(test.chi_square < 1e-9);
/// ```
///
/// # Errors
/// Why one of the fits has no estimate.
pub fn andersen_test(
    responses: &Responses,
    model: ConditionalModel,
    groups: Option<&[usize]>,
) -> Result<Andersen, NotFitted> {
    let table = ScoreTable::new(responses);
    let whole = fit_table(responses, &table, model)?;
    let group = groups.map_or_else(|| by_mean(&table), <[usize]>::to_vec);
    let mut labels = group.clone();
    labels.sort_unstable();
    labels.dedup();
    if group.len() != responses.persons() || labels.len() < 2 {
        return Err(NotFitted::TooFewGroups);
    }
    let mut kept: Vec<usize> = (0..responses.items()).collect();
    let fits = loop {
        match fit_groups(responses, model, (&group, &labels), &kept) {
            Ok(fits) => break fits,
            Err(why) => {
                let place = inestimable(&why).ok_or(why)?;
                kept.remove(place);
            }
        }
    };
    let all = if kept.len() == responses.items() {
        whole
    } else {
        let everybody: Vec<usize> = (0..responses.persons()).collect();
        let part = responses.part(&everybody, &kept);
        fit_table(&part, &ScoreTable::new(&part), model)?
    };
    let together = fits.iter().map(ConditionalFit::log_likelihood).sum();
    let parameters = fits.iter().map(ConditionalFit::parameters).sum();
    let test = likelihood_ratio((all.log_likelihood(), all.parameters()), (together, parameters));
    let left_out = (0..responses.items()).filter(|item| !kept.contains(item)).collect();
    test.known().map(|test| Andersen { test, groups: fits, kept, left_out }).ok_or(NotFitted::TooFewGroups)
}

/// The place among the items kept of one that has no estimate by itself.
fn inestimable(why: &NotFitted) -> Option<usize> {
    match why {
        NotFitted::NeverSolved { item }
        | NotFitted::AlwaysSolved { item }
        | NotFitted::NoResponses { item }
        | NotFitted::EmptyCategory { item: Some(item), .. } => Some(*item),
        _ => None,
    }
}

fn fit_groups(
    responses: &Responses,
    model: ConditionalModel,
    (group, labels): (&[usize], &[usize]),
    kept: &[usize],
) -> Result<Vec<ConditionalFit>, NotFitted> {
    let fit = |label: &usize| {
        let persons: Vec<usize> = (0..group.len()).filter(|&person| group[person] == *label).collect();
        let part = responses.part(&persons, kept);
        fit_table(&part, &ScoreTable::new(&part), model)?.identified(&Identification::SumZero)
    };
    labels.iter().map(fit).collect()
}

/// 1 for a total above the mean of the booklet, else 0.
fn by_mean(table: &ScoreTable) -> Vec<usize> {
    let above = |row: &crate::latent::score_table::ScoreRow| {
        let rows = &table.rows[table.booklets[row.booklet].rows.clone()];
        let persons: usize = rows.iter().map(|row| row.persons as usize).sum();
        let points: usize = rows.iter().map(|row| row.persons as usize * row.total).sum();
        usize::from(row.total * persons > points)
    };
    let of_row: Vec<usize> = table.rows.iter().map(above).collect();
    table.row_of_person.iter().map(|&row| of_row[row as usize]).collect()
}
