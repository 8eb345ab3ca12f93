//! Class groups of a school year: their names, term schemes, homeroom teachers and kinds.

/// The questions this feature asks of the database, and its writes.
pub mod queries;

pub(crate) mod pages;

#[cfg(test)]
mod tests;
