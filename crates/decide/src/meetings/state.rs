//! The states of a meeting, what leads from one to another, and why something cannot be done. Pure.

/// Where a meeting stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// «запланировано»
    Planned,
    /// «проведено, ведётся протокол»
    Held,
    /// «протокол подписан»
    Signed,
}

/// What may be done with a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// change date, people, agenda
    Edit,
    /// throw it away
    Remove,
    /// note who came
    Hold,
    /// write the minutes
    Record,
    /// sign the minutes
    Sign,
}

/// Which act leads from which state to which; `docs/states/meeting.md` draws it. A meeting that is removed is no more.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Planned, Act::Edit, State::Planned),
    (State::Planned, Act::Hold, State::Held),
    (State::Held, Act::Edit, State::Held),
    (State::Held, Act::Hold, State::Held),
    (State::Held, Act::Record, State::Held),
    (State::Held, Act::Sign, State::Signed),
];

/// Why something cannot be done with a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cannot {
    /// its minutes are signed and stay as they are
    Signed,
    /// it has not been held yet
    NotHeld,
    /// it has been held: it is not thrown away
    Held,
    /// it has no agenda
    AgendaMissing,
    /// nobody came
    NobodyPresent,
    /// it lies ahead
    NotYet,
    /// nobody presides
    ChairMissing,
    /// nobody keeps the minutes
    SecretaryMissing,
    /// whoever presides is marked absent
    ChairAbsent,
    /// whoever keeps the minutes is marked absent
    SecretaryAbsent,
    /// minutes are signed by those who presided and kept them, or by the principal
    NotASigner,
    /// the number of the minutes is missing
    NumberMissing,
    /// the minutes are older than the meeting
    SignedBeforeHeld,
    /// too few came
    NoQuorum {
        /// who came
        present: i64,
        /// of so many
        members: i64,
    },
    /// nothing is resolved on this question
    ResolutionMissing(i64),
    /// nobody voted on this question
    VotesMissing(i64),
    /// more votes than people
    TooManyVotes {
        /// the question
        point: i64,
        /// all votes
        votes: i64,
        /// who came
        present: i64,
    },
    /// a clause of a question has a date and nobody to do it
    ResponsibleMissing(i64, i64),
    /// a clause of a question names somebody and no date
    DueDateMissing(i64, i64),
    /// a clause of a question is due before the meeting
    DueBeforeMeeting(i64, i64),
    /// a question whose minutes are begun is not taken off the agenda
    PointIsRecorded(i64),
}
