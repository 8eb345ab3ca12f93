//! Records of a text, divided in place. An own reader, because a person must be sent to the right line, and because a
//! quotation mark that is never closed must be noticed rather than swallow the pupils after it.

use std::io::Read;

use memchr::{memchr, memchr_iter};

use crate::Limits;
use crate::encoding::Source;
use crate::failure::{Fault, Result, Unreadable};
use crate::labels::FIRST_SHEET;
use crate::row::{Form, Row};

const WINDOW: usize = 256 * 1024;
/// Lines that one record may take: a cell with line breaks has a few.
const MOST_LINES: u32 = 50;

/// The records of a text table, one by one: the fast way to read very long ones, without a cell being copied.
pub struct Records<'b> {
    source: Source<'b>,
    window: Vec<u8>,
    start: usize,
    end: usize,
    is_at_end: bool,
    delimiter: u8,
    line_end: u8,
    /// The line at the start of the window's rest.
    line: u32,
    cells: u64,
    limits: Limits,
    /// The fields of the record, as places in the window or in `plain`.
    places: Vec<(usize, usize)>,
    /// The text of a record with quotation marks, without them.
    plain: Vec<u8>,
}

/// One record.
#[derive(Clone, Copy, Debug)]
pub struct Record<'r> {
    /// The line of the file on which it begins, from 1.
    pub line: u32,
    text: &'r str,
    places: &'r [(usize, usize)],
}

impl<'r> Record<'r> {
    /// The field of a column, from 1; empty when the record is shorter.
    #[must_use]
    pub fn get(&self, column: u32) -> &'r str {
        let position = usize::try_from(column).unwrap_or(usize::MAX).wrapping_sub(1);
        self.places.get(position).map_or("", |&(from, to)| &self.text[from..to])
    }

    /// All fields, from left to right.
    pub fn fields(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let text = self.text;
        self.places.iter().map(move |&(from, to)| &text[from..to])
    }
}

/// Where a record is found to end.
struct Extent {
    /// Its end without the line end.
    end: usize,
    /// The start of what follows.
    next: usize,
    lines: u32,
    has_quotes: bool,
}

/// Where in a record a reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    FieldStart,
    /// In a field without quotation marks, or in what follows a closing one.
    Plain,
    Inside,
    /// After a mark that closes the field, unless another follows.
    Closed,
}

impl Place {
    fn after(self, byte: u8, delimiter: u8) -> Self {
        match (self, byte) {
            (Self::FieldStart | Self::Closed, b'"') => Self::Inside,
            (Self::Inside, b'"') => Self::Closed,
            (Self::Inside, _) => Self::Inside,
            (_, byte) if byte == delimiter => Self::FieldStart,
            _ => Self::Plain,
        }
    }
}

impl<'b> Records<'b> {
    pub(super) fn new(source: Source<'b>, delimiter: u8, line_end: u8, limits: &Limits) -> Self {
        Self {
            source,
            window: vec![0; WINDOW],
            start: 0,
            end: 0,
            is_at_end: false,
            delimiter,
            line_end,
            line: 1,
            cells: 0,
            limits: limits.clone(),
            places: Vec::new(),
            plain: Vec::new(),
        }
    }

    /// The next record; blank lines are passed over.
    ///
    /// # Errors
    /// The text is spoilt or exceeds the limits.
    pub fn next_record(&mut self) -> Result<Option<Record<'_>>> {
        let (line, from, extent) = loop {
            if self.start == self.end && !self.refill()? {
                return Ok(None);
            }
            let extent = self.extent()?;
            let (line, from) = (self.line, self.start);
            self.line = self.line.saturating_add(extent.lines);
            self.start = extent.next;
            if extent.end > from {
                break (line, from, extent);
            }
        };
        self.places.clear();
        let text = if extent.has_quotes {
            self.divide_quoted(from, &extent, line)?;
            self.plain.as_slice()
        } else {
            let text = &self.window[from..extent.end];
            let mut field = 0;
            for at in memchr_iter(self.delimiter, text) {
                self.places.push((field, at));
                field = at + 1;
            }
            self.places.push((field, text.len()));
            text
        };
        self.cells += self.places.len() as u64;
        self.check(line)?;
        let text = std::str::from_utf8(text).map_err(|_| Unreadable::damaged(FIRST_SHEET, Fault::Encoding))?;
        Ok(Some(Record { line, text, places: &self.places }))
    }

    /// Puts more of the text into the window; false at its end.
    fn refill(&mut self) -> Result<bool> {
        self.window.copy_within(self.start..self.end, 0);
        (self.start, self.end) = (0, self.end - self.start);
        if self.end > self.limits.row_bytes {
            return Err(self.too_long(self.line));
        }
        if self.end == self.window.len() {
            self.window.resize(self.window.len() * 2, 0);
        }
        let read = self.source.read(&mut self.window[self.end..]).map_err(|_| Unreadable::Inaccessible)?;
        self.end += read;
        self.is_at_end = read == 0;
        Ok(read > 0)
    }

    /// Where the record that begins at the start of the window ends.
    fn extent(&mut self) -> Result<Extent> {
        loop {
            let rest = &self.window[self.start..self.end];
            let line_end = memchr(self.line_end, rest);
            let line = &rest[..line_end.unwrap_or(rest.len())];
            let has_quotes = memchr(b'"', line).is_some();
            match line_end {
                _ if has_quotes => {
                    if let Some(extent) = self.quoted_extent()? {
                        return Ok(extent);
                    }
                }
                Some(at) => return Ok(self.found(at, 1, false)),
                None if self.is_at_end => return Ok(self.found(rest.len(), 1, false)),
                None => {}
            }
            self.refill()?;
        }
    }

    fn found(&self, length: usize, lines: u32, has_quotes: bool) -> Extent {
        let at = self.start + length;
        let before = at.saturating_sub(1);
        let has_return = length > 0 && self.window[before] == b'\r' && self.line_end == b'\n';
        Extent { end: if has_return { before } else { at }, next: (at + 1).min(self.end), lines, has_quotes }
    }

    /// As `extent`, when there are quotation marks; none when more of the text is needed.
    fn quoted_extent(&self) -> Result<Option<Extent>> {
        let rest = &self.window[self.start..self.end];
        let mut lines = 1;
        let mut place = Place::FieldStart;
        for (at, &byte) in rest.iter().enumerate() {
            let ends_line = byte == self.line_end;
            if ends_line && place != Place::Inside {
                return Ok(Some(self.found(at, lines, true)));
            }
            if ends_line {
                lines += 1;
            }
            if lines > MOST_LINES {
                return Err(Unreadable::UnclosedQuote { row: self.line });
            }
            place = place.after(byte, self.delimiter);
        }
        match (self.is_at_end, place) {
            (true, Place::Inside) => Err(Unreadable::UnclosedQuote { row: self.line }),
            (true, _) => Ok(Some(self.found(rest.len(), lines, true))),
            (false, _) => Ok(None),
        }
    }

    /// Divides a record with quotation marks and takes them away.
    fn divide_quoted(&mut self, from: usize, extent: &Extent, line: u32) -> Result<()> {
        self.plain.clear();
        let mut rest = &self.window[from..extent.end];
        loop {
            let field = self.plain.len();
            if let Some(inside) = rest.strip_prefix(b"\"") {
                let (taken, is_well_closed) = unquoted(inside, self.delimiter, &mut self.plain);
                if !is_well_closed && extent.lines > 1 {
                    return Err(Unreadable::UnclosedQuote { row: line });
                }
                rest = &inside[taken..];
            } else {
                let end = memchr(self.delimiter, rest).unwrap_or(rest.len());
                self.plain.extend_from_slice(&rest[..end]);
                rest = &rest[end..];
            }
            self.places.push((field, self.plain.len()));
            match rest.split_first() {
                Some((_, after)) => rest = after,
                None => return Ok(()),
            }
        }
    }

    fn check(&self, row: u32) -> Result<()> {
        let sheet = || FIRST_SHEET.to_owned();
        let limits = &self.limits;
        if self.places.len() > limits.columns as usize {
            return Err(Unreadable::TooManyColumns { sheet: sheet(), row, limit: limits.columns });
        }
        if self.cells > limits.cells {
            return Err(Unreadable::TooManyCells { sheet: sheet(), limit: limits.cells });
        }
        let length = self.places.last().map_or(0, |&(_, to)| to);
        if length > limits.row_bytes {
            return Err(self.too_long(row));
        }
        Ok(())
    }

    fn too_long(&self, row: u32) -> Unreadable {
        Unreadable::RowTooLong { sheet: FIRST_SHEET.to_owned(), row, limit: self.limits.row_bytes }
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

/// Appends a field after its opening mark. How many bytes it took, and whether a delimiter or the end followed the
/// closing mark; when text followed, it is taken as it stands.
fn unquoted(inside: &[u8], delimiter: u8, plain: &mut Vec<u8>) -> (usize, bool) {
    let mut at = 0;
    loop {
        let Some(mark) = memchr(b'"', &inside[at..]) else {
            plain.extend_from_slice(&inside[at..]);
            return (inside.len(), false);
        };
        plain.extend_from_slice(&inside[at..at + mark]);
        at += mark + 1;
        match inside.get(at) {
            Some(b'"') => {
                plain.push(b'"');
                at += 1;
            }
            Some(&byte) if byte != delimiter => {
                let end = memchr(delimiter, &inside[at..]).map_or(inside.len(), |end| at + end);
                plain.push(b'"');
                plain.extend_from_slice(&inside[at..end]);
                return (end, false);
            }
            _ => return (at, true),
        }
    }
}
