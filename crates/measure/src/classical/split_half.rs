//! Reliability by halves of the paper («надёжность расщеплением»).

use super::counted_paper::{CountedPaper, NoStatistic};
use super::spearman_brown::spearman_brown;

/// The reliability of the whole paper by its odd and even items.
///
/// # Definition
/// `2r/(1 + r)`, r the correlation of the score of the 1st, 3rd, 5th … item with that of the 2nd, 4th, 6th …
///
/// # Reads as
/// At most 1, as alpha.
///
/// # Undefined when
/// One item; a half that is the same for all ([`NoStatistic::NoVariance`]); halves that are opposite
/// ([`NoStatistic::Singular`]); a pair of items nobody answered together.
///
/// # Caution
/// Other halves give other values; alpha is nearly their mean.
///
/// # Source
/// Spearman C. (1910), Brown W. (1910), British Journal of Psychology 3, 271–295 and 296–322.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, split_half};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 0, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert!((split_half(&paper).unwrap() - 1.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn split_half(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    if paper.items() < 2 {
        return Err(NoStatistic::OneItem);
    }
    let (mut odd, mut even, mut between, mut size) = (0.0, 0.0, 0.0, 0.0);
    for (at, value) in paper.all_covariances()?.iter().enumerate() {
        size += value.abs();
        match (at / paper.items() % 2, at % paper.items() % 2) {
            (0, 0) => odd += value,
            (1, 1) => even += value,
            (0, 1) => between += value,
            _ => {}
        }
    }
    if odd.min(even) <= 1e-12 * size {
        return Err(NoStatistic::NoVariance);
    }
    let correlation: f64 = between / (odd * even).sqrt();
    // Halves that are opposite leave the denominator nothing but rounding.
    if correlation < -1.0 + 1e-9 { Err(NoStatistic::Singular) } else { spearman_brown(correlation.min(1.0), 2.0) }
}
