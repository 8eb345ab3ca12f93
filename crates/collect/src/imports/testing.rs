//! Short words for the tests of imports.

use chrono::NaiveDate;
use school::SchoolYear;
use store::{Reads, Store, args};

use super::engine::{Applied, Original, apply, preview};
use super::finding::{Answer, Decisions, NamesAt, Place, Spot};
use super::journal::reading::{Columns, read};
use super::kind::Kind;
use super::parsed::{Content, Parsed};
use super::period_marks::{Written, WrittenMark};
use super::preview::Preview;
use super::undo::{CannotUndo, Undone, undo};
use super::upload::{ImportError, Options};

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn asking() -> Options {
    Options { school_year: None, create_missing: false, today: day("2025-06-01") }
}

pub(crate) fn making() -> Options {
    Options { create_missing: true, ..asking() }
}

pub(crate) fn parsed(kind: Kind, content: Content) -> Parsed {
    Parsed {
        file_name: "файл.xlsx".to_owned(),
        sha256: store::digest(b"file"),
        kind,
        sheets: vec!["Лист1".to_owned()],
        school_name: Some("Средняя школа № 1".to_owned()),
        school_at: Place::cell("Лист1", 1, 1),
        year: Some(SchoolYear(2024)),
        rows_read: content.len(),
        left_out: 0,
        discrepancies: Vec::new(),
        content,
    }
}

/// A class year sheet: student, subject, term, what stands in the cell.
pub(crate) fn year_sheet(class: &str, cells: &[(&str, &str, &str, &str)]) -> Parsed {
    let marks = cells.iter().zip(1..).map(|((student, subject, term, text), row)| {
        let number = text.parse().ok().and_then(school::Mark::from_number);
        WrittenMark {
            place: Place::cell("Лист1", row, 5),
            names_at: NamesAt { student: Spot::new(row, 1), class: Spot::new(row, 2), subject: Spot::new(row, 3) },
            student: (*student).to_owned(),
            class: class.to_owned(),
            subject: (*subject).to_owned(),
            term: school::Term::from_code(term).unwrap(),
            written: match number {
                Some(mark) => Written::Entry(school::MarkEntry::Marked(mark)),
                None if *text == "н/а" => Written::Entry(school::MarkEntry::NotAssessed),
                None => Written::Odd((*text).to_owned()),
            },
            shown_average: None,
        }
    });
    parsed(Kind::ClassYearSheet, Content::PeriodMarks(marks.collect()))
}

/// A gradebook in CSV with the columns: student, class, subject, teacher, date, mark, weight.
pub(crate) fn gradebook(csv: &str) -> Parsed {
    let mut findings = super::finding::Findings::default();
    let columns = Columns { student: 1, class: 2, subject: 3, teacher: Some(4), given_on: 5, mark: 6, weight: Some(7) };
    let book = sheets::Workbook::open(csv.as_bytes()).unwrap();
    let read = read(&book, 0, 1, columns, &mut findings).unwrap();
    let mut parsed = parsed(Kind::JournalMarks, Content::Journal { read, sheet: "Лист1".to_owned() });
    parsed.rows_read = 0;
    parsed.discrepancies = findings.into_parts().0;
    parsed
}

pub(crate) fn decided(answers: &[(&str, Answer)]) -> Decisions {
    let answers = answers.iter().map(|(key, answer)| ((*key).to_owned(), *answer));
    Decisions(answers.collect())
}

pub(crate) async fn look(store: &Store, parsed: Parsed, options: &Options) -> Preview {
    preview(&mut store.clone(), parsed, options, &Decisions::default()).await.unwrap()
}

pub(crate) async fn load(store: &Store, parsed: Parsed, options: &Options) -> Applied {
    load_decided(store, parsed, options, &[]).await.unwrap()
}

pub(crate) async fn load_decided(
    store: &Store,
    parsed: Parsed,
    options: &Options,
    answers: &[(&str, Answer)],
) -> Result<Applied, ImportError> {
    let change = testkit::change(store).await;
    apply(change, parsed, Original::Bytes(b"file"), options, &decided(answers)).await
}

pub(crate) async fn take_back(store: &Store, batch_id: i64) -> Result<Undone, CannotUndo> {
    let mut change = testkit::change(store).await;
    let undone = undo(&mut change, batch_id).await?;
    change.commit(&undone).await.unwrap();
    Ok(undone)
}

/// How many rows there are in all tables an import writes, except its own records.
pub(crate) async fn rows(store: &Store) -> Vec<(String, i64)> {
    let rows: Vec<(String, i64)> = store
        .clone()
        .rows(
            "SELECT 'school' AS t, COUNT(*) AS n FROM school UNION ALL SELECT 'year', COUNT(*) FROM school_year
             UNION ALL SELECT 'term', COUNT(*) FROM school_term UNION ALL SELECT 'class', COUNT(*) FROM class_group
             UNION ALL SELECT 'subject', COUNT(*) FROM subject UNION ALL SELECT 'alias', COUNT(*) FROM subject_alias
             UNION ALL SELECT 'student', COUNT(*) FROM student UNION ALL SELECT 'stay', COUNT(*) FROM enrolment
             UNION ALL SELECT 'staff', COUNT(*) FROM staff UNION ALL SELECT 'course', COUNT(*) FROM staff_course
             UNION ALL SELECT 'teaching', COUNT(*) FROM teaching UNION ALL SELECT 'period_mark', COUNT(*) FROM period_mark
             UNION ALL SELECT 'journal_mark', COUNT(*) FROM journal_mark UNION ALL SELECT 'tally', COUNT(*) FROM journal_tally
             UNION ALL SELECT 'paper', COUNT(*) FROM assessed_paper UNION ALL SELECT 'item', COUNT(*) FROM paper_item
             UNION ALL SELECT 'result', COUNT(*) FROM paper_result UNION ALL SELECT 'point', COUNT(*) FROM item_point
             UNION ALL SELECT 'exam', COUNT(*) FROM exam_result UNION ALL SELECT 'achievement', COUNT(*) FROM achievement",
            args![],
        )
        .await
        .unwrap();
    rows.into_iter().filter(|(_, count)| *count > 0).collect()
}

pub(crate) async fn count(store: &Store, table: &str) -> i64 {
    let rows = rows(store).await;
    rows.iter().find(|(name, _)| name == table).map_or(0, |(_, count)| *count)
}
