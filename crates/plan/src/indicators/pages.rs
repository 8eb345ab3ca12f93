//! Pages that show the packs.

use access::{Cx, May};
use askama::Template;
use axum::extract::Path;
use formula::{Better, Catalogue, Exact, Indicator, Pack, Request, Rule, Unit};
use school::SchoolYear;
use web::ui::Level;
use web::{OrMissing, Page, Reply, Stage, filters};

use super::{CatalogueOf, labels, own};

struct PackRow {
    code: String,
    name: String,
    version: String,
    source: String,
    validity: String,
    is_in_force: bool,
    indicators: i64,
    rules: i64,
}

#[derive(Template)]
#[template(path = "indicators/list.html")]
struct ListPage {
    packs: Vec<PackRow>,
    restrictions: Vec<String>,
    may_edit: bool,
}

pub(super) async fn list(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let shown = catalogue().packs().iter().filter(|pack| !pack.indicators.is_empty());
    // One norm may close several populations.
    let mut restrictions: Vec<String> =
        catalogue().restrictions().map(|ban| format!("{}: {}", ban.name, ban.norm)).collect();
    restrictions.dedup();
    let body = ListPage {
        packs: shown.map(|pack| pack_row(pack, cx.today())).collect(),
        restrictions,
        may_edit: cx.may(May::EditSettings),
    };
    cx.page(Page::new(labels::PAGE).stage(Stage::Plan).lead(labels::LEAD).body(body)).await
}

fn pack_row(pack: &Pack, today: chrono::NaiveDate) -> PackRow {
    let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
    PackRow {
        code: pack.code.clone(),
        name: pack.name.clone(),
        version: pack.version.clone(),
        source: pack.source.clone(),
        validity: labels::validity(pack.valid_from, pack.valid_to),
        is_in_force: pack.valid_from.is_none_or(|from| from <= today) && pack.valid_to.is_none_or(|to| today <= to),
        indicators: count(pack.indicators.len()),
        rules: count(pack.rules.len()),
    }
}

struct LevelStep {
    key: Level,
    border: String,
}

struct IndicatorRow {
    code: String,
    number: String,
    name: String,
    unit: &'static str,
    formula: String,
    base_rule: String,
    source: String,
    validity: String,
    is_verified: bool,
    levels: Vec<LevelStep>,
    levels_note: String,
}

struct Section {
    title: String,
    rows: Vec<IndicatorRow>,
}

struct RuleRow {
    title: String,
    threshold: String,
    is_own: bool,
    finding: String,
    source: String,
    is_local: bool,
}

struct SettingRow {
    name: String,
    value: String,
    is_own: bool,
    source: String,
}

#[derive(Template)]
#[template(path = "indicators/show.html")]
struct ShowPage {
    sections: Vec<Section>,
    rules: Vec<RuleRow>,
    settings: Vec<SettingRow>,
    may_edit: bool,
}

pub(super) async fn show(cx: Cx, Path(code): Path<String>, catalogue: CatalogueOf) -> Reply {
    let catalogue = catalogue();
    let pack = catalogue.pack(&code).filter(|pack| !pack.indicators.is_empty()).or_missing()?;
    let year = cx.year().await?;
    let mut db = cx.store();
    let settings = own::own_settings(&mut db, year).await?;
    let thresholds = own::own_thresholds(&mut db).await?;
    let request = Request { settings: settings.clone(), ..Request::whole(year, cx.today()) };
    let rule = |rule: &Rule| {
        let unit = catalogue.indicator(&rule.indicator).map_or(Unit::Share, |indicator| indicator.unit);
        RuleRow {
            title: rule.title.clone(),
            threshold: words(unit, thresholds.get(&rule.code).unwrap_or(&rule.threshold)),
            is_own: thresholds.contains_key(&rule.code),
            finding: rule.finding.clone(),
            source: rule.source.clone(),
            is_local: rule.is_local,
        }
    };
    let setting = |setting: &formula::Setting| {
        let value = settings.get(&setting.key).copied().or_else(|| setting.value(year));
        SettingRow {
            name: setting.name.clone(),
            value: value.map_or_else(|| "не задано".to_owned(), |value| formula::exact_words(&value)),
            is_own: value.is_some() && value != setting.value(year),
            source: setting.source.clone(),
        }
    };
    let body = ShowPage {
        sections: sections(catalogue, pack, &request),
        rules: pack.rules.iter().map(rule).collect(),
        settings: pack.settings.iter().map(setting).collect(),
        may_edit: cx.may(May::EditSettings),
    };
    let edition = if pack.edition.is_empty() { String::new() } else { format!(", редакция {}", pack.edition) };
    let lead = format!(
        "{}. Версия {}{edition}, действует {}. Настройки на {} учебный год.",
        pack.source,
        pack.version,
        labels::validity(pack.valid_from, pack.valid_to),
        SchoolYear(year).short()
    );
    let page = Page::new(pack.name.clone()).stage(Stage::Plan).crumb(labels::PAGE, "/plan/indicators").lead(lead);
    cx.page(page.wide().body(body)).await
}

fn sections(catalogue: &Catalogue, pack: &Pack, request: &Request) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for indicator in &pack.indicators {
        let row = indicator_row(catalogue, indicator, request);
        match sections.last_mut().filter(|section| section.title == indicator.section) {
            Some(section) => section.rows.push(row),
            None => sections.push(Section { title: indicator.section.clone(), rows: vec![row] }),
        }
    }
    sections
}

fn indicator_row(catalogue: &Catalogue, indicator: &Indicator, request: &Request) -> IndicatorRow {
    let sign = if indicator.better == Better::Lower { "до" } else { "от" };
    let step = |(level, border, name): &(formula::LevelName, Exact, String)| LevelStep {
        key: Level { key: level.code(), name: if name == level.title() { String::new() } else { name.clone() } },
        border: format!("{sign} {}", words(indicator.unit, border)),
    };
    IndicatorRow {
        code: indicator.code.clone(),
        number: indicator.number.clone(),
        name: indicator.name.clone(),
        unit: labels::unit(indicator.unit),
        formula: catalogue.explain(&indicator.code, request).map_or_else(|unknown| unknown.text, |words| words.formula),
        base_rule: indicator.base_rule.clone(),
        source: indicator.source.clone(),
        validity: labels::validity(indicator.valid_from, indicator.valid_to),
        is_verified: indicator.is_verified,
        levels: indicator.levels.steps.iter().rev().map(step).collect(),
        levels_note: indicator.levels.note.clone(),
    }
}

/// An exact border in its unit: shares as percents.
pub(super) fn words(unit: Unit, value: &Exact) -> String {
    match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => formula::percent_words(value),
        _ => formula::exact_words(value),
    }
}
