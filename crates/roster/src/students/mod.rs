//! Students and their dated enrolment in class groups.

mod enrolment;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

pub use enrolment::{CannotEnrol, Interval, check_enrolment};

#[cfg(test)]
mod tests;
