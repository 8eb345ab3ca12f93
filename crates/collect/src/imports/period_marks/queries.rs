use ledger::Change;
use school::MarkEntry;
use serde::{Deserialize, Serialize};
use store::{Bulk, Reads, Result, Value, args};

/// A mark for a term or the year, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub(crate) struct PeriodMark {
    pub(crate) school_year: i64,
    pub(crate) term: String,
    pub(crate) student_id: i64,
    pub(crate) subject_id: i64,
    pub(crate) class_group_id: i64,
    pub(crate) mark: Option<i64>,
    pub(crate) standing: String,
    pub(crate) shown_average: Option<String>,
    pub(crate) batch_id: Option<i64>,
    pub(crate) sheet: String,
    pub(crate) source_row: Option<i64>,
}

impl PeriodMark {
    /// Whether the other row says the same; where it was written does not matter.
    pub(crate) fn says_the_same(&self, other: &Self) -> bool {
        self.mark == other.mark
            && self.standing == other.standing
            && self.class_group_id == other.class_group_id
            && (self.shown_average == other.shown_average || other.shown_average.is_none())
    }

    /// «4», «н/а», «осв.».
    pub(crate) fn shown(&self) -> String {
        MarkEntry::from_standing(&self.standing, self.mark).map_or_else(String::new, |entry| entry.to_string())
    }
}

pub(crate) async fn marks_of_class(
    db: &mut impl Reads,
    school_year: i64,
    class_group_id: i64,
) -> Result<Vec<PeriodMark>> {
    db.rows(
        "SELECT school_year, term, student_id, subject_id, class_group_id, mark, standing, shown_average, batch_id, sheet,
             source_row
         FROM period_mark WHERE class_group_id = $1 AND school_year = $2",
        args![class_group_id, school_year],
    )
    .await
}

static PERIOD_MARKS: Bulk = Bulk {
    table: "period_mark",
    columns: &[
        "school_year",
        "term",
        "student_id",
        "subject_id",
        "class_group_id",
        "mark",
        "standing",
        "shown_average",
        "batch_id",
        "sheet",
        "source_row",
    ],
};

pub(crate) async fn insert(change: &mut Change, rows: Vec<PeriodMark>) -> Result<u64> {
    let values = rows.into_iter().map(|row| -> [Value; 11] {
        [
            row.school_year.into(),
            row.term.into(),
            row.student_id.into(),
            row.subject_id.into(),
            row.class_group_id.into(),
            row.mark.into(),
            row.standing.into(),
            row.shown_average.into(),
            row.batch_id.into(),
            row.sheet.into(),
            row.source_row.into(),
        ]
    });
    change.bulk(&PERIOD_MARKS, values).await
}

pub(crate) async fn update(change: &mut Change, row: &PeriodMark) -> Result<u64> {
    change
        .execute(
            "UPDATE period_mark SET class_group_id = $5, mark = $6, standing = $7, shown_average = $8, batch_id = $9,
                 sheet = $10, source_row = $11
             WHERE school_year = $1 AND term = $2 AND student_id = $3 AND subject_id = $4",
            args![
                row.school_year,
                &row.term,
                row.student_id,
                row.subject_id,
                row.class_group_id,
                row.mark,
                &row.standing,
                row.shown_average.as_ref(),
                row.batch_id,
                &row.sheet,
                row.source_row
            ],
        )
        .await
}

/// Puts a mark back as it was, if the import that changed it still owns it. A mark corrected by hand since is left.
pub(crate) async fn restore(change: &mut Change, before: &PeriodMark, batch_id: i64) -> Result<u64> {
    change
        .execute(
            "UPDATE period_mark SET class_group_id = $5, mark = $6, standing = $7, shown_average = $8, batch_id = $9,
                 sheet = $10, source_row = $11
             WHERE school_year = $1 AND term = $2 AND student_id = $3 AND subject_id = $4 AND batch_id = $12",
            args![
                before.school_year,
                &before.term,
                before.student_id,
                before.subject_id,
                before.class_group_id,
                before.mark,
                &before.standing,
                before.shown_average.as_ref(),
                before.batch_id,
                &before.sheet,
                before.source_row,
                batch_id
            ],
        )
        .await
}

pub(crate) async fn remove_of_batch(change: &mut Change, batch_id: i64) -> Result<u64> {
    change.execute("DELETE FROM period_mark WHERE batch_id = $1", args![batch_id]).await
}
