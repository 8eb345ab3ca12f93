//! Where the headings of a table are, and what its columns may be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sheets::{Row, Unreadable, Workbook};

use super::leftover::twice;
use super::words::{self, fields_of, likeness};
use super::{Field, Mapping, Proposal};
use crate::imports::cell::{self, heading_key};
use crate::imports::kind::Kind;
use crate::imports::recognise::{LOOKED_AT, beginning};

const KINDS: [Kind; 7] =
    [Kind::JournalMarks, Kind::SubjectMarks, Kind::Ege, Kind::Oge, Kind::Achievements, Kind::Staff, Kind::Students];

/// Ways to match the tables of a file, the surest first. None for a table without two known columns.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn propose(book: &Workbook<'_>) -> Result<Vec<Proposal>, Unreadable> {
    let mut proposals = Vec::new();
    for (sheet, listed) in book.sheets().iter().enumerate() {
        if listed.is_hidden {
            continue;
        }
        let rows = beginning(book, sheet, LOOKED_AT)?;
        let Some(header) = rows.iter().rev().max_by_key(|row| known_headings(row)) else { continue };
        if known_headings(header) < 2 {
            continue;
        }
        let above: Vec<&Row> = rows.iter().take_while(|row| row.number() < header.number()).collect();
        let of_sheet = KINDS.iter().filter_map(|&kind| proposal(kind, sheet, &listed.name, header, &above));
        proposals.extend(of_sheet);
    }
    proposals.sort_by_key(|proposal| std::cmp::Reverse(proposal.confidence));
    Ok(proposals)
}

/// The headings of a row: columns and texts.
pub(crate) fn headings(row: &Row) -> Vec<(u32, String)> {
    let cells = row.cells().map(|cell| (cell.column, cell::text(&cell.value)));
    cells.filter(|(_, text)| !text.is_empty()).collect()
}

/// By which a match is found again: the headings with their columns, whatever their case and punctuation.
fn header_key(headings: &[(u32, String)]) -> String {
    let keys: Vec<String> = headings.iter().map(|(column, text)| format!("{column}:{}", heading_key(text))).collect();
    keys.join("|")
}

/// How many cells of a row are headings of any kind of table. Long texts are not.
fn known_headings(row: &Row) -> usize {
    let is_known = |text: &str| {
        let fields = || KINDS.iter().flat_map(|&kind| fields_of(kind).iter().map(move |&field| (field, kind)));
        text.chars().count() < 60
            && (cell::term(text).is_some() || fields().any(|(field, kind)| likeness(field, kind, text) >= 80))
    };
    headings(row).iter().filter(|(_, text)| is_known(text)).count()
}

fn proposal(kind: Kind, sheet: usize, sheet_name: &str, header: &Row, above: &[&Row]) -> Option<Proposal> {
    let headings = headings(header);
    let (mut columns, mut certainty) = matched(kind, &headings);
    let terms = if kind == Kind::SubjectMarks { term_columns(&headings, &columns) } else { BTreeMap::new() };
    certainty += terms.len() * 100;
    // «1 четверть» sounds like the column of terms too.
    columns.retain(|_, column| terms.values().all(|of_term| of_term != column));
    let mut mapping = Mapping { kind, sheet, header_row: header.number(), columns, terms, given: BTreeMap::new() };
    let title: Vec<String> = above.iter().flat_map(|row| row.cells().map(|cell| cell::text(&cell.value))).collect();
    take_given(&mut mapping, &title);
    let telling = words::telling(kind);
    let tells = telling.is_empty() || telling.iter().any(|field| mapping.column(*field).is_some());
    let required = words::required(kind).len();
    let missing = mapping.missing().len();
    if missing >= required || !tells || mapping.columns.is_empty() {
        return None;
    }
    // Two thirds for what is needed, one third for how much of the table is understood.
    let of_needed = 65 * (required - missing) / required;
    let of_known = 35 * certainty / (100 * headings.len().max(1));
    let hint = hint(kind, sheet_name, &title);
    let foreign = 15 * foreign_headings(kind, &headings, &mapping);
    let confidence = (of_needed + of_known.min(35) + hint).min(100).saturating_sub(foreign);
    let confidence = if missing > 0 { confidence / 2 } else { confidence };
    let header_key = header_key(&headings);
    let (confidence, twice) = (u8::try_from(confidence).unwrap_or(100), twice(&headings, &mapping));
    Some(Proposal { mapping, confidence, headings, header_key, twice, doubts: Vec::new() })
}

/// How many columns have no use in this kind of table though they are well known in others.
fn foreign_headings(kind: Kind, headings: &[(u32, String)], mapping: &Mapping) -> usize {
    let is_used = |column: &u32| mapping.columns.values().chain(mapping.terms.values()).any(|used| used == column);
    let others = || KINDS.iter().filter(|&&other| other != kind);
    let is_known =
        |text: &str| others().any(|&other| fields_of(other).iter().any(|&field| likeness(field, other, text) == 100));
    headings.iter().filter(|(column, text)| !is_used(column) && is_known(text)).count()
}

/// Columns for the fields of a kind, each used once, the best matches first; and the sum of their likenesses.
fn matched(kind: Kind, headings: &[(u32, String)]) -> (BTreeMap<Field, u32>, usize) {
    let mut pairs: Vec<(u32, usize, Field, u32)> = Vec::new();
    for (precedence, &field) in fields_of(kind).iter().enumerate() {
        for (column, text) in headings {
            let score = likeness(field, kind, text);
            if score > 0 {
                pairs.push((score, precedence, field, *column));
            }
        }
    }
    pairs.sort_by_key(|(score, precedence, _, column)| (std::cmp::Reverse(*score), *precedence, *column));
    let (mut columns, mut used, mut certainty) = (BTreeMap::new(), BTreeSet::new(), 0);
    for (score, _, field, column) in pairs {
        if !columns.contains_key(&field) && used.insert(column) {
            columns.insert(field, column);
            certainty += usize::try_from(score).unwrap_or(0);
        }
    }
    (columns, certainty)
}

/// Columns of terms, in a table that has one for each.
fn term_columns(headings: &[(u32, String)], columns: &BTreeMap<Field, u32>) -> BTreeMap<String, u32> {
    if columns.contains_key(&Field::Term) && columns.contains_key(&Field::Mark) {
        return BTreeMap::new();
    }
    let mut terms = BTreeMap::new();
    for (column, text) in headings {
        if let Some(term) = cell::term(text) {
            terms.entry(term.code()).or_insert(*column);
        }
    }
    terms
}

/// The subject and the date of an examination, when they stand above the table: «01 - Русский язык 2025.05.30».
fn take_given(mapping: &mut Mapping, title: &[String]) {
    if !matches!(mapping.kind, Kind::Oge | Kind::Ege) || mapping.column(Field::Subject).is_some() {
        return;
    }
    if let Some((subject, date)) = title.iter().rev().find_map(|text| examination(text)) {
        mapping.given.insert(Field::Subject, subject);
        mapping.given.insert(Field::Date, date.format("%d.%m.%Y").to_string());
    }
}

/// A line of a protocol: «01 - Русский язык 2025.05.30».
pub(super) fn examination(text: &str) -> Option<(String, NaiveDate)> {
    let (number, rest) = text.split_once('-')?;
    let (subject, date) = rest.trim().rsplit_once(' ')?;
    let is_number = (1..=3).contains(&number.trim().len()) && number.trim().bytes().all(|b| b.is_ascii_digit());
    let date = NaiveDate::parse_from_str(date, "%Y.%m.%d").ok().or_else(|| school::ru::parse_date(date))?;
    (is_number && !subject.trim().is_empty()).then(|| (subject.trim().to_owned(), date))
}

/// What the words around a table add to the certainty.
fn hint(kind: Kind, sheet_name: &str, title: &[String]) -> usize {
    let words: &[&str] = match kind {
        Kind::Oge => &["огэ", "гиа-9"],
        Kind::Ege => &["егэ", "гиа-11"],
        Kind::Achievements => &["достижен", "олимпиад"],
        Kind::Staff => &["сотрудник", "педагог", "кадр", "работник"],
        Kind::Students => &["ученик", "обучающ", "контингент", "список класса"],
        _ => &[],
    };
    let texts = title.iter().map(String::as_str).chain([sheet_name]);
    let mut keys = texts.map(|text| text.to_lowercase());
    if keys.any(|text| words.iter().any(|word| text.contains(word))) { 10 } else { 0 }
}
