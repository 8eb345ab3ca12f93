//! Factors and inverses of large symmetric matrices, block by block and on several threads.
//!
//! Each cell is summed by one thread in a fixed order, so the answer does not depend on how many threads there are.

use std::num::NonZero;

/// A square matrix, row after row.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Square {
    pub(crate) size: usize,
    pub(crate) cells: Vec<f64>,
}

/// Rows and columns are taken in tiles of four by four,
const TILE: usize = 4;
/// and in blocks of this many.
const BLOCK: usize = 64;
/// From this many multiplications on a block is shared among threads.
const WORTH_SHARING: usize = 2_000_000;
const MOST_THREADS: usize = 4;

impl Square {
    pub(crate) fn zero(size: usize) -> Square {
        Square { size, cells: vec![0.0; size * size] }
    }

    pub(crate) fn row(&self, row: usize) -> &[f64] {
        self.cells.get(row * self.size..(row + 1) * self.size).unwrap_or_default()
    }

    pub(crate) fn get(&self, row: usize, column: usize) -> f64 {
        self.row(row).get(column).copied().unwrap_or(0.0)
    }

    /// Replaces the lower triangle of a positive definite matrix by its factor of Cholesky. Cells above the diagonal are
    /// neither read nor meaningful afterwards. Nothing, if the matrix is not positive definite.
    pub(crate) fn factor(&mut self) -> Option<()> {
        let size = self.size;
        let mut from = 0;
        while from < size {
            let to = (from + BLOCK).min(size);
            let corner = self.factor_corner(from, to)?;
            let depth = to - from;
            let below = self.cells.get_mut(to * size..).unwrap_or_default();
            for row in below.chunks_exact_mut(size) {
                forward(&corner, depth, row.get_mut(from..to).unwrap_or_default());
            }
            let panel = packed_rows(below, size, from, depth);
            let shape = Shape { width: size, first: to, columns: size - to, is_lower: true, sign: -1.0 };
            update(below, &panel, &panel, depth, shape);
            from = to;
        }
        Some(())
    }

    /// Factors a block on the diagonal; gives it transposed, for [`forward`].
    fn factor_corner(&mut self, from: usize, to: usize) -> Option<Vec<f64>> {
        let (size, depth) = (self.size, to - from);
        let mut corner = vec![0.0; depth * depth];
        for row in 0..depth {
            let start = (from + row) * size + from;
            let cells = self.cells.get_mut(start..=start + row)?;
            let (last, before) = cells.split_last_mut()?;
            forward(&corner, depth, before);
            let rest = *last - before.iter().map(|cell| cell * cell).sum::<f64>();
            if !(rest > 0.0 && rest.is_finite()) {
                return None;
            }
            *last = rest.sqrt();
            for (column, cell) in cells.iter().enumerate() {
                corner[column * depth + row] = *cell;
            }
        }
        Some(corner)
    }

    /// The sum of the logarithms of the diagonal of a factor, twice: the logarithm of the determinant.
    pub(crate) fn log_determinant(&self) -> f64 {
        2.0 * (0..self.size).map(|place| self.get(place, place).ln()).sum::<f64>()
    }

    /// Solves `L x = b` for several right sides at once: `sides` holds a row of `width` for each row of the factor.
    pub(crate) fn solve_lower(&self, sides: &mut [f64], width: usize) {
        for place in 0..self.size {
            let (done, rest) = sides.split_at_mut(place * width);
            let Some(own) = rest.get_mut(..width) else { return };
            let (Some(last), Some(before)) = (self.row(place).get(place), self.row(place).get(..place)) else { return };
            for (cell, other) in before.iter().zip(done.chunks_exact(width)) {
                own.iter_mut().zip(other).for_each(|(value, other)| *value -= cell * other);
            }
            own.iter_mut().for_each(|value| *value /= last);
        }
    }

    /// Solves `L' x = b` in the same way.
    pub(crate) fn solve_upper(&self, sides: &mut [f64], width: usize) {
        for place in (0..self.size).rev() {
            let (before, rest) = sides.split_at_mut(place * width);
            let Some(own) = rest.get_mut(..width) else { return };
            let last = self.get(place, place);
            own.iter_mut().for_each(|value| *value /= last);
            for (cell, other) in self.row(place).iter().zip(before.chunks_exact_mut(width)) {
                other.iter_mut().zip(&*own).for_each(|(value, own)| *value -= cell * own);
            }
        }
    }

    /// The inverse of the matrix whose factor this is, all of its cells.
    pub(crate) fn inverse_of_factored(&self) -> Square {
        let lower = self.inverse_lower();
        let size = self.size;
        let mut inverse = Square::zero(size);
        let mut from = 0;
        while from < size {
            let to = (from + BLOCK).min(size);
            let panel = packed_columns(&lower.cells, size, from..to, to);
            let target = inverse.cells.get_mut(..to * size).unwrap_or_default();
            let shape = Shape { width: size, first: 0, columns: to, is_lower: true, sign: 1.0 };
            update(target, &panel, &panel, to - from, shape);
            from = to;
        }
        for row in 0..size {
            for column in 0..row {
                inverse.cells[column * size + row] = inverse.cells[row * size + column];
            }
        }
        inverse
    }

    /// The inverse of a factor.
    fn inverse_lower(&self) -> Square {
        let size = self.size;
        let mut inverse = Square::zero(size);
        (0..size).for_each(|place| inverse.cells[place * size + place] = 1.0);
        let mut from = 0;
        while from < size {
            let to = (from + BLOCK).min(size);
            let depth = to - from;
            let (above, below) = inverse.cells.split_at_mut(to * size);
            let own = above.get_mut(from * size..).unwrap_or_default();
            for place in 0..depth {
                let (done, rest) = own.split_at_mut(place * size);
                let Some(row) = rest.get_mut(..to) else { break };
                let factor = self.row(from + place).get(from..=from + place).unwrap_or_default();
                let Some((last, before)) = factor.split_last() else { break };
                for (cell, other) in before.iter().zip(done.chunks_exact(size)) {
                    row.iter_mut().zip(other).for_each(|(value, other)| *value -= cell * other);
                }
                row.iter_mut().for_each(|value| *value /= last);
            }
            let rows = packed_rows(self.cells.get(to * size..).unwrap_or_default(), size, from, depth);
            let columns = packed_columns(own, size, 0..depth, to);
            update(
                below,
                &rows,
                &columns,
                depth,
                Shape { width: size, first: 0, columns: to, is_lower: false, sign: -1.0 },
            );
            from = to;
        }
        inverse
    }
}

/// Solves `L x = b` in place for one short row; the factor is given transposed, `depth` to a row.
fn forward(corner: &[f64], depth: usize, row: &mut [f64]) {
    for (place, column) in corner.chunks_exact(depth.max(1)).enumerate().take(row.len()) {
        let (Some((own, rest)), Some((pivot, below))) = (
            row.get_mut(place..).and_then(<[f64]>::split_first_mut),
            column.get(place..).and_then(<[f64]>::split_first),
        ) else {
            return;
        };
        *own /= pivot;
        rest.iter_mut().zip(below).for_each(|(cell, factor)| *cell -= factor * *own);
    }
}

/// Packs `depth` columns from `first` on of the rows of a matrix, four rows side by side, the last ones filled by zeros.
fn packed_rows(cells: &[f64], width: usize, first: usize, depth: usize) -> Vec<f64> {
    let rows = cells.len() / width.max(1);
    let mut packed = vec![0.0; rows.div_ceil(TILE) * TILE * depth];
    for (strip, four) in packed.chunks_exact_mut(TILE * depth).zip(cells.chunks(TILE * width)) {
        for (place, row) in four.chunks_exact(width).enumerate() {
            let row = row.get(first..first + depth).unwrap_or_default();
            strip.iter_mut().skip(place).step_by(TILE).zip(row).for_each(|(cell, value)| *cell = *value);
        }
    }
    packed
}

/// Packs the first `columns` of some rows of a matrix, four columns side by side, the last ones filled by zeros.
fn packed_columns(cells: &[f64], width: usize, rows: std::ops::Range<usize>, columns: usize) -> Vec<f64> {
    let depth = rows.len();
    let mut packed = vec![0.0; columns.div_ceil(TILE) * TILE * depth];
    for (place, row) in cells.chunks_exact(width).skip(rows.start).take(depth).enumerate() {
        let row = row.get(..columns).unwrap_or_default();
        for (strip, four) in packed.chunks_exact_mut(TILE * depth).zip(row.chunks(TILE)) {
            strip.iter_mut().skip(place * TILE).zip(four).for_each(|(cell, value)| *cell = *value);
        }
    }
    packed
}

/// Where a product of packed strips is added.
#[derive(Debug, Clone, Copy)]
struct Shape {
    /// Cells in a row of the target.
    width: usize,
    /// The first column that changes.
    first: usize,
    /// How many columns change.
    columns: usize,
    /// Whether only tiles up to the diagonal change.
    is_lower: bool,
    /// 1 to add, −1 to take away.
    sign: f64,
}

/// Adds the product of packed rows and packed columns to whole rows of a target.
fn update(target: &mut [f64], rows: &[f64], columns: &[f64], depth: usize, shape: Shape) {
    let strips = target.chunks_mut(TILE * shape.width).zip(rows.chunks_exact(TILE * depth)).enumerate();
    let work = rows.len() * shape.columns;
    let threads = if work < WORTH_SHARING { 1 } else { threads() };
    if threads == 1 {
        strips.for_each(|(place, (cells, row))| strip(place, cells, row, columns, depth, shape));
        return;
    }
    // Neighbouring strips go to different threads: those of a triangle are longer and longer.
    let mut shares: Vec<Vec<_>> = (0..threads).map(|_| Vec::new()).collect();
    for (place, piece) in strips {
        if let Some(share) = shares.get_mut(place % threads) {
            share.push((place, piece));
        }
    }
    std::thread::scope(|scope| {
        for share in shares {
            scope.spawn(move || {
                for (place, (cells, row)) in share {
                    strip(place, cells, row, columns, depth, shape);
                }
            });
        }
    });
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS)
}

/// Four rows of the target.
fn strip(place: usize, cells: &mut [f64], rows: &[f64], columns: &[f64], depth: usize, shape: Shape) {
    let reach = if shape.is_lower { place + 1 } else { usize::MAX };
    let end = shape.first + shape.columns;
    for (tile, column) in columns.chunks_exact(TILE * depth).take(reach).enumerate() {
        let start = shape.first + tile * TILE;
        let sums = product(rows, column);
        for (row, sums) in cells.chunks_exact_mut(shape.width).zip(sums) {
            let own = row.get_mut(start..end.min(start + TILE)).unwrap_or_default();
            own.iter_mut().zip(sums).for_each(|(cell, sum)| *cell += shape.sign * sum);
        }
    }
}

/// The sixteen sums of products of two strips.
fn product(rows: &[f64], columns: &[f64]) -> [[f64; TILE]; TILE] {
    let mut sums = [[0.0; TILE]; TILE];
    let (rows, _) = rows.as_chunks::<TILE>();
    let (columns, _) = columns.as_chunks::<TILE>();
    for (row, column) in rows.iter().zip(columns) {
        for (sums, cell) in sums.iter_mut().zip(row) {
            for (sum, other) in sums.iter_mut().zip(column) {
                *sum += cell * other;
            }
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix: a diagonal and a smooth rest.
    fn example(size: usize) -> Square {
        let mut matrix = Square::zero(size);
        for row in 0..size {
            for column in 0..size {
                let (a, b) = (row as f64, column as f64);
                let near = 1.0 / (1.0 + (a - b).abs());
                matrix.cells[row * size + column] = near + if row == column { 1.0 + a % 7.0 } else { 0.0 };
            }
        }
        matrix
    }

    #[test]
    fn a_factor_and_its_inverse_make_the_matrix_and_one() {
        for size in [1, 3, 64, 65, 150] {
            let matrix = example(size);
            let mut factor = matrix.clone();
            factor.factor().unwrap();
            let inverse = factor.inverse_of_factored();
            for row in 0..size {
                for column in 0..=row {
                    let made: f64 = (0..=column).map(|k| factor.get(row, k) * factor.get(column, k)).sum();
                    assert!((made - matrix.get(row, column)).abs() < 1e-12, "{size} {row} {column}");
                    let one: f64 = (0..size).map(|k| matrix.get(row, k) * inverse.get(k, column)).sum();
                    assert!((one - f64::from(u8::from(row == column))).abs() < 1e-12, "{size} {row} {column}");
                }
            }
        }
    }

    #[test]
    fn both_triangles_are_solved() {
        let matrix = example(70);
        let mut factor = matrix.clone();
        factor.factor().unwrap();
        let mut sides: Vec<f64> = (0..140).map(f64::from).collect();
        factor.solve_lower(&mut sides, 2);
        factor.solve_upper(&mut sides, 2);
        for row in 0..70 {
            let made: f64 = (0..70).map(|k| matrix.get(row, k) * sides[2 * k + 1]).sum();
            assert!((made - (2 * row + 1) as f64).abs() < 1e-10);
        }
    }

    #[test]
    fn what_is_not_positive_definite_has_no_factor() {
        let mut matrix = example(80);
        matrix.cells[79 * 80 + 79] = -1.0;
        assert!(matrix.factor().is_none());
    }
}
