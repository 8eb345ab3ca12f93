//! Handlers and page structs of problem zones.

use access::{Cx, FollowUp, May};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
use formula::Rule;
use ledger::Change;
use school::SchoolYear;
use serde::Deserialize;
use web::ui::{ChainLink, Choice, Link, Pagination, Tab, small_group};
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, forms::Fields, see_other, url};

use super::happenings::ZoneStateChanged;
use super::zone::{CannotChange, Finding, ZoneState};
use super::{Zone, ZoneFilter, artefact, labels, queries, search};
use crate::{addresses, engine};

const LIST: &str = "/analyse/problems";

#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    rule: String,
    page: Option<i64>,
}

struct ListRow {
    zone: Zone,
    href: String,
    caution: &'static str,
}

/// A next step for several zones at once: a form whose checkboxes are the zones.
struct StepForSeveral {
    label: &'static str,
    action: String,
    name: String,
}

#[derive(Template)]
#[template(path = "problem_zones/list.html")]
struct ListPage {
    rows: Vec<ListRow>,
    tabs: Vec<Tab>,
    rules: Vec<Choice>,
    fields: Fields,
    may_search: bool,
    is_first: bool,
    is_outdated: bool,
    step: Option<StepForSeveral>,
    pagination: Pagination,
}

const PER_PAGE: i64 = 100;

pub(super) async fn list(cx: Cx, Query(wanted): Query<Wanted>) -> Reply {
    let year = cx.year().await?;
    let filter = ZoneFilter {
        state: ZoneState::from_code(&wanted.state),
        rule: wanted.rule.clone(),
        is_gone: wanted.state == "gone",
    };
    let mut db = cx.store();
    let zones = queries::zones(&mut db, cx.scope(), year, &filter).await?;
    let counts = queries::counts(&mut db, cx.scope(), year).await?;
    let address = url::with_query(LIST, &[("state", &wanted.state), ("rule", &wanted.rule)]);
    let rows = i64::try_from(zones.len()).unwrap_or(i64::MAX);
    let pagination = Pagination::new(wanted.page.unwrap_or(1), rows, PER_PAGE, address);
    let offset = usize::try_from(pagination.offset()).unwrap_or(0);
    let body = ListPage {
        is_first: counts.iter().sum::<i64>() == 0 && zones.is_empty(),
        is_outdated: queries::is_outdated(&mut db, year).await?,
        tabs: tabs(&wanted, counts),
        rules: engine::catalogue().rules().map(|rule| Choice::new(&rule.code, &rule.title)).collect(),
        fields: Fields::empty().with("rule", &wanted.rule).with("state", &wanted.state),
        may_search: cx.may(May::StudyProblems),
        step: cx.follow_ups(super::KIND).iter().find_map(step_for_several),
        rows: zones.into_iter().skip(offset).take(usize::try_from(PER_PAGE).unwrap_or(0)).map(list_row).collect(),
        pagination,
    };
    let lead = format!("{} учебный год. {}", SchoolYear(year).short(), labels::LEAD);
    cx.page(Page::new(labels::PAGE).stage(Stage::Analyse).lead(lead).wide().body(body)).await
}

fn list_row(zone: Zone) -> ListRow {
    ListRow { href: addresses::zone(zone.id), caution: zone.group_size.map_or("", small_group), zone }
}

fn tabs(wanted: &Wanted, counts: [i64; 3]) -> Vec<Tab> {
    let tab = |label: &str, state: &'static str| {
        let href = url::with_query(LIST, &[("state", state), ("rule", &wanted.rule)]);
        Tab::new(label, href).current_if(state, wanted.state.as_str())
    };
    vec![
        tab("Все", "").count(counts.iter().sum()),
        tab("Новые", "new").count(counts[0]),
        tab("Изучаются", "studying").count(counts[1]),
        tab("Решение принято", "decided").count(counts[2]),
        tab("Больше не обнаруживаются", "gone"),
    ]
}

/// «/decide/orders/new?zone=» takes several zones as a form with checkboxes named `zone`; any other address takes one.
fn step_for_several(step: &FollowUp) -> Option<StepForSeveral> {
    let (action, query) = step.href.split_once('?')?;
    let name = query.strip_suffix('=')?;
    Some(StepForSeveral { label: step.label, action: action.to_owned(), name: name.to_owned() })
}

pub(super) async fn find(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let done = search::search_and_commit(cx.begin().await?, year).await?;
    let text = format!(
        "Поиск закончен. Новых зон: {}, подтвердились: {}, больше не обнаруживаются: {}.",
        done.new, done.again, done.gone
    );
    Ok(see_other(LIST).done(text).into_response())
}

struct Event {
    at: DateTime<Utc>,
    who: String,
    what: String,
}

#[derive(Template)]
#[template(path = "problem_zones/show.html")]
struct ShowPage {
    zone: Zone,
    now: Finding,
    /// for the caution: a size that is not known needs none
    group_size: i64,
    earlier: Vec<Finding>,
    rule: Option<&'static Rule>,
    events: Vec<Event>,
    chain: Vec<ChainLink>,
    steps: Vec<Link>,
    panels: Vec<String>,
    may_study: bool,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let zone = queries::zone(&mut db, cx.scope(), id).await?.or_missing()?;
    let mut findings = queries::findings(&mut db, id).await?;
    let now = findings.pop().or_missing()?;
    let entries = ledger::entries_about(&mut db, artefact(id)).await?;
    let mut events =
        vec![Event { at: zone.found_at, who: String::new(), what: "Зона обнаружена".to_owned() }];
    events.extend(entries.into_iter().map(|entry| Event {
        at: entry.happened_at,
        who: entry.actor_name,
        what: entry.sentence,
    }));
    events.extend(
        zone.gone_at.map(|at| Event {
            at, who: String::new(), what: "Больше не обнаруживается".to_owned()
        }),
    );
    events.sort_by_key(|event| event.at);
    let steps = cx.follow_ups(super::KIND);
    let body = ShowPage {
        rule: engine::catalogue().rules().find(|rule| rule.code == zone.rule_code),
        events,
        chain: cx.chain(artefact(id)).await?,
        steps: steps.iter().map(|step| Link::new(step.label, format!("{}{id}", step.href))).collect(),
        panels: cx.panels(super::KIND, id).await?,
        may_study: cx.may(May::StudyProblems),
        earlier: findings,
        group_size: now.group_size.unwrap_or(i64::MAX),
        now,
        zone,
    };
    let heading = body.zone.heading.clone();
    cx.page(Page::new(heading).stage(Stage::Analyse).crumb(labels::PAGE, LIST).body(body)).await
}

pub(super) async fn study(cx: Cx, Path(id): Path<i64>) -> Reply {
    step(cx, id, (ZoneState::study, labels::studied)).await
}

pub(super) async fn put_back(cx: Cx, Path(id): Path<i64>) -> Reply {
    step(cx, id, (ZoneState::put_back, labels::returned)).await
}

type Rules = (fn(ZoneState) -> Result<ZoneState, CannotChange>, fn(&str) -> String);

async fn step(cx: Cx, id: i64, (next, said): Rules) -> Reply {
    let mut change: Change = cx.begin().await?;
    let zone = queries::zone(&mut change, cx.scope(), id).await?.or_missing()?;
    let state = next(zone.state).or_refused()?;
    queries::set_state(&mut change, id, state, "").await?;
    change.commit(&ZoneStateChanged { id, heading: zone.heading.clone(), state }).await?;
    Ok(see_other(addresses::zone(id)).done(said(&zone.heading)).into_response())
}
