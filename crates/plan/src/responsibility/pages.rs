//! The page of the responsibility matrix.

use access::Cx;
use axum::extract::RawQuery;
use roster::staff::queries::staff;
use web::forms::Fields;
use web::ui::Pagination;
use web::{Page, Reply, Stage, filters};

use super::{Duty, PersonLoad, labels, loads};
use crate::calendar::queries::procedures;
use crate::model::rulebook;

/// Procedures on one page, and people beside whom they stand: more columns nobody can read.
const ROWS: i64 = 40;
const COLUMNS: usize = 16;

#[derive(askama::Template)]
#[template(path = "responsibility/matrix.html")]
struct MatrixPage {
    year: i64,
    people: Vec<Person>,
    columns: Vec<String>,
    others: usize,
    rows: Vec<Line>,
    pages: Pagination,
    most: i64,
}

struct Person {
    name: String,
    answers: usize,
    performs: usize,
    most_at_once: usize,
    month: String,
    is_overloaded: bool,
}

struct Line {
    name: String,
    duties: Vec<&'static str>,
}

pub(super) async fn matrix(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let mut db = cx.store();
    let year = cx.year().await?;
    let procedures = procedures(&mut db, year).await?;
    let names: Vec<(i64, String)> =
        staff(&mut db).await?.iter().map(|one| (one.id, one.name().with_initials())).collect();
    let loads = loads(&procedures, &names);
    let most = rulebook().person.most_due_in_a_month;
    let count = i64::try_from(procedures.len()).unwrap_or(i64::MAX);
    let pages = Pagination::new(asked.get("page").parse().unwrap_or(1), count, ROWS, "/plan/responsibility");
    let first = usize::try_from(pages.offset()).unwrap_or_default();
    let shown = procedures.iter().enumerate().skip(first).take(usize::try_from(ROWS).unwrap_or_default());
    let columns: Vec<&PersonLoad> = loads.iter().take(COLUMNS).collect();
    let body = MatrixPage {
        year,
        people: loads.iter().map(|load| person(load, most)).collect(),
        columns: columns.iter().map(|load| load.name.clone()).collect(),
        others: loads.len().saturating_sub(COLUMNS),
        rows: shown
            .map(|(place, procedure)| Line {
                name: procedure.name.clone(),
                duties: columns.iter().map(|load| sign(load.duties.get(&place))).collect(),
            })
            .collect(),
        pages,
        most,
    };
    cx.page(Page::new(labels::MATRIX).stage(Stage::Plan).lead(labels::LEAD).wide().body(body)).await
}

fn person(load: &PersonLoad, most: i64) -> Person {
    Person {
        name: load.name.clone(),
        answers: load.answers(),
        performs: load.performs(),
        most_at_once: load.most_at_once,
        month: labels::month(load.fullest_month),
        is_overloaded: i64::try_from(load.most_at_once).is_ok_and(|count| count > most),
    }
}

fn sign(duty: Option<&Duty>) -> &'static str {
    match duty {
        Some(Duty::Answers) => "answers",
        Some(Duty::Performs) => "performs",
        None => "",
    }
}
