//! The degree to which a class has learnt, by V. P. Simonov («степень обученности учащихся», СОУ).

use num_traits::Zero;
use school::Exact;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{MarkCounts, Measured, Why};

/// What each mark counts for in the index, 0 to 100.
///
/// Weights and base are parameters because several tables are in use; a report prints the ones it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SimonovWeights {
    five: Exact,
    four: Exact,
    three: Exact,
    two: Exact,
    not_assessed: Option<Exact>,
}

/// Why these weights are refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotWeigh {
    /// A weight lies outside 0 to 100.
    OutsideIndex,
    /// A lower mark would count for more than a higher one.
    LowerMarkHeavier,
    /// A weight is written finer than one ten-thousandth.
    TooFine,
}

/// Weights finer than this are refused; within it no sum can overflow.
const FINEST: i128 = 10_000;

impl SimonovWeights {
    /// Weights for 5, 4, 3, 2 and «н/а»; with `None` the students who are «н/а» leave the base.
    ///
    /// # Errors
    /// Weights outside 0 to 100, finer than 0.0001, or rising from a higher mark to a lower one.
    pub fn new(
        five: Exact,
        four: Exact,
        three: Exact,
        two: Exact,
        not_assessed: Option<Exact>,
    ) -> Result<Self, CannotWeigh> {
        let (least, greatest) = (Exact::zero(), Exact::from_integer(100));
        let lowest = not_assessed.unwrap_or(least);
        let falling = [five, four, three, two, lowest];
        if falling.iter().any(|weight| *weight < least || *weight > greatest) {
            return Err(CannotWeigh::OutsideIndex);
        }
        if falling.windows(2).any(|pair| pair[0] < pair[1]) {
            return Err(CannotWeigh::LowerMarkHeavier);
        }
        if falling.iter().any(|weight| *weight.denom() > FINEST) {
            return Err(CannotWeigh::TooFine);
        }
        Ok(SimonovWeights { five, four, three, two, not_assessed })
    }

    /// Weights of 5, 4, 3, 2 and «н/а», for print.
    #[must_use]
    pub fn weights(&self) -> ([Exact; 4], Option<Exact>) {
        ([self.five, self.four, self.three, self.two], self.not_assessed)
    }
}

impl Default for SimonovWeights {
    /// 100, 64, 36, 16, and 7 for «н/а».
    fn default() -> SimonovWeights {
        SimonovWeights {
            five: Exact::from_integer(100),
            four: Exact::from_integer(64),
            three: Exact::from_integer(36),
            two: Exact::from_integer(16),
            not_assessed: Some(Exact::from_integer(7)),
        }
    }
}

/// The Simonov index («СОУ») of a set of marks.
///
/// # Definition
/// `(100·n5 + 64·n4 + 36·n3 + 16·n2 + 7·n_na) / N`, where N is the marks 2–5 and the not assessed; the
/// exempt are outside. The weights are [`SimonovWeights`].
///
/// # Reads as
/// An index from 0 to 100, more is better; with default weights from 7 to 100.
///
/// # Undefined when
/// Nobody has a mark or «н/а»: [`Why::EmptyBase`].
///
/// # Caution
/// Not a percentage of anybody, and not one picture: 4, 4, 4, 2 and 5, 3, 3, 3 both give 52. Indices
/// computed with different weights cannot be compared.
///
/// # Source
/// Симонов В. П.; the weights and the base as in the help of «Сетевой Город» (2 → 16, н/а → 7). In use
/// as well: 14 for 2, and «н/а» left out of the base.
///
/// # Example
/// ```
/// use measure::{MarkCounts, Measured, SimonovWeights, simonov_index};
/// use school::Exact;
///
/// let marks = MarkCounts { five: 3, four: 4, three: 2, two: 1, not_assessed: 1, exempt: 5 };
/// let index = simonov_index(&marks, &SimonovWeights::default());
/// assert_eq!(index, Measured::Known(Exact::new(651, 11)));
///
/// // «н/а» left out of the base: the same class, another number.
/// let [five, four, three, two] = [100, 64, 36, 16].map(Exact::from_integer);
/// let without = SimonovWeights::new(five, four, three, two, None).unwrap();
/// assert_eq!(simonov_index(&marks, &without), Measured::Known(Exact::new(644, 10)));
/// ```
pub fn simonov_index(marks: &MarkCounts, weights: &SimonovWeights) -> Measured<Exact> {
    let times = |weight: Exact, count: u32| weight * Exact::from_integer(i128::from(count));
    let base = match weights.not_assessed {
        Some(_) => marks.base(),
        None => marks.marked(),
    };
    if base == 0 {
        return Measured::Unknown(Why::EmptyBase);
    }
    let sum = times(weights.five, marks.five)
        + times(weights.four, marks.four)
        + times(weights.three, marks.three)
        + times(weights.two, marks.two)
        + times(weights.not_assessed.unwrap_or_default(), marks.not_assessed);
    Measured::Known(sum / Exact::from_integer(i128::from(base)))
}

pub(crate) const MEASURE: Measure = Measure {
    name: "simonov_index",
    title: "Степень обученности учащихся (СОУ)",
    method: "Каждая отметка получает вес: «5» — 100, «4» — 64, «3» — 36, «2» — 16, «н/а» — 7. Веса складывают \
             и делят на число отметок вместе с «н/а»; освобождённые в расчёт не входят. Индекс лежит между 0 и 100, \
             больше — лучше. Веса можно изменить в настройках; индексы с разными весами не сравнивают.",
    source: "Симонов В. П.; веса и база — справка АИС «Сетевой Город. Образование»",
    quantities: &[Quantity {
        name: "index",
        reads: Reads::Index,
        computes: Computes::FromMarks(|marks| simonov_index(marks, &SimonovWeights::default())),
    }],
};

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(of: [i128; 4], not_assessed: Option<i128>) -> Result<SimonovWeights, CannotWeigh> {
        let [five, four, three, two] = of.map(Exact::from_integer);
        SimonovWeights::new(five, four, three, two, not_assessed.map(Exact::from_integer))
    }

    #[test]
    fn weights_fall_with_the_mark() {
        assert_eq!(weights([100, 64, 36, 16], Some(7)), Ok(SimonovWeights::default()));
        assert_eq!(weights([100, 64, 65, 16], Some(7)), Err(CannotWeigh::LowerMarkHeavier));
        assert_eq!(weights([100, 64, 36, 5], Some(7)), Err(CannotWeigh::LowerMarkHeavier));
        assert_eq!(weights([101, 64, 36, 16], None), Err(CannotWeigh::OutsideIndex));
        assert_eq!(weights([100, 64, 36, -1], None), Err(CannotWeigh::OutsideIndex));
    }

    #[test]
    fn the_largest_counts_and_finest_weights_do_not_overflow() {
        let fine = |n: i128, d: i128| Exact::new(n, d);
        let weights = SimonovWeights::new(
            fine(999_899, 9_999),
            fine(639_999, 9_998),
            fine(350_003, 9_997),
            fine(150_001, 9_995),
            Some(fine(69_999, 9_991)),
        )
        .unwrap();
        let most = u32::MAX;
        let marks = MarkCounts {
            two: most,
            three: most - 1,
            four: most - 2,
            five: most - 4,
            not_assessed: most - 6,
            exempt: most,
        };
        assert!(simonov_index(&marks, &weights).is_known());
        assert_eq!(
            SimonovWeights::new(fine(100, 1), fine(1, 10_001), fine(0, 1), fine(0, 1), None),
            Err(CannotWeigh::TooFine)
        );
    }

    #[test]
    fn only_the_exempt_make_no_base() {
        let marks = MarkCounts { exempt: 3, ..MarkCounts::default() };
        assert_eq!(simonov_index(&marks, &SimonovWeights::default()), Measured::Unknown(Why::EmptyBase));
        let not_assessed = MarkCounts { not_assessed: 3, ..MarkCounts::default() };
        let without = weights([100, 64, 36, 16], None).unwrap();
        assert_eq!(simonov_index(&not_assessed, &without), Measured::Unknown(Why::EmptyBase));
    }
}
