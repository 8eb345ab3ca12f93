//! Looking through the rows that are to come, adding them, taking them back.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use school::name_key;
use store::Reads;
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::{Origin, TEMPLATE, add, next_year, queries};
use crate::calendar::entry::Known;
use crate::calendar::queries as rows;
use crate::calendar::{CalendarHappened, Procedure, labels};
use crate::indicators::CatalogueOf;

/// A row as it would be added.
struct Candidate {
    /// by what it is picked
    key: String,
    row: Procedure,
    /// what the planner should know about it
    notes: Vec<String>,
    is_picked: bool,
}

#[derive(askama::Template)]
#[template(path = "calendar/preview.html")]
struct PreviewPage {
    lead: String,
    source: String,
    action: &'static str,
    fields: Fields,
    lines: Vec<Line>,
}

struct Line {
    key: String,
    area: &'static str,
    object: String,
    name: String,
    span: String,
    classes: String,
    responsible: String,
    notes: Vec<String>,
    is_picked: bool,
}

pub(in crate::calendar) async fn template_preview(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let candidates = from_template(&mut cx.store(), cx.year().await?, catalogue).await?;
    preview(&cx, Origin::Template, candidates, Fields::empty()).await
}

pub(in crate::calendar) async fn roll_over_preview(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let candidates = from_last_year(&mut cx.store(), cx.year().await?, catalogue).await?;
    preview(&cx, Origin::RollOver, candidates, Fields::empty()).await
}

async fn preview(cx: &Cx, origin: Origin, candidates: Vec<Candidate>, fields: Fields) -> Reply {
    let year = cx.year().await?;
    let (title, action) = match origin {
        Origin::Template => (labels::TEMPLATE, "/plan/calendar/template"),
        Origin::RollOver => (labels::ROLL_OVER, "/plan/calendar/roll-over"),
    };
    let line = |one: Candidate| Line {
        key: one.key,
        area: labels::area(one.row.area),
        span: labels::span(one.row.starts_on, one.row.due_on),
        object: one.row.object,
        name: one.row.name,
        classes: one.row.classes,
        responsible: one.row.responsible,
        notes: one.notes,
        is_picked: one.is_picked,
    };
    let body = PreviewPage {
        lead: labels::preview_lead(year, origin == Origin::Template),
        source: if origin == Origin::Template { TEMPLATE.source.clone() } else { String::new() },
        action,
        lines: candidates.into_iter().map(line).collect(),
        fields,
    };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar").with_errors_of(&body.fields);
    cx.page(page.wide().body(body)).await
}

pub(in crate::calendar) async fn take_template(cx: Cx, Sent(fields): Sent, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let candidates = from_template(&mut change, year, catalogue).await?;
    take(&cx, change, Origin::Template, candidates, fields).await
}

pub(in crate::calendar) async fn roll_over(cx: Cx, Sent(fields): Sent, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let candidates = from_last_year(&mut change, year, catalogue).await?;
    take(&cx, change, Origin::RollOver, candidates, fields).await
}

async fn take(
    cx: &Cx,
    mut change: Change,
    origin: Origin,
    mut candidates: Vec<Candidate>,
    mut fields: Fields,
) -> Reply {
    let year = cx.year().await?;
    let is_picked = |one: &Candidate| fields.has("row", &one.key);
    let picked: Vec<Procedure> = candidates.iter().filter(|one| is_picked(one)).map(|one| one.row.clone()).collect();
    if picked.is_empty() {
        drop(change);
        fields.refuse("row", labels::NOTHING_PICKED);
        for one in &mut candidates {
            one.is_picked = false;
        }
        return preview(cx, origin, candidates, fields).await;
    }
    crate::years::open(&mut change, year).await?;
    let count = i64::try_from(add(&mut change, year, origin, &picked).await?.len()).unwrap_or(i64::MAX);
    let said = match origin {
        Origin::Template => labels::template_taken(year, count),
        Origin::RollOver => labels::rolled_over(year, count),
    };
    change.commit(&CalendarHappened::of_year(year, "calendar.rows_added", said)).await?;
    Ok(see_other("/plan/calendar").done(labels::rows_added(count)).into_response())
}

async fn from_template(db: &mut impl Reads, year: i64, catalogue: CatalogueOf) -> store::Result<Vec<Candidate>> {
    let there = rows::procedures(db, year).await?;
    let catalogue = catalogue();
    let candidate = |(number, row): (usize, &super::TemplateRow)| {
        let mut row = row.in_year(year, 0);
        row.indicators.retain(|code| catalogue.indicator(code).is_some());
        candidate(number.to_string(), row, &there)
    };
    Ok(TEMPLATE.rows.iter().enumerate().map(candidate).collect())
}

fn candidate(key: String, row: Procedure, there: &[Procedure]) -> Candidate {
    let is_there = there.iter().any(|known| {
        name_key(&known.name) == name_key(&row.name) && name_key(&known.classes) == name_key(&row.classes)
    });
    let notes = if is_there { vec![labels::already_there().to_owned()] } else { Vec::new() };
    Candidate { key, row, notes, is_picked: !is_there }
}

/// The rows of the year before on the days of this one. Who has left is not made responsible again.
async fn from_last_year(db: &mut impl Reads, year: i64, catalogue: CatalogueOf) -> store::Result<Vec<Candidate>> {
    let there = rows::procedures(db, year).await?;
    let known = Known::load(db, catalogue).await?;
    let candidate = |before: Procedure| {
        let key = before.id.to_string();
        let has_left = before.responsible_staff_id.is_some_and(|id| known.present().all(|member| member.id != id));
        let mut row =
            Procedure { starts_on: before.starts_on.map(next_year), due_on: before.due_on.map(next_year), ..before };
        let name = row.responsible.clone();
        if has_left {
            row.responsible_staff_id = None;
            row.responsible = String::new();
        }
        row.indicators.retain(|code| known.catalogue.indicator(code).is_some());
        let mut one = candidate(key, row, &there);
        one.notes.extend(has_left.then(|| labels::has_left(&name)));
        one
    };
    Ok(rows::procedures(db, year - 1).await?.into_iter().map(candidate).collect())
}

/// Takes back what was added together, as far as nobody has touched it.
pub(in crate::calendar) async fn undo(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let year = queries::year_of_batch(&mut change, id).await?.or_missing()?;
    let untouched = queries::untouched(&mut change, id).await?;
    if untouched.is_empty() {
        drop(change);
        return Ok(see_other("/plan/calendar").caution(labels::NOTHING_TO_UNDO).into_response());
    }
    for row in &untouched {
        let row = rows::procedure(&mut change, *row).await?.or_missing()?;
        rows::remove(&mut change, &row).await?;
    }
    queries::note_undone(&mut change, id).await?;
    let count = i64::try_from(untouched.len()).unwrap_or(i64::MAX);
    change
        .commit(&CalendarHappened::of_year(year, "calendar.rows_taken_back", labels::batch_undone(year, count)))
        .await?;
    Ok(see_other("/plan/calendar").done(labels::UNDONE).into_response())
}
