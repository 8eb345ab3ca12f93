//! Values of a column as the names of groups.

use std::cmp::Ordering;

/// A column of the table a model is fitted to.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Numbers; `None` is a missing one. Numbers that are not finite count as missing.
    Numbers(Vec<Option<f64>>),
    /// Words, read as names of groups; `None` is a missing one.
    Words(Vec<Option<String>>),
}

impl Column {
    /// How many rows the column has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Column::Numbers(cells) => cells.len(),
            Column::Words(cells) => cells.len(),
        }
    }

    /// Whether the column has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn is_missing(&self, row: usize) -> bool {
        match self {
            Column::Numbers(cells) => !cells.get(row).copied().flatten().is_some_and(f64::is_finite),
            Column::Words(cells) => cells.get(row).is_none_or(Option::is_none),
        }
    }

    /// The number in a row; words have none.
    pub(crate) fn number(&self, row: usize) -> Option<f64> {
        match self {
            Column::Numbers(cells) => cells.get(row).copied().flatten().filter(|value| value.is_finite()),
            Column::Words(_) => None,
        }
    }
}

/// The unlike values of a column in order, and the place of the value of each row among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Levels {
    pub(crate) labels: Vec<String>,
    pub(crate) of_row: Vec<usize>,
}

impl Levels {
    pub(crate) fn count(&self) -> usize {
        self.labels.len()
    }

    /// The levels of a column over some of its rows: numbers by size, words byte by byte (as R in the locale C).
    pub(crate) fn of(column: &Column, rows: &[usize]) -> Levels {
        match column {
            Column::Numbers(cells) => {
                let values: Vec<f64> = rows.iter().filter_map(|row| cells.get(*row).copied().flatten()).collect();
                // Zero has one name, whatever its sign.
                let values: Vec<f64> = values.into_iter().map(|value| value + 0.0).collect();
                Levels::ordered(&values, f64::total_cmp, f64::to_string)
            }
            Column::Words(cells) => {
                let words: Vec<&str> = rows.iter().filter_map(|row| cells.get(*row)?.as_deref()).collect();
                Levels::ordered(&words, Ord::cmp, |word| (*word).to_owned())
            }
        }
    }

    /// The groups that two columns name together: `a:b`, in the order of the first, then of the second.
    pub(crate) fn crossed(&self, inner: &Levels) -> Levels {
        let pairs: Vec<(usize, usize)> = self.of_row.iter().copied().zip(inner.of_row.iter().copied()).collect();
        let name = |levels: &Levels, place: usize| levels.labels.get(place).cloned().unwrap_or_default();
        Levels::ordered(&pairs, Ord::cmp, |(a, b)| format!("{}:{}", name(self, *a), name(inner, *b)))
    }

    fn ordered<T: Clone>(values: &[T], order: impl Fn(&T, &T) -> Ordering, label: impl Fn(&T) -> String) -> Levels {
        let mut unlike = values.to_vec();
        unlike.sort_by(&order);
        unlike.dedup_by(|one, other| order(one, other) == Ordering::Equal);
        let place = |value: &T| unlike.partition_point(|known| order(known, value) == Ordering::Less);
        let of_row = values.iter().map(place).collect();
        Levels { labels: unlike.iter().map(label).collect(), of_row }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_by_size_and_words_by_bytes() {
        let numbers = Column::Numbers([10.0, 9.0, 10.0, 1.5].map(Some).to_vec());
        let levels = Levels::of(&numbers, &[0, 1, 2, 3]);
        assert_eq!(levels.labels, ["1.5", "9", "10"]);
        assert_eq!(levels.of_row, [2, 1, 2, 0]);
        let words = Column::Words(["б", "Б", "a"].map(|word| Some(word.to_owned())).to_vec());
        assert_eq!(Levels::of(&words, &[0, 1, 2]).labels, ["a", "Б", "б"]);
    }

    #[test]
    fn groups_of_two_columns_are_their_pairs() {
        let one = Levels { labels: vec!["1".to_owned(), "2".to_owned()], of_row: vec![1, 0, 1] };
        let other = Levels { labels: vec!["А".to_owned(), "Б".to_owned()], of_row: vec![0, 1, 0] };
        let crossed = one.crossed(&other);
        assert_eq!(crossed.labels, ["1:Б", "2:А"]);
        assert_eq!(crossed.of_row, [1, 0, 1]);
    }
}
