//! The model as a picture: registers side by side, the procedures of the year among them. Pure.

use std::collections::{BTreeMap, BTreeSet};

use charts::{Entry, Register, Registers, Spot};

use super::rules::part_of;
use super::{Element, ElementKind, ModelLink, Target, labels};
use crate::calendar::{Area, Procedure};

/// Registers before the procedures; the others stand after them.
const BEFORE: usize = 3;

/// The picture of the model with the procedures of a year, by area.
pub(super) fn picture(elements: &[Element], links: &[ModelLink], procedures: &[Procedure]) -> Registers {
    let areas: Vec<(Area, usize)> = Area::ALL
        .into_iter()
        .map(|area| (area, procedures.iter().filter(|one| one.area == area).count()))
        .filter(|(_, count)| *count > 0)
        .collect();
    let mut spots: BTreeMap<i64, Spot> = BTreeMap::new();
    let mut registers: Vec<Register> = Vec::new();
    for (at, kind) in ElementKind::ALL.into_iter().enumerate() {
        if at == BEFORE {
            registers.push(of_areas(&areas));
        }
        let own: Vec<&Element> = elements.iter().filter(|element| element.kind == kind).collect();
        for (row, element) in own.iter().enumerate() {
            spots.insert(element.id, (registers.len(), row));
        }
        registers.push(Register {
            title: labels::kind_name(kind).to_owned(),
            entries: own.iter().map(|element| entry(element)).collect(),
        });
    }
    let area_spot = |area: Area| areas.iter().position(|(known, _)| *known == area).map(|row| (BEFORE, row));
    let area_of = |id: i64| procedures.iter().find(|one| one.id == id).map(|one| one.area);
    let mut drawn: BTreeSet<(Spot, Spot)> = BTreeSet::new();
    for link in links {
        let to = match &link.to {
            Target::Element(id) => spots.get(id).copied(),
            Target::Procedure(id) => area_of(*id).and_then(area_spot),
            _ => None,
        };
        if let (Some(from), Some(to)) = (spots.get(&link.element_id), to) {
            drawn.insert((*from, to));
        }
    }
    for element in elements.iter().filter(|element| element.part.is_some()) {
        let measured = areas.iter().filter(|(area, _)| part_of(*area) == element.part);
        for (area, _) in measured {
            if let (Some(from), Some(to)) = (spots.get(&element.id), area_spot(*area)) {
                drawn.insert((*from, to));
            }
        }
    }
    let alt = labels::picture_alt(elements.len(), drawn.len());
    Registers { alt, registers, links: drawn.into_iter().collect(), nothing: labels::NOTHING.to_owned() }
}

fn of_areas(areas: &[(Area, usize)]) -> Register {
    let entry = |(area, count): &(Area, usize)| Entry {
        label: labels::area_with_count(*area, *count),
        href: Some("/plan/calendar".to_owned()),
    };
    Register { title: labels::PROCEDURES.to_owned(), entries: areas.iter().map(entry).collect() }
}

fn entry(element: &Element) -> Entry {
    Entry { label: element.name.clone(), href: Some(format!("/plan/model/elements/{}", element.id)) }
}

#[cfg(test)]
mod tests {
    use super::super::Part;
    use super::*;
    use crate::testing::procedure;

    #[test]
    fn objects_are_joined_with_the_procedures_of_their_part() {
        let element = |id, kind, part, name: &str| Element {
            id,
            kind,
            part,
            name: name.to_owned(),
            note: String::new(),
            version: 1,
        };
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
        assert_eq!(drawn.registers[BEFORE].entries[0].label, "Результаты: 1 процедура");
        assert_eq!(drawn.links, [((2, 0), (3, 0)), ((4, 0), (2, 0)), ((4, 0), (3, 0))]);
        assert_eq!(drawn.alt, "Модель ВСОКО: 2 компонента, 3 связи");
    }
}
