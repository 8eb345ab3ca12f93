//! The report of an inspection, and the states it goes through. Pure.

use chrono::{DateTime, NaiveDate, Utc};

/// A report on one inspection («справка»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// the inspection
    pub inspection_id: i64,
    /// «что изучено и как»
    pub studied: String,
    /// «установленные факты»
    pub facts: String,
    /// «сравнение»
    pub comparison: String,
    /// «причины»
    pub causes: String,
    /// «выводы»
    pub findings: Vec<Finding>,
    /// «рекомендации»
    pub recommendations: Vec<Recommendation>,
    /// «повторный контроль»
    pub recheck_on: Option<NaiveDate>,
    /// where it stands
    pub state: ReportState,
    /// grows with every save
    pub version: i64,
    /// when it was saved; nobody has written anything before
    pub saved_at: Option<DateTime<Utc>>,
    /// by whom
    pub saved_by: String,
}

/// What the inspection came to («вывод»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Finding {
    /// id
    pub id: i64,
    /// one sentence or several
    pub sentence: String,
}

/// What somebody is advised to do («рекомендация»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Recommendation {
    /// id
    pub id: i64,
    /// what
    pub task: String,
    /// to whom, if one of the staff list
    pub responsible_staff_id: Option<i64>,
    /// to whom, in the words of the day it was written
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
}

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReportState {
    /// the group is writing
    Draft,
    /// the lead has handed it in
    Submitted,
    /// signed: it stays as it is
    Signed,
}

/// What may happen to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// the lead hands it in
    Submit,
    /// it goes back with a remark
    Return,
    /// it is signed
    Sign,
}

/// Which act leads from where to where; any other is refused.
pub const TRANSITIONS: &[(ReportState, Act, ReportState)] = &[
    (ReportState::Draft, Act::Submit, ReportState::Submitted),
    (ReportState::Submitted, Act::Return, ReportState::Draft),
    (ReportState::Submitted, Act::Sign, ReportState::Signed),
];

impl ReportState {
    /// All, in their order.
    pub const ALL: [ReportState; 3] = [ReportState::Draft, ReportState::Submitted, ReportState::Signed];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ReportState::Draft => "draft",
            ReportState::Submitted => "submitted",
            ReportState::Signed => "signed",
        }
    }

    /// The state of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ReportState> {
        ReportState::ALL.into_iter().find(|state| state.code() == code)
    }

    fn after(self, act: Act) -> Result<ReportState, CannotAct> {
        let found = TRANSITIONS.iter().find(|(from, known, _)| *from == self && *known == act);
        found.map(|(_, _, to)| *to).ok_or(CannotAct::OutOfTurn(self))
    }
}

/// Why a report cannot go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotAct {
    /// nothing of the kind happens to a report in this state
    OutOfTurn(ReportState),
    /// it does not say what was found
    FactsMissing,
    /// it has no conclusions
    FindingsMissing,
    /// a recommendation (by its place) is addressed to nobody
    AddresseeMissing(usize),
    /// a recommendation (by its place) has no date
    DateMissing(usize),
    /// so many steps are not done, and nobody has said that it is all right
    StepsOpen(usize),
    /// it is not said what to correct
    RemarkMissing,
}

/// How far the work has got when somebody wants to go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// steps not done
    pub open_steps: usize,
    /// whether it was confirmed that the report goes on without them
    pub is_confirmed: bool,
}

impl Report {
    /// The report of an inspection that has just begun.
    #[must_use]
    pub fn empty(inspection_id: i64) -> Report {
        Report {
            inspection_id,
            studied: String::new(),
            facts: String::new(),
            comparison: String::new(),
            causes: String::new(),
            findings: Vec::new(),
            recommendations: Vec::new(),
            recheck_on: None,
            state: ReportState::Draft,
            version: 0,
            saved_at: None,
            saved_by: String::new(),
        }
    }

    /// Whether its words may still be changed.
    ///
    /// # Errors
    /// When it has been handed in.
    pub fn editable(&self) -> Result<(), CannotAct> {
        if self.state == ReportState::Draft { Ok(()) } else { Err(CannotAct::OutOfTurn(self.state)) }
    }

    /// Hands it in.
    ///
    /// # Errors
    /// When something is missing.
    pub fn submit(&self, progress: Progress) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Submit)?;
        self.whole()?;
        confirmed(progress)?;
        Ok(next)
    }

    /// Sends it back to the group.
    ///
    /// # Errors
    /// When it is not handed in, or the remark says nothing.
    pub fn send_back(&self, remark: &str) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Return)?;
        if remark.trim().is_empty() { Err(CannotAct::RemarkMissing) } else { Ok(next) }
    }

    /// Signs it.
    ///
    /// # Errors
    /// When it is not handed in, or something is missing.
    pub fn sign(&self, progress: Progress) -> Result<ReportState, CannotAct> {
        let next = self.state.after(Act::Sign)?;
        self.whole()?;
        confirmed(progress)?;
        Ok(next)
    }

    fn whole(&self) -> Result<(), CannotAct> {
        if self.facts.trim().is_empty() {
            return Err(CannotAct::FactsMissing);
        }
        if self.findings.is_empty() {
            return Err(CannotAct::FindingsMissing);
        }
        for (place, one) in (1..).zip(&self.recommendations) {
            if one.responsible.trim().is_empty() {
                return Err(CannotAct::AddresseeMissing(place));
            }
            if one.due_on.is_none() {
                return Err(CannotAct::DateMissing(place));
            }
        }
        Ok(())
    }
}

fn confirmed(progress: Progress) -> Result<(), CannotAct> {
    match progress {
        Progress { open_steps: 0, .. } | Progress { is_confirmed: true, .. } => Ok(()),
        Progress { open_steps, .. } => Err(CannotAct::StepsOpen(open_steps)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: Progress = Progress { open_steps: 0, is_confirmed: false };

    fn report(state: ReportState) -> Report {
        Report {
            inspection_id: 1,
            studied: String::new(),
            facts: "Факты".to_owned(),
            comparison: String::new(),
            causes: String::new(),
            findings: vec![Finding { id: 1, sentence: "Вывод".to_owned() }],
            recommendations: vec![Recommendation {
                id: 1,
                task: "Обсудить".to_owned(),
                responsible_staff_id: None,
                responsible: "Руководитель ШМО".to_owned(),
                due_on: Some("2025-03-01".parse().unwrap()),
            }],
            recheck_on: None,
            state,
            version: 1,
            saved_at: None,
            saved_by: String::new(),
        }
    }

    #[test]
    fn acts_happen_in_their_turn_only() {
        use ReportState::{Draft, Signed, Submitted};
        let of = |act: fn(&Report) -> Result<ReportState, CannotAct>| ReportState::ALL.map(|state| act(&report(state)));
        let no = |state| Err(CannotAct::OutOfTurn(state));
        assert_eq!(of(|report| report.submit(DONE)), [Ok(Submitted), no(Submitted), no(Signed)]);
        assert_eq!(of(|report| report.send_back("Дополнить")), [no(Draft), Ok(Draft), no(Signed)]);
        assert_eq!(of(|report| report.sign(DONE)), [no(Draft), Ok(Signed), no(Signed)]);
        assert_eq!(ReportState::ALL.map(|state| report(state).editable().is_ok()), [true, false, false]);
        assert_eq!(report(Submitted).send_back(" "), Err(CannotAct::RemarkMissing));
    }

    /// One row per circumstance: what is missing, and what handing in and signing answer.
    #[test]
    fn a_report_goes_on_only_when_it_is_whole() {
        let whole = report(ReportState::Draft);
        let advice = |change: fn(&mut Recommendation)| {
            let mut report = report(ReportState::Draft);
            change(&mut report.recommendations[0]);
            report
        };
        let table = [
            (whole.clone(), DONE, None),
            (Report { facts: " ".to_owned(), ..whole.clone() }, DONE, Some(CannotAct::FactsMissing)),
            (Report { findings: vec![], ..whole.clone() }, DONE, Some(CannotAct::FindingsMissing)),
            (Report { recommendations: vec![], ..whole.clone() }, DONE, None),
            (advice(|one| one.responsible.clear()), DONE, Some(CannotAct::AddresseeMissing(1))),
            (advice(|one| one.due_on = None), DONE, Some(CannotAct::DateMissing(1))),
            (whole.clone(), Progress { open_steps: 2, is_confirmed: false }, Some(CannotAct::StepsOpen(2))),
            (whole, Progress { open_steps: 2, is_confirmed: true }, None),
        ];
        for (report, progress, refusal) in table {
            assert_eq!(report.submit(progress).err(), refusal);
            assert_eq!(Report { state: ReportState::Submitted, ..report }.sign(progress).err(), refusal);
        }
    }

    /// `docs/states/inspection_report.md` draws what the code does.
    #[test]
    fn the_page_of_states_is_true() {
        let page = include_str!("../../../../docs/states/inspection_report.md");
        let name = |state: ReportState| format!("{state:?}");
        let drawn: Vec<&str> = page.lines().map(str::trim).filter(|line| line.contains("-->")).collect();
        let mut known = vec![format!("[*] --> {}", name(ReportState::Draft))];
        known.extend(TRANSITIONS.iter().map(|(from, act, to)| format!("{} --> {}: {act:?}", name(*from), name(*to))));
        known.push(format!("{} --> [*]", name(ReportState::Signed)));
        assert_eq!(drawn, known);
    }
}
