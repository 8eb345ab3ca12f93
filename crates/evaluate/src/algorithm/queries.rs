use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::steps::Step;

/// Something said about a step.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Note {
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
        "SELECT step, words, written_at, written_by FROM algorithm_note WHERE zone_id = $1 ORDER BY written_at, id",
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
