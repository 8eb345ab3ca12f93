//! What a local act is, and by which acts it comes into force and goes out of it. Pure.

use chrono::NaiveDate;

/// What sort of act it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ActKind {
    /// «положение о ВСОКО»: has appendices made of the plan
    QualityRegulation,
    /// «положение»
    Regulation,
    /// «порядок»
    Procedure,
    /// «программа»
    Programme,
    /// «план»
    Plan,
    /// «правила»
    Rules,
}

impl ActKind {
    /// All, in the order in which they are offered.
    pub const ALL: [ActKind; 6] = [
        ActKind::QualityRegulation,
        ActKind::Regulation,
        ActKind::Procedure,
        ActKind::Programme,
        ActKind::Plan,
        ActKind::Rules,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ActKind::QualityRegulation => "quality_regulation",
            ActKind::Regulation => "regulation",
            ActKind::Procedure => "procedure",
            ActKind::Programme => "programme",
            ActKind::Plan => "plan",
            ActKind::Rules => "rules",
        }
    }

    /// The kind stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ActKind> {
        ActKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// How far an act has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// «проект»
    Draft,
    /// «рассмотрено»
    Considered,
    /// «согласовано»
    Endorsed,
    /// «принято»
    Adopted,
    /// «утверждено»
    Approved,
    /// «утратило силу»
    Expired,
    /// «заменено новой редакцией»
    Replaced,
}

impl State {
    /// All.
    pub const ALL: [State; 7] = [
        State::Draft,
        State::Considered,
        State::Endorsed,
        State::Adopted,
        State::Approved,
        State::Expired,
        State::Replaced,
    ];

    /// The word in the diagram of states.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Considered => "considered",
            State::Endorsed => "endorsed",
            State::Adopted => "adopted",
            State::Approved => "approved",
            State::Expired => "expired",
            State::Replaced => "replaced",
        }
    }
}

/// What is done with an act. Four of them are legally distinct: рассмотреть, согласовать, принять, утвердить.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// «рассмотреть»
    Consider,
    /// «согласовать»
    Endorse,
    /// «принять»
    Adopt,
    /// «утвердить»
    Approve,
    /// «вернуть на доработку»
    Return,
    /// «признать утратившим силу»
    Expire,
    /// «заменить»: a new edition was approved
    Replace,
}

impl Act {
    /// All.
    pub const ALL: [Act; 7] =
        [Act::Consider, Act::Endorse, Act::Adopt, Act::Approve, Act::Return, Act::Expire, Act::Replace];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Act::Consider => "consider",
            Act::Endorse => "endorse",
            Act::Adopt => "adopt",
            Act::Approve => "approve",
            Act::Return => "return",
            Act::Expire => "expire",
            Act::Replace => "replace",
        }
    }

    /// The act stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.code() == code)
    }
}

/// Which act leads from which state to which. `docs/states/local_act.md` draws the same.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Draft, Act::Consider, State::Considered),
    (State::Considered, Act::Endorse, State::Endorsed),
    (State::Considered, Act::Adopt, State::Adopted),
    (State::Endorsed, Act::Adopt, State::Adopted),
    (State::Adopted, Act::Approve, State::Approved),
    (State::Considered, Act::Return, State::Draft),
    (State::Endorsed, Act::Return, State::Draft),
    (State::Adopted, Act::Return, State::Draft),
    (State::Approved, Act::Expire, State::Expired),
    (State::Approved, Act::Replace, State::Replaced),
    (State::Expired, Act::Replace, State::Replaced),
];

/// A step of an act: who did what with it when, and by which paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// what was done
    pub act: Act,
    /// the day on which it was done
    pub done_on: NaiveDate,
    /// the body that did it
    pub body_id: Option<i64>,
    /// the body or the person in words
    pub who: String,
    /// «протокол № 3», «приказ № 17»; of a return the reason
    pub document: String,
    /// who noted it
    pub recorded_by: String,
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotStep {
    /// the act is not in a state for that
    NotNow,
    /// dated before the step that came earlier
    BeforePrevious,
    /// dated later than today
    InFuture,
    /// nobody is named
    WhoMissing,
    /// the minutes or the order are not named
    DocumentMissing,
    /// there is neither text nor file
    NothingToRead,
}

/// The state after these steps.
#[must_use]
pub fn state_after(steps: &[Step]) -> State {
    let next = |state, step: &Step| target(state, step.act).unwrap_or(state);
    steps.iter().fold(State::Draft, next)
}

/// The state that an act leads to, if it may be done.
#[must_use]
pub fn target(state: State, act: Act) -> Option<State> {
    TRANSITIONS.iter().find(|(from, how, _)| (*from, *how) == (state, act)).map(|(_, _, to)| *to)
}

/// A local act («локальный нормативный акт») in one edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalAct {
    /// id
    pub id: i64,
    /// what sort of act it is
    pub kind: ActKind,
    /// title: «Положение о внутренней системе …»
    pub title: String,
    /// number by the school's register
    pub number: String,
    /// which edition, from 1
    pub edition: i64,
    /// the edition that it replaces
    pub replaces_id: Option<i64>,
    /// the text, sections as lines «1. Общие положения»
    pub body_text: String,
    /// the appendices as they were when the text was closed; empty while they follow the plan
    pub appendices: String,
    /// content address of the attached file; empty without one
    pub file_sha256: String,
    /// its name
    pub file_name: String,
    /// the first day in force
    pub valid_from: Option<NaiveDate>,
    /// the last day in force
    pub valid_until: Option<NaiveDate>,
    /// Grows with every save.
    pub version: i64,
    /// what was done with it, in order
    pub steps: Vec<Step>,
}

impl LocalAct {
    /// How far it has come.
    #[must_use]
    pub fn state(&self) -> State {
        state_after(&self.steps)
    }

    /// Takes a step as of `today`.
    ///
    /// # Errors
    /// When the rules do not let it.
    pub fn take(&self, step: &Step, today: NaiveDate) -> Result<State, CannotStep> {
        let state = target(self.state(), step.act).ok_or(CannotStep::NotNow)?;
        if self.body_text.trim().is_empty() && self.file_sha256.is_empty() {
            return Err(CannotStep::NothingToRead);
        }
        if step.who.trim().is_empty() && step.act != Act::Return {
            return Err(CannotStep::WhoMissing);
        }
        let needs_paper = matches!(step.act, Act::Adopt | Act::Approve | Act::Expire | Act::Return);
        if needs_paper && step.document.trim().is_empty() {
            return Err(CannotStep::DocumentMissing);
        }
        if step.done_on > today {
            return Err(CannotStep::InFuture);
        }
        if self.steps.last().is_some_and(|last| step.done_on < last.done_on) {
            return Err(CannotStep::BeforePrevious);
        }
        Ok(state)
    }

    /// Days until it runs out, while it is in force; negative once it has.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        let until = self.valid_until.filter(|_| self.state() == State::Approved)?;
        Some((until - today).num_days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn step(act: Act, done_on: &str, who: &str, document: &str) -> Step {
        Step {
            act,
            done_on: day(done_on),
            body_id: None,
            who: who.to_owned(),
            document: document.to_owned(),
            recorded_by: String::new(),
        }
    }

    fn act(text: &str, steps: Vec<Step>) -> LocalAct {
        LocalAct {
            id: 1,
            kind: ActKind::Regulation,
            title: "Положение".to_owned(),
            number: "17".to_owned(),
            edition: 1,
            replaces_id: None,
            body_text: text.to_owned(),
            appendices: String::new(),
            file_sha256: String::new(),
            file_name: String::new(),
            valid_from: None,
            valid_until: Some(day("2027-08-31")),
            version: 1,
            steps,
        }
    }

    #[test]
    fn each_state_lets_only_its_acts() {
        for state in State::ALL {
            for act in Act::ALL {
                let is_listed = TRANSITIONS.iter().any(|(from, how, _)| (*from, *how) == (state, act));
                assert_eq!(target(state, act).is_some(), is_listed, "{state:?} {act:?}");
            }
        }
    }

    #[test]
    fn a_step_is_refused_for_a_reason() {
        let considered = || step(Act::Consider, "2024-08-20", "Методический совет", "");
        let today = day("2025-01-15");
        let rows = [
            (act("Текст", vec![]), considered(), Ok(State::Considered)),
            (act(" ", vec![]), considered(), Err(CannotStep::NothingToRead)),
            (act("Текст", vec![]), step(Act::Approve, "2024-08-20", "Директор", "17"), Err(CannotStep::NotNow)),
            (act("Текст", vec![]), step(Act::Consider, "2024-08-20", " ", ""), Err(CannotStep::WhoMissing)),
            (act("Текст", vec![]), step(Act::Consider, "2025-01-16", "Совет", ""), Err(CannotStep::InFuture)),
            (
                act("Текст", vec![considered()]),
                step(Act::Adopt, "2024-08-21", "Педсовет", ""),
                Err(CannotStep::DocumentMissing),
            ),
            (
                act("Текст", vec![considered()]),
                step(Act::Adopt, "2024-08-19", "Педсовет", "протокол № 1"),
                Err(CannotStep::BeforePrevious),
            ),
            (
                act("Текст", vec![considered()]),
                step(Act::Adopt, "2024-08-21", "Педсовет", "протокол № 1"),
                Ok(State::Adopted),
            ),
            (act("Текст", vec![considered()]), step(Act::Return, "2024-08-21", "", "уточнить"), Ok(State::Draft)),
        ];
        for (act, step, expected) in rows {
            assert_eq!(act.take(&step, today), expected, "{step:?}");
        }
    }

    #[test]
    fn only_an_act_in_force_runs_out() {
        let steps = vec![
            step(Act::Consider, "2024-08-20", "Совет", ""),
            step(Act::Adopt, "2024-08-21", "Педсовет", "протокол № 1"),
            step(Act::Approve, "2024-08-30", "Директор", "приказ № 17"),
        ];
        assert_eq!(act("Текст", steps).days_left(day("2027-08-30")), Some(1));
        assert_eq!(act("Текст", vec![]).days_left(day("2027-08-30")), None);
    }
}
