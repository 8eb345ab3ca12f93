//! Local acts («локальные нормативные акты») with their editions: drafted, considered, endorsed, adopted, approved, each
//! by somebody on a day; in force from when until when; known by whom.

mod act;
/// Tables that belong to an act.
pub mod appendix;
mod changed;
mod correction_pages;
mod edit_pages;
mod labels;
mod live;
mod pages;
mod paper;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod reader_pages;
mod register;
mod state;
mod step_pages;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::{Artefact, Change};

pub use act::LocalAct;
pub use labels::state_name;
pub(crate) use pages::FONTS;
pub use state::{Act, ActKind, CannotStep, Ground, State, Step, TRANSITIONS, state_after, target};

/// The word by which the ledger knows local acts.
pub const KIND: &str = "local_act";

/// The act as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/plan/local-acts", May::ReadPlan, pages::list)
        .page("/plan/local-acts/new", May::EditPlan, edit_pages::new)
        .action("/plan/local-acts", May::EditPlan, edit_pages::create)
        .action("/plan/local-acts/template", May::EditPlan, edit_pages::from_template)
        .page("/plan/local-acts/{id}", May::ReadPlan, pages::show)
        .page("/plan/local-acts/{id}/edit", May::EditPlan, edit_pages::edit)
        .action("/plan/local-acts/{id}", May::EditPlan, edit_pages::save)
        .action("/plan/local-acts/{id}/edition", May::EditPlan, edit_pages::new_edition)
        .action("/plan/local-acts/{id}/steps", May::EditPlan, step_pages::step)
        .action("/plan/local-acts/{id}/approval", May::ApprovePlan, step_pages::approve)
        .action("/plan/local-acts/{id}/expiry", May::ApprovePlan, step_pages::expire)
        .page("/plan/local-acts/{id}/steps/{ordinal}", May::EditPlan, correction_pages::ask)
        .action("/plan/local-acts/{id}/steps/{ordinal}", May::EditPlan, correction_pages::correct)
        .page("/plan/local-acts/{id}/removal", May::EditPlan, edit_pages::ask_removal)
        .action("/plan/local-acts/{id}/removal", May::EditPlan, edit_pages::remove)
        .page("/plan/local-acts/{id}/readers", May::EditPlan, reader_pages::pick)
        .action("/plan/local-acts/{id}/readers", May::EditPlan, reader_pages::ask)
        .action("/plan/local-acts/{id}/signatures", May::EditPlan, reader_pages::note_signatures)
        .action("/plan/local-acts/{id}/acknowledgement", May::ReadPlan, reader_pages::acknowledge)
        .page("/plan/local-acts/{id}/readers.docx", May::ReadPlan, reader_pages::docx)
        .page("/plan/local-acts/{id}/paper.docx", May::ReadPlan, pages::docx)
        .page("/plan/local-acts/{id}/file", May::ReadPlan, pages::file)
}

/// Takes a step that the rules let, and describes the act for chains.
///
/// # Errors
/// When the database refuses.
pub async fn record(change: &mut Change, act: &LocalAct, step: &Step, state: State) -> store::Result<()> {
    queries::add_step(change, act.id, step).await?;
    let title = labels::edition_title(&act.title, act.edition);
    // A replacement on a day to come does not end the act yet.
    let shown = if step.done_on > change.today() { act.state() } else { state };
    change.describe(artefact(act.id), (&title, state_name(shown)), Some(step.done_on.min(change.today()))).await
}

/// A draft with nothing in it.
#[must_use]
pub fn draft(kind: ActKind) -> LocalAct {
    LocalAct {
        id: 0,
        kind,
        title: String::new(),
        number: String::new(),
        edition: 1,
        replaces_id: None,
        body_text: String::new(),
        appendices: String::new(),
        file_sha256: String::new(),
        file_name: String::new(),
        valid_from: None,
        valid_until: None,
        school_year: None,
        version: 0,
        steps: Vec::new(),
    }
}

/// A draft of «Положение о ВСОКО» with its ten sections; the appendices follow the plan while it is a draft.
#[must_use]
pub fn regulation_draft(school: &str) -> LocalAct {
    LocalAct {
        title: labels::templates::Template::QualityRegulation.title().to_owned(),
        body_text: labels::templates::Template::QualityRegulation.text(school),
        ..draft(ActKind::QualityRegulation)
    }
}

/// A draft of «Положение об экспертной группе».
#[must_use]
pub fn expert_group_draft(school: &str) -> LocalAct {
    let template = labels::templates::Template::ExpertGroup;
    LocalAct { title: template.title().to_owned(), body_text: template.text(school), ..draft(template.kind()) }
}

/// Saves a draft and describes it for chains. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn keep_draft(change: &mut Change, act: &LocalAct) -> store::Result<i64> {
    let id = queries::save_act(change, act).await?;
    let title = labels::edition_title(&act.title, act.edition);
    let today = change.today();
    change.describe(artefact(id), (&title, state_name(State::Draft)), Some(today)).await?;
    if let Some(before) = act.replaces_id {
        change.link(artefact(before), artefact(id), "replaced_by").await?;
    }
    Ok(id)
}
