use chrono::NaiveDate;
use store::{Reads, Result, args};

use crate::Artefact;

/// One artefact of a chain, with the card by which its crate last described it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Chained {
    /// kind
    pub kind: String,
    /// id
    pub id: i64,
    /// its title; empty when its crate never described it
    pub title: String,
    /// its state, a Russian word; may be empty
    pub state: String,
    /// the day that it is known by
    pub dated: Option<NaiveDate>,
}

/// The chain of an artefact («цепочка»): everything it followed from and everything that followed from it, over any
/// number of links, each once, the artefact itself among them, by day. Other children of a parent are not in it. Of more
/// than 200 the rest is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn chain(db: &mut impl Reads, of: Artefact) -> Result<Vec<Chained>> {
    db.rows(
        "WITH RECURSIVE
            later (kind, id) AS (
                SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)
                UNION SELECT l.to_kind, l.to_id FROM artefact_link l JOIN later a ON l.from_kind = a.kind AND l.from_id = a.id),
            earlier (kind, id) AS (
                SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT)
                UNION SELECT l.from_kind, l.from_id FROM artefact_link l JOIN earlier a ON l.to_kind = a.kind AND l.to_id = a.id)
         SELECT x.kind, x.id, COALESCE(c.title, '') AS title, COALESCE(c.state, '') AS state, c.dated
         FROM (SELECT kind, id FROM earlier UNION SELECT kind, id FROM later) x
         LEFT JOIN artefact_card c ON c.kind = x.kind AND c.id = x.id
         ORDER BY c.dated, x.id LIMIT 200",
        args![of.kind, of.id],
    )
    .await
}

/// The newest artefacts of a kind by the day they are known by, as their crate last described them: at most 200. An earlier
/// stage can so offer papers of a later one.
///
/// # Errors
/// When the database does not answer.
pub async fn described(db: &mut impl Reads, kind: &str) -> Result<Vec<Chained>> {
    db.rows(
        "SELECT kind, id, title, state, dated FROM artefact_card
         WHERE kind = $1 AND dated IS NOT NULL ORDER BY dated DESC, id DESC LIMIT 200",
        args![kind],
    )
    .await
}
