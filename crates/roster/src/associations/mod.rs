//! Methodological associations of subject teachers («ШМО»): their heads and the subjects they answer for.

/// The questions this feature asks of the database, and its writes.
pub mod queries;

pub(crate) mod pages;

#[cfg(test)]
mod tests;
