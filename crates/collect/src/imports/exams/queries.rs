use chrono::NaiveDate;
use ledger::Change;
use serde::{Deserialize, Serialize};
use store::{Bulk, Reads, Result, Value, args};

/// A result of a state final examination.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub(crate) struct ExamResult {
    pub(crate) id: i64,
    pub(crate) school_year: i64,
    pub(crate) exam: String,
    pub(crate) subject_id: i64,
    pub(crate) variant: String,
    pub(crate) student_id: i64,
    pub(crate) class_group_id: i64,
    pub(crate) primary_score: Option<i64>,
    pub(crate) score: Option<i64>,
    pub(crate) mark: Option<i64>,
    pub(crate) passed: Option<bool>,
    pub(crate) held_on: Option<NaiveDate>,
    pub(crate) batch_id: Option<i64>,
    pub(crate) sheet: String,
    pub(crate) source_row: Option<i64>,
}

impl ExamResult {
    /// Whether the other says the same; where it was written does not matter.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.class_group_id == other.class_group_id
            && self.primary_score == other.primary_score
            && self.score == other.score
            && self.mark == other.mark
            && self.passed == other.passed
            && self.held_on == other.held_on
    }
}

pub(crate) async fn results(db: &mut impl Reads, school_year: i64, exam: &str) -> Result<Vec<ExamResult>> {
    db.rows(
        "SELECT id, school_year, exam, subject_id, variant, student_id, class_group_id, primary_score, score, mark, passed,
             held_on, batch_id, sheet, source_row
         FROM exam_result WHERE school_year = $1 AND exam = $2",
        args![school_year, exam],
    )
    .await
}

static EXAM_RESULTS: Bulk = Bulk {
    table: "exam_result",
    columns: &[
        "id",
        "school_year",
        "exam",
        "subject_id",
        "variant",
        "student_id",
        "class_group_id",
        "primary_score",
        "score",
        "mark",
        "passed",
        "held_on",
        "batch_id",
        "sheet",
        "source_row",
    ],
};

pub(crate) async fn insert(change: &mut Change, rows: Vec<ExamResult>) -> Result<u64> {
    let values = rows.into_iter().map(|row| -> [Value; 15] {
        [
            row.id.into(),
            row.school_year.into(),
            row.exam.into(),
            row.subject_id.into(),
            row.variant.into(),
            row.student_id.into(),
            row.class_group_id.into(),
            row.primary_score.into(),
            row.score.into(),
            row.mark.into(),
            row.passed.into(),
            row.held_on.into(),
            row.batch_id.into(),
            row.sheet.into(),
            row.source_row.into(),
        ]
    });
    change.bulk(&EXAM_RESULTS, values).await
}

pub(crate) async fn update(change: &mut Change, row: &ExamResult) -> Result<u64> {
    change
        .execute(
            "UPDATE exam_result SET class_group_id = $2, primary_score = $3, score = $4, mark = $5, passed = $6, held_on = $7,
                 batch_id = $8, sheet = $9, source_row = $10
             WHERE id = $1",
            args![
                row.id,
                row.class_group_id,
                row.primary_score,
                row.score,
                row.mark,
                row.passed,
                row.held_on,
                row.batch_id,
                &row.sheet,
                row.source_row
            ],
        )
        .await
}

/// The import that a result belongs to.
pub(crate) async fn owner(db: &mut impl Reads, id: i64) -> Result<Option<i64>> {
    db.number("SELECT batch_id FROM exam_result WHERE id = $1", args![id]).await
}

pub(crate) async fn remove_of_batch(change: &mut Change, batch_id: i64) -> Result<u64> {
    change.execute("DELETE FROM exam_result WHERE batch_id = $1", args![batch_id]).await
}
