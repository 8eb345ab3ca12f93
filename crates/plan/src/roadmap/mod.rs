//! The action plan («дорожная карта»): activities with what is expected of them, who answers and by when; edited row by row
//! or as one table, or taken over from the table that the school has; marked when they are done, and what is left undone
//! goes on in the next year.

/// Saves that were made together, and their undoing.
pub mod batches;
mod grid;
mod import_pages;
mod labels;
mod overview;
mod pages;
mod paper;
/// What texts about time mean.
pub mod period;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod roll_over;
mod row;
/// Reading a roadmap from a table.
pub mod table;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::Artefact;

pub use row::{ActionPlanRow, Column};

/// The word by which the ledger knows rows of the plan.
pub const KIND: &str = "action_plan_row";

/// The row as the ledger names it; 0 is the plan as a whole.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/plan/roadmap", May::ReadPlan, pages::list)
        .page("/plan/roadmap/paper.docx", May::ReadPlan, paper::docx)
        .page("/plan/roadmap/table.xlsx", May::ReadPlan, paper::xlsx)
        .page("/plan/roadmap/grid", May::EditPlan, grid::edit)
        .action("/plan/roadmap/grid", May::EditPlan, grid::save)
        .page("/plan/roadmap/rows/new", May::EditPlan, pages::new)
        .action("/plan/roadmap/rows", May::EditPlan, pages::create)
        .page("/plan/roadmap/rows/{id}", May::ReadPlan, pages::show)
        .page("/plan/roadmap/rows/{id}/edit", May::EditPlan, pages::edit)
        .action("/plan/roadmap/rows/{id}", May::EditPlan, pages::save)
        .action("/plan/roadmap/rows/{id}/removal", May::EditPlan, pages::remove)
        .action("/plan/roadmap/rows/{id}/return", May::EditPlan, batches::bring_back)
        .action("/plan/roadmap/rows/{id}/completion", May::ReadPlan, pages::complete)
        .action("/plan/roadmap/rows/{id}/completion/removal", May::ReadPlan, pages::reopen)
        .page("/plan/roadmap/import", May::EditPlan, import_pages::ask)
        .action("/plan/roadmap/import", May::EditPlan, import_pages::preview)
        .action("/plan/roadmap/import/rows", May::EditPlan, import_pages::apply)
        .page("/plan/roadmap/roll-over", May::EditPlan, roll_over::preview)
        .action("/plan/roadmap/roll-over", May::EditPlan, roll_over::take)
        .action("/plan/roadmap/batches/{id}/undoing", May::EditPlan, batches::undo)
}
