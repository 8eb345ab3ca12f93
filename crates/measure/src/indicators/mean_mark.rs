//! The mean of marks («средний балл отметок»).

use school::Exact;

use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{MarkCounts, Measured, Why};

/// The mean mark («средний балл») of a set of marks.
///
/// # Definition
/// The sum of the marks 2–5 over their number. «н/а» and exempt have no number and are outside.
///
/// # Reads as
/// A mark from 2 to 5, more is better.
///
/// # Undefined when
/// There is no mark 2–5: [`Why::EmptyBase`].
///
/// # Caution
/// Another base than that of the pass rate: a class with many «н/а» loses nothing here. A mark is a
/// place in an order rather than a quantity; compare means of many marks only.
///
/// # Source
/// Common usage; the help of «Сетевой Город».
///
/// # Example
/// ```
/// use measure::{MarkCounts, Measured, mean_mark};
/// use school::Exact;
///
/// let marks = MarkCounts { five: 3, four: 4, three: 2, two: 1, not_assessed: 1, exempt: 5 };
/// assert_eq!(mean_mark(&marks), Measured::Known(Exact::new(39, 10)));
/// ```
pub fn mean_mark(marks: &MarkCounts) -> Measured<Exact> {
    match marks.marked() {
        0 => Measured::Unknown(Why::EmptyBase),
        n => Measured::Known(Exact::new(i128::from(marks.sum_of_marks()), i128::from(n))),
    }
}

pub(crate) const MEASURE: Measure = Measure {
    name: "mean_mark",
    title: "Средний балл отметок",
    method: "Сумму отметок от «2» до «5» делят на их число; «н/а» и освобождённые в расчёт не входят. Лежит между \
             2 и 5, больше — лучше.",
    source: "Общепринятый показатель; справка АИС «Сетевой Город. Образование»",
    quantities: &[Quantity { name: "mean", reads: Reads::Mark, computes: Computes::FromMarks(mean_mark) }],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_not_assessed_have_no_mean() {
        let marks = MarkCounts { not_assessed: 3, ..MarkCounts::default() };
        assert_eq!(mean_mark(&marks), Measured::Unknown(Why::EmptyBase));
    }
}
