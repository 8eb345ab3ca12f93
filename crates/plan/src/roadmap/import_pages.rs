//! Taking a roadmap over: a file or pasted text, a preview that writes nothing and asks for missing years, one change.

use access::{Cx, Sent};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use web::forms::Fields;
use web::ui::Choice;
use web::{Page, Reply, Stage, filters, see_other};

use super::batches::Origin;
use super::labels::{self, Replaced};
use super::period::{Period, calendar_years, read as read_period};
use super::table::{ReadTable, as_text, cells, read};
use super::{ActionPlanRow, artefact, queries};
use crate::happened::PlanHappened;

/// A roadmap is a table for people: a sheet of more rows is something else.
const MOST_ROWS: usize = 500;

#[derive(askama::Template)]
#[template(path = "roadmap/import.html")]
struct AskPage {
    year: i64,
    fields: Fields,
}

pub(super) async fn ask(cx: Cx) -> Reply {
    ask_again(&cx, Fields::empty()).await
}

async fn ask_again(cx: &Cx, fields: Fields) -> Reply {
    let page = Page::new(labels::IMPORT).stage(Stage::Plan).crumb(labels::ROADMAP, "/plan/roadmap");
    let page = page.with_errors_of(&fields);
    cx.page(page.body(AskPage { year: cx.year().await?, fields })).await
}

#[derive(askama::Template)]
#[template(path = "roadmap/preview.html")]
struct PreviewPage {
    year: i64,
    fields: Fields,
    rows: Vec<Line>,
    remarks: Vec<String>,
    years: Vec<Choice>,
    /// what «заменить» takes out
    there: Vec<ActionPlanRow>,
    text: String,
}

struct Line {
    row: super::table::ReadRow,
    /// the days that the words mean
    days: String,
    /// the field that asks for the year; empty when nothing is to be asked
    asks: String,
}

/// Shows what a file or a text was read as. Nothing is written.
pub(super) async fn preview(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let table = match fields.take_files("file").into_iter().next() {
        Some(file) => match sheet(&file.bytes) {
            Ok(grid) => read(&grid),
            Err(refusal) => {
                fields.refuse("file", refusal.to_string());
                return ask_again(&cx, fields).await;
            }
        },
        None => match fields.long_text("text", labels::NOTHING_GIVEN) {
            Some(text) => read(&cells(&text)),
            None => return ask_again(&cx, fields).await,
        },
    };
    if table.rows.is_empty() || table.rows.iter().all(|row| row.activity.is_empty()) {
        fields.refuse("text", labels::NOTHING_READ);
        return ask_again(&cx, fields).await;
    }
    preview_of(&cx, table, Fields::empty()).await
}

/// The cells of the first sheet that shows a roadmap, or of the first at all.
fn sheet(bytes: &[u8]) -> Result<Vec<Vec<String>>, sheets::Unreadable> {
    let book = sheets::Workbook::open(bytes)?;
    let mut first = Vec::new();
    for at in 0..book.sheets().len() {
        let mut grid = Vec::new();
        let mut rows = book.rows(at)?;
        while let Some(row) = rows.next_row()? {
            let shown = |column: u32| row.get(column).shown().into_owned();
            grid.push((1..=row.last_column().min(20)).map(shown).collect());
            if grid.len() > MOST_ROWS {
                break;
            }
        }
        if read(&grid).rows.len() > 1 {
            return Ok(grid);
        }
        if at == 0 {
            first = grid;
        }
    }
    Ok(first)
}

async fn preview_of(cx: &Cx, table: ReadTable, fields: Fields) -> Reply {
    let year = cx.year().await?;
    let there = queries::rows(&mut cx.store(), year).await?;
    let line = |(at, row): (usize, &super::table::ReadRow)| {
        let (days, asks) = match read_period(&row.period) {
            Period::Days { from, until } => (shown(from, until), String::new()),
            Period::MonthsOfNoYear { .. } => (String::new(), format!("year_{at}")),
            Period::Words => (String::new(), String::new()),
        };
        Line { row: row.clone(), days, asks }
    };
    let mut years: Vec<Choice> =
        years_of(&table, year, cx.today()).into_iter().map(|year| Choice::new(year, year.to_string())).collect();
    years.push(Choice::new("none", labels::WITHOUT_DATES));
    let page = Page::new(labels::PREVIEW)
        .stage(Stage::Plan)
        .crumb(labels::ROADMAP, "/plan/roadmap")
        .crumb(labels::IMPORT, "/plan/roadmap/import")
        .with_errors_of(&fields);
    let body = PreviewPage {
        year,
        fields,
        text: as_text(&table.rows),
        rows: table.rows.iter().enumerate().map(line).collect(),
        remarks: table.remarks,
        years,
        there,
    };
    cx.page(page.wide().body(body)).await
}

fn years_of(table: &ReadTable, year: i64, today: NaiveDate) -> Vec<i32> {
    calendar_years(year, today, table.rows.iter().map(|row| row.period.as_str()))
}

fn shown(from: Option<NaiveDate>, until: NaiveDate) -> String {
    let until_text = school::ru::date_short(until);
    match from {
        Some(from) if from == until => until_text,
        Some(from) => format!("{} – {until_text}", school::ru::date_short(from)),
        None => format!("… – {until_text}"),
    }
}

/// Reads the table again and keeps it, all in one change.
pub(super) async fn apply(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let Some(text) = fields.long_text("text", labels::NOTHING_GIVEN) else {
        return ask_again(&cx, fields).await;
    };
    let table = read(&cells(&text));
    let year = cx.year().await?;
    let years = years_of(&table, year, cx.today());
    let mut days = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        days.push(match read_period(&row.period) {
            Period::Days { from, until } => (from, Some(until)),
            Period::Words => (None, None),
            asked @ Period::MonthsOfNoYear { .. } => {
                let name = format!("year_{at}");
                let known = |said: &str| match said {
                    "none" => Some(None),
                    said => said.parse().ok().filter(|year| years.contains(year)).map(Some),
                };
                let said = fields.choice(&name, labels::YEAR_MISSING, known).flatten();
                said.and_then(|year| asked.in_year(year))
                    .map_or((None, None), |(from, until)| (Some(from), Some(until)))
            }
        });
    }
    if fields.has_errors() {
        return preview_of(&cx, table, fields).await;
    }
    let mut change = cx.begin().await?;
    crate::years::open(&mut change, year).await?;
    let batch = Some(queries::begin_batch(&mut change, year, Origin::Import.code()).await?);
    let replaced = if fields.is_ticked("replace") { Replaced::Everything } else { Replaced::Nothing };
    if replaced == Replaced::Everything {
        for row in queries::rows(&mut change, year).await? {
            queries::remove_row(&mut change, &row, batch).await?;
        }
    }
    let first = queries::next_place(&mut change, year).await?;
    let count = table.rows.len();
    for ((place, row), (starts_on, ends_on)) in (first..).zip(table.rows).zip(days) {
        let row = ActionPlanRow {
            id: 0,
            school_year: year,
            place,
            number: row.number,
            activity: row.activity,
            expected: row.expected,
            responsible: row.responsible,
            period: row.period,
            starts_on,
            ends_on,
            version: 0,
        };
        queries::save_in(&mut change, &row, batch).await?;
    }
    let sentence = labels::imported(year, count, replaced);
    change.commit(&PlanHappened { kind: "action_plan.imported", subject: artefact(0), sentence }).await?;
    Ok(see_other("/plan/roadmap").done(labels::IMPORTED).into_response())
}
