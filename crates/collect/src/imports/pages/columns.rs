//! What stands in the columns of a table: proposed by the program, confirmed or corrected by a person, and kept.

use std::collections::BTreeMap;

use access::{Cx, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use school::Term;
use sheets::column_letters;
use store::files;
use web::forms::Fields;
use web::ui::{Choice, Step, steps};
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::draft::{address, years};
use super::labels;
use super::reading::{self, Meant, Table, aside};
use crate::imports::drafts::queries::{self, draft};
use crate::imports::drafts::{Draft, KeptMappings};
use crate::imports::kind::Kind;
use crate::imports::long_table::{Field, Mapping, fields_of};
use crate::imports::upload::ImportError;

#[derive(askama::Template)]
#[template(path = "imports/pages/columns.html")]
struct ColumnsPage {
    address: String,
    steps: Vec<Step>,
    /// the form that asks which table is meant
    which: Fields,
    kinds: Vec<Choice>,
    sheets: Vec<Choice>,
    /// the form of the match
    fields: Fields,
    /// names and labels of the fields of the form
    matched: Vec<(String, &'static str)>,
    terms: Vec<(String, String)>,
    columns: Vec<Choice>,
    years: Vec<Choice>,
    wants_year: bool,
    headings: Vec<(String, String)>,
    sample: Vec<(u32, Vec<String>)>,
    given: Vec<String>,
    /// what a person has to decide about columns with one heading
    doubts: Vec<String>,
}

/// The terms a table may have a column for each.
const TERMS: [&str; 10] = ["q1", "q2", "q3", "q4", "h1", "h2", "t1", "t2", "t3", "year"];

fn field_name(field: Field) -> String {
    serde_json::to_value(field)
        .ok()
        .and_then(|value| value.as_str().map(|code| format!("c_{code}")))
        .unwrap_or_default()
}

fn meant(fields: &Fields) -> Meant {
    Meant {
        kind: Kind::from_code(fields.get("kind")).filter(|kind| reading::is_long(*kind)),
        sheet: fields.get("sheet").parse().ok(),
        header_row: fields.get("header_row").parse().ok(),
    }
}

/// The table, or why it cannot be read.
async fn table(cx: &Cx, draft: &Draft, meant: Meant) -> Result<Result<Table, ImportError>, web::Failure> {
    let mut db = cx.store();
    let content = files::content(&mut db, &draft.file_sha256).await?.or_missing()?;
    let kept = KeptMappings::of_school(&mut db).await?;
    let draft = draft.clone();
    aside(move || reading::table(&content, &draft, &kept, meant)).await
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Reply {
    let draft = draft(&mut cx.store(), id).await?.or_missing()?;
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let table = match table(&cx, &draft, meant(&query)).await? {
        Ok(table) => table,
        Err(cause) => return Ok(see_other(address(id)).refused(labels::whole(&cause.to_string())).into_response()),
    };
    let fields = begin_with(&table.mapping).with("school_year", draft.school_year.unwrap_or(cx.year().await?));
    page(&cx, &draft, table, fields).await
}

/// The form as the proposed match fills it.
fn begin_with(mapping: &Mapping) -> Fields {
    let columns = mapping.columns.iter().map(|(field, column)| (field_name(*field), column));
    let terms = mapping.terms.iter().map(|(term, column)| (format!("t_{term}"), column));
    columns.chain(terms).fold(Fields::empty(), |fields, (name, column)| fields.with(&name, column))
}

async fn page(cx: &Cx, draft: &Draft, table: Table, fields: Fields) -> Reply {
    let kind = table.mapping.kind;
    let place = |at: usize| i64::try_from(at).unwrap_or_default();
    let letters = |column: &u32, text: &str| Choice::new(column, labels::column(&column_letters(*column), text));
    let term = |code: &str| Term::from_code(code).map_or_else(String::new, Term::name);
    let which = Fields::empty()
        .with("kind", kind.code())
        .with("sheet", place(table.mapping.sheet))
        .with("header_row", table.mapping.header_row);
    let body = ColumnsPage {
        address: address(draft.id),
        steps: steps(&labels::TABLE_STEPS, 1),
        which,
        kinds: reading::long_kinds().map(|kind| Choice::new(kind.code(), kind.name())).collect(),
        sheets: table.sheets.iter().enumerate().map(|(at, name)| Choice::new(place(at), name.clone())).collect(),
        matched: fields_of(kind).iter().map(|field| (field_name(*field), reading::field_name(*field))).collect(),
        terms: match kind {
            Kind::SubjectMarks => {
                TERMS.iter().map(|code| (format!("t_{code}"), labels::term_field(&term(code)))).collect()
            }
            _ => Vec::new(),
        },
        columns: table.headings.iter().map(|(column, text)| letters(column, text)).collect(),
        years: years(cx).await?,
        wants_year: kind.needs_year() && kind != Kind::JournalMarks,
        headings: table.headings.iter().map(|(column, text)| (column_letters(*column), text.clone())).collect(),
        sample: table.sample,
        doubts: table.doubts.iter().map(|doubt| labels::whole(doubt)).collect(),
        given: table
            .mapping
            .given
            .iter()
            .map(|(field, text)| labels::given(reading::field_name(*field), text))
            .collect(),
        fields,
    };
    let page = Page::new(labels::COLUMNS)
        .stage(Stage::Collect)
        .crumb(labels::IMPORTS, "/collect/imports")
        .crumb(draft.file_name.clone(), address(draft.id))
        .lead(labels::COLUMNS_LEAD)
        .with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// Agrees to a match; it is kept for the next table with the same headings.
pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let draft = draft(&mut cx.store(), id).await?.or_missing()?;
    let table = match table(&cx, &draft, meant(&fields)).await? {
        Ok(table) => table,
        Err(cause) => return Ok(see_other(address(id)).refused(labels::whole(&cause.to_string())).into_response()),
    };
    let mapping = read(&mut fields, &table);
    let year = fields.id_if_any("school_year");
    if mapping.kind.needs_year() && mapping.kind != Kind::JournalMarks && year.is_none() {
        fields.refuse("school_year", labels::YEAR_REQUIRED);
    }
    if let Some(words) = reading::missing(&mapping) {
        fields.refuse_all(words);
    }
    if fields.has_errors() {
        return page(&cx, &draft, table, fields).await;
    }
    let mut tx = cx.store().begin().await?;
    queries::save_mapping(&mut tx, id, &queries::mapping_json(&mapping)).await?;
    queries::save_year(&mut tx, id, year).await?;
    if let Some(header_key) = &table.header_key {
        queries::keep_profile(&mut tx, header_key, &mapping, cx.now()).await?;
    }
    tx.commit().await?;
    Ok(see_other(address(id)).into_response())
}

/// The match that the form describes; a column twice is a complaint.
fn read(fields: &mut Fields, table: &Table) -> Mapping {
    let mut taken: Vec<u32> = Vec::new();
    let mut column = |fields: &mut Fields, name: &str| {
        let column: u32 = fields.get(name).parse().ok()?;
        if taken.contains(&column) {
            fields.refuse(name, labels::COLUMN_TWICE);
            return None;
        }
        taken.push(column);
        Some(column)
    };
    let mut columns = BTreeMap::new();
    for field in fields_of(table.mapping.kind) {
        columns.extend(column(fields, &field_name(*field)).map(|column| (*field, column)));
    }
    let mut terms = BTreeMap::new();
    for term in TERMS.iter().filter(|_| table.mapping.kind == Kind::SubjectMarks) {
        terms.extend(column(fields, &format!("t_{term}")).map(|column| ((*term).to_owned(), column)));
    }
    Mapping { columns, terms, ..table.mapping.clone() }
}
