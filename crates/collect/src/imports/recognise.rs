//! What a file is, by what stands in its cells.

use sheets::{Row, Unreadable, Workbook};

use super::budget::check_width;
use super::cell::{self, heading_key};
use super::dirt;
use super::long_table::{self, Proposal};

/// The kind of a file.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// «Табель успеваемости учащегося (весь класс)»: the sheets that are such.
    ClassYearSheet(Vec<usize>),
    /// «Индивидуальные результаты» (Ф1): the sheets that are such.
    IndividualResults(Vec<usize>),
    /// A table with one row for each fact; how its columns may be matched, the likeliest first.
    LongTable(Vec<Proposal>),
    /// Something known that is not loaded, or nothing known: the code, and what to do about it.
    Refused(&'static str, String),
}

/// How many rows are looked at.
pub(crate) const LOOKED_AT: usize = 40;

/// Looks at the beginnings of all sheets.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn recognise(book: &Workbook<'_>) -> Result<Shape, Unreadable> {
    if let Some(refused) = collection_form(book)? {
        return Ok(refused);
    }
    let (mut year_sheets, mut results, mut refused) = (Vec::new(), Vec::new(), None);
    for sheet in 0..book.sheets().len() {
        let rows = beginning(book, sheet, LOOKED_AT)?;
        match title(&rows) {
            Some(Title::YearSheet) => year_sheets.push(sheet),
            Some(Title::IndividualResults) => results.push(sheet),
            Some(Title::PeriodReport) => {
                refused = refused.or(Some(("class_period_report", dirt::PERIOD_REPORT.to_owned())));
            }
            Some(Title::Summary(name)) => refused = refused.or(Some(("summary_report", dirt::summary_report(&name)))),
            None => {}
        }
    }
    if !results.is_empty() {
        return Ok(Shape::IndividualResults(results));
    }
    if !year_sheets.is_empty() {
        return Ok(Shape::ClassYearSheet(year_sheets));
    }
    if let Some((code, message)) = refused {
        return Ok(Shape::Refused(code, message));
    }
    let proposals = long_table::propose(book)?;
    if proposals.is_empty() {
        return Ok(Shape::Refused("unknown_shape", dirt::UNKNOWN_SHAPE.to_owned()));
    }
    Ok(Shape::LongTable(proposals))
}

/// The first rows of a sheet.
pub(crate) fn beginning(book: &Workbook<'_>, sheet: usize, count: usize) -> Result<Vec<Row>, Unreadable> {
    let name = book.sheets().get(sheet).map_or("", |sheet| sheet.name.as_str());
    let mut rows = book.rows(sheet)?;
    let mut first = Vec::new();
    while first.len() < count
        && let Some(row) = rows.next_row()?
    {
        check_width(name, row)?;
        first.push(row.clone());
    }
    Ok(first)
}

enum Title {
    YearSheet,
    IndividualResults,
    PeriodReport,
    Summary(String),
}

/// The title of a form, wherever it stands in the first rows. Files saved as text keep it, names of sheets they lose.
fn title(rows: &[Row]) -> Option<Title> {
    const SUMMARIES: [&str; 6] = [
        "статистика по отметкам",
        "сравнение отметок с отметками по журналу",
        "распределение первичных баллов",
        "выполнение заданий",
        "достижение планируемых результатов",
        "выполнение заданий группами участников",
    ];
    rows.iter().flat_map(Row::cells).find_map(|cell| {
        let text = cell::text(&cell.value);
        let key = heading_key(&text);
        match key.as_str() {
            _ if key.starts_with("табель успеваемости") => Some(Title::YearSheet),
            _ if key.starts_with("индивидуальные результаты") => Some(Title::IndividualResults),
            _ if key.starts_with("отчет об успеваемости и посещаемости") => {
                Some(Title::PeriodReport)
            }
            _ if SUMMARIES.contains(&key.as_str()) => Some(Title::Summary(text)),
            _ => None,
        }
    })
}

/// The form that schools fill in, which is uploaded by mistake.
fn collection_form(book: &Workbook<'_>) -> Result<Option<Shape>, Unreadable> {
    let position = |name: &str| book.sheets().iter().position(|sheet| heading_key(&sheet.name) == name);
    let (Some(protocol), true) = (position("протокол"), position("служебный").is_some()) else {
        return Ok(None);
    };
    let mut rows = book.rows(protocol)?;
    let is_header = |row: &Row| heading_key(&cell::text(&row.get(1))) == "код участника";
    if !rows.next_row()?.is_some_and(is_header) {
        return Ok(None);
    }
    // Codes stand in the first column and sums of formulas in the last even when nothing has been filled in.
    let mut filled = 0;
    while let Some(row) = rows.next_row()? {
        let last = row.last_column();
        filled += i64::from(row.cells().any(|cell| (2..last).contains(&cell.column) && !cell.value.is_blank()));
    }
    let (code, message) = if filled == 0 {
        ("collection_form_empty", dirt::COLLECTION_FORM.to_owned())
    } else {
        let participants = school::ru::counted(filled, "участник", "участника", "участников");
        ("collection_form_filled", dirt::filled_collection_form(&participants))
    };
    Ok(Some(Shape::Refused(code, message)))
}
