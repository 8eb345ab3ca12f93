use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use super::state::{Act, State};
use crate::people::Watcher;

/// A nonconformity («несоответствие»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Nonconformity {
    /// id
    pub id: i64,
    /// the school year in which it was found
    pub school_year: i64,
    /// 1, 2, 3 … within the year
    pub number: i64,
    /// the audit that found it, if one did
    pub audit_id: Option<i64>,
    /// the line of its checklist
    pub audit_line_id: Option<i64>,
    /// `minor` or `major`
    pub severity: String,
    /// what is not as it should be
    pub statement: String,
    /// what is required, and by what
    pub requirement: String,
    /// by what it is seen
    pub evidence: String,
    /// who answers for the place where it is
    pub owner_staff_id: i64,
    /// «Орлова А. В., учитель»
    pub owner: String,
    /// when it was found
    pub found_on: NaiveDate,
    /// why it came about, in the end; empty until it is known
    pub root_cause: String,
    /// code of its [`State`]
    #[sqlx(rename = "state")]
    pub state_code: String,
    /// how many steps were taken: the version
    #[sqlx(rename = "steps")]
    pub version: i64,
}

impl Nonconformity {
    /// How far it is.
    #[must_use]
    pub fn state(&self) -> State {
        State::from_code(&self.state_code).unwrap_or(State::Open)
    }
}

/// One nonconformity, if it names the watcher or they see all.
///
/// # Errors
/// When the database does not answer.
pub async fn nonconformity(db: &mut impl Reads, watcher: &Watcher, id: i64) -> Result<Option<Nonconformity>> {
    db.row(
        "SELECT n.id, n.school_year, n.number, n.audit_id, n.audit_line_id, n.severity, n.statement, n.requirement, n.evidence,
            n.owner_staff_id, n.owner, n.found_on, n.root_cause, n.state, n.steps
         FROM nonconformity n WHERE n.id = $1 AND ($2 OR n.owner_staff_id = $3 OR n.owner = $4 OR n.owner LIKE $5
                OR EXISTS (SELECT 1 FROM nonconformity_finding f WHERE f.nonconformity_id = n.id AND f.account_id = $6)
                OR EXISTS (SELECT 1 FROM nonconformity_action x WHERE x.nonconformity_id = n.id
                    AND (x.responsible_staff_id = $3 OR x.responsible = $4 OR x.responsible LIKE $5))
                OR EXISTS (SELECT 1 FROM audit_auditor p WHERE p.audit_id = n.audit_id
                    AND (p.staff_id = $3 OR p.name = $4 OR p.name LIKE $5)))",
        args![id, watcher.plans, watcher.staff_id, &watcher.name, watcher.name_before_post(), watcher.account_id],
    )
    .await
}

/// The nonconformities of a school year, and the open ones of earlier years, as far as the watcher sees them; the
/// latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn nonconformities(db: &mut impl Reads, watcher: &Watcher, school_year: i64) -> Result<Vec<Nonconformity>> {
    db.rows(
        "SELECT n.id, n.school_year, n.number, n.audit_id, n.audit_line_id, n.severity, n.statement, n.requirement, n.evidence,
            n.owner_staff_id, n.owner, n.found_on, n.root_cause, n.state, n.steps
         FROM nonconformity n WHERE (n.school_year = $1 OR (n.school_year < $1 AND n.state <> 'closed'))
            AND ($2 OR n.owner_staff_id = $3 OR n.owner = $4 OR n.owner LIKE $5
                OR EXISTS (SELECT 1 FROM nonconformity_finding f WHERE f.nonconformity_id = n.id AND f.account_id = $6)
                OR EXISTS (SELECT 1 FROM nonconformity_action x WHERE x.nonconformity_id = n.id
                    AND (x.responsible_staff_id = $3 OR x.responsible = $4 OR x.responsible LIKE $5))
                OR EXISTS (SELECT 1 FROM audit_auditor p WHERE p.audit_id = n.audit_id
                    AND (p.staff_id = $3 OR p.name = $4 OR p.name LIKE $5)))
         ORDER BY n.school_year DESC, n.number DESC",
        args![school_year, watcher.plans, watcher.staff_id, &watcher.name, watcher.name_before_post(), watcher.account_id],
    )
    .await
}

/// The nonconformities that an audit found.
///
/// # Errors
/// When the database does not answer.
pub async fn of_audit(db: &mut impl Reads, audit_id: i64) -> Result<Vec<Nonconformity>> {
    db.rows(
        "SELECT id, school_year, number, audit_id, audit_line_id, severity, statement, requirement, evidence,
            owner_staff_id, owner, found_on, root_cause, state, steps
         FROM nonconformity WHERE audit_id = $1 ORDER BY number",
        args![audit_id],
    )
    .await
}

/// The next number of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn next_number(db: &mut impl Reads, school_year: i64) -> Result<i64> {
    let sql = "SELECT MAX(number) FROM nonconformity WHERE school_year = $1";
    Ok(db.number(sql, args![school_year]).await?.unwrap_or(0) + 1)
}

/// Keeps a nonconformity that was just found, or its words when they were changed.
///
/// # Errors
/// When the database refuses.
pub async fn save(change: &mut Change, one: &Nonconformity) -> Result<()> {
    change
        .execute(
            "INSERT INTO nonconformity (id, school_year, number, audit_id, audit_line_id, severity, statement, requirement,
                evidence, owner_staff_id, owner, found_on, root_cause, state, steps)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
             ON CONFLICT (id) DO UPDATE SET severity = excluded.severity, statement = excluded.statement,
                requirement = excluded.requirement, evidence = excluded.evidence,
                owner_staff_id = excluded.owner_staff_id, owner = excluded.owner, found_on = excluded.found_on,
                root_cause = excluded.root_cause",
            args![
                one.id,
                one.school_year,
                one.number,
                one.audit_id,
                one.audit_line_id,
                &one.severity,
                &one.statement,
                &one.requirement,
                &one.evidence,
                one.owner_staff_id,
                &one.owner,
                one.found_on,
                &one.root_cause,
                &one.state_code,
                one.version
            ],
        )
        .await?;
    Ok(())
}

/// Keeps who found a nonconformity: who writes now.
///
/// # Errors
/// When the database refuses.
pub async fn add_finding(change: &mut Change, id: i64) -> Result<()> {
    let (now, actor) = (change.now(), change.actor().clone());
    let sql =
        "INSERT INTO nonconformity_finding (nonconformity_id, account_id, found_by, found_at) VALUES ($1, $2, $3, $4)";
    change.execute(sql, args![id, actor.account_id, actor.name, now]).await?;
    Ok(())
}

/// Who found a nonconformity: account and name.
///
/// # Errors
/// When the database does not answer.
pub async fn finding(db: &mut impl Reads, id: i64) -> Result<Option<(Option<i64>, String)>> {
    db.row("SELECT account_id, found_by FROM nonconformity_finding WHERE nonconformity_id = $1", args![id]).await
}

/// The plans that the actions of a nonconformity belong to: `(action, 1, 2 …)`; one without a row belongs to the first.
///
/// # Errors
/// When the database does not answer.
pub async fn rounds(db: &mut impl Reads, id: i64) -> Result<Vec<(i64, i64)>> {
    let sql = "SELECT r.action_id, r.round FROM nonconformity_action_round r
         JOIN nonconformity_action a ON a.id = r.action_id WHERE a.nonconformity_id = $1";
    db.rows(sql, args![id]).await
}

/// Keeps which plan an action belongs to.
///
/// # Errors
/// When the database refuses.
pub async fn set_round(change: &mut Change, action_id: i64, round: i64) -> Result<()> {
    let sql = "INSERT INTO nonconformity_action_round (action_id, round) VALUES ($1, $2)";
    change.execute(sql, args![action_id, round]).await?;
    Ok(())
}

/// Keeps a step after the `version` steps before.
///
/// # Errors
/// When the database refuses.
pub async fn take_step(
    change: &mut Change,
    id: i64,
    version: i64,
    (act, state): (Act, State),
    remark: &str,
) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO nonconformity_step (nonconformity_id, ordinal, act, state, remark, made_by, made_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![id, version + 1, act.code(), state.code(), remark, by, now],
        )
        .await?;
    change
        .execute("UPDATE nonconformity SET state = $2, steps = $3 WHERE id = $1", args![id, state.code(), version + 1])
        .await?;
    Ok(())
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct TakenStep {
    /// 1, 2, 3 …
    pub ordinal: i64,
    /// code of the act
    pub act: String,
    /// the words that came with it
    pub remark: String,
    /// by whom
    pub made_by: String,
    /// when
    pub made_at: DateTime<Utc>,
}

/// The steps, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn steps(db: &mut impl Reads, id: i64) -> Result<Vec<TakenStep>> {
    db.rows(
        "SELECT ordinal, act, remark, made_by, made_at FROM nonconformity_step
         WHERE nonconformity_id = $1 ORDER BY ordinal DESC",
        args![id],
    )
    .await
}

/// The answers to «почему?», in order.
///
/// # Errors
/// When the database does not answer.
pub async fn whys(db: &mut impl Reads, id: i64) -> Result<Vec<(i64, String)>> {
    db.rows("SELECT place, answer FROM nonconformity_why WHERE nonconformity_id = $1 ORDER BY place", args![id]).await
}

/// The causes by their kind: `(category, words)`.
///
/// # Errors
/// When the database does not answer.
pub async fn causes(db: &mut impl Reads, id: i64) -> Result<Vec<(String, String)>> {
    db.rows("SELECT category, words FROM nonconformity_cause WHERE nonconformity_id = $1", args![id]).await
}

/// Writes the analysis of causes anew; empty answers are left out.
///
/// # Errors
/// When the database refuses.
pub async fn save_analysis(
    change: &mut Change,
    id: i64,
    whys: &[(i64, String)],
    causes: &[(&str, String)],
) -> Result<()> {
    change.execute("DELETE FROM nonconformity_why WHERE nonconformity_id = $1", args![id]).await?;
    change.execute("DELETE FROM nonconformity_cause WHERE nonconformity_id = $1", args![id]).await?;
    for (place, answer) in whys.iter().filter(|(_, answer)| !answer.is_empty()) {
        let sql = "INSERT INTO nonconformity_why (nonconformity_id, place, answer) VALUES ($1, $2, $3)";
        change.execute(sql, args![id, *place, answer]).await?;
    }
    for (category, words) in causes.iter().filter(|(_, words)| !words.is_empty()) {
        let sql = "INSERT INTO nonconformity_cause (nonconformity_id, category, words) VALUES ($1, $2, $3)";
        change.execute(sql, args![id, *category, words]).await?;
    }
    Ok(())
}

/// An action of a plan, and how far its action item is.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Action {
    /// id
    pub id: i64,
    /// the nonconformity
    pub nonconformity_id: i64,
    /// its place in the plan
    pub place: i64,
    /// code of its kind
    pub kind: String,
    /// what is done
    pub task: String,
    /// by whom
    pub responsible_staff_id: i64,
    /// «Орлова А. В., учитель»
    pub responsible: String,
    /// until when, as it was planned
    pub due_on: NaiveDate,
    /// by what it is seen that it helped
    pub expected: String,
    /// the action item
    pub item_id: i64,
    /// when that was fulfilled
    pub fulfilled_on: Option<NaiveDate>,
    /// by what that was seen
    pub evidence: Option<String>,
}

/// The actions of a nonconformity.
///
/// # Errors
/// When the database does not answer.
pub async fn actions(db: &mut impl Reads, id: i64) -> Result<Vec<Action>> {
    db.rows(
        "SELECT a.id, a.nonconformity_id, a.place, a.kind, a.task, a.responsible_staff_id, a.responsible, a.due_on,
            a.expected, a.item_id, f.fulfilled_on, f.evidence
         FROM nonconformity_action a LEFT JOIN action_item_fulfilment f ON f.item_id = a.item_id
         WHERE a.nonconformity_id = $1 ORDER BY a.place",
        args![id],
    )
    .await
}

/// Keeps an action of a plan.
///
/// # Errors
/// When the database refuses.
pub async fn add_action(change: &mut Change, action: &Action) -> Result<()> {
    change
        .execute(
            "INSERT INTO nonconformity_action (id, nonconformity_id, place, kind, task, responsible_staff_id, responsible,
                due_on, expected, item_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                action.id,
                action.nonconformity_id,
                action.place,
                &action.kind,
                &action.task,
                action.responsible_staff_id,
                &action.responsible,
                action.due_on,
                &action.expected,
                action.item_id
            ],
        )
        .await?;
    Ok(())
}

/// What somebody said about whether it helped.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Verification {
    /// the day of the verification
    pub verified_on: NaiveDate,
    /// by what it is seen
    pub evidence: String,
    /// whether it helped
    pub is_effective: bool,
    /// who says so
    pub verified_by: String,
}

/// The verifications, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn verifications(db: &mut impl Reads, id: i64) -> Result<Vec<Verification>> {
    db.rows(
        "SELECT verified_on, evidence, is_effective, verified_by FROM nonconformity_verification
         WHERE nonconformity_id = $1 ORDER BY ordinal DESC",
        args![id],
    )
    .await
}

/// Keeps a verification.
///
/// # Errors
/// When the database refuses.
pub async fn add_verification(change: &mut Change, id: i64, said: &Verification, staff_id: Option<i64>) -> Result<()> {
    let now = change.now();
    let sql = "SELECT MAX(ordinal) FROM nonconformity_verification WHERE nonconformity_id = $1";
    let ordinal = change.number(sql, args![id]).await?.unwrap_or(0) + 1;
    change
        .execute(
            "INSERT INTO nonconformity_verification (nonconformity_id, ordinal, verified_on, evidence, is_effective,
                verified_by, verified_by_staff_id, verified_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![id, ordinal, said.verified_on, &said.evidence, said.is_effective, &said.verified_by, staff_id, now],
        )
        .await?;
    Ok(())
}
