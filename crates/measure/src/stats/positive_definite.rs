//! Symmetric positive definite matrices, small and dense: the factor, solutions, the inverse.

/// A pivot below this share of its diagonal element means that the row follows from those before it.
const NOTHING: f64 = 1e-11;

/// The lower factor L of a matrix L·Lᵀ (Cholesky), row by row.
#[derive(Debug, Clone)]
pub(crate) struct Cholesky {
    size: usize,
    factor: Vec<f64>,
}

impl Cholesky {
    /// The factor of a matrix given row by row; `None` when it is not positive definite.
    pub(crate) fn of(matrix: Vec<f64>, size: usize) -> Option<Cholesky> {
        Cholesky::or_row(matrix, size).ok()
    }

    /// The factor, or the first row that follows from those before it.
    pub(crate) fn or_row(mut matrix: Vec<f64>, size: usize) -> Result<Cholesky, usize> {
        for row in 0..size {
            let whole = matrix[row * size + row];
            for column in 0..=row {
                let mut value = matrix[row * size + column];
                for before in 0..column {
                    value -= matrix[row * size + before] * matrix[column * size + before];
                }
                if column < row {
                    matrix[row * size + column] = value / matrix[column * size + column];
                } else if value > NOTHING * whole && value.is_finite() {
                    matrix[row * size + row] = value.sqrt();
                } else {
                    return Err(row);
                }
            }
        }
        Ok(Cholesky { size, factor: matrix })
    }

    /// The solution of matrix · x = right.
    pub(crate) fn solve(&self, right: &[f64]) -> Vec<f64> {
        let (size, l) = (self.size, &self.factor);
        let mut x = right.to_vec();
        for row in 0..size {
            let known: f64 = (0..row).map(|column| l[row * size + column] * x[column]).sum();
            x[row] = (x[row] - known) / l[row * size + row];
        }
        for row in (0..size).rev() {
            let known: f64 = (row + 1..size).map(|column| l[column * size + row] * x[column]).sum();
            x[row] = (x[row] - known) / l[row * size + row];
        }
        x
    }

    /// The inverse of the matrix, row by row.
    pub(crate) fn inverse(&self) -> Vec<f64> {
        let unit = |at| (0..self.size).map(|row| if row == at { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
        (0..self.size).flat_map(|at| self.solve(&unit(at))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_matrix_times_its_inverse_is_one() {
        let matrix = vec![4.0, 2.0, 0.4, 2.0, 5.0, 1.0, 0.4, 1.0, 3.0];
        let inverse = Cholesky::of(matrix.clone(), 3).unwrap().inverse();
        for row in 0..3 {
            for column in 0..3 {
                let product: f64 = (0..3).map(|at| matrix[row * 3 + at] * inverse[at * 3 + column]).sum();
                assert!((product - if row == column { 1.0 } else { 0.0 }).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn a_row_that_follows_from_others_is_named() {
        assert_eq!(Cholesky::or_row(vec![1.0, 2.0, 2.0, 4.0], 2).unwrap_err(), 1);
        assert!(Cholesky::of(vec![0.0], 1).is_none());
        assert!(Cholesky::of(vec![f64::NAN], 1).is_none());
    }
}
