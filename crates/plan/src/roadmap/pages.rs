//! The action plan on a page, and the form of one row.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::Change;
use roster::setup::queries::school;
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::period::{Period, read as read_period};
use super::{ActionPlanRow, artefact, labels, paper, queries};
use crate::editing::{Differing, differing, is_stale};
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "roadmap/list.html")]
struct ListPage {
    year: i64,
    rows: Vec<ActionPlanRow>,
    today: NaiveDate,
    may_edit: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let rows = queries::rows(&mut cx.store(), year).await?;
    let body = ListPage { year, rows, today: cx.today(), may_edit: cx.may(May::EditPlan) };
    cx.page(Page::new(labels::ROADMAP).stage(Stage::Plan).wide().body(body)).await
}

pub(super) async fn docx(cx: Cx) -> Reply {
    let mut db = cx.store();
    let year = cx.year().await?;
    let rows = queries::rows(&mut db, year).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let document = paper::document(year, &rows, &school, cx.today());
    let bytes = documents::docx::render(&document, &crate::local_acts::FONTS)?;
    Ok(web::download(&format!("dorozhnaya-karta-{year}.docx"), web::DOCX, bytes))
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
    let place = queries::next_place(&mut change, year).await?;
    let Some(row) = read(&mut fields, known.as_ref(), (year, place)) else {
        return form(cx, known.as_ref(), fields, theirs).await;
    };
    let id = queries::save_row(&mut change, &row).await?;
    let sentence = labels::saved(&row.activity);
    change.commit(&PlanHappened { kind: "action_plan.row_saved", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::SAVED).into_response())
}

/// The row that a form describes. Dates that were left open are read from the words, where these are clear.
fn read(fields: &mut Fields, known: Option<&ActionPlanRow>, (year, place): (i64, i64)) -> Option<ActionPlanRow> {
    let number = fields.text_if_any("number");
    let activity = fields.long_text("activity", labels::ACTIVITY_MISSING);
    let expected = fields.long_text_if_any("expected");
    let responsible = fields.text_if_any("responsible");
    let period = fields.text_if_any("period");
    let mut days = (fields.date_if_any("starts_on"), fields.date_if_any("ends_on"));
    if days.0.zip(days.1).is_some_and(|(from, until)| until < from) {
        fields.refuse("ends_on", labels::DATES_TURNED);
    }
    if fields.has_errors() {
        return None;
    }
    let period = period?;
    let has_new_words = known.is_none_or(|row| row.period != period);
    if let (true, (None, None), Period::Days { from, until }) = (has_new_words, days, read_period(&period)) {
        days = (from, Some(until));
    }
    Some(ActionPlanRow {
        id: known.map_or(0, |row| row.id),
        school_year: known.map_or(year, |row| row.school_year),
        place: known.map_or(place, |row| row.place),
        number: number?,
        activity: activity?,
        expected: expected?,
        responsible: responsible?,
        period,
        starts_on: days.0,
        ends_on: days.1,
        version: known.map_or(0, |row| row.version),
    })
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let row = queries::row(&mut change, id).await?.or_missing()?;
    queries::remove_row(&mut change, id).await?;
    let sentence = labels::removed(&row.activity);
    change.commit(&PlanHappened { kind: "action_plan.row_removed", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::REMOVED).into_response())
}
