//! Subjects and the other names under which files know them.

mod index;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod usual;

pub use index::SubjectIndex;
pub use usual::{USUAL_SUBJECTS, UsualSubject, usual_subject};

mod edit_pages;
pub(crate) mod pages;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
