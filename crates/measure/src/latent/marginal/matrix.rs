//! Small dense symmetric matrices.

/// A square matrix, row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Matrix {
    size: usize,
    values: Vec<f64>,
}

impl Matrix {
    pub(super) fn zero(size: usize) -> Matrix {
        Matrix { size, values: vec![0.0; size * size] }
    }

    pub(super) fn get(&self, row: usize, column: usize) -> f64 {
        self.values[row * self.size + column]
    }

    pub(super) fn add(&mut self, row: usize, column: usize, value: f64) {
        self.values[row * self.size + column] += value;
    }

    pub(super) fn row(&self, row: usize) -> &[f64] {
        &self.values[row * self.size..(row + 1) * self.size]
    }

    pub(super) fn row_mut(&mut self, row: usize) -> &mut [f64] {
        &mut self.values[row * self.size..(row + 1) * self.size]
    }

    pub(super) fn times(&self, vector: &[f64]) -> Vec<f64> {
        (0..self.size).map(|row| product(self.row(row), vector)).collect()
    }

    /// Adds `factor·(left·right' + right·left')/2`.
    pub(super) fn add_outer(&mut self, factor: f64, left: &[f64], right: &[f64]) {
        for row in 0..self.size {
            let (l, r) = (left[row] * factor / 2.0, right[row] * factor / 2.0);
            for (value, (left, right)) in self.row_mut(row).iter_mut().zip(left.iter().zip(right)) {
                *value += l * right + r * left;
            }
        }
    }

    /// The inverse of a positive definite matrix, by its Cholesky factor. None where it is not positive definite.
    pub(super) fn inverse(&self) -> Option<Matrix> {
        let lower = self.cholesky()?;
        let n = self.size;
        // The inverse of the factor, column by column kept as rows.
        let mut inverse_lower = Matrix::zero(n);
        for column in 0..n {
            for row in column..n {
                let known: f64 = (column..row).map(|k| lower.get(row, k) * inverse_lower.get(column, k)).sum();
                let unit = if row == column { 1.0 } else { 0.0 };
                inverse_lower.row_mut(column)[row] = (unit - known) / lower.get(row, row);
            }
        }
        let mut inverse = Matrix::zero(n);
        for row in 0..n {
            for column in 0..=row {
                let value = product(&inverse_lower.row(row)[row..], &inverse_lower.row(column)[row..]);
                inverse.row_mut(row)[column] = value;
                inverse.row_mut(column)[row] = value;
            }
        }
        inverse.values.iter().all(|value| value.is_finite()).then_some(inverse)
    }

    fn cholesky(&self) -> Option<Matrix> {
        let n = self.size;
        let mut lower = Matrix::zero(n);
        for row in 0..n {
            for column in 0..=row {
                let known = product(&lower.row(row)[..column], &lower.row(column)[..column]);
                let rest = self.get(row, column) - known;
                lower.row_mut(row)[column] = if row == column {
                    // What is left of a diagonal that rounding alone could have left is nothing.
                    if rest.is_nan() || rest <= 1e-11 * self.get(row, row).abs() {
                        return None;
                    }
                    rest.sqrt()
                } else {
                    rest / lower.get(column, column)
                };
            }
        }
        Some(lower)
    }
}

pub(super) fn product(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inverse_undoes_its_matrix() {
        let mut matrix = Matrix::zero(3);
        for (at, value) in [4.0, 2.0, 0.6, 2.0, 5.0, 1.5, 0.6, 1.5, 3.8].into_iter().enumerate() {
            matrix.add(at / 3, at % 3, value);
        }
        let inverse = matrix.inverse().unwrap();
        for column in 0..3 {
            let unit = inverse.times(matrix.row(column));
            for (row, value) in unit.into_iter().enumerate() {
                assert!((value - f64::from(u8::from(row == column))).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn what_is_not_positive_definite_has_no_inverse() {
        let mut matrix = Matrix::zero(2);
        for (at, value) in [1.0, 2.0, 2.0, 4.0].into_iter().enumerate() {
            matrix.add(at / 2, at % 2, value);
        }
        assert_eq!(matrix.inverse(), None);
        assert_eq!(Matrix::zero(1).inverse(), None);
    }
}
