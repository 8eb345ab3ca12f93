//! The table of indicators: value, level, size of the base, and the change against the period and the year before.

mod pages;

#[cfg(test)]
mod tests;

use access::{May, Routes};

/// The addresses of this feature.
pub(crate) fn routes() -> Routes {
    Routes::new().page("/analyse/indicators", May::ReadIndicators, pages::list)
}
