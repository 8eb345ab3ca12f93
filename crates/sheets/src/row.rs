//! A row with its cells, and addresses of cells.

use std::fmt;

use crate::value::{self, Epoch, Number, Value};

/// One row of a sheet. All its text lies in one piece, so that a row costs no allocation when it is reused.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub(crate) number: u32,
    text: String,
    cells: Vec<Placed>,
}

#[derive(Clone, Copy, Debug)]
struct Placed {
    column: u32,
    start: u32,
    end: u32,
    form: Form,
    is_formula: bool,
}

/// How the text of a cell is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Empty,
    Text,
    Number,
    Bool,
    Error,
    Serial(Epoch),
    IsoDate,
}

/// A cell of a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell<'r> {
    /// The column, from 1.
    pub column: u32,
    /// The content.
    pub value: Value<'r>,
    /// Whether a formula made the content.
    pub is_formula: bool,
}

impl Row {
    /// The number of the row as the person sees it in Excel, from 1; for text files, the line.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The cells that the file has, from left to right.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.cells.iter().map(|placed| Cell {
            column: placed.column,
            value: self.value_of(placed),
            is_formula: placed.is_formula,
        })
    }

    /// The content of the cell in a column, from 1.
    #[must_use]
    pub fn get(&self, column: u32) -> Value<'_> {
        match self.cells.binary_search_by_key(&column, |placed| placed.column) {
            Ok(found) => self.value_of(&self.cells[found]),
            Err(_) => Value::Empty,
        }
    }

    /// Whether no cell shows anything.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.cells().all(|cell| cell.value.is_blank())
    }

    /// The last column with a cell, 0 when there is none.
    #[must_use]
    pub fn last_column(&self) -> u32 {
        self.cells.last().map_or(0, |placed| placed.column)
    }

    fn value_of(&self, placed: &Placed) -> Value<'_> {
        let text = &self.text[placed.start as usize..placed.end as usize];
        let number = || Number::read(text).map_or(Value::Text(text), Value::Number);
        match placed.form {
            Form::Empty => Value::Empty,
            Form::Text => Value::Text(text),
            Form::Bool => Value::Bool(text == "1" || text.eq_ignore_ascii_case("true")),
            Form::Error => Value::Error(text),
            Form::Number => number(),
            Form::Serial(epoch) => Number::read(text)
                .and_then(|serial| value::moment(serial.approximate(), epoch))
                .map_or_else(number, Value::Date),
            Form::IsoDate => value::iso_moment(text).map_or(Value::Text(text), Value::Date),
        }
    }

    pub(crate) fn start(&mut self, number: u32) {
        self.number = number;
        self.text.clear();
        self.cells.clear();
    }

    pub(crate) fn text_bytes(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn cell_count(&self) -> usize {
        self.cells.len()
    }

    /// Adds a cell. Texts are bounded by `Limits::row_bytes` long before 32 bits are full.
    pub(crate) fn push(&mut self, column: u32, form: Form, text: &str, is_formula: bool) {
        let start = position(self.text.len());
        self.text.push_str(text);
        let end = position(self.text.len());
        self.cells.push(Placed { column, start, end, form, is_formula });
    }

    /// Puts cells into order, should the file have them out of order.
    pub(crate) fn finish(&mut self) {
        if !self.cells.is_sorted_by_key(|placed| placed.column) {
            self.cells.sort_by_key(|placed| placed.column);
        }
    }
}

fn position(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Where a cell is: the sheet, the row and the column from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address {
    /// The name of the sheet.
    pub sheet: String,
    /// The row, from 1.
    pub row: u32,
    /// The column, from 1.
    pub column: u32,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}!{}{}", self.sheet, column_letters(self.column), self.row)
    }
}

/// The letters of a column: 1 is A, 28 is AB.
#[must_use]
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut left = column;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or(0)));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// The number of a column by its letters; none for anything else or beyond four letters.
#[must_use]
pub fn column_number(letters: &str) -> Option<u32> {
    let is_column = (1..=4).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_alphabetic());
    is_column.then(|| letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1))
}
