//! What is done because of decisions: action items, by whom and until when, and by what it is seen that they were done;
//! internal audits, and what becomes of the nonconformities they find.

pub mod action_items;
pub mod audits;
mod download;
pub mod mail;
pub mod nonconformities;
mod paper;
mod people;
mod renewed;

pub use people::Watcher;

use access::{ArtefactKind, FollowUp, May, NavItem, Routes};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    decide::schema().with(Schema::of(store::migrations!(
        "20261003_action_item_fulfilment",
        "20261017_action_item_step",
        "20261018_audit",
        "20261019_nonconformity",
        "20261020_mail",
        "20261109_action_item_standing",
        "20261120_audit_agreement",
        "20261121_nonconformity_finding",
        "20261130_action_item_request",
        "20261201_reminder"
    )))
}

/// All addresses of this stage.
#[must_use]
pub fn routes() -> Routes {
    action_items::routes().and(audits::routes()).and(nonconformities::routes()).and(mail::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[
    NavItem { stage: Stage::Act, label: labels::ACTION_ITEMS, href: "/act/action-items", may: May::ReportProgress },
    NavItem { stage: Stage::Act, label: labels::AUDITS, href: "/act/audits", may: May::ReadAudits },
    NavItem { stage: Stage::Act, label: labels::NONCONFORMITIES, href: "/act/nonconformities", may: May::ReadAudits },
    NavItem { stage: Stage::Settings, label: labels::MAIL, href: "/settings/mail", may: May::ManageAccounts },
];

/// The kinds of artefact that this stage shows.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    let kind = |kind, label, href, may| ArtefactKind { kind, label, href, stage: Stage::Act, may };
    vec![
        kind(decide::action_items::KIND, labels::ACTION_ITEM, "/act/action-items/", May::ReportProgress),
        kind(audits::KIND, labels::AUDIT, "/act/audits/", May::ReadAudits),
        kind(nonconformities::KIND, labels::NONCONFORMITY, "/act/nonconformities/", May::ReadAudits),
    ]
}

/// The next steps that artefacts of earlier stages get from this one.
#[must_use]
pub fn follow_ups() -> Vec<FollowUp> {
    vec![FollowUp {
        of: analyse::problem_zones::KIND,
        label: labels::OPEN_NONCONFORMITY,
        href: "/act/nonconformities/new?zone=",
        may: May::Inspect,
    }]
}

mod labels;

#[cfg(test)]
mod tests;
