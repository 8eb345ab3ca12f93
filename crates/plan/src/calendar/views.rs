//! The cyclogram as a year: by months, and as a picture of bars over the months.

use access::Cx;
use axum::extract::RawQuery;
use charts::{Gantt, GanttBar, GanttPart, Look};
use chrono::{Datelike, Months, NaiveDate};
use school::ru;
use web::{Page, Reply, Stage, filters};

use super::overview::Overview;
use super::{Area, Procedure, labels};
use crate::done::{DoneOfYear, Progress};
use crate::roadmap;

#[derive(askama::Template)]
#[template(path = "calendar/months.html")]
struct MonthsPage {
    overview: Overview,
    months: Vec<Month>,
    undated: Vec<Entry>,
    /// whether there is anything to show
    is_empty: bool,
}

struct Month {
    title: String,
    is_current: bool,
    entries: Vec<Entry>,
}

#[derive(Clone)]
struct Entry {
    href: String,
    name: String,
    /// «Дорожная карта», where it is not a row of the cyclogram
    sort: &'static str,
    progress: Progress,
    days: String,
    note: String,
    mark: &'static str,
}

pub(super) async fn months(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar/months").await?;
    let events = events(&cx, &overview).await?;
    let undated = overview.rows.iter().filter(|row| row.span().is_none());
    let starts = month_starts(&overview, &events);
    let body = MonthsPage {
        is_empty: overview.total == 0 && events.is_empty(),
        months: starts.into_iter().map(|first| month(&events, first, cx.today())).collect(),
        undated: undated.map(|row| entry(&overview, row)).collect(),
        overview,
    };
    cx.page(Page::new(labels::PAGE).stage(Stage::Plan).wide().body(body)).await
}

/// Something that takes days: a row of the cyclogram or of the roadmap.
struct Event {
    span: (NaiveDate, NaiveDate),
    place: i64,
    entry: Entry,
    /// the direction; none for what is of the roadmap
    area: Option<Area>,
    responsible: String,
}

async fn events(cx: &Cx, overview: &Overview) -> store::Result<Vec<Event>> {
    let own = overview.rows.iter().filter_map(|row| {
        Some(Event {
            span: row.span()?,
            place: row.place,
            entry: entry(overview, row),
            area: Some(row.area),
            responsible: row.responsible.clone(),
        })
    });
    let mut events: Vec<Event> = own.collect();
    let done = DoneOfYear::load(&mut cx.store(), roadmap::KIND, overview.year).await?;
    for row in overview.roadmap(cx).await? {
        let Some(span) = row.span() else { continue };
        let entry = Entry {
            href: format!("/plan/roadmap/rows/{}", row.id),
            sort: labels::ROADMAP,
            progress: done.progress(row.id, row.ends_on, cx.today()),
            days: labels::span(row.starts_on, row.ends_on),
            note: row.responsible.clone(),
            mark: "",
            name: row.activity,
        };
        events.push(Event { span, place: row.place, entry, area: None, responsible: row.responsible });
    }
    Ok(events)
}

fn month(events: &[Event], first: NaiveDate, today: NaiveDate) -> Month {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let mut rows: Vec<&Event> = events.iter().filter(|one| one.span.0 < next && one.span.1 >= first).collect();
    rows.sort_by_key(|one| (one.span.1, one.span.0, one.area.is_none(), one.place));
    Month {
        title: format!("{} {}", ru::month_name(first.month()), first.year()),
        is_current: first <= today && today < next,
        entries: rows.into_iter().map(|one| one.entry.clone()).collect(),
    }
}

fn entry(overview: &Overview, row: &Procedure) -> Entry {
    let told = [row.classes.as_str(), row.responsible.as_str()];
    Entry {
        href: format!("/plan/calendar/{}", row.id),
        name: row.name.clone(),
        sort: "",
        progress: overview.progress(row),
        days: labels::span(row.starts_on, row.due_on),
        note: told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        mark: overview.standing.mark(&row.id),
    }
}

/// The first days of the months of the year; August before it where something is planned there.
fn month_starts(overview: &Overview, events: &[Event]) -> Vec<NaiveDate> {
    let year = i32::try_from(overview.year).unwrap_or_default();
    let Some(september) = NaiveDate::from_ymd_opt(year, 9, 1) else { return Vec::new() };
    // The roadmap may begin years before: its early months are not worth twelve empty ones.
    let is_early = events.iter().any(|one| one.span.0 < september && one.area.is_some());
    let first = if is_early { september.checked_sub_months(Months::new(1)) } else { Some(september) };
    let count = if is_early { 13 } else { 12 };
    (0..count).filter_map(|ahead| first?.checked_add_months(Months::new(ahead))).collect()
}

#[derive(askama::Template)]
#[template(path = "calendar/gantt.html")]
struct GanttPage {
    overview: Overview,
    picture: String,
    /// the same for a telephone
    narrow: String,
    note: &'static str,
    undated: usize,
    is_empty: bool,
}

pub(super) async fn gantt(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar/gantt").await?;
    let events = events(&cx, &overview).await?;
    let chart = picture(&overview, &events, cx.today());
    let undated = overview.rows.iter().filter(|row| row.span().is_none()).count();
    let body = GanttPage {
        picture: chart.draw(Look::page().wide(1180.0)).svg,
        narrow: chart.draw(Look::page().wide(330.0)).svg,
        note: labels::gantt_note(chart.marked.is_some()),
        is_empty: overview.total == 0 && events.is_empty(),
        undated,
        overview,
    };
    cx.page(Page::new(labels::PAGE).stage(Stage::Plan).wide().body(body)).await
}

fn picture(overview: &Overview, events: &[Event], today: NaiveDate) -> Gantt {
    let months = month_starts(overview, events);
    let first = months.first().copied().unwrap_or(today);
    let end = months.last().and_then(|last| last.checked_add_months(Months::new(1))).unwrap_or(first);
    let day = |date: NaiveDate| u32::try_from((date - first).num_days()).unwrap_or(0);
    let mut rows: Vec<&Event> = events.iter().filter(|one| one.span.0 < end && one.span.1 >= first).collect();
    rows.sort_by_key(|one| (one.span, one.area.is_none(), one.place));
    let has_roadmap = rows.iter().any(|one| one.area.is_none());
    let bar = |one: &Event| GanttBar {
        label: one.entry.name.clone(),
        from: day(one.span.0),
        until: day(one.span.1.min(end)),
        group: Area::ALL.iter().position(|area| Some(*area) == one.area).unwrap_or(Area::ALL.len()),
        hint: labels::bar_hint(&one.entry.name, &one.entry.days, &one.responsible),
        href: Some(one.entry.href.clone()),
    };
    let groups = Area::ALL.into_iter().map(labels::area).chain(has_roadmap.then_some(labels::ROADMAP));
    Gantt {
        alt: labels::gantt_alt(overview.year, rows.len()),
        days: day(end),
        parts: months
            .iter()
            .map(|month| GanttPart { from: day(*month), label: ru::month_name(month.month()).to_owned() })
            .collect(),
        groups: groups.map(str::to_owned).collect(),
        bars: rows.into_iter().map(bar).collect(),
        marked: (first <= today && today < end).then(|| day(today)),
    }
}
