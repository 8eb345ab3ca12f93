//! The model of ВСОКО («модель ВСОКО»): registers of documents, subjects, objects, instruments, resources, products and
//! decisions with their links, drawn as a picture; and its checker, which reads the model and the cyclogram as a compiler
//! reads a program: findings with a rule, a severity, a place and a sentence, each of which may be accepted with a reason.

mod check_pages;
mod checker;
mod coverage;
mod element;
mod element_links;
mod facts;
mod form_pages;
mod labels;
mod lessons_pages;
mod pages;
mod paper;
mod picture;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod rulebook;
mod rules;
mod typical;
mod vpr_pages;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::Artefact;

pub use checker::{check, facts_of};
pub use coverage::{ClassFact, covered};
pub use element::{Element, ElementKind, ModelLink, Part, Target};
pub use facts::{Accepted, ActFact, Finding, Found, ModelFacts, Place, WorkLesson};
pub use labels::severity_name;
pub use rulebook::{DaysOff, KnownIndicator, Rule, Rulebook, Severity, VprWindow, known_indicators, rulebook};
pub use rules::found;
pub use typical::add as add_typical;

/// The word by which the ledger knows elements of the model.
pub const KIND: &str = "model_element";

/// The element as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/plan/model", May::ReadPlan, pages::show)
        .action("/plan/model/typical", May::EditPlan, pages::add_typical)
        .page("/plan/model/elements/new", May::EditPlan, form_pages::new)
        .action("/plan/model/elements", May::EditPlan, form_pages::create)
        .page("/plan/model/elements/{id}", May::ReadPlan, pages::element)
        .page("/plan/model/elements/{id}/edit", May::EditPlan, form_pages::edit)
        .action("/plan/model/elements/{id}", May::EditPlan, form_pages::save)
        .page("/plan/model/elements/{id}/removal", May::EditPlan, pages::confirm_removal)
        .action("/plan/model/elements/{id}/removal", May::EditPlan, pages::remove)
        .page("/plan/model/check", May::ReadPlan, check_pages::show)
        .page("/plan/model/check/acceptance", May::EditPlan, check_pages::ask)
        .action("/plan/model/check/acceptance", May::EditPlan, check_pages::accept)
        .action("/plan/model/check/recall", May::EditPlan, check_pages::recall)
        .page("/plan/model/paper.docx", May::ReadPlan, paper::model_docx)
        .page("/plan/model/check/paper.docx", May::ReadPlan, paper::findings_docx)
        .page("/plan/model/lessons", May::ReadPlan, lessons_pages::show)
        .action("/plan/model/lessons", May::EditPlan, lessons_pages::save)
        .page("/plan/model/vpr", May::ReadPlan, vpr_pages::list)
        .action("/plan/model/vpr", May::EditPlan, vpr_pages::add)
        .action("/plan/model/vpr/{id}/removal", May::EditPlan, vpr_pages::remove)
}
