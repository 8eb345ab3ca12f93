//! What an element is linked with, by name and with the page of each.

use std::collections::BTreeMap;

use store::{Reads, Result};
use web::ui::Link;

use super::labels::{self, kind_name};
use super::{ModelFacts, Place, Target, artefact};

/// Names of what the facts of a model know by id alone.
pub(super) struct Names {
    bodies: BTreeMap<i64, String>,
}

/// One link of an element.
pub(super) struct Linked {
    /// what sort of thing it is linked with
    pub(super) kind: &'static str,
    /// its name and page
    pub(super) link: Link,
    /// whether the link is the other's: the other leans on this element
    pub(super) is_from: bool,
    /// the other element, where it is one
    pub(super) element: Option<i64>,
}

impl Names {
    pub(super) async fn load(db: &mut impl Reads) -> Result<Self> {
        let bodies = crate::bodies::queries::bodies(db).await?.into_iter().map(|body| (body.id, body.name));
        Ok(Self { bodies: bodies.collect() })
    }

    /// The links of an element and those that lead to it.
    pub(super) fn linked(&self, facts: &ModelFacts, id: i64) -> Vec<Linked> {
        let from = facts.links.iter().filter(|link| link.element_id == id).map(|link| (link.to.clone(), false));
        let to = facts.links.iter().filter(|link| link.to == Target::Element(id));
        let to = to.map(|link| (Target::Element(link.element_id), true));
        from.chain(to).filter_map(|(to, is_from)| self.one(facts, &to, is_from)).collect()
    }

    fn one(&self, facts: &ModelFacts, to: &Target, is_from: bool) -> Option<Linked> {
        let mut element = None;
        let (kind, place) = match to {
            Target::Element(id) => {
                let other = facts.elements.iter().find(|one| one.id == *id)?;
                element = Some(*id);
                (kind_name(other.kind), Place::of(artefact(*id).kind, *id, other.name.clone()))
            }
            Target::Procedure(id) => {
                let other = facts.procedures.iter().find(|one| one.id == *id)?;
                (labels::PROCEDURES, Place::of(crate::calendar::KIND, *id, other.name.clone()))
            }
            Target::LocalAct(id) => {
                let act = facts.acts.iter().find(|one| one.id == *id)?;
                (labels::ACTS, Place::of(crate::local_acts::KIND, *id, act.title.clone()))
            }
            Target::Body(id) => {
                let name = self.bodies.get(id)?;
                (labels::BODIES, Place::of(crate::bodies::KIND, *id, name.clone()))
            }
            Target::Indicator(code) => {
                let known = facts.indicators.iter().find(|one| one.code == *code)?;
                (labels::INDICATORS, Place::named(code, known.name.clone(), ""))
            }
        };
        Some(Linked { kind, link: Link::new(place.label, place.href), is_from, element })
    }
}
