//! One import: what came of it, its file, its undoing.

use access::{Cx, May, Sent};
use axum::extract::{Path, RawQuery};
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::IntoResponse;
use store::files;
use web::forms::Fields;
use web::ui::{Pagination, Step, steps};
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::labels;
use super::shown::Note;
use crate::imports::kind::Kind;
use crate::imports::queries::{Batch, KeptDiscrepancy, batch, discrepancies_of};
use crate::imports::undo::{CannotUndo, undo as undo_batch};

/// Discrepancies on one page.
const PER_PAGE: i64 = 100;

#[derive(askama::Template)]
#[template(path = "imports/pages/batch.html")]
struct BatchPage {
    batch: Batch,
    kind: &'static str,
    steps: Vec<Step>,
    notes: Vec<Note>,
    pages: Pagination,
    note_count: i64,
    may_read_file: bool,
}

fn note(one: KeptDiscrepancy) -> Note {
    let (tag, tone) = labels::severity(&one.severity);
    let row = one.row_number.map(|row| row.to_string()).unwrap_or_default();
    let address = format!("{}{row}", one.column_name.unwrap_or_default());
    Note {
        tag,
        tone,
        message: one.message,
        text: one.cell_text.unwrap_or_default(),
        place: labels::place_of(&one.sheet, &address),
        times: one.times,
    }
}

fn titled(batch: &Batch) -> Page<'static> {
    Page::new(batch.file_name.clone()).stage(Stage::Collect).crumb(labels::IMPORTS, "/collect/imports")
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Reply {
    let mut db = cx.store();
    let batch = batch(&mut db, id).await?.or_missing()?;
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let all = discrepancies_of(&mut db, id).await?;
    let note_count = i64::try_from(all.len()).unwrap_or(i64::MAX);
    let pages = Pagination::new(query.get("page").parse().unwrap_or(1), note_count, PER_PAGE, batch_address(id));
    let skip = usize::try_from(pages.offset()).unwrap_or(0);
    let take = usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    let page = titled(&batch);
    let body = BatchPage {
        kind: Kind::from_code(&batch.kind).map_or("", Kind::name),
        steps: steps(&labels::STEPS, 2),
        notes: all.into_iter().skip(skip).take(take).map(note).collect(),
        pages,
        note_count,
        may_read_file: cx.may(May::ReadFiles),
        batch,
    };
    cx.page(page.body(body)).await
}

fn batch_address(id: i64) -> String {
    format!("/collect/batches/{id}")
}

/// The file as it came: to be saved, never to be opened by the browser.
pub(super) async fn file(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let batch = batch(&mut db, id).await?.or_missing()?;
    let bytes = files::content(&mut db, &batch.file_sha256).await?.or_missing()?;
    let name = web::url::encode(&batch.file_name);
    let headers: [(HeaderName, String); 4] = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"file-{id}\"; filename*=UTF-8''{name}")),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

#[derive(askama::Template)]
#[template(path = "imports/pages/undo.html")]
struct UndoPage {
    batch: Batch,
    fields: Fields,
}

pub(super) async fn ask_undo(cx: Cx, Path(id): Path<i64>) -> Reply {
    let batch = batch(&mut cx.store(), id).await?.or_missing()?;
    undo_page(&cx, batch, Fields::empty()).await
}

async fn undo_page(cx: &Cx, batch: Batch, fields: Fields) -> Reply {
    let page = Page::new(labels::UNDO)
        .stage(Stage::Collect)
        .crumb(labels::IMPORTS, "/collect/imports")
        .crumb(batch.file_name.clone(), batch_address(batch.id))
        .with_errors_of(&fields);
    cx.page(page.body(UndoPage { batch, fields })).await
}

pub(super) async fn undo(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    match undo_batch(&mut change, id).await {
        Ok(undone) => {
            change.commit(&undone).await?;
            Ok(see_other(batch_address(id)).done(labels::undone(&undone.kept)).into_response())
        }
        Err(CannotUndo::NoSuchBatch) => Err(web::Failure::missing()),
        Err(CannotUndo::Store(cause)) => Err(cause.into()),
        Err(refusal) => {
            drop(change);
            fields.refuse_all(labels::whole(&refusal.to_string()));
            let batch = batch(&mut cx.store(), id).await?.or_missing()?;
            undo_page(&cx, batch, fields).await
        }
    }
}
