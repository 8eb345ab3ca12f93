use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use plan::cards::{CardIndicator, InspectionKind};
use store::{Reads, Result, args, new_id};

use crate::inspections::inspection::{Comparison, Coverage, Duty, Inspection, Member, Reader, Step, StepDone};

#[derive(sqlx::FromRow)]
struct InspectionRow {
    id: i64,
    school_year: i64,
    title: String,
    kind: String,
    basis: String,
    ordered_by: String,
    purpose: String,
    object: String,
    matter: String,
    methods: String,
    sample: String,
    papers: String,
    outputs: String,
    considered_at: String,
    card_id: Option<i64>,
    procedure_id: Option<i64>,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    classes: String,
    subject_id: Option<i64>,
    teacher_staff_id: Option<i64>,
    term: String,
    comparison: String,
    recheck_days: Option<i64>,
    version: i64,
    saved_at: DateTime<Utc>,
    saved_by: String,
}

#[derive(sqlx::FromRow)]
struct StepRow {
    id: i64,
    task: String,
    sources: String,
    performer: String,
    staff_id: Option<i64>,
    due_on: Option<NaiveDate>,
    done_on: Option<NaiveDate>,
    done_by: Option<String>,
    note: Option<String>,
}

impl From<StepRow> for Step {
    fn from(row: StepRow) -> Self {
        let done = row.done_on.map(|done_on| StepDone {
            done_on,
            done_by: row.done_by.unwrap_or_default(),
            note: row.note.unwrap_or_default(),
        });
        Step {
            id: row.id,
            task: row.task,
            sources: row.sources,
            performer: row.performer,
            staff_id: row.staff_id,
            due_on: row.due_on,
            done,
        }
    }
}

/// One inspection, if this person leads inspections or belongs to its group.
///
/// # Errors
/// When the database does not answer.
pub async fn inspection(db: &mut impl Reads, reader: Reader, id: i64) -> Result<Option<Inspection>> {
    let row: Option<InspectionRow> = db
        .row(
            "SELECT id, school_year, title, kind, basis, ordered_by, purpose, object, matter, methods, sample, papers, outputs,
                considered_at, card_id, procedure_id, starts_on, ends_on, classes, subject_id, teacher_staff_id, term,
                comparison, recheck_days, version, saved_at, saved_by
             FROM inspection i WHERE id = $1 AND ($2 OR EXISTS (SELECT 1 FROM inspection_member m
                WHERE m.inspection_id = i.id AND m.staff_id = $3))",
            args![id, reader.leads, reader.staff_id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let indicators: Vec<CardIndicator> = db
        .rows("SELECT code, norm FROM inspection_indicator WHERE inspection_id = $1 ORDER BY place", args![id])
        .await?;
    let members: Vec<(i64, String)> = db
        .rows(
            "SELECT staff_id, duty FROM inspection_member WHERE inspection_id = $1 ORDER BY duty DESC, staff_id",
            args![id],
        )
        .await?;
    let steps: Vec<StepRow> = db
        .rows(
            "SELECT s.id, s.task, s.sources, s.performer, s.staff_id, s.due_on, d.done_on, d.done_by, d.note
             FROM inspection_step s LEFT JOIN inspection_step_done d ON d.step_id = s.id
             WHERE s.inspection_id = $1 ORDER BY s.place",
            args![id],
        )
        .await?;
    let duty =
        |(staff_id, duty): (i64, String)| Member { staff_id, duty: Duty::from_code(&duty).unwrap_or(Duty::Expert) };
    Ok(Some(Inspection {
        members: members.into_iter().map(duty).collect(),
        steps: steps.into_iter().map(Step::from).collect(),
        indicators,
        ..bare(row)
    }))
}

fn bare(row: InspectionRow) -> Inspection {
    Inspection {
        id: row.id,
        school_year: row.school_year,
        title: row.title,
        kind: InspectionKind::from_code(&row.kind).unwrap_or(InspectionKind::Thematic),
        basis: row.basis,
        ordered_by: row.ordered_by,
        purpose: row.purpose,
        object: row.object,
        matter: row.matter,
        methods: row.methods,
        sample: row.sample,
        papers: row.papers,
        outputs: row.outputs,
        considered_at: row.considered_at,
        card_id: row.card_id,
        procedure_id: row.procedure_id,
        starts_on: row.starts_on,
        ends_on: row.ends_on,
        coverage: Coverage {
            classes: row.classes.split(", ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            subject_id: row.subject_id,
            teacher_staff_id: row.teacher_staff_id,
            term: row.term,
        },
        comparison: Comparison::from_code(&row.comparison).unwrap_or(Comparison::YearBefore),
        recheck_days: row.recheck_days,
        indicators: Vec::new(),
        members: Vec::new(),
        steps: Vec::new(),
        version: row.version,
        saved_at: row.saved_at,
        saved_by: row.saved_by,
    }
}

/// An inspection as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct InspectionLine {
    /// id
    pub id: i64,
    /// «тема»
    pub title: String,
    /// «вид контроля», by its code
    pub kind: String,
    /// first day
    pub starts_on: NaiveDate,
    /// last day
    pub ends_on: NaiveDate,
    /// who leads the group
    pub lead_staff_id: Option<i64>,
    /// how many steps there are
    pub step_count: i64,
    /// how many of them are done
    pub done_count: i64,
    /// state of the report, by its code
    pub state: String,
    /// how many findings of a signed report wait for a decision
    pub undecided: i64,
    /// 1 when this person has yet to say that the report is known
    pub unread: i64,
}

/// The inspections of a year that this person may open: those that go on first, then the latest. Who only has to know
/// a report finds its inspection here once it is signed.
///
/// # Errors
/// When the database does not answer.
pub async fn inspections(db: &mut impl Reads, reader: Reader, school_year: i64) -> Result<Vec<InspectionLine>> {
    db.rows(
        "SELECT i.id, i.title, i.kind, i.starts_on, i.ends_on,
            (SELECT MIN(m.staff_id) FROM inspection_member m WHERE m.inspection_id = i.id AND m.duty = 'lead')
                AS lead_staff_id,
            (SELECT COUNT(*) FROM inspection_step s WHERE s.inspection_id = i.id) AS step_count,
            (SELECT COUNT(*) FROM inspection_step s JOIN inspection_step_done d ON d.step_id = s.id
                WHERE s.inspection_id = i.id) AS done_count,
            r.state,
            (SELECT COUNT(*) FROM inspection_finding f WHERE f.inspection_id = i.id AND r.state = 'signed'
                AND NOT EXISTS (SELECT 1 FROM finding_decision d WHERE d.finding_id = f.id)) AS undecided,
            (SELECT COUNT(*) FROM inspection_acquaintance a WHERE a.inspection_id = i.id AND a.staff_id = $3
                AND r.state = 'signed' AND NOT EXISTS (SELECT 1 FROM inspection_acknowledgement k
                    WHERE k.inspection_id = i.id AND k.staff_id = $3)) AS unread
         FROM inspection i JOIN inspection_report_state r ON r.inspection_id = i.id
            AND r.ordinal = (SELECT MAX(l.ordinal) FROM inspection_report_state l WHERE l.inspection_id = i.id)
         WHERE i.school_year = $1 AND ($2
            OR EXISTS (SELECT 1 FROM inspection_member m WHERE m.inspection_id = i.id AND m.staff_id = $3)
            OR (r.state IN ('signed', 'annulled') AND EXISTS (SELECT 1 FROM inspection_acquaintance a WHERE a.inspection_id = i.id
                AND a.staff_id = $3)))
         ORDER BY CASE WHEN r.state IN ('signed', 'annulled') THEN 1 ELSE 0 END, i.starts_on DESC, i.id",
        args![school_year, reader.leads, reader.staff_id],
    )
    .await
}

/// Saves an inspection; a step that was done stays, even if the form has lost it. Its version becomes one more.
///
/// # Errors
/// When the database refuses.
pub async fn save_inspection(change: &mut Change, one: &Inspection) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO inspection (id, school_year, title, kind, basis, purpose, object, matter, methods, sample, papers,
                outputs, considered_at, card_id, procedure_id, starts_on, ends_on, classes, subject_id, teacher_staff_id,
                term, comparison, recheck_days, version, saved_at, saved_by, ordered_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                $23, $24, $25, $26, $27)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, kind = excluded.kind, basis = excluded.basis,
                purpose = excluded.purpose, object = excluded.object, matter = excluded.matter,
                methods = excluded.methods, sample = excluded.sample, papers = excluded.papers,
                outputs = excluded.outputs, considered_at = excluded.considered_at, starts_on = excluded.starts_on,
                ends_on = excluded.ends_on, classes = excluded.classes, subject_id = excluded.subject_id,
                teacher_staff_id = excluded.teacher_staff_id, term = excluded.term, comparison = excluded.comparison,
                recheck_days = excluded.recheck_days, version = excluded.version, saved_at = excluded.saved_at,
                saved_by = excluded.saved_by, ordered_by = excluded.ordered_by",
            args![
                one.id,
                one.school_year,
                &one.title,
                one.kind.code(),
                &one.basis,
                &one.purpose,
                &one.object,
                &one.matter,
                &one.methods,
                &one.sample,
                &one.papers,
                &one.outputs,
                &one.considered_at,
                one.card_id,
                one.procedure_id,
                one.starts_on,
                one.ends_on,
                one.coverage.classes.join(", "),
                one.coverage.subject_id,
                one.coverage.teacher_staff_id,
                &one.coverage.term,
                one.comparison.code(),
                one.recheck_days,
                one.version + 1,
                at,
                by,
                &one.ordered_by
            ],
        )
        .await?;
    save_indicators(change, one).await?;
    save_members(change, one).await?;
    save_steps(change, one).await
}

async fn save_indicators(change: &mut Change, one: &Inspection) -> Result<()> {
    change.execute("DELETE FROM inspection_indicator WHERE inspection_id = $1", args![one.id]).await?;
    for (place, indicator) in (1_i64..).zip(&one.indicators) {
        change
            .execute(
                "INSERT INTO inspection_indicator (inspection_id, place, code, norm) VALUES ($1, $2, $3, $4)",
                args![one.id, place, &indicator.code, &indicator.norm],
            )
            .await?;
    }
    Ok(())
}

async fn save_members(change: &mut Change, one: &Inspection) -> Result<()> {
    change.execute("DELETE FROM inspection_member WHERE inspection_id = $1", args![one.id]).await?;
    for member in &one.members {
        change
            .execute(
                "INSERT INTO inspection_member (inspection_id, staff_id, duty) VALUES ($1, $2, $3)
                 ON CONFLICT (inspection_id, staff_id) DO NOTHING",
                args![one.id, member.staff_id, member.duty.code()],
            )
            .await?;
    }
    Ok(())
}

async fn save_steps(change: &mut Change, one: &Inspection) -> Result<()> {
    change
        .execute(
            "DELETE FROM inspection_step WHERE inspection_id = $1
                AND NOT EXISTS (SELECT 1 FROM inspection_step_done d WHERE d.step_id = inspection_step.id)",
            args![one.id],
        )
        .await?;
    for (place, step) in (1_i64..).zip(&one.steps) {
        let id = if step.id == 0 { new_id() } else { step.id };
        change
            .execute(
                "INSERT INTO inspection_step (id, inspection_id, place, task, sources, performer, staff_id, due_on)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (id) DO UPDATE SET place = excluded.place, task = excluded.task, sources = excluded.sources,
                    performer = excluded.performer, staff_id = excluded.staff_id, due_on = excluded.due_on",
                args![id, one.id, place, &step.task, &step.sources, &step.performer, step.staff_id, step.due_on],
            )
            .await?;
    }
    Ok(())
}

/// Says that a step is done.
///
/// # Errors
/// When the database refuses.
pub async fn complete_step(change: &mut Change, step_id: i64, done_on: NaiveDate, note: &str) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO inspection_step_done (step_id, done_on, done_by, note, told_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (step_id) DO NOTHING",
            args![step_id, done_on, by, note, at],
        )
        .await?;
    Ok(())
}

/// Says that a step is not done after all.
///
/// # Errors
/// When the database refuses.
pub async fn reopen_step(change: &mut Change, step_id: i64) -> Result<()> {
    change.execute("DELETE FROM inspection_step_done WHERE step_id = $1", args![step_id]).await?;
    Ok(())
}

/// Throws an inspection away, with the draft of its report.
///
/// # Errors
/// When the database refuses, as it does for a signed report.
pub async fn remove_inspection(change: &mut Change, id: i64) -> Result<()> {
    for sql in [
        "DELETE FROM inspection_step_done WHERE step_id IN (SELECT id FROM inspection_step WHERE inspection_id = $1)",
        "DELETE FROM inspection_step WHERE inspection_id = $1",
        "DELETE FROM inspection_member WHERE inspection_id = $1",
        "DELETE FROM inspection_indicator WHERE inspection_id = $1",
        "DELETE FROM inspection_acquaintance WHERE inspection_id = $1",
        "DELETE FROM inspection_finding WHERE inspection_id = $1",
        "DELETE FROM inspection_recommendation WHERE inspection_id = $1",
        "DELETE FROM inspection_report_state WHERE inspection_id = $1",
        "DELETE FROM inspection_report WHERE inspection_id = $1",
        "DELETE FROM inspection WHERE id = $1",
    ] {
        change.execute(sql, args![id]).await?;
    }
    Ok(())
}
