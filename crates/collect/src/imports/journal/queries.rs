use chrono::NaiveDate;
use ledger::Change;
use serde::{Deserialize, Serialize};
use store::{Bulk, Reads, Result, Value, args};

/// One mark of the gradebook, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub(crate) struct JournalMark {
    pub(crate) school_year: i64,
    pub(crate) student_id: i64,
    pub(crate) subject_id: i64,
    pub(crate) given_on: NaiveDate,
    pub(crate) ordinal: i64,
    pub(crate) class_group_id: i64,
    pub(crate) teacher_id: Option<i64>,
    pub(crate) term: String,
    pub(crate) mark: i64,
    pub(crate) weight: i64,
    pub(crate) batch_id: Option<i64>,
    pub(crate) source_row: Option<i64>,
}

pub(crate) static JOURNAL_MARKS: Bulk = Bulk {
    table: "journal_mark",
    columns: &[
        "school_year",
        "student_id",
        "subject_id",
        "given_on",
        "ordinal",
        "class_group_id",
        "teacher_id",
        "term",
        "mark",
        "weight",
        "batch_id",
        "source_row",
    ],
};

pub(crate) async fn has_marks(db: &mut impl Reads, school_year: i64) -> Result<bool> {
    let found = db.number("SELECT mark FROM journal_mark WHERE school_year = $1 LIMIT 1", args![school_year]).await?;
    Ok(found.is_some())
}

pub(crate) async fn marks_of_student(
    db: &mut impl Reads,
    school_year: i64,
    student_id: i64,
) -> Result<Vec<JournalMark>> {
    db.rows(
        "SELECT school_year, student_id, subject_id, given_on, ordinal, class_group_id, teacher_id, term, mark, weight,
             batch_id, source_row
         FROM journal_mark WHERE school_year = $1 AND student_id = $2
         ORDER BY subject_id, given_on, ordinal",
        args![school_year, student_id],
    )
    .await
}

pub(crate) async fn update(change: &mut Change, row: &JournalMark) -> Result<u64> {
    change
        .execute(
            "UPDATE journal_mark SET class_group_id = $6, teacher_id = $7, term = $8, mark = $9, weight = $10, batch_id = $11,
                 source_row = $12
             WHERE school_year = $1 AND student_id = $2 AND subject_id = $3 AND given_on = $4 AND ordinal = $5",
            args![
                row.school_year,
                row.student_id,
                row.subject_id,
                row.given_on,
                row.ordinal,
                row.class_group_id,
                row.teacher_id,
                &row.term,
                row.mark,
                row.weight,
                row.batch_id,
                row.source_row
            ],
        )
        .await
}

/// The mark as it is now, if this import still owns it.
pub(crate) async fn owned(db: &mut impl Reads, before: &JournalMark, batch_id: i64) -> Result<Option<JournalMark>> {
    db.row(
        "SELECT school_year, student_id, subject_id, given_on, ordinal, class_group_id, teacher_id, term, mark, weight,
             batch_id, source_row
         FROM journal_mark
         WHERE school_year = $1 AND student_id = $2 AND subject_id = $3 AND given_on = $4 AND ordinal = $5 AND batch_id = $6",
        args![
            before.school_year,
            before.student_id,
            before.subject_id,
            before.given_on,
            before.ordinal,
            batch_id
        ],
    )
    .await
}

pub(crate) async fn remove_of_batch(change: &mut Change, school_year: i64, batch_id: i64) -> Result<u64> {
    change
        .execute("DELETE FROM journal_mark WHERE school_year = $1 AND batch_id = $2", args![school_year, batch_id])
        .await
}

/// How many marks of one value a class has for a subject in a term; weights are in hundredths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::FromRow)]
pub struct TallyRow {
    /// code of the term
    pub term: String,
    /// class
    pub class_group_id: i64,
    /// subject
    pub subject_id: i64,
    /// the mark
    pub mark: i64,
    /// how many
    pub mark_count: i64,
    /// the sum of their weights
    pub weight_sum: i64,
}

/// The counters of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn tallies(db: &mut impl Reads, school_year: i64) -> Result<Vec<TallyRow>> {
    db.rows(
        "SELECT term, class_group_id, subject_id, mark, mark_count, weight_sum FROM journal_tally
         WHERE school_year = $1 ORDER BY term, class_group_id, subject_id, mark",
        args![school_year],
    )
    .await
}

/// What the counters of a school year have to be: the marks counted again, one by one.
///
/// # Errors
/// When the database does not answer.
pub async fn recount(db: &mut impl Reads, school_year: i64) -> Result<Vec<TallyRow>> {
    db.rows(
        "SELECT term, class_group_id, subject_id, mark, COUNT(*) AS mark_count, CAST(SUM(weight) AS BIGINT) AS weight_sum
         FROM journal_mark WHERE school_year = $1
         GROUP BY term, class_group_id, subject_id, mark
         ORDER BY term, class_group_id, subject_id, mark",
        args![school_year],
    )
    .await
}

pub(crate) async fn count_of_batch(db: &mut impl Reads, school_year: i64, batch_id: i64) -> Result<Vec<TallyRow>> {
    db.rows(
        "SELECT term, class_group_id, subject_id, mark, COUNT(*) AS mark_count, CAST(SUM(weight) AS BIGINT) AS weight_sum
         FROM journal_mark WHERE school_year = $1 AND batch_id = $2
         GROUP BY term, class_group_id, subject_id, mark",
        args![school_year, batch_id],
    )
    .await
}

static TALLIES: Bulk = Bulk {
    table: "journal_tally",
    columns: &["school_year", "term", "class_group_id", "subject_id", "mark", "mark_count", "weight_sum"],
};

pub(crate) async fn insert_tallies(change: &mut Change, school_year: i64, rows: Vec<TallyRow>) -> Result<u64> {
    let values = rows.into_iter().map(|row| -> [Value; 7] {
        [
            school_year.into(),
            row.term.into(),
            row.class_group_id.into(),
            row.subject_id.into(),
            row.mark.into(),
            row.mark_count.into(),
            row.weight_sum.into(),
        ]
    });
    change.bulk(&TALLIES, values).await
}

/// Adds to a counter, or takes from it.
pub(crate) async fn add_to_tally(change: &mut Change, school_year: i64, delta: &TallyRow) -> Result<u64> {
    change
        .execute(
            "INSERT INTO journal_tally (school_year, term, class_group_id, subject_id, mark, mark_count, weight_sum)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (school_year, term, class_group_id, subject_id, mark) DO UPDATE SET
                 mark_count = journal_tally.mark_count + excluded.mark_count,
                 weight_sum = journal_tally.weight_sum + excluded.weight_sum",
            args![
                school_year,
                &delta.term,
                delta.class_group_id,
                delta.subject_id,
                delta.mark,
                delta.mark_count,
                delta.weight_sum
            ],
        )
        .await
}

pub(crate) async fn remove_empty_tallies(change: &mut Change, school_year: i64) -> Result<u64> {
    change.execute("DELETE FROM journal_tally WHERE school_year = $1 AND mark_count = 0", args![school_year]).await
}

pub(crate) async fn remove_tally_if_empty(change: &mut Change, school_year: i64, row: &TallyRow) -> Result<u64> {
    change
        .execute(
            "DELETE FROM journal_tally
             WHERE school_year = $1 AND term = $2 AND class_group_id = $3 AND subject_id = $4 AND mark = $5 AND mark_count = 0",
            args![school_year, &row.term, row.class_group_id, row.subject_id, row.mark],
        )
        .await
}

/// One mark by its place in the gradebook.
pub(crate) async fn journal_mark(db: &mut impl Reads, place: &super::MarkPlace) -> Result<Option<JournalMark>> {
    db.row(
        "SELECT school_year, student_id, subject_id, given_on, ordinal, class_group_id, teacher_id, term, mark, weight,
             batch_id, source_row
         FROM journal_mark
         WHERE school_year = $1 AND student_id = $2 AND subject_id = $3 AND given_on = $4 AND ordinal = $5",
        args![place.school_year, place.student_id, place.subject_id, place.given_on, place.ordinal],
    )
    .await
}

pub(crate) async fn insert_correction(change: &mut Change, before: &JournalMark, after: i64) -> Result<u64> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO mark_correction (id, school_year, student_id, subject_id, term, given_on, ordinal, entry_before,
                 entry_after, batch_before, corrected_at, corrected_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            args![
                store::new_id(),
                before.school_year,
                before.student_id,
                before.subject_id,
                &before.term,
                before.given_on,
                before.ordinal,
                before.mark.to_string(),
                after.to_string(),
                before.batch_id,
                now,
                by
            ],
        )
        .await
}
