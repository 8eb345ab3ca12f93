//! Where the cells of a table come to stand once spans are laid out; faulty spans are cut to the table.

use crate::{Cell, Row};

/// What stands at one place of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot<'a> {
    /// A cell begins here and covers so many columns and rows.
    Cell {
        /// The cell.
        cell: &'a Cell,
        /// Columns covered, cut to the table.
        columns: usize,
        /// Rows covered, cut to the section.
        rows: usize,
    },
    /// A cell from above reaches down to here, so many columns wide.
    Below {
        /// Columns covered.
        columns: usize,
    },
    /// A cell from the left covers this place.
    Covered,
    /// No cell was given.
    Empty,
}

/// The places of one section (header or body) of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid<'a> {
    /// Rows of slots, each as wide as the table.
    pub rows: Vec<Vec<Slot<'a>>>,
}

impl<'a> Grid<'a> {
    /// Lays out the rows of a section over a number of columns.
    #[must_use]
    pub fn new(rows: &'a [Row], width: usize) -> Self {
        let mut grid = vec![vec![Slot::Empty; width]; rows.len()];
        for (y, row) in rows.iter().enumerate() {
            let mut x = 0;
            for cell in row {
                while x < width && grid[y][x] != Slot::Empty {
                    x += 1;
                }
                if x == width {
                    break;
                }
                let free = grid[y][x..].iter().take_while(|slot| **slot == Slot::Empty).count();
                let columns = cell.columns.clamp(1, free);
                let tall = cell.rows.clamp(1, rows.len() - y);
                for line in grid.iter_mut().skip(y).take(tall) {
                    line[x] = Slot::Below { columns };
                    line[x + 1..x + columns].fill(Slot::Covered);
                }
                grid[y][x] = Slot::Cell { cell, columns, rows: tall };
                x += columns;
            }
        }
        Self { rows: grid }
    }
}
