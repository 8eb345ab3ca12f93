//! Whether two judges err in both directions alike.

use super::chi_square_test::ChiSquare;
use super::cross_table::CrossTable;
use crate::stats::sample::size;
use crate::{Measured, Why};

/// Bowker's test of symmetry of a square table.
///
/// # Definition
/// `χ² = Σ_{i<j} (nᵢⱼ − nⱼᵢ)²/(nᵢⱼ + nⱼᵢ)` over pairs that are not both empty, with k(k−1)/2 degrees of freedom.
///
/// # Reads as
/// Large: changes between two categories go more in one direction than in the other.
///
/// # Undefined when
/// The table is not square: [`Why::Inapplicable`]; nobody changes category: [`Why::NoSpread`].
///
/// # Caution
/// Pairs of categories without anyone keep their degree of freedom, as in R and statsmodels: with many of them
/// the test is cautious. With 2 × 2 it is [`mcnemar_test`](crate::mcnemar_test).
///
/// # Source
/// Bowker A. H. (1948), JASA 43, 572–574.
///
/// # Example
/// ```
/// use measure::stats::{CrossTable, bowker_test};
///
/// let table = CrossTable::new(&[[20, 10, 5], [3, 30, 15], [0, 5, 40]]).unwrap();
/// let answer = bowker_test(&table).known().unwrap();
/// assert!((answer.chi_square - (49.0 / 13.0 + 5.0 + 5.0)).abs() < 1e-12);
/// assert_eq!(answer.df, 3.0);
/// ```
pub fn bowker_test(table: &CrossTable) -> Measured<ChiSquare> {
    compute(table).into()
}

fn compute(table: &CrossTable) -> Result<ChiSquare, Why> {
    if !table.is_square() {
        return Err(Why::Inapplicable);
    }
    let k = table.rows();
    let (mut statistic, mut changed) = (0.0, false);
    for row in 0..k {
        for column in row + 1..k {
            let (above, below) = (table.real(row, column), table.real(column, row));
            if above + below > 0.0 {
                changed = true;
                statistic += (above - below).powi(2) / (above + below);
            }
        }
    }
    if !changed {
        return Err(Why::NoSpread);
    }
    Ok(ChiSquare::of(statistic, size(k * (k - 1) / 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_without_change_or_shape_is_refused() {
        assert_eq!(bowker_test(&CrossTable::new(&[[1, 2, 3], [4, 5, 6]]).unwrap()).why(), Some(Why::Inapplicable));
        assert_eq!(bowker_test(&CrossTable::new(&[[7, 0], [0, 5]]).unwrap()).why(), Some(Why::NoSpread));
    }
}
