//! How easy an item is («трудность задания», «решаемость»).

use super::counted_paper::{CountedPaper, NoStatistic};

/// The facility of an item.
///
/// # Definition
/// The mean points over the persons who count for the item, divided by the greatest points.
///
/// # Reads as
/// From 0 to 1; more is easier. For items of one point: the share that solved it.
///
/// # Undefined when
/// Nobody has points for the item: [`NoStatistic::FewPersons`].
///
/// # Caution
/// Depends on who sat the paper: the same item is easier in a stronger class. What a missing answer means is
/// [`MissingAnswers`](super::MissingAnswers); without the zeros of those who gave up an item looks easier.
///
/// # Source
/// Crocker L., Algina J. (1986), Introduction to Classical and Modern Test Theory, chapter 14.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, facility};
/// use measure::{Response, Responses};
///
/// let column = [Response::Points(2), Response::Points(1), Response::Missing];
/// let responses = Responses::new([(2, column)]).unwrap();
/// let zero = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert_eq!(facility(&zero, 0), Ok(0.5));
/// let answered = CountedPaper::count(&responses, MissingAnswers::Pairwise).unwrap();
/// assert_eq!(facility(&answered, 0), Ok(0.75));
/// ```
///
/// # Errors
/// As under «Undefined when».
///
/// # Panics
/// When there is no such item.
pub fn facility(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    let mean = paper.mean(item).ok_or(NoStatistic::FewPersons { persons: 0 })?;
    Ok(mean / f64::from(paper.greatest(item)))
}

/// The standard deviation of the points of an item, with n − 1.
///
/// # Errors
/// Fewer than 2 persons have points for it.
///
/// # Panics
/// When there is no such item.
pub fn item_sd(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    let variance = paper.covariance(item, item);
    variance.map(f64::sqrt).map_err(|_| NoStatistic::FewPersons { persons: paper.answered(item) })
}
