use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::{Act, ActKind, LocalAct, State, Step, labels};
use crate::model::{ActFact, rulebook};

mod readers;

pub use readers::{Reader, acknowledge, carry_readers, note_signature, readers, save_readers, to_read, with_account};

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
    school_year: Option<i64>,
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
        school_year: row.school_year,
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
                file_name, valid_from, valid_until, school_year, version
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

/// The acts as the checker of the model looks at them on a day.
///
/// # Errors
/// When the database does not answer.
pub async fn act_facts(db: &mut impl Reads, today: NaiveDate) -> Result<Vec<ActFact>> {
    let fact = |act: LocalAct| ActFact {
        is_approved: act.state_on(today) == State::Approved,
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
                valid_from, valid_until, school_year, version
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
                file_name, valid_from, valid_until, school_year, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
             ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, number = excluded.number,
                edition = excluded.edition, replaces_id = excluded.replaces_id, body_text = excluded.body_text,
                appendices = excluded.appendices, file_sha256 = excluded.file_sha256, file_name = excluded.file_name,
                valid_from = excluded.valid_from, valid_until = excluded.valid_until, school_year = excluded.school_year,
                version = excluded.version",
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
                act.school_year,
                act.version + 1
            ],
        )
        .await?;
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO local_act_revision (act_id, version, content, saved_at, saved_by) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (act_id, version) DO UPDATE SET content = excluded.content",
            args![id, act.version + 1, labels::told(act), at, by],
        )
        .await?;
    Ok(id)
}

/// What an act said in a version and who has saved it; of a version that only counts a step, the text before it.
///
/// # Errors
/// When the database does not answer.
pub async fn revision(db: &mut impl Reads, act_id: i64, version: i64) -> Result<Option<(String, String)>> {
    let sql = "SELECT content, saved_by FROM local_act_revision
        WHERE act_id = $1 AND version <= $2 ORDER BY version DESC LIMIT 1";
    db.row(sql, args![act_id, version]).await
}

/// Throws a draft away with everything that belongs to it.
///
/// # Errors
/// When the database refuses.
pub async fn remove_act(change: &mut Change, id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM model_link WHERE to_kind = 'local_act' AND to_id = $1",
        "DELETE FROM local_act_reader WHERE act_id = $1",
        "DELETE FROM local_act_correction WHERE act_id = $1",
        "DELETE FROM local_act_revision WHERE act_id = $1",
        "DELETE FROM local_act_step WHERE act_id = $1",
        "DELETE FROM local_act WHERE id = $1",
    ] {
        change.execute(sql, args![id]).await?;
    }
    Ok(())
}

/// The editions that replace an act, or are to.
///
/// # Errors
/// When the database does not answer.
pub async fn successors(db: &mut impl Reads, id: i64) -> Result<Vec<LocalAct>> {
    let all = acts(db).await?;
    Ok(all.into_iter().filter(|act| act.replaces_id == Some(id)).collect())
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
    change.execute("UPDATE local_act SET version = version + 1 WHERE id = $1", args![act_id]).await?;
    Ok(())
}

/// Puts the details of a step right and keeps what they were, and why.
///
/// # Errors
/// When the database refuses.
pub async fn correct_step(
    change: &mut Change,
    (act_id, ordinal): (i64, i64),
    step: &Step,
    (said_before, reason): (&str, &str),
) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "UPDATE local_act_step SET done_on = $3, body_id = $4, who = $5, document = $6
             WHERE act_id = $1 AND ordinal = $2",
            args![act_id, ordinal, step.done_on, step.body_id, &step.who, &step.document],
        )
        .await?;
    change
        .execute(
            "INSERT INTO local_act_correction (id, act_id, ordinal, said_before, reason, corrected_at, corrected_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![new_id(), act_id, ordinal, said_before, reason, at, by],
        )
        .await?;
    change.execute("UPDATE local_act SET version = version + 1 WHERE id = $1", args![act_id]).await?;
    Ok(())
}

/// Details of a step that were put right.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Correction {
    /// which step, from 1
    pub ordinal: i64,
    /// what it said before
    pub said_before: String,
    /// why it was changed
    pub reason: String,
    /// when
    pub corrected_at: DateTime<Utc>,
    /// by whom
    pub corrected_by: String,
}

/// The corrections of the steps of an act, in order.
///
/// # Errors
/// When the database does not answer.
pub async fn corrections(db: &mut impl Reads, act_id: i64) -> Result<Vec<Correction>> {
    let sql = "SELECT ordinal, said_before, reason, corrected_at, corrected_by FROM local_act_correction
        WHERE act_id = $1 ORDER BY corrected_at, id";
    db.rows(sql, args![act_id]).await
}

/// An approved act whose last day is near or past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expiring {
    /// id
    pub id: i64,
    /// its title, with the edition
    pub title: String,
    /// its last day in force
    pub day: NaiveDate,
}

/// Approved acts that run out within the days of reminding, or have run out, the earliest first. One whose next edition is
/// approved already is not among them.
///
/// # Errors
/// When the database does not answer.
pub async fn expiring(db: &mut impl Reads, today: NaiveDate) -> Result<Vec<Expiring>> {
    let remind = rulebook().local_acts.remind_days;
    let is_near =
        |act: &LocalAct| act.state() == State::Approved && act.days_left(today).is_some_and(|days| days <= remind);
    let near = acts(db).await?.into_iter().filter(is_near).filter_map(|act| {
        let title = labels::edition_title(&act.title, act.edition);
        Some(Expiring { id: act.id, title, day: act.valid_until? })
    });
    let mut near: Vec<Expiring> = near.collect();
    near.sort_by_key(|act| act.day);
    Ok(near)
}
