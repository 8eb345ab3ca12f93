//! The model as pictures: all registers with the procedures of the year among them, and one element among its own. Pure.

use std::collections::{BTreeMap, BTreeSet};

use charts::{Entry, Register, Registers, Spot};

use super::rules::part_of;
use super::{Element, ElementKind, ModelLink, Target, labels};
use crate::calendar::{Area, Procedure};

/// Registers before the procedures; the others stand after them.
const BEFORE: usize = 3;
/// So many neighbours of an element stand in its picture.
const NEIGHBOURS: usize = 12;

/// The picture of the model with the procedures of a year, by area: arcs say how many links join two registers, each entry
/// how many it has itself.
pub(super) fn picture(elements: &[Element], links: &[ModelLink], procedures: &[Procedure]) -> Registers {
    let areas: Vec<(Area, usize)> = Area::ALL
        .into_iter()
        .map(|area| (area, procedures.iter().filter(|one| one.area == area).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut own: Vec<Vec<&Element>> = Vec::new();
    let mut spots: BTreeMap<i64, Spot> = BTreeMap::new();
    for (at, kind) in ElementKind::ALL.into_iter().enumerate() {
        let of_kind: Vec<&Element> = elements.iter().filter(|element| element.kind == kind).collect();
        let column = if at < BEFORE { at } else { at + 1 };
        spots.extend(of_kind.iter().enumerate().map(|(row, element)| (element.id, (column, row))));
        own.push(of_kind);
    }
    let area_spot = |area: Area| areas.iter().position(|(known, _)| *known == area).map(|row| (BEFORE, row));
    let joined = joined(elements, links, |to| match to {
        Target::Element(id) => spots.get(id).copied(),
        Target::Procedure(id) => procedures.iter().find(|one| one.id == *id).and_then(|one| area_spot(one.area)),
        _ => None,
    });
    let measured = elements.iter().flat_map(|element| {
        let of_part = areas.iter().filter(|(area, _)| element.part.is_some() && part_of(*area) == element.part);
        of_part.filter_map(|(area, _)| Some((*spots.get(&element.id)?, area_spot(*area)?)))
    });
    let joined: BTreeSet<(Spot, Spot)> =
        joined.into_iter().filter_map(|(id, to)| Some((*spots.get(&id)?, to))).chain(measured).collect();
    let mut ties: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    let mut counts: BTreeMap<Spot, usize> = BTreeMap::new();
    for (one, two) in &joined {
        *ties.entry((one.0.min(two.0), one.0.max(two.0))).or_default() += 1;
        *counts.entry(*one).or_default() += 1;
        *counts.entry(*two).or_default() += 1;
    }
    let note = |spot: Spot| labels::links(counts.get(&spot).copied().unwrap_or(0));
    let mut registers: Vec<Register> = Vec::new();
    for (kind, of_kind) in ElementKind::ALL.into_iter().zip(own) {
        if registers.len() == BEFORE {
            registers.push(of_areas(&areas, note));
        }
        let column = registers.len();
        let entries = of_kind.iter().enumerate().map(|(row, element)| entry(element, note((column, row)))).collect();
        registers.push(Register { title: labels::kind_name(kind).to_owned(), entries });
    }
    Registers {
        alt: labels::picture_alt(elements.len(), joined.len()),
        registers,
        links: Vec::new(),
        ties: ties.into_iter().filter(|((one, two), _)| one != two).map(|((one, two), n)| (one, two, n)).collect(),
        nothing: labels::NOTHING.to_owned(),
    }
}

/// The links of the elements that exist, each with where it leads.
fn joined(elements: &[Element], links: &[ModelLink], spot: impl Fn(&Target) -> Option<Spot>) -> Vec<(i64, Spot)> {
    let exists: BTreeSet<i64> = elements.iter().map(|element| element.id).collect();
    let of_those = links.iter().filter(|link| exists.contains(&link.element_id));
    of_those.filter_map(|link| Some((link.element_id, spot(&link.to)?))).collect()
}

fn of_areas(areas: &[(Area, usize)], note: impl Fn(Spot) -> String) -> Register {
    let entry = |(row, (area, count)): (usize, &(Area, usize))| Entry {
        label: labels::area_with_count(*area, *count),
        note: note((BEFORE, row)),
        href: Some("/plan/calendar".to_owned()),
    };
    Register { title: labels::PROCEDURES.to_owned(), entries: areas.iter().enumerate().map(entry).collect() }
}

fn entry(element: &Element, note: String) -> Entry {
    Entry { label: element.name.clone(), note, href: Some(format!("/plan/model/elements/{}", element.id)) }
}

/// What an element is linked with, on either side of it: (name, address).
pub(super) fn star(element: &Element, from: &[(String, String)], to: &[(String, String)]) -> Registers {
    let entries = |all: &[(String, String)]| -> Vec<Entry> {
        let shown = all.iter().take(NEIGHBOURS).map(|(name, href)| Entry {
            label: name.clone(),
            note: String::new(),
            href: Some(href.clone()).filter(|href| !href.is_empty()),
        });
        let rest = all.len().saturating_sub(NEIGHBOURS);
        let more = (rest > 0).then(|| Entry { label: labels::and_more(rest), note: String::new(), href: None });
        shown.chain(more).collect()
    };
    let (left, right) = (entries(from), entries(to));
    let links = (0..left.len()).map(|row| ((0, row), (1, 0))).chain((0..right.len()).map(|row| ((1, 0), (2, row))));
    Registers {
        alt: labels::star_alt(&element.name, from.len() + to.len()),
        links: links.collect(),
        registers: labels::STAR
            .into_iter()
            .zip([left, vec![entry(element, String::new())], right])
            .map(|(title, entries)| Register { title: title.to_owned(), entries })
            .collect(),
        ties: Vec::new(),
        nothing: labels::NOTHING.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Part;
    use super::*;
    use crate::testing::procedure;

    fn element(id: i64, kind: ElementKind, part: Option<Part>, name: &str) -> Element {
        Element { id, kind, part, name: name.to_owned(), note: String::new(), version: 1 }
    }

    #[test]
    fn objects_are_joined_with_the_procedures_of_their_part() {
        let elements = [
            element(1, ElementKind::Object, Some(Part::Results), "Результаты"),
            element(2, ElementKind::Instrument, None, "КИМ"),
        ];
        let links = [
            ModelLink { element_id: 2, to: Target::Element(1) },
            ModelLink { element_id: 2, to: Target::Procedure(7) },
            ModelLink { element_id: 2, to: Target::Element(99) },
        ];
        let drawn = picture(&elements, &links, &[procedure(7, "Входная диагностика")]);
        assert_eq!(drawn.registers.len(), ElementKind::ALL.len() + 1);
        let first = |column: usize| drawn.registers[column].entries.first().map(|one| (&*one.label, &*one.note));
        assert_eq!(first(BEFORE), Some(("Результаты: 1 процедура", "2 связи")));
        assert_eq!((first(2), first(4)), (Some(("Результаты", "2 связи")), Some(("КИМ", "2 связи"))));
        assert_eq!(drawn.ties, [(2, 3, 1), (2, 4, 1), (3, 4, 1)]);
        assert_eq!(drawn.alt, "Модель ВСОКО: 2 компонента, 3 связи");
    }

    #[test]
    fn neighbours_of_an_element_stand_on_either_side() {
        let many: Vec<(String, String)> = (0..15).map(|at| (format!("Процедура {at}"), String::new())).collect();
        let drawn = star(&element(1, ElementKind::Object, None, "Результаты"), &[], &many);
        assert_eq!(drawn.registers[2].entries.len(), NEIGHBOURS + 1);
        assert_eq!(drawn.registers[2].entries[NEIGHBOURS].label, "и ещё 3");
        assert_eq!((drawn.links.len(), drawn.links[0]), (NEIGHBOURS + 1, ((1, 0), (2, 0))));
    }
}
