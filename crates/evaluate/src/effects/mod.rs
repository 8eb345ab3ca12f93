//! Whether a decision helped («оценка результата решения»): with the decision one fixes an indicator, a baseline, a target
//! and a day; on that day the same formula is run again, and the verdict either closes the matter or becomes a proposal
//! for the next plan.

mod amending;
mod decision;
mod form;
mod judging;
mod labels;
mod measuring;
mod offered;
mod pages;
mod period;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod review;
mod steps;
mod words;

#[cfg(test)]
mod review_tests;
#[cfg(test)]
mod tests;

use access::{May, Routes};
use chrono::{DateTime, NaiveDate, Utc};
use formula::Group;
use ledger::{Artefact, Happening};

pub use judging::{Against, Change, Judged, Method, Other, Reading};
pub use labels::{changes as amendment_words, state as state_label, tone as state_tone};
pub use measuring::{Asking, Measured, measure};
pub use period::{Period, read_group, term_of, years_later as same_pupils};
pub use queries::Amendment;
pub use review::{Act, Aim, CannotFix, CannotStep, Closer, Review, State, TRANSITIONS};
pub use steps::{fix, take};
pub use words::{value as shown_value, verdict_label};

/// The word by which the ledger knows reviews of effects.
pub const KIND: &str = "effect_review";

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/evaluate/effects", May::ReadEffects, pages::list)
        .page("/evaluate/effects/new", May::EvaluateEffects, form::new)
        .action("/evaluate/effects", May::EvaluateEffects, form::create)
        .page("/evaluate/effects/{id}", May::ReadEffects, pages::show)
        .page("/evaluate/effects/{id}/edit", May::EvaluateEffects, amending::edit)
        .action("/evaluate/effects/{id}", May::EvaluateEffects, amending::amend)
        .action("/evaluate/effects/{id}/interim", May::EvaluateEffects, steps::look)
        .action("/evaluate/effects/{id}/measurement", May::EvaluateEffects, steps::measure)
        .action("/evaluate/effects/{id}/again", May::EvaluateEffects, steps::again)
        .action("/evaluate/effects/{id}/closure", May::EvaluateEffects, steps::close)
        .action("/evaluate/effects/{id}/proposal", May::EvaluateEffects, steps::propose)
}

/// The review as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// Which measurement it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// before
    Baseline,
    /// in between
    Interim,
    /// for the verdict
    Final,
}

impl Kind {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::Baseline => "baseline",
            Kind::Interim => "interim",
            Kind::Final => "final",
        }
    }

    /// The kind of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Kind> {
        [Kind::Baseline, Kind::Interim, Kind::Final].into_iter().find(|kind| kind.code() == code)
    }
}

/// What was measured, when, by whom, and what may be said of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// before, in between, for the verdict
    pub kind: Kind,
    /// the period
    pub period: Period,
    /// the group, under its name in that period
    pub group: Group,
    /// the date on which people were counted
    pub as_of: NaiveDate,
    /// the value
    pub reading: Reading,
    /// the other classes of the year group
    pub others: Vec<Other>,
    /// what may be said against the baseline; nothing of the baseline itself
    pub judged: Option<Judged>,
    /// by what formula
    pub passport: String,
    /// when
    pub taken_at: DateTime<Utc>,
    /// by whom
    pub taken_by: String,
}

/// Something happened to a review.
pub struct EffectHappened {
    /// which
    pub id: i64,
    /// a stable word for programs
    pub kind: &'static str,
    /// the sentence
    pub sentence: String,
}

impl Happening for EffectHappened {
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
