//! Facts arrive here: files of journals and monitoring systems, and forms filled in by hand.
//!
//! Every fact knows the import it came with, and through it the file, the sheet and the row. What the facts mean is
//! none of this crate's business.

/// Numbers of conditions, entered by hand.
pub mod conditions;
/// Import of files.
pub mod imports;

use access::{ArtefactKind, May, NavItem, Routes};
use store::Schema;
use web::Stage;

/// The tables of this crate and of those below it.
#[must_use]
pub fn schema() -> Schema {
    plan::schema().with(Schema::of(store::migrations!(
        "20260906_import",
        "20260907_marks",
        "20260908_external_results",
        "20260909_condition_value"
    )))
}

/// All addresses of this stage.
#[must_use]
pub fn routes() -> Routes {
    imports::pages::routes().and(conditions::routes())
}

/// The entries of the navigation.
pub const NAVIGATION: &[NavItem] = &[imports::pages::NAVIGATION, conditions::NAVIGATION];

/// The kinds of artefact that are made here.
#[must_use]
pub fn artefacts() -> Vec<ArtefactKind> {
    vec![ArtefactKind {
        kind: "import_batch",
        label: imports::pages::BATCH,
        href: "/collect/batches/",
        stage: Stage::Collect,
        may: May::ReadFiles,
    }]
}

#[cfg(test)]
mod tests;
