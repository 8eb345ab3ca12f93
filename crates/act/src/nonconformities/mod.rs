//! Nonconformities («несоответствия»): why they came about, what is done about them, whether it helped.

mod analysis;
pub(crate) mod labels;
mod pages;
pub(crate) mod paper;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod state;
mod steps;
#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::{Artefact, Change, Happening};
pub(crate) use pages::planned;
use queries::Nonconformity;
pub use state::{
    Act, ActionKind, CannotPlan, CannotStep, Circumstances, Part, PlannedAction, State, TRANSITIONS, plan, step,
};

/// The word by which the ledger knows nonconformities.
pub const KIND: &str = "nonconformity";

/// The nonconformity as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/act/nonconformities", May::ReadAudits, pages::list)
        .page("/act/nonconformities/new", May::Inspect, pages::new)
        .action("/act/nonconformities", May::Inspect, pages::create)
        .page("/act/nonconformities/{id}", May::ReadAudits, pages::show)
        .page("/act/nonconformities/{id}/edit", May::Audit, pages::edit)
        .action("/act/nonconformities/{id}", May::Audit, pages::save)
        .page("/act/nonconformities/{id}/cause", May::Audit, analysis::show)
        .action("/act/nonconformities/{id}/cause", May::Audit, analysis::save)
        .page("/act/nonconformities/{id}/plan", May::Audit, steps::plan_form)
        .action("/act/nonconformities/{id}/plan", May::Audit, steps::plan)
        .action("/act/nonconformities/{id}/completion", May::Audit, steps::finish)
        .action("/act/nonconformities/{id}/verification", May::Audit, steps::verify)
        .action("/act/nonconformities/{id}/closure", May::Audit, steps::close)
        .action("/act/nonconformities/{id}/reopening", May::Audit, steps::reopen)
        .page("/act/nonconformities/{id}/protocol.docx", May::ReadAudits, pages::protocol)
        .page("/act/nonconformities/{id}/plan.docx", May::ReadAudits, pages::paper)
}

/// Keeps a nonconformity that was just found, and tells chains of it.
///
/// # Errors
/// When the database refuses.
pub async fn open(change: &mut Change, found: &Nonconformity) -> store::Result<()> {
    queries::save(change, found).await?;
    queries::add_finding(change, found.id).await?;
    describe(change, found, State::Open).await
}

async fn describe(change: &mut Change, one: &Nonconformity, state: State) -> store::Result<()> {
    let title = labels::title_with_words(one);
    change.describe(artefact(one.id), (&title, state.label()), Some(one.found_on)).await
}

/// Something happened to a nonconformity.
pub struct NonconformityHappened {
    /// which
    pub id: i64,
    /// a stable word for programs
    pub kind: &'static str,
    /// the sentence
    pub sentence: String,
}

impl NonconformityHappened {
    /// It was found.
    #[must_use]
    pub fn opened(one: &Nonconformity) -> Self {
        Self { id: one.id, kind: "nonconformity.opened", sentence: labels::opened(one) }
    }
}

impl Happening for NonconformityHappened {
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
