//! Students counted by two categories.

use std::fmt;

/// Students counted by two categories («таблица сопряжённости»): rows by the first, columns by the second.
///
/// # Definition
/// Whole counts, none below 0, in a rectangle with at least one row and one column.
///
/// # Reads as
/// `count(row, column)`, both from 0.
///
/// # Undefined when
/// Rows differ in length, there are none, or a count is below 0: [`NotCrossTable`].
///
/// # Caution
/// Students with only one of the two values are not in it.
///
/// # Source
/// Common usage.
///
/// # Example
/// ```
/// use measure::stats::CrossTable;
///
/// // Marks of the gradebook by marks of the paper.
/// let table = CrossTable::of_pairs([(0, 0), (0, 1), (1, 1), (1, 1)], 2, 2).unwrap();
/// assert_eq!((table.count(1, 1), table.total(), table.row_total(0)), (2, 4, 2));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CrossTable {
    columns: usize,
    counts: Vec<u32>,
}

/// Why counts are no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotCrossTable {
    /// There is no row or no column.
    Empty,
    /// A row is longer or shorter than the first.
    Ragged {
        /// The row, from 0.
        row: usize,
    },
    /// A count is below 0 or above four thousand million.
    BadCount {
        /// The row, from 0.
        row: usize,
        /// The column, from 0.
        column: usize,
    },
    /// A category lies outside the table.
    Outside {
        /// The row, from 0.
        row: usize,
        /// The column, from 0.
        column: usize,
    },
}

impl fmt::Display for NotCrossTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotCrossTable::Empty => write!(f, "в таблице нет строк или граф"),
            NotCrossTable::Ragged { row } => write!(f, "строка {} другой длины, чем первая", row + 1),
            NotCrossTable::BadCount { row, column } => {
                write!(f, "строка {}, графа {}: не количество", row + 1, column + 1)
            }
            NotCrossTable::Outside { row, column } => {
                write!(f, "строки {} или графы {} в таблице нет", row + 1, column + 1)
            }
        }
    }
}

impl std::error::Error for NotCrossTable {}

impl CrossTable {
    /// Of counts row by row.
    ///
    /// # Errors
    /// When they are no rectangle of counts.
    pub fn new<R: AsRef<[i64]>>(rows: &[R]) -> Result<CrossTable, NotCrossTable> {
        let columns = rows.first().map_or(0, |row| row.as_ref().len());
        if columns == 0 {
            return Err(NotCrossTable::Empty);
        }
        let mut counts = Vec::with_capacity(columns * rows.len());
        for (row, cells) in rows.iter().enumerate() {
            if cells.as_ref().len() != columns {
                return Err(NotCrossTable::Ragged { row });
            }
            for (column, count) in cells.as_ref().iter().enumerate() {
                counts.push(u32::try_from(*count).map_err(|_| NotCrossTable::BadCount { row, column })?);
            }
        }
        Ok(CrossTable { columns, counts })
    }

    /// Counted from students: their category in rows and in columns, from 0.
    ///
    /// # Errors
    /// When a table has no cells, or a category lies outside of it.
    pub fn of_pairs(
        students: impl IntoIterator<Item = (usize, usize)>,
        rows: usize,
        columns: usize,
    ) -> Result<CrossTable, NotCrossTable> {
        if rows == 0 || columns == 0 {
            return Err(NotCrossTable::Empty);
        }
        let mut counts = vec![0_u32; rows * columns];
        for (row, column) in students {
            if row >= rows || column >= columns {
                return Err(NotCrossTable::Outside { row, column });
            }
            let cell = &mut counts[row * columns + column];
            *cell = cell.checked_add(1).ok_or(NotCrossTable::BadCount { row, column })?;
        }
        Ok(CrossTable { columns, counts })
    }

    /// How many rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.counts.len() / self.columns
    }

    /// How many columns.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Whether rows and columns are equally many, as for two judges with one scale.
    #[must_use]
    pub fn is_square(&self) -> bool {
        self.rows() == self.columns
    }

    /// How many students in a cell.
    ///
    /// # Panics
    /// When there is no such cell.
    #[must_use]
    pub fn count(&self, row: usize, column: usize) -> u32 {
        self.counts[row * self.columns + column]
    }

    /// How many students in a row.
    #[must_use]
    pub fn row_total(&self, row: usize) -> u64 {
        (0..self.columns).map(|column| u64::from(self.count(row, column))).sum()
    }

    /// How many students in a column.
    #[must_use]
    pub fn column_total(&self, column: usize) -> u64 {
        (0..self.rows()).map(|row| u64::from(self.count(row, column))).sum()
    }

    /// How many students in all.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// A cell as a floating-point number.
    pub(crate) fn real(&self, row: usize, column: usize) -> f64 {
        f64::from(self.count(row, column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_table_is_refused_with_its_place() {
        assert_eq!(CrossTable::new::<[i64; 0]>(&[]), Err(NotCrossTable::Empty));
        assert_eq!(CrossTable::new(&[vec![1, 2], vec![3]]), Err(NotCrossTable::Ragged { row: 1 }));
        assert_eq!(CrossTable::new(&[[1, -2]]), Err(NotCrossTable::BadCount { row: 0, column: 1 }));
        assert_eq!(CrossTable::of_pairs([(0, 2)], 1, 2), Err(NotCrossTable::Outside { row: 0, column: 2 }));
        assert_eq!(NotCrossTable::Ragged { row: 1 }.to_string(), "строка 2 другой длины, чем первая");
    }

    #[test]
    fn totals_are_of_rows_and_of_columns() {
        let table = CrossTable::new(&[[1, 2, 3], [4, 5, 6]]).unwrap();
        assert_eq!((table.rows(), table.columns(), table.is_square()), (2, 3, false));
        assert_eq!((table.row_total(1), table.column_total(1), table.total()), (15, 7, 21));
    }
}
