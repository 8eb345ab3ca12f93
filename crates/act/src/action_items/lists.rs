//! The list of action items and the board.

use access::{Cx, May, Sent};
use axum::extract::Query;
use axum::response::IntoResponse;
use chrono::{Days, NaiveDate};
use plan::settings::{SettingChanged, save_setting};
use roster::staff::queries::staff;
use serde::Deserialize;
use web::forms::Fields;
use web::ui::{Choice, Pagination, Tab};
use web::{Page, Reply, Stage, filters, see_other, url};

use super::queries::{self, ActionItem, Counts, Filter, Together, Which};
use super::state::{Act, State};
use super::{ESCALATION_DAYS, bulk, escalation_days, is_doer, labels};

const LIST: &str = "/act/action-items";
const BOARD: &str = "/act/action-items/board";
const PER_PAGE: i64 = 50;
/// A column of the board shows this many; the list shows the rest.
const CARDS: i64 = 20;

/// The filters, as they stand in the address.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    #[serde(default)]
    state: String,
    #[serde(default)]
    whose: String,
    #[serde(default)]
    person: String,
    #[serde(default)]
    source: String,
    page: Option<i64>,
}

impl Wanted {
    fn address(&self, path: &str, state: &str) -> String {
        let pairs = [("state", state), ("whose", &self.whose), ("person", &self.person), ("source", &self.source)];
        url::with_query(path, &pairs)
    }

    fn is_mine(&self) -> bool {
        self.whose == "mine"
    }

    /// What is asked of people and decisions; the state is asked by the view.
    fn filter(&self, cx: &Cx) -> Filter {
        let own = if self.is_mine() { Some(cx.viewer().staff_id.unwrap_or(-1)) } else { None };
        Filter {
            staff_id: own.or_else(|| self.person.parse().ok()),
            source_kind: (!self.source.is_empty()).then(|| self.source.clone()),
        }
    }
}

struct Line {
    item: ActionItem,
    state: State,
    place: String,
    is_overdue: bool,
    may_begin: bool,
    may_accept: bool,
}

fn line(cx: &Cx, item: ActionItem) -> Line {
    let (does, state) = (is_doer(cx, &item), item.state());
    Line {
        state,
        place: labels::place(&item),
        is_overdue: item.is_overdue(cx.today()),
        may_begin: does && state.after(Act::Begin).is_some(),
        may_accept: cx.may(May::EditOrders) && (!does || cx.may(May::SignOrders)) && state.after(Act::Accept).is_some(),
        item,
    }
}

#[derive(askama::Template)]
#[template(path = "action_items/list.html")]
struct ListPage {
    lines: Vec<Line>,
    views: Vec<Tab>,
    standings: Vec<Tab>,
    fields: Fields,
    people: Vec<Choice>,
    sources: Vec<Choice>,
    owners: Vec<Choice>,
    state: String,
    is_first: bool,
    sees_all: bool,
    may_accept: bool,
    may_set: bool,
    accepted: Option<Together>,
    pagination: Pagination,
}

/// Leaders see all items; everybody else those given to themselves.
pub(super) async fn list(cx: Cx, Query(wanted): Query<Wanted>) -> Reply {
    let mut db = cx.store();
    let (year, today) = (cx.year().await?, cx.today());
    let days = escalation_days(&mut db).await?;
    let filter = wanted.filter(&cx);
    let counts = queries::counts(&mut db, cx.scope(), &filter, year, (today, before(today, days))).await?;
    let (which, rows) = seen(&wanted, &counts, (year, today), days);
    let pagination = Pagination::new(wanted.page.unwrap_or(1), rows, PER_PAGE, wanted.address(LIST, &wanted.state));
    let items = queries::filtered(&mut db, cx.scope(), &filter, which, (pagination.offset(), PER_PAGE)).await?;
    let is_narrowed = !wanted.person.is_empty() || !wanted.source.is_empty() || wanted.is_mine();
    let may_accept = cx.may(May::EditOrders) && wanted.state == State::UnderReview.code();
    let is_about_acceptance = [State::UnderReview.code(), State::Done.code()].contains(&wanted.state.as_str());
    let sees_all = cx.scope().whole;
    let fields = Fields::empty().with("person", &wanted.person).with("source", &wanted.source).with("days", days);
    let body = ListPage {
        lines: items.into_iter().map(|item| line(&cx, item)).collect(),
        views: views(&cx, &wanted, false),
        standings: standings(&cx, &wanted, &counts),
        people: if sees_all { people(&mut db).await? } else { Vec::new() },
        sources: sources(&mut db, &cx).await?,
        fields,
        owners: owners(&cx),
        state: wanted.state.clone(),
        is_first: !is_narrowed && counts.open() + counts.done == 0,
        sees_all,
        may_accept,
        may_set: cx.may(May::EditSettings) && wanted.state == "escalated",
        accepted: if is_about_acceptance { bulk::undoable(&cx).await? } else { None },
        pagination,
    };
    cx.page(Page::new(labels::ACTION_ITEMS).stage(Stage::Act).wide().body(body)).await
}

/// The day before which what is late is shown to leaders.
pub(super) fn before(today: NaiveDate, days: i64) -> NaiveDate {
    let days = u64::try_from(days).unwrap_or(0);
    // Due on Monday, three days: told on Thursday.
    today.checked_sub_days(Days::new(days)).and_then(|day| day.succ_opt()).unwrap_or(today)
}

/// What the view asked for shows, and how many items that are.
fn seen(wanted: &Wanted, counts: &Counts, (year, today): (i64, NaiveDate), days: i64) -> (Which, i64) {
    match wanted.state.as_str() {
        "overdue" => (Which::DueBefore(today), counts.overdue),
        "escalated" => (Which::Escalated(before(today, days)), counts.escalated),
        other => match State::from_code(other) {
            Some(state) => (which(state, year), count(counts, state)),
            None => (Which::Open, counts.open()),
        },
    }
}

fn which(state: State, year: i64) -> Which {
    if state == State::Done { Which::Done(year) } else { Which::In(state) }
}

fn count(counts: &Counts, state: State) -> i64 {
    match state {
        State::New => counts.new,
        State::InProgress => counts.in_progress,
        State::UnderReview => counts.under_review,
        State::Done => counts.done,
    }
}

/// List and board, of everybody or of the viewer.
fn views(cx: &Cx, wanted: &Wanted, is_board: bool) -> Vec<Tab> {
    let (here, there) = if is_board { (BOARD, LIST) } else { (LIST, BOARD) };
    let mut tabs = vec![
        Tab {
            is_current: !is_board,
            ..Tab::new(labels::AS_LIST, wanted.address(if is_board { there } else { here }, ""))
        },
        Tab {
            is_current: is_board,
            ..Tab::new(labels::AS_BOARD, wanted.address(if is_board { here } else { there }, ""))
        },
    ];
    if cx.viewer().staff_id.is_some() {
        tabs.push(Tab::new(labels::MINE, "/act/digest"));
    }
    tabs
}

fn standings(cx: &Cx, wanted: &Wanted, counts: &Counts) -> Vec<Tab> {
    let tab = |label: &str, state: &'static str, n: i64| {
        Tab::new(label, wanted.address(LIST, state)).current_if(state, wanted.state.as_str()).count(n)
    };
    let mut tabs = vec![tab(labels::OPEN, "", counts.open())];
    tabs.extend(State::ALL[..3].iter().map(|state| tab(state.heading(), state.code(), count(counts, *state))));
    tabs.push(tab(labels::OVERDUE, "overdue", counts.overdue));
    if cx.may(May::EditOrders) {
        tabs.push(tab(labels::ESCALATED, "escalated", counts.escalated));
    }
    tabs.push(tab(State::Done.heading(), State::Done.code(), counts.done));
    tabs
}

/// Everybody's items or one's own: a choice for leaders who are given items themselves.
fn owners(cx: &Cx) -> Vec<Choice> {
    let leads_and_does = cx.scope().whole && cx.viewer().staff_id.is_some();
    if leads_and_does { vec![Choice::new("mine", labels::MY_ITEMS)] } else { Vec::new() }
}

async fn people(db: &mut impl store::Reads) -> store::Result<Vec<Choice>> {
    let present = staff(db).await?.into_iter().filter(|one| one.left_on.is_none());
    Ok(present.map(|one| Choice::new(one.id, one.name().with_initials())).collect())
}

async fn sources(db: &mut impl store::Reads, cx: &Cx) -> store::Result<Vec<Choice>> {
    let kinds = queries::source_kinds(db).await?.into_iter();
    Ok(kinds
        .map(|kind| {
            let label = cx.artefact_kind(&kind).map_or(labels::OTHER_SOURCE, |known| known.label);
            Choice::new(kind, label)
        })
        .collect())
}

#[derive(askama::Template)]
#[template(path = "action_items/board.html")]
struct BoardPage {
    columns: Vec<Column>,
    views: Vec<Tab>,
    fields: Fields,
    people: Vec<Choice>,
    owners: Vec<Choice>,
    sees_all: bool,
    back: String,
}

struct Column {
    state: State,
    count: i64,
    lines: Vec<Line>,
    all: String,
}

pub(super) async fn board(cx: Cx, Query(wanted): Query<Wanted>) -> Reply {
    let mut db = cx.store();
    let (year, today) = (cx.year().await?, cx.today());
    let filter = wanted.filter(&cx);
    let counts = queries::counts(&mut db, cx.scope(), &filter, year, (today, today)).await?;
    let mut columns = Vec::new();
    for state in State::ALL {
        let items = queries::filtered(&mut db, cx.scope(), &filter, which(state, year), (0, CARDS)).await?;
        columns.push(Column {
            state,
            count: count(&counts, state),
            lines: items.into_iter().map(|item| line(&cx, item)).collect(),
            all: wanted.address(LIST, state.code()),
        });
    }
    let sees_all = cx.scope().whole;
    let body = BoardPage {
        columns,
        views: views(&cx, &wanted, true),
        fields: Fields::empty().with("person", &wanted.person).with("whose", &wanted.whose),
        people: if sees_all { people(&mut db).await? } else { Vec::new() },
        owners: owners(&cx),
        sees_all,
        back: wanted.address(BOARD, ""),
    };
    let page = Page::new(labels::BOARD).stage(Stage::Act).crumb(labels::ACTION_ITEMS, LIST).wide();
    cx.page(page.body(body)).await
}

pub(super) async fn set_escalation(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let back = see_other("/act/action-items?state=escalated");
    let Some(days) = fields.whole_number("days", 0..=60, labels::DAYS_MISSING) else {
        return Ok(back.refused(labels::DAYS_MISSING).into_response());
    };
    let mut change = cx.begin().await?;
    save_setting(&mut change, ESCALATION_DAYS, &days.to_string()).await?;
    change.commit(&SettingChanged { name: labels::ESCALATION.to_owned(), value: days.to_string() }).await?;
    Ok(back.done(labels::ESCALATION_SAVED).into_response())
}
