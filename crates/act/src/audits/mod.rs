//! Internal audits («внутренние аудиты»): the yearly programme, a checklist for each audit, what it found.

mod audit;
mod checklist;
pub(crate) mod labels;
mod pages;
mod papers;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod rules;
mod steps;
#[cfg(test)]
mod tests;

use access::{May, Routes};
pub use audit::{Audit, Conclusion, Line, Person, Verdict};
use ledger::{Artefact, Change, Happening};
pub use rules::{Act, CannotConclude, CannotFill, CannotPlan, Part, State, TRANSITIONS};

/// The word by which the ledger knows audits.
pub const KIND: &str = "audit";

/// The audit as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/act/audits", May::ReadAudits, pages::programme)
        .page("/act/audits/programme.docx", May::ReadAudits, papers::programme)
        .page("/act/audits/new", May::EditPlan, pages::new)
        .action("/act/audits", May::EditPlan, pages::create)
        .page("/act/audits/{id}", May::ReadAudits, pages::show)
        .page("/act/audits/{id}/edit", May::EditPlan, pages::edit)
        .action("/act/audits/{id}", May::EditPlan, pages::save)
        .page("/act/audits/{id}/removal", May::EditPlan, steps::confirm_removal)
        .action("/act/audits/{id}/removal", May::EditPlan, steps::remove)
        .action("/act/audits/{id}/conclusion", May::Audit, steps::conclude)
        .action("/act/audits/{id}/agreement", May::Audit, steps::agree)
        .action("/act/audits/{id}/reopening", May::Audit, steps::reopen)
        .action("/act/audits/{id}/lines", May::Audit, checklist::add)
        .action("/act/audits/{id}/usual-lines", May::Audit, checklist::add_usual)
        .page("/act/audits/{id}/lines/{line_id}", May::ReadAudits, checklist::show)
        .action("/act/audits/{id}/lines/{line_id}", May::Audit, checklist::save)
        .action("/act/audits/{id}/lines/{line_id}/removal", May::Audit, checklist::remove)
        .action("/act/audits/{id}/lines/{line_id}/nonconformity", May::Audit, checklist::open_nonconformity)
        .page("/act/audits/{id}/audit-plan.docx", May::ReadAudits, papers::audit_plan)
        .page("/act/audits/{id}/checklist.docx", May::ReadAudits, papers::checklist)
        .page("/act/audits/{id}/protocol.docx", May::ReadAudits, papers::protocol)
        .page("/act/audits/{id}/plan.docx", May::ReadAudits, papers::corrective_plan)
        .page("/act/audits/{id}/report.docx", May::ReadAudits, papers::report)
}

/// Puts an audit into the programme and tells chains of it. The caller has asked [`Audit::plan`]
/// and [`Audit::replan`].
///
/// # Errors
/// When the database refuses.
pub async fn plan(change: &mut Change, audit: &Audit) -> store::Result<()> {
    queries::save_audit(change, audit).await?;
    describe(change, audit, State::Planned).await
}

/// Tells chains how far the audit is.
async fn describe(change: &mut Change, audit: &Audit, state: State) -> store::Result<()> {
    change.describe(artefact(audit.id), (&audit.object, state.label()), Some(audit.starts_on)).await
}

/// Something happened to an audit.
pub struct AuditHappened {
    /// which
    pub id: i64,
    /// a stable word for programs
    pub kind: &'static str,
    /// the sentence
    pub sentence: String,
}

impl Happening for AuditHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
