//! The form of settings: weights, yearly values, thresholds that are local norms.

use access::{Cx, Sent};
use askama::Template;
use axum::response::IntoResponse;
use formula::{Catalogue, Unit};
use ledger::Change;
use school::SchoolYear;
use web::forms::Fields;
use web::{Page, Reply, Stage, filters, see_other};

use super::{CatalogueOf, labels, own, pages};
use crate::settings::{self, SettingChanged, SimonovWeights};

/// A field of the form: a setting of a pack or a threshold of a rule.
struct Line {
    /// where it is kept
    key: String,
    label: String,
    hint: String,
    /// what holds now, as it is typed
    value: String,
    /// what the pack says, as it is typed
    usual: String,
}

#[derive(Template)]
#[template(path = "indicators/settings.html")]
struct SettingsPage {
    fields: Fields,
    weights: Vec<Line>,
    settings: Vec<Line>,
    thresholds: Vec<Line>,
    year: String,
}

struct Lines {
    weights: Vec<Line>,
    settings: Vec<Line>,
    thresholds: Vec<Line>,
}

impl Lines {
    async fn of(db: &mut impl store::Reads, year: i64, catalogue: &Catalogue) -> store::Result<Self> {
        let settings = own::own_settings(db, year).await?;
        let thresholds = own::own_thresholds(db).await?;
        let line = |setting: &formula::Setting| {
            let of_year = (!setting.by_year.is_empty()).then_some(year);
            let usual = setting.value(year);
            let value = settings.get(&setting.key).copied().or(usual);
            Line {
                key: own::setting_key(&setting.key, of_year),
                label: setting.name.clone(),
                hint: setting.source.clone(),
                value: value.as_ref().map(formula::exact_words).unwrap_or_default(),
                usual: usual.as_ref().map(formula::exact_words).unwrap_or_default(),
            }
        };
        let is_weight = |setting: &&formula::Setting| own::SIMONOV.contains(&setting.key.as_str());
        let threshold = |rule: &formula::Rule| {
            let unit = catalogue.indicator(&rule.indicator).map_or(Unit::Share, |indicator| indicator.unit);
            let typed = |value| pages::words(unit, value).replace(school::ru::NBSP, " ");
            Line {
                key: own::threshold_key(&rule.code),
                label: rule.title.clone(),
                hint: rule.source.clone(),
                value: typed(thresholds.get(&rule.code).unwrap_or(&rule.threshold)),
                usual: typed(&rule.threshold),
            }
        };
        let mut weights: Vec<Line> = Vec::new();
        for key in own::SIMONOV {
            weights.extend(catalogue.settings().find(|setting| setting.key == key).map(line));
        }
        Ok(Self {
            weights,
            settings: catalogue.settings().filter(|setting| !is_weight(setting)).map(line).collect(),
            thresholds: catalogue.rules().filter(|rule| rule.is_local).map(threshold).collect(),
        })
    }

    fn all(&self) -> impl Iterator<Item = &Line> {
        self.weights.iter().chain(&self.settings).chain(&self.thresholds)
    }

    fn filled(&self) -> Fields {
        self.all().fold(Fields::empty(), |fields, line| fields.with(&line.key, &line.value))
    }
}

async fn page(cx: Cx, year: i64, lines: Lines, fields: Fields) -> Reply {
    let page = Page::new(labels::SETTINGS).stage(Stage::Plan).crumb(labels::PAGE, "/plan/indicators");
    let page = page.with_errors_of(&fields);
    let Lines { weights, settings, thresholds } = lines;
    cx.page(page.body(SettingsPage { fields, weights, settings, thresholds, year: SchoolYear(year).short() })).await
}

pub(super) async fn edit(cx: Cx, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let lines = Lines::of(&mut cx.store(), year, catalogue()).await?;
    let fields = lines.filled();
    page(cx, year, lines, fields).await
}

pub(super) async fn save(cx: Cx, Sent(mut fields): Sent, catalogue: CatalogueOf) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let lines = Lines::of(&mut change, year, catalogue()).await?;
    let weights = weights(&mut fields, &lines);
    check_numbers(&mut fields, &lines);
    if fields.has_errors() {
        drop(change);
        return page(cx, year, lines, fields).await;
    }
    let said = write(&mut change, &fields, &lines, weights).await?;
    let Some(said) = said else {
        return Ok(see_other("/plan/indicators/settings").caution(labels::NOTHING_CHANGED).into_response());
    };
    change.commit(&said).await?;
    Ok(see_other("/plan/indicators/settings").done(labels::SAVED).into_response())
}

fn weights(fields: &mut Fields, lines: &Lines) -> Option<SimonovWeights> {
    let [five, four, three, two, not_assessed] = lines.weights.as_slice() else { return None };
    let whole = |line: &Line| fields.get(&line.key).parse::<i64>().ok();
    let weights = (|| {
        Some(SimonovWeights {
            five: whole(five)?,
            four: whole(four)?,
            three: whole(three)?,
            two: whole(two)?,
            not_assessed: whole(not_assessed)?,
        })
    })();
    let weights = weights.filter(SimonovWeights::are_ordered);
    if weights.is_none() {
        fields.refuse(&five.key, labels::WEIGHTS_OUT_OF_ORDER);
    }
    weights
}

fn check_numbers(fields: &mut Fields, lines: &Lines) {
    for line in lines.settings.iter().chain(&lines.thresholds) {
        let typed = fields.get(&line.key).to_owned();
        if !typed.is_empty() && formula::read_exact(&typed).is_none() {
            fields.refuse(&line.key, labels::NOT_A_NUMBER);
        }
    }
}

/// Writes what differs from what holds; an empty field goes back to what the pack says.
async fn write(
    change: &mut Change,
    fields: &Fields,
    lines: &Lines,
    weights: Option<SimonovWeights>,
) -> store::Result<Option<SettingChanged>> {
    let differs = |line: &&Line| fields.get(&line.key) != line.value;
    let mut changed: Vec<&Line> = lines.weights.iter().filter(differs).collect();
    if let Some(weights) = weights.filter(|_| !changed.is_empty()) {
        settings::save_simonov_weights(change, &weights).await?;
    }
    for line in lines.settings.iter().chain(&lines.thresholds).filter(differs) {
        let typed = fields.get(&line.key);
        let kept = if typed == line.usual { "" } else { typed };
        settings::save_setting(change, &line.key, kept).await?;
        changed.push(line);
    }
    let names: Vec<&str> = changed.iter().map(|line| line.label.as_str()).collect();
    let values: Vec<&str> = changed.iter().map(|line| fields.get(&line.key)).collect();
    Ok((!changed.is_empty()).then(|| SettingChanged { name: names.join(", "), value: values.join(", ") }))
}
