//! Smooth curves through the counts of scores.

/// Orthonormal polynomials over a grid of scores, the scalar product being taken over some of them only.
#[derive(Debug, Clone)]
pub(super) struct Polynomials {
    /// One row per degree, one number per score.
    rows: Vec<Vec<f64>>,
    is_inside: Vec<bool>,
}

impl Polynomials {
    /// Up to a degree; `None` when there are not more scores in the product than coefficients.
    pub(super) fn new(scores: usize, degree: usize, is_inside: impl Fn(usize) -> bool) -> Option<Polynomials> {
        let is_inside: Vec<bool> = (0..scores).map(is_inside).collect();
        if is_inside.iter().filter(|inside| **inside).count() < degree + 2 {
            return None;
        }
        let middle = (scores as f64 - 1.0) / 2.0;
        let at = |score: usize| (score as f64 - middle) / middle.max(1.0);
        let mut made = Polynomials { rows: Vec::with_capacity(degree + 1), is_inside };
        for _ in 0..=degree {
            let mut row: Vec<f64> = match made.rows.last() {
                Some(last) => last.iter().enumerate().map(|(score, value)| at(score) * value).collect(),
                None => vec![1.0; scores],
            };
            for _ in 0..2 {
                for other in &made.rows {
                    let along = made.product(&row, other);
                    row.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
                }
            }
            let length = made.product(&row, &row).sqrt();
            row.iter_mut().for_each(|value| *value /= length);
            made.rows.push(row);
        }
        Some(made)
    }

    fn product(&self, one: &[f64], other: &[f64]) -> f64 {
        one.iter().zip(other).zip(&self.is_inside).filter(|(_, inside)| **inside).map(|((a, b), _)| a * b).sum()
    }

    /// The least-squares fit at every score, of the counts within the product.
    pub(super) fn fit(&self, counts: &[f64]) -> Vec<f64> {
        let mut fitted = vec![0.0; counts.len()];
        for row in &self.rows {
            let along = self.product(row, counts);
            fitted.iter_mut().zip(row).for_each(|(fit, value)| *fit += along * value);
        }
        fitted
    }

    /// What each count weighs in the sum of fits over some scores.
    pub(super) fn weights_of_fit(&self, scores: &[usize]) -> Vec<f64> {
        let mut indicator = vec![0.0; self.is_inside.len()];
        for row in &self.rows {
            let sum: f64 = scores.iter().map(|score| row[*score]).sum();
            indicator.iter_mut().zip(row).for_each(|(weight, value)| *weight += sum * value);
        }
        let inside = indicator.iter().zip(&self.is_inside);
        inside.map(|(weight, is_inside)| if *is_inside { *weight } else { 0.0 }).collect()
    }

    /// The log-linear distribution of scores by maximum likelihood (Holland and Thayer 1987): its moments up to the degree, over
    /// the scores within the product, are those of the counts. The chances of these scores add up to 1; the curve goes on
    /// through the others. `None` when the counts lie at too few scores.
    pub(super) fn log_linear(&self, counts: &[f64]) -> Option<Vec<f64>> {
        let counts: Vec<f64> = self.inside_only(counts);
        let counts = counts.as_slice();
        let n: f64 = counts.iter().sum();
        let degrees = self.rows.len() - 1;
        if counts.iter().filter(|count| **count > 0.0).count() <= degrees {
            return None;
        }
        let mut coefficients = vec![0.0; degrees];
        let mut chances = self.chances(&coefficients);
        for _ in 0..200 {
            let gradient: Vec<f64> = (1..=degrees)
                .map(|k| self.product(counts, &self.rows[k]) - n * self.product(&chances, &self.rows[k]))
                .collect();
            if gradient.iter().all(|slope: &f64| slope.abs() < 1e-8 * n.max(1.0)) {
                return Some(chances);
            }
            let step = solve(self.information(&chances, n), gradient)?;
            let now = log_likelihood(counts, &chances);
            let mut part = 1.0;
            loop {
                let tried: Vec<f64> = coefficients.iter().zip(&step).map(|(b, s)| b + part * s).collect();
                let tried_chances = self.chances(&tried);
                let likelihood = log_likelihood(counts, &tried_chances);
                if likelihood.is_finite() && likelihood >= now - 1e-9 * n {
                    (coefficients, chances) = (tried, tried_chances);
                    break;
                }
                part /= 2.0;
                if part < 1e-8 {
                    return None;
                }
            }
        }
        None
    }

    fn chances(&self, coefficients: &[f64]) -> Vec<f64> {
        let scores = self.is_inside.len();
        let exponent = |score: usize| coefficients.iter().zip(&self.rows[1..]).map(|(b, row)| b * row[score]).sum();
        let exponents: Vec<f64> = (0..scores).map(exponent).collect();
        let within = exponents.iter().zip(&self.is_inside).filter(|(_, inside)| **inside);
        let greatest = within.map(|(exponent, _)| *exponent).fold(f64::NEG_INFINITY, f64::max);
        let raw: Vec<f64> = exponents.iter().map(|exponent| (exponent - greatest).exp()).collect();
        let sum: f64 = self.inside_only(&raw).iter().sum();
        raw.iter().map(|value| value / sum).collect()
    }

    fn inside_only(&self, values: &[f64]) -> Vec<f64> {
        values.iter().zip(&self.is_inside).map(|(value, inside)| if *inside { *value } else { 0.0 }).collect()
    }

    /// How much a weighted sum of a log-linear curve laid through the counts within the product moves with each of them.
    pub(super) fn follows(&self, curve: &[f64], weights: &[f64]) -> Option<Vec<f64>> {
        let inside = self.inside_only(curve);
        let weighted: Vec<f64> = curve.iter().zip(weights).map(|(fit, weight)| fit * weight).collect();
        let along = |row: &[f64], values: &[f64]| row.iter().zip(values).map(|(q, value)| q * value).sum::<f64>();
        let both = |one: &[f64], other: &[f64]| {
            one.iter().zip(other).zip(&inside).map(|((a, b), fit)| a * b * fit).sum::<f64>()
        };
        let information =
            self.rows.iter().map(|one| self.rows.iter().map(|other| both(one, other)).collect()).collect();
        let moves = solve(information, self.rows.iter().map(|row| along(row, &weighted)).collect())?;
        let at = |score: usize| moves.iter().zip(&self.rows).map(|(by, row)| by * row[score]).sum::<f64>();
        Some(self.inside_only(&(0..curve.len()).map(at).collect::<Vec<f64>>()))
    }

    fn information(&self, chances: &[f64], n: f64) -> Vec<Vec<f64>> {
        let rows = &self.rows[1..];
        let chances = &self.inside_only(chances);
        let mean = |row: &[f64]| row.iter().zip(chances).map(|(q, p)| q * p).sum::<f64>();
        let both = |one: &[f64], other: &[f64]| {
            one.iter().zip(other).zip(chances).map(|((a, b), p)| a * b * p).sum::<f64>() - mean(one) * mean(other)
        };
        rows.iter().map(|one| rows.iter().map(|other| n * both(one, other)).collect()).collect()
    }
}

fn log_likelihood(counts: &[f64], chances: &[f64]) -> f64 {
    counts.iter().zip(chances).filter(|(count, _)| **count > 0.0).map(|(count, chance)| count * chance.ln()).sum()
}

/// Solves a small symmetric positive system by elimination; `None` when it has no single solution.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Option<Vec<f64>> {
    let n = right.len();
    let greatest = (0..n).map(|at| matrix[at][at]).fold(0.0, f64::max);
    for column in 0..n {
        let pivot = matrix[column][column];
        if pivot.is_nan() || pivot <= 1e-12 * greatest {
            return None;
        }
        for row in column + 1..n {
            let factor = matrix[row][column] / pivot;
            let above = matrix[column].clone();
            matrix[row].iter_mut().zip(&above).skip(column).for_each(|(value, above)| *value -= factor * above);
            right[row] -= factor * right[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|at| matrix[row][at] * right[at]).sum();
        right[row] = (right[row] - known) / matrix[row][row];
    }
    Some(right)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cubic_is_fitted_without_rest_across_the_gap() {
        let cubic = |x: f64| 2.0 + 0.5 * x - 0.1 * x * x + 0.01 * x * x * x;
        let counts: Vec<f64> = (0..=25).map(|x| cubic(f64::from(x))).collect();
        let polynomials = Polynomials::new(26, 3, |score| !(12..=14).contains(&score)).unwrap();
        for (fit, count) in polynomials.fit(&counts).iter().zip(&counts) {
            assert!((fit - count).abs() < 1e-10);
        }
        let weights = polynomials.weights_of_fit(&[14]);
        let by_weights: f64 = weights.iter().zip(&counts).map(|(weight, count)| weight * count).sum();
        assert!((by_weights - counts[14]).abs() < 1e-10 && weights[13] == 0.0);
        assert!(Polynomials::new(6, 3, |score| score > 1).is_none());
    }

    #[test]
    fn a_log_linear_curve_keeps_the_moments() {
        let counts = [1.0, 4.0, 3.0, 9.0, 12.0, 8.0, 9.0, 3.0, 0.0, 2.0];
        let polynomials = Polynomials::new(10, 3, |_| true).unwrap();
        let chances = polynomials.log_linear(&counts).unwrap();
        let n: f64 = counts.iter().sum();
        for power in 0..=3 {
            let moment =
                |values: &[f64]| values.iter().zip(0..).map(|(v, x)| v * f64::from(x).powi(power)).sum::<f64>();
            assert!((moment(&counts) / n - moment(&chances)).abs() < 1e-6 * moment(&chances));
        }
        assert!(polynomials.log_linear(&[0.0, 0.0, 5.0, 5.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]).is_none());
    }
}
