//! How a nonconformity moves from open to closed, and what stands in the way. Pure; `docs/states/nonconformity.md` draws
//! the same table.

use chrono::{Months, NaiveDate};

/// A corrective action that takes longer than so many months is no corrective action.
const LONGEST_PLAN: u32 = 24;

/// How far a nonconformity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// «открыто»
    Open,
    /// «причина найдена»
    CauseFound,
    /// «действия запланированы»
    Planned,
    /// «действия выполнены»
    Done,
    /// «результативность оценена»
    Verified,
    /// «закрыто»
    Closed,
}

/// What moves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// what was found is worded better
    Edit,
    /// the root cause is named, or named better
    FindCause,
    /// correction, corrective and preventive actions are opened as action items
    Plan,
    /// all of them are done
    Finish,
    /// somebody else than the doers says whether it helped
    Verify,
    /// it helped
    Close,
    /// it did not help, or it came back
    Reopen,
}

/// Every step there is.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Open, Act::Edit, State::Open),
    (State::CauseFound, Act::Edit, State::CauseFound),
    (State::Open, Act::FindCause, State::CauseFound),
    (State::CauseFound, Act::FindCause, State::CauseFound),
    (State::CauseFound, Act::Plan, State::Planned),
    (State::Planned, Act::Finish, State::Done),
    (State::Done, Act::Verify, State::Verified),
    (State::Verified, Act::Close, State::Closed),
    (State::Verified, Act::Reopen, State::Open),
    (State::Closed, Act::Reopen, State::Open),
];

impl State {
    /// All, in their order.
    pub const ALL: [State; 6] =
        [State::Open, State::CauseFound, State::Planned, State::Done, State::Verified, State::Closed];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::CauseFound => "cause_found",
            State::Planned => "planned",
            State::Done => "done",
            State::Verified => "verified",
            State::Closed => "closed",
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
    pub const ALL: [Act; 7] = [Act::Edit, Act::FindCause, Act::Plan, Act::Finish, Act::Verify, Act::Close, Act::Reopen];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Act::Edit => "edit",
            Act::FindCause => "find_cause",
            Act::Plan => "plan",
            Act::Finish => "finish",
            Act::Verify => "verify",
            Act::Close => "close",
            Act::Reopen => "reopen",
        }
    }

    /// The act stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// What an action is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActionKind {
    /// «коррекция»: removes the nonconformity itself
    Correction,
    /// «корректирующее действие»: removes its cause
    Corrective,
    /// «предупреждающее действие»: keeps it from appearing elsewhere
    Preventive,
}

impl ActionKind {
    /// All of them.
    pub const ALL: [ActionKind; 3] = [ActionKind::Correction, ActionKind::Corrective, ActionKind::Preventive];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ActionKind::Correction => "correction",
            ActionKind::Corrective => "corrective",
            ActionKind::Preventive => "preventive",
        }
    }

    /// The kind stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ActionKind> {
        ActionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An action that is planned, as far as it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAction {
    /// what it is for
    pub kind: ActionKind,
    /// what is done
    pub task: String,
    /// by whom
    pub responsible_staff_id: Option<i64>,
    /// «Орлова А. В., учитель»
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// by what it is seen that it helped
    pub expected: String,
}

/// What somebody is to a nonconformity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// keeps the programme of audits
    pub leads: bool,
    /// audited, or found it
    pub found: bool,
    /// answers for the place where it is
    pub owns: bool,
    /// carried out one of the actions
    pub does: bool,
}

impl Part {
    /// Whether this step is theirs to take.
    #[must_use]
    pub fn takes(self, act: Act) -> bool {
        let judges = self.leads || self.found;
        judges || (self.owns && matches!(act, Act::FindCause | Act::Finish))
    }

    /// Whether they would judge their own work.
    #[must_use]
    pub fn is_own(self) -> bool {
        self.owns || self.does
    }
}

/// What is known when a step is to be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Circumstances {
    /// the root cause is named
    pub has_cause: bool,
    /// action items that are not done
    pub open_items: i64,
    /// who takes the step carried out one of the actions, or answers for the place
    pub is_own: bool,
    /// the step is not theirs to take
    pub is_outsider: bool,
    /// words came with the step
    pub has_words: bool,
    /// what the last verification said, if there is one
    pub is_effective: Option<bool>,
}

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotStep {
    /// there is no such step from here
    NotFromHere(State),
    /// the root cause is not named
    CauseMissing,
    /// so many action items are not done
    ItemsOpen(i64),
    /// who did it, or answers for it, does not judge it
    OwnWork,
    /// the step belongs to somebody else
    NotYours,
    /// a verification needs evidence, a reopening a reason
    WordsMissing,
    /// nothing closes that did not help
    NotEffective,
}

/// Takes a step.
///
/// # Errors
/// [`CannotStep`] says why not.
pub fn step(state: State, act: Act, at: &Circumstances) -> Result<State, CannotStep> {
    let next = state.after(act).ok_or(CannotStep::NotFromHere(state))?;
    match act {
        Act::Edit | Act::Verify | Act::Close if at.is_own => Err(CannotStep::OwnWork),
        _ if at.is_outsider => Err(CannotStep::NotYours),
        Act::FindCause | Act::Plan if !at.has_cause => Err(CannotStep::CauseMissing),
        Act::Finish if at.open_items > 0 => Err(CannotStep::ItemsOpen(at.open_items)),
        Act::Verify | Act::Reopen if !at.has_words => Err(CannotStep::WordsMissing),
        Act::Close if at.is_effective != Some(true) => Err(CannotStep::NotEffective),
        _ => Ok(next),
    }
}

/// Why a plan of actions is not whole; places count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotPlan {
    /// no action removes the cause
    CorrectiveMissing,
    /// nobody of the staff is named
    ResponsibleMissing(usize),
    /// there is no day
    DueMissing(usize),
    /// the day is past
    DuePast(usize),
    /// the day is years ahead
    DueFar(usize),
    /// it is not said by what one will see that it helped
    ExpectedMissing(usize),
}

/// Whether these actions are a plan.
///
/// # Errors
/// [`CannotPlan`] says what is missing.
pub fn plan(actions: &[PlannedAction], today: NaiveDate) -> Result<(), CannotPlan> {
    for (place, action) in (1..).zip(actions) {
        if action.responsible_staff_id.is_none() {
            return Err(CannotPlan::ResponsibleMissing(place));
        }
        match action.due_on {
            None => return Err(CannotPlan::DueMissing(place)),
            Some(due) if due < today => return Err(CannotPlan::DuePast(place)),
            Some(due) if due > today + Months::new(LONGEST_PLAN) => return Err(CannotPlan::DueFar(place)),
            Some(_) => {}
        }
        if action.expected.trim().is_empty() {
            return Err(CannotPlan::ExpectedMissing(place));
        }
    }
    let is_corrective = |action: &PlannedAction| action.kind == ActionKind::Corrective;
    if actions.iter().any(is_corrective) { Ok(()) } else { Err(CannotPlan::CorrectiveMissing) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_of_the_states_is_the_code() {
        let page = include_str!("../../../../docs/states/nonconformity.md");
        let coded = TRANSITIONS.iter().map(|(from, act, to)| (from.code(), act.code(), to.code()));
        crate::tests::must_draw(page, coded);
    }

    #[test]
    fn nothing_closes_without_somebody_elses_word() {
        let nothing = Circumstances::default();
        let caused = Circumstances { has_cause: true, ..nothing };
        let spoken = Circumstances { has_words: true, ..nothing };
        let helped = Circumstances { is_effective: Some(true), ..nothing };
        let table = [
            (State::Open, Act::Edit, nothing, Ok(State::Open)),
            (State::Planned, Act::Edit, nothing, Err(CannotStep::NotFromHere(State::Planned))),
            (State::Open, Act::Edit, Circumstances { is_own: true, ..nothing }, Err(CannotStep::OwnWork)),
            (State::Open, Act::FindCause, Circumstances { is_outsider: true, ..caused }, Err(CannotStep::NotYours)),
            (State::Open, Act::FindCause, nothing, Err(CannotStep::CauseMissing)),
            (State::Open, Act::FindCause, caused, Ok(State::CauseFound)),
            (State::Open, Act::Plan, caused, Err(CannotStep::NotFromHere(State::Open))),
            (State::CauseFound, Act::FindCause, caused, Ok(State::CauseFound)),
            (State::CauseFound, Act::Plan, caused, Ok(State::Planned)),
            (State::Planned, Act::Finish, Circumstances { open_items: 2, ..nothing }, Err(CannotStep::ItemsOpen(2))),
            (State::Planned, Act::Finish, nothing, Ok(State::Done)),
            (State::Done, Act::Close, helped, Err(CannotStep::NotFromHere(State::Done))),
            (State::Done, Act::Verify, Circumstances { is_own: true, ..spoken }, Err(CannotStep::OwnWork)),
            (State::Done, Act::Verify, nothing, Err(CannotStep::WordsMissing)),
            (State::Done, Act::Verify, spoken, Ok(State::Verified)),
            (State::Verified, Act::Close, nothing, Err(CannotStep::NotEffective)),
            (
                State::Verified,
                Act::Close,
                Circumstances { is_effective: Some(false), ..nothing },
                Err(CannotStep::NotEffective),
            ),
            (State::Verified, Act::Close, Circumstances { is_own: true, ..helped }, Err(CannotStep::OwnWork)),
            (State::Verified, Act::Close, helped, Ok(State::Closed)),
            (State::Verified, Act::Reopen, nothing, Err(CannotStep::WordsMissing)),
            (State::Closed, Act::Reopen, spoken, Ok(State::Open)),
        ];
        for (state, act, at, answer) in table {
            assert_eq!(step(state, act, &at), answer, "{state:?} {act:?} {at:?}");
        }
    }

    #[test]
    fn each_takes_their_own_steps() {
        let owner = Part { owns: true, ..Part::default() };
        let doer = Part { does: true, ..Part::default() };
        let finder = Part { found: true, ..Part::default() };
        for act in Act::ALL {
            assert_eq!(owner.takes(act), matches!(act, Act::FindCause | Act::Finish), "{act:?}");
            assert!(!doer.takes(act) && finder.takes(act));
        }
        assert!(owner.is_own() && doer.is_own() && !finder.is_own());
    }

    #[test]
    fn a_plan_removes_the_cause() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let action = PlannedAction {
            kind: ActionKind::Corrective,
            task: "Составить график".to_owned(),
            responsible_staff_id: Some(1),
            responsible: "Орлова".to_owned(),
            due_on: Some(day("2025-06-20")),
            expected: "График есть".to_owned(),
        };
        let table = [
            (action.clone(), Ok(())),
            (PlannedAction { kind: ActionKind::Correction, ..action.clone() }, Err(CannotPlan::CorrectiveMissing)),
            (PlannedAction { responsible_staff_id: None, ..action.clone() }, Err(CannotPlan::ResponsibleMissing(1))),
            (PlannedAction { due_on: None, ..action.clone() }, Err(CannotPlan::DueMissing(1))),
            (PlannedAction { due_on: Some(day("2025-06-04")), ..action.clone() }, Err(CannotPlan::DuePast(1))),
            (PlannedAction { due_on: Some(day("2049-01-01")), ..action.clone() }, Err(CannotPlan::DueFar(1))),
            (PlannedAction { expected: " ".to_owned(), ..action }, Err(CannotPlan::ExpectedMissing(1))),
        ];
        for (action, answer) in table {
            assert_eq!(plan(&[action], day("2025-06-05")), answer);
        }
        assert_eq!(plan(&[], day("2025-06-05")), Err(CannotPlan::CorrectiveMissing));
    }
}
