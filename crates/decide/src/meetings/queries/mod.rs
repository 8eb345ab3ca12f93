//! What meetings ask of the database. The writes are in [`write`].

/// Keeping plans, minutes and signatures.
pub mod write;

use chrono::{DateTime, NaiveDate, Utc};
use store::{Reads, Result, args};

use super::Watcher;
use super::kind::MeetingKind;
use super::meeting::{AgendaPoint, Holding, Matter, Meeting, Member, MinutesSignature};
use super::voting::Votes;
use crate::method::Method;
use crate::orders::Clause;
use crate::people::Named;

#[derive(sqlx::FromRow)]
struct MeetingRow {
    id: i64,
    school_year: i64,
    kind: String,
    planned_on: NaiveDate,
    starts_at: String,
    place: String,
    chair_staff_id: Option<i64>,
    chair: String,
    secretary_staff_id: Option<i64>,
    secretary: String,
    version: i64,
}

/// One meeting with its agenda and minutes, if the watcher may know of it.
///
/// # Errors
/// When the database does not answer.
pub async fn meeting(db: &mut impl Reads, watcher: Watcher, id: i64) -> Result<Option<Meeting>> {
    let row: Option<MeetingRow> = db
        .row(
            "SELECT m.id, m.school_year, m.kind, m.planned_on, m.starts_at, m.place, m.chair_staff_id, m.chair,
                m.secretary_staff_id, m.secretary, m.version
             FROM meeting m
             WHERE m.id = $1 AND (m.kind NOT IN ('consilium', 'medical_consilium') OR $2 OR ($3
                AND (m.chair_staff_id = $4 OR m.secretary_staff_id = $4 OR EXISTS (SELECT 1 FROM meeting_member w
                    WHERE w.meeting_id = m.id AND w.staff_id = $4))))",
            args![id, watcher.sees_all, watcher.may_take_part, watcher.staff_id.unwrap_or(0)],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(kind) = MeetingKind::from_code(&row.kind) else { return Ok(None) };
    let holding: Option<Holding> =
        db.row("SELECT held_on, invited FROM meeting_holding WHERE meeting_id = $1", args![id]).await?;
    let signature: Option<MinutesSignature> = db
        .row("SELECT number, signed_on, chair, secretary, noted_by AS signed_by FROM minutes_signature WHERE meeting_id = $1", args![id])
        .await?;
    Ok(Some(Meeting {
        id: row.id,
        school_year: row.school_year,
        kind,
        planned_on: row.planned_on,
        starts_at: row.starts_at,
        place: row.place,
        chair: Named { staff_id: row.chair_staff_id, name: row.chair },
        secretary: Named { staff_id: row.secretary_staff_id, name: row.secretary },
        members: members(db, id).await?,
        points: points(db, id, kind).await?,
        version: row.version,
        holding,
        signature,
    }))
}

async fn members(db: &mut impl Reads, meeting_id: i64) -> Result<Vec<Member>> {
    let rows: Vec<(Option<i64>, String, bool)> = db
        .rows(
            "SELECT staff_id, name, is_present FROM meeting_member WHERE meeting_id = $1 ORDER BY place",
            args![meeting_id],
        )
        .await?;
    let member = |(staff_id, name, is_present)| Member { named: Named { staff_id, name }, is_present };
    Ok(rows.into_iter().map(member).collect())
}

#[derive(sqlx::FromRow)]
struct PointRow {
    id: i64,
    place: i64,
    topic: String,
    speaker_staff_id: Option<i64>,
    speaker: String,
    heard: String,
    spoke: String,
    votes_for: Option<i64>,
    votes_against: Option<i64>,
    votes_abstained: Option<i64>,
    method: String,
    version: i64,
}

#[derive(sqlx::FromRow)]
struct ClauseRow {
    point_id: i64,
    #[sqlx(flatten)]
    clause: Clause,
}

async fn points(db: &mut impl Reads, meeting_id: i64, kind: MeetingKind) -> Result<Vec<AgendaPoint>> {
    let rows: Vec<PointRow> = db
        .rows(
            "SELECT id, place, topic, speaker_staff_id, speaker, heard, spoke, votes_for, votes_against, votes_abstained,
                method, version
             FROM agenda_point WHERE meeting_id = $1 ORDER BY place",
            args![meeting_id],
        )
        .await?;
    let clauses: Vec<ClauseRow> = db
        .rows(
            "SELECT c.point_id, c.id, c.place, c.task, c.responsible_staff_id, c.responsible, c.due_on
             FROM resolution_clause c JOIN agenda_point p ON p.id = c.point_id
             WHERE p.meeting_id = $1 ORDER BY c.point_id, c.place",
            args![meeting_id],
        )
        .await?;
    let matters: Vec<(i64, String, i64)> = db
        .rows(
            "SELECT x.point_id, x.kind, x.artefact_id FROM agenda_point_matter x JOIN agenda_point p ON p.id = x.point_id
             WHERE p.meeting_id = $1 ORDER BY x.point_id, x.kind, x.artefact_id",
            args![meeting_id],
        )
        .await?;
    let point = |row: PointRow| {
        let own = clauses.iter().filter(|clause| clause.point_id == row.id);
        let about = matters.iter().filter(|(point, ..)| *point == row.id);
        let votes = row.votes_for.zip(row.votes_against).zip(row.votes_abstained);
        AgendaPoint {
            clauses: own.map(|row| row.clause.clone()).collect(),
            matters: about.map(|(_, kind, id)| Matter { kind: kind.clone(), id: *id }).collect(),
            votes: votes.map(|((in_favour, against), abstained)| Votes { in_favour, against, abstained }),
            method: Method::from_code(&row.method).unwrap_or(kind.usual_method()),
            speaker: Named { staff_id: row.speaker_staff_id, name: row.speaker },
            id: row.id,
            place: row.place,
            topic: row.topic,
            heard: row.heard,
            spoke: row.spoke,
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(point).collect())
}

/// A meeting as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MeetingLine {
    /// id
    pub id: i64,
    /// the stored word of its kind
    pub kind: String,
    /// the day it is planned for, or was held
    pub day: NaiveDate,
    /// «15:00»
    pub starts_at: String,
    /// what the first question is about
    pub topic: Option<String>,
    /// how many questions
    pub point_count: i64,
    /// whether it was held
    pub is_held: bool,
    /// number of the minutes, once signed
    pub number: Option<String>,
}

/// The meetings of a school year that the watcher may know of, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn meetings(db: &mut impl Reads, watcher: Watcher, school_year: i64) -> Result<Vec<MeetingLine>> {
    db.rows(
        "SELECT m.id, m.kind, COALESCE(h.held_on, m.planned_on) AS day, m.starts_at, p.topic,
            (SELECT COUNT(*) FROM agenda_point a WHERE a.meeting_id = m.id) AS point_count,
            h.meeting_id IS NOT NULL AS is_held, s.number
         FROM meeting m
         LEFT JOIN meeting_holding h ON h.meeting_id = m.id
         LEFT JOIN minutes_signature s ON s.meeting_id = m.id
         LEFT JOIN agenda_point p ON p.meeting_id = m.id AND p.place = 1
         WHERE m.school_year = $1 AND (m.kind NOT IN ('consilium', 'medical_consilium') OR $2 OR ($3
            AND (m.chair_staff_id = $4 OR m.secretary_staff_id = $4 OR EXISTS (SELECT 1 FROM meeting_member w
                WHERE w.meeting_id = m.id AND w.staff_id = $4))))
         ORDER BY COALESCE(h.held_on, m.planned_on) DESC, m.starts_at DESC, m.id DESC",
        args![school_year, watcher.sees_all, watcher.may_take_part, watcher.staff_id.unwrap_or(0)],
    )
    .await
}

/// Who saved the plan of a meeting last, and when.
///
/// # Errors
/// When the database does not answer.
pub async fn last_change(db: &mut impl Reads, meeting_id: i64) -> Result<Option<(String, DateTime<Utc>)>> {
    db.row("SELECT changed_by, changed_at FROM meeting WHERE id = $1", args![meeting_id]).await
}

/// Who saved the minutes of a question last, and when.
///
/// # Errors
/// When the database does not answer.
pub async fn last_change_of_point(db: &mut impl Reads, point_id: i64) -> Result<Option<(String, DateTime<Utc>)>> {
    db.row("SELECT changed_by, changed_at FROM agenda_point WHERE id = $1", args![point_id]).await
}

/// The numbers given to the minutes of a body in a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn numbers(db: &mut impl Reads, kind: MeetingKind, school_year: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db
        .rows(
            "SELECT s.number FROM minutes_signature s JOIN meeting m ON m.id = s.meeting_id
             WHERE m.kind = $1 AND m.school_year = $2",
            args![kind.code(), school_year],
        )
        .await?;
    Ok(rows.into_iter().map(|(number,)| number).collect())
}

/// What the ledger calls an artefact: the title of its card.
///
/// # Errors
/// When the database does not answer.
pub async fn title_of(db: &mut impl Reads, kind: &str, id: i64) -> Result<Option<String>> {
    let row: Option<(String,)> =
        db.row("SELECT title FROM artefact_card WHERE kind = $1 AND id = $2", args![kind, id]).await?;
    Ok(row.map(|(title,)| title))
}
