use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use super::Section;
use crate::effects::Judged;

/// What the management concludes about a part of the review.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Conclusion {
    /// code of the part
    pub section: String,
    /// the words
    pub words: String,
    /// Grows with every save.
    pub version: i64,
    /// when
    pub written_at: DateTime<Utc>,
    /// by whom
    pub written_by: String,
}

/// The conclusions of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn conclusions(db: &mut impl Reads, school_year: i64) -> Result<Vec<Conclusion>> {
    db.rows(
        "SELECT section, words, version, written_at, written_by FROM management_review_text WHERE school_year = $1",
        args![school_year],
    )
    .await
}

/// Keeps a conclusion in place of the one before.
///
/// # Errors
/// When the database refuses.
pub async fn write(change: &mut Change, school_year: i64, section: Section, words: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO management_review_text (school_year, section, words, version, written_at, written_by)
             VALUES ($1, $2, $3, 1, $4, $5)
             ON CONFLICT (school_year, section) DO UPDATE SET words = excluded.words,
                version = management_review_text.version + 1, written_at = excluded.written_at,
                written_by = excluded.written_by",
            args![school_year, section.code(), words, now, by],
        )
        .await?;
    Ok(())
}

/// The procedures of a year from which something followed: an inspection, a finding, an order.
///
/// # Errors
/// When the database does not answer.
pub async fn procedures_with_result(db: &mut impl Reads, school_year: i64) -> Result<BTreeSet<i64>> {
    let rows: Vec<(i64,)> = db
        .rows(
            "SELECT DISTINCT p.id FROM procedure p JOIN artefact_link l ON l.from_kind = 'procedure' AND l.from_id = p.id
             WHERE p.school_year = $1",
            args![school_year],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// The verdicts about decisions of a year.
///
/// # Errors
/// When the database does not answer.
pub async fn verdicts(db: &mut impl Reads, school_year: i64) -> Result<Vec<Judged>> {
    let rows: Vec<(String,)> = db
        .rows(
            "SELECT m.judged_json FROM effect_measurement m JOIN effect_review e ON e.id = m.review_id
             WHERE e.school_year = $1 AND m.kind = 'final'",
            args![school_year],
        )
        .await?;
    Ok(rows.iter().filter_map(|row| serde_json::from_str(&row.0).ok()).collect())
}
