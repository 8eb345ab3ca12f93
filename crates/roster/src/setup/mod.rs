//! The school itself, its school years and their terms.

mod calendar;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

pub use calendar::{CannotDate, TermDates, check_terms, day_within, term_on, usual_terms, usual_year};

pub(crate) mod pages;

#[cfg(test)]
mod tests;
