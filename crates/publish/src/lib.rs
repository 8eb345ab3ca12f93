//! What the school tells others: the self-evaluation report with its editions, and by what method numbers are computed.
//!
//! Nothing that is published names a person, and no group of fewer than five people is shown.

pub mod method;
pub mod self_evaluation;

use access::{ArtefactKind, May, NavItem, Routes};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    evaluate::schema().with(Schema::of(store::migrations!("20260918_self_evaluation")))
}

/// All addresses of this stage.
#[must_use]
pub fn routes() -> Routes {
    self_evaluation::routes().and(method::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[
    NavItem { stage: Stage::Publish, label: labels::REPORTS, href: "/publish/reports", may: May::ReadReports },
    NavItem { stage: Stage::Publish, label: labels::PUBLISHED, href: "/publish/published", may: May::ReadPublished },
    NavItem { stage: Stage::Publish, label: labels::METHOD, href: "/publish/method", may: May::ReadPublished },
];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    vec![
        ArtefactKind {
            kind: self_evaluation::KIND,
            label: labels::EDITION,
            href: "/publish/editions/",
            stage: Stage::Publish,
            may: May::ReadReports,
        },
        ArtefactKind {
            kind: self_evaluation::REPORT_KIND,
            label: labels::REPORTS,
            href: "/publish/reports/",
            stage: Stage::Publish,
            may: May::ReadReports,
        },
    ]
}

mod labels;
