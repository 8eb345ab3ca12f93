//! Assessed papers («ВПР»): one paper looked at from all sides. Marks, agreement with the gradebook, primary scores, items.
//!
//! What is seen is a reason to look closer, never a verdict on a teacher: results of national tests may not be used for that.

mod drawing;
mod labels;
mod pages;
mod queries;
mod summary;

#[cfg(test)]
mod tests;

use access::{May, Routes};

/// The addresses of this feature.
pub(crate) fn routes() -> Routes {
    Routes::new().page("/analyse/papers", May::ReadIndicators, pages::list).page(
        "/analyse/papers/{id}",
        May::ReadIndicators,
        pages::show,
    )
}
