//! What a doer adds to an item: notes and evidence, and what is taken back of it.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::http::HeaderName;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS};
use axum::response::IntoResponse;
use school::ru::is_telling;
use store::files;
use web::forms::Fields;
use web::{Failure, OrMissing, Reply, see_other};

use super::queries::{ActionItem, Evidence, NewEvidence};
use super::state::{CannotStep, State};
use super::{ItemHappened, labels, may_report, pages, queries};

/// Larger files are no evidence but an archive.
const LARGEST_FILE: usize = 20 << 20;

pub(super) async fn note(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let item = open_and_reportable(&mut change, &cx, id).await?;
    let Some(words) = fields.long_text("note", labels::NOTE_MISSING) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    queries::add_note(&mut change, id, &words).await?;
    let sentence = labels::noted(&item, &words);
    change.commit(&ItemHappened { id, kind: "action_item.noted", sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::NOTE_ADDED).into_response())
}

async fn reportable(db: &mut impl store::Reads, cx: &Cx, id: i64) -> Result<ActionItem, Failure> {
    let item = queries::action_item(db, cx.scope(), id).await?.or_missing()?;
    if may_report(cx, &item) { Ok(item) } else { Err(Failure::forbidden()) }
}

/// What is done is left as it was accepted.
async fn open_and_reportable(db: &mut impl store::Reads, cx: &Cx, id: i64) -> Result<ActionItem, Failure> {
    let item = reportable(db, cx, id).await?;
    if item.state() == State::Done { Err(Failure::refused(&CannotStep::NotFromHere(State::Done))) } else { Ok(item) }
}

pub(super) async fn add(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let item = open_and_reportable(&mut change, &cx, id).await?;
    let words = fields.text_if_any("words").unwrap_or_default();
    let link = read_link(&mut fields);
    let effective_on = fields.date("effective_on", labels::EFFECTIVE_MISSING);
    if effective_on.is_some_and(|day| day > cx.today()) {
        fields.refuse("effective_on", labels::EFFECTIVE_AHEAD);
    }
    let file = fields.take_files("file").into_iter().next();
    if file.as_ref().is_some_and(|file| file.bytes.len() > LARGEST_FILE) {
        fields.refuse("file", labels::FILE_TOO_LARGE);
    }
    if words.is_empty() && link.is_empty() && file.is_none() {
        fields.refuse("words", labels::EVIDENCE_MISSING);
    }
    let (Some(effective_on), false) = (effective_on, fields.has_errors()) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    let file = match file {
        Some(file) => Some((change.put_file(&file.bytes, &file.file_name).await?, file.file_name)),
        None => None,
    };
    let named = [words.as_str(), file.as_ref().map_or("", |file| &file.1), &link];
    let named = named.into_iter().find(|name| !name.is_empty()).unwrap_or_default().to_owned();
    let evidence = NewEvidence { words, link, file, effective_on };
    queries::add_evidence(&mut change, id, &evidence).await?;
    let sentence = labels::evidenced(&item, &named);
    change.commit(&ItemHappened { id, kind: "action_item.evidenced", sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::EVIDENCE_ADDED).into_response())
}

/// Only addresses of the web: nothing that a browser would run.
fn read_link(fields: &mut Fields) -> String {
    let link = fields.text_if_any("link").unwrap_or_default();
    if !link.is_empty() && !link.starts_with("https://") && !link.starts_with("http://") {
        fields.refuse("link", labels::LINK_STRANGE);
    }
    link
}

/// The file as it came: to be saved, never to be opened by the browser.
pub(super) async fn download(cx: Cx, Path((id, evidence_id)): Path<(i64, i64)>) -> Reply {
    let mut db = cx.store();
    queries::action_item(&mut db, cx.scope(), id).await?.or_missing()?;
    let known = queries::evidence_of(&mut db, id).await?.into_iter().find(|one| one.id == evidence_id).or_missing()?;
    let sha256 = known.file_sha256.as_deref().or_missing()?;
    let bytes = files::content(&mut db, sha256).await?.or_missing()?;
    let name = web::url::encode(&known.file_name);
    let headers: [(HeaderName, String); 4] = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"file-{evidence_id}\"; filename*=UTF-8''{name}")),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// Whoever attached a piece by mistake takes it back, until the item is accepted.
pub(super) async fn withdraw(cx: Cx, Path((id, evidence_id)): Path<(i64, i64)>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let item = reportable(&mut change, &cx, id).await?;
    let evidence = queries::evidence_of(&mut change, id).await?;
    let known = evidence.into_iter().find(|one| one.id == evidence_id).or_missing()?;
    if !may_withdraw(&cx, &item, &known) {
        return Err(Failure::forbidden());
    }
    let name = format!("withdraw_{evidence_id}");
    let reason = fields.text(&name, labels::WITHDRAWAL_REASON);
    if reason.as_ref().is_some_and(|reason| !is_telling(reason)) {
        fields.refuse(&name, labels::REASON_THIN);
    }
    let (Some(reason), false) = (reason, fields.has_errors()) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    queries::withdraw_evidence(&mut change, evidence_id, &reason).await?;
    let sentence = labels::withdrawn(&item, &pages::evidence_name(&known), &reason);
    change.commit(&ItemHappened { id, kind: "action_item.evidence_withdrawn", sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::EVIDENCE_WITHDRAWN).into_response())
}

/// Before acceptance, and only by who added it.
pub(super) fn may_withdraw(cx: &Cx, item: &ActionItem, one: &Evidence) -> bool {
    item.state() != State::Done && may_report(cx, item) && one.added_by == cx.viewer().name
}
