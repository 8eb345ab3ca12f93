//! Action items («поручения»): what decisions ask for, by the day it is due; how far it is, by what it is seen, and who
//! accepted it.

mod bulk;
mod days;
mod digest;
mod evidence;
pub(crate) mod labels;
mod lists;
mod pages;
mod postponing;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod state;
mod steps;
#[cfg(test)]
mod tests;

use access::{Cx, May, Routes};
use decide::action_items::artefact;
pub use digest::{Digest, Due, Urgency, digest, escalated};
use ledger::{Artefact, Change, Happening};
pub use postponing::{CannotPostpone, Moving, REQUEST_TRANSITIONS, RequestAct, Standing, ask, decline, postpone};
use queries::ActionItem;
pub use state::{Act, CannotStep, Circumstances, State, TRANSITIONS, step};

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/act/action-items", May::ReportProgress, lists::list)
        .page("/act/action-items/board", May::ReportProgress, lists::board)
        .page("/act/digest", May::ReportProgress, digest::page)
        .action("/act/action-items/escalation", May::EditSettings, lists::set_escalation)
        .action("/act/action-items/acceptances", May::EditOrders, bulk::accept)
        .action("/act/action-items/acceptances/{id}/undoing", May::EditOrders, bulk::undo)
        .page("/act/action-items/{id}", May::ReportProgress, pages::show)
        .action("/act/action-items/{id}/beginning", May::ReportProgress, steps::begin)
        .action("/act/action-items/{id}/submission", May::ReportProgress, steps::submit)
        .action("/act/action-items/{id}/acceptance", May::EditOrders, steps::accept)
        .action("/act/action-items/{id}/return", May::EditOrders, steps::send_back)
        .action("/act/action-items/{id}/fulfilment", May::EditOrders, steps::confirm)
        .action("/act/action-items/{id}/reopening", May::EditOrders, steps::reopen)
        .action("/act/action-items/{id}/notes", May::ReportProgress, evidence::note)
        .action("/act/action-items/{id}/evidence", May::ReportProgress, evidence::add)
        .page("/act/action-items/{id}/evidence/{evidence_id}", May::ReportProgress, evidence::download)
        .action("/act/action-items/{id}/evidence/{evidence_id}/withdrawal", May::ReportProgress, evidence::withdraw)
        .action("/act/action-items/{id}/handover", May::EditOrders, steps::hand_over)
        .action("/act/action-items/{id}/postponement", May::EditOrders, days::postpone)
        .action("/act/action-items/{id}/postponement-request", May::ReportProgress, days::ask)
        .action("/act/action-items/{id}/postponement-request/refusal", May::EditOrders, days::decline)
}

/// The key of the setting: after how many days leaders are told of what is late.
const ESCALATION_DAYS: &str = "act.escalation_days";
/// Three days: a week-end and one more.
const USUAL_ESCALATION_DAYS: i64 = 3;

/// After how many days leaders are told of what is late.
///
/// # Errors
/// When the database does not answer.
pub async fn escalation_days(db: &mut impl store::Reads) -> store::Result<i64> {
    let text = plan::settings::setting(db, ESCALATION_DAYS).await?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or(USUAL_ESCALATION_DAYS))
}

/// Whether the viewer is the one whom the item was given to.
fn is_doer(cx: &Cx, item: &ActionItem) -> bool {
    item.responsible_staff_id.is_some() && item.responsible_staff_id == cx.viewer().staff_id
}

/// Whether the viewer may add words and evidence to the item.
fn may_report(cx: &Cx, item: &ActionItem) -> bool {
    is_doer(cx, item) || cx.may(May::EditOrders)
}

/// Tells chains how far the item is.
async fn describe(change: &mut Change, item: &ActionItem, state: State) -> store::Result<()> {
    let dated = if state == State::Done { Some(change.today()) } else { item.due_on };
    change.describe(artefact(item.id), (&item.task, state.label()), dated).await
}

/// Something happened to an item.
struct ItemHappened {
    id: i64,
    kind: &'static str,
    sentence: String,
}

impl Happening for ItemHappened {
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
