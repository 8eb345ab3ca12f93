//! Facts arrive here: files of journals and monitoring systems, and forms filled in by hand.
//!
//! Every fact knows the import it came with, and through it the file, the sheet and the row. What the facts mean is
//! none of this crate's business.

/// Import of files.
pub mod imports;

use store::Schema;

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

#[cfg(test)]
mod tests;
