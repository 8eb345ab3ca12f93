use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::audit::{Audit, Conclusion, Line, Person};
use crate::people::Watcher;

#[derive(sqlx::FromRow)]
struct AuditRow {
    id: i64,
    school_year: i64,
    object: String,
    owner_staff_id: i64,
    owner: String,
    criteria: String,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    version: i64,
}

/// One audit with its auditors and its conclusion, if it names the watcher or they see all.
///
/// # Errors
/// When the database does not answer.
pub async fn audit(db: &mut impl Reads, watcher: &Watcher, id: i64) -> Result<Option<Audit>> {
    let row: Option<AuditRow> = db
        .row(
            "SELECT a.id, a.school_year, a.object, a.owner_staff_id, a.owner, a.criteria, a.starts_on, a.ends_on, a.version
             FROM audit a WHERE a.id = $1 AND ($2 OR a.owner_staff_id = $3 OR a.owner = $4 OR a.owner LIKE $5 OR EXISTS (SELECT 1
                FROM audit_auditor p WHERE p.audit_id = a.id
                    AND (p.staff_id = $3 OR p.name = $4 OR p.name LIKE $5)))",
            args![id, watcher.plans, watcher.staff_id, &watcher.name, watcher.name_before_post()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let auditors: Vec<Person> =
        db.rows("SELECT staff_id, name FROM audit_auditor WHERE audit_id = $1 ORDER BY place", args![id]).await?;
    let conclusion: Option<Conclusion> =
        db.row("SELECT concluded_on, words, concluded_by FROM audit_conclusion WHERE audit_id = $1", args![id]).await?;
    Ok(Some(Audit {
        id: row.id,
        school_year: row.school_year,
        object: row.object,
        owner: Person { staff_id: row.owner_staff_id, name: row.owner },
        criteria: row.criteria,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        auditors,
        version: row.version,
        conclusion,
    }))
}

/// An audit as the programme shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ProgrammeRow {
    /// id
    pub id: i64,
    /// what is audited
    pub object: String,
    /// who answers for it
    pub owner: String,
    /// against what
    pub criteria: String,
    /// first day
    pub starts_on: NaiveDate,
    /// last day
    pub ends_on: NaiveDate,
    /// the day it was over
    pub concluded_on: Option<NaiveDate>,
    /// lines of the checklist
    pub lines: i64,
    /// of them answered
    pub answered: i64,
    /// nonconformities opened
    pub nonconformities: i64,
}

/// The programme of a school year by date, as far as the watcher sees it.
///
/// # Errors
/// When the database does not answer.
pub async fn programme(db: &mut impl Reads, watcher: &Watcher, school_year: i64) -> Result<Vec<ProgrammeRow>> {
    db.rows(
        "SELECT a.id, a.object, a.owner, a.criteria, a.starts_on, a.ends_on, c.concluded_on,
            (SELECT COUNT(*) FROM audit_line l WHERE l.audit_id = a.id) AS lines,
            (SELECT COUNT(*) FROM audit_line l WHERE l.audit_id = a.id AND l.result IS NOT NULL) AS answered,
            (SELECT COUNT(*) FROM nonconformity n WHERE n.audit_id = a.id) AS nonconformities
         FROM audit a LEFT JOIN audit_conclusion c ON c.audit_id = a.id
         WHERE a.school_year = $1 AND ($2 OR a.owner_staff_id = $3 OR a.owner = $4 OR a.owner LIKE $5 OR EXISTS (SELECT 1
                FROM audit_auditor p WHERE p.audit_id = a.id
                    AND (p.staff_id = $3 OR p.name = $4 OR p.name LIKE $5)))
         ORDER BY a.starts_on, a.id",
        args![school_year, watcher.plans, watcher.staff_id, &watcher.name, watcher.name_before_post()],
    )
    .await
}

/// The auditors of the audits of a school year: `(audit, name)`, the leading one first.
///
/// # Errors
/// When the database does not answer.
pub async fn auditors_of_year(db: &mut impl Reads, school_year: i64) -> Result<Vec<(i64, String)>> {
    db.rows(
        "SELECT p.audit_id, p.name FROM audit_auditor p JOIN audit a ON a.id = p.audit_id
         WHERE a.school_year = $1 ORDER BY p.audit_id, p.place",
        args![school_year],
    )
    .await
}

/// The checklist of an audit.
///
/// # Errors
/// When the database does not answer.
pub async fn lines(db: &mut impl Reads, audit_id: i64) -> Result<Vec<Line>> {
    db.rows(
        "SELECT l.id, l.place, l.requirement, l.source, l.question, l.evidence, l.result, l.note, l.version, l.saved_by,
            n.id AS nonconformity_id
         FROM audit_line l LEFT JOIN nonconformity n ON n.audit_line_id = l.id
         WHERE l.audit_id = $1 ORDER BY l.place, l.id",
        args![audit_id],
    )
    .await
}

/// Saves an audit and its auditors; its version grows by one.
///
/// # Errors
/// When the database refuses.
pub async fn save_audit(change: &mut Change, audit: &Audit) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO audit (id, school_year, object, owner_staff_id, owner, criteria, starts_on, ends_on, version,
                saved_at, saved_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET object = excluded.object, owner_staff_id = excluded.owner_staff_id,
                owner = excluded.owner, criteria = excluded.criteria, starts_on = excluded.starts_on,
                ends_on = excluded.ends_on, version = excluded.version, saved_at = excluded.saved_at,
                saved_by = excluded.saved_by",
            args![
                audit.id,
                audit.school_year,
                &audit.object,
                audit.owner.staff_id,
                &audit.owner.name,
                &audit.criteria,
                audit.starts_on,
                audit.ends_on,
                audit.version + 1,
                at,
                by
            ],
        )
        .await?;
    change.execute("DELETE FROM audit_auditor WHERE audit_id = $1", args![audit.id]).await?;
    for (place, auditor) in (1_i64..).zip(&audit.auditors) {
        change
            .execute(
                "INSERT INTO audit_auditor (audit_id, place, staff_id, name) VALUES ($1, $2, $3, $4)",
                args![audit.id, place, auditor.staff_id, &auditor.name],
            )
            .await?;
    }
    Ok(())
}

/// Takes an audit out of the programme, with its checklist.
///
/// # Errors
/// When the database refuses, as it does where nonconformities stand on it.
pub async fn remove_audit(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM audit_agreement WHERE audit_id = $1", args![id]).await?;
    change.execute("DELETE FROM audit_reopening WHERE audit_id = $1", args![id]).await?;
    change.execute("DELETE FROM audit_protocol WHERE audit_id = $1", args![id]).await?;
    change.execute("DELETE FROM audit_line WHERE audit_id = $1", args![id]).await?;
    change.execute("DELETE FROM audit_auditor WHERE audit_id = $1", args![id]).await?;
    change.execute("DELETE FROM audit WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Adds lines to the end of the checklist: requirement, source, question.
///
/// # Errors
/// When the database refuses.
pub async fn add_lines(change: &mut Change, audit_id: i64, asked: &[[String; 3]]) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    let sql = "SELECT MAX(place) FROM audit_line WHERE audit_id = $1";
    let last = change.number(sql, args![audit_id]).await?.unwrap_or(0);
    for (place, [requirement, source, question]) in (last + 1..).zip(asked) {
        change
            .execute(
                "INSERT INTO audit_line (id, audit_id, place, requirement, source, question, evidence, result, note, version,
                    saved_at, saved_by)
                 VALUES ($1, $2, $3, $4, $5, $6, '', NULL, '', 1, $7, $8)",
                args![new_id(), audit_id, place, requirement, source, question, at, &by],
            )
            .await?;
    }
    Ok(())
}

/// Saves a line; its version grows by one.
///
/// # Errors
/// When the database refuses.
pub async fn save_line(change: &mut Change, line: &Line) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "UPDATE audit_line SET requirement = $2, source = $3, question = $4, evidence = $5, result = $6, note = $7,
                version = version + 1, saved_at = $8, saved_by = $9
             WHERE id = $1",
            args![
                line.id,
                &line.requirement,
                &line.source,
                &line.question,
                &line.evidence,
                line.result.as_ref(),
                &line.note,
                at,
                by
            ],
        )
        .await?;
    Ok(())
}

/// Removes a line on which no nonconformity stands.
///
/// # Errors
/// When the database refuses, because one does.
pub async fn remove_line(change: &mut Change, line_id: i64) -> Result<()> {
    change.execute("DELETE FROM audit_line WHERE id = $1", args![line_id]).await?;
    Ok(())
}

/// Keeps what an audit says; the first time its protocol gets a number.
///
/// # Errors
/// When the database refuses; an audit is over once.
pub async fn conclude(change: &mut Change, audit: &Audit, words: &str) -> Result<()> {
    let (today, now, by) = (change.today(), change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO audit_conclusion (audit_id, concluded_on, words, concluded_by, concluded_at)
             VALUES ($1, $2, $3, $4, $5)",
            args![audit.id, today, words, by, now],
        )
        .await?;
    change
        .execute(
            "INSERT INTO audit_protocol (audit_id, school_year, number, dated_on)
             SELECT $1, $2, COALESCE(MAX(number), 0) + 1, $3 FROM audit_protocol WHERE school_year = $2
             ON CONFLICT (audit_id) DO UPDATE SET dated_on = excluded.dated_on",
            args![audit.id, audit.school_year, today],
        )
        .await?;
    Ok(())
}

/// Number and day of the protocol of an audit, once it was over.
///
/// # Errors
/// When the database does not answer.
pub async fn protocol(db: &mut impl Reads, audit_id: i64) -> Result<Option<(i64, NaiveDate)>> {
    db.row("SELECT number, dated_on FROM audit_protocol WHERE audit_id = $1", args![audit_id]).await
}

/// A conclusion that was taken back.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reopening {
    /// when it had been said
    pub concluded_on: NaiveDate,
    /// what it had said
    pub words: String,
    /// who had said so
    pub concluded_by: String,
    /// why it was taken back
    pub reason: String,
    /// by whom
    pub reopened_by: String,
    /// when
    pub reopened_at: DateTime<Utc>,
}

/// The conclusions that were taken back, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn reopenings(db: &mut impl Reads, audit_id: i64) -> Result<Vec<Reopening>> {
    db.rows(
        "SELECT concluded_on, words, concluded_by, reason, reopened_by, reopened_at FROM audit_reopening
         WHERE audit_id = $1 ORDER BY ordinal",
        args![audit_id],
    )
    .await
}

/// Takes the conclusion of an audit back and keeps what it said.
///
/// # Errors
/// When the database refuses.
pub async fn reopen(change: &mut Change, audit_id: i64, reason: &str) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO audit_reopening (audit_id, ordinal, concluded_on, words, concluded_by, reason, reopened_by, reopened_at)
             SELECT c.audit_id, (SELECT COUNT(*) FROM audit_reopening r WHERE r.audit_id = c.audit_id) + 1,
                c.concluded_on, c.words, c.concluded_by, $2, $3, $4 FROM audit_conclusion c WHERE c.audit_id = $1",
            args![audit_id, reason, by, now],
        )
        .await?;
    change.execute("DELETE FROM audit_conclusion WHERE audit_id = $1", args![audit_id]).await?;
    Ok(())
}

/// What who answers for the object says to the findings.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Agreement {
    /// whether they agree
    pub is_agreed: bool,
    /// objections or a remark
    pub words: String,
    /// when
    pub said_on: NaiveDate,
    /// who
    pub said_by: String,
}

/// What was said to the conclusion that stands now.
///
/// # Errors
/// When the database does not answer.
pub async fn agreement(db: &mut impl Reads, audit_id: i64) -> Result<Option<Agreement>> {
    db.row(
        "SELECT is_agreed, words, said_on, said_by FROM audit_agreement
         WHERE audit_id = $1 AND round = (SELECT COUNT(*) FROM audit_reopening r WHERE r.audit_id = $1) + 1",
        args![audit_id],
    )
    .await
}

/// Keeps what who answers for the object says to the conclusion that stands now.
///
/// # Errors
/// When the database refuses.
pub async fn agree(change: &mut Change, audit_id: i64, is_agreed: bool, words: &str) -> Result<()> {
    let (today, now, by) = (change.today(), change.now(), change.actor().name.clone());
    let round = change.number("SELECT COUNT(*) FROM audit_reopening WHERE audit_id = $1", args![audit_id]).await?;
    change
        .execute(
            "INSERT INTO audit_agreement (audit_id, round, is_agreed, words, said_on, said_by, said_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            args![audit_id, round.unwrap_or(0) + 1, is_agreed, words, today, by, now],
        )
        .await?;
    Ok(())
}
