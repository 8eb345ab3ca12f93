//! The action plan on a page, the page of one row, and its form.

use access::{Cx, May, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use ledger::{Change, Entry};
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::overview::Overview;
use super::row::Entering;
use super::{ActionPlanRow, KIND, artefact, labels, queries};
use crate::done::{self, Done, DoneOfYear, Marked, Progress, Subject};
use crate::editing::{Differing, differing, is_stale};
use crate::grid::GridReader;
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "roadmap/list.html")]
struct ListPage {
    overview: Overview,
    next_year: Option<i64>,
}

pub(super) async fn list(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query).await?;
    let body = ListPage { overview, next_year: crate::years::to_begin(&cx).await? };
    cx.page(Page::new(labels::ROADMAP).stage(Stage::Plan).wide().body(body)).await
}

#[derive(askama::Template)]
#[template(path = "roadmap/show.html")]
struct ShowPage {
    row: ActionPlanRow,
    progress: Progress,
    mark: Option<Done>,
    fields: Fields,
    address: String,
    may_edit: bool,
    may_mark: bool,
    history: Vec<Entry>,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    page_of(&cx, id, done::filled(cx.today())).await
}

async fn page_of(cx: &Cx, id: i64, fields: Fields) -> Reply {
    let mut db = cx.store();
    let row = queries::row(&mut db, id).await?.or_missing()?;
    let done = DoneOfYear::load(&mut db, KIND, row.school_year).await?;
    let body = ShowPage {
        progress: done.progress(id, row.ends_on, cx.today()),
        mark: done.mark(id).cloned(),
        address: format!("/plan/roadmap/rows/{id}"),
        may_edit: cx.may(May::EditPlan),
        may_mark: may_mark(cx, &row).await?,
        history: ledger::entries_about(&mut db, artefact(id)).await?,
        fields,
        row,
    };
    let page = Page::new(body.row.activity.clone()).stage(Stage::Plan).crumb(labels::ROADMAP, "/plan/roadmap");
    let page = page.with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// Whoever edits the plan, and whoever is named as responsible.
async fn may_mark(cx: &Cx, row: &ActionPlanRow) -> store::Result<bool> {
    Ok(cx.may(May::EditPlan) || done::is_named(cx, &row.responsible).await?)
}

fn subject(row: &ActionPlanRow) -> Subject<'_> {
    Subject {
        artefact: artefact(row.id),
        school_year: row.school_year,
        name: &row.activity,
        href: format!("/plan/roadmap/rows/{}", row.id),
    }
}

pub(super) async fn complete(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let row = queries::row(&mut cx.store(), id).await?.or_missing()?;
    may_mark(&cx, &row).await?.then_some(()).or_missing()?;
    match done::receive(&cx, subject(&row), fields).await? {
        Marked::Set(response) => Ok(response),
        Marked::Refused(fields) => page_of(&cx, id, fields).await,
    }
}

pub(super) async fn reopen(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let row = queries::row(&mut cx.store(), id).await?.or_missing()?;
    may_mark(&cx, &row).await?.then_some(()).or_missing()?;
    done::take_back(&cx, subject(&row)).await
}

#[derive(askama::Template)]
#[template(path = "roadmap/edit.html")]
struct EditPage {
    action: String,
    version: i64,
    fields: Fields,
    theirs: Vec<Differing>,
    removal: String,
}

pub(super) async fn new(cx: Cx) -> Reply {
    let place = queries::next_place(&mut cx.store(), cx.year().await?).await?;
    form(&cx, None, Fields::empty().with("number", place), Vec::new()).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let row = queries::row(&mut cx.store(), id).await?.or_missing()?;
    let fields = filled(&row);
    form(&cx, Some(&row), fields, Vec::new()).await
}

fn filled(row: &ActionPlanRow) -> Fields {
    Fields::empty()
        .with("number", &row.number)
        .with("activity", &row.activity)
        .with("expected", &row.expected)
        .with("responsible", &row.responsible)
        .with("period", &row.period)
        .with_date("starts_on", row.starts_on)
        .with_date("ends_on", row.ends_on)
}

async fn form(cx: &Cx, known: Option<&ActionPlanRow>, fields: Fields, theirs: Vec<Differing>) -> Reply {
    let title = if known.is_some() { labels::EDIT_ROW } else { labels::NEW_ROW };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::ROADMAP, "/plan/roadmap").with_errors_of(&fields);
    let address = known.map(|row| format!("/plan/roadmap/rows/{}", row.id));
    let body = EditPage {
        removal: address.as_ref().map_or_else(String::new, |address| format!("{address}/removal")),
        action: address.unwrap_or_else(|| "/plan/roadmap/rows".to_owned()),
        version: known.map_or(0, |row| row.version),
        fields,
        theirs,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    let change = cx.begin().await?;
    receive(&cx, change, None, fields).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::row(&mut change, id).await?.or_missing()?;
    receive(&cx, change, Some(known), fields).await
}

async fn receive(cx: &Cx, mut change: Change, known: Option<ActionPlanRow>, mut fields: Fields) -> Reply {
    let mut theirs = Vec::new();
    if let Some(row) = &known
        && is_stale(&fields, row.version)
    {
        fields.refuse_all(labels::STALE);
        theirs = differing(&fields, &filled(row), labels::FIELDS);
    }
    let year = cx.year().await?;
    let entering = Entering { year };
    let place = queries::next_place(&mut change, year).await?;
    let before = known.clone().unwrap_or_else(|| entering.blank(place));
    let row = entering.read(&mut fields, "", &before);
    if fields.has_errors() {
        return form(cx, known.as_ref(), fields, theirs).await;
    }
    crate::years::open(&mut change, row.school_year).await?;
    let id = queries::save_row(&mut change, &row).await?;
    let sentence = labels::saved(&row.activity);
    change.commit(&PlanHappened { kind: "action_plan.row_saved", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::SAVED).into_response())
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let row = queries::row(&mut change, id).await?.or_missing()?;
    queries::remove_row(&mut change, &row, None).await?;
    let sentence = labels::removed(&row.activity);
    change.commit(&PlanHappened { kind: "action_plan.row_removed", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::REMOVED).into_response())
}
