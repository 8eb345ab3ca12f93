//! The checklist of an audit, line by line.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::audit::{Audit, Line, Verdict};
use super::pages::{own_audit, page_of, seen, under_way};
use super::rules::CannotFill;
use super::{AuditHappened, labels, queries};
use crate::nonconformities::{self, queries::Nonconformity};

const LIST: &str = "/act/audits";
/// A checklist of more lines is not gone through in an audit.
const MOST_LINES: usize = 200;

/// Lines as they are typed or pasted from a table: requirement, source, question, with tabs or bars between.
fn asked(text: &str) -> Vec<[String; 3]> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MOST_LINES);
    let cells = lines.map(|line| {
        let mut parts = line.split(['\t', '|']).map(|part| part.trim().to_owned());
        [0, 1, 2].map(|_| parts.next().unwrap_or_default())
    });
    cells.filter(|[requirement, _, _]| !requirement.is_empty()).collect()
}

pub(super) async fn add(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let text = fields.long_text("lines", labels::LINES_MISSING);
    let asked = text.map(|text| asked(&text)).unwrap_or_default();
    if asked.is_empty() {
        let (audit, _) = seen(&mut cx.store(), &cx, id).await?;
        if !fields.has_errors() {
            fields.refuse("lines", labels::LINES_MISSING);
        }
        return page_of(&cx, audit, fields).await;
    }
    add_lines(&cx, id, &asked).await
}

pub(super) async fn add_usual(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let known = queries::lines(&mut cx.store(), id).await?;
    add_lines(&cx, id, &unasked(&known)).await
}

/// The usual questions that this checklist does not ask yet.
pub(super) fn unasked(known: &[Line]) -> Vec<[String; 3]> {
    let is_new = |line: &&[&str; 3]| known.iter().all(|known| known.requirement != line[0]);
    labels::USUAL_LINES.iter().filter(is_new).map(|line| line.map(str::to_owned)).collect()
}

async fn add_lines(cx: &Cx, id: i64, asked: &[[String; 3]]) -> Reply {
    let mut change = cx.begin().await?;
    let audit = own_audit(&mut change, cx, id).await?;
    queries::add_lines(&mut change, id, asked).await?;
    let sentence = labels::lines_added(&audit, asked.len());
    change.commit(&AuditHappened { id, kind: "audit.lines_added", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::LINES_ADDED).into_response())
}

#[derive(askama::Template)]
#[template(path = "audits/line.html")]
struct LinePage {
    audit: Audit,
    line: Line,
    results: Vec<Choice>,
    may_fill: bool,
    changed: bool,
    next: Option<i64>,
    fields: Fields,
}

async fn audit_and_line(db: &mut impl Reads, cx: &Cx, id: i64, line_id: i64) -> Result<(Audit, Line), web::Failure> {
    let (audit, _) = seen(db, cx, id).await?;
    let line = queries::lines(db, id).await?.into_iter().find(|line| line.id == line_id).or_missing()?;
    Ok((audit, line))
}

pub(super) async fn show(cx: Cx, Path((id, line_id)): Path<(i64, i64)>) -> Reply {
    let (audit, line) = audit_and_line(&mut cx.store(), &cx, id, line_id).await?;
    let fields = Fields::empty()
        .with("requirement", &line.requirement)
        .with("source", &line.source)
        .with("question", &line.question)
        .with("evidence", &line.evidence)
        .with("result", line.result.clone().unwrap_or_default())
        .with("note", &line.note);
    line_page(&cx, audit, line, fields, Seen::Now).await
}

/// Whether what is stored is what the form began with.
#[derive(PartialEq, Eq)]
enum Seen {
    Now,
    Before,
}

async fn line_page(cx: &Cx, audit: Audit, line: Line, fields: Fields, seen: Seen) -> Reply {
    let lines = queries::lines(&mut cx.store(), audit.id).await?;
    let result = |verdict: Verdict| Choice::new(verdict.code(), verdict.label());
    let page = Page::new(labels::LINE)
        .stage(Stage::Act)
        .crumb(labels::PROGRAMME, LIST)
        .crumb(audit.object.clone(), format!("{LIST}/{}", audit.id))
        .with_errors_of(&fields);
    let page = if seen == Seen::Before { page.status(axum::http::StatusCode::CONFLICT) } else { page };
    let body = LinePage {
        results: Verdict::ALL.map(result).to_vec(),
        may_fill: line.nonconformity_id.is_none()
            && audit.fill(audit.part_of(cx.viewer(), cx.may(May::EditPlan))).is_ok(),
        changed: seen == Seen::Before,
        next: lines.iter().find(|other| other.place > line.place).map(|other| other.id),
        audit,
        line,
        fields,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn save(cx: Cx, Path((id, line_id)): Path<(i64, i64)>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, line) = fillable(&mut change, &cx, id, line_id).await?;
    if fields.get("version") != line.version.to_string() {
        return line_page(&cx, audit, line, fields, Seen::Before).await;
    }
    let requirement = fields.long_text("requirement", labels::REQUIREMENT_MISSING);
    let source = fields.text_if_any("source");
    let question = fields.long_text_if_any("question");
    let evidence = fields.long_text_if_any("evidence");
    let note = fields.long_text_if_any("note");
    let verdict = if fields.get("result").is_empty() {
        None
    } else {
        fields.choice("result", labels::PICK_RESULT, Verdict::from_code)
    };
    if verdict.is_some_and(|verdict| verdict != Verdict::NotApplicable) && evidence.as_deref() == Some("") {
        fields.refuse("evidence", labels::EVIDENCE_MISSING);
    }
    if verdict.is_some_and(Verdict::is_finding) && note.as_deref() == Some("") {
        fields.refuse("note", labels::NOTE_MISSING);
    }
    let (Some(requirement), Some(source), Some(question), Some(evidence), Some(note), false) =
        (requirement, source, question, evidence, note, fields.has_errors())
    else {
        return line_page(&cx, audit, line, fields, Seen::Now).await;
    };
    let result = verdict.map(|verdict| verdict.code().to_owned());
    let line = Line { requirement, source, question, evidence, note, result, ..line };
    queries::save_line(&mut change, &line).await?;
    under_way(&mut change, &audit).await?;
    let sentence = labels::line_saved(&audit, &line);
    change.commit(&AuditHappened { id, kind: "audit.line_saved", sentence }).await?;
    let next = fields.get("next").parse::<i64>().ok().filter(|_| verdict.is_some_and(|verdict| !verdict.is_finding()));
    let place = match next {
        Some(next) => format!("{LIST}/{id}/lines/{next}"),
        None => format!("{LIST}/{id}/lines/{line_id}"),
    };
    Ok(see_other(place).done(labels::LINE_SAVED).into_response())
}

async fn fillable(db: &mut impl Reads, cx: &Cx, id: i64, line_id: i64) -> Result<(Audit, Line), web::Failure> {
    own_audit(db, cx, id).await?;
    let (audit, line) = audit_and_line(db, cx, id, line_id).await?;
    if line.nonconformity_id.is_some() {
        return Err(web::Failure::refused(&CannotFill::HasNonconformity));
    }
    Ok((audit, line))
}

pub(super) async fn remove(cx: Cx, Path((id, line_id)): Path<(i64, i64)>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, line) = fillable(&mut change, &cx, id, line_id).await?;
    queries::remove_line(&mut change, line_id).await?;
    let sentence = labels::line_removed(&audit, &line);
    change.commit(&AuditHappened { id, kind: "audit.line_removed", sentence }).await?;
    Ok(see_other(format!("{LIST}/{id}")).done(labels::LINE_REMOVED).into_response())
}

/// A finding becomes a nonconformity with the words of its line.
pub(super) async fn open_nonconformity(cx: Cx, Path((id, line_id)): Path<(i64, i64)>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (audit, line) = fillable(&mut change, &cx, id, line_id).await?;
    let Some(verdict) = line.verdict().filter(|verdict| verdict.is_finding()) else {
        let back = see_other(format!("{LIST}/{id}/lines/{line_id}"));
        return Ok(back.refused(labels::NOT_A_FINDING).into_response());
    };
    let required = [line.requirement.as_str(), line.source.as_str()];
    let required: Vec<&str> = required.into_iter().filter(|part| !part.is_empty()).collect();
    let found = Nonconformity {
        id: new_id(),
        school_year: audit.school_year,
        number: nonconformities::queries::next_number(&mut change, audit.school_year).await?,
        audit_id: Some(id),
        audit_line_id: Some(line_id),
        severity: verdict.code().to_owned(),
        statement: line.note.clone(),
        requirement: required.join(" — "),
        evidence: line.evidence.clone(),
        owner_staff_id: audit.owner.staff_id,
        owner: audit.owner.name.clone(),
        found_on: change.today(),
        root_cause: String::new(),
        state_code: nonconformities::State::Open.code().to_owned(),
        version: 0,
    };
    nonconformities::open(&mut change, &found).await?;
    change.link(super::artefact(id), nonconformities::artefact(found.id), "found").await?;
    let said = nonconformities::NonconformityHappened::opened(&found);
    change.commit(&said).await?;
    Ok(see_other(format!("/act/nonconformities/{}", found.id)).done(labels::OPENED).into_response())
}

#[cfg(test)]
mod tests {
    #[test]
    fn lines_are_pasted_from_a_table() {
        let pasted = "Отметки в срок\tПоложение, п. 3\tВсе ли работы оценены?\n\n | лишнее\nТолько требование";
        let read = super::asked(pasted);
        assert_eq!(read[0], ["Отметки в срок", "Положение, п. 3", "Все ли работы оценены?"]);
        assert_eq!(read[1], ["Только требование", "", ""]);
        assert_eq!(read.len(), 2);
    }
}
