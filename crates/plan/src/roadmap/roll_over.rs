//! What was left undone in the year before, looked through before it is taken over.

use access::{Cx, Sent};
use axum::response::IntoResponse;
use school::name_key;
use store::Reads;
use web::forms::Fields;
use web::{Page, Reply, Stage, filters, see_other};

use super::batches::Origin;
use super::row::a_year_later;
use super::{ActionPlanRow, KIND, artefact, labels, queries};
use crate::calendar::batches::next_year;
use crate::done::DoneOfYear;
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "roadmap/roll_over.html")]
struct RollOverPage {
    year: i64,
    fields: Fields,
    lines: Vec<Line>,
}

struct Line {
    /// id of the row of the year before
    key: i64,
    row: ActionPlanRow,
    is_there: bool,
    is_picked: bool,
}

pub(super) async fn preview(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let lines = undone(&mut cx.store(), (year, cx.today())).await?;
    page(&cx, lines, Fields::empty()).await
}

async fn page(cx: &Cx, lines: Vec<Line>, fields: Fields) -> Reply {
    let page = Page::new(labels::ROLL_OVER).stage(Stage::Plan).crumb(labels::ROADMAP, "/plan/roadmap").wide();
    let page = page.with_errors_of(&fields);
    cx.page(page.body(RollOverPage { year: cx.year().await?, fields, lines })).await
}

/// The rows of the year before without a mark, a year later.
async fn undone(db: &mut impl Reads, (year, today): (i64, chrono::NaiveDate)) -> store::Result<Vec<Line>> {
    let there = queries::rows(db, year).await?;
    let done = DoneOfYear::load(db, KIND, year - 1).await?;
    let line = |before: ActionPlanRow| {
        let is_there = there.iter().any(|known| name_key(&known.activity) == name_key(&before.activity));
        Line {
            key: before.id,
            is_there,
            is_picked: !is_there,
            row: ActionPlanRow {
                id: 0,
                school_year: year,
                version: 0,
                period: a_year_later(&before.period),
                starts_on: before.starts_on.map(next_year),
                ends_on: before.ends_on.map(next_year),
                ..before
            },
        }
    };
    let rows = queries::rows(db, year - 1).await?;
    let open = rows.into_iter().filter(|row| !done.progress(row.id, row.ends_on, today).is_done());
    Ok(open.map(line).collect())
}

pub(super) async fn take(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let mut lines = undone(&mut change, (year, cx.today())).await?;
    for line in &mut lines {
        line.is_picked = fields.has("row", &line.key.to_string());
    }
    if lines.iter().all(|line| !line.is_picked) {
        drop(change);
        fields.refuse("row", labels::NOTHING_PICKED);
        return page(&cx, lines, fields).await;
    }
    crate::years::open(&mut change, year).await?;
    let batch = Some(queries::begin_batch(&mut change, year, Origin::RollOver.code()).await?);
    let first = queries::next_place(&mut change, year).await?;
    let picked: Vec<Line> = lines.into_iter().filter(|line| line.is_picked).collect();
    for (place, line) in (first..).zip(&picked) {
        let row = ActionPlanRow { place, number: place.to_string(), ..line.row.clone() };
        queries::save_in(&mut change, &row, batch).await?;
    }
    let sentence = labels::rolled_over(year, picked.len());
    change
        .commit(&PlanHappened { kind: "action_plan.rolled_over", subject: artefact(0), sentence: sentence.clone() })
        .await?;
    Ok(see_other("/plan/roadmap").done(sentence).into_response())
}
