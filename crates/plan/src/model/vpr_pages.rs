//! The days of the national tests, as the school enters them.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use school::SchoolYear;
use web::forms::Fields;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::queries::works;
use super::{ClassFact, VprWindow, artefact, covered, labels, rulebook};
use crate::happened::PlanHappened;

const VPR: &str = "/plan/model/vpr";

#[derive(askama::Template)]
#[template(path = "model/vpr.html")]
struct VprPage {
    year: i64,
    rows: Vec<Row>,
    /// what the pack says of the year, used as long as the school has entered nothing
    of_pack: Vec<Row>,
    fields: Fields,
    may_edit: bool,
}

struct Row {
    id: i64,
    days: String,
    groups: String,
    source: String,
}

impl Row {
    fn new(id: i64, window: &VprWindow) -> Self {
        let groups: Vec<String> = window.year_groups.iter().map(u8::to_string).collect();
        let days = labels::days((window.from, window.until));
        Self { id, days, groups: groups.join(", "), source: window.source.clone() }
    }
}

pub(super) async fn list(cx: Cx) -> Reply {
    page(&cx, Fields::empty()).await
}

async fn page(cx: &Cx, fields: Fields) -> Reply {
    let year = cx.year().await?;
    let entered = works::windows(&mut cx.store(), year).await?;
    let of_pack = rulebook().vpr_windows.iter().filter(|window| SchoolYear(year).contains(window.from));
    let page = Page::new(labels::NATIONAL_TESTS)
        .stage(Stage::Plan)
        .crumb(labels::MODEL, "/plan/model")
        .crumb(labels::CHECK, "/plan/model/check")
        .with_errors_of(&fields);
    let body = VprPage {
        year,
        rows: entered.iter().map(|one| Row::new(one.id, &one.window)).collect(),
        of_pack: of_pack.map(|window| Row::new(0, window)).collect(),
        fields,
        may_edit: cx.may(May::EditPlan),
    };
    cx.page(page.body(body)).await
}

pub(super) async fn add(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let year = cx.year().await?;
    let Some(window) = read(&mut fields, year) else { return page(&cx, fields).await };
    let mut change = cx.begin().await?;
    let known = works::windows(&mut change, year).await?;
    if known.iter().any(|one| one.window == window) {
        return Ok(see_other(VPR).caution(labels::ALREADY_ENTERED).into_response());
    }
    works::add_window(&mut change, year, &window).await?;
    let sentence = labels::window_added((window.from, window.until));
    change.commit(&PlanHappened { kind: "model.vpr_window_added", subject: artefact(0), sentence }).await?;
    Ok(see_other(VPR).done(labels::SAVED).into_response())
}

fn read(fields: &mut Fields, year: i64) -> Option<VprWindow> {
    let from = fields.date("from", labels::NO_FIRST_DAY);
    let until = fields.date("until", labels::NO_LAST_DAY);
    let source = fields.text("source", labels::NO_SOURCE);
    let groups = year_groups(fields.get("classes"));
    if groups.is_empty() {
        fields.refuse("classes", labels::NO_YEAR_GROUPS);
    }
    for (name, day) in [("from", from), ("until", until)] {
        if day.is_some_and(|day| !SchoolYear(year).contains(day)) {
            fields.refuse(name, labels::outside_year(year));
        }
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        fields.refuse("until", labels::ENDS_BEFORE);
    }
    (!fields.has_errors()).then_some(())?;
    Some(VprWindow { from: from?, until: until?, year_groups: groups, source: source? })
}

/// Whole year groups, written as in the cyclogram: «4–8, 10».
fn year_groups(text: &str) -> Vec<u8> {
    let is_whole = |class: &ClassFact| class.name == class.year_group.to_string();
    let named = covered(text, &[]).unwrap_or_default();
    if named.iter().all(is_whole) { named.iter().map(|class| class.year_group).collect() } else { Vec::new() }
}

pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let entered = works::window(&mut change, id).await?.or_missing()?;
    works::remove_window(&mut change, id).await?;
    let sentence = labels::window_removed((entered.window.from, entered.window.until));
    change.commit(&PlanHappened { kind: "model.vpr_window_removed", subject: artefact(0), sentence }).await?;
    Ok(see_other(VPR).done(labels::WINDOW_REMOVED).into_response())
}
