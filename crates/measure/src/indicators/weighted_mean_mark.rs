//! The mean of marks that count unequally («средневзвешенная отметка»).

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, Zero};
use school::{Exact, Mark};

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{Measured, Why};

/// The weighted mean mark («средневзвешенная отметка»).
///
/// # Definition
/// `Σ w·m / Σ w` over the marks that have a weight above 0.
///
/// # Reads as
/// A mark from 2 to 5, more is better; with equal weights the mean mark.
///
/// # Undefined when
/// There is no mark with a weight: [`Why::EmptyBase`]. A weight below 0: [`Why::Inapplicable`].
///
/// # Caution
/// A term mark is put by the teacher, not derived from this: of 1851 real term marks 5.8 % differ from
/// the rounded mean beside them.
///
/// # Source
/// Common usage of electronic gradebooks; weights are those of the school's kinds of work.
///
/// # Example
/// ```
/// use measure::{Measured, weighted_mean_mark};
/// use school::{Exact, Mark};
///
/// let one = Exact::from_integer(1);
/// let marks = [(Mark::Five, one), (Mark::Three, Exact::new(3, 2)), (Mark::Two, Exact::from_integer(0))];
/// assert_eq!(weighted_mean_mark(&marks), Measured::Known(Exact::new(19, 5)));
/// ```
pub fn weighted_mean_mark(marks: &[(Mark, Exact)]) -> Measured<Exact> {
    let (mut sum, mut weights) = (Exact::zero(), Exact::zero());
    for (mark, weight) in marks {
        if *weight < Exact::zero() {
            return Measured::Unknown(Why::Inapplicable);
        }
        let added = weight
            .checked_mul(&Exact::from_integer(i128::from(mark.number())))
            .and_then(|product| sum.checked_add(&product))
            .zip(weights.checked_add(weight));
        match added {
            Some(both) => (sum, weights) = both,
            None => return Measured::Unknown(Why::TooLarge),
        }
    }
    if weights.is_zero() {
        return Measured::Unknown(Why::EmptyBase);
    }
    Measured::from_option(sum.checked_div(&weights), Why::TooLarge)
}

pub(crate) const MEASURE: Measure = Measure {
    name: "weighted_mean_mark",
    title: "Средневзвешенная отметка",
    method: "Сумму произведений отметок на их веса делят на сумму весов; отметки без веса в расчёт не входят. При равных \
             весах совпадает со средним баллом. Отметку за период выставляет учитель, она из этого числа не выводится.",
    source: "Практика электронных журналов",
    quantities: &[Quantity {
        name: "mean",
        reads: Reads::Mark,
        computes: Computes::FromWeightedMarks(weighted_mean_mark),
    }],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_of_zero_are_no_base() {
        assert_eq!(weighted_mean_mark(&[(Mark::Five, Exact::zero())]), Measured::Unknown(Why::EmptyBase));
    }

    #[test]
    fn a_negative_weight_is_refused_and_a_huge_one_is_too_large() {
        let minus = [(Mark::Five, Exact::from_integer(-1))];
        assert_eq!(weighted_mean_mark(&minus), Measured::Unknown(Why::Inapplicable));
        let huge = [(Mark::Five, Exact::from_integer(i128::MAX))];
        assert_eq!(weighted_mean_mark(&huge), Measured::Unknown(Why::TooLarge));
    }
}
