//! Whether those who know more do better on an item («связь задания с результатом»).

use super::counted_paper::{CountedPaper, NoStatistic, positive};

/// The correlation of an item with the score of the other items («item-rest»).
///
/// # Definition
/// Pearson's correlation of the points of the item with the score less the item:
/// `Σⱼ≠ᵢ Cᵢⱼ / √(Cᵢᵢ · Σⱼ≠ᵢ Σₖ≠ᵢ Cⱼₖ)`, C the covariances (over pairs of items where answers are absent).
///
/// # Reads as
/// From −1 to 1; from 0.3 good, below 0.2 weak. Below 0 the strong do worse: probably a wrong key.
///
/// # Undefined when
/// The item or the rest is the same for all, there is one item, a pair of items has nobody in common: [`NoStatistic`].
///
/// # Caution
/// Very easy and very hard items cannot reach high values. A paper on several subjects lowers them all.
///
/// # Source
/// Henrysson S. (1963), Psychometrika 28, 211–218; `r.drop` of R psych.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, NoStatistic, item_rest_correlation};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0]), column([0, 0, 0, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert!((item_rest_correlation(&paper, 0).unwrap() - 1.0 / 3_f64.sqrt()).abs() < 1e-12);
/// assert_eq!(item_rest_correlation(&paper, 2), Err(NoStatistic::ConstantItem { item: 2 }));
/// ```
///
/// # Errors
/// As under «Undefined when».
///
/// # Panics
/// When there is no such item.
pub fn item_rest_correlation(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    if paper.items() == 1 {
        return Err(NoStatistic::OneItem);
    }
    let covariances = paper.all_covariances()?;
    let rows = covariances.chunks_exact(paper.items());
    let rest = rows.enumerate().filter(|(row, _)| *row != item).flat_map(|(_, row)| without(row, item));
    let rest = positive(rest).ok_or(NoStatistic::ConstantRest { item })?;
    let own = spread(paper, item)?;
    let shared: f64 = without(&covariances[item * paper.items()..][..paper.items()], item).sum();
    Ok(bounded(shared / (own * rest).sqrt()))
}

/// The correlation of an item with the whole score, itself included («item-total»).
///
/// For items of one point it is the point-biserial correlation. It is never below what chance gives, since the item is
/// part of the score: judge an item by [`item_rest_correlation`].
///
/// # Errors
/// The item or the score is the same for all, or a pair of items has nobody in common.
///
/// # Panics
/// When there is no such item.
pub fn item_total_correlation(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    let covariances = paper.all_covariances()?;
    let own = spread(paper, item)?;
    let shared: f64 = covariances[item * paper.items()..][..paper.items()].iter().sum();
    Ok(bounded(shared / (own * paper.test_variance()?).sqrt()))
}

fn without(row: &[f64], item: usize) -> impl Iterator<Item = f64> {
    row.iter().enumerate().filter(move |(at, _)| *at != item).map(|(_, value)| *value)
}

fn spread(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    let own = paper.covariance(item, item)?;
    if own > 0.0 { Ok(own) } else { Err(NoStatistic::ConstantItem { item }) }
}

/// A correlation that rounding may have carried a hair beyond its bounds. Covariances over pairs that contradict each
/// other can go further, and are shown at the bound.
fn bounded(correlation: f64) -> f64 {
    correlation.clamp(-1.0, 1.0)
}
