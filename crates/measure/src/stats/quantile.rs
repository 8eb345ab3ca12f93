//! Quantiles («квантили»), by the rule most programs use.

use school::Exact;

use super::tally::Tally;
use crate::Measured;
use crate::registry::{Computes, Measure, Quantity, Reads};

/// The quantile of values at a share from 0 to 1, type 7.
///
/// # Definition
/// With the values x₀ ≤ … ≤ xₙ₋₁ and h = (n−1)·p: `x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋₊₁ − x⌊h⌋)`. Values counted
/// already: [`Tally::quantile`].
///
/// # Reads as
/// In the unit of the values; about the share `p` of them lies below.
///
/// # Undefined when
/// There are no values: [`Why::EmptyBase`](crate::Why::EmptyBase). The share lies outside 0 to 1:
/// [`Why::Inapplicable`](crate::Why::Inapplicable).
///
/// # Caution
/// Nine rules are in use and differ for small groups. This one is the default of R, NumPy and of
/// КВАРТИЛЬ.ВКЛ in a workbook.
///
/// # Source
/// Hyndman R. J., Fan Y. (1996), The American Statistician 50, 361–365, definition 7.
///
/// # Example
/// ```
/// use measure::{Measured, quantile};
/// use school::Exact;
///
/// let scores = [1, 2, 3, 4].map(Exact::from_integer);
/// assert_eq!(quantile(&scores, Exact::new(1, 4)), Measured::Known(Exact::new(7, 4)));
/// ```
pub fn quantile(values: &[Exact], at: Exact) -> Measured<Exact> {
    values.iter().collect::<Tally>().quantile(at)
}

pub(crate) const MEASURE: Measure = Measure {
    name: "quantile",
    title: "Квартили",
    method: "Значения выстраивают по возрастанию и берут то, ниже которого лежит заданная доля; между соседними \
             значениями — пропорционально (тип 7, как КВАРТИЛЬ.ВКЛ в электронной таблице).",
    source: "Hyndman, Fan (1996), определение 7",
    quantities: &[
        Quantity {
            name: "lower_quartile",
            reads: Reads::AmongValues,
            computes: Computes::FromValues(|values| quantile(values, Exact::new_raw(1, 4))),
        },
        Quantity {
            name: "upper_quartile",
            reads: Reads::AmongValues,
            computes: Computes::FromValues(|values| quantile(values, Exact::new_raw(3, 4))),
        },
    ],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::Why;

    #[test]
    fn a_share_outside_has_no_quantile() {
        let values = [Exact::from_integer(1)];
        assert_eq!(quantile(&values, Exact::new(-1, 100)), Measured::Unknown(Why::Inapplicable));
        assert_eq!(quantile(&values, Exact::new(101, 100)), Measured::Unknown(Why::Inapplicable));
        assert_eq!(quantile(&[], Exact::new(1, 2)), Measured::Unknown(Why::EmptyBase));
    }

    proptest! {
        #[test]
        fn ends_are_the_least_and_the_greatest_and_more_is_not_less(
            values in prop::collection::vec(-99_i128..99, 1..30), low in 0_i128..=60, more in 0_i128..=60,
        ) {
            let exact: Vec<Exact> = values.iter().map(|value| Exact::new(*value, 7)).collect();
            let at = |n, d| quantile(&exact, Exact::new(n, d)).known().unwrap();
            prop_assert_eq!(Some(&at(0, 1)), exact.iter().min());
            prop_assert_eq!(Some(&at(1, 1)), exact.iter().max());
            prop_assert!(at(low, 120) <= at(low + more, 120));
        }
    }
}
