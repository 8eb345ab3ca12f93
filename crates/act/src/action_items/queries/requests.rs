use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use crate::action_items::postponing::{RequestAct, Standing};

/// The last that was said about a later day for an item.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Request {
    /// its number among those of the item
    pub ordinal: i64,
    /// code of the act
    pub act: String,
    /// the day that is asked for
    pub due_to: Option<NaiveDate>,
    /// why
    pub words: String,
    /// by whom
    pub made_by: String,
    /// when
    pub made_at: DateTime<Utc>,
}

impl Request {
    /// How the request stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.act.as_str() {
            "ask" => Standing::Asked,
            "grant" => Standing::Granted,
            _ => Standing::Declined,
        }
    }
}

/// The last that was said about a later day for an item.
///
/// # Errors
/// When the database does not answer.
pub async fn request(db: &mut impl Reads, item_id: i64) -> Result<Option<Request>> {
    db.row(
        "SELECT ordinal, act, due_to, words, made_by, made_at FROM action_item_request
         WHERE item_id = $1 ORDER BY ordinal DESC LIMIT 1",
        args![item_id],
    )
    .await
}

/// Keeps what is said about a later day, after so much before.
///
/// # Errors
/// When the database refuses.
pub async fn add_request(
    change: &mut Change,
    (item_id, before): (i64, i64),
    act: RequestAct,
    (due_from, due_to): (Option<NaiveDate>, Option<NaiveDate>),
    words: &str,
) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO action_item_request (item_id, ordinal, act, due_from, due_to, words, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![item_id, before + 1, act.code(), due_from, due_to, words, by, now],
        )
        .await?;
    Ok(())
}
