//! A CSV file as a table of texts, and its columns as numbers, factors and items. Every refusal names row and column.

mod choose;
mod items;
mod numbers;
mod read;
#[cfg(test)]
mod tests;

#[cfg(test)]
pub(crate) use choose::is_like;
pub(crate) use items::{Items, scored_items};
pub(crate) use numbers::{Factor, number};

/// A table: a header row and rows of equal length.
#[derive(Debug)]
pub(crate) struct Table {
    names: Vec<String>,
    /// all cells after one another, row by row
    text: String,
    /// where each cell ends
    ends: Vec<usize>,
    /// the row of the file (counted from 1, the header is row 1) of each row
    file_rows: Vec<usize>,
}

impl Table {
    /// The names of the columns.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// How many rows there are below the header.
    pub(crate) fn rows(&self) -> usize {
        self.file_rows.len()
    }

    /// The text of a cell without spaces around it; rows and columns are counted from 0.
    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.names.len() + column;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    /// The text of a cell, or nothing if it is blank or NA.
    pub(crate) fn present(&self, row: usize, column: usize) -> Option<&str> {
        Some(self.cell(row, column)).filter(|text| !is_missing(text))
    }

    /// «строка 7, столбец «Q2»» for messages.
    pub(crate) fn place(&self, row: usize, column: usize) -> String {
        format!("строка {}, столбец «{}»", self.file_rows[row], self.names[column])
    }
}

fn is_missing(text: &str) -> bool {
    text.is_empty() || text == "NA"
}
