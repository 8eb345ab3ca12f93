//! What the school decides before the year begins: which procedures it holds when and by whom, which indicators it looks
//! at, and by which settings.
//!
//! Later stages read what is planned here; nothing here reads them.

/// The cyclogram: the procedures of quality assurance of a school year.
pub mod calendar;
/// Packs of indicators in force, and the school's own values of their settings.
pub mod indicators;
/// Settings that the school may change, each with the default that applies until it does.
pub mod settings;

use access::{ArtefactKind, May, NavItem};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    roster::schema().with(Schema::of(store::migrations!(
        "20260905_setting",
        "20261004_procedure",
        "20261005_procedure_version",
        "20261006_calendar_adoption",
        "20261007_procedure_batch",
        "20261008_calendar_feed"
    )))
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] =
    &[NavItem {
        stage: Stage::Plan, label: "Циклограмма ВСОКО", href: "/plan/calendar", may: May::ReadPlan
    }];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    vec![ArtefactKind {
        kind: calendar::KIND,
        label: "Процедура циклограммы",
        href: "/plan/calendar/",
        stage: Stage::Plan,
        may: May::ReadPlan,
    }]
}
