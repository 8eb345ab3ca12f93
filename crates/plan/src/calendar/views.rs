//! The cyclogram as a year: by months, and as a picture of bars over the months.

use access::Cx;
use axum::extract::RawQuery;
use charts::{Gantt, GanttBar, GanttPart, Look};
use chrono::{Datelike, Months, NaiveDate};
use school::ru;
use web::{Page, Reply, Stage, filters};

use super::overview::Overview;
use super::{Area, Procedure, labels};

#[derive(askama::Template)]
#[template(path = "calendar/months.html")]
struct MonthsPage {
    overview: Overview,
    months: Vec<Month>,
    undated: Vec<Entry>,
}

struct Month {
    title: String,
    is_current: bool,
    entries: Vec<Entry>,
}

struct Entry {
    id: i64,
    name: String,
    days: String,
    note: String,
    mark: &'static str,
}

pub(super) async fn months(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar/months").await?;
    let undated = overview.rows.iter().filter(|row| row.span().is_none());
    let body = MonthsPage {
        months: month_starts(&overview).into_iter().map(|first| month(&overview, first, cx.today())).collect(),
        undated: undated.map(|row| entry(&overview, row)).collect(),
        overview,
    };
    cx.page(Page::new(labels::PAGE).stage(Stage::Plan).wide().body(body)).await
}

fn month(overview: &Overview, first: NaiveDate, today: NaiveDate) -> Month {
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let mut rows: Vec<(&Procedure, (NaiveDate, NaiveDate))> =
        overview.rows.iter().filter_map(|row| Some((row, row.span()?))).collect();
    rows.retain(|(_, (from, until))| *from < next && *until >= first);
    rows.sort_by_key(|(row, (from, until))| (*until, *from, row.place));
    Month {
        title: format!("{} {}", ru::month_name(first.month()), first.year()),
        is_current: first <= today && today < next,
        entries: rows.into_iter().map(|(row, _)| entry(overview, row)).collect(),
    }
}

fn entry(overview: &Overview, row: &Procedure) -> Entry {
    let told = [row.classes.as_str(), row.responsible.as_str()];
    Entry {
        id: row.id,
        name: row.name.clone(),
        days: labels::span(row.starts_on, row.due_on),
        note: told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · "),
        mark: overview.standing.mark(&row.id),
    }
}

/// The first days of the months of the year; August before it where something is planned there.
fn month_starts(overview: &Overview) -> Vec<NaiveDate> {
    let year = i32::try_from(overview.year).unwrap_or_default();
    let Some(september) = NaiveDate::from_ymd_opt(year, 9, 1) else { return Vec::new() };
    let is_early = overview.rows.iter().filter_map(Procedure::span).any(|(from, _)| from < september);
    let first = if is_early { september.checked_sub_months(Months::new(1)) } else { Some(september) };
    let count = if is_early { 13 } else { 12 };
    (0..count).filter_map(|ahead| first?.checked_add_months(Months::new(ahead))).collect()
}

#[derive(askama::Template)]
#[template(path = "calendar/gantt.html")]
struct GanttPage {
    overview: Overview,
    picture: String,
    undated: usize,
}

pub(super) async fn gantt(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query, "/plan/calendar/gantt").await?;
    let chart = picture(&overview, cx.today()).draw(Look::page().wide(1180.0));
    let undated = overview.rows.iter().filter(|row| row.span().is_none()).count();
    let body = GanttPage { picture: chart.svg, undated, overview };
    cx.page(Page::new(labels::PAGE).stage(Stage::Plan).wide().body(body)).await
}

fn picture(overview: &Overview, today: NaiveDate) -> Gantt {
    let months = month_starts(overview);
    let first = months.first().copied().unwrap_or(today);
    let end = months.last().and_then(|last| last.checked_add_months(Months::new(1))).unwrap_or(first);
    let day = |date: NaiveDate| u32::try_from((date - first).num_days()).unwrap_or(0);
    let mut rows: Vec<(&Procedure, (NaiveDate, NaiveDate))> =
        overview.rows.iter().filter_map(|row| Some((row, row.span()?))).collect();
    rows.sort_by_key(|(row, span)| (*span, row.place));
    let bar = |(row, (from, until)): (&Procedure, (NaiveDate, NaiveDate))| GanttBar {
        label: row.name.clone(),
        from: day(from),
        until: day(until),
        group: Area::ALL.iter().position(|area| *area == row.area).unwrap_or(0),
        hint: labels::bar_hint(&row.name, &labels::span(row.starts_on, row.due_on), &row.responsible),
        href: Some(format!("/plan/calendar/{}", row.id)),
    };
    Gantt {
        alt: labels::gantt_alt(overview.year, rows.len()),
        days: day(end),
        parts: months
            .iter()
            .map(|month| GanttPart { from: day(*month), label: ru::month_name(month.month()).to_owned() })
            .collect(),
        groups: Area::ALL.into_iter().map(|area| labels::area(area).to_owned()).collect(),
        bars: rows.into_iter().map(bar).collect(),
        marked: (first <= today && today < end).then(|| day(today)),
    }
}
