//! Whether two judges use the categories equally often.

use super::chi_square_test::ChiSquare;
use super::cross_table::CrossTable;
use crate::stats::midranks::real;
use crate::stats::sample::{size, sum};
use crate::{Measured, Why};

/// The test of Stuart and Maxwell that both margins of a square table are alike.
///
/// # Definition
/// With dᵢ = row total − column total for all categories but the last, Vᵢᵢ = row total + column total − 2nᵢᵢ and
/// Vᵢⱼ = −(nᵢⱼ + nⱼᵢ): `χ² = dᵀV⁻¹d` with k − 1 degrees of freedom; categories that nobody left or entered are left out.
///
/// # Reads as
/// Large: one of the two (gradebook, paper) gives some marks more often.
///
/// # Undefined when
/// The table is not square: [`Why::Inapplicable`]; nobody changes category or categories fall into parts between
/// which nobody changes: [`Why::NoSpread`].
///
/// # Caution
/// Equal margins are no agreement: all may change places.
///
/// # Source
/// Stuart A. (1955), Biometrika 42, 412–416; Maxwell A. E. (1970), British Journal of Psychiatry 116, 651–655.
///
/// # Example
/// ```
/// use measure::stats::{CrossTable, mcnemar_test, stuart_maxwell_test};
///
/// // For two categories it is the χ² of McNemar.
/// let table = CrossTable::new(&[[30, 12], [4, 20]]).unwrap();
/// let answer = stuart_maxwell_test(&table).known().unwrap();
/// assert_eq!(answer.chi_square, mcnemar_test(12, 4).known().unwrap().chi_square);
/// ```
pub fn stuart_maxwell_test(table: &CrossTable) -> Measured<ChiSquare> {
    compute(table).into()
}

fn compute(table: &CrossTable) -> Result<ChiSquare, Why> {
    if !table.is_square() {
        return Err(Why::Inapplicable);
    }
    if table.total() == 0 {
        return Err(Why::EmptyBase);
    }
    let changed = |at: usize| real(table.row_total(at) + table.column_total(at)) - 2.0 * table.real(at, at);
    let used: Vec<usize> = (0..table.rows()).filter(|at| changed(*at) > 0.0).collect();
    let Some((_, kept)) = used.split_last() else {
        return Err(Why::NoSpread);
    };
    let differences: Vec<f64> =
        kept.iter().map(|at| real(table.row_total(*at)) - real(table.column_total(*at))).collect();
    let covariance = kept
        .iter()
        .map(|&one| {
            let entry = |other: usize| {
                if one == other { changed(one) } else { -(table.real(one, other) + table.real(other, one)) }
            };
            kept.iter().map(|&other| entry(other)).collect()
        })
        .collect();
    let solved = solve(covariance, differences.clone()).ok_or(Why::NoSpread)?;
    let statistic = sum(differences.iter().zip(&solved).map(|(d, s)| d * s)).max(0.0);
    Ok(ChiSquare::of(statistic, size(kept.len())))
}

/// Solves a small symmetric system by elimination with the largest pivot; `None` when it is singular.
fn solve(mut rows: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    let largest = rows.iter().flatten().fold(0.0_f64, |most, value| most.max(value.abs()));
    for at in 0..n {
        let pivot = (at..n).max_by(|a, b| rows[*a][at].abs().total_cmp(&rows[*b][at].abs()))?;
        if rows[pivot][at].abs() <= 1e-12 * largest {
            return None;
        }
        rows.swap(at, pivot);
        right.swap(at, pivot);
        for below in at + 1..n {
            let factor = rows[below][at] / rows[at][at];
            let (upper, lower) = rows.split_at_mut(below);
            for (to, from) in lower[0].iter_mut().zip(&upper[at]).skip(at) {
                *to -= factor * from;
            }
            right[below] -= factor * right[at];
        }
    }
    for at in (0..n).rev() {
        let known: f64 = (at + 1..n).map(|column| rows[at][column] * right[column]).sum();
        right[at] = (right[at] - known) / rows[at][at];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_says_nothing_is_refused() {
        let of = |rows: &[[i64; 3]]| stuart_maxwell_test(&CrossTable::new(rows).unwrap()).why();
        assert_eq!(of(&[[1, 2, 3], [4, 5, 6]]), Some(Why::Inapplicable));
        assert_eq!(of(&[[0; 3]; 3]), Some(Why::EmptyBase));
        assert_eq!(of(&[[5, 0, 0], [0; 3], [0; 3]]), Some(Why::NoSpread));
        assert_eq!(of(&[[5, 0, 0], [0, 4, 0], [0, 0, 3]]), Some(Why::NoSpread));
    }

    #[test]
    fn which_category_is_left_out_does_not_matter() {
        let one = CrossTable::new(&[[20, 10, 5], [3, 30, 15], [1, 5, 40]]).unwrap();
        let turned = CrossTable::new(&[[40, 1, 5], [5, 20, 10], [15, 3, 30]]).unwrap();
        let (a, b) = (stuart_maxwell_test(&one).known().unwrap(), stuart_maxwell_test(&turned).known().unwrap());
        assert!((a.chi_square - b.chi_square).abs() < 1e-10);
    }
}
