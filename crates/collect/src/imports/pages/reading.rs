//! Reading the bytes of an upload: off the threads that answer requests.

use std::collections::BTreeMap;

use axum::body::Bytes;
use sheets::Workbook;
use web::Failure;

use super::labels;
use crate::imports::cell;
use crate::imports::drafts::{Draft, KeptMappings};
use crate::imports::kind::Kind;
use crate::imports::long_table::{Field, Mapping, doubts, headings, without};
use crate::imports::parse::{Reading, Source, check_name, parse};
use crate::imports::recognise::{Shape, beginning, recognise};
use crate::imports::upload::ImportError;

/// How many rows below the headings are shown.
const SAMPLE: usize = 5;
/// How far down the headings may stand.
const LOOKED_AT: usize = 40;

/// Runs what takes the processor's time on a thread of its own.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    Ok(tokio::task::spawn_blocking(work).await?)
}

/// Whether a file is worth keeping: it opens, and something is known of its kind. The words of a refusal otherwise.
pub(super) async fn look_at(file_name: String, bytes: Bytes) -> Result<(Bytes, Result<(), String>), Failure> {
    aside(move || {
        let verdict = match looked(&file_name, &bytes) {
            Ok(Shape::Refused(_, message)) => Err(message),
            Ok(_) => Ok(()),
            Err(cause) => Err(cause.to_string()),
        };
        (bytes, verdict)
    })
    .await
}

fn looked(file_name: &str, bytes: &[u8]) -> Result<Shape, ImportError> {
    let book = Workbook::open(bytes)?;
    check_name(&book, file_name)?;
    Ok(recognise(&book)?)
}

/// Reads the facts of an upload by the match that a person has agreed to, now or for an earlier file like this one.
pub(super) fn read(content: &[u8], draft: &Draft, kept: &KeptMappings) -> Result<Reading, ImportError> {
    let book = Workbook::open(content)?;
    let source = Source { file_name: &draft.file_name, sha256: &draft.file_sha256 };
    let agreed = serde_json::from_str::<Mapping>(&draft.mapping_json).ok();
    let mapping = match agreed {
        Some(mapping) => Some(mapping),
        None => kept.find(&book)?,
    };
    parse(&book, source, mapping.as_ref())
}

/// What a person looks at when matching columns.
pub(super) struct Table {
    /// names of the sheets
    pub(super) sheets: Vec<String>,
    /// the match to begin with
    pub(super) mapping: Mapping,
    /// the headings: column and text
    pub(super) headings: Vec<(u32, String)>,
    /// by which the match is kept; none for headings that a person has pointed at
    pub(super) header_key: Option<String>,
    /// the first rows: their numbers, and their cells under the headings
    pub(super) sample: Vec<(u32, Vec<String>)>,
    /// why the match cannot be used as it is proposed
    pub(super) doubts: Vec<String>,
}

/// Which table a person means; what is not said is proposed.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Meant {
    pub(super) kind: Option<Kind>,
    pub(super) sheet: Option<usize>,
    pub(super) header_row: Option<u32>,
}

/// Looks at the table that is meant.
pub(super) fn table(content: &[u8], draft: &Draft, kept: &KeptMappings, meant: Meant) -> Result<Table, ImportError> {
    let book = Workbook::open(content)?;
    let proposals = match recognise(&book)? {
        Shape::LongTable(proposals) => proposals,
        _ => Vec::new(),
    };
    let agreed = serde_json::from_str::<Mapping>(&draft.mapping_json).ok().or_else(|| kept.among(&proposals));
    let begin_with = agreed.iter().chain(proposals.iter().map(|proposal| &proposal.mapping));
    let fits = |mapping: &&Mapping| {
        meant.kind.is_none_or(|kind| kind == mapping.kind)
            && meant.sheet.is_none_or(|sheet| sheet == mapping.sheet)
            && meant.header_row.is_none_or(|row| row == mapping.header_row)
    };
    let first = proposals.first().map(|proposal| &proposal.mapping);
    let is_agreed = agreed.iter().any(|agreed| fits(&agreed));
    let mapping = begin_with.clone().find(fits).cloned().unwrap_or_else(|| Mapping {
        kind: meant.kind.or(first.map(|first| first.kind)).unwrap_or(Kind::SubjectMarks),
        sheet: meant.sheet.or(first.map(|first| first.sheet)).unwrap_or(0).min(book.sheets().len().saturating_sub(1)),
        header_row: meant.header_row.or(first.map(|first| first.header_row)).unwrap_or(1),
        columns: BTreeMap::new(),
        terms: BTreeMap::new(),
        given: BTreeMap::new(),
    });
    let doubtful = proposals.iter().find(|one| !is_agreed && one.mapping == mapping);
    let doubts = doubtful.map(|one| doubts(&book, one)).transpose()?.unwrap_or_default();
    let mapping = without(mapping, &doubts);
    let rows = beginning(&book, mapping.sheet, LOOKED_AT)?;
    let header = rows.iter().find(|row| row.number() == mapping.header_row);
    let headings = header.map(headings).unwrap_or_default();
    let cells = |row: &sheets::Row| headings.iter().map(|(column, _)| cell::text(&row.get(*column))).collect();
    let below = rows.iter().filter(|row| row.number() > mapping.header_row && !row.is_blank());
    let sample = below.take(SAMPLE).map(|row| (row.number(), cells(row))).collect();
    let header_key = proposals
        .iter()
        .find(|one| one.mapping.sheet == mapping.sheet && one.mapping.header_row == mapping.header_row)
        .map(|one| one.header_key.clone());
    let sheets = book.sheets().iter().map(|sheet| sheet.name.clone()).collect();
    let doubts = doubts.into_iter().map(|doubt| doubt.message).collect();
    Ok(Table { sheets, mapping, headings, header_key, sample, doubts })
}

/// Whether a kind is read by a match of columns.
pub(super) fn is_long(kind: Kind) -> bool {
    !crate::imports::long_table::fields_of(kind).is_empty()
}

/// The kinds that are read by a match of columns.
pub(super) fn long_kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| is_long(*kind))
}

/// The names of fields that a match lacks.
pub(super) fn missing(mapping: &Mapping) -> Option<String> {
    let names: Vec<&str> = mapping.missing().into_iter().map(field_name).collect();
    (!names.is_empty()).then(|| labels::missing_fields(&names))
}

pub(super) fn field_name(field: Field) -> &'static str {
    crate::imports::long_table::field_name(field)
}
