//! The school itself, its school years and their terms.

mod calendar;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

pub use calendar::{CannotDate, TermDates, check_terms, term_on, usual_terms, usual_year};

#[cfg(test)]
mod tests;
