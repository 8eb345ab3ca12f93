use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::steps::Step;

/// Something said about a step.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
    /// id
    pub id: i64,
    /// code of the step
    pub step: String,
    /// the words
    pub words: String,
    /// when
    pub written_at: DateTime<Utc>,
    /// by whom
    pub written_by: String,
}

/// What was said about the steps of a problem, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn notes(db: &mut impl Reads, zone_id: i64) -> Result<Vec<Note>> {
    db.rows(
        "SELECT id, step, words, written_at, written_by FROM algorithm_note WHERE zone_id = $1 ORDER BY written_at, id",
        args![zone_id],
    )
    .await
}

/// Keeps what somebody says about a step.
///
/// # Errors
/// When the database refuses.
pub async fn add_note(change: &mut Change, zone_id: i64, step: Step, words: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO algorithm_note (id, zone_id, step, words, written_at, written_by) VALUES ($1, $2, $3, $4, $5, $6)",
            args![new_id(), zone_id, step.code(), words, now, by],
        )
        .await?;
    Ok(())
}

/// Takes a note away; answers what it said. Its words stay in history, which the caller writes.
///
/// # Errors
/// When the database refuses.
pub async fn remove_note(change: &mut Change, zone_id: i64, id: i64) -> Result<Option<Note>> {
    let known = notes(change, zone_id).await?.into_iter().find(|note| note.id == id);
    change.execute("DELETE FROM algorithm_note WHERE id = $1 AND zone_id = $2", args![id, zone_id]).await?;
    Ok(known)
}

/// When a problem zone was first taken under study, and by whom.
///
/// # Errors
/// When the database does not answer.
pub async fn studied(db: &mut impl Reads, zone_id: i64) -> Result<Option<(DateTime<Utc>, String)>> {
    let rows: Vec<(DateTime<Utc>, String)> = db
        .rows(
            "SELECT set_at, set_by FROM problem_zone_state WHERE zone_id = $1 AND state = 'studying' ORDER BY ordinal LIMIT 1",
            args![zone_id],
        )
        .await?;
    Ok(rows.into_iter().next())
}

/// The day an order was signed, and by whom.
///
/// # Errors
/// When the database does not answer.
pub async fn signature(db: &mut impl Reads, order_id: i64) -> Result<Option<(NaiveDate, String)>> {
    db.row("SELECT signed_on, signatory FROM order_signature WHERE order_id = $1", args![order_id]).await
}

/// The day the minutes of a meeting were signed, and who chaired it.
///
/// # Errors
/// When the database does not answer.
pub async fn minutes_signature(db: &mut impl Reads, meeting_id: i64) -> Result<Option<(NaiveDate, String)>> {
    db.row("SELECT signed_on, chair FROM minutes_signature WHERE meeting_id = $1", args![meeting_id]).await
}

/// Who leads an inspection, or wrote it down where nobody is named.
///
/// # Errors
/// When the database does not answer.
pub async fn inspector(db: &mut impl Reads, inspection_id: i64) -> Result<Option<String>> {
    let row: Option<(String,)> = db.row("SELECT saved_by FROM inspection WHERE id = $1", args![inspection_id]).await?;
    Ok(row.map(|row| row.0))
}
