//! A plan for a school year that the school has not opened yet opens it.

use ledger::Change;
use roster::setup::queries::ensure_year;
use school::SchoolYear;

/// Puts the school year into the school's list, with the usual dates, unless it is there: otherwise nobody could pick it.
/// Answers whether it is new.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn open(change: &mut Change, school_year: i64) -> store::Result<bool> {
    ensure_year(change, SchoolYear(school_year)).await
}
