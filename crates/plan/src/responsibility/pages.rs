//! The page of the responsibility matrix.

use access::Cx;
use roster::setup::queries::school;
use roster::staff::queries::staff;
use web::{Page, Reply, Stage, filters};

use super::{Matrix, PersonLoad, labels, loads, paper};
use crate::calendar::queries::procedures;
use crate::model::rulebook;

#[derive(askama::Template)]
#[template(path = "responsibility/matrix.html")]
struct MatrixPage {
    year: i64,
    people: Vec<Person>,
    columns: Vec<String>,
    left_out: String,
    groups: Vec<GroupView>,
    legend: &'static str,
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

struct GroupView {
    name: String,
    lines: Vec<LineView>,
}

struct LineView {
    name: String,
    letters: Vec<String>,
}

/// The matrix of the year that is looked at, with the load of its people.
async fn load(cx: &Cx) -> store::Result<(Matrix, Vec<PersonLoad>)> {
    let mut db = cx.store();
    let procedures = procedures(&mut db, cx.year().await?).await?;
    let people = staff(&mut db).await?;
    let names: Vec<(i64, String)> = people.iter().map(|one| (one.id, one.name().with_initials())).collect();
    let posts: Vec<super::Post> =
        people.iter().map(|one| (one.id, one.name().with_initials(), one.position.clone())).collect();
    let bodies = crate::bodies::queries::bodies(&mut db).await?;
    let bodies: Vec<_> = bodies.into_iter().filter(|body| body.exists_on(cx.today())).collect();
    Ok((super::matrix(&bodies, &procedures, &posts), loads(&procedures, &names)))
}

pub(super) async fn matrix(cx: Cx) -> Reply {
    let (matrix, loads) = load(&cx).await?;
    let most = rulebook().person.most_due_in_a_month;
    let line = |line: &super::Line| LineView { name: paper::named(line), letters: paper::letters(line) };
    let groups = matrix.groups.iter();
    let body = MatrixPage {
        year: cx.year().await?,
        people: loads.iter().map(|load| person(load, most)).collect(),
        groups: groups
            .map(|group| GroupView { name: group.name.clone(), lines: group.lines.iter().map(line).collect() })
            .collect(),
        columns: matrix.columns,
        left_out: matrix.left_out.join(", "),
        legend: labels::LEGEND,
        most,
    };
    cx.page(Page::new(labels::MATRIX).stage(Stage::Plan).lead(labels::LEAD).wide().body(body)).await
}

pub(super) async fn docx(cx: Cx) -> Reply {
    let (matrix, _) = load(&cx).await?;
    let year = cx.year().await?;
    let school = school(&mut cx.store()).await?.unwrap_or_default();
    let bytes =
        documents::docx::render(&paper::document(&matrix, year, (&school, cx.today())), &crate::local_acts::FONTS)?;
    Ok(web::download(&format!("matrica-{year}.docx"), web::DOCX, bytes))
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
