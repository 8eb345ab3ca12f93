//! What is decided about what was found: orders with action items, made from problem zones, signed by the principal,
//! printed by ГОСТ Р 7.0.97-2016. What becomes of the action items belongs to the next stage.

pub mod action_items;
pub mod meetings;
pub mod method;
pub mod methods;
pub mod orders;
pub mod people;
pub mod wording;

use access::{ArtefactKind, Draft, FollowUp, May, NavItem, Routes};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    analyse::schema().with(Schema::of(store::migrations!(
        "20260916_administrative_order",
        "20261002_action_item",
        "20261014_order_method",
        "20261015_meeting",
        "20261108_action_item_state"
    )))
}

/// All addresses of this stage.
#[must_use]
pub fn routes() -> Routes {
    orders::routes().and(meetings::routes()).and(methods::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[
    NavItem { stage: Stage::Decide, label: labels::ORDERS, href: "/decide/orders", may: May::ReadDecisions },
    NavItem { stage: Stage::Decide, label: meetings::MEETINGS, href: "/decide/meetings", may: May::ReadMeetings },
    NavItem { stage: Stage::Decide, label: labels::METHODS, href: "/decide/methods", may: May::SignOrders },
];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    vec![
        ArtefactKind {
            kind: orders::KIND,
            label: labels::ORDER,
            href: "/decide/orders/",
            stage: Stage::Decide,
            may: May::ReadDecisions,
        },
        ArtefactKind {
            kind: meetings::KIND,
            label: meetings::MEETING,
            href: "/decide/meetings/",
            stage: Stage::Decide,
            may: May::ReadMeetings,
        },
    ]
}

/// What is a draft here: a chain tells it only to those who prepare decisions.
#[must_use]
pub fn drafts() -> Vec<Draft> {
    vec![Draft { kind: orders::KIND, state: labels::DRAFT, may: May::EditOrders }]
}

/// The next steps that artefacts of earlier stages get from this one.
#[must_use]
pub fn follow_ups() -> Vec<FollowUp> {
    let to_meeting = |of, href| FollowUp { of, label: meetings::TO_MEETING, href, may: May::RecordMeetings };
    vec![
        FollowUp {
            of: analyse::problem_zones::KIND,
            label: labels::PREPARE_ORDER,
            href: "/decide/orders/new?zone=",
            may: May::EditOrders,
        },
        FollowUp {
            of: analyse::inspections::KIND,
            label: labels::PREPARE_ORDER,
            href: "/decide/orders/new?inspection=",
            may: May::EditOrders,
        },
        to_meeting(analyse::problem_zones::KIND, "/decide/meetings/new?zone="),
        to_meeting(meetings::INSPECTION, "/decide/meetings/new?inspection="),
        to_meeting(plan::calendar::KIND, "/decide/meetings/new?procedure="),
    ]
}

mod labels;
mod rival;
mod rows;

#[cfg(test)]
mod tests;
