//! A file opened for reading, whatever its format.

use crate::failure::{Result, Unreadable};
use crate::input::{Input, TableFile};
use crate::kind::{self, Opened};
use crate::labels::FIRST_SHEET;
use crate::row::Row;
use crate::{Kind, Limits, Records, column_number, delimited, html, ods, xls, xlsx};

/// A table file. It borrows the bytes of the file; rows are read when they are asked for.
pub struct Workbook<'b> {
    kind: Kind,
    sheets: Vec<Sheet>,
    content: Content<'b>,
    limits: Limits,
}

enum Content<'b> {
    Xlsx(Box<xlsx::Book<'b>>),
    Ods(Box<ods::Book<'b>>),
    Xls(Box<xls::Book>),
    Html(Vec<html::Table>),
    Delimited(delimited::Layout<'b>),
}

/// A sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether Excel hides it.
    pub is_hidden: bool,
}

impl Sheet {
    fn shown(name: &str) -> Self {
        Self { name: name.to_owned(), is_hidden: false }
    }
}

impl<'b> Workbook<'b> {
    /// Opens a file within the usual limits.
    ///
    /// # Errors
    /// The file is no table, is damaged, protected, carries macros or exceeds a limit.
    pub fn open(bytes: &'b [u8]) -> Result<Self> {
        Self::open_within(bytes, &Limits::default())
    }

    /// Opens a file within given limits.
    ///
    /// # Errors
    /// As [`Workbook::open`].
    pub fn open_within(bytes: &'b [u8], limits: &Limits) -> Result<Self> {
        Self::of(kind::open(Input::Bytes(bytes), bytes.len(), limits)?, limits)
    }

    /// Opens a file that may stay on disk.
    ///
    /// # Errors
    /// As [`Workbook::open`].
    pub fn open_file(file: &'b TableFile) -> Result<Self> {
        let opened = kind::open(file.input(), 0, file.limits())?;
        Self::of(opened, file.limits())
    }

    fn of(opened: Opened<'b>, limits: &Limits) -> Result<Self> {
        let kind = opened.kind();
        let (content, sheets) = match opened {
            Opened::Xlsx(archive) => {
                let book = xlsx::Book::open(archive)?;
                let sheet = |part: &xlsx::Part| Sheet { name: part.name.clone(), is_hidden: part.is_hidden };
                let sheets = book.sheets.iter().map(sheet).collect();
                (Content::Xlsx(Box::new(book)), sheets)
            }
            Opened::Ods(archive) => {
                let book = ods::Book::open(archive)?;
                let sheets = book.sheets.iter().map(|name| Sheet::shown(name)).collect();
                (Content::Ods(Box::new(book)), sheets)
            }
            Opened::Xls(streams) => {
                let book = xls::Book::open(&streams, limits)?;
                let sheets = book.sheets();
                (Content::Xls(Box::new(book)), sheets)
            }
            Opened::Html(text) => {
                let tables = html::tables(&text.whole()?, limits)?;
                let sheets = tables.iter().map(|table| Sheet::shown(&table.name)).collect();
                (Content::Html(tables), sheets)
            }
            Opened::Delimited(layout) => (Content::Delimited(layout), vec![Sheet::shown(FIRST_SHEET)]),
        };
        Ok(Self { kind, sheets, content, limits: limits.clone() })
    }

    /// The format.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The sheets in their order; for a page its tables, for a text one.
    #[must_use]
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The rows of the sheet at a position, streamed.
    ///
    /// # Errors
    /// There is no such sheet, or its part is damaged.
    pub fn rows(&self, sheet: usize) -> Result<Rows<'_>> {
        if sheet >= self.sheets.len() {
            return Err(Unreadable::NoSuchSheet { sheet });
        }
        let from = match &self.content {
            Content::Xlsx(book) => Origin::Xlsx(Box::new(xlsx::SheetRows::open(book, sheet)?)),
            Content::Ods(book) => Origin::Ods(Box::new(ods::SheetRows::open(book, sheet)?)),
            Content::Xls(book) => Origin::Held(book.rows(sheet)?.into_iter()),
            Content::Html(tables) => Origin::Kept(tables[sheet].rows.iter()),
            Content::Delimited(layout) => Origin::Delimited(Box::new(layout.records(&self.limits)?)),
        };
        Ok(Rows { from, row: Row::default() })
    }

    /// All rows of a sheet at once, for sheets known to be small.
    ///
    /// # Errors
    /// As [`Rows::next_row`]; also when the sheet has more cells than are held in memory.
    pub fn grid(&self, sheet: usize) -> Result<Vec<Row>> {
        let mut rows = self.rows(sheet)?;
        let mut grid = Vec::new();
        let mut held = 0;
        while let Some(row) = rows.next_row()? {
            held += row.cell_count() + 8 + row.text_bytes() / 16;
            if held > self.limits.held_cells {
                return Err(Unreadable::TooManyCells {
                    sheet: self.sheets[sheet].name.clone(),
                    limit: self.limits.held_cells as u64,
                });
            }
            grid.push(row.clone());
        }
        Ok(grid)
    }

    /// The records of a text file: the fast way for very long ones. None for other formats.
    ///
    /// # Errors
    /// The file is no longer there.
    pub fn records(&self) -> Result<Option<Records<'b>>> {
        match &self.content {
            Content::Delimited(layout) => layout.records(&self.limits).map(Some),
            _ => Ok(None),
        }
    }

    /// The merged ranges of a sheet. A text has none.
    ///
    /// # Errors
    /// There is no such sheet, or its part is damaged, or there are too many.
    pub fn merges(&self, sheet: usize) -> Result<Vec<Block>> {
        if sheet >= self.sheets.len() {
            return Err(Unreadable::NoSuchSheet { sheet });
        }
        match &self.content {
            Content::Xlsx(book) => xlsx::blocks(book, sheet),
            Content::Ods(book) => book.blocks(sheet),
            Content::Xls(book) => book.blocks(sheet),
            Content::Html(tables) => Ok(tables[sheet].merges.clone()),
            Content::Delimited(_) => Ok(Vec::new()),
        }
    }
}

/// The rows of a sheet, one after another; each is valid until the next is asked for.
pub struct Rows<'w> {
    from: Origin<'w>,
    row: Row,
}

enum Origin<'w> {
    Xlsx(Box<xlsx::SheetRows<'w>>),
    Ods(Box<ods::SheetRows<'w>>),
    Held(std::vec::IntoIter<Row>),
    Kept(std::slice::Iter<'w, Row>),
    Delimited(Box<Records<'w>>),
}

impl Rows<'_> {
    /// The next row, or none after the last. Rows without cells may be passed over.
    ///
    /// # Errors
    /// The sheet is damaged or exceeds a limit; rows read before it are not to be trusted either.
    pub fn next_row(&mut self) -> Result<Option<&Row>> {
        let row = &mut self.row;
        let was_read = match &mut self.from {
            Origin::Xlsx(rows) => rows.next_row(row)?,
            Origin::Ods(rows) => rows.next_row(row)?,
            Origin::Delimited(records) => records.next_row(row)?,
            Origin::Held(rows) => rows.next().map(|next| *row = next).is_some(),
            Origin::Kept(rows) => rows.next().map(|next| row.clone_from(next)).is_some(),
        };
        Ok(was_read.then_some(&self.row))
    }
}

/// A rectangle of cells, rows and columns from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// The first row.
    pub first_row: u32,
    /// The last row.
    pub last_row: u32,
    /// The first column.
    pub first_column: u32,
    /// The last column.
    pub last_column: u32,
}

impl Block {
    /// A range as workbooks write it: `A1:C4`, `B2`.
    #[must_use]
    pub fn read(range: &str) -> Option<Self> {
        let (first, last) = range.split_once(':').unwrap_or((range, range));
        let (first_column, first_row) = corner(first)?;
        let (last_column, last_row) = corner(last)?;
        Some(Self { first_row, last_row, first_column, last_column })
    }
}

fn corner(text: &str) -> Option<(u32, u32)> {
    let digits = text.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = text.split_at(digits);
    Some((column_number(letters)?, row.parse().ok()?))
}
