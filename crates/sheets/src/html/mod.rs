//! Tables of HTML pages, which gradebooks like to save as `.xls`.
//!
//! Tags are looked at one after another and no tree is built: memory goes to cells only.

mod markup;

use self::markup::{Markup, Piece, number_of, unescaped};
use crate::Limits;
use crate::failure::{Foreign, Result, Unreadable};
use crate::labels;
use crate::row::{Form, Row};

/// One table of a page.
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) merges: Vec<crate::Block>,
}

/// All tables of a page in the order of their beginnings.
pub(crate) fn tables(page: &str, limits: &Limits) -> Result<Vec<Table>> {
    let mut reading = Reading { limits, done: Vec::new(), open: Vec::new(), cells: 0, begun: 0 };
    let mut markup = Markup { rest: page };
    while let Some(piece) = markup.next_piece() {
        reading.take(&piece)?;
    }
    while !reading.open.is_empty() {
        reading.close_table()?;
    }
    let mut tables = reading.done;
    tables.retain(|(_, table)| !table.rows.is_empty());
    tables.sort_by_key(|(position, _)| *position);
    if tables.is_empty() {
        return Err(Unreadable::NotATable(Foreign::PageWithoutTable));
    }
    Ok(tables.into_iter().map(|(_, table)| table).collect())
}

/// The tables that are being read, the innermost last.
struct Reading<'l> {
    limits: &'l Limits,
    done: Vec<(usize, Table)>,
    open: Vec<OpenTable>,
    cells: usize,
    begun: usize,
}

struct OpenTable {
    position: usize,
    table: Table,
    row: Option<Row>,
    cell: Option<OpenCell>,
    column: u32,
    /// Columns that cells of rows above still hold: (column, rows left).
    held: Vec<(u32, u32)>,
}

struct OpenCell {
    text: String,
    columns: u32,
    rows: u32,
}

/// More nesting than any layout has.
const NESTED: usize = 20;
/// More columns than any page has.
const COLUMNS: u32 = 2_000;

impl Reading<'_> {
    fn take(&mut self, piece: &Piece<'_>) -> Result<()> {
        match piece {
            Piece::Text(text) => self.text(text),
            Piece::Open { name, attributes } => match name.as_str() {
                "table" => self.open_table(),
                "tr" => self.open_row(),
                "td" | "th" => self.open_cell(attributes),
                "br" | "p" | "div" | "li" => self.text(" "),
                _ => Ok(()),
            },
            Piece::Close { name } => match name.as_str() {
                "table" => self.close_table(),
                "tr" | "thead" | "tbody" | "tfoot" => self.close_row(),
                "td" | "th" => self.close_cell(),
                _ => Ok(()),
            },
        }
    }

    fn open_table(&mut self) -> Result<()> {
        let limit = self.limits.sheets;
        if self.open.len() >= NESTED || self.begun >= limit {
            return Err(Unreadable::TooManySheets { limit });
        }
        self.begun += 1;
        self.open.push(OpenTable {
            position: self.begun,
            table: Table { name: labels::table_name(self.begun), rows: Vec::new(), merges: Vec::new() },
            row: None,
            cell: None,
            column: 0,
            held: Vec::new(),
        });
        Ok(())
    }

    fn close_table(&mut self) -> Result<()> {
        self.close_row()?;
        if let Some(open) = self.open.pop() {
            self.done.push((open.position, open.table));
        }
        Ok(())
    }

    fn open_row(&mut self) -> Result<()> {
        self.close_row()?;
        let limit = self.limits.rows;
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let number = open.table.rows.len() + 1;
        let number = u32::try_from(number).ok().filter(|number| *number <= limit);
        let mut row = Row::default();
        row.start(number.ok_or_else(|| Unreadable::TooManyRows { sheet: open.table.name.clone(), limit })?);
        open.row = Some(row);
        open.column = 0;
        self.count(8)
    }

    fn close_row(&mut self) -> Result<()> {
        self.close_cell()?;
        if let Some(open) = self.open.last_mut()
            && let Some(mut row) = open.row.take()
        {
            row.finish();
            let number = row.number();
            open.table.rows.push(row);
            open.held.retain(|(_, until)| *until > number);
        }
        Ok(())
    }

    fn open_cell(&mut self, attributes: &str) -> Result<()> {
        self.close_cell()?;
        if self.open.last().is_some_and(|open| open.row.is_none()) {
            self.open_row()?;
        }
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        open.cell = Some(OpenCell {
            text: String::new(),
            columns: number_of(attributes, "colspan").unwrap_or(1).max(1),
            rows: number_of(attributes, "rowspan").unwrap_or(1).max(1),
        });
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let limit = self.limits.row_bytes;
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let Some(cell) = &mut open.cell else {
            return Ok(());
        };
        cell.text.push_str(&unescaped(text));
        if cell.text.len() > limit {
            return Err(Unreadable::RowTooLong {
                sheet: open.table.name.clone(),
                row: open.row.as_ref().map_or(0, Row::number),
                limit,
            });
        }
        Ok(())
    }

    fn close_cell(&mut self) -> Result<()> {
        let limit = self.limits.columns.min(COLUMNS);
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        let (Some(cell), Some(row)) = (open.cell.take(), &mut open.row) else {
            return Ok(());
        };
        let mut first = open.column + 1;
        while open.held.iter().any(|(column, _)| *column == first) {
            first += 1;
        }
        let last = first.saturating_add(cell.columns - 1);
        if last > limit || open.held.len() > limit as usize {
            return Err(Unreadable::TooManyColumns { sheet: open.table.name.clone(), row: row.number(), limit });
        }
        open.column = last;
        let text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            row.push(first, Form::Text, &text, false);
        }
        let until = row.number().saturating_add(cell.rows - 1);
        if cell.rows > 1 {
            open.held.extend((first..=last).map(|column| (column, until)));
        }
        if cell.rows > 1 || cell.columns > 1 {
            if open.table.merges.len() >= self.limits.merges {
                return Err(Unreadable::TooManyMerges { sheet: open.table.name.clone(), limit: self.limits.merges });
            }
            open.table.merges.push(crate::Block {
                first_row: row.number(),
                last_row: until,
                first_column: first,
                last_column: last,
            });
        }
        self.count(1)
    }

    /// Counts what takes memory: cells, and rows as several cells.
    fn count(&mut self, cells: usize) -> Result<()> {
        self.cells += cells;
        if self.cells <= self.limits.held_cells {
            return Ok(());
        }
        Err(Unreadable::TooManyCells {
            sheet: self.open.last().map_or_else(String::new, |open| open.table.name.clone()),
            limit: self.limits.held_cells as u64,
        })
    }
}
