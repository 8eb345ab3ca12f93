//! What a question of the agenda is about: problem zones, inspections, procedures, as far as the viewer may see them.

use access::{Cx, May};
use analyse::problem_zones::{self, Zone};
use ledger::Artefact;
use plan::calendar;
use store::{Reads, Result};
use web::forms::Fields;
use web::{Failure, OrMissing};

use super::meeting::{AgendaPoint, Matter};
use super::{INSPECTION, labels, queries};

/// A matter as pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) matter: Matter,
    /// «Проблемная зона»
    pub(super) label: &'static str,
    pub(super) title: String,
    pub(super) href: String,
}

impl Matter {
    /// The matter as the ledger names it; `None` for a kind that meetings do not speak about.
    #[must_use]
    pub fn artefact(&self) -> Option<Artefact> {
        match self.kind.as_str() {
            problem_zones::KIND => Some(problem_zones::artefact(self.id)),
            calendar::KIND => Some(calendar::artefact(self.id)),
            INSPECTION => Some(Artefact { kind: INSPECTION, id: self.id }),
            _ => None,
        }
    }

    /// `problem_zone:70`, as forms send it.
    pub(super) fn value(&self) -> String {
        format!("{}:{}", self.kind, self.id)
    }

    fn from_value(value: &str) -> Option<Matter> {
        let (kind, id) = value.split_once(':')?;
        Some(Matter { kind: kind.to_owned(), id: id.parse().ok()? })
    }
}

/// The matters that an address asks for: `?zone=1&zone=2&inspection=3&procedure=4`.
pub(super) fn asked(fields: &Fields) -> Vec<Matter> {
    let names = [("zone", problem_zones::KIND), ("inspection", INSPECTION), ("procedure", calendar::KIND)];
    let of = |(name, kind): (&str, &str)| {
        fields.ids(name).into_iter().map(|id| Matter { kind: kind.to_owned(), id }).collect::<Vec<_>>()
    };
    names.into_iter().flat_map(of).collect()
}

/// The same matters as an address asks for them.
pub(super) fn as_query(matters: &[Matter]) -> String {
    let pair = |matter: &Matter| {
        let name = match matter.kind.as_str() {
            problem_zones::KIND => "zone",
            calendar::KIND => "procedure",
            _ => INSPECTION,
        };
        format!("{name}={}", matter.id)
    };
    matters.iter().map(pair).collect::<Vec<_>>().join("&")
}

/// Puts matters on the agenda of a form, from a row on: all problem zones into one question, the others into one each.
pub(super) async fn put_on_agenda(
    db: &mut impl Reads,
    cx: &Cx,
    mut fields: Fields,
    (first, wanted): (usize, &[Matter]),
) -> std::result::Result<Fields, Failure> {
    let mut topics: Vec<String> = Vec::new();
    for matter in wanted {
        let shown = shown(db, cx, matter).await?.or_missing()?;
        let topic = match matter.kind.as_str() {
            INSPECTION => labels::inspection_topic(&shown.title),
            calendar::KIND => labels::procedure_topic(&shown.title),
            _ => labels::ZONES_TOPIC.to_owned(),
        };
        let row = topics.iter().position(|known| *known == topic).unwrap_or(topics.len());
        let number = first + row;
        if row == topics.len() {
            fields = fields.with(&format!("topic_{number}"), &topic);
            topics.push(topic);
        }
        fields =
            fields.with(&format!("matter_{number}"), matter.value()).with(&format!("offered_{number}"), matter.value());
    }
    Ok(fields)
}

/// The matters that a form sends in one field.
pub(super) fn sent(fields: &Fields, name: &str) -> Vec<Matter> {
    let mut matters: Vec<Matter> = fields.all(name).into_iter().filter_map(Matter::from_value).collect();
    matters.sort();
    matters.dedup();
    matters
}

/// One matter, if there is such a thing and the viewer may see it.
pub(super) async fn shown(db: &mut impl Reads, cx: &Cx, matter: &Matter) -> Result<Option<Shown>> {
    let known = match matter.kind.as_str() {
        problem_zones::KIND => {
            let href = format!("/analyse/problems/{}", matter.id);
            zone(db, cx, matter.id).await?.map(|zone| (labels::ZONE, zone.heading, href))
        }
        calendar::KIND if cx.may(May::ReadPlan) => {
            let procedure = calendar::queries::procedure(db, matter.id).await?;
            let page =
                cx.artefact_kind(calendar::KIND).map_or(String::new(), |kind| format!("{}{}", kind.href, matter.id));
            procedure.map(|procedure| (labels::PROCEDURE, procedure.name, page))
        }
        INSPECTION => match cx.artefact_kind(INSPECTION).filter(|kind| cx.may(kind.may)) {
            Some(kind) => {
                let title = queries::title_of(db, INSPECTION, matter.id).await?;
                title.map(|title| (kind.label, title, format!("{}{}", kind.href, matter.id)))
            }
            None => None,
        },
        _ => None,
    };
    Ok(known.map(|(label, title, href)| Shown { matter: matter.clone(), label, title, href }))
}

/// The matters of a question that the viewer may see.
pub(super) async fn shown_of(db: &mut impl Reads, cx: &Cx, matters: &[Matter]) -> Result<Vec<Shown>> {
    let mut found = Vec::new();
    for matter in matters {
        found.extend(shown(db, cx, matter).await?);
    }
    Ok(found)
}

async fn zone(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<Option<Zone>> {
    if !cx.may(May::ReadProblems) {
        return Ok(None);
    }
    problem_zones::zone(db, cx.scope(), id).await
}

/// The problem zones that a question is about, as far as the viewer may see them.
pub(super) async fn zones_of(db: &mut impl Reads, cx: &Cx, point: &AgendaPoint) -> Result<Vec<Zone>> {
    let mut zones = Vec::new();
    for matter in point.matters.iter().filter(|matter| matter.kind == problem_zones::KIND) {
        zones.extend(zone(db, cx, matter.id).await?);
    }
    Ok(zones)
}
