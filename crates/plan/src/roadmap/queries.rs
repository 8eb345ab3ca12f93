use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

pub use super::ActionPlanRow;
use super::artefact;
use crate::grid::VersionRow;

/// The action plan of a school year, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(db: &mut impl Reads, school_year: i64) -> Result<Vec<ActionPlanRow>> {
    db.rows(
        "SELECT id, school_year, place, number, activity, expected, responsible, period, starts_on, ends_on, version
         FROM action_plan_row WHERE school_year = $1 ORDER BY place, id",
        args![school_year],
    )
    .await
}

/// One row.
///
/// # Errors
/// When the database does not answer.
pub async fn row(db: &mut impl Reads, id: i64) -> Result<Option<ActionPlanRow>> {
    db.row(
        "SELECT id, school_year, place, number, activity, expected, responsible, period, starts_on, ends_on, version
         FROM action_plan_row WHERE id = $1",
        args![id],
    )
    .await
}

/// The place after the last row of a year.
///
/// # Errors
/// When the database does not answer.
pub async fn next_place(db: &mut impl Reads, school_year: i64) -> Result<i64> {
    let last = db.number("SELECT MAX(place) FROM action_plan_row WHERE school_year = $1", args![school_year]).await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Saves a row as its next version and keeps what it said; one without an id (0) gets one. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_row(change: &mut Change, row: &ActionPlanRow) -> Result<i64> {
    save_in(change, row, None).await
}

/// The same, as a part of what can be undone together.
pub(super) async fn save_in(change: &mut Change, row: &ActionPlanRow, batch: Option<i64>) -> Result<i64> {
    let id = if row.id == 0 { new_id() } else { row.id };
    let row = ActionPlanRow { id, version: row.version + 1, ..row.clone() };
    change
        .execute(
            "INSERT INTO action_plan_row (id, school_year, place, number, activity, expected, responsible, period,
                starts_on, ends_on, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET place = excluded.place, number = excluded.number,
                activity = excluded.activity, expected = excluded.expected, responsible = excluded.responsible,
                period = excluded.period, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                version = excluded.version",
            args![
                id,
                row.school_year,
                row.place,
                &row.number,
                &row.activity,
                &row.expected,
                &row.responsible,
                &row.period,
                row.starts_on,
                row.ends_on,
                row.version
            ],
        )
        .await?;
    keep_version(change, &row, false, batch).await?;
    Ok(id)
}

async fn keep_version(change: &mut Change, row: &ActionPlanRow, is_removal: bool, batch: Option<i64>) -> Result<()> {
    let content =
        serde_json::to_string(row).map_err(|cause| store::Error::new("keeping a row of the roadmap", cause))?;
    let (saved_at, saved_by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO action_plan_row_version (id, row_id, version, school_year, is_removal, content, saved_at, saved_by,
                batch_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![new_id(), row.id, row.version, row.school_year, is_removal, content, saved_at, saved_by, batch],
        )
        .await?;
    Ok(())
}

/// Takes a row out of the plan. What it said is kept among its versions.
///
/// # Errors
/// When the database refuses.
pub(super) async fn remove_row(change: &mut Change, row: &ActionPlanRow, batch: Option<i64>) -> Result<()> {
    change.execute("DELETE FROM action_plan_row WHERE id = $1", args![row.id]).await?;
    let last = ActionPlanRow { version: row.version + 1, ..row.clone() };
    keep_version(change, &last, true, batch).await?;
    change.unlink(artefact(row.id)).await
}

/// What a row said after one of its saves.
pub type SavedVersion = crate::grid::SavedVersion<ActionPlanRow>;

/// All versions of a row, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn versions(db: &mut impl Reads, row_id: i64) -> Result<Vec<SavedVersion>> {
    let rows: Vec<VersionRow> = db
        .rows(
            "SELECT id, row_id, version, is_removal, content, saved_at, saved_by FROM action_plan_row_version
             WHERE row_id = $1 ORDER BY version",
            args![row_id],
        )
        .await?;
    Ok(rows.into_iter().map(SavedVersion::from).collect())
}

/// The last words of the rows of a school year that are not in the plan any more, the latest removed first.
///
/// # Errors
/// When the database does not answer.
pub async fn removed(db: &mut impl Reads, school_year: i64) -> Result<Vec<SavedVersion>> {
    let rows: Vec<VersionRow> = db
        .rows(
            "SELECT v.id, v.row_id, v.version, v.is_removal, v.content, v.saved_at, v.saved_by
             FROM action_plan_row_version v
             WHERE v.school_year = $1 AND v.is_removal AND NOT EXISTS
                 (SELECT 1 FROM action_plan_row_version later WHERE later.row_id = v.row_id AND later.version > v.version)
             ORDER BY v.id DESC LIMIT 50",
            args![school_year],
        )
        .await?;
    Ok(rows.into_iter().map(SavedVersion::from).collect())
}

/// Saves of the plan that were made together and can be undone together.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Batch {
    /// id
    pub id: i64,
    /// the school year
    pub school_year: i64,
    /// `import`, `roll_over` or `table`
    pub origin: String,
    /// when
    pub made_at: DateTime<Utc>,
    /// by whom
    pub made_by: String,
    /// when it was undone
    pub undone_at: Option<DateTime<Utc>>,
}

/// The last such act of a school year, if it is not undone and not too old to be offered.
///
/// # Errors
/// When the database does not answer.
pub async fn undoable(db: &mut impl Reads, school_year: i64, since: DateTime<Utc>) -> Result<Option<Batch>> {
    let last: Option<Batch> = db
        .row(
            "SELECT id, school_year, origin, made_at, made_by, undone_at FROM action_plan_batch
             WHERE school_year = $1 AND made_at >= $2 AND undone_at IS NULL ORDER BY id DESC",
            args![school_year, since],
        )
        .await?;
    Ok(last)
}

/// One act that is not undone.
///
/// # Errors
/// When the database does not answer.
pub async fn batch(db: &mut impl Reads, id: i64) -> Result<Option<Batch>> {
    db.row(
        "SELECT id, school_year, origin, made_at, made_by, undone_at FROM action_plan_batch
         WHERE id = $1 AND undone_at IS NULL",
        args![id],
    )
    .await
}

/// Begins such an act; answers its id.
///
/// # Errors
/// When the database refuses.
pub(super) async fn begin_batch(change: &mut Change, school_year: i64, origin: &str) -> Result<i64> {
    let (id, made_at, made_by) = (new_id(), change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO action_plan_batch (id, school_year, origin, made_at, made_by, undone_at, undone_by)
             VALUES ($1, $2, $3, $4, $5, NULL, NULL)",
            args![id, school_year, origin, made_at, made_by],
        )
        .await?;
    Ok(id)
}

/// Notes that an act was undone.
///
/// # Errors
/// When the database refuses.
pub(super) async fn note_undone(change: &mut Change, id: i64) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    let sql = "UPDATE action_plan_batch SET undone_at = $2, undone_by = $3 WHERE id = $1";
    change.execute(sql, args![id, at, by]).await?;
    Ok(())
}

/// The rows that an act has written and nobody has touched since.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn untouched(db: &mut impl Reads, batch_id: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db
        .rows(
            "SELECT v.row_id FROM action_plan_row_version v
             WHERE v.batch_id = $1 AND NOT EXISTS
                 (SELECT 1 FROM action_plan_row_version later WHERE later.row_id = v.row_id AND later.version > v.version)
             ORDER BY v.id",
            args![batch_id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
