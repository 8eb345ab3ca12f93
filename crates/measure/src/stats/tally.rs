//! Values counted once each, in order: what a database delivers, and what middles and means are taken of.

use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub, Zero};
use school::Exact;

use crate::{Measured, Why};

/// Different values in ascending order, each with how often it occurs («вариационный ряд»).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// Ascending, without repetition; every count is above 0.
    counted: Vec<(Exact, i64)>,
    n: i64,
}

impl Tally {
    /// Of values with counts, in any order; `None` when a count is negative or the sum leaves `i64`.
    #[must_use]
    pub fn from_counts(counts: impl IntoIterator<Item = (Exact, i64)>) -> Option<Tally> {
        let mut all: Vec<(Exact, i64)> = counts.into_iter().filter(|(_, count)| *count != 0).collect();
        all.sort_unstable();
        let mut tally = Tally::default();
        for (value, count) in all {
            if count < 0 {
                return None;
            }
            tally.n = tally.n.checked_add(count)?;
            match tally.counted.last_mut() {
                Some((last, so_far)) if *last == value => *so_far += count,
                _ => tally.counted.push((value, count)),
            }
        }
        Some(tally)
    }

    /// How many values, repeated ones each time.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.n
    }

    /// The different values in ascending order with their counts.
    #[must_use]
    pub fn counts(&self) -> &[(Exact, i64)] {
        &self.counted
    }

    /// The mean, see [`mean`](crate::mean).
    pub fn mean(&self) -> Measured<Exact> {
        if self.n == 0 {
            return Measured::Unknown(Why::EmptyBase);
        }
        let sum = self.counted.iter().try_fold(Exact::zero(), |sum, (value, count)| {
            sum.checked_add(&value.checked_mul(&Exact::from_integer(i128::from(*count)))?)
        });
        let mean = sum.and_then(|sum| sum.checked_div(&Exact::from_integer(i128::from(self.n))));
        Measured::from_option(mean, Why::TooLarge)
    }

    /// The quantile, see [`quantile`](crate::quantile).
    pub fn quantile(&self, at: Exact) -> Measured<Exact> {
        if self.n == 0 {
            return Measured::Unknown(Why::EmptyBase);
        }
        if at < Exact::zero() || at > Exact::from_integer(1) {
            return Measured::Unknown(Why::Inapplicable);
        }
        Measured::from_option(self.interpolate(at), Why::TooLarge)
    }

    /// The median, see [`median`](crate::median).
    pub fn median(&self) -> Measured<Exact> {
        self.quantile(Exact::new(1, 2))
    }

    fn interpolate(&self, at: Exact) -> Option<Exact> {
        let place = at.checked_mul(&Exact::from_integer(i128::from(self.n - 1)))?;
        let below = i64::try_from(place.floor().to_integer()).ok()?;
        let fraction = place.checked_sub(&place.floor())?;
        let low = self.value_at(below)?;
        if fraction.is_zero() {
            return Some(low);
        }
        let step = self.value_at(below + 1)?.checked_sub(&low)?;
        low.checked_add(&fraction.checked_mul(&step)?)
    }

    /// The value at a place counted from 0 in ascending order.
    fn value_at(&self, place: i64) -> Option<Exact> {
        let mut passed = 0;
        let found = self.counted.iter().find(|(_, count)| {
            passed += count;
            place < passed
        });
        found.map(|(value, _)| *value)
    }
}

impl<'a> FromIterator<&'a Exact> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Exact>>(values: I) -> Tally {
        let tally = Tally::from_counts(values.into_iter().map(|value| (*value, 1)));
        tally.expect("counts of 1 are not negative and no memory holds 2⁶³ of them")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_negative_count_is_refused_and_zero_is_nothing() {
        let one = Exact::from_integer(1);
        assert_eq!(Tally::from_counts([(one, -1)]), None);
        assert_eq!(Tally::from_counts([(one, i64::MAX), (one, 1)]), None);
        assert_eq!(Tally::from_counts([(one, 0)]), Some(Tally::default()));
    }

    proptest! {
        #[test]
        fn counted_values_are_the_values(values in prop::collection::vec(-9_i128..9, 0..40)) {
            let exact: Vec<Exact> = values.iter().copied().map(Exact::from_integer).collect();
            let tally: Tally = exact.iter().collect();
            let mut sorted = exact.clone();
            sorted.sort_unstable();
            let spread: Vec<Exact> = (0..tally.n()).filter_map(|place| tally.value_at(place)).collect();
            prop_assert_eq!(spread, sorted);
            prop_assert!(tally.counts().windows(2).all(|pair| pair[0].0 < pair[1].0));
        }
    }
}
