//! How an action item moves from new to done. Pure; `docs/states/action_item.md` draws the same table.

/// How far an action item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// «новое»
    New,
    /// «в работе»
    InProgress,
    /// «на проверке»
    UnderReview,
    /// «исполнено»
    Done,
}

/// What moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// the doer begins
    Begin,
    /// the doer says that it is ready to be reviewed
    Submit,
    /// a leader accepts
    Accept,
    /// a leader returns it with a remark
    Return,
    /// a leader notes that it is done, though nobody has shown it
    Confirm,
    /// a leader opens again what was done
    Reopen,
    /// a leader takes an acceptance back
    Undo,
    /// a leader gives it to somebody else
    HandOver,
}

/// Every step there is.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::New, Act::Begin, State::InProgress),
    (State::New, Act::Submit, State::UnderReview),
    (State::InProgress, Act::Submit, State::UnderReview),
    (State::UnderReview, Act::Accept, State::Done),
    (State::UnderReview, Act::Return, State::InProgress),
    (State::New, Act::Confirm, State::Done),
    (State::InProgress, Act::Confirm, State::Done),
    (State::Done, Act::Reopen, State::InProgress),
    (State::Done, Act::Undo, State::UnderReview),
    (State::New, Act::HandOver, State::New),
    (State::InProgress, Act::HandOver, State::New),
];

impl State {
    /// All, in the order of the board.
    pub const ALL: [State; 4] = [State::New, State::InProgress, State::UnderReview, State::Done];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::New => "new",
            State::InProgress => "in_progress",
            State::UnderReview => "under_review",
            State::Done => "done",
        }
    }

    /// The state stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Where `act` leads from here, if anywhere.
    #[must_use]
    pub fn after(self, act: Act) -> Option<State> {
        TRANSITIONS.iter().find(|(from, by, _)| *from == self && *by == act).map(|(_, _, to)| *to)
    }
}

impl Act {
    /// All of them.
    pub const ALL: [Act; 8] =
        [Act::Begin, Act::Submit, Act::Accept, Act::Return, Act::Confirm, Act::Reopen, Act::Undo, Act::HandOver];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Act::Begin => "begin",
            Act::Submit => "submit",
            Act::Accept => "accept",
            Act::Return => "return",
            Act::Confirm => "confirm",
            Act::Reopen => "reopen",
            Act::Undo => "undo",
            Act::HandOver => "hand_over",
        }
    }

    /// The act stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Who wants to take a step, and with what in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// the item was given to this person
    pub is_doer: bool,
    /// nobody stands above this person: the principal
    pub is_principal: bool,
    /// words came with the step
    pub has_words: bool,
    /// those words tell something
    pub has_reason: bool,
    /// files, links or words show what was done
    pub has_evidence: bool,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotStep {
    /// there is no such step from here
    NotFromHere(State),
    /// only whom the item was given to may do this
    NotTheDoer,
    /// nothing shows what was done
    NothingShown,
    /// a return needs a remark
    RemarkMissing,
    /// nobody accepts what they did themselves
    OwnWork,
    /// nobody passes on what was given to themselves
    OwnItem,
    /// it is not said why
    ReasonMissing,
}

/// Takes a step.
///
/// # Errors
/// [`CannotStep`] says why not.
pub fn step(state: State, act: Act, at: &Circumstances) -> Result<State, CannotStep> {
    let next = state.after(act).ok_or(CannotStep::NotFromHere(state))?;
    match act {
        Act::Begin | Act::Submit if !at.is_doer => Err(CannotStep::NotTheDoer),
        Act::Submit if !at.has_words && !at.has_evidence => Err(CannotStep::NothingShown),
        Act::Return | Act::Reopen if !at.has_words => Err(CannotStep::RemarkMissing),
        Act::Confirm if !at.has_words && !at.has_evidence => Err(CannotStep::NothingShown),
        Act::HandOver if at.is_doer && !at.is_principal => Err(CannotStep::OwnItem),
        Act::HandOver if !at.has_reason => Err(CannotStep::ReasonMissing),
        Act::Accept | Act::Confirm if at.is_doer && !at.is_principal => Err(CannotStep::OwnWork),
        _ => Ok(next),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_of_the_states_is_the_code() {
        let page = include_str!("../../../../docs/states/action_item.md");
        let coded = TRANSITIONS.iter().map(|(from, act, to)| (from.code(), act.code(), to.code()));
        crate::tests::must_draw(page, coded);
    }

    /// One row per circumstance: from where, what, how, and the answer.
    #[test]
    fn steps_are_taken_by_whom_they_belong_to() {
        let doer = Circumstances { is_doer: true, ..Circumstances::default() };
        let leader = Circumstances::default();
        let spoken = |who: Circumstances| Circumstances { has_words: true, ..who };
        let reasoned = |who: Circumstances| Circumstances { has_words: true, has_reason: true, ..who };
        let shown = |who: Circumstances| Circumstances { has_evidence: true, ..who };
        let principal = |who: Circumstances| Circumstances { is_principal: true, ..who };
        let table = [
            (State::New, Act::Begin, doer, Ok(State::InProgress)),
            (State::New, Act::Begin, leader, Err(CannotStep::NotTheDoer)),
            (State::New, Act::Accept, leader, Err(CannotStep::NotFromHere(State::New))),
            (State::InProgress, Act::Submit, doer, Err(CannotStep::NothingShown)),
            (State::InProgress, Act::Submit, spoken(doer), Ok(State::UnderReview)),
            (State::InProgress, Act::Submit, shown(doer), Ok(State::UnderReview)),
            (State::InProgress, Act::Submit, shown(leader), Err(CannotStep::NotTheDoer)),
            (State::UnderReview, Act::Accept, leader, Ok(State::Done)),
            (State::UnderReview, Act::Accept, doer, Err(CannotStep::OwnWork)),
            (State::UnderReview, Act::Accept, principal(doer), Ok(State::Done)),
            (State::UnderReview, Act::Return, leader, Err(CannotStep::RemarkMissing)),
            (State::UnderReview, Act::Return, spoken(leader), Ok(State::InProgress)),
            (State::New, Act::Confirm, leader, Err(CannotStep::NothingShown)),
            (State::New, Act::Confirm, spoken(leader), Ok(State::Done)),
            (State::New, Act::Confirm, spoken(doer), Err(CannotStep::OwnWork)),
            (State::Done, Act::Reopen, leader, Err(CannotStep::RemarkMissing)),
            (State::Done, Act::Undo, leader, Ok(State::UnderReview)),
            (State::InProgress, Act::HandOver, spoken(leader), Err(CannotStep::ReasonMissing)),
            (State::InProgress, Act::HandOver, reasoned(leader), Ok(State::New)),
            (State::New, Act::HandOver, reasoned(doer), Err(CannotStep::OwnItem)),
            (State::New, Act::HandOver, reasoned(principal(doer)), Ok(State::New)),
            (State::UnderReview, Act::HandOver, reasoned(leader), Err(CannotStep::NotFromHere(State::UnderReview))),
        ];
        for (state, act, at, answer) in table {
            assert_eq!(step(state, act, &at), answer, "{state:?} {act:?} {at:?}");
        }
    }
}
