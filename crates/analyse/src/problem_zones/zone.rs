//! What a problem zone is and how its state may change. Pure.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where a problem zone («проблемная зона») stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ZoneState {
    /// found, nobody has looked yet
    New,
    /// somebody is finding out why
    Studying,
    /// an order has been made of it
    Decided,
}

impl ZoneState {
    /// All states in their order.
    pub const ALL: [ZoneState; 3] = [ZoneState::New, ZoneState::Studying, ZoneState::Decided];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ZoneState::New => "new",
            ZoneState::Studying => "studying",
            ZoneState::Decided => "decided",
        }
    }

    /// The state of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ZoneState> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Takes the zone under study.
    ///
    /// # Errors
    /// When it is under study already, or decided.
    pub fn study(self) -> Result<ZoneState, CannotChange> {
        match self {
            ZoneState::New => Ok(ZoneState::Studying),
            ZoneState::Studying => Err(CannotChange::AlreadyStudied),
            ZoneState::Decided => Err(CannotChange::AlreadyDecided),
        }
    }

    /// Puts a zone back that was taken under study by mistake.
    ///
    /// # Errors
    /// When it is not under study.
    pub fn put_back(self) -> Result<ZoneState, CannotChange> {
        match self {
            ZoneState::Studying => Ok(ZoneState::New),
            ZoneState::New => Err(CannotChange::NotStudied),
            ZoneState::Decided => Err(CannotChange::AlreadyDecided),
        }
    }
}

/// Why a state cannot change so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotChange {
    /// it is under study already
    AlreadyStudied,
    /// an order has been made of it
    AlreadyDecided,
    /// it is not under study
    NotStudied,
}

/// A number that a finding rests on, in the words of the time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// what it is: «Успеваемость, 2-я четверть»
    pub label: String,
    /// «57,1 %»
    pub value: String,
    /// «12 из 21»; empty when it is not a share
    pub counts: String,
    /// size of the group
    pub n: Option<i64>,
    /// its explain sheet
    pub href: String,
}

/// What was seen, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// when
    pub seen_at: DateTime<Utc>,
    /// neutral words
    pub sentence: String,
    /// size of the group
    pub group_size: Option<i64>,
    /// what it rests on
    pub evidence: Vec<Evidence>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_change_in_one_order_only() {
        use CannotChange as No;
        use ZoneState::{Decided, New, Studying};
        assert_eq!(
            ZoneState::ALL.map(ZoneState::study),
            [Ok(Studying), Err(No::AlreadyStudied), Err(No::AlreadyDecided)]
        );
        assert_eq!(ZoneState::ALL.map(ZoneState::put_back), [Err(No::NotStudied), Ok(New), Err(No::AlreadyDecided)]);
        assert!(ZoneState::ALL.iter().all(|state| ZoneState::from_code(state.code()) == Some(*state)));
        assert!(New < Studying && Studying < Decided);
    }
}
