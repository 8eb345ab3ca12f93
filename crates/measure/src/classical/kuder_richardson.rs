//! The reliability of a paper of right and wrong answers («формулы Кьюдера — Ричардсона»).

use super::alpha::cronbach_alpha;
use super::counted_paper::{CountedPaper, NoStatistic, count};

/// Formula 20 of Kuder and Richardson.
///
/// # Definition
/// `k/(k−1) · (1 − Σ pq / σ²)`, p the facility of an item, q = 1 − p, σ² the variance of the score with n in place of
/// n − 1. For items of one point it is the same number as Cronbach's alpha.
///
/// # Reads as
/// As alpha.
///
/// # Undefined when
/// As alpha, and when some item is worth more than one point: [`NoStatistic::NotDichotomous`].
///
/// # Caution
/// As alpha.
///
/// # Source
/// Kuder G. F., Richardson M. W. (1937), Psychometrika 2, 151–160.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, kr20, kr21};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert!((kr20(&paper).unwrap() - 8.0 / 11.0).abs() < 1e-12);
/// assert!((kr21(&paper).unwrap() - 7.0 / 11.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn kr20(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    dichotomous(paper)?;
    cronbach_alpha(paper)
}

/// Formula 21 of Kuder and Richardson, which takes all items for equally hard.
///
/// # Definition
/// `k/(k−1) · (1 − M(k − M)/(k·σ²))`, M the mean score, σ² its variance with n in place of n − 1.
///
/// # Reads as
/// As alpha; never above formula 20, and far below it when items differ in difficulty.
///
/// # Undefined when
/// As of [`kr20`].
///
/// # Caution
/// Use it only when nothing but the mean and the spread of the score is known.
///
/// # Source
/// Kuder G. F., Richardson M. W. (1937), Psychometrika 2, 151–160.
///
/// # Example
/// See [`kr20`].
///
/// # Errors
/// As under «Undefined when».
pub fn kr21(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    dichotomous(paper)?;
    if paper.items() == 1 {
        return Err(NoStatistic::OneItem);
    }
    let k = count(paper.greatest_score());
    let (mean, persons) = (paper.test_mean(), count(paper.persons()));
    let variance = paper.test_variance()? * (persons - 1.0) / persons;
    Ok(k / (k - 1.0) * (1.0 - mean * (k - mean) / (k * variance)))
}

fn dichotomous(paper: &CountedPaper) -> Result<(), NoStatistic> {
    match (0..paper.items()).find(|&item| paper.greatest(item) > 1) {
        Some(item) => Err(NoStatistic::NotDichotomous { item }),
        None => Ok(()),
    }
}
