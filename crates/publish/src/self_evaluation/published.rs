//! What everybody who has an account may read: published editions and nothing else.

use access::Cx;
use axum::extract::Path;
use store::Reads;
use web::{Failure, OrMissing, Page, Reply, Stage};

use super::edition::{Edition, Standing};
use super::file::Format;
use super::pages::file;
use super::paper;
use super::queries::{self, EditionLine};
use crate::labels;

#[derive(askama::Template)]
#[template(path = "self_evaluation/published.html")]
struct ListPage {
    editions: Vec<EditionLine>,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let mut editions = queries::editions(&mut cx.store()).await?;
    editions.retain(|line| line.standing() == Some(Standing::Published));
    cx.page(Page::new(labels::PUBLISHED).stage(Stage::Publish).body(ListPage { editions })).await
}

/// A published edition; others do not exist here.
async fn load(db: &mut impl Reads, id: i64) -> Result<Edition, Failure> {
    queries::edition(db, id).await?.filter(Edition::is_published).or_missing()
}

#[derive(askama::Template)]
#[template(path = "self_evaluation/published_edition.html")]
struct EditionPage {
    id: i64,
    preview: String,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let edition = load(&mut cx.store(), id).await?;
    let page = Page::new(labels::report_title(edition.year))
        .stage(Stage::Publish)
        .crumb(labels::PUBLISHED, "/publish/published");
    let body = EditionPage { id, preview: documents::html::render(&paper::document(&edition)) };
    cx.page(page.body(body)).await
}

pub(super) async fn download(cx: Cx, Path((id, name)): Path<(i64, String)>) -> Reply {
    let format = name.strip_prefix("report.").and_then(Format::from_extension).or_missing()?;
    file(load(&mut cx.store(), id).await?, format).await
}
