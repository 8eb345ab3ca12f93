//! Students and their dated enrolment in class groups.

mod enrolment;
/// The questions this feature asks of the database, and its writes.
pub mod queries;

pub(crate) mod access_pages;
pub(crate) mod enrolment_pages;
pub(crate) mod pages;

pub use enrolment::{CannotEnrol, Interval, check_enrolment};

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
