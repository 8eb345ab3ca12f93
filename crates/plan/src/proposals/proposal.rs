//! What a proposal is, and how it is answered. Pure.

use chrono::{DateTime, Utc};

/// Where a proposal («предложение в план») stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// nobody has answered
    Open,
    /// it became a row of the cyclogram
    Accepted,
    /// it did not, for a reason
    Declined,
}

/// What the planner does with a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// takes it into the plan
    Accept,
    /// leaves it out
    Decline,
}

/// All that may happen to a proposal.
pub const TRANSITIONS: &[(State, Act, State)] =
    &[(State::Open, Act::Accept, State::Accepted), (State::Open, Act::Decline, State::Declined)];

/// Why a proposal cannot be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotAnswer {
    /// somebody has answered already: who
    Answered(String),
}

impl State {
    /// All, in the order of the inbox.
    pub const ALL: [State; 3] = [State::Open, State::Accepted, State::Declined];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Accepted => "accepted",
            State::Declined => "declined",
        }
    }

    /// The state of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
}

impl Act {
    /// The word in the picture of states.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Act::Accept => "accept",
            Act::Decline => "decline",
        }
    }
}

/// A proposal with its answer, if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// id
    pub id: i64,
    /// for the plan of which school year
    pub school_year: i64,
    /// what is proposed
    pub words: String,
    /// why
    pub reason: String,
    /// kind of what it came from
    pub source_kind: String,
    /// its id
    pub source_id: i64,
    /// «Успеваемость: 8А, Алгебра»
    pub source_title: String,
    /// codes of the indicators it is about
    pub indicators: Vec<String>,
    /// «9А»; empty for the school
    pub classes: String,
    /// when it was made
    pub made_at: DateTime<Utc>,
    /// by whom
    pub made_by: String,
    /// open, accepted, declined
    pub state: State,
    /// what was answered
    pub note: String,
    /// the row of the cyclogram that it became
    pub procedure_id: Option<i64>,
    /// when it was answered
    pub answered_at: Option<DateTime<Utc>>,
    /// by whom
    pub answered_by: String,
}

impl Proposal {
    /// The state after an answer.
    ///
    /// # Errors
    /// When somebody has answered already.
    pub fn answer(&self, act: Act) -> Result<State, CannotAnswer> {
        let next = TRANSITIONS.iter().find(|(from, by, _)| *from == self.state && *by == act);
        next.map(|(_, _, to)| *to).ok_or_else(|| CannotAnswer::Answered(self.answered_by.clone()))
    }
}
