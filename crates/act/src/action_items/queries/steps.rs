use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use crate::action_items::state::{Act, State};

/// A step to be kept.
#[derive(Debug, Clone, Copy)]
pub struct NewStep<'a> {
    /// what was done
    pub act: Act,
    /// where it led
    pub state: State,
    /// the words that came with it
    pub remark: &'a str,
    /// the acceptance of several at once that it was part of
    pub bulk_id: Option<i64>,
    /// by what it is seen that the item is done, if it is now
    pub evidence: &'a str,
}

/// Keeps a step after the `version` steps before, and with it whether the item is done.
///
/// # Errors
/// When the database refuses.
pub async fn take_step(change: &mut Change, item_id: i64, version: i64, step: NewStep<'_>) -> Result<()> {
    let (today, now, by) = (change.today(), change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO action_item_step (item_id, ordinal, act, state, remark, bulk_id, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![item_id, version + 1, step.act.code(), step.state.code(), step.remark, step.bulk_id, &by, now],
        )
        .await?;
    decide::action_items::stand(change, item_id, step.state.code(), version + 1).await?;
    if step.state == State::Done {
        change
            .execute(
                "INSERT INTO action_item_fulfilment (item_id, fulfilled_on, evidence, noted_by, noted_at)
                 VALUES ($1, $2, $3, $4, $5)",
                args![item_id, today, step.evidence, by, now],
            )
            .await?;
    } else {
        change.execute("DELETE FROM action_item_fulfilment WHERE item_id = $1", args![item_id]).await?;
    }
    Ok(())
}

/// A step as a person is told of it who did not know.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TakenStep {
    /// code of the act
    pub act: String,
    /// the words that came with it
    pub remark: String,
    /// by whom
    pub made_by: String,
    /// when
    pub made_at: DateTime<Utc>,
}

/// The steps taken after the first `version`.
///
/// # Errors
/// When the database does not answer.
pub async fn steps_since(db: &mut impl Reads, item_id: i64, version: i64) -> Result<Vec<TakenStep>> {
    db.rows(
        "SELECT act, remark, made_by, made_at FROM action_item_step WHERE item_id = $1 AND ordinal > $2 ORDER BY ordinal",
        args![item_id, version],
    )
    .await
}

/// The items that were accepted together and that nobody has moved since.
///
/// # Errors
/// When the database does not answer.
pub async fn accepted_together(db: &mut impl Reads, bulk_id: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db
        .rows(
            "SELECT t.item_id FROM action_item_step t
             JOIN action_item i ON i.id = t.item_id AND i.step_count = t.ordinal
             WHERE t.bulk_id = $1 AND t.act = 'accept' ORDER BY t.item_id",
            args![bulk_id],
        )
        .await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Items that somebody accepted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, sqlx::FromRow)]
pub struct Together {
    /// id of the acceptance
    pub bulk_id: i64,
    /// how many of the items nobody has moved since
    pub items: i64,
    /// when
    pub made_at: DateTime<Utc>,
}

/// What this person last accepted together since a moment, unless all of it has moved since.
///
/// # Errors
/// When the database does not answer.
pub async fn last_together(db: &mut impl Reads, by: &str, since: DateTime<Utc>) -> Result<Option<Together>> {
    db.row(
        "SELECT t.bulk_id, COUNT(*) AS items, MAX(t.made_at) AS made_at FROM action_item_step t
         JOIN action_item i ON i.id = t.item_id AND i.step_count = t.ordinal
         WHERE t.bulk_id IS NOT NULL AND t.act = 'accept' AND t.made_at >= $2 AND t.made_by = $1
         GROUP BY t.bulk_id ORDER BY MAX(t.made_at) DESC, t.bulk_id DESC LIMIT 1",
        args![by, since],
    )
    .await
}

/// Gives an item to somebody else; the step that says why is kept beside.
///
/// # Errors
/// When the database refuses.
pub async fn hand_over(change: &mut Change, item_id: i64, to: (i64, &str)) -> Result<()> {
    decide::action_items::hand_over(change, item_id, to).await
}

/// Takes a piece of evidence back.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_evidence(change: &mut Change, evidence_id: i64, reason: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO action_item_evidence_withdrawal (evidence_id, reason, withdrawn_by, withdrawn_at)
             VALUES ($1, $2, $3, $4)",
            args![evidence_id, reason, by, now],
        )
        .await?;
    Ok(())
}

/// Keeps words on how far one is.
///
/// # Errors
/// When the database refuses.
pub async fn add_note(change: &mut Change, item_id: i64, words: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO action_item_note (id, item_id, words, made_by, made_at) VALUES ($1, $2, $3, $4, $5)",
            args![new_id(), item_id, words, by, now],
        )
        .await?;
    Ok(())
}

/// What shows that an item was done.
#[derive(Debug, Clone)]
pub struct NewEvidence {
    /// what it is
    pub words: String,
    /// an address; may be empty
    pub link: String,
    /// the content address and the name of the file, if it is one
    pub file: Option<(String, String)>,
    /// the day it is about
    pub effective_on: NaiveDate,
}

/// Keeps a piece of evidence; when it came is the moment of the change.
///
/// # Errors
/// When the database refuses.
pub async fn add_evidence(change: &mut Change, item_id: i64, evidence: &NewEvidence) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    let (sha256, name) = evidence.file.clone().unzip();
    change
        .execute(
            "INSERT INTO action_item_evidence (id, item_id, words, link, file_sha256, file_name, effective_on, received_at,
                added_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                new_id(),
                item_id,
                &evidence.words,
                &evidence.link,
                sha256,
                name.unwrap_or_default(),
                evidence.effective_on,
                now,
                by
            ],
        )
        .await?;
    Ok(())
}

/// Moves the day by which an item is due and keeps the one it moved from.
///
/// # Errors
/// When the database refuses.
pub async fn postpone(
    change: &mut Change,
    item_id: i64,
    (due_from, due_to): (Option<NaiveDate>, NaiveDate),
    reason: &str,
) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    let sql = "SELECT MAX(ordinal) FROM action_item_postponement WHERE item_id = $1";
    let ordinal = change.number(sql, args![item_id]).await?.unwrap_or(0) + 1;
    change
        .execute(
            "INSERT INTO action_item_postponement (item_id, ordinal, due_from, due_to, reason, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![item_id, ordinal, due_from, due_to, reason, by, now],
        )
        .await?;
    decide::action_items::postpone(change, item_id, due_to).await
}
