//! The explain sheet: any number in words, with what is above and below the line, its norm, its files, and the rows behind
//! it as far as the viewer may see them.

mod pages;
mod queries;
mod rows;

#[cfg(test)]
mod tests;

use access::{May, Routes};

pub use queries::{SourceFile, source_files};

/// The addresses of this feature.
pub(crate) fn routes() -> Routes {
    Routes::new().page("/analyse/explain/{code}", May::ReadIndicators, pages::sheet).page(
        "/analyse/rows/{code}",
        May::ReadRows,
        rows::rows,
    )
}
