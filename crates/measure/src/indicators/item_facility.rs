//! How much of an item of a test paper was completed («процент выполнения», «решаемость»).

use school::{Exact, Share};

use crate::Measured;
use crate::registry::{Computes, Measure, Quantity, Reads};

/// The points of all participants for one item.
///
/// # Definition
/// Facility: Σ points / (n · greatest points) over all participants. Beside it the participants with all
/// the points, with some, with none, and those who did not attempt the item (X), who are in n with no points.
///
/// # Reads as
/// A share of points, more is easier or better learnt. Not the share of full answers unless the item is
/// worth one point.
///
/// # Undefined when
/// There is no participant: [`Why::EmptyBase`](crate::Why::EmptyBase).
///
/// # Caution
/// Items of different levels are not compared with each other but each with its own band:
/// [`item_band`](crate::item_band). Items that a variant does not contain are to be left out by the caller.
///
/// # Source
/// ФИС ОКО, «Выполнение заданий»; facility as in classical test theory.
///
/// # Example
/// ```
/// use measure::{ItemPoints, Measured};
///
/// // Two points to earn; one student did not attempt it.
/// let item = ItemPoints::count([Some(2), Some(2), Some(1), Some(0), None], 2).unwrap();
/// assert_eq!(item.facility(), Measured::share(5, 10));
/// assert_eq!(item.full_rate(), Measured::share(2, 5));
/// assert_eq!((item.partial(), item.zero(), item.not_attempted()), (1, 1, 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemPoints {
    greatest: i64,
    sum: i64,
    full: i64,
    partial: i64,
    zero: i64,
    not_attempted: i64,
}

/// Points outside 0 to the greatest, or an item of no points or of more than a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PointsOutside {
    /// The points that were found.
    pub points: i64,
    /// The greatest points of the item.
    pub greatest: i64,
}

impl ItemPoints {
    /// Counts the points of participants for an item of so many points; `None` is not attempted (X).
    ///
    /// # Errors
    /// Points outside 0 to the greatest.
    pub fn count(points: impl IntoIterator<Item = Option<i64>>, greatest: i64) -> Result<ItemPoints, PointsOutside> {
        if !(1..=1_000_000).contains(&greatest) {
            return Err(PointsOutside { points: greatest, greatest });
        }
        let mut item = ItemPoints { greatest, sum: 0, full: 0, partial: 0, zero: 0, not_attempted: 0 };
        for points in points {
            match points {
                None => item.not_attempted += 1,
                Some(0) => item.zero += 1,
                Some(points) if points == greatest => item.full += 1,
                Some(points) if (1..greatest).contains(&points) => item.partial += 1,
                Some(points) => return Err(PointsOutside { points, greatest }),
            }
            item.sum += points.unwrap_or(0);
        }
        Ok(item)
    }

    /// Participants, those who did not attempt it too.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.full + self.partial + self.zero + self.not_attempted
    }

    /// All points earned.
    #[must_use]
    pub fn sum(&self) -> i64 {
        self.sum
    }

    /// How many earned all the points.
    #[must_use]
    pub fn full(&self) -> i64 {
        self.full
    }

    /// How many earned some of the points.
    #[must_use]
    pub fn partial(&self) -> i64 {
        self.partial
    }

    /// How many tried and earned none.
    #[must_use]
    pub fn zero(&self) -> i64 {
        self.zero
    }

    /// How many did not attempt it.
    #[must_use]
    pub fn not_attempted(&self) -> i64 {
        self.not_attempted
    }

    /// The share of the points that was earned («процент выполнения»).
    pub fn facility(&self) -> Measured<Share> {
        Measured::share(self.sum, self.n() * self.greatest)
    }

    /// The share of participants who earned all the points.
    pub fn full_rate(&self) -> Measured<Share> {
        Measured::share(self.full, self.n())
    }

    /// The share of participants who did not attempt it.
    pub fn not_attempted_rate(&self) -> Measured<Share> {
        Measured::share(self.not_attempted, self.n())
    }
}

fn from(points: &[Option<i64>], greatest: i64, share: fn(&ItemPoints) -> Measured<Share>) -> Measured<Exact> {
    match ItemPoints::count(points.iter().copied(), greatest) {
        Ok(item) => share(&item).map(Share::exact),
        Err(_) => Measured::Unknown(crate::Why::Inapplicable),
    }
}

const fn quantity(name: &'static str, computes: Computes) -> Quantity {
    Quantity { name, reads: Reads::Share, computes }
}

pub(crate) const MEASURE: Measure = Measure {
    name: "item_facility",
    title: "Выполнение задания",
    method: "Сумму набранных за задание баллов делят на произведение числа участников и максимального балла. Участники, \
             не приступившие к заданию (X), остаются в базе с нулём баллов. Рядом показывают, сколько участников \
             выполнили задание полностью, частично, не справились и не приступили.",
    source: "ФИС ОКО, «Выполнение заданий»",
    quantities: &[
        quantity("facility", Computes::FromPoints(|points, greatest| from(points, greatest, ItemPoints::facility))),
        quantity("full", Computes::FromPoints(|points, greatest| from(points, greatest, ItemPoints::full_rate))),
        quantity(
            "not_attempted",
            Computes::FromPoints(|points, greatest| from(points, greatest, ItemPoints::not_attempted_rate)),
        ),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_outside_the_item_are_refused() {
        let fault = |points| PointsOutside { points, greatest: 2 };
        assert_eq!(ItemPoints::count([Some(3)], 2), Err(fault(3)));
        assert_eq!(ItemPoints::count([Some(-1)], 2), Err(fault(-1)));
        assert!(ItemPoints::count([], 0).is_err());
    }

    #[test]
    fn an_item_nobody_attempted_is_known_to_be_zero() {
        let item = ItemPoints::count([None, None], 1).unwrap();
        assert_eq!(item.facility(), Measured::share(0, 2));
    }
}
