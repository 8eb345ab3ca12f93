use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

/// Rows that were added together, as far as they can still be taken back together.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Batch {
    /// id
    pub id: i64,
    /// the school year
    pub school_year: i64,
    /// `template` or `roll_over`
    pub origin: String,
    /// when
    pub added_at: DateTime<Utc>,
    /// by whom
    pub added_by: String,
    /// how many of its rows nobody has touched since
    pub untouched: i64,
}

/// The last such act of a school year that can be undone and is not too old to be offered.
///
/// # Errors
/// When the database does not answer.
pub async fn undoable(db: &mut impl Reads, school_year: i64, since: DateTime<Utc>) -> Result<Option<Batch>> {
    db.row(
        "SELECT b.id, b.school_year, b.origin, b.added_at, b.added_by, COUNT(p.id) AS untouched
         FROM procedure_batch b JOIN procedure_batch_row r ON r.batch_id = b.id
             JOIN procedure p ON p.id = r.procedure_id AND p.version = 1
         WHERE b.school_year = $1 AND b.undone_at IS NULL AND b.added_at >= $2
         GROUP BY b.id, b.school_year, b.origin, b.added_at, b.added_by ORDER BY b.id DESC",
        args![school_year, since],
    )
    .await
}

/// The school year of an act that nobody has undone yet.
///
/// # Errors
/// When the database does not answer.
pub async fn year_of_batch(db: &mut impl Reads, id: i64) -> Result<Option<i64>> {
    db.number("SELECT school_year FROM procedure_batch WHERE id = $1 AND undone_at IS NULL", args![id]).await
}

/// The rows of an act that nobody has changed since, and from which nothing has followed.
///
/// # Errors
/// When the database does not answer.
pub async fn untouched(db: &mut impl Reads, batch_id: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db
        .rows(
            "SELECT p.id FROM procedure_batch_row r JOIN procedure p ON p.id = r.procedure_id AND p.version = 1
             WHERE r.batch_id = $1 AND NOT EXISTS
                 (SELECT 1 FROM artefact_link l WHERE l.from_kind = 'procedure' AND l.from_id = p.id)
             ORDER BY p.id",
            args![batch_id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Notes which rows came together, and from where.
///
/// # Errors
/// When the database refuses.
pub async fn save_batch(change: &mut Change, school_year: i64, origin: &str, rows: &[i64]) -> Result<i64> {
    let (id, added_at, added_by) = (new_id(), change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO procedure_batch (id, school_year, origin, added_at, added_by, undone_at, undone_by)
             VALUES ($1, $2, $3, $4, $5, NULL, NULL)",
            args![id, school_year, origin, added_at, added_by],
        )
        .await?;
    for row in rows {
        let sql = "INSERT INTO procedure_batch_row (batch_id, procedure_id) VALUES ($1, $2)";
        change.execute(sql, args![id, *row]).await?;
    }
    Ok(id)
}

/// Notes that an act was undone.
///
/// # Errors
/// When the database refuses.
pub async fn note_undone(change: &mut Change, id: i64) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    let sql = "UPDATE procedure_batch SET undone_at = $2, undone_by = $3 WHERE id = $1";
    change.execute(sql, args![id, at, by]).await?;
    Ok(())
}
