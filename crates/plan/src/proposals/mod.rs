//! Proposals («предложения в план»): what later stages ask the planner of a coming year to take in. She answers each:
//! a row of the cyclogram, or why not.

mod labels;
mod pages;
mod proposal;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

#[cfg(test)]
mod tests;

use access::{ArtefactKind, May, NavItem, Routes};
use ledger::{Artefact, Change, Happening};
pub use proposal::{Act, CannotAnswer, Proposal, State, TRANSITIONS};
use store::{Result, new_id};
use web::Stage;

/// The word by which the ledger knows proposals.
pub const KIND: &str = "proposal";

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/plan/proposals", May::ReadPlan, pages::list)
        .page("/plan/proposals/{id}", May::ReadPlan, pages::show)
        .action("/plan/proposals/{id}/acceptance", May::EditPlan, pages::accept)
        .action("/plan/proposals/{id}/refusal", May::EditPlan, pages::decline)
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] =
    &[NavItem { stage: Stage::Plan, label: labels::PROPOSALS, href: "/plan/proposals", may: May::ReadPlan }];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    vec![ArtefactKind {
        kind: KIND,
        label: labels::PROPOSAL,
        href: "/plan/proposals/",
        stage: Stage::Evaluate,
        may: May::ReadPlan,
    }]
}

/// The proposal as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// Something to propose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProposal {
    /// what it comes from
    pub source: Artefact,
    /// «Успеваемость: 8А, Алгебра»
    pub source_title: String,
    /// for the plan of which school year
    pub school_year: i64,
    /// what is proposed
    pub words: String,
    /// why
    pub reason: String,
    /// codes of the indicators it is about
    pub indicators: Vec<String>,
    /// «9А»; empty for the school
    pub classes: String,
}

/// How a link says that a proposal was made because of something.
const PROPOSED_BY: &str = "proposed_by";
/// How a link says that a proposal became a row of the plan.
const PLANNED_AS: &str = "planned_as";

/// Puts a proposal into the inbox, linked to what it comes from; answers its id.
///
/// # Errors
/// When the database refuses.
pub async fn submit(change: &mut Change, new: &NewProposal) -> Result<i64> {
    let (id, today) = (new_id(), change.today());
    queries::insert(change, id, new).await?;
    change.link(new.source, artefact(id), PROPOSED_BY).await?;
    change.describe(artefact(id), (&new.words, State::Open.label()), Some(today)).await?;
    change.say(&ProposalHappened { id, kind: "proposal.made", sentence: labels::made(new) }).await?;
    Ok(id)
}

/// Something happened to a proposal.
pub(crate) struct ProposalHappened {
    pub(crate) id: i64,
    pub(crate) kind: &'static str,
    pub(crate) sentence: String,
}

impl Happening for ProposalHappened {
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
