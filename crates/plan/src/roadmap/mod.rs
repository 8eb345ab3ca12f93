//! The action plan («дорожная карта»): activities with what is expected of them, who answers and by when; typed row by
//! row, or taken over from the table that the school has.

mod import_pages;
mod labels;
mod pages;
mod paper;
/// What texts about time mean.
pub mod period;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
/// Reading a roadmap from a table.
pub mod table;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::Artefact;

pub use queries::ActionPlanRow;

/// The row as the ledger names it; 0 is the plan as a whole.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: "action_plan_row", id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/plan/roadmap", May::ReadPlan, pages::list)
        .page("/plan/roadmap/paper.docx", May::ReadPlan, pages::docx)
        .page("/plan/roadmap/rows/new", May::EditPlan, pages::new)
        .action("/plan/roadmap/rows", May::EditPlan, pages::create)
        .page("/plan/roadmap/rows/{id}/edit", May::EditPlan, pages::edit)
        .action("/plan/roadmap/rows/{id}", May::EditPlan, pages::save)
        .action("/plan/roadmap/rows/{id}/removal", May::EditPlan, pages::remove)
        .page("/plan/roadmap/import", May::EditPlan, import_pages::ask)
        .action("/plan/roadmap/import", May::EditPlan, import_pages::preview)
        .action("/plan/roadmap/import/rows", May::EditPlan, import_pages::apply)
}
