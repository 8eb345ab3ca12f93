//! How much of one file is held in memory while it is read. A file that goes beyond it is refused at once, long before
//! the bounds of the workbook itself, so that no refused upload costs much memory or time.

use sheets::{Row, Unreadable, Value};

/// Values of one file that are kept one by one: a school of 2,500 students has this many marks of terms in a year.
pub(crate) const MOST_VALUES: u64 = 200_000;
/// Bytes of text that these values may bring.
const MOST_TEXT: usize = 48 * 1024 * 1024;
/// Filled cells of a row in which headings are looked for.
const MOST_COLUMNS: u32 = 500;

/// Counts what a parser keeps.
#[derive(Debug, Default)]
pub(crate) struct Budget {
    values: u64,
    text: usize,
}

impl Budget {
    /// Counts values that are about to be kept, and the bytes of their texts.
    ///
    /// # Errors
    /// There are more than any school has.
    pub(crate) fn take(&mut self, sheet: &str, values: u64, text: usize) -> Result<(), Unreadable> {
        self.values += values;
        self.text += text;
        if self.values > MOST_VALUES {
            let limit = u32::try_from(MOST_VALUES).unwrap_or(u32::MAX);
            return Err(Unreadable::TooManyRows { sheet: sheet.to_owned(), limit });
        }
        if self.text > MOST_TEXT {
            return Err(Unreadable::TooMuchText { limit: MOST_TEXT });
        }
        Ok(())
    }
}

/// The bytes of the texts of a row.
pub(crate) fn text_bytes(row: &Row) -> usize {
    row.cells().map(|cell| if let Value::Text(text) = cell.value { text.len() } else { 8 }).sum()
}

/// Refuses a row too wide to be one of a table that is read here.
///
/// # Errors
/// It is.
pub(crate) fn check_width(sheet: &str, row: &Row) -> Result<(), Unreadable> {
    let filled = row.cells().filter(|cell| !cell.value.is_blank()).take(MOST_COLUMNS as usize + 1).count();
    if filled > MOST_COLUMNS as usize {
        return Err(Unreadable::TooManyColumns { sheet: sheet.to_owned(), row: row.number(), limit: MOST_COLUMNS });
    }
    Ok(())
}
