//! Tables for people to take away: XLSX and CSV that open rightly in the Russian Excel and run no formulas.

use std::fmt;

use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// A cell to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// Nothing.
    Empty,
    /// A text, which stays a text whatever it begins with.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// An exact decimal with a point: `4.25`.
    Decimal(String),
    /// A date.
    Date(NaiveDate),
}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Field {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Field {
    fn from(number: i64) -> Self {
        Self::Whole(number)
    }
}

impl From<NaiveDate> for Field {
    fn from(date: NaiveDate) -> Self {
        Self::Date(date)
    }
}

/// The table could not be written: too many rows, or a sheet name that Excel does not take.
#[derive(Debug)]
pub struct Unwritable(XlsxError);

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the table cannot be written: {}", self.0)
    }
}

impl std::error::Error for Unwritable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

impl From<XlsxError> for Unwritable {
    fn from(error: XlsxError) -> Self {
        Self(error)
    }
}

const WIDEST: usize = 60;

/// An XLSX with one sheet: a bold header that stays in view, and rows below it. Rows are written as they come.
///
/// # Errors
/// More rows or longer texts than a sheet holds; a sheet name with characters that Excel does not take.
pub fn write_table(
    sheet_name: &str,
    headers: &[&str],
    rows: impl IntoIterator<Item = Vec<Field>>,
) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    add_table(&mut workbook, sheet_name, headers, rows)?;
    Ok(workbook.save_to_buffer()?)
}

/// Adds such a sheet to a workbook.
pub(crate) fn add_table(
    workbook: &mut Workbook,
    sheet_name: &str,
    headers: &[&str],
    rows: impl IntoIterator<Item = Vec<Field>>,
) -> Result<(), Unwritable> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(sheet_name)?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold().set_text_wrap();
    for (column, header) in (0..).zip(headers) {
        let width = header.chars().count().clamp(10, WIDEST);
        sheet.set_column_width(column, u32::try_from(width).unwrap_or(10))?;
        sheet.write_string_with_format(0, column, *header, &bold)?;
    }
    let styles = Styles::new();
    for (row, fields) in (1..).zip(rows) {
        for (column, field) in (0..).zip(&fields) {
            styles.write(sheet, row, column, field)?;
        }
    }
    Ok(())
}

pub(crate) struct Styles {
    plain: Format,
    is_framed: bool,
    date: Format,
    /// Tells Excel that the text is a text even when a person edits the cell.
    quoted: Format,
}

impl Styles {
    fn new() -> Self {
        Self { is_framed: false, ..Self::framed(&Format::new()) }
    }

    /// Every cell looks like `plain`.
    pub(crate) fn framed(plain: &Format) -> Self {
        Self {
            date: plain.clone().set_num_format("dd.mm.yyyy"),
            quoted: plain.clone().set_quote_prefix(),
            plain: plain.clone(),
            is_framed: true,
        }
    }

    pub(crate) fn write(&self, sheet: &mut Worksheet, row: u32, column: u16, field: &Field) -> Result<(), XlsxError> {
        match field {
            Field::Empty if !self.is_framed => {}
            Field::Empty => {
                sheet.write_blank(row, column, &self.plain)?;
            }
            Field::Text(text) if begins_formula(text) => {
                sheet.write_string_with_format(row, column, text, &self.quoted)?;
            }
            Field::Text(text) => {
                sheet.write_string_with_format(row, column, text, &self.plain)?;
            }
            #[expect(clippy::cast_precision_loss, reason = "a workbook has no other numbers")]
            Field::Whole(number) => {
                sheet.write_number_with_format(row, column, *number as f64, &self.plain)?;
            }
            Field::Decimal(text) => {
                match text.parse::<f64>() {
                    Ok(number) => sheet.write_number_with_format(row, column, number, &self.plain)?,
                    Err(_) => sheet.write_string_with_format(row, column, text, &self.plain)?,
                };
            }
            Field::Date(date) => {
                let day = ExcelDateTime::parse_from_str(&date.format("%Y-%m-%d").to_string())?;
                sheet.write_datetime_with_format(row, column, &day, &self.date)?;
            }
        }
        Ok(())
    }
}

/// Whether a spreadsheet may take the text for a formula.
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A CSV for the Russian Excel: UTF-8 with a mark, semicolons, decimal commas. An apostrophe disarms formulas.
#[must_use]
pub fn write_csv(headers: &[&str], rows: impl IntoIterator<Item = Vec<Field>>) -> Vec<u8> {
    let mut text = String::from("\u{feff}");
    let fields = headers.iter().map(|header| disarmed(header));
    push_record(&mut text, fields);
    for row in rows {
        push_record(&mut text, row.iter().map(shown));
    }
    text.into_bytes()
}

fn push_record(text: &mut String, fields: impl Iterator<Item = String>) {
    for (position, field) in fields.enumerate() {
        if position > 0 {
            text.push(';');
        }
        if field.contains([';', '"', '\n', '\r', '\t']) {
            text.push('"');
            text.push_str(&field.replace('"', "\"\""));
            text.push('"');
        } else {
            text.push_str(&field);
        }
    }
    text.push_str("\r\n");
}

fn shown(field: &Field) -> String {
    match field {
        Field::Empty => String::new(),
        Field::Text(text) => disarmed(text),
        Field::Whole(number) => number.to_string(),
        Field::Decimal(text) => text.replace('.', ","),
        Field::Date(date) => date.format("%d.%m.%Y").to_string(),
    }
}

fn disarmed(text: &str) -> String {
    if begins_formula(text) { format!("'{text}") } else { text.to_owned() }
}
