use std::collections::{BTreeMap, BTreeSet};

use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{Element, ElementKind, Found, ModelFacts, Part, Place, Target};
use crate::calendar::Area;

/// All registers of the model have entries: the five components and the products are a must.
pub(super) fn registers_are_filled(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let mut found = Vec::new();
    for kind in ElementKind::ALL {
        if facts.elements.iter().any(|element| element.kind == kind) {
            continue;
        }
        let rule = match kind {
            ElementKind::Object | ElementKind::Subject | ElementKind::Instrument | ElementKind::Resource => {
                "model.component"
            }
            ElementKind::Product => "model.products",
            ElementKind::Document | ElementKind::Decision => "model.register",
        };
        let place = Place::named(format!("register:{}", kind.code()), words::MODEL, "/plan/model");
        found.push(Found::new(rule, place, words::register_is_empty(kind)));
    }
    if facts.procedures.is_empty() {
        let place = Place::named("cyclogram", words::CYCLOGRAM, "/plan/calendar");
        found.push(Found::new("model.component", place, words::no_procedures(facts.school_year)));
    }
    found
}

/// Conditions, process and results each have an object and a procedure.
pub(super) fn three_parts_are_covered(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let has_object = |part| facts.elements.iter().any(|element| element.part == Some(part));
    let has_procedure = |part| facts.procedures.iter().any(|procedure| part_of(procedure.area) == Some(part));
    let missing = |part: Part| {
        let message = words::part_is_missing(part, has_object(part), has_procedure(part))?;
        let place = Place::named(format!("part:{}", part.code()), words::MODEL, "/plan/model");
        Some(Found::new("model.parts", place, message))
    };
    Part::ALL.into_iter().filter_map(missing).collect()
}

/// The part of quality that an area of the cyclogram belongs to; programmes and satisfaction belong to none.
pub(crate) fn part_of(area: Area) -> Option<Part> {
    match area {
        Area::Conditions => Some(Part::Conditions),
        Area::Process => Some(Part::Process),
        Area::Results => Some(Part::Results),
        Area::Programmes | Area::Satisfaction => None,
    }
}

/// No element stands alone.
pub(super) fn elements_are_linked(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let mut linked: BTreeSet<i64> = facts.links.iter().map(|link| link.element_id).collect();
    linked.extend(facts.links.iter().filter_map(|link| match link.to {
        Target::Element(id) => Some(id),
        _ => None,
    }));
    let alone = facts.elements.iter().filter(|element| !linked.contains(&element.id));
    alone.map(|element| Found::new("model.links", place(element), words::stands_alone(element))).collect()
}

/// What elements are linked with exists.
pub(super) fn links_lead_somewhere(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    let elements: BTreeMap<i64, &Element> = facts.elements.iter().map(|element| (element.id, element)).collect();
    let procedures: BTreeSet<i64> =
        facts.procedures.iter().map(|one| one.id).chain(facts.older_procedures.iter().copied()).collect();
    let indicators: BTreeSet<&str> = facts.indicators.iter().map(|one| one.code.as_str()).collect();
    let leads = |to: &Target| match to {
        Target::Element(id) => elements.contains_key(id),
        Target::Procedure(id) => procedures.contains(id),
        Target::LocalAct(id) => facts.acts.iter().any(|act| act.id == *id),
        Target::Body(id) => facts.bodies.contains(id),
        Target::Indicator(code) => indicators.contains(code.as_str()),
    };
    let broken = facts.links.iter().filter(|link| !leads(&link.to));
    broken
        .filter_map(|link| {
            let element = elements.get(&link.element_id)?;
            let to = match &link.to {
                Target::Indicator(code) => code.clone(),
                Target::Element(id) | Target::Procedure(id) | Target::LocalAct(id) | Target::Body(id) => id.to_string(),
            };
            let place = place(element).about(to);
            Some(Found::new("model.broken_link", place, words::link_is_broken(element, &link.to)))
        })
        .collect()
}

pub(super) fn place(element: &Element) -> Place {
    Place::of(crate::model::KIND, element.id, element.name.clone())
}
