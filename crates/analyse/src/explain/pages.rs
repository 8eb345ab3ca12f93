//! Handler and page struct of the explain sheet.

use access::{Cx, May};
use askama::Template;
use axum::extract::{Path, Query};
use chrono::{DateTime, NaiveDate, Utc};
use formula::{Better, Dimension, Explanation, Group, Indicator, Outcome};
use plan::indicators::own_settings;
use school::{SchoolYear, ru};
use web::ui::Level;
use web::{Failure, OrMissing, Page, Reply, Stage, filters};

use super::queries::{self, SourceFile};
use crate::engine::{self, Asked};
use crate::place::Place;
use crate::{addresses, shown};

pub(super) struct FileRow {
    file: SourceFile,
    pub(super) href: String,
}

struct SettingRow {
    name: String,
    value: String,
    source: String,
    is_own: bool,
}

struct LevelRow {
    key: Level,
    border: String,
}

struct PartRow {
    label: String,
    value: String,
    level: Level,
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
    level: Level,
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
    let year = place.year_or(cx.year().await?);
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
    let mut body = described(indicator, &place, &outcome, &explanation);
    body.are_of_rows = are_of_rows;
    body.files = files.into_iter().map(|file| file_row(&cx, file)).collect();
    body.parts = parts;
    body.may_read_rows = cx.may(May::ReadRows);
    body.is_within_scope = !cx.scope().whole;
    (body.as_of, body.computed_at, body.version) = (asked.as_of, cx.now(), cx.version());
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
    let computed = engine::recalculate_as_of(&cx.store(), cx.version(), &limited).await?;
    let is_it = |outcome: &&Outcome| place.item.is_empty() || outcome.at(Dimension::Item) == Some(place.item.as_str());
    computed.outcomes.iter().find(is_it).cloned().or_missing()
}

fn described(indicator: &'static Indicator, place: &Place, outcome: &Outcome, explanation: &Explanation<'_>) -> Sheet {
    let group = place.group();
    let why = outcome.state.why();
    Sheet {
        place: shown::group(&group),
        value: outcome.value().map_or_else(|| ru::NO_VALUE.to_owned(), |value| shown::value(indicator.unit, &value)),
        level: shown::level(indicator, outcome),
        reason: why.map(formula::Why::say).unwrap_or_default(),
        missing_text: if why.is_some() { indicator.missing.text.clone() } else { String::new() },
        missing_page: if why.is_some() { indicator.missing.page.clone() } else { String::new() },
        n: outcome.n(),
        group_size: outcome.n().unwrap_or(i64::MAX),
        counts: outcome.quotient().map(|(part, whole)| (shown::side(&part), shown::side(&whole))),
        numerator: explanation.numerator.clone(),
        base: base_words(explanation, indicator),
        formula: explanation.formula.clone(),
        pack: explanation.pack.clone(),
        validity: validity(indicator),
        levels: levels(indicator),
        settings: settings(explanation),
        restrictions: explanation.restrictions.iter().map(|ban| format!("{}: {}", ban.name, ban.norm)).collect(),
        rows_counted: place.within(&addresses::rows(&indicator.code, &group, "numerator")),
        rows_rest: place.within(&addresses::rows(&indicator.code, &group, "rest")),
        rows_base: place.within(&addresses::rows(&indicator.code, &group, "base")),
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

/// What stands below the line of the fraction; a mean has no words of its own for it.
fn base_words(explanation: &Explanation<'_>, indicator: &Indicator) -> String {
    let words = [&explanation.base, &indicator.base_rule];
    words.into_iter().find(|words| !words.is_empty()).cloned().unwrap_or_default()
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
        let (level, from, name) = &steps[place];
        // The lowest level has no border of its own: it is what lies on the wrong side of the next one.
        let words = match steps.get(place + 1) {
            Some((_, next, _)) if place == 0 => format!("{beyond} {}", border(next)),
            _ => format!("{reached} {}", border(from)),
        };
        LevelRow { key: Level { key: level.code(), name: level.own_name(name) }, border: words }
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

pub(super) fn file_row(cx: &Cx, file: SourceFile) -> FileRow {
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
        let computed = engine::recalculate_as_of(&cx.store(), cx.version(), &limited).await?;
        let rows: Vec<PartRow> = computed
            .outcomes
            .iter()
            .filter(|part| part.figure.is_some())
            .map(|part| part_row(indicator, (place, &fixed), part))
            .collect();
        if rows.len() > 1 || (dimension == Dimension::Item && !rows.is_empty()) {
            parts.push(Parts { title: dimension.title().to_owned(), rows });
        }
    }
    Ok(parts)
}

fn part_row(indicator: &Indicator, (within, fixed): (&Place, &Group), part: &Outcome) -> PartRow {
    let mut group = fixed.clone();
    group.extend(part.by.iter().cloned());
    let place = part.by.first().map(|(dimension, value)| shown::place(*dimension, value.as_deref()));
    PartRow {
        label: place.unwrap_or_default(),
        value: shown::outcome(indicator.unit, part),
        level: shown::level(indicator, part),
        n: part.n().map_or_else(|| ru::NO_VALUE.to_owned(), ru::thousands),
        href: within.within(&addresses::explain(&indicator.code, &group)),
    }
}
