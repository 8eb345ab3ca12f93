//! Tables: columns with widths, header rows that repeat on each page, cells that may cover several places.

use serde::Serialize;

use crate::{Align, Text};

/// A table with its caption «Таблица N.» above and its notes below.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The caption, without «Таблица» and number; a table without one is not numbered.
    pub caption: Option<Text>,
    /// The columns.
    pub columns: Vec<Column>,
    /// Header rows; they repeat at the top of each page.
    pub header: Vec<Row>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Small print below.
    pub notes: Vec<Text>,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its width relative to the others.
    pub width: u32,
    /// How its cells stand.
    pub align: Align,
}

/// A row of cells; places covered by a cell from above or from the left are left out, as in HTML.
pub type Row = Vec<Cell>;

/// How strongly a cell speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Weight {
    /// As usual.
    Plain,
    /// Bold: totals, groups.
    Strong,
    /// Grey: no data, not applicable.
    Faint,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The words.
    pub text: Text,
    /// How many columns it covers.
    pub columns: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// How it stands, if otherwise than its column.
    pub align: Option<Align>,
    /// How strongly it speaks.
    pub weight: Weight,
}

impl Cell {
    /// A plain cell of one place.
    pub fn new(text: impl Into<Text>) -> Self {
        Self { text: text.into(), columns: 1, rows: 1, align: None, weight: Weight::Plain }
    }

    /// The same over several columns.
    #[must_use]
    pub fn across(self, columns: usize) -> Self {
        Self { columns: columns.max(1), ..self }
    }

    /// The same over several rows.
    #[must_use]
    pub fn down(self, rows: usize) -> Self {
        Self { rows: rows.max(1), ..self }
    }

    /// The same in bold.
    #[must_use]
    pub fn strong(self) -> Self {
        Self { weight: Weight::Strong, ..self }
    }

    /// The same in grey.
    #[must_use]
    pub fn faint(self) -> Self {
        Self { weight: Weight::Faint, ..self }
    }

    /// The same standing otherwise than its column.
    #[must_use]
    pub fn aligned(self, align: Align) -> Self {
        Self { align: Some(align), ..self }
    }
}

impl Column {
    /// A column of words.
    #[must_use]
    pub const fn words(width: u32) -> Self {
        Self { width, align: Align::Left }
    }

    /// A column of numbers, centred as in school papers.
    #[must_use]
    pub const fn numbers(width: u32) -> Self {
        Self { width, align: Align::Center }
    }
}

impl Table {
    /// A table with one header row of plain names.
    #[must_use]
    pub fn new(columns: Vec<Column>, names: &[&str]) -> Self {
        let header = names.iter().map(|name| Cell::new(*name)).collect();
        Self { caption: None, columns, header: vec![header], rows: Vec::new(), notes: Vec::new() }
    }

    /// The same with a caption.
    #[must_use]
    pub fn captioned(self, caption: impl Into<Text>) -> Self {
        Self { caption: Some(caption.into()), ..self }
    }

    /// The same with a line of small print below.
    #[must_use]
    pub fn noted(mut self, note: impl Into<Text>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Adds a row of plain cells.
    pub fn row<T: Into<Text>>(&mut self, cells: impl IntoIterator<Item = T>) {
        self.rows.push(cells.into_iter().map(Cell::new).collect());
    }

    /// Type size in points: smaller when there are many columns.
    #[must_use]
    pub fn size(&self) -> u32 {
        match self.columns.len() {
            0..=7 => 11,
            8..=12 => 10,
            13..=18 => 8,
            _ => 7,
        }
    }
}
