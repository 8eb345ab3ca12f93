//! The cells of one sheet.

use std::collections::BTreeMap;

use super::records::{BOF, Continued, EOF, Record, Records};
use super::{Book, Listed, damaged};
use crate::archive::{u16_at, u32_at, u64_at};
use crate::failure::{Result, Unreadable};
use crate::labels;
use crate::row::{Form, Row};
use crate::workbook::Block;

const SHARED_TEXT: u16 = 0x00FD;
const NUMBER: u16 = 0x0203;
const SHORT_NUMBER: u16 = 0x027E;
const SHORT_NUMBERS: u16 = 0x00BD;
const FORMULA: u16 = 0x0006;
const FORMULA_TEXT: u16 = 0x0207;
const TRUTH_OR_ERROR: u16 = 0x0205;
const TEXT: u16 = 0x0204;
const RICH_TEXT: u16 = 0x00D6;
const MERGES: u16 = 0x00E5;

/// The rows with cells, and the merged ranges.
pub(super) fn read(book: &Book, listed: &Listed) -> Result<(Vec<Row>, Vec<Block>)> {
    let mut reading = Reading {
        book,
        name: &listed.sheet.name,
        rows: BTreeMap::new(),
        blocks: Vec::new(),
        cells: 0,
        awaits_text: None,
    };
    let mut records = Records::from(&book.stream, listed.offset);
    let mut depth = 0u32;
    loop {
        let record = records.next_record()?;
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            // Records of charts inside of the sheet have the same numbers.
            _ if depth == 1 => reading.take(record, &mut records)?,
            _ => {}
        }
    }
    let mut rows: Vec<Row> = reading.rows.into_values().collect();
    rows.iter_mut().for_each(Row::finish);
    Ok((rows, reading.blocks))
}

struct Reading<'s> {
    book: &'s Book,
    name: &'s str,
    rows: BTreeMap<u16, Row>,
    blocks: Vec<Block>,
    cells: usize,
    /// The place of a formula whose text comes in a later record.
    awaits_text: Option<Place>,
}

/// Row and column as the file counts them, from 0, and the style.
#[derive(Clone, Copy)]
struct Place {
    row: u16,
    column: u16,
    style: u16,
}

impl Place {
    fn of(content: &[u8]) -> Result<Self> {
        Ok(Self { row: u16_at(content, 0)?, column: u16_at(content, 2)?, style: u16_at(content, 4)? })
    }
}

impl Reading<'_> {
    fn take<'s>(&mut self, record: Record<'s>, records: &mut Records<'s>) -> Result<()> {
        let content = record.content;
        match record.kind {
            SHARED_TEXT => {
                let position = u32_at(content, 6)? as usize;
                let book = self.book;
                let text = book.strings.get(position).ok_or_else(damaged)?;
                self.place(Place::of(content)?, Form::Text, text, false)
            }
            NUMBER => self.number(Place::of(content)?, f64::from_bits(u64_at(content, 6)?), false),
            SHORT_NUMBER => self.number(Place::of(content)?, short(u32_at(content, 6)?), false),
            SHORT_NUMBERS => self.short_numbers(content),
            FORMULA => self.formula(content),
            FORMULA_TEXT => {
                let Some(place) = self.awaits_text.take() else {
                    return Ok(());
                };
                let text = Continued::new(content, records.continuations()?).counted_text()?;
                self.place(place, Form::Text, &text, true)
            }
            TRUTH_OR_ERROR => {
                let [value, is_error] = *content.get(6..8).ok_or_else(damaged)? else {
                    return Err(damaged());
                };
                self.truth_or_error(Place::of(content)?, value, is_error == 1, false)
            }
            TEXT | RICH_TEXT => {
                let rest = content.get(6..).ok_or_else(damaged)?;
                let text = Continued::new(rest, records.continuations()?).counted_text()?;
                self.place(Place::of(content)?, Form::Text, &text, false)
            }
            MERGES => self.merges(content),
            _ => Ok(()),
        }
    }

    fn place(&mut self, place: Place, form: Form, text: &str, is_formula: bool) -> Result<()> {
        let limits = &self.book.limits;
        let row = self.rows.entry(place.row).or_insert_with(|| {
            let mut row = Row::default();
            row.start(u32::from(place.row) + 1);
            row
        });
        row.push(u32::from(place.column) + 1, form, text, is_formula);
        self.cells += 1 + text.len() / 64;
        if row.text_bytes() > limits.row_bytes {
            return Err(Unreadable::RowTooLong {
                sheet: self.name.to_owned(),
                row: row.number(),
                limit: limits.row_bytes,
            });
        }
        if self.cells + 8 * self.rows.len() > limits.held_cells {
            return Err(Unreadable::TooManyCells { sheet: self.name.to_owned(), limit: limits.held_cells as u64 });
        }
        Ok(())
    }

    fn number(&mut self, place: Place, number: f64, is_formula: bool) -> Result<()> {
        let is_date = self.book.date_styles.get(usize::from(place.style)).copied();
        let form = match is_date {
            Some(true) => Form::Serial(self.book.epoch),
            _ => Form::Number,
        };
        self.place(place, form, &number.to_string(), is_formula)
    }

    /// Several numbers in neighbouring columns.
    fn short_numbers(&mut self, content: &[u8]) -> Result<()> {
        let (row, first) = (u16_at(content, 0)?, u16_at(content, 2)?);
        let inner = content.get(4..content.len().saturating_sub(2)).ok_or_else(damaged)?;
        for (column, six) in (first..=u16::MAX).zip(inner.chunks_exact(6)) {
            let place = Place { row, column, style: u16_at(six, 0)? };
            self.number(place, short(u32_at(six, 2)?), false)?;
        }
        Ok(())
    }

    /// A formula is taken by the value it had when the file was saved.
    fn formula(&mut self, content: &[u8]) -> Result<()> {
        let place = Place::of(content)?;
        let value = content.get(6..14).ok_or_else(damaged)?;
        if value[6..] != [0xFF, 0xFF] {
            return self.number(place, f64::from_bits(u64_at(content, 6)?), true);
        }
        match value[0] {
            0 => {
                self.awaits_text = Some(place);
                Ok(())
            }
            1 => self.truth_or_error(place, value[2], false, true),
            2 => self.truth_or_error(place, value[2], true, true),
            _ => self.place(place, Form::Text, "", true),
        }
    }

    fn truth_or_error(&mut self, place: Place, value: u8, is_error: bool, is_formula: bool) -> Result<()> {
        match (is_error, value) {
            (true, code) => self.place(place, Form::Error, labels::formula_error(code), is_formula),
            (false, 0) => self.place(place, Form::Bool, "0", is_formula),
            (false, _) => self.place(place, Form::Bool, "1", is_formula),
        }
    }

    fn merges(&mut self, content: &[u8]) -> Result<()> {
        let limit = self.book.limits.merges;
        for eight in content.get(2..).ok_or_else(damaged)?.chunks_exact(8) {
            let corner = |at| u16_at(eight, at).map(|number| u32::from(number) + 1);
            self.blocks.push(Block {
                first_row: corner(0)?,
                last_row: corner(2)?,
                first_column: corner(4)?,
                last_column: corner(6)?,
            });
        }
        if self.blocks.len() > limit {
            return Err(Unreadable::TooManyMerges { sheet: self.name.to_owned(), limit });
        }
        Ok(())
    }
}

/// A number in 32 bits: whole or the upper half of a binary one, perhaps in hundredths.
fn short(bits: u32) -> f64 {
    let number =
        if bits & 2 == 2 { f64::from(bits.cast_signed() >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 == 1 { number / 100.0 } else { number }
}
