//! Whether it helped: the effect of decisions by the same formula before and after, the steps of the algorithm of
//! management for every problem, the review of the year by the management. What is left becomes proposals for the plan.

pub mod algorithm;
pub mod effects;
pub mod management_review;

use access::{ArtefactKind, FollowUp, May, NavItem, Panel, Routes};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    act::schema().with(Schema::of(store::migrations!(
        "20261022_effect_review",
        "20261023_algorithm_note",
        "20261024_management_review",
        "20261122_effect_amendment",
        "20261123_management_review_signature"
    )))
}

/// All addresses of this stage.
#[must_use]
pub fn routes() -> Routes {
    effects::routes().and(algorithm::routes()).and(management_review::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[
    NavItem { stage: Stage::Evaluate, label: labels::EFFECTS, href: "/evaluate/effects", may: May::ReadEffects },
    NavItem { stage: Stage::Evaluate, label: labels::REVIEW, href: "/evaluate/review", may: May::ReadReports },
];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    let kind = |kind, label, href, may| ArtefactKind { kind, label, href, stage: Stage::Evaluate, may };
    vec![
        kind(effects::KIND, labels::EFFECT, "/evaluate/effects/", May::ReadEffects),
        kind(management_review::KIND, labels::REVIEW, "/evaluate/review/", May::ReadReports),
    ]
}

/// The next steps that artefacts of earlier stages get from this one.
#[must_use]
pub fn follow_ups() -> Vec<FollowUp> {
    let step = |of, href| FollowUp { of, label: labels::MEASURE_EFFECT, href, may: May::EvaluateEffects };
    vec![
        step(decide::orders::KIND, "/evaluate/effects/new?from=administrative_order:"),
        step(decide::meetings::KIND, "/evaluate/effects/new?from=meeting:"),
    ]
}

/// What this stage draws on pages of earlier artefacts.
#[must_use]
pub fn panels() -> Vec<Panel> {
    vec![Panel { of: analyse::problem_zones::KIND, may: May::ReadEffects, draw: algorithm::panel }]
}

mod labels;

#[cfg(test)]
mod testing;
