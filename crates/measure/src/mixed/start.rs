//! Where the search for the variances begins.

use super::cross_products::Varying;

/// Which cells of the small triangle λ of a factor are free: a triangle for each of its terms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shape {
    pub(crate) widths: Vec<usize>,
}

impl Shape {
    /// How many free cells there are.
    pub(crate) fn len(&self) -> usize {
        self.widths.iter().map(|width| width * (width + 1) / 2).sum()
    }

    fn width(&self) -> usize {
        self.widths.iter().sum()
    }

    /// The free cells: row and column.
    fn cells(&self) -> Vec<(usize, usize)> {
        let mut cells = Vec::new();
        let mut start = 0;
        for width in &self.widths {
            let rows = start..start + width;
            cells.extend(rows.flat_map(|row| (start..=row).map(move |column| (row, column))));
            start += width;
        }
        cells
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
