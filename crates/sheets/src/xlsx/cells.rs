//! The rows of one sheet, streamed.

use std::borrow::Cow;

use super::{Book, shared};
use crate::failure::{Fault, Result, Unreadable};
use crate::row::{Form, Row};
use crate::workbook::Block;
use crate::xml::{Piece, Tag, Xml};
use crate::{Limits, column_number};

/// The rows of a sheet being read.
pub(crate) struct SheetRows<'w> {
    book: &'w Book<'w>,
    xml: Xml<'w>,
    sheet: &'w str,
    /// The text of the cell being read, kept for its memory.
    text: String,
    row: u32,
    cells: u64,
    merges: usize,
    is_over: bool,
}

/// A cell being read.
struct OpenCell {
    column: u32,
    kind: CellKind,
    has_date_style: bool,
    is_formula: bool,
    has_value: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum CellKind {
    Number,
    Shared,
    Text,
    Bool,
    Error,
    IsoDate,
}

impl<'w> SheetRows<'w> {
    pub(crate) fn open(book: &'w Book<'w>, sheet: usize) -> Result<Self> {
        let part = book.sheets.get(sheet).ok_or(Unreadable::NoSuchSheet { sheet })?;
        Ok(Self {
            book,
            xml: book.archive.xml(&part.path)?,
            sheet: &part.name,
            text: String::new(),
            row: 0,
            cells: 0,
            merges: 0,
            is_over: false,
        })
    }

    fn limits(&self) -> &'w Limits {
        self.book.archive.limits()
    }

    /// The next row that the sheet has. After the last one the rest of the part is still read and checked.
    pub(crate) fn next_row(&mut self, row: &mut Row) -> Result<bool> {
        while !self.is_over {
            match self.xml.piece()? {
                Piece::Open(tag) => match tag.name() {
                    "row" => {
                        let number = tag.attribute("r").and_then(|text| text.parse().ok());
                        self.start_row(number.unwrap_or(self.row.saturating_add(1)), row)?;
                        self.read_cells(row)?;
                        row.finish();
                        return Ok(true);
                    }
                    "mergeCell" => {
                        self.merges += 1;
                        self.check_merges()?;
                    }
                    _ => {}
                },
                Piece::End => self.is_over = true,
                _ => {}
            }
        }
        Ok(false)
    }

    fn start_row(&mut self, number: u32, row: &mut Row) -> Result<()> {
        let limit = self.limits().rows;
        if number == 0 || number > limit {
            return Err(Unreadable::TooManyRows { sheet: self.sheet.to_owned(), limit });
        }
        self.row = number;
        row.start(number);
        Ok(())
    }

    fn check_merges(&self) -> Result<()> {
        let limit = self.limits().merges;
        if self.merges > limit {
            return Err(Unreadable::TooManyMerges { sheet: self.sheet.to_owned(), limit });
        }
        Ok(())
    }

    /// The cells up to the end of the row.
    fn read_cells(&mut self, row: &mut Row) -> Result<()> {
        let mut last_column = 0;
        loop {
            let cell = match self.xml.piece()? {
                Piece::Open(tag) if tag.name() == "c" => OpenCell::of(tag, last_column, self.book),
                Piece::Close("row") => return Ok(()),
                Piece::End => return Err(Unreadable::Truncated),
                _ => continue,
            };
            last_column = cell.column;
            self.check_cell(&cell)?;
            self.read_cell(cell, row)?;
            self.check_text(row)?;
        }
    }

    fn check_cell(&mut self, cell: &OpenCell) -> Result<()> {
        let limits = self.limits();
        self.cells += 1;
        if self.cells > limits.cells {
            return Err(Unreadable::TooManyCells { sheet: self.sheet.to_owned(), limit: limits.cells });
        }
        if cell.column == 0 || cell.column > limits.columns {
            return Err(Unreadable::TooManyColumns {
                sheet: self.sheet.to_owned(),
                row: self.row,
                limit: limits.columns,
            });
        }
        Ok(())
    }

    fn check_text(&self, row: &Row) -> Result<()> {
        let limit = self.limits().row_bytes;
        if row.text_bytes() > limit || row.cell_count() > MOST_CELLS {
            return Err(Unreadable::RowTooLong { sheet: self.sheet.to_owned(), row: self.row, limit });
        }
        Ok(())
    }

    /// The content of a cell up to its end.
    fn read_cell(&mut self, mut cell: OpenCell, row: &mut Row) -> Result<()> {
        let limit = self.limits().row_bytes;
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let (mut is_value, mut is_phonetic) = (false, false);
        loop {
            match self.xml.piece()? {
                Piece::Open(tag) => match tag.name() {
                    "v" | "t" if !is_phonetic => (is_value, cell.has_value) = (true, true),
                    "rPh" => is_phonetic = true,
                    "f" => cell.is_formula = true,
                    _ => {}
                },
                // One value may come in several pieces.
                Piece::Text(piece) if is_value => {
                    if text.len() + piece.len() > limit {
                        return Err(Unreadable::TooMuchText { limit });
                    }
                    text.push_str(&piece);
                }
                Piece::Close(name) => match name {
                    "v" | "t" => is_value = false,
                    "rPh" => is_phonetic = false,
                    "c" => break,
                    _ => {}
                },
                Piece::End => return Err(Unreadable::Truncated),
                _ => {}
            }
        }
        self.place(&cell, &text, row)?;
        self.text = text;
        Ok(())
    }

    fn place(&self, cell: &OpenCell, text: &str, row: &mut Row) -> Result<()> {
        let (form, text) = match cell.kind {
            CellKind::Shared | CellKind::Text if !cell.has_value => (Form::Text, Cow::Borrowed("")),
            CellKind::Shared => {
                let found = text.trim().parse().ok().and_then(|position| self.book.strings.get(position));
                let found = found.ok_or_else(|| Unreadable::damaged(self.sheet, Fault::Reference))?;
                (Form::Text, Cow::Borrowed(found))
            }
            CellKind::Text => (Form::Text, shared::unescaped(text)),
            _ if text.is_empty() => (Form::Empty, Cow::Borrowed("")),
            CellKind::Bool => (Form::Bool, Cow::Borrowed(text)),
            CellKind::Error => (Form::Error, Cow::Borrowed(text)),
            CellKind::IsoDate => (Form::IsoDate, Cow::Borrowed(text)),
            CellKind::Number if cell.has_date_style => (Form::Serial(self.book.epoch), Cow::Borrowed(text.trim())),
            CellKind::Number => (Form::Number, Cow::Borrowed(text.trim())),
        };
        row.push(cell.column, form, &text, cell.is_formula);
        Ok(())
    }
}

/// Cells of one row: more than Excel has columns.
const MOST_CELLS: usize = 20_000;

impl OpenCell {
    fn of(tag: Tag<'_>, last_column: u32, book: &Book<'_>) -> Self {
        let mut cell = Self {
            column: last_column.saturating_add(1),
            kind: CellKind::Number,
            has_date_style: false,
            is_formula: false,
            has_value: false,
        };
        for (name, value) in tag.attributes() {
            match name {
                "r" => {
                    let letters = value.trim_end_matches(|c: char| c.is_ascii_digit());
                    cell.column = column_number(letters).unwrap_or(0);
                }
                "s" => {
                    let style = value.parse::<usize>().ok();
                    let is_date = style.and_then(|style| book.date_styles.get(style));
                    cell.has_date_style = is_date.copied().unwrap_or(false);
                }
                "t" => {
                    cell.kind = match value {
                        "s" => CellKind::Shared,
                        "str" | "inlineStr" => CellKind::Text,
                        "b" => CellKind::Bool,
                        "e" => CellKind::Error,
                        "d" => CellKind::IsoDate,
                        _ => CellKind::Number,
                    }
                }
                _ => {}
            }
        }
        cell
    }
}

/// The merged ranges of a sheet.
pub(crate) fn blocks(book: &Book<'_>, sheet: usize) -> Result<Vec<Block>> {
    let part = book.sheets.get(sheet).ok_or(Unreadable::NoSuchSheet { sheet })?;
    let limit = book.archive.limits().merges;
    let mut xml = book.archive.xml(&part.path)?;
    let mut blocks = Vec::new();
    loop {
        match xml.piece()? {
            Piece::Open(tag) if tag.name() == "mergeCell" => {
                let range = tag.attribute("ref").unwrap_or_default();
                let block = Block::read(&range).ok_or_else(|| Unreadable::damaged(&part.name, Fault::Reference))?;
                blocks.push(block);
            }
            Piece::End => return Ok(blocks),
            _ => {}
        }
        if blocks.len() > limit {
            return Err(Unreadable::TooManyMerges { sheet: part.name.clone(), limit });
        }
    }
}
