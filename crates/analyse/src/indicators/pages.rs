//! Handler and page struct of the table of indicators.

use std::sync::Arc;

use access::Cx;
use askama::Template;
use axum::extract::Query;
use formula::{Dimension, Group, Indicator, LevelName, Outcome, Pack, State, Unit};
use measure::{SampleTier, sample_tier};
use school::{SchoolYear, Term, ru};
use serde::Deserialize;
use web::ui::{Choice, Level, Tab};
use web::{Failure, Page, Reply, Stage, filters, forms::Fields, url};

use crate::change::{Change, change};
use crate::engine::{self, Asked, Computed};
use crate::place::Place;
use crate::{addresses, choices, shown};

const LIST: &str = "/analyse/indicators";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    pack: String,
    band: String,
}

struct Row {
    number: String,
    name: String,
    value: String,
    reason: String,
    level: Level,
    n: String,
    group: &'static str,
    period: Change,
    year: Change,
    href: String,
}

struct Section {
    title: String,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "indicators/list.html")]
struct ListPage {
    tabs: Vec<Tab>,
    pack_code: String,
    pack_note: String,
    fields: Fields,
    classes: Vec<Choice>,
    subjects: Vec<Choice>,
    terms: Vec<Choice>,
    levels: Vec<Choice>,
    bands: Vec<Choice>,
    sections: Vec<Section>,
    /// the term before the shown one; empty if there is none
    period_name: String,
    hidden: i64,
    is_within_scope: bool,
}

pub(super) async fn list(cx: Cx, Query(place): Query<Place>, Query(wanted): Query<Wanted>) -> Reply {
    let year = cx.year().await?;
    let mut db = cx.store();
    if !place.is_visible(&mut db, cx.scope(), year).await? {
        return Err(Failure::missing());
    }
    let packs: Vec<&Pack> = engine::catalogue().packs().iter().filter(|pack| !pack.indicators.is_empty()).collect();
    let Some(pack) = packs.iter().find(|pack| pack.code == wanted.pack).or(packs.first()) else {
        return Err(Failure::internal("no pack has indicators"));
    };
    let facts = facts(&cx, (year, pack), &place).await?;
    let (sections, hidden) = sections(pack, &place.group(), &facts, &wanted.band);
    let choices = choices::of_year(&cx, year).await?;
    let body = ListPage {
        tabs: packs.iter().map(|known| tab(known, pack, &place)).collect(),
        pack_code: pack.code.clone(),
        pack_note: format!("{}, версия {}", pack.source, pack.version),
        fields: fields(&place, &wanted),
        classes: choices::named(&choices.classes),
        subjects: choices::named(choices.subjects.iter().map(|subject| &subject.name)),
        terms: choices::term_choices(&choices.terms),
        levels: choices::level_choices(),
        bands: [LevelName::High, LevelName::Raised, LevelName::Base, LevelName::Low]
            .map(|level| Choice::new(level.code(), level.title()))
            .to_vec(),
        sections,
        period_name: previous_term(&place).map(Term::name).unwrap_or_default(),
        hidden,
        is_within_scope: !cx.scope().whole,
    };
    let lead =
        format!("{}. {} учебный год", shown::group_seen_by(cx.scope(), &place.group()), SchoolYear(year).short());
    cx.page(Page::new("Показатели").stage(Stage::Analyse).lead(lead).wide().body(body)).await
}

fn tab(pack: &Pack, shown: &Pack, place: &Place) -> Tab {
    let address = address(&pack.code, place);
    Tab::new(pack.name.clone(), address).current_if(&pack.code, &shown.code)
}

fn address(pack: &str, place: &Place) -> String {
    let group = place.group();
    let mut pairs = vec![("pack", pack)];
    pairs.extend(group.iter().map(|(dimension, value)| (dimension.code(), value.as_deref().unwrap_or(""))));
    url::with_query(LIST, &pairs)
}

fn fields(place: &Place, wanted: &Wanted) -> Fields {
    let group = place.group();
    let fields = group.iter().fold(Fields::empty().with("band", &wanted.band), |fields, (dimension, value)| {
        fields.with(dimension.code(), value.as_deref().unwrap_or(""))
    });
    fields.with("pack", &wanted.pack)
}

/// The outcomes of the place now, in the term before, and a year before for the same pupils.
struct Facts {
    now: Arc<Computed>,
    period: Option<Arc<Computed>>,
    year: Option<Arc<Computed>>,
}

async fn facts(cx: &Cx, (year, pack): (i64, &Pack), place: &Place) -> Result<Facts, Failure> {
    let asked = Asked::whole(year, engine::usual_date(year, cx.today())).pack(&pack.code).seen_by(cx.scope());
    let table = async |asked: Asked| engine::recalculate_as_of(&cx.store(), cx.version(), &asked).await;
    let now = table(place.limit(asked.clone())).await?;
    let period = match previous_term(place) {
        Some(term) => Some(table(Place { term: term.code(), ..place.clone() }.limit(asked.clone())).await?),
        None => None,
    };
    let year = match place.year_younger() {
        Some(younger) => Some(table(younger.limit(asked.year_before())).await?),
        None => None,
    };
    Ok(Facts { now, period, year })
}

fn previous_term(place: &Place) -> Option<Term> {
    Term::from_code(&place.term)?.previous()
}

/// The rows by section, and how many indicators have no sense for this place.
fn sections(pack: &Pack, group: &Group, facts: &Facts, band: &str) -> (Vec<Section>, i64) {
    let (mut sections, mut hidden): (Vec<Section>, i64) = (Vec::new(), 0);
    for indicator in &pack.indicators {
        let Some(outcome) = facts.now.table().get(&indicator.code, &Group::new()) else { continue };
        if matches!(outcome.state, State::NotApplicable(_)) {
            hidden += 1;
            continue;
        }
        if !band.is_empty() && shown::level_key(indicator, outcome) != band {
            continue;
        }
        let row = row(indicator, group, outcome, facts);
        match sections.last_mut().filter(|section| section.title == indicator.section) {
            Some(section) => section.rows.push(row),
            None => sections.push(Section { title: indicator.section.clone(), rows: vec![row] }),
        }
    }
    (sections, hidden)
}

fn row(indicator: &Indicator, group: &Group, outcome: &Outcome, facts: &Facts) -> Row {
    let earlier = |computed: &Option<Arc<Computed>>| {
        let before = computed.as_ref().and_then(|computed| computed.table().get(&indicator.code, &Group::new()));
        change(indicator, outcome, before)
    };
    let has_terms = group.iter().any(|(dimension, _)| *dimension == Dimension::Term);
    Row {
        number: indicator.number.clone(),
        name: indicator.name.clone(),
        value: shown::outcome(indicator.unit, outcome),
        reason: outcome.state.why().map(formula::Why::say).unwrap_or_default(),
        level: shown::level(indicator, outcome),
        n: outcome.n().map_or_else(|| ru::NO_VALUE.to_owned(), ru::thousands),
        group: group_size(indicator.unit, outcome),
        period: if has_terms { earlier(&facts.period) } else { Change::default() },
        year: earlier(&facts.year),
        href: addresses::explain(&indicator.code, group),
    }
}

/// What to remember about the size of the group; nothing for what is a size itself.
fn group_size(unit: Unit, outcome: &Outcome) -> &'static str {
    let is_size = matches!(unit, Unit::People | Unit::YesNo | Unit::PerPerson | Unit::SquareMetres);
    match outcome.n().filter(|_| !is_size).map(sample_tier) {
        Some(SampleTier::TooFew) => "очень малая группа",
        Some(SampleTier::Limited) => "малая группа",
        _ => "",
    }
}
