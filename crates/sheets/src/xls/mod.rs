//! Workbooks of Excel 97–2003: a file system in a file (`compound.rs`) with a stream of records (BIFF8).

mod compound;
mod globals;
mod records;
mod rows;

use crate::Limits;
use crate::failure::{Fault, Foreign, Result, Unreadable};
use crate::row::Row;
use crate::strings::Strings;
use crate::value::Epoch;
use crate::workbook::{Block, Sheet};

pub(crate) use compound::{SIGNATURE, Streams};

/// What an error in this format is said to be in.
const PART: &str = "Workbook";

/// An opened workbook. The stream is bounded by `Limits::held_bytes` and kept whole.
pub(crate) struct Book {
    stream: Vec<u8>,
    sheets: Vec<Listed>,
    strings: Strings,
    /// Whether the style of that position shows a date.
    date_styles: Vec<bool>,
    epoch: Epoch,
    limits: Limits,
}

/// A sheet and where its records begin.
struct Listed {
    sheet: Sheet,
    offset: usize,
}

impl Book {
    pub(crate) fn open(streams: &Streams<'_>, limits: &Limits) -> Result<Self> {
        let stream = streams.workbook()?;
        globals::read(stream, limits)
    }

    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.iter().map(|listed| listed.sheet.clone()).collect()
    }

    pub(crate) fn rows(&self, sheet: usize) -> Result<Vec<Row>> {
        rows::read(self, self.listed(sheet)?).map(|(rows, _)| rows)
    }

    pub(crate) fn blocks(&self, sheet: usize) -> Result<Vec<Block>> {
        rows::read(self, self.listed(sheet)?).map(|(_, blocks)| blocks)
    }

    fn listed(&self, sheet: usize) -> Result<&Listed> {
        self.sheets.get(sheet).ok_or(Unreadable::NoSuchSheet { sheet })
    }
}

fn damaged() -> Unreadable {
    Unreadable::damaged(PART, Fault::Reference)
}

fn not_a_table(what: Foreign) -> Unreadable {
    Unreadable::NotATable(what)
}
