use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use school::Exact;
use store::{Reads, Result, args};

use crate::effects::judging::{fraction, read_fraction};
use crate::effects::period::Period;
use crate::effects::review::Review;

/// A change of an aim: what it was, what it became, why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// the target before
    pub old_target: Exact,
    /// the target after
    pub new_target: Exact,
    /// the change that mattered before
    pub old_matters: Exact,
    /// the change that matters now
    pub new_matters: Exact,
    /// the period before
    pub old_after: Period,
    /// the period after
    pub new_after: Period,
    /// the day of measuring before
    pub old_on: NaiveDate,
    /// the day of measuring after
    pub new_on: NaiveDate,
    /// why
    pub reason: String,
    /// who
    pub amended_by: String,
    /// when
    pub amended_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct AmendmentRow {
    old_target: String,
    new_target: String,
    old_matters: String,
    new_matters: String,
    old_after: String,
    new_after: String,
    old_on: NaiveDate,
    new_on: NaiveDate,
    reason: String,
    amended_by: String,
    amended_at: DateTime<Utc>,
}

/// How the aim of a review was changed, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn amendments(db: &mut impl Reads, review_id: i64) -> Result<Vec<Amendment>> {
    let rows: Vec<AmendmentRow> = db
        .rows(
            "SELECT old_target, new_target, old_matters, new_matters, old_after, new_after, old_on, new_on, reason,
                amended_by, amended_at FROM effect_amendment WHERE review_id = $1 ORDER BY ordinal",
            args![review_id],
        )
        .await?;
    let read = |row: AmendmentRow| {
        Some(Amendment {
            old_target: read_fraction(&row.old_target)?,
            new_target: read_fraction(&row.new_target)?,
            old_matters: read_fraction(&row.old_matters)?,
            new_matters: read_fraction(&row.new_matters)?,
            old_after: Period::from_code(&row.old_after)?,
            new_after: Period::from_code(&row.new_after)?,
            old_on: row.old_on,
            new_on: row.new_on,
            reason: row.reason,
            amended_by: row.amended_by,
            amended_at: row.amended_at,
        })
    };
    Ok(rows.into_iter().filter_map(read).collect())
}

/// Keeps that an aim was changed, and why.
///
/// # Errors
/// When the database refuses.
pub async fn add_amendment(change: &mut Change, (old, new): (&Review, &Review), reason: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO effect_amendment (review_id, ordinal, old_target, new_target, old_matters, new_matters, old_after,
                new_after, old_on, new_on, reason, amended_by, amended_at)
             SELECT $1, COALESCE(MAX(ordinal), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
             FROM effect_amendment WHERE review_id = $1",
            args![
                old.id,
                fraction(&old.target),
                fraction(&new.target),
                fraction(&old.matters),
                fraction(&new.matters),
                old.after.code(),
                new.after.code(),
                old.remeasure_on,
                new.remeasure_on,
                reason,
                by,
                now
            ],
        )
        .await?;
    Ok(())
}
