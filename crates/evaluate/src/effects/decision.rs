//! The decision that a review is about: a signed order, signed minutes, or another thing that the stage of decisions makes.

use access::Cx;
use analyse::problem_zones::{self, Zone};
use decide::{meetings, orders};
use ledger::Artefact;
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
    let mut zones = Vec::new();
    for one in ledger::chain(db, artefact).await? {
        if one.kind == problem_zones::KIND {
            zones.extend(problem_zones::zone(db, cx.scope(), one.id).await?);
        }
    }
    Ok(Decision { artefact, title, href: format!("{}{id}", kind.href), school_year, zones })
}
