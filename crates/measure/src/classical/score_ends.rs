//! Whether the paper is too hard or too easy for its students («эффекты пола и потолка»).

use num_traits::ToPrimitive;
use school::Share;

use super::counted_paper::CountedPaper;
use crate::Measured;

/// The shares of students at the two ends of the scale.
///
/// # Definition
/// Students with score 0, and with the greatest score, of those who have points for every item.
///
/// # Reads as
/// Shares. From 15 % at an end the paper does not tell those students apart there.
///
/// # Undefined when
/// Nobody has points for every item: [`Why::EmptyBase`](crate::Why::EmptyBase).
///
/// # Caution
/// A paper that checks what everybody must know is meant to have a ceiling.
///
/// # Source
/// Terwee C. B. et al. (2007), Journal of Clinical Epidemiology 60, 34–42 (the 15 %).
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, score_ends};
/// use measure::{Measured, Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let ends = score_ends(&CountedPaper::count(&responses, MissingAnswers::Zero).unwrap());
/// assert_eq!((ends.floor, ends.ceiling), (Measured::share(1, 4), Measured::share(2, 4)));
/// ```
#[must_use]
pub fn score_ends(paper: &CountedPaper) -> ScoreEnds {
    let whole: u64 = paper.scores().iter().sum();
    let share = |persons: Option<&u64>| {
        Measured::share(persons.and_then(ToPrimitive::to_i64).unwrap_or(0), whole.to_i64().unwrap_or(i64::MAX))
    };
    ScoreEnds { floor: share(paper.scores().first()), ceiling: share(paper.scores().last()) }
}

/// What [`score_ends`] finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreEnds {
    /// The share with no points at all («эффект пола»).
    pub floor: Measured<Share>,
    /// The share with all points («эффект потолка»).
    pub ceiling: Measured<Share>,
}

impl ScoreEnds {
    /// Whether at least 15 % stand at one of the ends.
    #[must_use]
    pub fn is_crowded(&self) -> bool {
        [self.floor, self.ceiling]
            .into_iter()
            .filter_map(Measured::known)
            .any(|share| u128::from(share.part().unsigned_abs()) * 100 >= u128::from(share.whole().unsigned_abs()) * 15)
    }
}
