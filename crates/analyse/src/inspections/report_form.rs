//! The form in which a group writes its report. It saves itself while somebody writes, where the script runs.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use plan::edited::{Theirs, of_version, rows, theirs};
use roster::staff::queries::{StaffMember, staff};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::figures::Frozen;
use super::happenings::InspectionHappened;
use super::inspection::Inspection;
use super::pages::{LIST, initials, reader};
use super::report::{Finding, Recommendation, Report, Told};
use super::{labels, queries, report_pages, told};

/// Rows that the form offers besides those in use.
const SPARE: usize = 2;

#[derive(askama::Template)]
#[template(path = "inspections/report_edit.html")]
struct EditPage {
    id: i64,
    fields: Fields,
    theirs: Vec<Theirs>,
    figures: Vec<Frozen>,
    before: &'static str,
    doubts: Vec<String>,
    told: Told,
    people: Vec<Choice>,
    finding_rows: Vec<usize>,
    advice_rows: Vec<usize>,
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let one = queries::inspection(&mut db, reader(&cx), id).await?.or_missing()?;
    let report = queries::report(&mut db, id).await?.or_missing()?;
    report.editable().or_refused()?;
    let report = if report.saved_at.is_none() { begun(&one, report) } else { report };
    form(&cx, &one, of_report(&report), None).await
}

/// What a group finds when it begins to write: what was studied, from the card.
pub(super) fn begun(one: &Inspection, report: Report) -> Report {
    let studied = labels::studied([
        (labels::STUDIED, &one.object),
        (labels::METHODS, &one.methods),
        (labels::SAMPLE, &one.sample),
    ]);
    Report { studied, ..report }
}

fn of_report(report: &Report) -> Fields {
    let mut fields = Fields::empty()
        .with("version", report.version)
        .with("studied", &report.studied)
        .with("facts", &report.facts)
        .with("comparison", &report.comparison)
        .with("causes", &report.causes)
        .with_date("recheck_on", report.recheck_on);
    for (row, finding) in report.findings.iter().enumerate() {
        fields = fields.with(&format!("finding_{row}"), &finding.sentence);
    }
    for (row, one) in report.recommendations.iter().enumerate() {
        let staff_id = one.responsible_staff_id.map_or(String::new(), |id| id.to_string());
        let typed = if one.responsible_staff_id.is_none() { one.responsible.as_str() } else { "" };
        fields = fields
            .with(&format!("task_{row}"), &one.task)
            .with(&format!("staff_{row}"), staff_id)
            .with(&format!("who_{row}"), typed)
            .with_date(&format!("due_{row}"), one.due_on);
    }
    fields
}

async fn form(cx: &Cx, one: &Inspection, fields: Fields, known: Option<Report>) -> Reply {
    let mut db = cx.store();
    let people = staff(&mut db).await?;
    let report = queries::report(&mut db, one.id).await?.or_missing()?;
    let (figures, report) = report_pages::shown(cx, one, report).await?;
    let body = EditPage {
        id: one.id,
        theirs: known.map(|report| theirs_of(&report, &fields, &people)).unwrap_or_default(),
        figures,
        before: told::labels::before(one.comparison),
        doubts: report_pages::doubts(one, &report, cx.today()),
        told: report.told,
        people: people
            .iter()
            .filter(|member| member.left_on.is_none())
            .map(|member| Choice::new(member.id, member.with_position()))
            .collect(),
        finding_rows: (0..rows(&fields, "finding") + SPARE).collect(),
        advice_rows: (0..advice_rows(&fields) + SPARE).collect(),
        fields,
    };
    let page = Page::new(labels::EDIT_REPORT)
        .stage(Stage::Analyse)
        .crumb(labels::INSPECTIONS, LIST)
        .crumb(one.title.clone(), format!("{LIST}/{}", one.id))
        .with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

fn theirs_of(report: &Report, typed: &Fields, people: &[StaffMember]) -> Vec<Theirs> {
    let say = |name: &str, value: &str| match (name, value.parse()) {
        ("staff", Ok(id)) => initials(people, id),
        _ => value.to_owned(),
    };
    let tables: [(&'static str, &[&str]); 2] =
        [(labels::FINDINGS, &["finding"]), (labels::RECOMMENDATIONS, &["task", "staff", "who", "due"])];
    theirs((&of_report(report), typed), &labels::REPORT_FIELDS, &tables, say)
}

/// Saves what was written. What saved itself goes back to the form, where the script finds the new version.
pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let one = queries::inspection(&mut change, reader(&cx), id).await?.or_missing()?;
    let known = queries::report(&mut change, id).await?.or_missing()?;
    known.editable().or_refused()?;
    if fields.get("version").parse() != Ok(known.version) {
        let mut typed = of_version(&fields, known.version);
        let when = known.saved_at.map(|at| filters::local_moment(&at)).unwrap_or_default();
        typed.refuse_all(labels::changed_by(&known.saved_by, &when));
        return form(&cx, &one, typed, Some(known)).await;
    }
    let people = staff(&mut change).await?;
    let Some(written) = read(&mut fields, &known, &people) else {
        return form(&cx, &one, fields, None).await;
    };
    let (now, by) = (change.now(), change.actor().name.clone());
    queries::save_report(&mut change, &Report { saved_at: Some(now), saved_by: by, ..written }).await?;
    change.commit(&InspectionHappened::report(&one, "inspection_report.written", labels::WRITTEN_SENTENCE)).await?;
    if fields.is_ticked("autosave") {
        return Ok(see_other(format!("{LIST}/{id}/report/edit")).into_response());
    }
    Ok(see_other(format!("{LIST}/{id}/report")).done(labels::REPORT_SAVED).into_response())
}

fn read(fields: &mut Fields, known: &Report, people: &[StaffMember]) -> Option<Report> {
    let texts = ["studied", "facts", "comparison", "causes"].map(|name| fields.long_text_if_any(name));
    let recheck_on = fields.date_if_any("recheck_on");
    let mut findings = Vec::new();
    for row in 0..rows(fields, "finding") {
        let sentence = fields.long_text_if_any(&format!("finding_{row}")).unwrap_or_default();
        if !sentence.is_empty() {
            let id = known.findings.get(findings.len()).map_or(0, |before| before.id);
            findings.push(Finding { id, sentence });
        }
    }
    let mut recommendations: Vec<Recommendation> = Vec::new();
    for row in 0..advice_rows(fields) {
        let id = known.recommendations.get(recommendations.len()).map_or(0, |before| before.id);
        recommendations.extend(advice(fields, (row, id), people));
    }
    if fields.has_errors() {
        return None;
    }
    let [studied, facts, comparison, causes] = texts.map(Option::unwrap_or_default);
    Some(Report { studied, facts, comparison, causes, findings, recommendations, recheck_on, ..known.clone() })
}

/// How many rows of recommendations are in use: one without words is kept too, so that nobody loses an addressee.
fn advice_rows(fields: &Fields) -> usize {
    ["task", "staff", "who", "due"].iter().map(|name| rows(fields, name)).max().unwrap_or(0)
}

fn advice(fields: &mut Fields, (row, id): (usize, i64), people: &[StaffMember]) -> Option<Recommendation> {
    let task = fields.long_text_if_any(&format!("task_{row}")).unwrap_or_default();
    let staff_id = fields.id_if_any(&format!("staff_{row}"));
    let known = people.iter().find(|member| Some(member.id) == staff_id);
    let typed = fields.text_if_any(&format!("who_{row}")).unwrap_or_default();
    let due_on = fields.date_if_any(&format!("due_{row}"));
    let is_empty = task.is_empty() && known.is_none() && typed.is_empty() && due_on.is_none();
    let responsible = known.map_or(typed, StaffMember::with_position);
    let one = Recommendation { id, task, responsible_staff_id: known.map(|member| member.id), responsible, due_on };
    (!is_empty).then_some(one)
}
