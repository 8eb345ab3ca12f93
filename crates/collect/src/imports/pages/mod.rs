//! «Загрузка файлов»: from the file to the written facts, step by step, each a page that works without the script.

mod asking;
mod batch;
mod columns;
mod draft;
mod labels;
mod list;
mod reading;
mod shown;
mod works;

use access::{May, NavItem, Routes};
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use web::Stage;

/// The addresses of imports.
#[must_use]
pub fn routes() -> Routes {
    let large = DefaultBodyLimit::max(web::forms::FILE_FORM_LIMIT);
    Routes::new()
        .page("/collect", May::ImportFiles, list::begin)
        .page("/collect/imports", May::ImportFiles, list::list)
        .action("/collect/imports", May::ImportFiles, list::upload.layer(large))
        .page("/collect/uploads/{id}", May::ImportFiles, draft::show)
        .action("/collect/uploads/{id}/options", May::ImportFiles, draft::set_options)
        .action("/collect/uploads/{id}/answers", May::ImportFiles, draft::answer)
        .action("/collect/uploads/{id}/answers-of-kind", May::ImportFiles, draft::answer_all)
        .action("/collect/uploads/{id}/application", May::ImportFiles, draft::apply)
        .action("/collect/uploads/{id}/removal", May::ImportFiles, draft::discard)
        .page("/collect/uploads/{id}/columns", May::ImportFiles, columns::show)
        .action("/collect/uploads/{id}/columns", May::ImportFiles, columns::save)
        .page("/collect/batches/{id}", May::ImportFiles, batch::show)
        .page("/collect/batches/{id}/file", May::ReadFiles, batch::file)
        .page("/collect/batches/{id}/undo", May::ImportFiles, batch::ask_undo)
        .action("/collect/batches/{id}/undo", May::ImportFiles, batch::undo)
}

/// The entry of the navigation.
pub const NAVIGATION: NavItem =
    NavItem { stage: Stage::Collect, label: labels::IMPORTS, href: "/collect/imports", may: May::ImportFiles };

/// What an import is called.
pub(crate) const BATCH: &str = labels::BATCH;

#[cfg(test)]
mod tests;
