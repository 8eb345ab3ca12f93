//! The model of ВСОКО as appendices of an act: its registers with their links, and the indicators that it uses. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::appendix::Appendix;
use super::labels;
use crate::calendar::Procedure;
use crate::model::{Element, ElementKind, KnownIndicator, ModelLink, Target};

/// What the appendices are made of.
pub(super) struct Model<'a> {
    pub(super) elements: &'a [Element],
    pub(super) links: &'a [ModelLink],
    /// procedures of the year
    pub(super) procedures: &'a [Procedure],
    /// local acts: id and title
    pub(super) acts: &'a [(i64, String)],
    /// bodies: id and name
    pub(super) bodies: &'a [(i64, String)],
    pub(super) indicators: &'a [KnownIndicator],
}

/// The registers, one after another under their names, each element with what it is linked with; nothing while the model
/// is empty.
pub(super) fn registers(model: &Model<'_>) -> Option<Appendix> {
    let mut rows = Vec::new();
    for kind in ElementKind::ALL {
        let own: Vec<&Element> = model.elements.iter().filter(|one| one.kind == kind).collect();
        if own.is_empty() {
            continue;
        }
        rows.push(vec![labels::register(kind).to_owned()]);
        for (at, element) in own.into_iter().enumerate() {
            let part = element.part.map(labels::part).unwrap_or_default();
            let said = [part, element.note.trim()];
            let said: Vec<&str> = said.into_iter().filter(|text| !text.is_empty()).collect();
            rows.push(vec![(at + 1).to_string(), element.name.clone(), said.join("; "), linked(model, element)]);
        }
    }
    let header = labels::MODEL_COLUMNS.map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| Appendix { title: labels::MODEL.to_owned(), header, rows })
}

/// What an element is linked with, in whichever direction the link was drawn.
fn linked(model: &Model<'_>, element: &Element) -> String {
    let named = |list: &[(i64, String)], id: i64| list.iter().find(|one| one.0 == id).map(|one| one.1.clone());
    let element_name = |id: i64| model.elements.iter().find(|one| one.id == id).map(|one| one.name.clone());
    let name = |to: &Target| match to {
        Target::Element(id) => element_name(*id),
        Target::Procedure(id) => model.procedures.iter().find(|one| one.id == *id).map(|one| one.name.clone()),
        Target::LocalAct(id) => named(model.acts, *id),
        Target::Body(id) => named(model.bodies, *id),
        Target::Indicator(code) => model.indicators.iter().find(|one| one.code == *code).map(|one| one.name.clone()),
    };
    let from = model.links.iter().filter(|link| link.element_id == element.id).filter_map(|link| name(&link.to));
    let to = model.links.iter().filter(|link| link.to == Target::Element(element.id));
    let to = to.filter_map(|link| element_name(link.element_id));
    let mut known = BTreeSet::new();
    from.chain(to).filter(|name| known.insert(name.clone())).collect::<Vec<_>>().join("; ")
}

/// The indicators that the model or the cyclogram uses, with where; nothing if none is used.
pub(super) fn indicators(model: &Model<'_>) -> Option<Appendix> {
    let mut used: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in model.links {
        let Target::Indicator(code) = &link.to else { continue };
        let element = model.elements.iter().find(|one| one.id == link.element_id);
        used.entry(code).or_default().extend(element.map(|one| one.name.as_str()));
    }
    for procedure in model.procedures {
        for code in &procedure.indicators {
            used.entry(code).or_default().push(&procedure.name);
        }
    }
    let place = |code: &str| model.indicators.iter().position(|one| one.code == code).unwrap_or(usize::MAX);
    let mut codes: Vec<(&str, Vec<&str>)> = used.into_iter().collect();
    codes.sort_by_key(|(code, _)| place(code));
    let row = |(at, (code, places)): (usize, (&str, Vec<&str>))| {
        let known = model.indicators.iter().find(|one| one.code == code);
        let mut seen = BTreeSet::new();
        let places: Vec<&str> = places.into_iter().filter(|place| seen.insert(*place)).collect();
        vec![
            (at + 1).to_string(),
            known.map_or_else(|| code.to_owned(), |one| one.name.clone()),
            known.map_or_else(|| labels::OWN_PACK.to_owned(), |one| one.pack.clone()),
            places.join("; "),
        ]
    };
    let rows: Vec<Vec<String>> = codes.into_iter().enumerate().map(row).collect();
    let header = labels::INDICATOR_COLUMNS.map(str::to_owned).to_vec();
    (!rows.is_empty()).then(|| Appendix { title: labels::INDICATORS.to_owned(), header, rows })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Part;
    use crate::testing::procedure;

    fn element(id: i64, kind: ElementKind, name: &str) -> Element {
        let part = (kind == ElementKind::Object).then_some(Part::Results);
        Element { id, kind, part, name: name.to_owned(), note: String::new(), version: 1 }
    }

    #[test]
    fn the_appendices_hold_the_model_and_no_more() {
        let elements = [
            element(1, ElementKind::Object, "Предметные результаты"),
            element(2, ElementKind::Product, "Портфолио обучающихся"),
        ];
        let link = |element_id, to| ModelLink { element_id, to };
        let links = [link(2, Target::Element(1)), link(1, Target::Indicator("school.pass_rate".to_owned()))];
        let known = |code: &str, name: &str| KnownIndicator {
            code: code.to_owned(),
            name: name.to_owned(),
            pack: "Школа".to_owned(),
        };
        let indicators_known =
            [known("school.other", "Лишний"), known("school.pass_rate", "Успеваемость"), known("vpr.x", "ВПР")];
        let mut feeding = procedure(7, "Входная диагностика");
        feeding.indicators = vec!["vpr.x".to_owned(), "own.y".to_owned()];
        let model = Model {
            elements: &elements,
            links: &links,
            procedures: &[feeding],
            acts: &[],
            bodies: &[],
            indicators: &indicators_known,
        };
        let told = |appendix: Appendix| appendix.rows.iter().map(|row| row.join("|")).collect::<Vec<_>>();
        assert_eq!(
            told(registers(&model).unwrap()),
            [
                "Объекты оценки",
                "1|Предметные результаты|качество результатов|Успеваемость; Портфолио обучающихся",
                "Продукты",
                "1|Портфолио обучающихся||Предметные результаты"
            ]
        );
        assert_eq!(
            told(indicators(&model).unwrap()),
            [
                "1|Успеваемость|Школа|Предметные результаты",
                "2|ВПР|Школа|Входная диагностика",
                "3|own.y|показатель школы|Входная диагностика"
            ]
        );
        let empty = Model { elements: &[], links: &[], procedures: &[], ..model };
        assert!(registers(&empty).is_none() && indicators(&empty).is_none());
    }
}
