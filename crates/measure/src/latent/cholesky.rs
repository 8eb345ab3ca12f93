//! Systems of equations with a symmetric positive definite matrix.

/// The lower triangle `L` of `A = L Lᵀ`, kept by rows in a full square.
#[derive(Debug, Clone)]
pub(crate) struct Cholesky {
    size: usize,
    lower: Vec<f64>,
}

impl Cholesky {
    /// Factors a matrix kept by rows, of which the lower triangle is read. None if it is not positive definite
    /// (to a relative 1e-13 of its diagonal).
    pub(crate) fn new(matrix: &[f64], size: usize) -> Option<Cholesky> {
        let mut lower = matrix.to_vec();
        for column in 0..size {
            for row in column..size {
                let (upper_rows, this) = lower.split_at(row * size);
                let above = if row == column { this } else { &upper_rows[column * size..] };
                let done: f64 = this[..column].iter().zip(&above[..column]).map(|(a, b)| a * b).sum();
                let rest = lower[row * size + column] - done;
                lower[row * size + column] = if row > column {
                    rest / lower[column * size + column]
                } else if rest > 1e-13 * matrix[column * size + column].abs() && rest.is_finite() {
                    rest.sqrt()
                } else {
                    return None;
                };
            }
        }
        Some(Cholesky { size, lower })
    }

    /// Solves `A x = b` in place.
    pub(crate) fn solve(&self, b: &mut [f64]) {
        let (n, lower) = (self.size, &self.lower);
        for row in 0..n {
            let done: f64 = lower[row * n..row * n + row].iter().zip(b.iter()).map(|(l, x)| l * x).sum();
            b[row] = (b[row] - done) / lower[row * n + row];
        }
        for row in (0..n).rev() {
            b[row] /= lower[row * n + row];
            let x = b[row];
            for (earlier, l) in b[..row].iter_mut().zip(&lower[row * n..row * n + row]) {
                *earlier -= l * x;
            }
        }
    }

    /// The inverse, by rows.
    pub(crate) fn inverse(&self) -> Vec<f64> {
        let n = self.size;
        let mut inverse = vec![0.0; n * n];
        for (row, column) in inverse.chunks_exact_mut(n.max(1)).enumerate() {
            column[row] = 1.0;
            self.solve(column);
        }
        inverse
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_is_solved_and_inverted() {
        let matrix = [4.0, 2.0, 0.6, 2.0, 5.0, 1.0, 0.6, 1.0, 3.0];
        let factor = Cholesky::new(&matrix, 3).unwrap();
        let mut x = [1.0, -2.0, 0.5];
        factor.solve(&mut x);
        for (row, expected) in matrix.chunks(3).zip([1.0, -2.0, 0.5]) {
            let got: f64 = row.iter().zip(&x).map(|(a, b)| a * b).sum();
            assert!((got - expected).abs() < 1e-14);
        }
        let inverse = factor.inverse();
        let product: f64 = (0..3).map(|k| matrix[k] * inverse[k * 3 + 1]).sum();
        assert!(product.abs() < 1e-15);
    }

    #[test]
    fn what_is_not_definite_has_no_factor() {
        assert!(Cholesky::new(&[1.0, 1.0, 1.0, 1.0], 2).is_none());
        assert!(Cholesky::new(&[f64::NAN], 1).is_none());
        assert!(Cholesky::new(&[], 0).is_some());
    }
}
