//! The inspection that a form describes.

use chrono::{DateTime, NaiveDate};
use plan::cards::{CardIndicator, InspectionKind};
use plan::edited::rows;
use roster::classes::queries::class_groups;
use roster::staff::queries::staff;
use roster::subjects::queries::subjects;
use school::Term;
use store::{Reads, Result};
use web::forms::Fields;

use super::inspection::{Comparison, Coverage, Duty, Inspection, Member, Step};
use super::labels;
use crate::engine;

/// Reads a form; `None` when something is wrong with it, said at its fields.
pub(super) async fn read(
    db: &mut impl Reads,
    fields: &mut Fields,
    (id, school_year): (i64, i64),
    known: Option<&Inspection>,
) -> Result<Option<Inspection>> {
    let title = fields.text("title", labels::TITLE_MISSING);
    let kind = fields.choice("kind", labels::KIND_MISSING, InspectionKind::from_code);
    let purpose = fields.long_text("purpose", labels::PURPOSE_MISSING);
    let starts_on = fields.date("starts_on", labels::START_MISSING);
    let ends_on = fields.date("ends_on", labels::END_MISSING);
    refuse_span(fields, starts_on.zip(ends_on));
    let recheck_days = fields.whole_number_if_any("recheck_days", 1..=1000);
    let people: Vec<i64> = staff(db).await?.into_iter().map(|member| member.id).collect();
    let coverage = coverage(db, fields, school_year, &people).await?;
    let comparison = fields.choice_if_any("comparison", Comparison::from_code).unwrap_or(Comparison::YearBefore);
    if comparison == Comparison::TermBefore && coverage.term.is_empty() {
        fields.refuse("term", labels::TERM_NEEDED);
    }
    let members = members(fields, &people);
    let indicators = indicators(fields);
    let steps = steps(fields, &people, known);
    let ordered_by = fields.text_if_any("ordered_by").unwrap_or_default();
    refuse_teacher(fields, kind, (&coverage, &members));
    let texts = ["basis", "object", "matter", "methods", "sample", "papers", "outputs", "considered_at"]
        .map(|name| fields.long_text_if_any(name));
    let (Some(title), Some(kind), Some(purpose), Some(starts_on), Some(ends_on), false) =
        (title, kind, purpose, starts_on, ends_on, fields.has_errors())
    else {
        return Ok(None);
    };
    let [basis, object, matter, methods, sample, papers, outputs, considered_at] = texts.map(Option::unwrap_or_default);
    let one = Inspection {
        id,
        school_year,
        title,
        kind,
        basis,
        ordered_by,
        purpose,
        object,
        matter,
        methods,
        sample,
        papers,
        outputs,
        considered_at,
        card_id: known.and_then(|one| one.card_id),
        procedure_id: known.and_then(|one| one.procedure_id),
        starts_on,
        ends_on,
        coverage,
        comparison,
        recheck_days,
        indicators,
        members,
        steps,
        version: known.map_or(0, |one| one.version),
        saved_at: DateTime::default(),
        saved_by: String::new(),
    };
    refuse_steps(fields, &one);
    Ok((!fields.has_errors()).then_some(one))
}

fn refuse_span(fields: &mut Fields, span: Option<(NaiveDate, NaiveDate)>) {
    if span.is_some_and(|(from, until)| until < from) {
        fields.refuse("ends_on", labels::END_EARLY);
    }
}

/// Whose work is studied: somebody, where the inspection is of one person, and nobody of the group.
fn refuse_teacher(fields: &mut Fields, kind: Option<InspectionKind>, (coverage, members): (&Coverage, &[Member])) {
    if kind == Some(InspectionKind::TeacherFocused)
        && coverage.teacher_staff_id.is_none()
        && fields.error("teacher").is_empty()
    {
        fields.refuse("teacher", labels::TEACHER_NEEDED);
    }
    if coverage.teacher_staff_id.is_some_and(|teacher| members.iter().any(|member| member.staff_id == teacher)) {
        fields.refuse("teacher", labels::TEACHER_IN_GROUP);
    }
}

/// Steps lie within the inspection, with some time before and after it.
fn refuse_steps(fields: &mut Fields, one: &Inspection) {
    let (from, until) = (one.earliest_step(), one.latest_step());
    for (row, step) in rows_of_steps(fields).into_iter().zip(&one.steps).filter(|(_, step)| step.done.is_none()) {
        if step.due_on.is_some_and(|day| day < from || day > until) {
            fields.refuse(&format!("due_{row}"), labels::step_span(from, until));
        }
    }
}

/// The rows of the form that name a step, in order: the steps that are read from it.
fn rows_of_steps(fields: &Fields) -> Vec<usize> {
    (0..rows(fields, "task")).filter(|row| !fields.get(&format!("task_{row}")).trim().is_empty()).collect()
}

async fn coverage(db: &mut impl Reads, fields: &mut Fields, year: i64, people: &[i64]) -> Result<Coverage> {
    let known: Vec<String> = class_groups(db, year).await?.into_iter().map(|class| class.name).collect();
    let classes: Vec<String> = known.into_iter().filter(|name| fields.has("class", name)).collect();
    let subject_id = fields.id_if_any("subject");
    if subject_id.is_some() && !subjects(db).await?.iter().any(|subject| Some(subject.id) == subject_id) {
        fields.refuse("subject", labels::PICK);
    }
    let teacher_staff_id = person(fields, "teacher", people);
    let term = fields.choice_if_any("term", Term::from_code).map(Term::code).unwrap_or_default();
    Ok(Coverage { classes, subject_id, teacher_staff_id, term })
}

/// A member of the staff list, or nobody.
fn person(fields: &mut Fields, name: &str, people: &[i64]) -> Option<i64> {
    let id = fields.id_if_any(name)?;
    if !people.contains(&id) {
        fields.refuse(name, labels::PICK);
    }
    Some(id)
}

fn members(fields: &mut Fields, people: &[i64]) -> Vec<Member> {
    let lead = person(fields, "lead", people);
    if lead.is_none() && fields.error("lead").is_empty() {
        fields.refuse("lead", labels::LEAD_MISSING);
    }
    let mut members: Vec<Member> = lead.into_iter().map(|staff_id| Member { staff_id, duty: Duty::Lead }).collect();
    for row in 0..rows(fields, "expert") {
        let Some(staff_id) = person(fields, &format!("expert_{row}"), people) else { continue };
        if members.iter().all(|member| member.staff_id != staff_id) {
            members.push(Member { staff_id, duty: Duty::Expert });
        }
    }
    members
}

fn indicators(fields: &mut Fields) -> Vec<CardIndicator> {
    let mut indicators: Vec<CardIndicator> = Vec::new();
    for row in 0..rows(fields, "indicator") {
        let field = format!("indicator_{row}");
        let code = fields.get(&field).to_owned();
        if code.is_empty() || indicators.iter().any(|known| known.code == code) {
            continue;
        }
        if engine::catalogue().indicator(&code).is_none() {
            fields.refuse(&field, labels::PICK);
        }
        let norm = fields.text_if_any(&format!("norm_{row}")).unwrap_or_default();
        indicators.push(CardIndicator { code, norm });
    }
    indicators
}

/// The steps of the form; one that is done already stays even where the form has lost it.
fn steps(fields: &mut Fields, people: &[i64], known: Option<&Inspection>) -> Vec<Step> {
    let own = known.map(|one| one.steps.as_slice()).unwrap_or_default();
    let mut steps = Vec::new();
    for row in 0..rows(fields, "task") {
        let Some(task) = fields.long_text_if_any(&format!("task_{row}")).filter(|task| !task.is_empty()) else {
            continue;
        };
        let told: Option<i64> = fields.get(&format!("step_{row}")).parse().ok();
        let before = own.iter().find(|step| Some(step.id) == told);
        steps.push(Step {
            id: before.map_or(0, |step| step.id),
            task,
            sources: fields.text_if_any(&format!("sources_{row}")).unwrap_or_default(),
            performer: fields.text_if_any(&format!("performer_{row}")).unwrap_or_default(),
            staff_id: person(fields, &format!("staff_{row}"), people),
            due_on: fields.date_if_any(&format!("due_{row}")),
            done: before.and_then(|step| step.done.clone()),
        });
    }
    let is_lost = |step: &&Step| step.done.is_some() && steps.iter().all(|kept| kept.id != step.id);
    let lost: Vec<Step> = own.iter().filter(is_lost).cloned().collect();
    steps.extend(lost);
    if steps.is_empty() {
        fields.refuse("task_0", labels::STEPS_MISSING);
    }
    steps
}
