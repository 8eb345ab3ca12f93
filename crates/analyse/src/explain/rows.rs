//! Handler and page struct of the rows behind a number.

use std::collections::HashMap;

use access::Cx;
use askama::Template;
use axum::extract::{Path, Query};
use formula::schema::RowKind;
use formula::{Cell, Which};
use plan::indicators::own_settings;
use school::{SchoolYear, ru};
use serde::Deserialize;
use web::ui::{Pagination, Tab};
use web::{Failure, OrMissing, Page, Reply, Stage, filters};

use super::pages;
use super::queries::{self, SourceFile};
use crate::engine::{self, Asked};
use crate::place::Place;
use crate::{addresses, shown};

const PER_PAGE: i64 = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Shown {
    part: String,
    page: Option<i64>,
}

struct Row {
    cells: Vec<String>,
    file: String,
    spot: String,
    href: String,
}

#[derive(Template)]
#[template(path = "explain/rows.html")]
struct RowsPage {
    tabs: Vec<Tab>,
    columns: Vec<&'static str>,
    rows: Vec<Row>,
    count: i64,
    reason: String,
    back: String,
    pagination: Pagination,
}

pub(super) async fn rows(
    cx: Cx,
    Path(code): Path<String>,
    Query(place): Query<Place>,
    Query(wanted): Query<Shown>,
) -> Reply {
    let indicator = engine::catalogue().indicator(&code).or_missing()?;
    let year = place.year_or(cx.year().await?);
    let mut db = cx.store();
    if !place.is_visible(&mut db, cx.scope(), year).await? {
        return Err(Failure::missing());
    }
    let which = which(&wanted.part).or_missing()?;
    let asked = Asked::whole(year, engine::usual_date(year, cx.today())).codes([code.as_str()]).seen_by(cx.scope());
    let request = place.limit(asked).request(own_settings(&mut db, year).await?);
    let body = rows_page(&cx, (&code, &place), which, (&request, wanted.page.unwrap_or(1))).await?;
    let page = Page::new(format!("{}: строки", indicator.short_name)).stage(Stage::Analyse).wide();
    let lead =
        format!("{}. {} учебный год", shown::group_seen_by(cx.scope(), &place.group()), SchoolYear(year).short());
    cx.page(
        page.crumb("Показатели", "/analyse/indicators").crumb("Как получено", body.back.clone()).lead(lead).body(body),
    )
    .await
}

fn which(part: &str) -> Option<Which> {
    match part {
        "" | "numerator" => Some(Which::Numerator),
        "rest" => Some(Which::Rest),
        "base" => Some(Which::Base),
        _ => None,
    }
}

async fn rows_page(
    cx: &Cx,
    (code, place): (&str, &Place),
    which: Which,
    (request, page): (&formula::Request, i64),
) -> Result<RowsPage, Failure> {
    let group = place.group();
    let address = |part: &str| place.within(&addresses::rows(code, &group, part));
    let tab = |label: &str, part: &str, shown: Which| Tab::new(label, address(part)).current_if(&shown, &which);
    let mut body = RowsPage {
        tabs: vec![
            tab("Учтены", "numerator", Which::Numerator),
            tab("Остальные в базе", "rest", Which::Rest),
            tab("Вся база", "base", Which::Base),
        ],
        columns: Vec::new(),
        rows: Vec::new(),
        count: 0,
        reason: String::new(),
        back: place.within(&addresses::explain(code, &group)),
        pagination: Pagination::new(1, 0, PER_PAGE, ""),
    };
    let mut db = cx.store();
    let drill = match engine::catalogue().drill(code, which, request, (0, PER_PAGE)) {
        Ok(drill) => drill,
        Err(why) => {
            body.reason = why.say();
            return Ok(body);
        }
    };
    body.count = match queries::grid(&mut db, &drill.count).await?.first().and_then(|row| row.first()) {
        Some(Cell::Int(count)) => *count,
        _ => 0,
    };
    let part = match which {
        Which::Numerator => "numerator",
        Which::Rest => "rest",
        Which::Base => "base",
    };
    body.pagination = Pagination::new(page, body.count, PER_PAGE, address(part));
    let drill = engine::catalogue().drill(code, which, request, (body.pagination.offset(), PER_PAGE)).unwrap_or(drill);
    let found = drill.read(&queries::grid(&mut db, &drill.rows).await?);
    let files = queries::files_by_batch(&mut db).await?;
    body.columns = drill.columns.iter().map(|column| column.title).collect();
    body.rows = found.into_iter().map(|row| shown_row(cx, (&drill, row), &files)).collect();
    Ok(body)
}

fn shown_row(cx: &Cx, (drill, row): (&formula::Drill, formula::DrillRow), files: &HashMap<i64, SourceFile>) -> Row {
    let cells = drill.columns.iter().zip(&row.cells).map(|(column, cell)| cell_text(column.kind, cell)).collect();
    let source = row.source.as_ref();
    let file = source.and_then(|source| files.get(&source.batch_id));
    let sheet = source.and_then(|source| source.sheet.clone()).filter(|sheet| !sheet.is_empty());
    let line = source.and_then(|source| source.row).map(|row| format!("строка {row}"));
    Row {
        cells,
        file: file.map_or_else(String::new, |file| file.file_name.clone()),
        spot: [sheet.map(|sheet| format!("лист «{sheet}»")), line].into_iter().flatten().collect::<Vec<_>>().join(", "),
        href: file.map_or_else(String::new, |file| pages::file_row(cx, file.clone()).href),
    }
}

fn cell_text(kind: RowKind, cell: &Cell) -> String {
    match (kind, cell) {
        (_, Cell::Null) => ru::NO_VALUE.to_owned(),
        (RowKind::Bool, Cell::Int(yes)) => if *yes == 0 { "нет" } else { "да" }.to_owned(),
        (_, Cell::Int(number)) => number.to_string(),
        (RowKind::Date, Cell::Text(date)) => ru::parse_date(date).map_or_else(|| date.clone(), ru::date_short),
        (_, Cell::Text(text)) => text.clone(),
    }
}
