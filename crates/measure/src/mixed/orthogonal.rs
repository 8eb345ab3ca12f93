//! Columns made orthogonal to each other.

/// Columns of unit length at right angles, and what makes the columns they came from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Orthogonal {
    /// The unit columns.
    pub(crate) columns: Vec<Vec<f64>>,
    /// For each kept column its coordinates along the unit columns up to its own (a triangle).
    pub(crate) triangle: Vec<Vec<f64>>,
    /// The places of the kept columns among those given.
    pub(crate) kept: Vec<usize>,
}

/// What is left of a column, relative to itself, when it depends on those before it.
const DEPENDENT: f64 = 1e-7;

impl Orthogonal {
    /// By Gram and Schmidt, each column twice; a column that depends on those before it is left out.
    pub(crate) fn of(columns: &[Vec<f64>]) -> Orthogonal {
        let mut made = Orthogonal { columns: Vec::new(), triangle: Vec::new(), kept: Vec::new() };
        for (place, column) in columns.iter().enumerate() {
            let mut rest = column.clone();
            let along = made.take_out(&mut rest);
            let (whole, left) = (length(column), length(&rest));
            if left > DEPENDENT * whole {
                rest.iter_mut().for_each(|cell| *cell /= left);
                made.columns.push(rest);
                made.triangle.push(along.into_iter().chain([left]).collect());
                made.kept.push(place);
            }
        }
        made
    }

    /// Takes from a column what lies along the unit columns, and gives the coordinates of what was taken.
    pub(crate) fn take_out(&self, column: &mut [f64]) -> Vec<f64> {
        let mut along = vec![0.0; self.columns.len()];
        for _ in 0..2 {
            for (unit, coordinate) in self.columns.iter().zip(&mut along) {
                let part = dot(unit, column);
                column.iter_mut().zip(unit).for_each(|(cell, unit)| *cell -= part * unit);
                *coordinate += part;
            }
        }
        along
    }

    /// The inverse of the triangle, row by row: unit column `j` is the sum of kept columns `i` times cell `(i, j)`.
    pub(crate) fn inverse(&self) -> Vec<Vec<f64>> {
        let size = self.kept.len();
        let mut inverse = vec![vec![0.0; size]; size];
        // Column by column: `triangle[j]` has the coordinates of kept column j along the unit columns.
        for (place, along) in self.triangle.iter().enumerate() {
            let Some((last, before)) = along.split_last() else { continue };
            for row in &mut inverse {
                let made: f64 = row.iter().zip(before).map(|(cell, coordinate)| cell * coordinate).sum();
                row[place] = -made / last;
            }
            inverse[place][place] += 1.0 / last;
        }
        inverse
    }
}

pub(crate) fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

fn length(column: &[f64]) -> f64 {
    dot(column, column).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unit_columns_make_the_columns_again() {
        let columns = vec![
            vec![1.0; 4],
            vec![2015.0, 2016.0, 2018.0, 2020.0],
            vec![0.0, 1.0, 3.0, 5.0],
            vec![1.0, 0.0, 0.0, 2.0],
        ];
        let made = Orthogonal::of(&columns);
        assert_eq!(made.kept, [0, 1, 3]);
        assert!(dot(&made.columns[0], &made.columns[1]).abs() < 1e-15);
        let inverse = made.inverse();
        let again: f64 = (0..3).map(|i| columns[made.kept[i]][2] * inverse[i][2]).sum();
        assert!((again - made.columns[2][2]).abs() < 1e-9);
    }
}
