//! Text with columns: the delimiter is found by looking, records come one by one and are read in place.

use csv::{ReaderBuilder, StringRecord};

use crate::Limits;
use crate::encoding::{Source, Text};
use crate::failure::{Fault, Foreign, Result, Unreadable};
use crate::labels::FIRST_SHEET;
use crate::row::{Form, Row};

/// Delimiters in the order of trust: decimal commas make the comma the least sure.
const DELIMITERS: [u8; 3] = [b';', b'\t', b','];
/// Records looked at to find the delimiter.
const LOOKED_AT: usize = 200;
/// Lines that one record may take: a cell with line breaks has a few.
const MOST_LINES: u64 = 50;

/// How a text is divided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout<'b> {
    text: Text<'b>,
    delimiter: u8,
    /// Whether the first line is Excel's hint `sep=;` rather than a record.
    has_hint: bool,
}

impl<'b> Layout<'b> {
    pub(crate) fn detect(text: Text<'b>) -> Result<Self> {
        let beginning = text.beginning();
        if let Some(hint) = beginning.strip_prefix("sep=") {
            let delimiter = hint.bytes().next().filter(|b| DELIMITERS.contains(b));
            return delimiter
                .map(|delimiter| Self {
                    text,
                    delimiter,
                    has_hint: true,
                })
                .ok_or(Unreadable::NotATable(Foreign::TextWithoutColumns));
        }
        // The sample may end in the middle of a record: its last line is not looked at.
        let whole_lines = match beginning.rfind('\n') {
            Some(end) => &beginning[..end],
            None => &beginning,
        };
        DELIMITERS
            .iter()
            .filter_map(|&delimiter| Some((consistency(whole_lines, delimiter)?, delimiter)))
            .reduce(|best, next| if next.0 > best.0 { next } else { best })
            .map(|(_, delimiter)| Self {
                text,
                delimiter,
                has_hint: false,
            })
            .ok_or(Unreadable::NotATable(Foreign::TextWithoutColumns))
    }

    pub(crate) fn records(&self, limits: &Limits) -> Records<'b> {
        let reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(256 * 1024)
            .from_reader(self.text.reader(limits));
        Records {
            reader,
            text: self.text,
            record: StringRecord::new(),
            limits: limits.clone(),
            skips_hint: self.has_hint,
            cells: 0,
        }
    }
}

/// Of a hundred records, how many have the usual count of fields; none when there is but one field.
fn consistency(sample: &str, delimiter: u8) -> Option<usize> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(sample.as_bytes());
    let widths: Vec<usize> = reader
        .records()
        .take(LOOKED_AT)
        .filter_map(|record| record.ok().map(|record| record.len()))
        .collect();
    let usual = most_frequent(&widths)?;
    let alike = widths.iter().filter(|&&width| width == usual).count();
    (usual > 1).then(|| alike * 100 / widths.len())
}

fn most_frequent(widths: &[usize]) -> Option<usize> {
    let mut sorted = widths.to_vec();
    sorted.sort_unstable();
    sorted
        .chunk_by(|a, b| a == b)
        .max_by_key(|run| (run.len(), run[0]))
        .map(|run| run[0])
}

/// The records of a text table, one by one: the fast way to read very long ones, without a cell being copied twice.
pub struct Records<'b> {
    reader: csv::Reader<Source<'b>>,
    text: Text<'b>,
    record: StringRecord,
    limits: Limits,
    skips_hint: bool,
    cells: u64,
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    fields: &'r StringRecord,
}

impl<'r> Record<'r> {
    /// The field of a column, from 1; empty when the record is shorter.
    #[must_use]
    pub fn get(&self, column: u32) -> &'r str {
        let position = usize::try_from(column)
            .unwrap_or(usize::MAX)
            .wrapping_sub(1);
        self.fields.get(position).unwrap_or("")
    }

    /// All fields, from left to right.
    pub fn fields(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        self.fields.iter()
    }
}

impl Records<'_> {
    /// The next record; blank lines are passed over.
    ///
    /// # Errors
    /// The text is spoilt or exceeds the limits.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>> {
        loop {
            self.reader.get_mut().start_record();
            let was_read = match self.reader.read_record(&mut self.record) {
                Ok(was_read) => was_read,
                Err(error) if error.is_io_error() => return Err(self.too_long(self.line())),
                Err(_) => return Err(Unreadable::damaged(FIRST_SHEET, Fault::Encoding)),
            };
            if !was_read {
                return Ok(None);
            }
            if !std::mem::take(&mut self.skips_hint) {
                break;
            }
        }
        let line = self.line();
        self.check(line)?;
        Ok(Some(Record {
            line,
            fields: &self.record,
        }))
    }

    fn line(&self) -> u32 {
        let line = self.record.position().map_or(0, csv::Position::line);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    fn check(&mut self, row: u32) -> Result<()> {
        let sheet = || FIRST_SHEET.to_owned();
        let limits = &self.limits;
        self.cells += self.record.len() as u64;
        if self.record.len() > limits.columns as usize {
            return Err(Unreadable::TooManyColumns {
                sheet: sheet(),
                row,
                limit: limits.columns,
            });
        }
        if self.record.as_slice().len() > limits.row_bytes {
            return Err(self.too_long(row));
        }
        if self.cells > limits.cells {
            return Err(Unreadable::TooManyCells {
                sheet: sheet(),
                limit: limits.cells,
            });
        }
        self.check_quotes(row)
    }

    fn too_long(&self, row: u32) -> Unreadable {
        Unreadable::RowTooLong {
            sheet: FIRST_SHEET.to_owned(),
            row,
            limit: self.limits.row_bytes,
        }
    }

    /// A record over many lines, or one over several lines that ends the file, began with a stray quotation mark.
    fn check_quotes(&self, row: u32) -> Result<()> {
        let next_line = self.reader.position().line();
        let lines = next_line.saturating_sub(u64::from(row));
        if lines <= 1 {
            return Ok(());
        }
        let ends_file = self.reader.is_done() && self.text.has_odd_quotes();
        if lines > MOST_LINES || ends_file {
            return Err(Unreadable::UnclosedQuote { row });
        }
        Ok(())
    }

    /// The next record as a row; empty fields are empty cells.
    pub(crate) fn next_row(&mut self, row: &mut Row) -> Result<bool> {
        let Some(record) = self.next_record()? else {
            return Ok(false);
        };
        row.start(record.line);
        for (column, field) in (1..).zip(record.fields()) {
            if !field.is_empty() {
                row.push(column, Form::Text, field, false);
            }
        }
        Ok(true)
    }
}
