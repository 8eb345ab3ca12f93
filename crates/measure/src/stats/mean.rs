//! The arithmetic mean («среднее»).

use school::Exact;

use super::tally::Tally;
use crate::Measured;
use crate::registry::{Computes, Measure, Quantity, Reads};

/// The arithmetic mean of values.
///
/// # Definition
/// The sum over the number. Values counted already: [`Tally::mean`].
///
/// # Reads as
/// In the unit of the values, between the least and the greatest.
///
/// # Undefined when
/// There are no values: [`Why::EmptyBase`](crate::Why::EmptyBase). The exact sum grows beyond 128 bits:
/// [`Why::TooLarge`](crate::Why::TooLarge).
///
/// # Caution
/// One value far out moves it; put the median beside it. Values of different scales (marks and points of
/// 100) have no mean.
///
/// # Source
/// Common usage.
///
/// # Example
/// ```
/// use measure::{Measured, mean};
/// use school::Exact;
///
/// let scores = [12, 15, 15, 24].map(Exact::from_integer);
/// assert_eq!(mean(&scores), Measured::Known(Exact::new(33, 2)));
/// ```
pub fn mean(values: &[Exact]) -> Measured<Exact> {
    values.iter().collect::<Tally>().mean()
}

pub(crate) const MEASURE: Measure = Measure {
    name: "mean",
    title: "Среднее значение",
    method: "Сумму значений делят на их число. Одно далёкое значение сильно сдвигает среднее, поэтому рядом приводят \
             медиану. Баллы разных шкал не усредняют.",
    source: "Общепринятый показатель",
    quantities: &[Quantity { name: "mean", reads: Reads::AmongValues, computes: Computes::FromValues(mean) }],
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Why;

    #[test]
    fn a_sum_beyond_the_exact_is_said_to_be() {
        let huge = [Exact::from_integer(i128::MAX), Exact::from_integer(i128::MAX - 1)];
        assert_eq!(mean(&huge), Measured::Unknown(Why::TooLarge));
    }
}
