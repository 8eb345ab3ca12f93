//! The review of the year by the management («анализ со стороны руководства»): what was planned, found, decided, done,
//! what helped, what is open. Numbers are counted anew until it is signed; conclusions are written by people and stay;
//! proposals go to the plan of the next year.

mod content;
mod figures;
mod labels;
mod pages;
mod paper;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod signing;
mod state;

#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::Artefact;

pub use content::Content;
pub use figures::{Figures, figures};
pub use state::{Act, CannotStep, State, TRANSITIONS};

/// The word by which the ledger knows reviews of a year; the id is the school year.
pub const KIND: &str = "management_review";

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/evaluate/review", May::ReadReports, pages::current)
        .page("/evaluate/review/{year}", May::ReadReports, pages::show)
        .page("/evaluate/review/{year}/paper.docx", May::ReadReports, pages::docx)
        .action("/evaluate/review/{year}/signature", May::SignOrders, signing::sign)
        .action("/evaluate/review/{year}/reopening", May::SignOrders, signing::reopen)
        .page("/evaluate/review/{year}/editions/{edition}", May::ReadReports, signing::edition)
        .page("/evaluate/review/{year}/editions/{edition}/paper.docx", May::ReadReports, signing::docx)
        .page("/evaluate/review/{year}/sections/{section}", May::EvaluateEffects, pages::edit)
        .action("/evaluate/review/{year}/sections/{section}", May::EvaluateEffects, pages::write)
        .action("/evaluate/review/{year}/proposals", May::EvaluateEffects, pages::propose)
}

/// The review of a school year as the ledger names it.
#[must_use]
pub fn artefact(school_year: i64) -> Artefact {
    Artefact { kind: KIND, id: school_year }
}

/// A part of the review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// «что было запланировано»
    Planned,
    /// «что обнаружено»
    Found,
    /// «внутренние аудиты и несоответствия»
    Audits,
    /// «что решено»
    Decided,
    /// «что сделано»
    Fulfilled,
    /// «что помогло»
    Effective,
    /// «что осталось»
    Open,
}

impl Section {
    /// All, in the order of the paper.
    pub const ALL: [Section; 7] = [
        Section::Planned,
        Section::Found,
        Section::Audits,
        Section::Decided,
        Section::Fulfilled,
        Section::Effective,
        Section::Open,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Section::Planned => "planned",
            Section::Found => "found",
            Section::Audits => "audits",
            Section::Decided => "decided",
            Section::Fulfilled => "fulfilled",
            Section::Effective => "effective",
            Section::Open => "open",
        }
    }

    /// The part of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.code() == code)
    }
}
