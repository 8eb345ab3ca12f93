//! OpenDocument spreadsheets, streamed from their one part of content.

use crate::archive::Archive;
use crate::failure::{Foreign, Result, Unreadable};
use crate::row::{Form, Row};
use crate::workbook::Block;
use crate::xml::{Piece, Tag, Xml};

const CONTENT: &str = "content.xml";
/// Cells of one row after repetition.
const MOST_CELLS: usize = 20_000;

/// An opened spreadsheet.
pub(crate) struct Book<'b> {
    archive: Archive<'b>,
    pub(crate) sheets: Vec<String>,
}

impl<'b> Book<'b> {
    pub(crate) fn open(archive: Archive<'b>) -> Result<Self> {
        let limit = archive.limits().sheets;
        let mut xml = archive.xml(CONTENT)?;
        let mut sheets = Vec::new();
        loop {
            match xml.piece()? {
                Piece::Open(tag) if tag.name() == "table" => {
                    sheets.push(tag.attribute("name").unwrap_or_default().into_owned());
                }
                Piece::End => break,
                _ => {}
            }
            if sheets.len() > limit {
                return Err(Unreadable::TooManySheets { limit });
            }
        }
        if sheets.is_empty() {
            return Err(Unreadable::NotATable(Foreign::Unknown));
        }
        Ok(Self { archive, sheets })
    }

    /// The merged ranges of a sheet.
    pub(crate) fn blocks(&self, sheet: usize) -> Result<Vec<Block>> {
        let mut rows = SheetRows::open(self, sheet)?;
        rows.keeps_blocks = true;
        let mut row = Row::default();
        while rows.next_row(&mut row)? {}
        Ok(rows.blocks)
    }
}

/// The rows of a sheet being read.
pub(crate) struct SheetRows<'w> {
    book: &'w Book<'w>,
    xml: Xml<'w>,
    sheet: &'w str,
    row: u32,
    /// How many more times the row that was read last comes.
    repeats: u32,
    cells: u64,
    merges: usize,
    keeps_blocks: bool,
    blocks: Vec<Block>,
    is_over: bool,
}

/// A cell being read.
struct OpenCell {
    column: u32,
    repeats: u32,
    form: Form,
    /// The value said by an attribute; otherwise the paragraphs are the value.
    value: Option<String>,
    has_type: bool,
    is_formula: bool,
}

impl<'w> SheetRows<'w> {
    pub(crate) fn open(book: &'w Book<'w>, sheet: usize) -> Result<Self> {
        let name = book.sheets.get(sheet).ok_or(Unreadable::NoSuchSheet { sheet })?;
        let mut xml = book.archive.xml(CONTENT)?;
        let mut before = sheet + 1;
        while before > 0 {
            match xml.piece()? {
                Piece::Open(tag) if tag.name() == "table" => before -= 1,
                Piece::End => return Err(Unreadable::Truncated),
                _ => {}
            }
        }
        Ok(Self {
            book,
            xml,
            sheet: name,
            row: 0,
            repeats: 0,
            cells: 0,
            merges: 0,
            keeps_blocks: false,
            blocks: Vec::new(),
            is_over: false,
        })
    }

    /// The next row that shows something.
    pub(crate) fn next_row(&mut self, row: &mut Row) -> Result<bool> {
        if self.repeats > 0 {
            self.repeats -= 1;
            self.row += 1;
            row.number = self.row;
            self.count(row.cell_count())?;
            return Ok(true);
        }
        while !self.is_over {
            match self.xml.piece()? {
                Piece::Open(tag) if tag.name() == "table-row" => {
                    let repeats = number(tag, "number-rows-repeated");
                    self.read_row(repeats, row)?;
                    if row.cell_count() > 0 {
                        return Ok(true);
                    }
                }
                Piece::Close("table") => self.is_over = true,
                Piece::End => return Err(Unreadable::Truncated),
                _ => {}
            }
        }
        Ok(false)
    }

    fn read_row(&mut self, repeats: u32, row: &mut Row) -> Result<()> {
        let limit = self.book.archive.limits().rows;
        let first = self.row.saturating_add(1);
        row.start(first);
        self.read_cells(row)?;
        if row.cell_count() == 0 {
            self.row = self.row.saturating_add(repeats);
            return Ok(());
        }
        if first.saturating_add(repeats - 1) > limit {
            return Err(Unreadable::TooManyRows { sheet: self.sheet.to_owned(), limit });
        }
        self.row = first;
        self.repeats = repeats - 1;
        Ok(())
    }

    fn read_cells(&mut self, row: &mut Row) -> Result<()> {
        let mut column = 1u32;
        loop {
            let number = row.number;
            let cell = match self.xml.piece()? {
                Piece::Open(tag) if matches!(tag.name(), "table-cell" | "covered-table-cell") => {
                    let block = merged(tag, number, column);
                    let cell = OpenCell::of(tag, column);
                    self.keep(block)?;
                    cell
                }
                Piece::Close("table-row") => return Ok(()),
                Piece::End => return Err(Unreadable::Truncated),
                _ => continue,
            };
            column = column.saturating_add(cell.repeats);
            self.read_cell(&cell, row)?;
        }
    }

    fn keep(&mut self, block: Option<Block>) -> Result<()> {
        let limit = self.book.archive.limits().merges;
        let Some(block) = block else { return Ok(()) };
        self.merges += 1;
        if self.merges > limit {
            return Err(Unreadable::TooManyMerges { sheet: self.sheet.to_owned(), limit });
        }
        if self.keeps_blocks {
            self.blocks.push(block);
        }
        Ok(())
    }

    fn read_cell(&mut self, cell: &OpenCell, row: &mut Row) -> Result<()> {
        let shown = self.paragraphs()?;
        let text = match &cell.value {
            Some(value) => value,
            None if cell.has_type || !shown.is_empty() => &shown,
            None => return Ok(()),
        };
        let limits = self.book.archive.limits();
        if cell.column.saturating_add(cell.repeats - 1) > limits.columns {
            return Err(Unreadable::TooManyColumns {
                sheet: self.sheet.to_owned(),
                row: row.number,
                limit: limits.columns,
            });
        }
        self.count(cell.repeats as usize)?;
        for column in cell.column..cell.column + cell.repeats {
            row.push(column, cell.form, text, cell.is_formula);
            if row.text_bytes() > limits.row_bytes || row.cell_count() > MOST_CELLS {
                return Err(Unreadable::RowTooLong {
                    sheet: self.sheet.to_owned(),
                    row: row.number,
                    limit: limits.row_bytes,
                });
            }
        }
        Ok(())
    }

    fn count(&mut self, cells: usize) -> Result<()> {
        let limit = self.book.archive.limits().cells;
        self.cells += cells as u64;
        if self.cells > limit {
            return Err(Unreadable::TooManyCells { sheet: self.sheet.to_owned(), limit });
        }
        Ok(())
    }

    /// The text that a cell shows, up to the end of the cell; remarks are left out.
    fn paragraphs(&mut self) -> Result<String> {
        let limit = self.book.archive.limits().row_bytes;
        let mut text = String::new();
        let (mut depth, mut paragraphs, mut remarks) = (0u32, 0u32, 0u32);
        loop {
            match self.xml.piece()? {
                Piece::Open(tag) => {
                    match tag.name() {
                        "annotation" => remarks += 1,
                        "p" if remarks == 0 => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                        }
                        "s" if remarks == 0 => {
                            text.extend(std::iter::repeat_n(' ', number(tag, "c").min(1000) as usize))
                        }
                        "tab" if remarks == 0 => text.push('\t'),
                        "line-break" if remarks == 0 => text.push('\n'),
                        _ => {}
                    }
                    depth += 1;
                }
                Piece::Text(piece) if paragraphs > 0 && remarks == 0 => text.push_str(&piece),
                Piece::Close(_) if depth == 0 => return Ok(text),
                Piece::Close(name) => {
                    remarks -= u32::from(name == "annotation" && remarks > 0);
                    depth -= 1;
                }
                Piece::End => return Err(Unreadable::Truncated),
                _ => {}
            }
            if text.len() > limit {
                return Err(Unreadable::TooMuchText { limit });
            }
        }
    }
}

impl OpenCell {
    fn of(tag: Tag<'_>, column: u32) -> Self {
        let text = |name| tag.attribute(name).map(std::borrow::Cow::into_owned);
        let kind = text("value-type");
        let (form, value) = match kind.as_deref() {
            Some("float" | "percentage" | "currency") => (Form::Number, text("value")),
            Some("date") => (Form::IsoDate, text("date-value")),
            Some("boolean") => (Form::Bool, text("boolean-value")),
            _ => (Form::Text, text("string-value")),
        };
        Self {
            column,
            repeats: number(tag, "number-columns-repeated"),
            form: if value.is_some() { form } else { Form::Text },
            value,
            has_type: kind.is_some(),
            is_formula: tag.attribute("formula").is_some(),
        }
    }
}

/// A count said by an attribute; 1 when it is not said.
fn number(tag: Tag<'_>, name: &str) -> u32 {
    tag.attribute(name).and_then(|text| text.parse().ok()).unwrap_or(1).max(1)
}

/// The range that a cell takes, when it is more than itself.
fn merged(tag: Tag<'_>, row: u32, column: u32) -> Option<Block> {
    let (columns, rows) = (number(tag, "number-columns-spanned"), number(tag, "number-rows-spanned"));
    (columns > 1 || rows > 1).then(|| Block {
        first_row: row,
        last_row: row.saturating_add(rows - 1),
        first_column: column,
        last_column: column.saturating_add(columns - 1),
    })
}
