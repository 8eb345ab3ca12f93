//! The median («медиана»).

use school::Exact;

use super::tally::Tally;
use crate::Measured;
use crate::registry::{Computes, Measure, Quantity, Reads};

/// The median of values.
///
/// # Definition
/// The middle value in ascending order; of an even number, half of the two middle ones. Values counted
/// already: [`Tally::median`].
///
/// # Reads as
/// In the unit of the values, between the least and the greatest.
///
/// # Undefined when
/// There are no values: [`Why::EmptyBase`](crate::Why::EmptyBase).
///
/// # Caution
/// Says nothing of how far the others lie.
///
/// # Source
/// Common usage.
///
/// # Example
/// ```
/// use measure::{Measured, median};
/// use school::Exact;
///
/// let scores = [24, 3, 15, 12].map(Exact::from_integer);
/// assert_eq!(median(&scores), Measured::Known(Exact::new(27, 2)));
/// ```
pub fn median(values: &[Exact]) -> Measured<Exact> {
    values.iter().collect::<Tally>().median()
}

pub(crate) const MEASURE: Measure = Measure {
    name: "median",
    title: "Медиана",
    method: "Значения выстраивают по возрастанию и берут среднее по месту; если значений чётное число — полусумму двух \
             средних. Медиану не сдвигает одно далёкое значение.",
    source: "Общепринятый показатель",
    quantities: &[Quantity { name: "median", reads: Reads::AmongValues, computes: Computes::FromValues(median) }],
};
