//! The sorts of local acts, their states, and by which acts they come into force and go out of it. Pure.

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
    /// dated later than the step that came after it
    AfterNext,
    /// dated later than today
    InFuture,
    /// nobody is named
    WhoMissing,
    /// the minutes or the order are not named
    DocumentMissing,
    /// there is neither text nor file
    NothingToRead,
    /// adopted by something that is no council or assembly of the register
    NoCouncil,
    /// approved or repealed without an order
    NoOrder,
    /// a later edition is being prepared or approved already
    HasSuccessor,
    /// asked to know what is not in force
    NotApproved,
}

/// What a step rests on, besides its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ground {
    /// it was a council or an assembly of the school's register
    pub is_council: bool,
    /// the paper is an order
    pub is_order: bool,
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
