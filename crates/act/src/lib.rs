//! What is done because of decisions: action items, by whom and until when, and by what it is seen that they were done.

pub mod action_items;

use access::{ArtefactKind, May, NavItem, Routes};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    decide::schema()
        .with(Schema::of(store::migrations!("20261003_action_item_fulfilment", "20261017_action_item_step")))
}

/// All addresses of this stage.
#[must_use]
pub fn routes() -> Routes {
    action_items::routes()
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] =
    &[NavItem { stage: Stage::Act, label: labels::ACTION_ITEMS, href: "/act/action-items", may: May::ReportProgress }];

/// The kinds of artefact that this stage shows.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    vec![ArtefactKind {
        kind: decide::action_items::KIND,
        label: labels::ACTION_ITEM,
        href: "/act/action-items/",
        stage: Stage::Act,
        may: May::ReportProgress,
    }]
}

mod labels;

#[cfg(test)]
mod tests;
