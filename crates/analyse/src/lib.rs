//! What the facts amount to: indicators of the packs computed over the school's data, how each came about and the rows
//! behind it, papers looked at from all sides, and the places that need checking.
//!
//! Nothing here changes a fact. The engine ([`engine`]) turns plans of the indicator language into exact outcomes; pages
//! show them within the viewer's scope; problem zones ([`problem_zones`]) are found by rules of the packs, not by people.

pub mod addresses;
pub mod engine;
pub mod explain;
pub mod inspections;
pub mod populations;
pub mod problem_zones;
pub mod shown;

#[cfg(test)]
mod cards_tests;
mod change;
mod choices;
mod heatmap;
mod indicators;
#[cfg(test)]
mod norms_tests;
mod papers;
mod place;
mod table;
#[cfg(test)]
mod testing;

use access::{ArtefactKind, FollowUp, May, NavItem, Routes};
use store::Schema;
use web::Stage;

pub use table::OutcomeTable;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    access::schema().with(collect::schema()).with(Schema::of(store::migrations!(
        "20260912_problem_zone",
        "20261011_inspection",
        "20261012_inspection_report",
        "20261120_finding_decision",
        "20261210_inspection_edition"
    )))
}

/// All addresses of this stage, and those of the plan that need the checked packs.
#[must_use]
pub fn routes() -> Routes {
    plan::indicators::routes(engine::catalogue)
        .and(plan::calendar::routes(engine::catalogue))
        .and(plan::cards::routes(engine::catalogue))
        .and(indicators::routes())
        .and(heatmap::routes())
        .and(explain::routes())
        .and(papers::routes())
        .and(problem_zones::routes())
        .and(inspections::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[
    NavItem {
        stage: Stage::Plan, label: "Показатели и нормы", href: "/plan/indicators", may: May::ReadIndicators
    },
    plan::cards::NAVIGATION,
    NavItem {
        stage: Stage::Analyse, label: "Показатели", href: "/analyse/indicators", may: May::ReadIndicators
    },
    NavItem {
        stage: Stage::Analyse, label: "Тепловая карта", href: "/analyse/heatmap", may: May::ReadIndicators
    },
    NavItem { stage: Stage::Analyse, label: "ВПР", href: "/analyse/papers", may: May::ReadIndicators },
    NavItem {
        stage: Stage::Analyse, label: "Проблемные зоны", href: "/analyse/problems", may: May::ReadProblems
    },
    inspections::NAVIGATION,
];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    let problem_zone = ArtefactKind {
        kind: problem_zones::KIND,
        label: "Проблемная зона",
        href: "/analyse/problems/",
        stage: Stage::Analyse,
        may: May::ReadProblems,
    };
    let [inspection, finding] = inspections::artefact_kinds();
    vec![plan::cards::artefact_kind(), problem_zone, inspection, finding]
}

/// The next steps that artefacts of the plan and problem zones get from this stage.
#[must_use]
pub fn follow_ups() -> Vec<FollowUp> {
    let mut steps = inspections::follow_ups();
    steps.push(plan::cards::FOLLOW_UP);
    steps
}
