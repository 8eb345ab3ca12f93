//! The page of the table and the receiving of it.

use std::collections::BTreeMap;

use access::{Cx, Sent};
use axum::response::IntoResponse;
use ledger::Change;
use web::forms::Fields;
use web::{Page, Reply, Stage, filters, see_other};

use super::receive::{self, Wanted};
use crate::calendar::entry::Known;
use crate::calendar::{Area, CalendarHappened, Column, Procedure, ProcedureKind, labels, queries};
use crate::indicators::CatalogueOf;

/// Empty rows at the end of the table; the script adds more.
const SPARE_ROWS: usize = 5;

#[derive(askama::Template)]
#[template(path = "calendar/grid.html")]
struct GridPage {
    year: i64,
    heads: Vec<(&'static str, &'static str)>,
    rows: Vec<GridRow>,
    /// what is wrong, by row
    faults: Vec<Fault>,
    areas: Vec<&'static str>,
    kinds: Vec<&'static str>,
    people: Vec<String>,
    subjects: Vec<String>,
}

struct GridRow {
    /// what the names of its fields end in
    suffix: String,
    number: usize,
    is_new: bool,
    is_dropped: bool,
    version: String,
    cells: Vec<GridCell>,
}

struct GridCell {
    name: String,
    label: &'static str,
    code: &'static str,
    /// the list of suggestions, if there is one
    list: &'static str,
    value: String,
    error: String,
}

struct Fault {
    number: usize,
    name: String,
    field: String,
    message: String,
}

pub(in crate::calendar) async fn edit(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut db = cx.store();
    let saved = queries::procedures(&mut db, year).await?;
    let known = Known::load(&mut db, catalogue).await?;
    let put = |fields: Fields, row: &Procedure| known.filled(fields, &format!("_{}", row.id), row);
    let fields = saved.iter().fold(Fields::empty(), put);
    page(&cx, &known, (year, &saved), fields, &BTreeMap::new()).await
}

async fn page(
    cx: &Cx,
    known: &Known,
    (year, saved): (i64, &[Procedure]),
    fields: Fields,
    instead: &BTreeMap<String, String>,
) -> Reply {
    let mut suffixes = receive::suffixes(&fields, saved);
    let last_new = suffixes.iter().filter_map(|suffix| receive::number_of_new(suffix)).max().unwrap_or(0);
    let spare = if fields.has_errors() { 1 } else { SPARE_ROWS };
    suffixes.extend((last_new + 1..=last_new + spare).map(|number| format!("_new{number}")));
    let value = |name: &str| instead.get(name).cloned().unwrap_or_else(|| fields.get(name).to_owned());
    let row = |(number, suffix): (usize, &String)| GridRow {
        number: number + 1,
        is_new: receive::number_of_new(suffix).is_some(),
        is_dropped: fields.has(&format!("drop{suffix}"), "1"),
        version: value(&format!("version{suffix}")),
        cells: Column::ALL.into_iter().map(|column| cell(column, suffix, &fields, &value)).collect(),
        suffix: suffix.clone(),
    };
    let rows: Vec<GridRow> = suffixes.iter().enumerate().map(row).collect();
    let body = GridPage {
        year,
        heads: Column::ALL.into_iter().map(|column| (column.code(), labels::column(column))).collect(),
        faults: rows.iter().flat_map(|row| faults(row, &fields)).collect(),
        rows,
        areas: Area::ALL.into_iter().map(labels::area).collect(),
        kinds: ProcedureKind::ALL.into_iter().map(labels::kind).collect(),
        people: known.present().map(|member| member.with_position()).collect(),
        subjects: known.subjects.iter().map(|subject| subject.name.clone()).collect(),
    };
    let page = Page::new(labels::GRID).stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar").wide();
    cx.page(page.with_errors_of(&fields).body(body)).await
}

fn cell(column: Column, suffix: &str, fields: &Fields, value: &impl Fn(&str) -> String) -> GridCell {
    let name = format!("{}{suffix}", column.code());
    GridCell {
        label: labels::column(column),
        code: column.code(),
        list: match column {
            Column::Area => "list-areas",
            Column::Kind => "list-kinds",
            Column::Responsible => "list-people",
            Column::Subject => "list-subjects",
            _ => "",
        },
        value: value(&name),
        error: fields.error(&name).to_owned(),
        name,
    }
}

fn faults(row: &GridRow, fields: &Fields) -> Vec<Fault> {
    let name = row.cells.iter().find(|cell| cell.code == Column::Name.code()).map(|cell| cell.value.clone());
    let wrong = row.cells.iter().filter(|cell| !cell.error.is_empty());
    let fault = |cell: &GridCell| Fault {
        number: row.number,
        name: name.clone().unwrap_or_default(),
        field: cell.name.clone(),
        message: fields.error(&cell.name).to_owned(),
    };
    wrong.map(fault).collect()
}

pub(in crate::calendar) async fn save(cx: Cx, Sent(mut fields): Sent, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let known = Known::load(&mut change, catalogue).await?;
    let wanted = receive::read(&mut change, &known, &mut fields, year).await?;
    if fields.has_errors() {
        let saved = queries::procedures(&mut change, year).await?;
        drop(change);
        return page(&cx, &known, (year, &saved), fields, &wanted.instead).await;
    }
    let counts = write(&mut change, &wanted).await?;
    if counts == (0, 0, 0) {
        drop(change);
        return Ok(see_other("/plan/calendar/grid").caution(labels::NOTHING_CHANGED).into_response());
    }
    change.commit(&CalendarHappened::of_year(year, "calendar.table_saved", labels::grid_saved(year, counts))).await?;
    Ok(see_other("/plan/calendar").done(labels::grid_done(counts)).into_response())
}

/// Writes what was wanted and says of each row what became of it; answers how many were added, changed, removed.
async fn write(change: &mut Change, wanted: &Wanted) -> store::Result<(i64, i64, i64)> {
    for row in &wanted.added {
        let row = queries::save(change, row).await?;
        change.say(&CalendarHappened::added(&row)).await?;
    }
    for (row, columns) in &wanted.changed {
        queries::save(change, row).await?;
        let said = labels::changed(&row.name, row.school_year, columns);
        change.say(&CalendarHappened::of_row(row.id, "procedure.changed", said)).await?;
    }
    for row in &wanted.removed {
        queries::remove(change, row).await?;
        let said = labels::removed(&row.name, row.school_year);
        change.say(&CalendarHappened::of_row(row.id, "procedure.removed", said)).await?;
    }
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    Ok((count(wanted.added.len()), count(wanted.changed.len()), count(wanted.removed.len())))
}
