//! Matrices of a few rows, row after row in a slice.

/// `A B` of two square matrices of `size` rows.
pub(crate) fn times(size: usize, a: &[f64], b: &[f64]) -> Vec<f64> {
    let mut product = vec![0.0; size * size];
    for (row, sums) in a.chunks_exact(size.max(1)).zip(product.chunks_exact_mut(size.max(1))) {
        for (cell, other) in row.iter().zip(b.chunks_exact(size)) {
            sums.iter_mut().zip(other).for_each(|(sum, other)| *sum += cell * other);
        }
    }
    product
}

/// `A'`.
pub(crate) fn transposed(size: usize, a: &[f64]) -> Vec<f64> {
    let column = |place: usize| a.iter().skip(place).step_by(size.max(1)).copied();
    (0..size).flat_map(column).collect()
}

/// `A x`.
pub(crate) fn applied(size: usize, a: &[f64], x: &[f64]) -> Vec<f64> {
    a.chunks_exact(size.max(1)).map(|row| row.iter().zip(x).map(|(cell, value)| cell * value).sum()).collect()
}

/// One.
#[cfg(test)]
fn identity(size: usize) -> Vec<f64> {
    let mut one = vec![0.0; size * size];
    one.iter_mut().step_by(size + 1).for_each(|cell| *cell = 1.0);
    one
}

/// Sweeps the first `pivots` rows of a symmetric matrix: that corner becomes its inverse, the columns beside it the
/// solutions of its equations, and what is below becomes what the corner leaves over. Gives the logarithm of the
/// determinant of the corner; nothing, if the corner is not positive definite.
pub(crate) fn sweep(size: usize, a: &mut [f64], pivots: usize) -> Option<f64> {
    let mut log = 0.0;
    for pivot in 0..pivots {
        let divisor = *a.get(pivot * size + pivot)?;
        if !(divisor > 0.0 && divisor.is_finite()) {
            return None;
        }
        log += divisor.ln();
        let mut own: Vec<f64> = a.get(pivot * size..(pivot + 1) * size)?.iter().map(|cell| cell / divisor).collect();
        *own.get_mut(pivot)? = 1.0 / divisor;
        for (place, row) in a.chunks_exact_mut(size).enumerate() {
            if place == pivot {
                row.copy_from_slice(&own);
                continue;
            }
            let factor = std::mem::take(row.get_mut(pivot)?);
            row.iter_mut().zip(&own).for_each(|(cell, own)| *cell -= factor * own);
        }
    }
    Some(log)
}

/// The lower factor of Cholesky of a matrix that has no negative eigenvalue; columns of a direction without extent are 0.
pub(crate) fn lower_factor(size: usize, a: &[f64]) -> Vec<f64> {
    let mut lower = vec![0.0; size * size];
    for column in 0..size {
        for row in column..size {
            let done: f64 = (0..column).map(|k| lower[row * size + k] * lower[column * size + k]).sum();
            let rest = a[row * size + column] - done;
            let pivot = lower[column * size + column];
            lower[row * size + column] = if row == column {
                rest.max(0.0).sqrt()
            } else if pivot > 0.0 {
                rest / pivot
            } else {
                0.0
            };
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_swept_corner_is_inverse_and_solution() {
        let mut a = vec![4.0, 2.0, 8.0, 2.0, 3.0, 8.0, 8.0, 8.0, 30.0];
        let log = sweep(3, &mut a, 2).unwrap();
        assert!((log - 8.0_f64.ln()).abs() < 1e-12);
        let expected = [0.375, -0.25, 1.0, -0.25, 0.5, 2.0];
        a.iter().zip(expected).for_each(|(cell, wanted)| assert!((cell - wanted).abs() < 1e-12, "{a:?}"));
        assert!((a[8] - 6.0).abs() < 1e-12);
        assert!(sweep(1, &mut [0.0], 1).is_none());
    }

    #[test]
    fn small_products_and_factors() {
        let a = [1.0, 2.0, 3.0, 4.0];
        assert_eq!(times(2, &a, &identity(2)), a);
        assert_eq!(transposed(2, &a), [1.0, 3.0, 2.0, 4.0]);
        assert_eq!(applied(2, &a, &[1.0, 1.0]), [3.0, 7.0]);
        assert_eq!(lower_factor(2, &[4.0, 2.0, 2.0, 1.0]), [2.0, 0.0, 1.0, 0.0]);
    }
}
