//! The heatmap class × subject: where marks are strong, where weak, where nothing is known.

mod pages;

#[cfg(test)]
mod tests;

use access::{May, Routes};

/// The addresses of this feature.
pub(crate) fn routes() -> Routes {
    Routes::new().page("/analyse/heatmap", May::ReadIndicators, pages::show)
}
