use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use school::name_key;

use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{ElementKind, Found, ModelFacts, Place, Target};
use super::components;
use crate::calendar::{Area, Procedure};

/// The main directions of quality assurance each have a procedure.
pub(super) fn directions_are_covered(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    if facts.procedures.is_empty() {
        return Vec::new();
    }
    let directions = [Area::Programmes, Area::Conditions, Area::Results, Area::Satisfaction];
    let missing = |area: &Area| facts.procedures.iter().all(|procedure| procedure.area != *area);
    let found = |area: Area| {
        let place = Place::named(format!("area:{}", area.code()), words::CYCLOGRAM);
        Found::new("model.direction", place, words::direction_is_missing(area))
    };
    directions.into_iter().filter(missing).map(found).collect()
}

/// Every row of the cyclogram says by what, by whom, when, and what is decided.
pub(super) fn rows_are_complete(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let linked: BTreeSet<i64> = instruments_of_procedures(facts);
    let mut found = Vec::new();
    for procedure in &facts.procedures {
        let mut missing = |rule, words: &str| found.push(Found::new(rule, place(procedure), words));
        if procedure.instrument.trim().is_empty() && !linked.contains(&procedure.id) {
            missing("procedure.instrument", words::NO_INSTRUMENT);
        }
        if procedure.responsible_staff_id.is_none() && procedure.responsible.trim().is_empty() {
            missing("procedure.owner", words::NO_OWNER);
        }
        if procedure.starts_on.is_none() && procedure.due_on.is_none() {
            missing("procedure.date", words::NO_DATE);
        }
        if procedure.decision_form.trim().is_empty() {
            missing("procedure.decision", words::NO_DECISION);
        }
    }
    found
}

/// Procedures that an instrument of the model is linked with.
fn instruments_of_procedures(facts: &ModelFacts) -> BTreeSet<i64> {
    let is_instrument =
        |id: i64| facts.elements.iter().any(|element| element.id == id && element.kind == ElementKind::Instrument);
    let procedure = |to: &Target| match to {
        Target::Procedure(id) => Some(*id),
        _ => None,
    };
    facts.links.iter().filter(|link| is_instrument(link.element_id)).filter_map(|link| procedure(&link.to)).collect()
}

/// A procedure with its first and its last day.
type Dated<'a> = (NaiveDate, NaiveDate, &'a Procedure);

/// Nothing is measured twice at the same time: same indicator, object and classes.
pub(super) fn data_are_collected_once(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let mut same: BTreeMap<(&str, String, String), Vec<Dated<'_>>> = BTreeMap::new();
    for procedure in &facts.procedures {
        let ends = procedure.due_on.or(procedure.starts_on);
        let (Some(from), Some(until)) = (procedure.starts_on.or(ends), ends) else { continue };
        for indicator in &procedure.indicators {
            let key = (indicator.as_str(), name_key(&procedure.object), name_key(&procedure.classes));
            same.entry(key).or_default().push((from, until, procedure));
        }
    }
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for ((indicator, ..), mut rows) in same {
        rows.sort_by_key(|(from, until, procedure)| (*from, *until, procedure.id));
        let mut before: Option<(NaiveDate, &Procedure)> = None;
        for (from, until, procedure) in rows {
            if let Some((ends, earlier)) = before
                && from <= ends
                && told.insert((earlier.id, procedure.id))
            {
                let message = words::is_measured_twice(&earlier.name, indicator_name(facts, indicator));
                found.push(Found::new("data.twice", place(procedure), message));
            }
            if before.is_none_or(|(ends, _)| until > ends) {
                before = Some((until, procedure));
            }
        }
    }
    found
}

fn indicator_name<'a>(facts: &'a ModelFacts, code: &'a str) -> &'a str {
    facts.indicators.iter().find(|one| one.code == code).map_or(code, |one| one.name.as_str())
}

/// Every instrument of the model serves a procedure of the year.
pub(super) fn instruments_are_used(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    if facts.procedures.is_empty() {
        return Vec::new();
    }
    let current: BTreeSet<i64> = facts.procedures.iter().map(|procedure| procedure.id).collect();
    let written: BTreeSet<String> =
        facts.procedures.iter().map(|one| name_key(&one.instrument)).filter(|key| !key.is_empty()).collect();
    let is_linked = |id: i64| {
        facts.links.iter().any(|link| {
            link.element_id == id && matches!(&link.to, Target::Procedure(procedure) if current.contains(procedure))
        })
    };
    let is_written = |name: &str| {
        let key = name_key(name);
        written.iter().any(|text| text.contains(&key) || key.contains(text.as_str()))
    };
    let instruments = facts.elements.iter().filter(|element| element.kind == ElementKind::Instrument);
    let unused = instruments.filter(|element| !is_linked(element.id) && !is_written(&element.name));
    unused
        .map(|element| Found::new("instrument.unused", components::place(element), words::is_unused(&element.name)))
        .collect()
}

pub(super) fn place(procedure: &Procedure) -> Place {
    Place::of(crate::calendar::KIND, procedure.id, procedure.name.clone())
}
