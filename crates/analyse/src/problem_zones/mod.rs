//! Problem zones: places that need checking, found by rules of the packs over the outcomes of a year.
//!
//! Finding writes what was seen and nothing else: the wording is neutral, repeated finding repeats nothing, a zone that is
//! found no more stays with its history. A zone is decided when a later stage makes an order of it ([`decided`]).

mod detect;
mod happenings;
mod labels;
mod pages;
mod queries;
mod search;
mod words;
mod zone;

#[cfg(test)]
mod tests;

use access::{May, Routes, Scope};
use chrono::{DateTime, Utc};
use ledger::{Artefact, Change};
use store::Result;

pub use detect::{Checked, Facts, Found, Subject, check};
pub use queries::{counts, findings, is_outdated, was_searched, zone, zones};
pub use search::{Search, search};
pub use zone::{CannotChange, Evidence, Finding, ZoneState};

/// The word by which the ledger knows problem zones.
pub const KIND: &str = "problem_zone";

/// A problem zone as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone {
    /// id
    pub id: i64,
    /// school year
    pub school_year: i64,
    /// rule that found it
    pub rule_code: String,
    /// indicator looked at
    pub indicator_code: String,
    /// stable key of the group
    pub breakdown_key: String,
    /// «Успеваемость: 8А, Алгебра, год»
    pub heading: String,
    /// first seen
    pub found_at: DateTime<Utc>,
    /// last looked at
    pub checked_at: DateTime<Utc>,
    /// since when it is found no more
    pub gone_at: Option<DateTime<Utc>>,
    /// new, under study, decided
    pub state: ZoneState,
    /// what was seen last, in neutral words
    pub sentence: String,
    /// size of the smallest group behind it
    pub group_size: Option<i64>,
}

/// Which zones to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ZoneFilter {
    /// only in this state
    pub state: Option<ZoneState>,
    /// only of this rule; empty for all
    pub rule: String,
    /// those found no more instead of those that stand
    pub is_gone: bool,
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/analyse/problems", May::ReadProblems, pages::list)
        .action("/analyse/problems/search", May::StudyProblems, pages::find)
        .page("/analyse/problems/{id}", May::ReadProblems, pages::show)
        .action("/analyse/problems/{id}/study", May::StudyProblems, pages::study)
        .action("/analyse/problems/{id}/return", May::StudyProblems, pages::put_back)
}

/// The zone as the ledger names it.
#[must_use]
pub fn artefact(id: i64) -> Artefact {
    Artefact { kind: KIND, id }
}

/// Says that a decision has been made about a zone; `note` names it: «Приказ от 05.06.2025 № 17». Called by the stage
/// that makes decisions, in its own change. Saying it about a decided zone adds the further decision to its history.
/// Answers whether there is such a zone.
///
/// # Errors
/// When the database refuses.
pub async fn decided(change: &mut Change, zone_id: i64, note: &str) -> Result<bool> {
    if zone(change, &Scope::whole_school(), zone_id).await?.is_none() {
        return Ok(false);
    }
    queries::set_state(change, zone_id, ZoneState::Decided, note).await?;
    change.say(&happenings::ZoneDecided { id: zone_id, note: note.to_owned() }).await?;
    Ok(true)
}

/// Takes a decision back, for example when an order is withdrawn: the zone is under study again.
///
/// # Errors
/// When the database refuses.
pub async fn undecided(change: &mut Change, zone_id: i64, note: &str) -> Result<bool> {
    let standing = zone(change, &Scope::whole_school(), zone_id).await?;
    if standing.is_none_or(|zone| zone.state != ZoneState::Decided) {
        return Ok(false);
    }
    queries::set_state(change, zone_id, ZoneState::Studying, note).await?;
    change.say(&happenings::ZoneReopened { id: zone_id, note: note.to_owned() }).await?;
    Ok(true)
}

/// Takes a new zone under study, because somebody begins to look into it: an inspection. Zones that are under study or
/// decided stay as they are.
///
/// # Errors
/// When the database refuses.
pub async fn studied(change: &mut Change, zone_id: i64) -> Result<()> {
    let standing = zone(change, &Scope::whole_school(), zone_id).await?;
    let Some(zone) = standing.filter(|zone| zone.state == ZoneState::New) else { return Ok(()) };
    queries::set_state(change, zone_id, ZoneState::Studying, "").await?;
    let (heading, state) = (zone.heading, ZoneState::Studying);
    change.say(&happenings::ZoneStateChanged { id: zone_id, heading, state }).await
}
