//! Handlers and page structs of the explain sheet and the rows behind it.

use access::{Cx, May};
use askama::Template;
use axum::extract::{Path, Query};
use chrono::{DateTime, NaiveDate, Utc};
use formula::{Better, Cell, Dimension, Explanation, Group, Indicator, Outcome, Which};
use plan::indicators::own_settings;
use school::{SchoolYear, ru};
use serde::Deserialize;
use web::ui::{Pagination, Tab};
use web::{Failure, OrMissing, Page, Reply, Stage, filters};

use super::queries::{self, SourceFile};
use crate::engine::{self, Asked};
use crate::place::Place;
use crate::{addresses, shown};

const PER_PAGE: i64 = 50;

struct FileRow {
    file: SourceFile,
    href: String,
}

struct SettingRow {
    name: String,
    value: String,
    source: String,
    is_own: bool,
}

struct LevelRow {
    key: &'static str,
    border: String,
}

struct PartRow {
    label: String,
    value: String,
    level: &'static str,
    n: String,
    href: String,
}

struct Parts {
    title: String,
    rows: Vec<PartRow>,
}

#[derive(Template)]
#[template(path = "explain/sheet.html")]
struct Sheet {
    indicator: &'static Indicator,
    place: String,
    value: String,
    level: &'static str,
    reason: String,
    missing_text: String,
    missing_page: String,
    n: Option<i64>,
    /// for the caution: a size that is not known needs none
    group_size: i64,
    counts: Option<(String, String)>,
    numerator: String,
    base: String,
    formula: String,
    pack: String,
    validity: String,
    levels: Vec<LevelRow>,
    settings: Vec<SettingRow>,
    restrictions: Vec<String>,
    files: Vec<FileRow>,
    /// whether these are the files of exactly these rows, or of everything the indicator reads
    are_of_rows: bool,
    may_read_rows: bool,
    rows_counted: String,
    rows_rest: String,
    rows_base: String,
    parts: Vec<Parts>,
    is_within_scope: bool,
    as_of: NaiveDate,
    computed_at: DateTime<Utc>,
    version: i64,
}

pub(super) async fn sheet(cx: Cx, Path(code): Path<String>, Query(place): Query<Place>) -> Reply {
    let indicator = engine::catalogue().indicator(&code).or_missing()?;
    let year = cx.year().await?;
    let mut db = cx.store();
    if !place.is_visible(&mut db, cx.scope(), year).await? {
        return Err(Failure::missing());
    }
    let asked = Asked::whole(year, engine::usual_date(year, cx.today())).codes([code.as_str()]).seen_by(cx.scope());
    let own = own_settings(&mut db, year).await?;
    let request = place.limit(asked.clone()).request(own);
    let explanation = engine::catalogue().explain(&code, &request)?;
    let outcome = outcome_at(&cx, &asked, &place).await?;
    let (files, are_of_rows) = queries::files_behind(&mut db, &code, &request).await?;
    let parts = parts(&cx, &asked, &place, indicator).await?;
    let version = engine::data_version(&mut db).await?;
    let mut body = described(indicator, &place, &outcome, &explanation);
    body.are_of_rows = are_of_rows;
    body.files = files.into_iter().map(|file| file_row(&cx, file)).collect();
    body.parts = parts;
    body.may_read_rows = cx.may(May::ReadRows);
    body.is_within_scope = !cx.scope().whole;
    (body.as_of, body.computed_at, body.version) = (asked.as_of, cx.now(), version);
    let lead = format!("{}. {} учебный год", body.place, SchoolYear(year).short());
    let page = Page::new(indicator.name.clone()).stage(Stage::Analyse).crumb("Показатели", "/analyse/indicators");
    cx.page(page.lead(lead).body(body)).await
}

/// The outcome of exactly this group. A place inside the breakdown of items is looked up in it.
async fn outcome_at(cx: &Cx, asked: &Asked, place: &Place) -> Result<Outcome, Failure> {
    let limited = place.limit(asked.clone());
    let limited = if place.item.is_empty() {
        limited.by(Vec::new())
    } else {
        Place { item: String::new(), ..place.clone() }.limit(asked.clone()).by(vec![Dimension::Item])
    };
    let computed = engine::recalculate(&cx.store(), &limited).await?;
    let is_it = |outcome: &&Outcome| place.item.is_empty() || outcome.at(Dimension::Item) == Some(place.item.as_str());
    computed.outcomes.iter().find(is_it).cloned().or_missing()
}

fn described(indicator: &'static Indicator, place: &Place, outcome: &Outcome, explanation: &Explanation<'_>) -> Sheet {
    let group = place.group();
    let why = outcome.state.why();
    Sheet {
        place: shown::group(&group),
        value: outcome.value().map_or_else(|| ru::NO_VALUE.to_owned(), |value| shown::value(indicator.unit, &value)),
        level: shown::level_key(indicator, outcome),
        reason: why.map(formula::Why::say).unwrap_or_default(),
        missing_text: if why.is_some() { indicator.missing.text.clone() } else { String::new() },
        missing_page: if why.is_some() { indicator.missing.page.clone() } else { String::new() },
        n: outcome.n(),
        group_size: outcome.n().unwrap_or(i64::MAX),
        counts: outcome.part().zip(outcome.whole()).map(|(part, whole)| (ru::thousands(part), ru::thousands(whole))),
        numerator: explanation.numerator.clone(),
        base: explanation.base.clone(),
        formula: explanation.formula.clone(),
        pack: explanation.pack.clone(),
        validity: validity(indicator),
        levels: levels(indicator),
        settings: settings(explanation),
        restrictions: explanation.restrictions.iter().map(|ban| format!("{}: {}", ban.name, ban.norm)).collect(),
        rows_counted: addresses::rows(&indicator.code, &group, "numerator"),
        rows_rest: addresses::rows(&indicator.code, &group, "rest"),
        rows_base: addresses::rows(&indicator.code, &group, "base"),
        files: Vec::new(),
        are_of_rows: false,
        may_read_rows: false,
        parts: Vec::new(),
        is_within_scope: false,
        as_of: NaiveDate::default(),
        computed_at: DateTime::default(),
        version: 0,
        indicator,
    }
}

fn validity(indicator: &Indicator) -> String {
    match (indicator.valid_from, indicator.valid_to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("действует с {}", ru::date_short(from)),
        (None, Some(to)) => format!("действует по {}", ru::date_short(to)),
        (Some(from), Some(to)) => format!("действует с {} по {}", ru::date_short(from), ru::date_short(to)),
    }
}

fn levels(indicator: &Indicator) -> Vec<LevelRow> {
    let border = |border| shown::border(indicator.unit, border);
    let (reached, beyond) = if indicator.better == Better::Lower { ("до", "выше") } else { ("от", "ниже") };
    let steps = &indicator.levels.steps;
    let row = |place: usize| {
        let (level, from, _) = &steps[place];
        // The lowest level has no border of its own: it is what lies on the wrong side of the next one.
        let words = match steps.get(place + 1) {
            Some((_, next, _)) if place == 0 => format!("{beyond} {}", border(next)),
            _ => format!("{reached} {}", border(from)),
        };
        LevelRow { key: level.code(), border: words }
    };
    (0..steps.len()).rev().map(row).collect()
}

fn settings(explanation: &Explanation<'_>) -> Vec<SettingRow> {
    let row = |setting: &formula::UsedSetting| SettingRow {
        name: setting.name.clone(),
        value: setting.value.as_ref().map_or_else(|| ru::NO_VALUE.to_owned(), formula::exact_words),
        source: setting.source.clone(),
        is_own: setting.is_own,
    };
    explanation.settings.iter().map(row).collect()
}

fn file_row(cx: &Cx, file: SourceFile) -> FileRow {
    let known = cx.artefact_kind("import_batch").filter(|_| cx.may(May::ReadFiles));
    let href = known.map_or_else(String::new, |known| format!("{}{}", known.href, file.batch_id));
    FileRow { file, href }
}

/// The same indicator by the dimensions that the place does not fix yet.
async fn parts(cx: &Cx, asked: &Asked, place: &Place, indicator: &Indicator) -> Result<Vec<Parts>, Failure> {
    let fixed = place.group();
    let mut parts = Vec::new();
    if !place.item.is_empty() {
        return Ok(parts);
    }
    for dimension in [Dimension::Term, Dimension::Class, Dimension::Subject, Dimension::Item] {
        let is_fixed = fixed.iter().any(|(known, _)| *known == dimension);
        if is_fixed || (dimension == Dimension::Item && place.subject.is_empty()) {
            continue;
        }
        let limited = place.limit(asked.clone()).by(vec![dimension]);
        let computed = engine::recalculate(&cx.store(), &limited).await?;
        let rows: Vec<PartRow> = computed
            .outcomes
            .iter()
            .filter(|part| part.figure.is_some())
            .map(|part| part_row(indicator, &fixed, part))
            .collect();
        if rows.len() > 1 || (dimension == Dimension::Item && !rows.is_empty()) {
            parts.push(Parts { title: dimension.title().to_owned(), rows });
        }
    }
    Ok(parts)
}

fn part_row(indicator: &Indicator, fixed: &Group, part: &Outcome) -> PartRow {
    let mut group = fixed.clone();
    group.extend(part.by.iter().cloned());
    let place = part.by.first().map(|(dimension, value)| shown::place(*dimension, value.as_deref()));
    PartRow {
        label: place.unwrap_or_default(),
        value: shown::outcome(indicator.unit, part),
        level: shown::level_key(indicator, part),
        n: part.n().map_or_else(|| ru::NO_VALUE.to_owned(), ru::thousands),
        href: addresses::explain(&indicator.code, &group),
    }
}

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
    let year = cx.year().await?;
    let mut db = cx.store();
    if !place.is_visible(&mut db, cx.scope(), year).await? {
        return Err(Failure::missing());
    }
    let which = which(&wanted.part).or_missing()?;
    let asked = Asked::whole(year, engine::usual_date(year, cx.today())).codes([code.as_str()]).seen_by(cx.scope());
    let request = place.limit(asked).request(own_settings(&mut db, year).await?);
    let body = rows_page(&cx, (&code, &place), which, (&request, wanted.page.unwrap_or(1))).await?;
    let page = Page::new(format!("{}: строки", indicator.short_name)).stage(Stage::Analyse).wide();
    let lead = format!("{}. {} учебный год", shown::group(&place.group()), SchoolYear(year).short());
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
    let address = |part: &str| addresses::rows(code, &group, part);
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
        back: addresses::explain(code, &group),
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

fn shown_row(
    cx: &Cx,
    (drill, row): (&formula::Drill, formula::DrillRow),
    files: &std::collections::HashMap<i64, SourceFile>,
) -> Row {
    let cells = drill.columns.iter().zip(&row.cells).map(|(column, cell)| cell_text(column.kind, cell)).collect();
    let source = row.source.as_ref();
    let file = source.and_then(|source| files.get(&source.batch_id));
    let sheet = source.and_then(|source| source.sheet.clone()).filter(|sheet| !sheet.is_empty());
    let line = source.and_then(|source| source.row).map(|row| format!("строка {row}"));
    Row {
        cells,
        file: file.map_or_else(String::new, |file| file.file_name.clone()),
        spot: [sheet.map(|sheet| format!("лист «{sheet}»")), line].into_iter().flatten().collect::<Vec<_>>().join(", "),
        href: file.map_or_else(String::new, |file| file_row(cx, file.clone()).href),
    }
}

fn cell_text(kind: formula::schema::RowKind, cell: &Cell) -> String {
    use formula::schema::RowKind;
    match (kind, cell) {
        (_, Cell::Null) => ru::NO_VALUE.to_owned(),
        (RowKind::Bool, Cell::Int(yes)) => if *yes == 0 { "нет" } else { "да" }.to_owned(),
        (_, Cell::Int(number)) => number.to_string(),
        (RowKind::Date, Cell::Text(date)) => ru::parse_date(date).map_or_else(|| date.clone(), ru::date_short),
        (_, Cell::Text(text)) => text.clone(),
    }
}
