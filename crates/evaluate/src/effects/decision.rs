//! The decision that a review is about: a signed order, signed minutes, or another thing that the stage of decisions makes.

use access::{Cx, May};
use analyse::inspections::{self, Inspection, Reader};
use analyse::problem_zones::{self, Zone};
use decide::{meetings, orders};
use ledger::Artefact;
use roster::subjects::queries::subject;
use store::Reads;
use web::{Failure, OrMissing, Stage};

use super::queries;
use super::review::CannotFix;

/// A decision in force.
pub(super) struct Decision {
    pub(super) artefact: Artefact,
    pub(super) title: String,
    pub(super) href: String,
    pub(super) school_year: i64,
    /// the problem zones that led to it, as far as the viewer sees them
    pub(super) zones: Vec<Zone>,
    /// what an inspection that led to it was about
    pub(super) inspected: Option<Ground>,
}

/// What is to be measured, as far as that which led to the decision says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) zone_id: Option<i64>,
    pub(super) indicator_code: String,
    /// `class=8А;subject=Алгебра;term=q1`
    pub(super) breakdown_key: String,
    pub(super) school_year: i64,
}

impl From<&Zone> for Ground {
    fn from(zone: &Zone) -> Self {
        Ground {
            zone_id: Some(zone.id),
            indicator_code: zone.indicator_code.clone(),
            breakdown_key: zone.breakdown_key.clone(),
            school_year: zone.school_year,
        }
    }
}

/// The first indicator of an inspection, and whom it covered if that is one class or all.
async fn ground(db: &mut impl Reads, one: &Inspection) -> store::Result<Option<Ground>> {
    let Some(indicator) = one.indicators.first() else { return Ok(None) };
    let mut places = Vec::new();
    if let [class] = one.coverage.classes.as_slice() {
        places.push(format!("class={class}"));
    }
    if let Some(id) = one.coverage.subject_id {
        places.extend(subject(db, id).await?.map(|subject| format!("subject={}", subject.name)));
    }
    places.push(format!("term={}", one.coverage.term));
    Ok(Some(Ground {
        zone_id: None,
        indicator_code: indicator.code.clone(),
        breakdown_key: places.join(";"),
        school_year: one.school_year,
    }))
}

/// The decision that an address names: `administrative_order:17`.
pub(super) async fn decision(db: &mut impl Reads, cx: &Cx, from: &str) -> Result<Decision, Failure> {
    let (kind, id) = from.split_once(':').or_missing()?;
    let id: i64 = id.parse().ok().or_missing()?;
    let kind = cx.artefact_kind(kind).filter(|kind| kind.stage == Stage::Decide && cx.may(kind.may)).or_missing()?;
    let artefact = Artefact { kind: kind.kind, id };
    let card = queries::card_title(db, artefact).await?;
    let mut school_year = cx.year().await?;
    if kind.kind == orders::KIND {
        let order = orders::queries::order(db, id).await?.or_missing()?;
        if order.signature.is_none() {
            return Err(Failure::refused(&CannotFix::DecisionOpen));
        }
        school_year = order.school_year;
    } else if kind.kind == meetings::KIND {
        let meeting = meetings::queries::meeting(db, meetings::Watcher::program(), id).await?;
        let meeting = meeting.filter(|meeting| !meeting.kind.is_guarded()).or_missing()?;
        if meeting.signature.is_none() {
            return Err(Failure::refused(&CannotFix::DecisionOpen));
        }
        school_year = meeting.school_year;
    } else if card.is_none() {
        return Err(Failure::missing());
    }
    let title = card.filter(|title| !title.is_empty()).unwrap_or_else(|| kind.label.to_owned());
    let (mut zones, mut inspected) = (Vec::new(), None);
    for one in ledger::chain(db, artefact).await? {
        if one.kind == problem_zones::KIND {
            zones.extend(problem_zones::zone(db, cx.scope(), one.id).await?);
        }
        if one.kind == inspections::KIND && cx.may(May::SignInspections) {
            let leader = Reader { leads: true, staff_id: 0 };
            if let Some(known) = inspections::queries::inspection(db, leader, one.id).await? {
                inspected = ground(db, &known).await?;
            }
        }
    }
    Ok(Decision { artefact, title, href: format!("{}{id}", kind.href), school_year, zones, inspected })
}
