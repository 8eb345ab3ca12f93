//! Inspections («проверки») and their reports («справки»).
//!
//! An inspection is started from a technological card: it opens its steps for named people and days, collects figures over
//! what it covers, and comes to a report. The report is written by the group, handed in by its lead, signed by who may
//! sign inspections; from then on its figures are what they were on that day. A later stage decides upon it through
//! [`signed_report`].

mod acts;
mod annulling;
mod classes;
mod figures;
mod findings;
mod form;
mod happenings;
mod inspection;
mod labels;
mod pages;
mod paper;
mod prefill;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod report;
mod report_form;
mod report_pages;
pub mod samples;
mod sent;
mod told;

#[cfg(test)]
mod report_tests;
#[cfg(test)]
mod tests;

use access::{ArtefactKind, Cx, FollowUp, May, NavItem, Routes, Scope};
use chrono::NaiveDate;
use ledger::Artefact;
use store::{Reads, Result};
use web::Stage;

pub use acts::conclude;
pub use figures::{Figure, Frozen};
pub use findings::{FINDING, decided, finding, findings};
pub use form::begin;
pub use happenings::InspectionHappened;
pub use inspection::{Comparison, Coverage, Duty, Inspection, Member, Reader, Step, StepDone};
pub use report::{Act, CannotAct, Days, Finding, Progress, Recommendation, Report, ReportState, TRANSITIONS, Told};

/// The word by which the ledger knows inspections; the report is a part of its inspection.
pub const KIND: &str = "inspection";
/// How a link says that a procedure, or what a card describes, was carried out as an inspection.
pub const CARRIED_OUT_AS: &str = "carried_out_as";
/// How a link says that a problem zone is studied by an inspection.
pub const STUDIED_BY: &str = "studied_by";

/// The entry of the navigation.
pub const NAVIGATION: NavItem =
    NavItem { stage: Stage::Analyse, label: labels::INSPECTIONS, href: pages::LIST, may: May::ReadInspections };

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/analyse/inspections", May::ReadInspections, pages::list)
        .page("/analyse/inspections/new", May::SignInspections, form::new)
        .action("/analyse/inspections", May::SignInspections, form::create)
        .page("/analyse/inspections/{id}", May::ReadInspections, pages::show)
        .page("/analyse/inspections/{id}/edit", May::SignInspections, form::edit)
        .action("/analyse/inspections/{id}", May::SignInspections, form::save)
        .page("/analyse/inspections/{id}/removal", May::SignInspections, pages::confirm_removal)
        .action("/analyse/inspections/{id}/removal", May::SignInspections, pages::remove)
        .page("/analyse/inspections/{id}/task.docx", May::ReadInspections, pages::task_docx)
        .action("/analyse/inspections/{id}/steps/{step}/completion", May::ReadInspections, pages::complete)
        .action("/analyse/inspections/{id}/steps/{step}/reopening", May::ReadInspections, pages::reopen)
        .page("/analyse/inspections/{id}/report", May::ReadInspections, report_pages::show)
        .page("/analyse/inspections/{id}/report.docx", May::ReadInspections, report_pages::docx)
        .page("/analyse/inspections/{id}/report/edit", May::ReadInspections, report_form::edit)
        .action("/analyse/inspections/{id}/report", May::ReadInspections, report_form::save)
        .action("/analyse/inspections/{id}/report/submission", May::ReadInspections, acts::submit)
        .action("/analyse/inspections/{id}/report/return", May::SignInspections, acts::send_back)
        .action("/analyse/inspections/{id}/report/signature", May::SignInspections, acts::sign)
        .action("/analyse/inspections/{id}/report/annulment", May::SignInspections, annulling::annul)
        .action("/analyse/inspections/{id}/report/edition", May::SignInspections, annulling::redraft)
        .page("/analyse/inspections/{id}/report/editions/{edition}", May::ReadInspections, annulling::edition)
        .action("/analyse/inspections/{id}/report/acquaintance", May::ReadInspections, acts::acquaint)
        .action(
            "/analyse/inspections/{id}/report/acquaintance/removal",
            May::ReadInspections,
            acts::remove_acquaintance,
        )
        .action("/analyse/inspections/{id}/report/acknowledgement", May::ReadInspections, acts::acknowledge)
        .page("/analyse/findings/{id}", May::ReadInspections, findings::show)
}

/// How inspections and their findings are shown in chains.
#[must_use]
pub fn artefact_kinds() -> [ArtefactKind; 2] {
    let kind = |kind, label, href| ArtefactKind { kind, label, href, stage: Stage::Analyse, may: May::ReadInspections };
    [kind(KIND, labels::INSPECTION, "/analyse/inspections/"), kind(FINDING, labels::FINDING, "/analyse/findings/")]
}

/// What waits for the viewer among the inspections of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(cx: &Cx, school_year: i64) -> Result<queries::Waiting> {
    queries::waiting(&mut cx.store(), pages::reader(cx), school_year).await
}

/// The next steps that cards, procedures and problem zones get from here.
#[must_use]
pub fn follow_ups() -> Vec<FollowUp> {
    let step = |of, label, href| FollowUp { of, label, href, may: May::SignInspections };
    vec![
        step(plan::cards::KIND, labels::START, "/analyse/inspections/new?card="),
        step(plan::calendar::KIND, labels::START, "/analyse/inspections/new?procedure="),
        step(crate::problem_zones::KIND, labels::STUDY, "/analyse/inspections/new?zone="),
    ]
}

/// The inspection as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// What a signed report says to those who decide upon it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedReport {
    /// «Справка от 14.02.2025 по итогам проверки «…»»
    pub title: String,
    /// when it was signed
    pub signed_on: NaiveDate,
    /// the school year of the inspection
    pub school_year: i64,
    /// the conclusions, a sentence each
    pub statement: Vec<String>,
    /// what is advised, to whom and until when
    pub recommendations: Vec<Advice>,
    /// when it is looked at again
    pub recheck_on: Option<NaiveDate>,
}

/// A recommendation of a signed report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// what
    pub text: String,
    /// the member of staff, if it is one of the list
    pub staff_id: Option<i64>,
    /// «Иванова А. П., учитель»
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
}

/// The report of an inspection, once it is signed: for a person who sees the whole school (the permission at the route
/// says who decides), who belongs to the group, or who has to know the report.
///
/// # Errors
/// When the database does not answer.
pub async fn signed_report(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Option<SignedReport>> {
    let reader = Reader { leads: scope.whole, staff_id: scope.staff_id.unwrap_or(0) };
    let may_know = scope.whole
        || queries::inspection(db, reader, id).await?.is_some()
        || queries::is_listed(db, reader, id).await?;
    let everything = Reader { leads: true, staff_id: 0 };
    let Some(one) = queries::inspection(db, everything, id).await?.filter(|_| may_know) else { return Ok(None) };
    let report = queries::report(db, id).await?.filter(|report| report.state == ReportState::Signed);
    let (Some(report), Some(signature)) = (report, queries::signature(db, id).await?) else {
        return Ok(None);
    };
    let advice = |one: Recommendation| Advice {
        text: one.task,
        staff_id: one.responsible_staff_id,
        responsible: one.responsible,
        due_on: one.due_on,
    };
    Ok(Some(SignedReport {
        title: labels::report_title(&one.title, signature.signed_on),
        signed_on: signature.signed_on,
        school_year: one.school_year,
        statement: report.findings.into_iter().map(|finding| finding.sentence).collect(),
        recommendations: report.recommendations.into_iter().map(advice).collect(),
        recheck_on: report.recheck_on,
    }))
}
