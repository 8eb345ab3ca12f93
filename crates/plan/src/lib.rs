//! What the school decides before the year begins: which indicators it looks at and by which settings, the cyclogram of
//! procedures, who is responsible, the local acts it all rests on, the model of quality assurance and its checker.
//!
//! Later stages read what is planned here; nothing here reads them.

/// Collegial bodies, their functions and members.
pub mod bodies;
/// The cyclogram: the procedures of quality assurance of a school year.
pub mod calendar;
/// Technological cards: how a procedure is carried out, step by step.
pub mod cards;
/// What of a plan has been done.
pub mod done;
/// Two people edit one thing.
pub mod edited;
mod editing;
/// Tables of a plan that are edited as a whole.
pub mod grid;
mod happened;
/// Packs of indicators in force, and the school's own values of their settings.
pub mod indicators;
mod labels;
/// Local acts, their editions, approval and acquaintance.
pub mod local_acts;
/// The model of quality assurance and its checker.
pub mod model;
mod papers;
/// Proposals for the plan of a coming year: the inbox of whoever plans.
pub mod proposals;
/// Who answers for what in the cyclogram.
pub mod responsibility;
/// The action plan: activities, expected results, people and dates.
pub mod roadmap;
/// Settings that the school may change, each with the default that applies until it does.
pub mod settings;
#[cfg(test)]
mod testing;
mod years;

use access::{ArtefactKind, May, NavItem, Routes};
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
        "20261008_calendar_feed",
        "20261010_technological_card",
        "20261021_proposal",
        "20261027_collegial_body",
        "20261028_local_act",
        "20261029_quality_model",
        "20261030_action_plan_row",
        "20261110_vpr_window",
        "20261111_work_lesson",
        "20261112_subject_hours",
        "20261114_body_member_version",
        "20261115_local_act_revision",
        "20261116_local_act_correction",
        "20261117_local_act_paper_signature",
        "20261215_action_plan_version",
        "20261216_plan_done",
    )))
}

/// The addresses of this stage that need no catalogue of indicators.
#[must_use]
pub fn routes() -> Routes {
    bodies::routes()
        .and(responsibility::routes())
        .and(local_acts::routes())
        .and(model::routes())
        .and(roadmap::routes())
        .and(years::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[
    NavItem { stage: Stage::Plan, label: labels::CALENDAR, href: "/plan/calendar", may: May::ReadPlan },
    NavItem { stage: Stage::Plan, label: labels::MODEL, href: "/plan/model", may: May::ReadPlan },
    NavItem { stage: Stage::Plan, label: labels::ROADMAP, href: "/plan/roadmap", may: May::ReadPlan },
    NavItem { stage: Stage::Plan, label: labels::ACTS, href: "/plan/local-acts", may: May::ReadPlan },
    NavItem { stage: Stage::Plan, label: labels::BODIES, href: "/plan/bodies", may: May::ReadPlan },
    NavItem { stage: Stage::Plan, label: labels::RESPONSIBILITY, href: "/plan/responsibility", may: May::ReadPlan },
];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    let of_plan = |kind, label, href| ArtefactKind { kind, label, href, stage: Stage::Plan, may: May::ReadPlan };
    vec![
        of_plan(calendar::KIND, labels::PROCEDURE, "/plan/calendar/"),
        of_plan(bodies::KIND, labels::BODY, "/plan/bodies/"),
        of_plan(local_acts::KIND, labels::ACT, "/plan/local-acts/"),
        of_plan(model::KIND, labels::ELEMENT, "/plan/model/elements/"),
    ]
}
