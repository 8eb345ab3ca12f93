use chrono::{DateTime, Utc};
use store::{Reads, Result, args};

use crate::Artefact;

/// `to` followed from `from`.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Link {
    /// kind of the earlier artefact
    pub from_kind: String,
    /// id of the earlier artefact
    pub from_id: i64,
    /// kind of the later artefact
    pub to_kind: String,
    /// id of the later artefact
    pub to_id: i64,
    /// how they are joined: `decided_by`, `evidence_for`
    pub kind: String,
    /// since when
    pub made_at: DateTime<Utc>,
}

/// What followed from this artefact, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn links_from(db: &mut impl Reads, artefact: Artefact) -> Result<Vec<Link>> {
    db.rows(
        "SELECT from_kind, from_id, to_kind, to_id, kind, made_at FROM artefact_link
         WHERE from_kind = $1 AND from_id = $2 ORDER BY made_at, to_id",
        args![artefact.kind, artefact.id],
    )
    .await
}

/// What this artefact followed from, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn links_to(db: &mut impl Reads, artefact: Artefact) -> Result<Vec<Link>> {
    db.rows(
        "SELECT from_kind, from_id, to_kind, to_id, kind, made_at FROM artefact_link
         WHERE to_kind = $1 AND to_id = $2 ORDER BY made_at, from_id",
        args![artefact.kind, artefact.id],
    )
    .await
}
