//! Whether two categories go together.

use super::cross_table::CrossTable;
use crate::stats::distributions::chi_square_sf;
use crate::stats::midranks::real;
use crate::stats::sample::{size, sum};
use crate::{Measured, Why};

/// A χ² with its probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// The statistic.
    pub chi_square: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// The probability of a statistic at least as large by chance.
    pub p: f64,
}

impl ChiSquare {
    pub(super) fn of(chi_square: f64, df: f64) -> ChiSquare {
        ChiSquare { chi_square, df, p: chi_square_sf(chi_square, df) }
    }
}

/// The relation of two categories.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Independence {
    /// Pearson's χ².
    pub plain: ChiSquare,
    /// With the correction of Yates: differs for a table of 2 × 2 only.
    pub corrected: ChiSquare,
    /// Cramér's V, 0 to 1, without correction.
    pub cramers_v: f64,
    /// The least count expected in a cell; below 5 the probability is rough.
    pub least_expected: f64,
}

/// Pearson's χ² test that two categories are independent, and Cramér's V.
///
/// # Definition
/// Over the cells of rows and columns that are not empty: `χ² = Σ(o − e)²/e`, e = row total · column total / n;
/// degrees (r−1)(c−1). `V = √(χ²/(n·(min(r, c) − 1)))`. Yates (2 × 2): |o − e| lessened by ½ but not below 0.
///
/// # Reads as
/// V from 0, independent, to 1, one decides the other; p: the probability of so much relation by chance.
///
/// # Undefined when
/// Nobody is counted: [`Why::EmptyBase`]; only one row or column is not empty: [`Why::NoSpread`].
///
/// # Caution
/// Knows nothing of the order of marks. V of a small table is above 0 by chance alone.
///
/// # Source
/// Pearson K. (1900), Philosophical Magazine 50, 157–175; Cramér H. (1946), Mathematical Methods of Statistics;
/// Yates F. (1934).
///
/// # Example
/// ```
/// use measure::stats::{CrossTable, chi_square_test};
///
/// let table = CrossTable::new(&[[10, 20], [20, 10]]).unwrap();
/// let answer = chi_square_test(&table).known().unwrap();
/// assert!((answer.plain.chi_square - 20.0 / 3.0).abs() < 1e-12);
/// assert!((answer.cramers_v - 1.0 / 3.0).abs() < 1e-12);
/// ```
pub fn chi_square_test(table: &CrossTable) -> Measured<Independence> {
    compute(table).into()
}

fn compute(table: &CrossTable) -> Result<Independence, Why> {
    let n = real(table.total());
    if n == 0.0 {
        return Err(Why::EmptyBase);
    }
    let rows: Vec<usize> = (0..table.rows()).filter(|row| table.row_total(*row) > 0).collect();
    let columns: Vec<usize> = (0..table.columns()).filter(|column| table.column_total(*column) > 0).collect();
    if rows.len() < 2 || columns.len() < 2 {
        return Err(Why::NoSpread);
    }
    let mut cells = Vec::with_capacity(rows.len() * columns.len());
    for &row in &rows {
        for &column in &columns {
            let expected = real(table.row_total(row)) * real(table.column_total(column)) / n;
            cells.push((table.real(row, column), expected));
        }
    }
    let statistic = |less: f64| {
        sum(cells.iter().map(|(observed, expected)| ((observed - expected).abs() - less).max(0.0).powi(2) / expected))
    };
    let df = size(rows.len() - 1) * size(columns.len() - 1);
    let plain = statistic(0.0);
    let corrected = if df == 1.0 { statistic(0.5) } else { plain };
    Ok(Independence {
        plain: ChiSquare::of(plain, df),
        corrected: ChiSquare::of(corrected, df),
        cramers_v: (plain / (n * size(rows.len().min(columns.len()) - 1))).sqrt().min(1.0),
        least_expected: cells.iter().map(|cell| cell.1).fold(f64::MAX, f64::min),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_category_has_nothing_to_go_with() {
        let of = |rows: &[[i64; 2]]| chi_square_test(&CrossTable::new(rows).unwrap()).why();
        assert_eq!(of(&[[0, 0], [0, 0]]), Some(Why::EmptyBase));
        assert_eq!(of(&[[1, 2], [0, 0]]), Some(Why::NoSpread));
    }

    #[test]
    fn empty_rows_and_columns_do_not_count() {
        let full = chi_square_test(&CrossTable::new(&[[3, 5], [8, 2]]).unwrap()).known().unwrap();
        let wide = CrossTable::new(&[[3, 0, 5], [0, 0, 0], [8, 0, 2]]).unwrap();
        assert_eq!(chi_square_test(&wide).known().unwrap(), full);
    }
}
