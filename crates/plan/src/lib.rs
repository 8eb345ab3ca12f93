//! What the school decides before the year begins. For now: which indicators it looks at, and by which settings.
//!
//! Later stages read what is planned here; nothing here reads them.

/// The cyclogram: the procedures of quality assurance of a school year.
pub mod calendar;
/// Technological cards: how a procedure is carried out, step by step.
pub mod cards;
/// Two people edit one thing.
pub mod edited;
/// Packs of indicators in force, and the school's own values of their settings.
pub mod indicators;
/// Settings that the school may change, each with the default that applies until it does.
pub mod settings;

use store::Schema;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    roster::schema().with(Schema::of(store::migrations!(
        "20260905_setting",
        "20261004_procedure",
        "20261010_technological_card"
    )))
}
