//! Where the search for the variances begins.

use super::cross_products::Varying;
use super::small::{times, transposed};

/// A relative deviation to begin from where there seems to be none.
const NEAR_NOTHING: f64 = 0.02;

/// Which cells of the small matrix λ of a factor are free: for each of its terms a lower triangle whose rows stand in an
/// order of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    /// For each term the places of its columns within the term, the one that leads the triangle first.
    pub(crate) orders: Vec<Vec<usize>>,
}

impl Shape {
    pub(crate) fn new(widths: &[usize]) -> Shape {
        Shape { orders: widths.iter().map(|width| (0..*width).collect()).collect() }
    }

    /// How many columns each term has.
    pub(crate) fn widths(&self) -> Vec<usize> {
        self.orders.iter().map(Vec::len).collect()
    }

    /// How many free cells there are.
    pub(crate) fn len(&self) -> usize {
        self.orders.iter().map(|order| order.len() * (order.len() + 1) / 2).sum()
    }

    fn width(&self) -> usize {
        self.orders.iter().map(Vec::len).sum()
    }

    /// The free cells: row and column.
    fn cells(&self) -> Vec<(usize, usize)> {
        let mut cells = Vec::new();
        let mut start = 0;
        for order in &self.orders {
            let rows = order.iter().enumerate();
            cells.extend(rows.flat_map(|(place, row)| (0..=place).map(move |column| (start + row, start + column))));
            start += order.len();
        }
        cells
    }

    /// The same shape with the columns of each term in the order in which they lead a triangle best: each time the one
    /// with most variance left. And λ in this shape for the same covariance.
    ///
    /// When the leading column has no variance, many triangles make one covariance, and a search among them gets lost.
    pub(crate) fn turned(&self, lambda: &[f64]) -> (Shape, Vec<f64>) {
        let width = self.width();
        let mut left = times(width, lambda, &transposed(width, lambda));
        let mut turned = vec![0.0; width * width];
        let mut orders = Vec::new();
        let mut start = 0;
        for order in &self.orders {
            let mut waiting: Vec<usize> = (start..start + order.len()).collect();
            let mut led = Vec::new();
            for column in start..start + order.len() {
                waiting.sort_by(|one, other| left[other * (width + 1)].total_cmp(&left[one * (width + 1)]));
                let lead = waiting.remove(0);
                led.push(lead - start);
                // A little above zero, where the deviance has a slope.
                let pivot = left[lead * (width + 1)].max(NEAR_NOTHING * NEAR_NOTHING).sqrt();
                turned[lead * width + column] = pivot;
                for row in &waiting {
                    turned[row * width + column] = left[row * width + lead] / pivot;
                }
                for (row, other) in waiting.iter().flat_map(|row| waiting.iter().map(move |other| (*row, *other))) {
                    left[row * width + other] -= turned[row * width + column] * turned[other * width + column];
                }
            }
            orders.push(led);
            start += order.len();
        }
        (Shape { orders }, turned)
    }

    /// The triangles with the free cells of all factors in a row.
    pub(crate) fn triangles(shapes: &[Shape], place: &[f64]) -> Vec<Vec<f64>> {
        let mut values = place.iter().copied();
        let triangle = |shape: &Shape| {
            let width = shape.width();
            let mut lambda = vec![0.0; width * width];
            for (row, column) in shape.cells() {
                lambda[row * width + column] = values.next().unwrap_or(0.0);
            }
            lambda
        };
        shapes.iter().map(triangle).collect()
    }

    /// The free cells of triangles in a row.
    pub(crate) fn places(shapes: &[Shape], triangles: &[Vec<f64>]) -> Vec<f64> {
        let of = |(shape, lambda): (&Shape, &Vec<f64>)| {
            let width = shape.width();
            let cell = |(row, column): (usize, usize)| lambda.get(row * width + column).copied().unwrap_or(0.0);
            shape.cells().into_iter().map(cell).collect::<Vec<_>>()
        };
        shapes.iter().zip(triangles).flat_map(of).collect()
    }
}

/// A first guess of the free cells, from one-way analyses of variance of what the fixed effects leave, and of the second
/// derivatives of the deviance by them, from the expected information of balanced groups.
pub(crate) fn start(varying: &[Varying<'_>], shapes: &[Shape], residual: &[f64]) -> (Vec<f64>, Vec<f64>) {
    let analyses: Vec<(f64, f64)> = varying.iter().map(|factor| one_way(factor, residual)).collect();
    let within = analyses.iter().map(|(_, within)| *within).fold(f64::INFINITY, f64::min);
    let (mut place, mut curvature) = (Vec::new(), Vec::new());
    for ((factor, shape), (between, _)) in varying.iter().zip(shapes).zip(&analyses) {
        let ratio = between / within;
        let guess = if ratio.is_finite() { ratio.sqrt().clamp(0.1, 10.0) } else { 1.0 };
        let groups = factor.groups as f64;
        let rows = residual.len() as f64 / groups;
        for (row, column) in shape.cells() {
            let own = if row == 0 { guess } else { guess / 2.0 };
            let sure = rows * own * own / (1.0 + rows * own * own);
            place.push(if row == column { own } else { 0.0 });
            let share = if row == column { 4.0 } else { 2.0 };
            curvature.push((share * groups * sure * sure / (own * own)).max(1e-3));
        }
    }
    (place, curvature)
}

/// The variance between groups and the mean square within them.
fn one_way(factor: &Varying<'_>, residual: &[f64]) -> (f64, f64) {
    let (mut sums, mut counts) = (vec![0.0; factor.groups], vec![0.0; factor.groups]);
    for (group, value) in factor.of_row.iter().zip(residual) {
        if let (Some(sum), Some(count)) = (sums.get_mut(*group), counts.get_mut(*group)) {
            *sum += value;
            *count += 1.0;
        }
    }
    let n = residual.len() as f64;
    let total: f64 = residual.iter().map(|value| value * value).sum();
    let mean = residual.iter().sum::<f64>() / n;
    let groups: f64 = sums.iter().zip(&counts).map(|(sum, count)| sum * sum / count).sum();
    let squares: f64 = counts.iter().map(|count| count * count).sum();
    let free = factor.groups as f64 - 1.0;
    let within = (total - groups).max(0.0) / (n - factor.groups as f64).max(1.0);
    let typical = (n - squares / n) / free;
    (((groups - n * mean * mean) / free - within).max(0.0) / typical, within)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_triangle_makes_the_same_covariance() {
        let shape = Shape::new(&[2, 1]);
        let lambda = [0.1, 0.0, 0.0, 0.5, 2.0, 0.0, 0.0, 0.0, 1.5];
        let (turned, other) = shape.turned(&lambda);
        assert_eq!(turned.orders, [vec![1, 0], vec![0]]);
        let squared = |lambda: &[f64]| times(3, lambda, &transposed(3, lambda));
        squared(&lambda).iter().zip(squared(&other)).for_each(|(one, other)| assert!((one - other).abs() < 1e-12));
        let shapes = [turned];
        let place = Shape::places(&shapes, std::slice::from_ref(&other));
        assert_eq!(Shape::triangles(&shapes, &place), [other]);
    }
}
