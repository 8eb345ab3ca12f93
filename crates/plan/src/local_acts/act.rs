//! What a local act is in one edition, and which steps its rules let. Pure.

use chrono::NaiveDate;

use super::state::{Act, ActKind, CannotStep, Ground, State, Step, state_after, target};
use crate::editing::covers;

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
    /// the school year whose plan the appendices follow
    pub school_year: Option<i64>,
    /// Grows with every save and every step.
    pub version: i64,
    /// what was done with it, in order; the last may be a replacement on a day to come
    pub steps: Vec<Step>,
}

impl LocalAct {
    /// How far it has come, a replacement that is decided but still to come included.
    #[must_use]
    pub fn state(&self) -> State {
        state_after(&self.steps)
    }

    /// How far it has come on `day`: an edition stays in force until the next one begins.
    #[must_use]
    pub fn state_on(&self, day: NaiveDate) -> State {
        let has_come = |step: &&Step| step.act != Act::Replace || step.done_on <= day;
        let count = self.steps.iter().take_while(has_come).count();
        state_after(&self.steps[..count])
    }

    /// Whether it is in force on `day`.
    #[must_use]
    pub fn is_in_force(&self, day: NaiveDate) -> bool {
        self.state_on(day) == State::Approved && covers(self.valid_from, self.valid_until, day)
    }

    /// The day on which the next edition takes its place, if that is decided.
    #[must_use]
    pub fn replaced_on(&self) -> Option<NaiveDate> {
        self.steps.last().filter(|step| step.act == Act::Replace).map(|step| step.done_on)
    }

    /// Whether a new edition may be begun; `successors` are the editions that replace this one.
    ///
    /// # Errors
    /// When there is one already, or the act was never in force.
    pub fn may_renew(&self, successors: &[State]) -> Result<(), CannotStep> {
        if !successors.is_empty() {
            return Err(CannotStep::HasSuccessor);
        }
        if matches!(self.state(), State::Approved | State::Expired) { Ok(()) } else { Err(CannotStep::NotNow) }
    }

    /// Takes a step as of `today`.
    ///
    /// # Errors
    /// When the rules do not let it.
    pub fn take(&self, step: &Step, ground: Ground, today: NaiveDate) -> Result<State, CannotStep> {
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
        if step.act == Act::Adopt && !ground.is_council {
            return Err(CannotStep::NoCouncil);
        }
        if matches!(step.act, Act::Approve | Act::Expire) && !ground.is_order {
            return Err(CannotStep::NoOrder);
        }
        if step.done_on > today {
            return Err(CannotStep::InFuture);
        }
        if self.steps.last().is_some_and(|last| step.done_on < last.done_on) {
            return Err(CannotStep::BeforePrevious);
        }
        Ok(state)
    }

    /// Whether the details of a step may be put right like this: `ordinal` counts from 1.
    ///
    /// # Errors
    /// When the day would come before the step before it or after the one after it, or something is missing.
    pub fn may_correct(&self, ordinal: usize, step: &Step, ground: Ground, today: NaiveDate) -> Result<(), CannotStep> {
        let before = ordinal.checked_sub(1).filter(|at| *at < self.steps.len()).ok_or(CannotStep::NotNow)?;
        let earlier = LocalAct { steps: self.steps[..before].to_vec(), ..self.clone() };
        earlier.take(step, ground, today)?;
        if self.steps.get(ordinal).is_some_and(|next| next.done_on < step.done_on) {
            return Err(CannotStep::AfterNext);
        }
        Ok(())
    }

    /// Days until it runs out, while it is in force; negative once it has.
    #[must_use]
    pub fn days_left(&self, today: NaiveDate) -> Option<i64> {
        let until = self.valid_until.filter(|_| self.state_on(today) == State::Approved)?;
        Some((until - today).num_days())
    }
}

#[cfg(test)]
mod tests {
    use super::super::state::TRANSITIONS;
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
            school_year: None,
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
        let adopted = |on: &str, paper: &str| step(Act::Adopt, on, "Педсовет", paper);
        let today = day("2025-01-15");
        let (nobody, council) = (Ground::default(), Ground { is_council: true, is_order: false });
        let blank = || act("Текст", vec![]);
        let begun = || act("Текст", vec![considered()]);
        let whole = || act("Текст", vec![considered(), adopted("2024-08-21", "протокол № 1")]);
        let order = step(Act::Approve, "2024-08-22", "Директор", "приказ № 17");
        let rows = [
            (blank(), considered(), nobody, Ok(State::Considered)),
            (act(" ", vec![]), considered(), nobody, Err(CannotStep::NothingToRead)),
            (blank(), order.clone(), nobody, Err(CannotStep::NotNow)),
            (blank(), step(Act::Consider, "2024-08-20", " ", ""), nobody, Err(CannotStep::WhoMissing)),
            (blank(), step(Act::Consider, "2025-01-16", "Совет", ""), nobody, Err(CannotStep::InFuture)),
            (begun(), adopted("2024-08-21", ""), council, Err(CannotStep::DocumentMissing)),
            (begun(), adopted("2024-08-19", "протокол № 1"), council, Err(CannotStep::BeforePrevious)),
            (begun(), adopted("2024-08-21", "протокол № 1"), nobody, Err(CannotStep::NoCouncil)),
            (begun(), adopted("2024-08-21", "протокол № 1"), council, Ok(State::Adopted)),
            (begun(), step(Act::Return, "2024-08-21", "", "уточнить"), nobody, Ok(State::Draft)),
            (whole(), order.clone(), council, Err(CannotStep::NoOrder)),
            (whole(), order, Ground { is_council: false, is_order: true }, Ok(State::Approved)),
        ];
        for (act, step, ground, expected) in rows {
            assert_eq!(act.take(&step, ground, today), expected, "{step:?}");
        }
    }

    #[test]
    fn details_of_a_step_stay_between_its_neighbours() {
        let known = act(
            "Текст",
            vec![
                step(Act::Consider, "2024-08-20", "Совет", ""),
                step(Act::Adopt, "2024-08-25", "Педсовет", "протокол № 1"),
            ],
        );
        let put = |on: &str| {
            known.may_correct(1, &step(Act::Consider, on, "Совет", ""), Ground::default(), day("2025-01-15"))
        };
        assert_eq!(put("2024-08-25"), Ok(()));
        assert_eq!(put("2024-08-26"), Err(CannotStep::AfterNext));
    }

    #[test]
    fn an_edition_stays_in_force_until_the_next_one_begins() {
        let steps = vec![
            step(Act::Consider, "2024-08-20", "Совет", ""),
            step(Act::Adopt, "2024-08-21", "Педсовет", "протокол № 1"),
            step(Act::Approve, "2024-08-30", "Директор", "приказ № 17"),
            step(Act::Replace, "2025-09-01", "новая редакция", "приказ № 40"),
        ];
        let replaced = act("Текст", steps);
        assert_eq!(replaced.state_on(day("2025-08-31")), State::Approved);
        assert_eq!(replaced.state_on(day("2025-09-01")), State::Replaced);
        assert!(replaced.is_in_force(day("2025-08-31")) && !replaced.is_in_force(day("2025-09-01")));
        let approved = act("Текст", replaced.steps[..3].to_vec());
        assert_eq!(approved.may_renew(&[]), Ok(()));
        assert_eq!(approved.may_renew(&[State::Draft]), Err(CannotStep::HasSuccessor));
        assert_eq!(replaced.may_renew(&[]), Err(CannotStep::NotNow));
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
