//! One upload on its way: what it would do, the questions, the decision.

use std::sync::Arc;

use access::{Cx, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use ledger::Change;
use store::files;
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::asking;
use super::labels;
use super::reading::{self, aside};
use super::shown::{PreviewPage, Tabbed};
use super::works::{self, Done, Job, Progress, STEPS, Steps};
use crate::imports::drafts::queries::{self, draft};
use crate::imports::drafts::{Draft, DraftHappened, KeptMappings};
use crate::imports::finding::Answer;
use crate::imports::parse::Reading;
use crate::imports::upload::{ImportError, Options, Refusal};
use crate::imports::{Parsed, engine};

pub(super) fn address(id: i64) -> String {
    format!("/collect/uploads/{id}")
}

/// What the outcome depends on: the answers given, and what the school knew.
async fn key(cx: &Cx, draft: &Draft) -> store::Result<String> {
    let known = ledger::entry_count(&mut cx.store()).await?;
    Ok(store::digest(format!("{known}\n{}", draft.fingerprint()).as_bytes()))
}

fn options(draft: &Draft, cx: &Cx) -> Options {
    Options { school_year: draft.school_year, create_missing: draft.answers().create_missing, today: cx.today() }
}

/// Reads the file and compares it with the school; the result is kept until one of both changes.
pub(super) async fn previewed(cx: &Cx, draft: &Draft) -> store::Result<(String, Progress)> {
    let key = key(cx, draft).await?;
    if let Some(why) = works::refusal(draft.id, &draft.reading()) {
        return Ok((key, Progress::Over(Done::Refused(why))));
    }
    let (mut db, options, draft) = (cx.store(), options(draft, cx), draft.clone());
    let id = draft.id;
    let work = move |steps: Steps| async move {
        let parsed = match parsed(&mut db, &draft).await {
            Ok(parsed) => parsed,
            Err(done) => return done,
        };
        steps.at(1);
        let decisions = draft.answers().decisions;
        match engine::preview(&mut db, parsed.0, &options, &decisions).await {
            Ok(preview) => Done::Previewed(Arc::new(preview)),
            Err(cause) => refused(cause),
        }
    };
    let progress = works::run(id, Job::Preview, &key, work).await;
    if matches!(progress, Progress::Over(Done::Broken)) {
        works::forget(id);
    }
    Ok((key, progress))
}

/// The facts of the file, and its bytes.
async fn parsed(db: &mut store::Store, draft: &Draft) -> Result<(Parsed, Vec<u8>), Done> {
    let broken = |cause: store::Error| refused(ImportError::from(cause));
    let content = files::content(db, &draft.file_sha256).await.map_err(broken)?.ok_or(Done::Broken)?;
    let kept = KeptMappings::of_school(db).await.map_err(broken)?;
    let (id, file, draft) = (draft.id, draft.reading(), draft.clone());
    let read = move || (reading::read(&content, &draft, &kept), content);
    let (read, content) = aside(read).await.map_err(|_| Done::Broken)?;
    match read {
        Ok(Reading::Parsed(parsed)) => Ok((*parsed, content)),
        Ok(Reading::NeedsMapping(_)) => Err(Done::ColumnsWanted),
        Err(cause) => {
            if let ImportError::Unreadable(unreadable) = &cause {
                works::remember_refusal(id, file, unreadable.to_string());
            }
            Err(refused(cause))
        }
    }
}

fn refused(cause: ImportError) -> Done {
    match cause {
        ImportError::Refused(refusal @ (Refusal::NoYear | Refusal::OtherYear { .. })) => {
            Done::YearWanted(refusal.to_string())
        }
        ImportError::Refused(refusal) => Done::Refused(refusal.to_string()),
        ImportError::Unreadable(unreadable) => Done::Refused(unreadable.to_string()),
        ImportError::Store(cause) => {
            tracing::error!("an import failed: {cause}");
            Done::Broken
        }
    }
}

#[derive(askama::Template)]
#[template(path = "imports/pages/running.html")]
struct RunningPage {
    step: usize,
    steps: usize,
    label: &'static str,
}

#[derive(askama::Template)]
#[template(path = "imports/pages/refused.html")]
struct RefusedPage {
    id: i64,
    why: String,
    wants_year: bool,
    is_long: bool,
    fields: Fields,
    years: Vec<web::ui::Choice>,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Reply {
    if let Some((Job::Apply, progress)) = works::look(id).await {
        if matches!(&progress, Progress::Over(done) if !matches!(done, Done::Applied { .. })) {
            works::forget(id);
        }
        return applying(&cx, id, progress).await;
    }
    let Some(draft) = draft(&mut cx.store(), id).await? else {
        return Ok(see_other("/collect/imports").caution(labels::GONE).into_response());
    };
    let query = Fields::parse(query.unwrap_or_default().as_bytes());
    let (key, progress) = previewed(&cx, &draft).await?;
    match progress {
        Progress::Running(step) => running(&cx, &draft.file_name, step).await,
        Progress::Over(done) => over(&cx, draft, done, &key, &query).await,
    }
}

async fn running(cx: &Cx, file_name: &str, step: usize) -> Reply {
    let body = RunningPage { step, steps: STEPS, label: labels::step(step) };
    cx.page(titled(file_name).refresh(2).body(body)).await
}

fn titled(file_name: &str) -> Page<'static> {
    Page::new(file_name).stage(Stage::Collect).crumb(labels::IMPORTS, "/collect/imports")
}

async fn over(cx: &Cx, draft: Draft, done: Done, key: &str, query: &Fields) -> Reply {
    let (why, wants_year) = match done {
        Done::ColumnsWanted => return Ok(see_other(format!("{}/columns", address(draft.id))).into_response()),
        Done::Previewed(preview) => {
            let years = years(cx).await?;
            let tabbed = Tabbed::of(query, &preview);
            let body = PreviewPage::of(&draft, &preview, tabbed, years, key);
            return cx.page(titled(&draft.file_name).body(body)).await;
        }
        Done::YearWanted(why) => (why, true),
        Done::Refused(why) => (why, false),
        Done::Applied { .. } | Done::Broken => (labels::BROKEN.to_owned(), false),
    };
    let year = draft.school_year.unwrap_or(cx.year().await?);
    let body = RefusedPage {
        id: draft.id,
        why: labels::whole(&why),
        wants_year,
        is_long: !draft.mapping_json.is_empty() || wants_year && draft.school_year.is_none(),
        fields: Fields::empty().with("school_year", year),
        years: years(cx).await?,
    };
    cx.page(titled(&draft.file_name).body(body)).await
}

/// The years that facts may belong to: those of the school, and the last few.
pub(super) async fn years(cx: &Cx) -> store::Result<Vec<web::ui::Choice>> {
    let now = school::SchoolYear::containing(cx.today()).0;
    let known = roster::setup::queries::school_years(&mut cx.store()).await?;
    let mut years: Vec<i64> = known.into_iter().map(|year| year.school_year).chain(now - 4..=now).collect();
    years.sort_unstable_by(|one, two| two.cmp(one));
    years.dedup();
    Ok(years.into_iter().map(|year| web::ui::Choice::new(year, school::SchoolYear(year).short())).collect())
}

/// How to take the file: the year, and whether what is missing may be made.
pub(super) async fn set_options(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut tx = cx.store().begin().await?;
    let draft = draft(&mut tx, id).await?.or_missing()?;
    let mut answers = draft.answers();
    if fields.names().any(|name| name == "has_create_missing") {
        answers.create_missing = fields.is_ticked("create_missing");
        queries::save_answers(&mut tx, id, &answers).await?;
    }
    if fields.names().any(|name| name == "school_year") {
        queries::save_year(&mut tx, id, fields.id_if_any("school_year")).await?;
    }
    tx.commit().await?;
    Ok(see_other(address(id)).into_response())
}

/// Takes the answers of a page of questions.
pub(super) async fn answer(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let given = asking::given(&fields);
    remember(&cx, id, &fields, given).await
}

/// One answer for all questions that are alike.
pub(super) async fn answer_all(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let draft = draft(&mut cx.store(), id).await?.or_missing()?;
    let given = match previewed(&cx, &draft).await?.1 {
        Progress::Over(Done::Previewed(preview)) => asking::given_to_all(&fields, &preview.questions),
        _ => Vec::new(),
    };
    remember(&cx, id, &fields, given).await
}

async fn remember(cx: &Cx, id: i64, fields: &Fields, given: Vec<(String, Answer)>) -> Reply {
    let back = match fields.get("page") {
        "" => format!("{}?tab=questions", address(id)),
        page => format!("{}?tab=questions&page={}", address(id), web::url::encode(page)),
    };
    if given.is_empty() {
        return Ok(see_other(back).caution(labels::NOTHING_ANSWERED).into_response());
    }
    let mut tx = cx.store().begin().await?;
    let draft = draft(&mut tx, id).await?.or_missing()?;
    let mut answers = draft.answers();
    answers.decisions.0.extend(given);
    queries::save_answers(&mut tx, id, &answers).await?;
    tx.commit().await?;
    Ok(see_other(back).done(labels::SAVED_ANSWERS).into_response())
}

/// Writes what the preview has shown, in one transaction.
pub(super) async fn apply(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let Some(draft) = draft(&mut cx.store(), id).await? else {
        return Ok(see_other(address(id)).into_response());
    };
    let key = key(&cx, &draft).await?;
    if fields.get("seen") != key && !matches!(works::look(id).await, Some((Job::Apply, _))) {
        return Ok(see_other(address(id)).caution(labels::SCHOOL_CHANGED).into_response());
    }
    let (db, actor, now, today) = (cx.store(), cx.actor(), cx.now(), cx.today());
    let options = options(&draft, &cx);
    let work = move |steps: Steps| async move {
        let (parsed, content) = match parsed(&mut db.clone(), &draft).await {
            Ok(read) => read,
            Err(done) => return done,
        };
        steps.at(2);
        let change = match Change::begin(&db, actor, now, today).await {
            Ok(change) => change,
            Err(cause) => return refused(cause.into()),
        };
        let decisions = draft.answers().decisions;
        match engine::apply(change, parsed, engine::Original::Bytes(&content), &options, &decisions).await {
            Ok(applied) => match put_away(&db, &draft).await {
                Ok(()) => Done::Applied { written: applied.batch_id, before: applied.preview.already_applied },
                Err(cause) => refused(cause.into()),
            },
            Err(cause) => refused(cause),
        }
    };
    let progress = works::run(id, Job::Apply, &key, work).await;
    applying(&cx, id, progress).await
}

async fn put_away(db: &store::Store, draft: &Draft) -> store::Result<()> {
    let mut tx = db.begin().await?;
    queries::remove(&mut tx, draft).await?;
    tx.commit().await
}

/// Where somebody is sent who waits for an upload to be written.
async fn applying(cx: &Cx, id: i64, progress: Progress) -> Reply {
    let done = match progress {
        Progress::Over(done) => done,
        Progress::Running(step) => {
            let name = draft(&mut cx.store(), id).await?.map_or_else(String::new, |draft| draft.file_name);
            return running(cx, &name, step).await;
        }
    };
    let answer = match done {
        Done::Applied { written: Some(batch), .. } => see_other(batch_address(batch)).done(labels::APPLIED),
        Done::Applied { before: Some(batch), .. } => see_other(batch_address(batch)).done(labels::NOTHING_NEW),
        Done::Applied { .. } => see_other("/collect/imports").done(labels::NOTHING_NEW),
        Done::Refused(why) | Done::YearWanted(why) => see_other(address(id)).refused(labels::whole(&why)),
        Done::ColumnsWanted => see_other(format!("{}/columns", address(id))),
        Done::Previewed(_) => see_other(address(id)),
        Done::Broken => see_other(address(id)).refused(labels::BROKEN),
    };
    Ok(answer.into_response())
}

fn batch_address(id: i64) -> String {
    format!("/collect/batches/{id}")
}

pub(super) async fn discard(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let draft = draft(&mut change, id).await?.or_missing()?;
    queries::discard(&mut change, &draft).await?;
    let sentence = labels::discarded(&draft.file_name);
    change.commit(&DraftHappened { id, kind: "import.discarded", sentence }).await?;
    works::forget(id);
    Ok(see_other("/collect/imports").done(labels::DISCARDED).into_response())
}
