//! The page of a table.

use access::Cx;
use web::forms::Fields;
use web::{Page, Reply, Stage, filters};

use super::receive::{Wanted, number_of_new, suffixes};
use super::row::{GridReader, GridRow};

/// Empty rows at the end of the table; the script adds more.
const SPARE_ROWS: usize = 5;

/// What is said around a table.
pub(crate) struct Frame {
    /// heading of the page
    pub(crate) title: &'static str,
    /// what the table is called for those who hear it
    pub(crate) caption: &'static str,
    /// the page it belongs to: label and address
    pub(crate) back: (&'static str, &'static str),
    /// where it is sent
    pub(crate) action: &'static str,
    /// what it is, in a sentence
    pub(crate) lead: String,
    /// under which words the script keeps what is typed but not sent
    pub(crate) draft: String,
    /// lists of suggestions
    pub(crate) lists: Vec<SuggestionList>,
}

/// Suggestions for the cells of a column.
pub(crate) struct SuggestionList {
    pub(crate) id: &'static str,
    pub(crate) words: Vec<String>,
}

impl SuggestionList {
    /// A list.
    pub(crate) fn new(id: &'static str, words: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { id, words: words.into_iter().map(Into::into).collect() }
    }
}

#[derive(askama::Template)]
#[template(path = "grid/grid.html")]
struct GridPage {
    frame: Frame,
    heads: Vec<(&'static str, &'static str)>,
    rows: Vec<Line>,
    /// what is wrong, by row
    faults: Vec<Fault>,
    name_code: &'static str,
    has_gone: bool,
}

struct Line {
    /// what the names of its fields end in
    suffix: String,
    number: usize,
    is_new: bool,
    is_dropped: bool,
    is_gone: bool,
    is_returned: bool,
    version: String,
    cells: Vec<Cell>,
}

struct Cell {
    name: String,
    label: &'static str,
    code: &'static str,
    /// the list of suggestions, if there is one
    list: &'static str,
    holds_many: bool,
    value: String,
    error: String,
}

struct Fault {
    number: usize,
    name: String,
    field: String,
    message: String,
}

/// The table as it is saved, or, with what was `wanted` and refused, as it was sent.
pub(crate) async fn page<R: GridRow>(
    cx: &Cx,
    frame: Frame,
    saved: &[R],
    reader: &impl GridReader<R>,
    refused: Option<(Fields, &Wanted<R>)>,
) -> Reply {
    let put = |fields: Fields, row: &R| reader.filled(fields, &format!("_{}", row.id()), row);
    let is_sent = refused.is_some();
    let (fields, wanted) = match refused {
        Some((fields, wanted)) => (fields, Some(wanted)),
        None => (saved.iter().fold(Fields::empty(), put), None),
    };
    let mut endings = suffixes(&fields, saved);
    let last_new = endings.iter().filter_map(|suffix| number_of_new(suffix)).max().unwrap_or(0);
    let spare = if is_sent { 1 } else { SPARE_ROWS };
    endings.extend((last_new + 1..=last_new + spare).map(|number| format!("_new{number}")));
    let rows: Vec<Line> =
        endings.iter().enumerate().map(|(at, suffix)| line::<R>(at + 1, suffix, &fields, wanted)).collect();
    let body = GridPage {
        heads: R::COLUMNS.iter().map(|column| (R::code(*column), R::label(*column))).collect(),
        faults: rows.iter().flat_map(|row| faults::<R>(row, &fields)).collect(),
        has_gone: rows.iter().any(|row| row.is_gone),
        rows,
        name_code: R::code(R::NAME),
        frame,
    };
    let page = Page::new(body.frame.title).stage(Stage::Plan).crumb(body.frame.back.0, body.frame.back.1).wide();
    cx.page(page.with_errors_of(&fields).body(body)).await
}

fn line<R: GridRow>(number: usize, suffix: &str, fields: &Fields, wanted: Option<&Wanted<R>>) -> Line {
    let instead = |name: &str| wanted.and_then(|wanted| wanted.instead.get(name).cloned());
    let value = |name: &str| instead(name).unwrap_or_else(|| fields.get(name).to_owned());
    let cell = |column: &R::Column| {
        let name = format!("{}{suffix}", R::code(*column));
        Cell {
            label: R::label(*column),
            code: R::code(*column),
            list: R::list(*column),
            holds_many: R::holds_many(*column),
            value: value(&name),
            error: fields.error(&name).to_owned(),
            name,
        }
    };
    Line {
        number,
        is_new: number_of_new(suffix).is_some(),
        is_dropped: fields.has(&format!("drop{suffix}"), "1"),
        is_gone: wanted.is_some_and(|wanted| wanted.gone.contains(suffix)),
        is_returned: fields.has(&format!("return{suffix}"), "1"),
        version: value(&format!("version{suffix}")),
        cells: R::COLUMNS.iter().map(cell).collect(),
        suffix: suffix.to_owned(),
    }
}

fn faults<R: GridRow>(row: &Line, fields: &Fields) -> Vec<Fault> {
    let name = row.cells.iter().find(|cell| cell.code == R::code(R::NAME)).map(|cell| cell.value.clone());
    let wrong = row.cells.iter().filter(|cell| !cell.error.is_empty());
    let fault = |cell: &Cell| Fault {
        number: row.number,
        name: name.clone().unwrap_or_default(),
        field: cell.name.clone(),
        message: fields.error(&cell.name).to_owned(),
    };
    wrong.map(fault).collect()
}
