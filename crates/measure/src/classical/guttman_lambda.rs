//! Guttman's lower bounds of reliability («лямбды Гуттмана»).

use super::counted_paper::{CountedPaper, NoStatistic};
use crate::stats::positive_definite::Cholesky;

/// Guttman's λ₂.
///
/// # Definition
/// `(s² − Σ Cᵢᵢ + √(k/(k−1) · Σᵢ≠ⱼ Cᵢⱼ²)) / s²`, C the covariances, s² the variance of the score.
///
/// # Reads as
/// As alpha, and never below it: a closer lower bound of reliability.
///
/// # Undefined when
/// As of [`cronbach_alpha`](super::cronbach_alpha).
///
/// # Caution
/// In small groups it promises too much, since it is always drawn towards chance.
///
/// # Source
/// Guttman L. (1945), Psychometrika 10, 255–282.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, cronbach_alpha, lambda2};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// // Two items: both are the same.
/// assert!((lambda2(&paper).unwrap() - cronbach_alpha(&paper).unwrap()).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn lambda2(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    let k = several(paper)?;
    let whole = paper.test_variance()?;
    let (mut own, mut squares) = (0.0, 0.0);
    for (at, value) in paper.all_covariances()?.iter().enumerate() {
        if at / paper.items() == at % paper.items() { own += value } else { squares += value * value }
    }
    Ok((whole - own + (k / (k - 1.0) * squares).sqrt()) / whole)
}

/// Guttman's λ₆.
///
/// # Definition
/// `1 − Σ eᵢ² / s²`, eᵢ² the variance of an item that the other items do not explain: `1 / (C⁻¹)ᵢᵢ`.
///
/// # Reads as
/// As alpha; higher when each item is explained by several others.
///
/// # Undefined when
/// Also when an item is the same for all or follows from the others: [`NoStatistic::ConstantItem`],
/// [`NoStatistic::Singular`].
///
/// # Caution
/// Needs many more persons than items; with few it is far too high.
///
/// # Source
/// Guttman L. (1945), Psychometrika 10, 255–282.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, lambda6, lambda6_standardised};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 0, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// // Two items that know nothing of each other.
/// assert!(lambda6(&paper).unwrap().abs() < 1e-12);
/// assert!(lambda6_standardised(&paper).unwrap().abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn lambda6(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    of_matrix(paper, paper.all_covariances()?.to_vec())
}

/// Guttman's λ₆ of standardised items, as R psych prints it: of the correlations in place of the covariances.
///
/// # Errors
/// As of [`lambda6`].
pub fn lambda6_standardised(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    let k = paper.items();
    let all = paper.all_covariances()?;
    constant(paper)?;
    let correlation = |(at, value): (usize, &f64)| {
        let (one, other) = (at / k, at % k);
        if one == other { 1.0 } else { value / (all[one * k + one] * all[other * k + other]).sqrt() }
    };
    of_matrix(paper, all.iter().enumerate().map(correlation).collect())
}

fn of_matrix(paper: &CountedPaper, matrix: Vec<f64>) -> Result<f64, NoStatistic> {
    several(paper)?;
    constant(paper)?;
    let whole = super::counted_paper::positive(matrix.iter().copied()).ok_or(NoStatistic::NoVariance)?;
    let inverse = Cholesky::of(matrix, paper.items()).ok_or(NoStatistic::Singular)?.inverse();
    let unexplained: f64 = (0..paper.items()).map(|item| 1.0 / inverse[item * paper.items() + item]).sum();
    Ok(1.0 - unexplained / whole)
}

fn constant(paper: &CountedPaper) -> Result<(), NoStatistic> {
    match (0..paper.items()).find(|&item| paper.covariance(item, item) == Ok(0.0)) {
        Some(item) => Err(NoStatistic::ConstantItem { item }),
        None => Ok(()),
    }
}

fn several(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    match u32::try_from(paper.items()) {
        Ok(0 | 1) => Err(NoStatistic::OneItem),
        Ok(items) => Ok(f64::from(items)),
        Err(_) => Err(NoStatistic::TooManyPoints),
    }
}
