//! The list of a year's procedures, and the page of one.

use access::{Cx, May, Sent};
use axum::extract::{Path, RawQuery};
use ledger::Entry;
use web::forms::Fields;
use web::ui::ChainLink;
use web::{OrMissing, Page, Reply, Stage, filters};

use super::adoption::Standing;
use super::entry::Known;
use super::overview::Overview;
use super::{Column, KIND, Procedure, artefact, labels, queries};
use crate::done::{self, Done, DoneOfYear, Marked, Progress, Subject};
use crate::grid::differences;
use crate::indicators::CatalogueOf;

#[derive(askama::Template)]
#[template(path = "calendar/list.html")]
struct ListPage {
    overview: Overview,
    lines: Vec<Line>,
}

struct Line {
    id: i64,
    name: String,
    area: &'static str,
    object: String,
    indicators: Vec<String>,
    instrument: String,
    span: String,
    sort: String,
    progress: Progress,
    classes: String,
    responsible: String,
    result_form: String,
    considered_at: String,
    decision_form: String,
    mark: &'static str,
}

pub(super) async fn list(cx: Cx, RawQuery(query): RawQuery, catalogue: CatalogueOf) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar").await?;
    let known = Known::indicators_of(catalogue);
    let line = |row: &Procedure| Line {
        id: row.id,
        name: row.name.clone(),
        area: labels::area(row.area),
        object: row.object.clone(),
        indicators: known.indicator_names(row),
        instrument: row.instrument.clone(),
        span: labels::span(row.starts_on, row.due_on),
        sort: row.span().map(|(_, until)| until.to_string()).unwrap_or_default(),
        progress: overview.progress(row),
        classes: row.classes.clone(),
        responsible: row.responsible.clone(),
        result_form: row.result_form.clone(),
        considered_at: row.considered_at.clone(),
        decision_form: row.decision_form.clone(),
        mark: overview.standing.mark(&row.id),
    };
    let lines = overview.rows.iter().map(line).collect();
    cx.page(Page::new(labels::PAGE).stage(Stage::Plan).wide().body(ListPage { overview, lines })).await
}

#[derive(askama::Template)]
#[template(path = "calendar/show.html")]
struct ShowPage {
    row: Procedure,
    span: String,
    kind: &'static str,
    facts: Vec<(&'static str, String)>,
    indicators: Vec<(String, String)>,
    mark: &'static str,
    progress: Progress,
    done: Option<Done>,
    fields: Fields,
    address: String,
    may_mark: bool,
    since_adoption: Vec<Difference>,
    steps: Vec<access::FollowUp>,
    chain: Vec<ChainLink>,
    history: Vec<Entry>,
    may_edit: bool,
}

/// What a column said when the council adopted the cyclogram, and what it says now.
struct Difference {
    label: &'static str,
    before: String,
    now: String,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>, catalogue: CatalogueOf) -> Reply {
    page_of(&cx, id, done::filled(cx.today()), catalogue).await
}

async fn page_of(cx: &Cx, id: i64, fields: Fields, catalogue: CatalogueOf) -> Reply {
    let mut db = cx.store();
    let row = queries::procedure(&mut db, id).await?.or_missing()?;
    let known = Known::load(&mut db, catalogue).await?;
    let standing = Standing::of(&mut db, row.school_year).await?;
    let done = DoneOfYear::load(&mut db, KIND, row.school_year).await?;
    let facts = Column::ALL.into_iter().filter(|column| !ELSEWHERE.contains(column));
    let facts = facts.map(|column| (labels::column(column), known.read_out(column, &row)));
    let body = ShowPage {
        span: labels::span(row.starts_on, row.due_on),
        kind: labels::kind(row.kind),
        facts: facts.filter(|(_, text)| !text.is_empty()).collect(),
        indicators: row.indicators.iter().cloned().zip(known.indicator_names(&row)).collect(),
        mark: standing.mark(&id),
        since_adoption: since_adoption(&mut db, &known, &standing, &row).await?,
        steps: cx.follow_ups(KIND),
        chain: cx.chain(artefact(id)).await?,
        history: ledger::entries_about(&mut db, artefact(id)).await?,
        progress: done.progress(id, row.span().map(|(_, until)| until), cx.today()),
        done: done.mark(id).cloned(),
        address: format!("/plan/calendar/{id}"),
        may_mark: may_mark(cx, &row),
        fields,
        may_edit: cx.may(May::EditPlan),
        row,
    };
    let page = Page::new(body.row.name.clone()).stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar");
    let page = page.with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// Whoever edits the plan, and whoever answers for the procedure.
fn may_mark(cx: &Cx, row: &Procedure) -> bool {
    let staff_id = cx.viewer().staff_id;
    cx.may(May::EditPlan) || (staff_id.is_some() && staff_id == row.responsible_staff_id)
}

fn subject(row: &Procedure) -> Subject<'_> {
    Subject {
        artefact: artefact(row.id),
        school_year: row.school_year,
        name: &row.name,
        href: format!("/plan/calendar/{}", row.id),
    }
}

pub(super) async fn complete(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent, catalogue: CatalogueOf) -> Reply {
    let row = queries::procedure(&mut cx.store(), id).await?.or_missing()?;
    may_mark(&cx, &row).then_some(()).or_missing()?;
    match done::receive(&cx, subject(&row), fields).await? {
        Marked::Set(response) => Ok(response),
        Marked::Refused(fields) => page_of(&cx, id, fields, catalogue).await,
    }
}

pub(super) async fn reopen(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let row = queries::procedure(&mut cx.store(), id).await?.or_missing()?;
    may_mark(&cx, &row).then_some(()).or_missing()?;
    done::take_back(&cx, subject(&row)).await
}

/// Columns that the page tells in another place.
const ELSEWHERE: [Column; 5] = [Column::Name, Column::Kind, Column::StartsOn, Column::DueOn, Column::Indicators];

async fn since_adoption(
    db: &mut impl store::Reads,
    known: &Known,
    standing: &Standing,
    row: &Procedure,
) -> store::Result<Vec<Difference>> {
    let Some(adoption) = standing.adoption.as_ref().filter(|_| standing.later.contains_key(&row.id)) else {
        return Ok(Vec::new());
    };
    let versions = queries::versions(db, row.id).await?;
    let adopted = versions.into_iter().rfind(|version| version.id < adoption.id).and_then(|version| version.row);
    let Some(adopted) = adopted else { return Ok(Vec::new()) };
    let difference = |column: Column| Difference {
        label: labels::column(column),
        before: known.read_out(column, &adopted),
        now: known.read_out(column, row),
    };
    Ok(differences(&adopted, row).into_iter().map(difference).collect())
}
