//! The current value in per cent of the previous one («темп»).

use num_traits::{CheckedDiv, CheckedMul, Zero};
use school::Exact;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{Measured, Why};

/// The ratio to the previous value («темп роста»), in per cent.
///
/// # Definition
/// `current / previous · 100`.
///
/// # Reads as
/// Per cent; 100 is no change, above it growth.
///
/// # Undefined when
/// The current value is unknown: its own reason. The previous one is unknown: [`Why::NoPrevious`]; is 0:
/// [`Why::DivisionByZero`]; is negative: [`Why::Inapplicable`].
///
/// # Caution
/// From small values it leaps: from 1 student to 2 are 200. Show the counts beside it.
///
/// # Source
/// Common usage of school reports.
///
/// # Example
/// ```
/// use measure::{Measured, Why, ratio_to_previous};
/// use school::Exact;
///
/// let (now, before) = (Measured::Known(Exact::new(1, 2)), Measured::Known(Exact::new(2, 5)));
/// assert_eq!(ratio_to_previous(now, before), Measured::Known(Exact::from_integer(125)));
/// let nought = Measured::Known(Exact::from_integer(0));
/// assert_eq!(ratio_to_previous(now, nought), Measured::Unknown(Why::DivisionByZero));
/// ```
pub fn ratio_to_previous(current: Measured<Exact>, previous: Measured<Exact>) -> Measured<Exact> {
    current.and_then(|current| match previous {
        Measured::Unknown(_) => Measured::Unknown(Why::NoPrevious),
        Measured::Known(previous) if previous.is_zero() => Measured::Unknown(Why::DivisionByZero),
        Measured::Known(previous) if previous < Exact::zero() => Measured::Unknown(Why::Inapplicable),
        Measured::Known(previous) => {
            let ratio = current.checked_div(&previous).and_then(|ratio| ratio.checked_mul(&Exact::from_integer(100)));
            Measured::from_option(ratio, Why::TooLarge)
        }
    })
}

pub(crate) const MEASURE: Measure = Measure {
    name: "ratio_to_previous",
    title: "Темп роста",
    method: "Текущее значение делят на предыдущее и умножают на 100; 100 % — без изменений. При малых значениях темп \
             меняется скачками. Если предыдущего значения нет или оно равно нулю, темпа нет.",
    source: "Практика школьной отчётности",
    quantities: &[Quantity {
        name: "percent",
        reads: Reads::Unbounded,
        computes: Computes::FromTwoValues(ratio_to_previous),
    }],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_hindrance_has_its_reason() {
        let known = |n| Measured::Known(Exact::from_integer(n));
        assert_eq!(ratio_to_previous(known(1), known(-2)).why(), Some(Why::Inapplicable));
        assert_eq!(ratio_to_previous(known(1), Measured::Unknown(Why::NoData)).why(), Some(Why::NoPrevious));
        assert_eq!(ratio_to_previous(known(0), known(2)), known(0));
    }
}
