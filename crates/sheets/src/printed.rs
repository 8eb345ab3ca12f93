//! A workbook that is printed as it is: lying on its side, as wide as the page, with a heading above the table and the head
//! of the table on every page.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook};

use crate::write::{Field, Styles, Unwritable, add_table};

/// A column of a printed table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PrintedColumn<'a> {
    /// its head
    pub head: &'a str,
    /// its width in letters
    pub width: u32,
}

/// What stands around the rows of a printed table.
#[derive(Clone, Copy, Debug)]
pub struct PrintedTable<'a> {
    /// name of the sheet
    pub sheet: &'a str,
    /// lines above the table: the school, what it is, who approved it
    pub heading: &'a [String],
    /// the columns
    pub columns: &'a [PrintedColumn<'a>],
}

/// A second sheet, which is not for printing: every column by itself, to work with.
#[derive(Clone, Debug)]
pub struct PlainSheet<'a> {
    /// name of the sheet
    pub sheet: &'a str,
    /// heads of its columns
    pub heads: &'a [&'a str],
    /// its rows
    pub rows: Vec<Vec<Field>>,
}

/// An XLSX whose first sheet needs no setting up before it is printed.
///
/// # Errors
/// More rows or longer texts than a sheet holds; a sheet name with characters that Excel does not take.
pub fn write_printed(
    table: &PrintedTable<'_>,
    rows: impl IntoIterator<Item = Vec<Field>>,
    plain: Option<PlainSheet<'_>>,
) -> Result<Vec<u8>, Unwritable> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(table.sheet)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.5, 0.3, 0.3).set_footer("&R&P");
    let last = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
    for (column, known) in (0..).zip(table.columns) {
        sheet.set_column_width(column, known.width)?;
    }
    let heading = Format::new().set_bold().set_align(FormatAlign::Center).set_text_wrap();
    let mut head_row = 0;
    for line in table.heading.iter().filter(|line| !line.is_empty()) {
        if last == 0 {
            sheet.write_string_with_format(head_row, 0, line, &heading)?;
        } else {
            sheet.merge_range(head_row, 0, head_row, last, line, &heading)?;
        }
        head_row += 1;
    }
    if head_row > 0 {
        head_row += 1;
    }
    let framed = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
    let head = framed.clone().set_bold().set_align(FormatAlign::VerticalCenter);
    let heads: Vec<Field> = table.columns.iter().map(|known| Field::Text(known.head.to_owned())).collect();
    // Heads are bold, so they are wider than what stands under them.
    sheet.set_row_height(head_row, height(&heads, table.columns, BOLD))?;
    for (column, known) in (0..).zip(table.columns) {
        sheet.write_string_with_format(head_row, column, known.head, &head)?;
    }
    sheet.set_repeat_rows(head_row, head_row)?;
    sheet.set_freeze_panes(head_row + 1, 0)?;
    let styles = Styles::framed(&framed);
    for (row, fields) in (head_row + 1..).zip(rows) {
        // Programs that do not measure text themselves would show one line of it.
        sheet.set_row_height(row, height(&fields, table.columns, 0))?;
        for (column, field) in (0..).zip(&fields) {
            styles.write(sheet, row, column, field)?;
        }
    }
    if let Some(plain) = plain {
        add_table(&mut workbook, plain.sheet, plain.heads, plain.rows)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// So many letters fewer of bold type go into a column.
const BOLD: u32 = 2;

/// The height of a row in points, by how many lines its longest cell takes when so many letters fewer go into a column.
fn height(fields: &[Field], columns: &[PrintedColumn<'_>], fewer: u32) -> f64 {
    let lines = |(field, column): (&Field, &PrintedColumn<'_>)| match field {
        Field::Text(text) => text.lines().map(|line| wrapped(line, column.width.saturating_sub(fewer))).sum::<usize>(),
        _ => 1,
    };
    let most = fields.iter().zip(columns).map(lines).max().unwrap_or(1).clamp(1, 27);
    15.0 * f64::from(u8::try_from(most).unwrap_or(27))
}

/// How many lines words take at a width: a word that does not fit begins the next line, a long one is torn.
fn wrapped(line: &str, width: u32) -> usize {
    let width = usize::try_from(width).unwrap_or(10).saturating_sub(1).max(1);
    let (mut lines, mut used) = (1, 0);
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        lines += (used - 1) / width;
        used = (used - 1) % width + 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_as_high_as_its_longest_cell() {
        assert_eq!(wrapped("справка", 20), 1);
        assert_eq!(wrapped("заместитель директора по учебной работе", 20), 3);
        assert_eq!(wrapped("электронное-электронное", 12), 3);
        assert_eq!(wrapped("", 12), 1);
    }

    #[test]
    fn a_printed_table_has_its_heading_and_its_rows() {
        let columns = [PrintedColumn { head: "№", width: 5 }, PrintedColumn { head: "Дело", width: 30 }];
        let heading = ["МБОУ СОШ № 1".to_owned(), "Дорожная карта".to_owned()];
        let table = PrintedTable { sheet: "Карта", heading: &heading, columns: &columns };
        let rows = vec![vec![Field::Whole(1), Field::Text("=сумма".to_owned())]];
        let plain = PlainSheet {
            sheet: "Графы", heads: &["Дело"], rows: vec![vec![Field::Text("сбор".to_owned())]]
        };
        let bytes = write_printed(&table, rows, Some(plain)).unwrap();
        let book = crate::Workbook::open(&bytes).unwrap();
        assert!(format!("{:?}", book.grid(1).unwrap()).contains("сбор"));
        let text = format!("{:?}", book.grid(0).unwrap());
        assert!(text.contains("МБОУ СОШ № 1") && text.contains("Дело") && text.contains("=сумма"), "{text}");
    }
}
