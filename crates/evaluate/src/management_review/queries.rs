use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use super::Section;
use crate::effects::queries::amendments;
use crate::effects::{Amendment, Judged};

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

/// The verdicts about decisions of a year, of each the last one; none of what waits to be measured again.
///
/// # Errors
/// When the database does not answer.
pub async fn verdicts(db: &mut impl Reads, school_year: i64) -> Result<Vec<Judged>> {
    let rows: Vec<(String,)> = db
        .rows(
            "SELECT m.judged_json FROM effect_measurement m JOIN effect_review e ON e.id = m.review_id
             JOIN effect_review_state s ON s.review_id = e.id
                AND s.ordinal = (SELECT MAX(l.ordinal) FROM effect_review_state l WHERE l.review_id = e.id)
             WHERE e.school_year = $1 AND s.state <> 'fixed' AND m.ordinal = (SELECT MAX(f.ordinal)
                FROM effect_measurement f WHERE f.review_id = e.id AND f.kind = 'final')",
            args![school_year],
        )
        .await?;
    Ok(rows.iter().filter_map(|row| serde_json::from_str(&row.0).ok()).collect())
}

/// How the aims of a year were changed: the review and the change.
///
/// # Errors
/// When the database does not answer.
pub async fn amended(db: &mut impl Reads, school_year: i64) -> Result<Vec<(i64, Amendment)>> {
    let changed: Vec<(i64,)> = db
        .rows(
            "SELECT DISTINCT a.review_id FROM effect_amendment a JOIN effect_review e ON e.id = a.review_id
             WHERE e.school_year = $1 ORDER BY a.review_id",
            args![school_year],
        )
        .await?;
    let mut found = Vec::new();
    for (id,) in changed {
        found.extend(amendments(db, id).await?.into_iter().map(|one| (id, one)));
    }
    Ok(found)
}

/// How many resolutions the meetings of a year adopted, without the guarded ones.
///
/// # Errors
/// When the database does not answer.
pub async fn resolutions(db: &mut impl Reads, school_year: i64) -> Result<usize> {
    let count = db
        .number(
            "SELECT COUNT(*) FROM adopted_resolution r JOIN agenda_point p ON p.id = r.point_id
             JOIN meeting m ON m.id = p.meeting_id
             WHERE m.school_year = $1 AND m.kind NOT IN ('consilium', 'medical_consilium')",
            args![school_year],
        )
        .await?;
    Ok(usize::try_from(count.unwrap_or(0)).unwrap_or_default())
}

/// A signed edition of the review of a year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Edition {
    /// 1, 2 …
    pub edition: i64,
    /// «3»
    pub number: String,
    /// when
    pub signed_on: NaiveDate,
    /// «В. П. Соколова»
    pub signatory: String,
    /// the content of that day
    pub content_json: String,
    /// why the next edition was begun, if it was
    pub reason: Option<String>,
    /// by whom
    pub reopened_by: Option<String>,
}

/// The signed editions of a year, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn editions(db: &mut impl Reads, school_year: i64) -> Result<Vec<Edition>> {
    db.rows(
        "SELECT s.edition, s.number, s.signed_on, s.signatory, s.content_json, r.reason, r.reopened_by
         FROM management_review_signature s
         LEFT JOIN management_review_reopening r ON r.school_year = s.school_year AND r.edition = s.edition
         WHERE s.school_year = $1 ORDER BY s.edition DESC",
        args![school_year],
    )
    .await
}

/// Keeps a signed edition.
///
/// # Errors
/// When the database refuses.
pub async fn sign(change: &mut Change, school_year: i64, edition: &Edition) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO management_review_signature (school_year, edition, number, signed_on, signatory, content_json,
                signed_at, signed_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                school_year,
                edition.edition,
                &edition.number,
                edition.signed_on,
                &edition.signatory,
                &edition.content_json,
                now,
                by
            ],
        )
        .await?;
    Ok(())
}

/// Keeps that work on the edition after this one has begun.
///
/// # Errors
/// When the database refuses.
pub async fn reopen(change: &mut Change, school_year: i64, edition: i64, reason: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO management_review_reopening (school_year, edition, reason, reopened_at, reopened_by)
             VALUES ($1, $2, $3, $4, $5)",
            args![school_year, edition, reason, now, by],
        )
        .await?;
    Ok(())
}
