//! Marks of subjects for terms, in a row each or in a column for each term; the columns of gradebook marks.

use school::Term;
use sheets::{Unreadable, Workbook};

use super::reader::{Counts, Line, Reader};
use super::{Field, Mapping};
use crate::imports::cell::{self, MarkCell};
use crate::imports::dirt;
use crate::imports::finding::{Findings, NamesAt, Place, Severity};
use crate::imports::journal::reading::Columns;
use crate::imports::period_marks::{Written, WrittenMark};

/// The columns of a table of gradebook marks; none when one is missing.
pub(crate) fn journal_columns(mapping: &Mapping) -> Option<Columns> {
    Some(Columns {
        student: mapping.column(Field::Student)?,
        class: mapping.column(Field::Class)?,
        subject: mapping.column(Field::Subject)?,
        teacher: mapping.column(Field::Teacher),
        given_on: mapping.column(Field::Date)?,
        mark: mapping.column(Field::Mark)?,
        weight: mapping.column(Field::Weight),
    })
}

/// The rows of a table of marks for terms.
///
/// # Errors
/// The file turns out to be damaged or beyond a limit.
pub(crate) fn subject_marks(
    book: &Workbook<'_>,
    mapping: &Mapping,
    findings: &mut Findings,
) -> Result<(Vec<WrittenMark>, Counts), Unreadable> {
    let mut marks = Vec::new();
    let terms: Vec<(Term, u32)> =
        mapping.terms.iter().filter_map(|(code, column)| Some((Term::from_code(code)?, *column))).collect();
    let mut reader = Reader::new(book, mapping, findings);
    reader.each(book, |reader, line| {
        let of_row = Names {
            student: reader.needed(line, Field::Student, line.name(Field::Student))?,
            class: reader.needed(line, Field::Class, line.class())?,
            subject: reader.needed(line, Field::Subject, line.text(Field::Subject))?,
            at: reader.names_at(line),
        };
        if terms.is_empty() {
            marks.extend(one_mark(reader, line, &of_row)?);
            return Some(());
        }
        for &(term, column) in &terms {
            let place = Place::cell(&reader.sheet, line.row.number(), column);
            let text = cell::text(&line.row.get(column));
            marks.extend(written(reader, &of_row, term, text, place, None));
        }
        Some(())
    })?;
    let counts = reader.counts;
    Ok((marks, counts))
}

struct Names {
    student: String,
    class: String,
    subject: String,
    at: NamesAt,
}

/// The mark of a row, whose term stands in the row too.
fn one_mark(reader: &mut Reader<'_>, line: Line<'_>, names: &Names) -> Option<Option<WrittenMark>> {
    let text = reader.needed(line, Field::Term, line.text(Field::Term))?;
    let Some(term) = cell::term(&text) else {
        let place = reader.place(line, Field::Term);
        reader.say(Severity::Error, "not_a_term", place, &text, dirt::not_a_term(&text));
        return None;
    };
    let place = reader.place(line, Field::Mark);
    let average = Some(line.text(Field::Average).replace(',', "."));
    let average = average.filter(|text| school::ru::parse_number(text).is_some() && text != "0");
    Some(written(reader, names, term, line.text(Field::Mark), place, average))
}

/// A mark; nothing for a blank cell.
fn written(
    reader: &mut Reader<'_>,
    names: &Names,
    term: Term,
    text: String,
    place: Place,
    shown_average: Option<String>,
) -> Option<WrittenMark> {
    let written = match cell::mark(&text) {
        MarkCell::Blank => return None,
        MarkCell::Entry(entry) => Written::Entry(entry),
        MarkCell::Odd(code, message) => {
            reader.say(Severity::Warning, code, place.clone(), &text, message);
            Written::Odd(text)
        }
    };
    Some(WrittenMark {
        place,
        names_at: names.at,
        student: names.student.clone(),
        class: names.class.clone(),
        subject: names.subject.clone(),
        term,
        written,
        shown_average,
    })
}
