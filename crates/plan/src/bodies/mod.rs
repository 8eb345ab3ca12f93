//! Collegial bodies («коллегиальные органы и группы»): what each does in quality assurance, by which order it was
//! appointed, and who belongs to it from when until when.

mod body;
mod labels;
mod member_pages;
mod pages;
mod paper;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::{Artefact, Change};

pub use body::{BodyKind, CannotBe, CannotJoin, CollegialBody, Member, empty_seats, may_be, may_join};
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
        .page("/plan/bodies/{id}/members/new", May::EditPlan, member_pages::new)
        .action("/plan/bodies/{id}/members", May::EditPlan, member_pages::create)
        .page("/plan/bodies/{id}/members/{member}", May::EditPlan, member_pages::edit)
        .action("/plan/bodies/{id}/members/{member}", May::EditPlan, member_pages::save)
        .action("/plan/bodies/{id}/members/{member}/removal", May::EditPlan, member_pages::remove)
        .action("/plan/bodies/{id}/removal", May::EditPlan, pages::remove)
        .page("/plan/bodies/{id}/paper.docx", May::ReadPlan, pages::docx)
}

/// The bodies of the usual structure, each with its usual functions.
#[must_use]
pub fn usual_bodies() -> Vec<CollegialBody> {
    let body = |kind: BodyKind| CollegialBody {
        id: 0,
        kind,
        name: kind_name(kind).to_owned(),
        functions: labels::usual_functions(kind).to_owned(),
        order_number: String::new(),
        order_on: None,
        dissolved_on: None,
        version: 0,
    };
    BodyKind::ALL.into_iter().filter(|kind| *kind != BodyKind::Own).map(body).collect()
}

/// Saves a body and describes it for chains. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn keep(change: &mut Change, body: &CollegialBody) -> store::Result<i64> {
    let id = queries::save_body(change, body).await?;
    let state = if body.dissolved_on.is_some() { labels::DISSOLVED } else { labels::IN_FORCE };
    change.describe(artefact(id), (&body.name, state), body.dissolved_on.or(body.order_on)).await?;
    Ok(id)
}
