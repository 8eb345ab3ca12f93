//! From the bytes of a file to its facts, before anything is known of the school.

use sheets::Workbook;

use super::dirt;
use super::finding::{Findings, Place, Severity};
use super::journal;
use super::kind::Kind;
use super::long_table::{self, Mapping, Proposal, Twice};
use super::parsed::{Content, Parsed};
use super::recognise::{Shape, recognise};
use super::upload::{ImportError, Refusal};
use super::{class_year_sheet, vpr_individual_results};

/// What a file turned out to be.
pub enum Reading {
    /// Its facts.
    Parsed(Box<Parsed>),
    /// A table whose columns a person has to match; how it may be, the likeliest first.
    NeedsMapping(Vec<Proposal>),
}

/// The file as it came.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// its name: it does not decide what the table is, and is not to contradict the content
    pub file_name: &'s str,
    /// its content address
    pub sha256: &'s str,
}

/// Reads a file. A long table is read by the match given, or by a proposal that is sure.
///
/// # Errors
/// The file cannot be read as a table, or is of a kind that is not loaded; the words say what to do.
pub fn parse(book: &Workbook<'_>, source: Source<'_>, mapping: Option<&Mapping>) -> Result<Reading, ImportError> {
    check_name(book, source.file_name)?;
    if let Some(mapping) = mapping {
        return long(book, source, mapping, &[]).map(parsed);
    }
    match recognise(book)? {
        Shape::ClassYearSheet(sheets) => year_sheet(book, source, &sheets).map(parsed),
        Shape::IndividualResults(sheets) => results(book, source, &sheets).map(parsed),
        Shape::LongTable(proposals) => proposed(book, source, proposals),
        Shape::Refused(_, message) => Err(Refusal::NotForLoading(message).into()),
    }
}

/// Reads a table by the likeliest proposal, if that leaves nothing to a person.
fn proposed(book: &Workbook<'_>, source: Source<'_>, mut proposals: Vec<Proposal>) -> Result<Reading, ImportError> {
    let Some(first) = proposals.first_mut().filter(|first| first.is_sure()) else {
        return Ok(Reading::NeedsMapping(proposals));
    };
    first.doubts = long_table::doubts(book, first)?.into_iter().map(|doubt| doubt.message).collect();
    if !first.doubts.is_empty() {
        return Ok(Reading::NeedsMapping(proposals));
    }
    let mut findings = Findings::default();
    long_table::tell_agreeing(book, first, &mut findings);
    let mut read = long(book, source, &first.mapping, &first.twice)?;
    read.discrepancies.extend(findings.into_parts().0);
    Ok(parsed(read))
}

/// Refuses a file whose name promises another format than it has.
///
/// # Errors
/// The words of the refusal.
pub(crate) fn check_name(book: &Workbook<'_>, file_name: &str) -> Result<(), Refusal> {
    book.kind().refusal_of_name(file_name).map_or(Ok(()), |why| Err(Refusal::NotForLoading(why)))
}

fn parsed(parsed: Parsed) -> Reading {
    Reading::Parsed(Box::new(parsed))
}

/// A file without facts yet.
fn empty(book: &Workbook<'_>, source: Source<'_>, kind: Kind, sheets: &[usize], content: Content) -> Parsed {
    Parsed {
        file_name: source.file_name.to_owned(),
        sha256: source.sha256.to_owned(),
        kind,
        sheets: sheets.iter().filter_map(|&sheet| Some(book.sheets().get(sheet)?.name.clone())).collect(),
        school_name: None,
        school_at: Place::default(),
        year: None,
        rows_read: 0,
        left_out: 0,
        discrepancies: Vec::new(),
        content,
    }
}

fn told(findings: Findings, parsed: Parsed) -> Parsed {
    Parsed { discrepancies: findings.into_parts().0, ..parsed }
}

fn year_sheet(book: &Workbook<'_>, source: Source<'_>, sheets: &[usize]) -> Result<Parsed, ImportError> {
    let mut findings = Findings::default();
    let read = class_year_sheet::read(book, sheets, &mut findings)?;
    let parsed = empty(book, source, Kind::ClassYearSheet, sheets, Content::PeriodMarks(read.marks));
    let (school_name, school_at) = read.school.unzip();
    let school_at = school_at.unwrap_or_default();
    Ok(told(findings, Parsed { school_name, school_at, year: read.year, rows_read: read.rows, ..parsed }))
}

/// Why nothing can be taken of a file whose kind is known.
fn nothing_of(findings: Findings) -> Refusal {
    let (told, _) = findings.into_parts();
    let errors = told.into_iter().filter(|one| one.severity == Severity::Error);
    let mut reasons: Vec<String> = errors.map(|one| one.message).collect();
    reasons.dedup();
    reasons.truncate(5);
    Refusal::NotForLoading(dirt::nothing_of(&reasons))
}

fn results(book: &Workbook<'_>, source: Source<'_>, sheets: &[usize]) -> Result<Parsed, ImportError> {
    let mut findings = Findings::default();
    let results = vpr_individual_results::read(book, sheets, &mut findings)?;
    if results.is_empty() {
        return Err(nothing_of(findings).into());
    }
    let year = results.first().map(|first| first.year);
    let school = results.iter().find_map(|results| results.school.clone());
    let (school_name, school_at) = school.unzip();
    let school_at = school_at.unwrap_or_default();
    let (same, other): (Vec<_>, Vec<_>) = results.into_iter().partition(|paper| Some(paper.year) == year);
    if let (Some(year), Some(other)) = (year, other.first()) {
        return Err(Refusal::NotForLoading(dirt::papers_of_two_years(year, other.year)).into());
    }
    let rows_read = same.iter().map(|paper| paper.rows).sum();
    let papers: Vec<_> = same.into_iter().map(|paper| paper.paper).collect();
    let content = Content::Papers(papers);
    let left_out = rows_read - content.len();
    let parsed = empty(book, source, Kind::VprIndividualResults, sheets, content);
    Ok(told(findings, Parsed { school_name, school_at, year, rows_read, left_out, ..parsed }))
}

/// A long table; of columns with one heading something has been told.
fn long(book: &Workbook<'_>, source: Source<'_>, mapping: &Mapping, told: &[Twice]) -> Result<Parsed, ImportError> {
    let mut parsed = facts_of(book, source, mapping)?;
    let mut findings = Findings::default();
    long_table::tell_unread(book, mapping, told, &mut findings)?;
    parsed.discrepancies.extend(findings.into_parts().0);
    Ok(parsed)
}

fn facts_of(book: &Workbook<'_>, source: Source<'_>, mapping: &Mapping) -> Result<Parsed, ImportError> {
    let mut findings = Findings::default();
    let missing = mapping.missing();
    if !missing.is_empty() || mapping.sheet >= book.sheets().len() {
        return Err(Refusal::NotForLoading(dirt::columns_missing(&missing)).into());
    }
    let findings_mut = &mut findings;
    let (content, counts) = match mapping.kind {
        Kind::Students => counted(long_table::students(book, mapping, findings_mut)?, Content::Students),
        Kind::Staff => counted(long_table::staff(book, mapping, findings_mut)?, Content::Staff),
        Kind::SubjectMarks => counted(long_table::subject_marks(book, mapping, findings_mut)?, Content::PeriodMarks),
        Kind::Oge => exam(long_table::exams(book, mapping, findings_mut)?, "oge"),
        Kind::Ege => exam(long_table::exams(book, mapping, findings_mut)?, "ege"),
        Kind::Achievements => counted(long_table::achievements(book, mapping, findings_mut)?, Content::Achievements),
        Kind::JournalMarks => return journal_marks(book, source, mapping),
        Kind::ClassYearSheet | Kind::VprIndividualResults => {
            return Err(Refusal::NotForLoading(dirt::columns_missing(&[])).into());
        }
    };
    let parsed = empty(book, source, mapping.kind, &[mapping.sheet], content);
    Ok(told(findings, Parsed { rows_read: counts.rows, left_out: counts.left_out, ..parsed }))
}

fn counted<T>(
    (list, counts): (Vec<T>, long_table::Counts),
    content: fn(Vec<T>) -> Content,
) -> (Content, long_table::Counts) {
    (content(list), counts)
}

fn exam(
    (results, counts): (Vec<super::exams::WrittenExam>, long_table::Counts),
    exam: &'static str,
) -> (Content, long_table::Counts) {
    (Content::Exams { exam, results }, counts)
}

fn journal_marks(book: &Workbook<'_>, source: Source<'_>, mapping: &Mapping) -> Result<Parsed, ImportError> {
    let mut findings = Findings::default();
    let Some(columns) = long_table::journal_columns(mapping) else {
        return Err(Refusal::NotForLoading(dirt::columns_missing(&mapping.missing())).into());
    };
    let read = journal::reading::read(book, mapping.sheet, mapping.header_row, columns, &mut findings)?;
    if let Some(field) = read.too_many {
        return Err(Refusal::NotForLoading(dirt::too_many_names(long_table::field_name(field))).into());
    }
    let year = journal::year_of(&read);
    let sheet = book.sheets()[mapping.sheet].name.clone();
    let content = Content::Journal { read, sheet };
    let parsed = empty(book, source, Kind::JournalMarks, &[mapping.sheet], content);
    // The journal counts its own rows.
    Ok(told(findings, Parsed { year, ..parsed }))
}
