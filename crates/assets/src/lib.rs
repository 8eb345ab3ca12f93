//! Everything a page loads besides its HTML, embedded in the program: styles, a small script and fonts.
//!
//! Files are served under `/assets/` with a content hash in the name, so a browser keeps them for ever and still
//! sees a new release at once. Nothing is ever loaded from another host.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Router;
use memory_serve::{CacheControl, MemoryServe};

pub mod fonts;
#[cfg(test)]
mod tests;

fn files() -> MemoryServe {
    memory_serve::load!()
        .index_file(None)
        .enable_brotli(true)
        .enable_gzip(true)
        .enable_hashed_routes(true)
        // The bundler puts a content hash into the names of fonts, so they may be kept for ever as well.
        .cache_control(CacheControl::Long)
}

/// Routes of all embedded files.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    files().into_router()
}

static HREFS: LazyLock<HashMap<&'static str, String>> = LazyLock::new(|| {
    files()
        .manifest()
        .iter()
        .filter_map(|(route, hashed)| Some((route.strip_prefix("/assets/")?, hashed.to_owned())))
        .collect()
});

/// The address of an embedded file, with its content hash: `app.css` → `/assets/app.3f9a….css`.
///
/// # Panics
/// When there is no such file: names are literals in the shell, and a test asks for each of them.
pub fn href(name: &str) -> &'static str {
    HREFS.get(name).map(String::as_str).unwrap_or_else(|| panic!("{name} is not among the embedded files"))
}
