//! Handler and page struct of the heatmap.

use std::sync::Arc;

use access::Cx;
use askama::Template;
use axum::extract::Query;
use charts::{HeatCell, HeatRow, Heatmap, Look, Reading, Shading};
use formula::{Dimension, Group, Indicator, Outcome, Unit};
use school::{Exact, SchoolYear, Term, ru};
use serde::Deserialize;
use web::ui::{Choice, Level, Tab};
use web::{Failure, Page, Reply, Stage, filters, forms::Fields, url};

use crate::choices::{self, SubjectName};
use crate::engine::{self, Asked, Computed};
use crate::table::OutcomeTable;
use crate::{addresses, shown};

const PAGE: &str = "/analyse/heatmap";
const MEASURES: [&str; 4] = ["school.good_mark_rate", "school.pass_rate", "school.simonov_index", "school.mean_mark"];
/// From this size on a cell is drawn without the frame of a small group.
const LARGE_ENOUGH: i64 = 20;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    measure: String,
    term: String,
}

struct Cell {
    value: String,
    level: Level,
    n: String,
    href: String,
}

struct Row {
    label: String,
    cells: Vec<Cell>,
}

#[derive(Template)]
#[template(path = "heatmap/show.html")]
struct ShowPage {
    tabs: Vec<Tab>,
    fields: Fields,
    terms: Vec<Choice>,
    measure: String,
    title: String,
    chart: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    is_within_scope: bool,
}

pub(super) async fn show(cx: Cx, Query(wanted): Query<Wanted>) -> Reply {
    let year = cx.year().await?;
    let code = MEASURES.into_iter().find(|code| *code == wanted.measure).unwrap_or(MEASURES[0]);
    let indicator = engine::catalogue().find(code)?;
    let choices = choices::of_year(&cx, year).await?;
    let computed = outcomes(&cx, year, (code, &wanted.term)).await?;
    let grid = Grid::new(indicator, computed.table(), &choices.subjects, &wanted.term);
    let period = Term::from_code(&wanted.term).unwrap_or(Term::Year).name();
    let title = format!("{}: классы и предметы, {}", indicator.name, period.to_lowercase());
    let body = ShowPage {
        tabs: MEASURES.into_iter().filter_map(|measure| tab(measure, code, &wanted.term)).collect(),
        fields: Fields::empty().with("term", &wanted.term),
        terms: choices::term_choices(&choices.terms),
        measure: code.to_owned(),
        chart: if grid.rows.is_empty() { String::new() } else { grid.chart(&title) },
        columns: grid.columns.iter().map(|(_, short)| short.clone()).collect(),
        rows: grid.table(),
        title,
        is_within_scope: !cx.scope().whole,
    };
    let lead = format!("{} учебный год. Число в клетке ведёт к расчёту.", SchoolYear(year).short());
    cx.page(Page::new("Тепловая карта").stage(Stage::Analyse).lead(lead).wide().body(body)).await
}

fn tab(code: &str, shown: &str, term: &str) -> Option<Tab> {
    let indicator = engine::catalogue().indicator(code)?;
    let address = url::with_query(PAGE, &[("measure", code), ("term", term)]);
    Some(Tab::new(indicator.short_name.clone(), address).current_if(code, shown))
}

async fn outcomes(cx: &Cx, year: i64, (code, term): (&str, &str)) -> Result<Arc<Computed>, Failure> {
    let mut asked = Asked::whole(year, engine::usual_date(year, cx.today()))
        .codes([code])
        .by_each(vec![
            vec![],
            vec![Dimension::Class],
            vec![Dimension::Subject],
            vec![Dimension::Class, Dimension::Subject],
        ])
        .seen_by(cx.scope());
    if Term::from_code(term).is_some() {
        asked = asked.only(Dimension::Term, term);
    }
    Ok(engine::recalculate_as_of(&cx.store(), cx.version(), &asked).await?)
}

/// Rows are classes and the whole school, columns are subjects and all of them together.
struct Grid<'a> {
    indicator: &'a Indicator,
    table: &'a OutcomeTable,
    term: &'a str,
    /// group of the column (empty for all subjects) and its short name
    columns: Vec<(Group, String)>,
    /// group of the row (empty for the school) and its name
    rows: Vec<(Group, String)>,
}

impl<'a> Grid<'a> {
    fn new(indicator: &'a Indicator, table: &'a OutcomeTable, subjects: &[SubjectName], term: &'a str) -> Self {
        let is_known = |group: &Group| table.get(&indicator.code, group).is_some_and(|cell| cell.figure.is_some());
        let column = |subject: &SubjectName| {
            let group: Group = vec![(Dimension::Subject, Some(subject.name.clone()))];
            is_known(&group).then(|| (group, subject.short_name.clone()))
        };
        let mut columns: Vec<_> = subjects.iter().filter_map(column).collect();
        let mut rows: Vec<(Group, String)> = Vec::new();
        for outcome in table.of(&indicator.code, &[Dimension::Class]).into_iter().filter(|cell| cell.figure.is_some()) {
            rows.push((outcome.by.clone(), shown::group(&outcome.by)));
        }
        rows.sort_by_key(|(_, name)| choices::class_order(name));
        if columns.len() > 1 {
            columns.push((Group::new(), "Все".to_owned()));
        }
        if rows.len() > 1 {
            rows.push((Group::new(), "Школа".to_owned()));
        }
        Self { indicator, table, term, columns, rows }
    }

    fn cell(&self, row: &Group, column: &Group) -> (Group, Option<&'a Outcome>) {
        let mut group = row.clone();
        group.extend(column.iter().cloned());
        let outcome = self.table.get(&self.indicator.code, &group);
        if !self.term.is_empty() {
            group.push((Dimension::Term, Some(self.term.to_owned())));
        }
        (group, outcome)
    }

    fn chart(&self, alt: &str) -> String {
        let rows = self.rows.iter().map(|(row, label)| HeatRow {
            label: label.clone(),
            cells: self.columns.iter().map(|(column, _)| self.heat_cell(row, column)).collect(),
        });
        let chart = Heatmap {
            alt: alt.to_owned(),
            columns: self.columns.iter().map(|(_, short)| short.clone()).collect(),
            rows: rows.collect(),
            shading: shading(self.indicator.unit),
        };
        chart.draw(Look::page().wide(1100.0)).svg
    }

    fn heat_cell(&self, row: &Group, column: &Group) -> HeatCell {
        let (group, outcome) = self.cell(row, column);
        let n = outcome.and_then(Outcome::n);
        let value = outcome.and_then(Outcome::value);
        let reason = outcome.and_then(|outcome| outcome.state.why()).map(formula::Why::say);
        HeatCell {
            reading: match value {
                Some(value) => Reading::known(&value, short_value(self.indicator.unit, &value)),
                None => Reading::absent(reason.unwrap_or_default()),
            },
            base: n.map_or_else(String::new, |n| ru::counted(n, "отметка", "отметки", "отметок")),
            is_small: n.is_some_and(|n| n < LARGE_ENOUGH),
            href: value.map(|_| addresses::explain(&self.indicator.code, &group)),
        }
    }

    fn table(&self) -> Vec<Row> {
        let cell = |row: &Group, column: &Group| {
            let (group, outcome) = self.cell(row, column);
            let known = outcome.filter(|outcome| outcome.figure.is_some());
            Cell {
                value: known.map_or_else(|| ru::NO_VALUE.to_owned(), |cell| shown::outcome(self.indicator.unit, cell)),
                level: known.map(|cell| shown::level(self.indicator, cell)).unwrap_or_default(),
                n: known.and_then(Outcome::n).map_or_else(String::new, |n| format!("n = {n}")),
                href: known.map_or_else(String::new, |_| addresses::explain(&self.indicator.code, &group)),
            }
        };
        let row = |(row, label): &(Group, String)| Row {
            label: label.clone(),
            cells: self.columns.iter().map(|(column, _)| cell(row, column)).collect(),
        };
        self.rows.iter().map(row).collect()
    }
}

/// Whole percents in the narrow cells of the picture; the exact number is one click away.
fn short_value(unit: Unit, value: &Exact) -> String {
    match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => ru::number(&(value * Exact::from_integer(100)), 0),
        Unit::Index => ru::number(value, 0),
        _ => shown::value(unit, value),
    }
}

fn shading(unit: Unit) -> Shading {
    let figure = |value: i128, label: &str| charts::Figure::new(&Exact::from_integer(value), label);
    let (from, to) = match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => (figure(0, "0\u{a0}%"), figure(1, "100\u{a0}%")),
        Unit::Mark => (figure(2, "2"), figure(5, "5")),
        _ => (figure(0, "0"), figure(100, "100")),
    };
    Shading::Amount { from, to }
}
