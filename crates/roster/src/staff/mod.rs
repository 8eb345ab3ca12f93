//! Staff: who works at the school, with education, category, experience and courses.

/// The questions this feature asks of the database, and its writes.
pub mod queries;

mod account_page;
mod edit_pages;
pub(crate) mod pages;

#[cfg(test)]
mod page_tests;
#[cfg(test)]
mod tests;
