//! By how many percentage points a share changed («динамика, п. п.»).

use num_traits::CheckedMul;
use num_traits::CheckedSub;
use school::Exact;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{Measured, Why};

/// The change of a share in percentage points («процентные пункты»).
///
/// # Definition
/// `(current − previous) · 100`, for shares from 0 to 1. Values that are not shares: subtract them.
///
/// # Reads as
/// Percentage points, −100 to 100 for shares; above 0 is growth, good or bad as the indicator is.
///
/// # Undefined when
/// The current value is unknown: its own reason. The previous one is unknown: [`Why::NoPrevious`], never 0.
///
/// # Caution
/// Percentage points are not per cent: from 40 % to 50 % are 10 points and a quarter more. Whether it is
/// more than chance says [`share_change`](crate::share_change). The previous value of a class is that of
/// the same students one year group lower.
///
/// # Source
/// Common usage of school reports.
///
/// # Example
/// ```
/// use measure::{Measured, Why, change_in_points};
/// use school::Exact;
///
/// let (now, before) = (Measured::Known(Exact::new(1, 2)), Measured::Known(Exact::new(2, 5)));
/// assert_eq!(change_in_points(now, before), Measured::Known(Exact::from_integer(10)));
/// assert_eq!(change_in_points(now, Measured::Unknown(Why::EmptyBase)), Measured::Unknown(Why::NoPrevious));
/// ```
pub fn change_in_points(current: Measured<Exact>, previous: Measured<Exact>) -> Measured<Exact> {
    current.and_then(|current| match previous {
        Measured::Unknown(_) => Measured::Unknown(Why::NoPrevious),
        Measured::Known(previous) => {
            let points =
                current.checked_sub(&previous).and_then(|change| change.checked_mul(&Exact::from_integer(100)));
            Measured::from_option(points, Why::TooLarge)
        }
    })
}

pub(crate) const MEASURE: Measure = Measure {
    name: "change_in_points",
    title: "Динамика в процентных пунктах",
    method: "Из текущей доли вычитают предыдущую и выражают разность в процентных пунктах. Предыдущее значение класса — \
             значение тех же учеников на год раньше. Если предыдущего значения нет, динамики тоже нет: пусто, а не ноль.",
    source: "Практика школьной отчётности",
    quantities: &[Quantity {
        name: "points",
        reads: Reads::Unbounded,
        computes: Computes::FromTwoValues(change_in_points),
    }],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_before_is_not_nought_before() {
        let now = Measured::Known(Exact::from_integer(1));
        assert_eq!(change_in_points(now, Measured::Unknown(Why::NoData)).why(), Some(Why::NoPrevious));
        let nought = Measured::Known(Exact::from_integer(0));
        assert_eq!(change_in_points(now, nought), Measured::Known(Exact::from_integer(100)));
        let unknown = Measured::Unknown(Why::NoData);
        assert_eq!(change_in_points(unknown, nought).why(), Some(Why::NoData));
    }
}
