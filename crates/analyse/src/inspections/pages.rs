//! The list of inspections, one inspection with its steps, and the assignment to its group.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use documents::Document;
use ledger::Change;
use plan::cards::InspectionKind;
use roster::setup::queries::school;
use roster::staff::queries::{StaffMember, staff};
use roster::subjects::queries::subject;
use school::Term;
use web::forms::Fields;
use web::ui::{ChainLink, Link};
use web::{Failure, OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::happenings::InspectionHappened;
use super::inspection::{Inspection, Reader, Step};
use super::report::{CannotAct, Report, ReportState};
use super::{KIND, artefact, labels, paper, queries};

pub(super) const LIST: &str = "/analyse/inspections";

/// Who is looking: those who may sign reports lead all inspections; an expert's view of the whole school does not open
/// the inspections of others.
pub(super) fn reader(cx: &Cx) -> Reader {
    Reader { leads: cx.may(May::SignInspections), staff_id: cx.viewer().staff_id.unwrap_or(0) }
}

struct Line {
    id: i64,
    title: String,
    kind: &'static str,
    starts_on: chrono::NaiveDate,
    ends_on: chrono::NaiveDate,
    lead: String,
    step_count: i64,
    done_count: i64,
    state: ReportState,
    is_undecided: bool,
    is_unread: bool,
}

#[derive(askama::Template)]
#[template(path = "inspections/list.html")]
struct ListPage {
    year: i64,
    inspections: Vec<Line>,
    may_start: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let mut db = cx.store();
    let lines = queries::inspections(&mut db, reader(&cx), year).await?;
    let people = staff(&mut db).await?;
    let lead = |id: Option<i64>| id.map(|id| initials(&people, id)).unwrap_or_default();
    let line = |one: queries::InspectionLine| Line {
        id: one.id,
        kind: InspectionKind::from_code(&one.kind).map_or("", InspectionKind::label),
        lead: lead(one.lead_staff_id),
        state: ReportState::from_code(&one.state).unwrap_or(ReportState::Draft),
        title: one.title,
        starts_on: one.starts_on,
        ends_on: one.ends_on,
        step_count: one.step_count,
        is_undecided: cx.may(May::EditOrders) && one.undecided > 0,
        is_unread: one.unread > 0,
        done_count: one.done_count,
    };
    let body =
        ListPage { year, inspections: lines.into_iter().map(line).collect(), may_start: cx.may(May::SignInspections) };
    cx.page(Page::new(labels::INSPECTIONS).stage(Stage::Analyse).lead(labels::LEAD).body(body)).await
}

/// «Орлова А. В.»
pub(super) fn initials(people: &[StaffMember], id: i64) -> String {
    people.iter().find(|one| one.id == id).map(|one| one.name().with_initials()).unwrap_or_default()
}

struct StepLine {
    step: Step,
    who: String,
    is_late: bool,
}

#[derive(askama::Template)]
#[template(path = "inspections/show.html")]
struct ShowPage {
    one: Inspection,
    state: ReportState,
    facts: Vec<(&'static str, String)>,
    members: Vec<(String, &'static str)>,
    steps: Vec<StepLine>,
    fields: Fields,
    follow_ups: Vec<Link>,
    chain: Vec<ChainLink>,
    may_edit: bool,
    may_tick: bool,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let Some(one) = queries::inspection(&mut db, reader(&cx), id).await? else {
        // Who only has to know the report is led to it.
        return if queries::is_listed(&mut db, reader(&cx), id).await? {
            Ok(see_other(format!("{LIST}/{id}/report")).into_response())
        } else {
            Err(Failure::missing())
        };
    };
    let report = queries::report(&mut db, id).await?.or_missing()?;
    let fields = Fields::empty().with_date("done_on", Some(cx.today()));
    page_of(&cx, one, &report, fields).await
}

async fn page_of(cx: &Cx, one: Inspection, report: &Report, fields: Fields) -> Reply {
    let mut db = cx.store();
    let people = staff(&mut db).await?;
    let is_open = report.state.is_open();
    let follow_ups = if report.state == ReportState::Signed { cx.follow_ups(KIND) } else { Vec::new() };
    let step = |step: &Step| StepLine {
        who: who(&people, step),
        is_late: step.done.is_none() && step.due_on.is_some_and(|day| day < cx.today()),
        step: step.clone(),
    };
    let body = ShowPage {
        state: report.state,
        facts: facts(&mut db, &one, &people).await?,
        members: one.members.iter().map(|member| (full(&people, member.staff_id), member.duty.label())).collect(),
        steps: one.steps.iter().map(step).collect(),
        follow_ups: follow_ups.iter().map(|step| Link::new(step.label, format!("{}{}", step.href, one.id))).collect(),
        chain: cx.chain(artefact(one.id)).await?,
        may_edit: report.state == ReportState::Draft && cx.may(May::SignInspections),
        may_tick: is_open,
        one,
        fields,
    };
    let page = Page::new(body.one.title.clone()).stage(Stage::Analyse).crumb(labels::INSPECTIONS, LIST);
    let lead = labels::lead(body.one.kind);
    cx.page(page.lead(lead).with_errors_of(&body.fields).body(body)).await
}

/// Who does a step: a person, otherwise an office.
pub(super) fn who(people: &[StaffMember], step: &Step) -> String {
    match step.staff_id {
        Some(id) => initials(people, id),
        None => step.performer.clone(),
    }
}

/// «Орлова Анна Викторовна, заместитель директора»
pub(super) fn full(people: &[StaffMember], id: i64) -> String {
    people.iter().find(|one| one.id == id).map(StaffMember::with_position).unwrap_or_default()
}

/// What the inspection covers: «8А, 8Б; Алгебра; 3-я четверть».
pub(super) async fn coverage(
    db: &mut impl store::Reads,
    one: &Inspection,
    people: &[StaffMember],
) -> store::Result<String> {
    let mut parts = Vec::new();
    if !one.coverage.classes.is_empty() {
        parts.push(one.coverage.classes.join(", "));
    }
    if let Some(id) = one.coverage.subject_id {
        parts.extend(subject(db, id).await?.map(|subject| subject.name));
    }
    if let Some(id) = one.coverage.teacher_staff_id {
        parts.push(initials(people, id));
    }
    parts.extend(Term::from_code(&one.coverage.term).map(Term::name));
    Ok(parts.join("; "))
}

async fn facts(
    db: &mut impl store::Reads,
    one: &Inspection,
    people: &[StaffMember],
) -> store::Result<Vec<(&'static str, String)>> {
    let mut facts = labels::facts(one);
    facts.insert(1, (labels::COVERAGE, coverage(db, one, people).await?));
    facts.retain(|(_, text)| !text.is_empty());
    Ok(facts)
}

/// An inspection that the viewer may work on, with its report still open.
async fn open(change: &mut Change, cx: &Cx, id: i64) -> Result<(Inspection, Report), Failure> {
    let one = queries::inspection(change, reader(cx), id).await?.or_missing()?;
    let report = queries::report(change, id).await?.or_missing()?;
    if !report.state.is_open() {
        report.editable().or_refused()?;
    }
    Ok((one, report))
}

pub(super) async fn complete(cx: Cx, Path((id, step)): Path<(i64, i64)>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (one, report) = open(&mut change, &cx, id).await?;
    let task = one.steps.iter().find(|known| known.id == step).map(|step| step.task.clone()).or_missing()?;
    let done_on = fields.date_if_any("done_on").unwrap_or(cx.today());
    if done_on > cx.today() {
        fields.refuse("done_on", labels::DAY_AHEAD);
    } else if done_on < one.earliest_step().min(cx.today()) {
        fields.refuse("done_on", labels::step_early(one.earliest_step()));
    }
    let note = fields.text_if_any("note").unwrap_or_default();
    if fields.has_errors() {
        return page_of(&cx, one, &report, fields).await;
    }
    queries::complete_step(&mut change, step, done_on, &note).await?;
    change.commit(&InspectionHappened::step(&one, &task, labels::DONE_SENTENCE)).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::STEP_DONE).into_response())
}

pub(super) async fn reopen(cx: Cx, Path((id, step)): Path<(i64, i64)>) -> Reply {
    let mut change = cx.begin().await?;
    let (one, _) = open(&mut change, &cx, id).await?;
    let task = one.steps.iter().find(|known| known.id == step).map(|step| step.task.clone()).or_missing()?;
    queries::reopen_step(&mut change, step).await?;
    change.commit(&InspectionHappened::step(&one, &task, labels::REOPENED_SENTENCE)).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::STEP_OPEN).into_response())
}

#[derive(askama::Template)]
#[template(path = "inspections/remove.html")]
struct RemovePage {
    one: Inspection,
}

/// An inspection is thrown away while its first report is written; what was signed stays, withdrawn or not.
async fn removable(db: &mut impl store::Reads, id: i64) -> Result<(), Failure> {
    queries::report(db, id).await?.or_missing()?.editable().or_refused()?;
    if queries::editions(db, id).await?.is_empty() { Ok(()) } else { Err(Failure::refused(&CannotAct::WasSigned)) }
}

pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let one = queries::inspection(&mut db, reader(&cx), id).await?.or_missing()?;
    removable(&mut db, id).await?;
    let page = Page::new(labels::REMOVE).stage(Stage::Analyse).crumb(labels::INSPECTIONS, LIST);
    let page = page.crumb(one.title.clone(), format!("{LIST}/{id}"));
    cx.page(page.body(RemovePage { one })).await
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let one = queries::inspection(&mut change, reader(&cx), id).await?.or_missing()?;
    removable(&mut change, id).await?;
    queries::remove_inspection(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    change.commit(&InspectionHappened::removed(&one)).await?;
    Ok(see_other(LIST).done(labels::REMOVED).into_response())
}

pub(super) async fn task_docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let one = queries::inspection(&mut db, reader(&cx), id).await?.or_missing()?;
    let people = staff(&mut db).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let covered = coverage(&mut db, &one, &people).await?;
    let procedure = match one.procedure_id {
        Some(id) => plan::calendar::queries::procedure(&mut db, id).await?,
        None => None,
    };
    let item = procedure.map(|known| labels::plan_item(&known)).unwrap_or_default();
    download(&paper::task(&one, (&covered, &item), (&school, &people), cx.today()), "plan-zadanie")
}

/// A paper as a file.
pub(super) fn download(document: &Document, name: &str) -> Result<Response, Failure> {
    let bytes = documents::docx::render(document, &paper::FONTS)?;
    Ok(web::download(&format!("{name}.docx"), web::DOCX, bytes))
}
