use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use school::name_key;

use super::super::coverage::{ClassFact, covered};
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
        let place = Place::named(format!("area:{}", area.code()), words::CYCLOGRAM, "/plan/calendar");
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
        if words::says_nothing(&procedure.instrument) && !linked.contains(&procedure.id) {
            missing("procedure.instrument", words::NO_INSTRUMENT);
        }
        if procedure.responsible_staff_id.is_none() && words::says_nothing(&procedure.responsible) {
            missing("procedure.owner", words::NO_OWNER);
        }
        if procedure.starts_on.is_none() && procedure.due_on.is_none() {
            missing("procedure.date", words::NO_DATE);
        }
        if words::says_nothing(&procedure.decision_form) {
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

/// A procedure with its first and last day, and whom it looks at.
struct Dated<'a> {
    row: &'a Procedure,
    from: NaiveDate,
    until: NaiveDate,
    classes: Option<Vec<ClassFact>>,
}

impl Dated<'_> {
    /// Whether both run at the same time: more than that one begins on the day on which the other ends.
    fn meets(&self, later: &Dated<'_>) -> bool {
        let is_short = |one: &Dated<'_>| one.from == one.until;
        later.from < self.until || (later.from == self.until && (is_short(self) || is_short(later)))
    }

    /// Whether both look at the same classes, however they are written.
    fn shares_classes(&self, other: &Dated<'_>) -> bool {
        match (&self.classes, &other.classes) {
            (Some(own), Some(others)) => own.iter().any(|class| others.contains(class)),
            _ => name_key(&self.row.classes) == name_key(&other.row.classes),
        }
    }
}

/// Nothing is measured twice at the same time: same indicator, subject and classes. What the object is called does not
/// matter: an indicator of the same classes is the same number.
pub(super) fn data_are_collected_once(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let mut dated: Vec<Dated<'_>> = facts
        .procedures
        .iter()
        .filter(|row| !row.indicators.is_empty())
        .filter_map(|row| {
            let (from, until) = row.span()?;
            Some(Dated { row, from, until, classes: covered(&row.classes, &facts.classes) })
        })
        .collect();
    dated.sort_by_key(|one| (one.from, one.until, one.row.id));
    let mut same: BTreeMap<(&str, Option<i64>), Vec<&Dated<'_>>> = BTreeMap::new();
    for one in &dated {
        let codes: BTreeSet<&str> = one.row.indicators.iter().map(String::as_str).collect();
        for indicator in codes {
            same.entry((indicator, one.row.subject_id)).or_default().push(one);
        }
    }
    let mut found = Vec::new();
    for ((indicator, _), rows) in same {
        let mut running: Vec<&Dated<'_>> = Vec::new();
        for later in rows {
            running.retain(|earlier| later.from <= earlier.until);
            for earlier in running.iter().filter(|earlier| earlier.meets(later) && earlier.shares_classes(later)) {
                let message = words::is_measured_twice(&earlier.row.name, indicator_name(facts, indicator));
                let place = place(later.row).about(earlier.row.id).about(indicator);
                found.push(Found::new("data.twice", place, message));
            }
            running.push(later);
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
    let written: BTreeSet<String> = facts.procedures.iter().map(|one| as_words(&one.instrument)).collect();
    let is_linked = |id: i64| {
        facts.links.iter().any(|link| {
            link.element_id == id && matches!(&link.to, Target::Procedure(procedure) if current.contains(procedure))
        })
    };
    let is_written = |name: &str| {
        let name = as_words(name);
        written.iter().any(|text| text.contains(&name))
    };
    let instruments = facts.elements.iter().filter(|element| element.kind == ElementKind::Instrument);
    let unused = instruments.filter(|element| !is_linked(element.id) && !is_written(&element.name));
    unused
        .map(|element| Found::new("instrument.unused", components::place(element), words::is_unused(&element.name)))
        .collect()
}

/// The words of a text with spaces around each: a name is in it when it is there word by word.
fn as_words(text: &str) -> String {
    let key = name_key(text);
    let words: Vec<&str> =
        key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

pub(super) fn place(procedure: &Procedure) -> Place {
    Place::of(crate::calendar::KIND, procedure.id, procedure.name.clone())
}
