use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::{Act, ActKind, LocalAct, State, Step};
use crate::model::ActFact;

#[derive(sqlx::FromRow)]
struct ActRow {
    id: i64,
    kind: String,
    title: String,
    number: String,
    edition: i64,
    replaces_id: Option<i64>,
    body_text: String,
    appendices: String,
    file_sha256: String,
    file_name: String,
    valid_from: Option<NaiveDate>,
    valid_until: Option<NaiveDate>,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    act_id: i64,
    act: String,
    done_on: NaiveDate,
    body_id: Option<i64>,
    who: String,
    document: String,
    recorded_by: String,
}

impl StepRow {
    fn step(self) -> Option<Step> {
        Some(Step {
            act: Act::from_code(&self.act)?,
            done_on: self.done_on,
            body_id: self.body_id,
            who: self.who,
            document: self.document,
            recorded_by: self.recorded_by,
        })
    }
}

fn with_steps(row: ActRow, steps: Vec<Step>) -> LocalAct {
    LocalAct {
        id: row.id,
        kind: ActKind::from_code(&row.kind).unwrap_or(ActKind::Regulation),
        title: row.title,
        number: row.number,
        edition: row.edition,
        replaces_id: row.replaces_id,
        body_text: row.body_text,
        appendices: row.appendices,
        file_sha256: row.file_sha256,
        file_name: row.file_name,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        version: row.version,
        steps,
    }
}

/// All acts in all editions, by title and edition, without their texts.
///
/// # Errors
/// When the database does not answer.
pub async fn acts(db: &mut impl Reads) -> Result<Vec<LocalAct>> {
    let rows: Vec<ActRow> = db
        .rows(
            "SELECT id, kind, title, number, edition, replaces_id, '' AS body_text, '' AS appendices, file_sha256,
                file_name, valid_from, valid_until, version
             FROM local_act",
            args![],
        )
        .await?;
    let sql = "SELECT act_id, act, done_on, body_id, who, document, recorded_by FROM local_act_step
        ORDER BY act_id, ordinal";
    let steps: Vec<StepRow> = db.rows(sql, args![]).await?;
    let mut by_act: BTreeMap<i64, Vec<Step>> = BTreeMap::new();
    for row in steps {
        let id = row.act_id;
        by_act.entry(id).or_default().extend(row.step());
    }
    let mut acts: Vec<LocalAct> = rows
        .into_iter()
        .map(|row| {
            let steps = by_act.remove(&row.id).unwrap_or_default();
            with_steps(row, steps)
        })
        .collect();
    acts.sort_by_cached_key(|act| (school::ru::sort_key(&act.title), std::cmp::Reverse(act.edition)));
    Ok(acts)
}

/// The acts as the checker of the model looks at them.
///
/// # Errors
/// When the database does not answer.
pub async fn act_facts(db: &mut impl Reads) -> Result<Vec<ActFact>> {
    let fact = |act: LocalAct| ActFact {
        is_approved: act.state() == State::Approved,
        id: act.id,
        title: act.title,
        valid_until: act.valid_until,
    };
    Ok(acts(db).await?.into_iter().map(fact).collect())
}

/// One act with its text and its steps.
///
/// # Errors
/// When the database does not answer.
pub async fn act(db: &mut impl Reads, id: i64) -> Result<Option<LocalAct>> {
    let row: Option<ActRow> = db
        .row(
            "SELECT id, kind, title, number, edition, replaces_id, body_text, appendices, file_sha256, file_name,
                valid_from, valid_until, version
             FROM local_act WHERE id = $1",
            args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let steps: Vec<StepRow> = db
        .rows(
            "SELECT act_id, act, done_on, body_id, who, document, recorded_by FROM local_act_step
             WHERE act_id = $1 ORDER BY ordinal",
            args![id],
        )
        .await?;
    Ok(Some(with_steps(row, steps.into_iter().filter_map(StepRow::step).collect())))
}

/// Saves an act without its steps; one without an id (0) gets one. Its version grows. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_act(change: &mut Change, act: &LocalAct) -> Result<i64> {
    let id = if act.id == 0 { new_id() } else { act.id };
    change
        .execute(
            "INSERT INTO local_act (id, kind, title, number, edition, replaces_id, body_text, appendices, file_sha256,
                file_name, valid_from, valid_until, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, number = excluded.number,
                edition = excluded.edition, replaces_id = excluded.replaces_id, body_text = excluded.body_text,
                appendices = excluded.appendices, file_sha256 = excluded.file_sha256, file_name = excluded.file_name,
                valid_from = excluded.valid_from, valid_until = excluded.valid_until, version = excluded.version",
            args![
                id,
                act.kind.code(),
                &act.title,
                &act.number,
                act.edition,
                act.replaces_id,
                &act.body_text,
                &act.appendices,
                &act.file_sha256,
                &act.file_name,
                act.valid_from,
                act.valid_until,
                act.version + 1
            ],
        )
        .await?;
    Ok(id)
}

/// Keeps the next step of an act.
///
/// # Errors
/// When the database refuses.
pub async fn add_step(change: &mut Change, act_id: i64, step: &Step) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    let last = change.number("SELECT MAX(ordinal) FROM local_act_step WHERE act_id = $1", args![act_id]).await?;
    change
        .execute(
            "INSERT INTO local_act_step (act_id, ordinal, act, done_on, body_id, who, document, recorded_at, recorded_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                act_id,
                last.unwrap_or(0) + 1,
                step.act.code(),
                step.done_on,
                step.body_id,
                &step.who,
                &step.document,
                at,
                by
            ],
        )
        .await?;
    Ok(())
}

/// Somebody who has to know an act.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reader {
    /// the member of staff
    pub staff_id: i64,
    /// when the person confirmed to know it
    pub acknowledged_at: Option<DateTime<Utc>>,
}

/// The acquaintance list of an act («лист ознакомления»).
///
/// # Errors
/// When the database does not answer.
pub async fn readers(db: &mut impl Reads, act_id: i64) -> Result<Vec<Reader>> {
    db.rows("SELECT staff_id, acknowledged_at FROM local_act_reader WHERE act_id = $1 ORDER BY staff_id", args![act_id])
        .await
}

/// Asks these people to know the act, besides those who are asked already. Those not named any more and not confirmed
/// yet are asked no longer.
///
/// # Errors
/// When the database refuses.
pub async fn save_readers(change: &mut Change, act_id: i64, staff: &[i64]) -> Result<()> {
    change.execute("DELETE FROM local_act_reader WHERE act_id = $1 AND acknowledged_at IS NULL", args![act_id]).await?;
    for id in staff {
        change
            .execute(
                "INSERT INTO local_act_reader (act_id, staff_id, acknowledged_at) VALUES ($1, $2, NULL)
                 ON CONFLICT (act_id, staff_id) DO NOTHING",
                args![act_id, *id],
            )
            .await?;
    }
    Ok(())
}

/// Keeps that a person knows the act. Answers whether this was news.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(change: &mut Change, act_id: i64, staff_id: i64) -> Result<bool> {
    let at = change.now();
    let sql = "UPDATE local_act_reader SET acknowledged_at = $3
        WHERE act_id = $1 AND staff_id = $2 AND acknowledged_at IS NULL";
    Ok(change.execute(sql, args![act_id, staff_id, at]).await? > 0)
}

/// Acts that a member of staff is asked to know and has not confirmed yet.
///
/// # Errors
/// When the database does not answer.
pub async fn unread(db: &mut impl Reads, staff_id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT act_id FROM local_act_reader WHERE staff_id = $1 AND acknowledged_at IS NULL ORDER BY act_id";
    let rows: Vec<(i64,)> = db.rows(sql, args![staff_id]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}
