//! Collegial bodies («коллегиальные органы и группы»): what each does in quality assurance, by which order it was
//! appointed, and who belongs to it from when until when.

mod body;
mod labels;
mod pages;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::Artefact;

pub use body::{BodyKind, CannotJoin, CollegialBody, Member, empty_seats, may_join};
pub use labels::kind_name;

/// The word by which the ledger knows bodies.
pub const KIND: &str = "collegial_body";

/// The body as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/plan/bodies", May::ReadPlan, pages::list)
        .action("/plan/bodies/typical", May::EditPlan, pages::add_typical)
        .page("/plan/bodies/new", May::EditPlan, pages::new)
        .action("/plan/bodies", May::EditPlan, pages::create)
        .page("/plan/bodies/{id}", May::ReadPlan, pages::show)
        .page("/plan/bodies/{id}/edit", May::EditPlan, pages::edit)
        .action("/plan/bodies/{id}", May::EditPlan, pages::save)
        .page("/plan/bodies/{id}/members/new", May::EditPlan, pages::new_member)
        .action("/plan/bodies/{id}/members", May::EditPlan, pages::create_member)
        .page("/plan/bodies/{id}/members/{member}", May::EditPlan, pages::edit_member)
        .action("/plan/bodies/{id}/members/{member}", May::EditPlan, pages::save_member)
}
