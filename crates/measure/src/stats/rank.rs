//! Places in a ranking («рейтинг»), with ties.

use school::Exact;

use crate::registry::Measure;

/// Which value takes the first place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Best {
    /// The highest.
    Highest,
    /// The lowest.
    Lowest,
}

/// Places without holes: equal values share a place, and the next value takes the next one (1, 2, 2, 3).
///
/// # Definition
/// One more than the number of different better values; in the order of the input.
///
/// # Reads as
/// A place from 1; the last place is the number of different values.
///
/// # Undefined when
/// A value is unknown: it has no place (`None`) and takes none from others.
///
/// # Caution
/// Neighbouring places may differ by nothing but chance; a place without its interval is no finding.
///
/// # Source
/// Common usage («плотное ранжирование»).
///
/// # Example
/// ```
/// use measure::{Best, dense_ranks};
/// use school::Exact;
///
/// let rates = [Some(Exact::new(1, 2)), None, Some(Exact::new(3, 4)), Some(Exact::new(2, 4)), Some(Exact::new(1, 4))];
/// assert_eq!(dense_ranks(&rates, Best::Highest), [Some(2), None, Some(1), Some(2), Some(3)]);
/// ```
#[must_use]
pub fn dense_ranks(values: &[Option<Exact>], best: Best) -> Vec<Option<usize>> {
    let mut order = best_first(values, best);
    order.dedup();
    places(values, &order)
}

/// Places as in sport: equal values share a place, and the next value's place counts them all (1, 2, 2, 4).
///
/// # Definition
/// One more than the number of better values; in the order of the input.
///
/// # Reads as
/// A place from 1; nobody is placed better than the number of those before allows.
///
/// # Undefined when
/// A value is unknown: it has no place (`None`) and takes none from others.
///
/// # Caution
/// As for [`dense_ranks`]. Say which of the two was used: «third of nine» differs between them.
///
/// # Source
/// Common usage («спортивное ранжирование»).
///
/// # Example
/// ```
/// use measure::{Best, competition_ranks};
/// use school::Exact;
///
/// let shares_of_two = [3, 1, 1, 7].map(|n| Some(Exact::new(n, 25)));
/// assert_eq!(competition_ranks(&shares_of_two, Best::Lowest), [Some(3), Some(1), Some(1), Some(4)]);
/// ```
#[must_use]
pub fn competition_ranks(values: &[Option<Exact>], best: Best) -> Vec<Option<usize>> {
    places(values, &best_first(values, best))
}

fn best_first(values: &[Option<Exact>], best: Best) -> Vec<Exact> {
    let mut order: Vec<Exact> = values.iter().copied().flatten().collect();
    order.sort_unstable();
    if best == Best::Highest {
        order.reverse();
    }
    order
}

/// The place of each value where it first stands in the order, counted from 1.
fn places(values: &[Option<Exact>], order: &[Exact]) -> Vec<Option<usize>> {
    let descending = order.first() > order.last();
    let place =
        |value: &Exact| 1 + order.partition_point(|other| if descending { other > value } else { other < value });
    values.iter().map(|value| value.as_ref().map(place)).collect()
}

pub(crate) const MEASURE: Measure = Measure {
    name: "rank",
    title: "Место в рейтинге",
    method: "Равные значения делят место. При плотном ранжировании следующее значение получает следующее место (1, 2, 2, \
             3), при спортивном — место с учётом всех стоящих выше (1, 2, 2, 4). Неизвестное значение места не имеет. \
             Соседние места могут различаться лишь случайно.",
    source: "Общепринятый способ",
    quantities: &[],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_place_counts_the_better(values in prop::collection::vec(prop::option::of(0_i128..6), 0..20)) {
            let exact: Vec<Option<Exact>> = values.iter().map(|value| value.map(Exact::from_integer)).collect();
            let dense = dense_ranks(&exact, Best::Highest);
            let sport = competition_ranks(&exact, Best::Lowest);
            for (at, value) in values.iter().enumerate() {
                let better: std::collections::BTreeSet<_> = values.iter().flatten().filter(|other| Some(**other) > *value).collect();
                prop_assert_eq!(dense[at], value.map(|_| better.len() + 1));
                let lower = values.iter().flatten().filter(|other| value.is_some_and(|value| **other < value)).count();
                prop_assert_eq!(sport[at], value.map(|_| lower + 1));
            }
        }
    }
}
