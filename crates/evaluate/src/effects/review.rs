//! What a review of an effect is, its states, and when it may be fixed, measured and closed. Pure.

use chrono::{DateTime, Months, NaiveDate, Utc};
use formula::{Better, Group};
use measure::effect::Better as Direction;
use school::Exact;

use super::period::{Period, years_later};

/// Where a review stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// baseline, target and date are fixed
    Fixed,
    /// measured again; the verdict waits for somebody
    Measured,
    /// closed
    Closed,
    /// it became a proposal for the plan
    Proposed,
}

/// What is done with a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    /// measures in between
    Look,
    /// changes target or date
    Amend,
    /// measures again, for the verdict
    Measure,
    /// closes it
    Close,
    /// proposes something for the next plan
    Propose,
    /// waits for another measurement on a new date
    Again,
}

/// All that may happen to a review.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Fixed, Act::Look, State::Fixed),
    (State::Fixed, Act::Amend, State::Fixed),
    (State::Fixed, Act::Measure, State::Measured),
    (State::Measured, Act::Close, State::Closed),
    (State::Measured, Act::Propose, State::Proposed),
    (State::Measured, Act::Again, State::Fixed),
];

impl State {
    /// All, in their order.
    pub const ALL: [State; 4] = [State::Fixed, State::Measured, State::Closed, State::Proposed];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Fixed => "fixed",
            State::Measured => "measured",
            State::Closed => "closed",
            State::Proposed => "proposed",
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
            Act::Look => "look",
            Act::Amend => "amend",
            Act::Measure => "measure",
            Act::Close => "close",
            Act::Propose => "propose",
            Act::Again => "again",
        }
    }
}

/// What a decision is to reach («оценка результата решения»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// id
    pub id: i64,
    /// school year of the decision
    pub school_year: i64,
    /// «Успеваемость: 8А, Алгебра»
    pub title: String,
    /// kind of the decision
    pub source_kind: String,
    /// its id
    pub source_id: i64,
    /// «Приказ от 15.01.2025 № 17»
    pub source_title: String,
    /// the problem zone that the decision is about
    pub zone_id: Option<i64>,
    /// code of the indicator
    pub indicator_code: String,
    /// the group, without its term, as it is called in the school year of the decision
    pub group: Group,
    /// the period of the baseline
    pub before: Period,
    /// the period that is looked at again
    pub after: Period,
    /// what is to be reached
    pub target: Exact,
    /// which way is better
    pub direction: Direction,
    /// the smallest change that matters; 0 when none is named
    pub matters: Exact,
    /// whether the other classes of the year group are looked at too
    pub is_compared: bool,
    /// from which day on it is measured again
    pub remeasure_on: NaiveDate,
    /// Grows with every save.
    pub version: i64,
    /// fixed, measured, closed, proposed
    pub state: State,
    /// what was said with the last step
    pub note: String,
    /// when the last step was taken
    pub set_at: DateTime<Utc>,
    /// by whom
    pub set_by: String,
}

/// Why a review cannot be fixed or changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotFix {
    /// the decision is not in force yet
    DecisionOpen,
    /// the period looked at again does not end after the first one
    PeriodNotLater,
    /// the date of measuring again is not ahead
    DateNotAhead,
    /// the target lies on the worse side of the baseline
    TargetWorse,
    /// a share lies between 0 and 100 %
    TargetOutside,
    /// the pupils of the class will have left the school
    ClassLeaves,
    /// the period looked at again is not over by then; its last day
    PeriodOpen(NaiveDate),
    /// the date lies years after the period
    DateFar(NaiveDate),
    /// the same indicator of the same group waits already for the same decision
    Twice,
    /// somebody has looked already, or the day has come: it does not become easier now
    EasedAfterLook,
}

/// Why a step cannot be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotStep {
    /// the state does not allow it
    State(State),
    /// the date has not come: only a look in between
    TooEarly(NaiveDate),
    /// there is no value yet, for this reason
    NoValue(String),
    /// who answers for the action items does not close
    OwnWork,
    /// it neither reached the target nor became better: the principal closes it, or it becomes a proposal
    NotProven,
    /// somebody else has changed it meanwhile: who
    ChangedMeanwhile(String),
}

impl Review {
    /// The state after a step.
    ///
    /// # Errors
    /// When the state does not allow it.
    pub fn step(&self, act: Act) -> Result<State, CannotStep> {
        let next = TRANSITIONS.iter().find(|(from, by, _)| *from == self.state && *by == act);
        next.map(|(_, _, to)| *to).ok_or(CannotStep::State(self.state))
    }

    /// The state after measuring for the verdict.
    ///
    /// # Errors
    /// When the date has not come.
    pub fn measure(&self, today: NaiveDate) -> Result<State, CannotStep> {
        let next = self.step(Act::Measure)?;
        if self.is_due(today) { Ok(next) } else { Err(CannotStep::TooEarly(self.remeasure_on)) }
    }

    /// The state after closing by somebody. Who carried the decision out does not judge it, unless nobody else may; what has
    /// not helped is closed only by who signs orders.
    ///
    /// # Errors
    /// When it is one's own work, or when it has not helped.
    pub fn close(&self, closer: &Closer) -> Result<State, CannotStep> {
        let next = self.step(Act::Close)?;
        match closer {
            Closer { is_own: true, others_may: true, .. } => Err(CannotStep::OwnWork),
            Closer { has_helped: false, signs: false, .. } => Err(CannotStep::NotProven),
            _ => Ok(next),
        }
    }

    /// Whether `wanted` is easier to reach than this: a target nearer to where one began, a smaller change that matters, an
    /// earlier period.
    #[must_use]
    pub fn is_eased_by(&self, wanted: &Review) -> bool {
        let is_nearer = match self.direction {
            Direction::Higher => wanted.target < self.target,
            Direction::Lower => wanted.target > self.target,
        };
        is_nearer || wanted.matters < self.matters || self.after.is_after(wanted.after)
    }

    /// Whether the day of measuring again has come and it is not measured yet.
    #[must_use]
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.state == State::Fixed && self.remeasure_on <= today
    }

    /// What the group is called in a period: the same pupils are in 9А a year after 8А.
    #[must_use]
    pub fn group_in(&self, period: Period) -> Option<Group> {
        years_later(&self.group, period.year - self.school_year)
    }

    /// Whether a value reaches the target.
    #[must_use]
    pub fn is_reached(&self, value: &Exact) -> bool {
        match self.direction {
            Direction::Higher => *value >= self.target,
            Direction::Lower => *value <= self.target,
        }
    }
}

/// Who wants to close a review, and what it came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Closer {
    /// answers for one of the action items of the decision, by the staff list or by name
    pub is_own: bool,
    /// whether somebody who does not answer for them may close too
    pub others_may: bool,
    /// signs orders
    pub signs: bool,
    /// it became better, or the target is reached
    pub has_helped: bool,
}

/// What is about to be fixed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aim {
    /// the value now
    pub baseline: Exact,
    /// what is to be reached
    pub target: Exact,
    /// what the pack says about the direction
    pub better: Better,
    /// whether the value is a share
    pub is_share: bool,
    /// the period of the baseline
    pub before: Period,
    /// the period that is looked at again
    pub after: Period,
    /// the date of measuring again
    pub remeasure_on: NaiveDate,
    /// the last day of the period that is looked at again
    pub after_ends_on: NaiveDate,
}

/// Data of a period are there within so many months.
const LONGEST_WAIT: u32 = 24;

impl Aim {
    /// Whether it may be fixed so, and which way is better: what the pack says, otherwise towards the target.
    ///
    /// # Errors
    /// [`CannotFix`] says what does not fit.
    pub fn check(&self, today: NaiveDate) -> Result<Direction, CannotFix> {
        if !self.after.is_after(self.before) {
            return Err(CannotFix::PeriodNotLater);
        }
        if self.remeasure_on <= today {
            return Err(CannotFix::DateNotAhead);
        }
        if self.remeasure_on <= self.after_ends_on {
            return Err(CannotFix::PeriodOpen(self.after_ends_on));
        }
        let latest = self.after_ends_on.max(today).checked_add_months(Months::new(LONGEST_WAIT));
        if let Some(latest) = latest.filter(|latest| self.remeasure_on > *latest) {
            return Err(CannotFix::DateFar(latest));
        }
        let (zero, one) = (Exact::from_integer(0), Exact::from_integer(1));
        if self.is_share && !(zero..=one).contains(&self.target) {
            return Err(CannotFix::TargetOutside);
        }
        match self.better {
            Better::Higher if self.target < self.baseline => Err(CannotFix::TargetWorse),
            Better::Lower if self.target > self.baseline => Err(CannotFix::TargetWorse),
            Better::Higher => Ok(Direction::Higher),
            Better::Lower => Ok(Direction::Lower),
            Better::Neither if self.target < self.baseline => Ok(Direction::Lower),
            Better::Neither => Ok(Direction::Higher),
        }
    }
}
