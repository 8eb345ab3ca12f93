use chrono::NaiveDate;
use ledger::Change;
use serde::{Deserialize, Serialize};
use store::{Bulk, Reads, Result, Value, args};

/// An achievement of a student.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize, Deserialize)]
pub(crate) struct Achievement {
    pub(crate) id: i64,
    pub(crate) student_id: i64,
    pub(crate) event: String,
    pub(crate) level: String,
    pub(crate) result: String,
    pub(crate) held_on: NaiveDate,
    pub(crate) batch_id: Option<i64>,
    pub(crate) sheet: String,
    pub(crate) source_row: Option<i64>,
}

pub(crate) async fn achievements(db: &mut impl Reads) -> Result<Vec<Achievement>> {
    db.rows(
        "SELECT id, student_id, event, level, result, held_on, batch_id, sheet, source_row FROM achievement",
        args![],
    )
    .await
}

static ACHIEVEMENTS: Bulk = Bulk {
    table: "achievement",
    columns: &["id", "student_id", "event", "level", "result", "held_on", "batch_id", "sheet", "source_row"],
};

pub(crate) async fn insert(change: &mut Change, rows: Vec<Achievement>) -> Result<u64> {
    let values = rows.into_iter().map(|row| -> [Value; 9] {
        [
            row.id.into(),
            row.student_id.into(),
            row.event.into(),
            row.level.into(),
            row.result.into(),
            row.held_on.into(),
            row.batch_id.into(),
            row.sheet.into(),
            row.source_row.into(),
        ]
    });
    change.bulk(&ACHIEVEMENTS, values).await
}

pub(crate) async fn update(change: &mut Change, row: &Achievement) -> Result<u64> {
    change
        .execute(
            "UPDATE achievement SET result = $2, batch_id = $3, sheet = $4, source_row = $5 WHERE id = $1",
            args![row.id, &row.result, row.batch_id, &row.sheet, row.source_row],
        )
        .await
}

/// The import that an achievement belongs to.
pub(crate) async fn owner(db: &mut impl Reads, id: i64) -> Result<Option<i64>> {
    db.number("SELECT batch_id FROM achievement WHERE id = $1", args![id]).await
}

pub(crate) async fn remove_of_batch(change: &mut Change, batch_id: i64) -> Result<u64> {
    change.execute("DELETE FROM achievement WHERE batch_id = $1", args![batch_id]).await
}
