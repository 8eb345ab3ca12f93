//! Makes the workbooks of these tests, cell by cell.

use std::collections::BTreeMap;

use rust_xlsxwriter::Workbook;

/// A sheet being filled; rows and columns from 1.
#[derive(Default, Clone)]
pub(super) struct Grid {
    cells: BTreeMap<(u32, u16), Cell>,
    merges: Vec<(u32, u16, u16)>,
}

/// What a cell of a test has.
#[derive(Clone)]
pub(super) enum Cell {
    Text(String),
    Number(f64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Cell::Number(number.into())
    }
}

impl Grid {
    pub(super) fn put(&mut self, row: u32, column: u16, cell: impl Into<Cell>) {
        self.cells.insert((row, column), cell.into());
    }

    /// Puts cells side by side.
    pub(super) fn line<C: Into<Cell>>(&mut self, row: u32, column: u16, cells: impl IntoIterator<Item = C>) {
        for (cell, column) in cells.into_iter().zip(column..) {
            self.put(row, column, cell);
        }
    }

    /// Merges cells of a row.
    pub(super) fn merge(&mut self, row: u32, first: u16, last: u16) {
        self.merges.push((row, first, last));
    }
}

/// A workbook of sheets.
pub(super) fn workbook(sheets: &[(&str, &Grid)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    for (name, grid) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for &(row, first, last) in &grid.merges {
            sheet.merge_range(row - 1, first - 1, row - 1, last - 1, "", &rust_xlsxwriter::Format::new()).unwrap();
        }
        for ((row, column), cell) in &grid.cells {
            match cell {
                Cell::Text(text) => sheet.write_string(row - 1, column - 1, text).unwrap(),
                Cell::Number(number) => sheet.write_number(row - 1, column - 1, *number).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}
