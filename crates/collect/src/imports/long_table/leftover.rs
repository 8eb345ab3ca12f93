//! Columns that a match leaves over: those whose heading stands twice, and those that nobody reads.

use std::collections::BTreeSet;

use sheets::{Row, Unreadable, Workbook, column_letters};

use super::header::headings;
use super::{Field, Mapping, Proposal, Twice};
use crate::imports::cell::{self, MarkCell, heading_key};
use crate::imports::dirt;
use crate::imports::finding::{Findings, Place, Severity};
use crate::imports::kind::Kind;
use crate::imports::recognise::{LOOKED_AT, beginning};

/// Columns with one heading that hold different things: a person picks the one to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doubt {
    /// the column that the program would read
    pub(crate) column: u32,
    /// the sentence for a person
    pub(crate) message: String,
}

/// Columns that have the heading, or the term, of a column that is read, and are not read themselves.
pub(super) fn twice(headings: &[(u32, String)], mapping: &Mapping) -> Vec<Twice> {
    let is_used = |column: u32| used(mapping).any(|other| other == column);
    let of = |column: u32, is_term: bool| {
        let (_, name) = headings.iter().find(|(at, _)| *at == column)?;
        let is_same = |text: &str| {
            heading_key(text) == heading_key(name)
                || is_term && cell::term(text).is_some_and(|term| Some(term) == cell::term(name))
        };
        let others = headings.iter().filter(|(at, text)| !is_used(*at) && is_same(text));
        let columns: Vec<u32> = std::iter::once(column).chain(others.map(|(at, _)| *at)).collect();
        (columns.len() > 1).then(|| Twice { name: name.clone(), columns })
    };
    let fields = mapping.columns.values().map(|column| (*column, false));
    let terms = mapping.terms.values().map(|column| (*column, true));
    fields.chain(terms).filter_map(|(column, is_term)| of(column, is_term)).collect()
}

fn used(mapping: &Mapping) -> impl Iterator<Item = u32> {
    mapping.columns.values().chain(mapping.terms.values()).copied()
}

/// The columns with one heading that differ in some row.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn doubts(book: &Workbook<'_>, proposal: &Proposal) -> Result<Vec<Doubt>, Unreadable> {
    let mut open: Vec<&Twice> = proposal.twice.iter().collect();
    let mut doubts = Vec::new();
    if open.is_empty() {
        return Ok(doubts);
    }
    let mut rows = book.rows(proposal.mapping.sheet)?;
    while !open.is_empty()
        && let Some(row) = rows.next_row()?
    {
        if row.number() <= proposal.mapping.header_row {
            continue;
        }
        open.retain(|twice| {
            let Some((first, other)) = different(row, &twice.columns) else { return true };
            let letters: Vec<String> = twice.columns.iter().map(|column| column_letters(*column)).collect();
            let message = dirt::columns_differ(&twice.name, &letters, row.number(), &first, &other);
            doubts.push(Doubt { column: twice.columns[0], message });
            false
        });
    }
    Ok(doubts)
}

fn different(row: &Row, columns: &[u32]) -> Option<(String, String)> {
    let texts: Vec<String> = columns.iter().map(|column| cell::text(&row.get(*column))).collect();
    let (first, others) = texts.split_first()?;
    let other = others.iter().find(|other| *other != first)?;
    Some((first.clone(), other.clone()))
}

/// Tells of columns with one heading that agree in every row.
pub(crate) fn tell_agreeing(book: &Workbook<'_>, proposal: &Proposal, findings: &mut Findings) {
    let sheet = book.sheets().get(proposal.mapping.sheet).map_or("", |sheet| sheet.name.as_str());
    for twice in &proposal.twice {
        let letters: Vec<String> = twice.columns.iter().map(|column| column_letters(*column)).collect();
        let place = Place::cell(sheet, proposal.mapping.header_row, twice.columns[1]);
        let message = dirt::columns_agree(&twice.name, &letters);
        findings.say(Severity::Note, "column_twice", place, &twice.name, message);
    }
}

/// Tells of the columns that are not read.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn tell_unread(
    book: &Workbook<'_>,
    mapping: &Mapping,
    told: &[Twice],
    findings: &mut Findings,
) -> Result<(), Unreadable> {
    let sheet = book.sheets().get(mapping.sheet).map_or("", |sheet| sheet.name.as_str());
    let rows = beginning(book, mapping.sheet, LOOKED_AT)?;
    let Some(header) = rows.iter().find(|row| row.number() == mapping.header_row) else { return Ok(()) };
    let below: Vec<&Row> = rows.iter().filter(|row| row.number() > mapping.header_row).collect();
    let read: BTreeSet<u32> =
        used(mapping).chain(told.iter().flat_map(|twice| twice.columns.iter().copied())).collect();
    for (column, text) in headings(header) {
        let is_number_of_row =
            ["", "п п", "пп", "n", "no", "номер", "номер п п"].contains(&heading_key(&text).as_str());
        if read.contains(&column) || is_number_of_row {
            continue;
        }
        let place = Place::cell(sheet, mapping.header_row, column);
        let letters = column_letters(column);
        if mapping.kind == Kind::Students && holds_marks(&below, column) {
            findings.say(Severity::Warning, "marks_not_read", place, &text, dirt::marks_not_read(&text, &letters));
        } else {
            findings.say(Severity::Note, "column_not_read", place, &text, dirt::column_not_read(&text, &letters));
        }
    }
    Ok(())
}

/// Whether most cells of a column are marks.
fn holds_marks(rows: &[&Row], column: u32) -> bool {
    let texts = rows.iter().map(|row| cell::text(&row.get(column))).filter(|text| !text.is_empty());
    let (marks, all) = texts.fold((0, 0), |(marks, all), text| {
        (marks + usize::from(matches!(cell::mark(&text), MarkCell::Entry(_))), all + 1)
    });
    all > 0 && marks * 2 > all
}

/// A match without the columns that a person has to pick.
pub(crate) fn without(mapping: Mapping, doubts: &[Doubt]) -> Mapping {
    let is_open = |column: u32| doubts.iter().any(|doubt| doubt.column == column);
    let columns = mapping.columns.iter().filter(|(_, column)| !is_open(**column));
    let columns = columns.map(|(field, column)| (*field, *column)).collect::<std::collections::BTreeMap<Field, u32>>();
    let terms = mapping.terms.iter().filter(|(_, column)| !is_open(**column));
    let terms = terms.map(|(term, column)| (term.clone(), *column)).collect();
    Mapping { columns, terms, ..mapping }
}
