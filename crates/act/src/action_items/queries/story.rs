use chrono::{DateTime, NaiveDate, Utc};
use store::{Reads, Result, args};

/// A file, a link or words that show what was done («свидетельство»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Evidence {
    /// id
    pub id: i64,
    /// what it is
    pub words: String,
    /// an address; may be empty
    pub link: String,
    /// the file, if it is one
    pub file_sha256: Option<String>,
    /// its name; empty where there is none
    pub file_name: String,
    /// the day it is about
    pub effective_on: NaiveDate,
    /// when it came
    pub received_at: DateTime<Utc>,
    /// from whom
    pub added_by: String,
}

/// What shows that an item was done, in the order in which it came; what was withdrawn is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn evidence_of(db: &mut impl Reads, item_id: i64) -> Result<Vec<Evidence>> {
    db.rows(
        "SELECT id, words, link, file_sha256, file_name, effective_on, received_at, added_by
         FROM action_item_evidence e WHERE item_id = $1
            AND NOT EXISTS (SELECT 1 FROM action_item_evidence_withdrawal w WHERE w.evidence_id = e.id)
         ORDER BY received_at, id",
        args![item_id],
    )
    .await
}

/// Something that was said or done about an item.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Told {
    /// `note`, `postponement`, `withdrawal`, `request` and its act, or the code of an act
    pub what: String,
    /// the words that came with it
    pub words: String,
    /// what a withdrawal took back; otherwise empty
    pub subject: String,
    /// the day a postponement moved from
    pub due_from: Option<NaiveDate>,
    /// the day a postponement moved to
    pub due_to: Option<NaiveDate>,
    /// by whom
    pub made_by: String,
    /// when
    pub made_at: DateTime<Utc>,
}

/// The story of an item, the latest first: steps, notes, what became of its day and its evidence.
///
/// # Errors
/// When the database does not answer.
pub async fn story(db: &mut impl Reads, item_id: i64) -> Result<Vec<Told>> {
    let mut told: Vec<Told> = db
        .rows(
            "SELECT act AS what, remark AS words, '' AS subject, CAST(NULL AS DATE) AS due_from, CAST(NULL AS DATE) AS due_to, made_by, made_at
             FROM action_item_step WHERE item_id = $1 ORDER BY ordinal DESC",
            args![item_id],
        )
        .await?;
    let notes: Vec<Told> = db
        .rows(
            "SELECT 'note' AS what, words, '' AS subject, CAST(NULL AS DATE) AS due_from, CAST(NULL AS DATE) AS due_to, made_by, made_at
             FROM action_item_note WHERE item_id = $1 ORDER BY id DESC",
            args![item_id],
        )
        .await?;
    let postponements: Vec<Told> = db
        .rows(
            "SELECT 'postponement' AS what, reason AS words, '' AS subject, due_from, due_to, made_by, made_at
             FROM action_item_postponement WHERE item_id = $1 ORDER BY ordinal DESC",
            args![item_id],
        )
        .await?;
    let requests: Vec<Told> = db
        .rows(
            "SELECT 'request ' || act AS what, words, '' AS subject, due_from, due_to, made_by, made_at
             FROM action_item_request WHERE item_id = $1 AND act <> 'grant' ORDER BY ordinal DESC",
            args![item_id],
        )
        .await?;
    let withdrawals: Vec<Told> = db
        .rows(
            "SELECT 'withdrawal' AS what, w.reason AS words,
                CASE WHEN e.words <> '' THEN e.words WHEN e.file_name <> '' THEN e.file_name ELSE e.link END AS subject,
                CAST(NULL AS DATE) AS due_from, CAST(NULL AS DATE) AS due_to, w.withdrawn_by AS made_by,
                w.withdrawn_at AS made_at
             FROM action_item_evidence_withdrawal w JOIN action_item_evidence e ON e.id = w.evidence_id
             WHERE e.item_id = $1 ORDER BY w.evidence_id DESC",
            args![item_id],
        )
        .await?;
    told.extend([notes, postponements, requests, withdrawals].into_iter().flatten());
    told.sort_by_key(|one| std::cmp::Reverse(one.made_at));
    Ok(told)
}
