//! The beginning: upload, files that wait, imports so far.

use access::{Cx, Sent};
use axum::response::IntoResponse;
use store::new_id;
use web::forms::{Fields, Upload};
use web::{Page, Reply, Stage, filters, see_other};

use super::labels::{self, KindHelp};
use super::reading;
use crate::imports::drafts::queries::{draft_of_file, drafts, insert};
use crate::imports::drafts::{Draft, DraftHappened};
use crate::imports::kind::Kind;
use crate::imports::queries::{Batch, batches};

#[derive(askama::Template)]
#[template(path = "imports/pages/list.html")]
struct ListPage {
    fields: Fields,
    accepted: String,
    drafts: Vec<Draft>,
    batches: Vec<BatchLine>,
    kinds: Vec<KindHelp>,
}

struct BatchLine {
    batch: Batch,
    kind: &'static str,
}

/// «Сбор» begins with files.
pub(super) async fn begin(_: Cx) -> Reply {
    Ok(see_other("/collect/imports").into_response())
}

pub(super) async fn list(cx: Cx) -> Reply {
    page(&cx, Fields::empty(), String::new()).await
}

async fn page(cx: &Cx, fields: Fields, accepted: String) -> Reply {
    let mut db = cx.store();
    let line = |batch: Batch| BatchLine { kind: Kind::from_code(&batch.kind).map_or("", Kind::name), batch };
    let body = ListPage {
        accepted,
        drafts: drafts(&mut db).await?,
        batches: batches(&mut db).await?.into_iter().map(line).collect(),
        kinds: labels::kinds(),
        fields,
    };
    let page = Page::new(labels::IMPORTS).stage(Stage::Collect).lead(labels::LEAD).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// Takes files in: those that can be read wait for a decision, the others are refused, each in its own sentence.
pub(super) async fn upload(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let files = fields.take_files("files");
    if files.is_empty() {
        fields.refuse("files", labels::CHOOSE_FILES);
        return page(&cx, fields, String::new()).await;
    }
    let mut taken = Vec::new();
    for file in files {
        let Upload { file_name, bytes, .. } = file;
        let (bytes, looked) = reading::look_at(file_name.clone(), bytes).await?;
        match looked {
            Ok(()) => taken.push(keep(&cx, &file_name, &bytes).await?),
            Err(why) => fields.refuse_all(labels::refused(&file_name, &why)),
        }
    }
    match (taken.as_slice(), fields.has_errors()) {
        ([one], false) => Ok(see_other(format!("/collect/uploads/{one}")).into_response()),
        ([], _) => page(&cx, fields, String::new()).await,
        (_, false) => Ok(see_other("/collect/imports").done(labels::received(taken.len())).into_response()),
        (_, true) => page(&cx, fields, labels::received(taken.len())).await,
    }
}

/// Keeps a file until it is decided on; the same content waits once.
async fn keep(cx: &Cx, file_name: &str, bytes: &[u8]) -> store::Result<i64> {
    let mut change = cx.begin().await?;
    if let Some(id) = draft_of_file(&mut change, &store::digest(bytes)).await? {
        return Ok(id);
    }
    let draft = Draft {
        id: new_id(),
        account_id: Some(cx.viewer().account_id),
        file_sha256: change.put_file(bytes, file_name).await?,
        file_name: file_name.to_owned(),
        school_year: None,
        mapping_json: String::new(),
        answers_json: "{}".to_owned(),
        created_at: cx.now(),
    };
    insert(&mut change, &draft).await?;
    let sentence = labels::uploaded(file_name);
    change.commit(&DraftHappened { id: draft.id, kind: "import.uploaded", sentence }).await?;
    Ok(draft.id)
}
