//! What history says about problem zones.

use ledger::{Artefact, Happening};
use school::ru;

use super::search::Search;
use super::zone::ZoneState;
use super::{KIND, artefact};

/// A search for problem zones was made.
pub(super) struct ZonesSearched {
    pub(super) year: i64,
    pub(super) search: Search,
}

impl Happening for ZonesSearched {
    fn kind(&self) -> &'static str {
        "problem_zones.searched"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "school_year", id: self.year }
    }

    fn sentence(&self) -> String {
        let Search { new, again, gone, .. } = &self.search;
        format!(
            "Поиск проблемных зон за {} учебный год: {}, подтвердились {again}, больше не обнаруживаются {gone}",
            school::SchoolYear(self.year).short(),
            ru::counted(*new, "новая", "новые", "новых")
        )
    }
}

/// A zone changed its state.
pub(super) struct ZoneStateChanged {
    pub(super) id: i64,
    pub(super) heading: String,
    pub(super) state: ZoneState,
}

impl Happening for ZoneStateChanged {
    fn kind(&self) -> &'static str {
        "problem_zone.state"
    }

    fn subject(&self) -> Artefact {
        artefact(self.id)
    }

    fn sentence(&self) -> String {
        format!("Проблемная зона «{}»: {}", self.heading, self.state.label())
    }
}

/// A decision was made about a zone.
pub(super) struct ZoneDecided {
    pub(super) id: i64,
    pub(super) note: String,
}

impl Happening for ZoneDecided {
    fn kind(&self) -> &'static str {
        "problem_zone.decided"
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: KIND, id: self.id }
    }

    fn sentence(&self) -> String {
        format!("По проблемной зоне принято решение: {}", self.note)
    }
}

/// A decision was taken back.
pub(super) struct ZoneReopened {
    pub(super) id: i64,
    pub(super) note: String,
}

impl Happening for ZoneReopened {
    fn kind(&self) -> &'static str {
        "problem_zone.reopened"
    }

    fn subject(&self) -> Artefact {
        artefact(self.id)
    }

    fn sentence(&self) -> String {
        format!("Решение по проблемной зоне снято: {}", self.note)
    }
}
