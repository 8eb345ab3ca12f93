//! Who may do what with an audit, and when it is over. Pure; `docs/states/audit.md` draws the states.

use access::Viewer;
use chrono::NaiveDate;

use super::audit::{Audit, Line, Person, Verdict};

/// How far an audit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// «запланирован»
    Planned,
    /// «идёт»
    UnderWay,
    /// «завершён»
    Concluded,
}

/// What moves an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// an auditor fills in a line
    Fill,
    /// an auditor says what it comes to
    Conclude,
    /// who answers for the object says whether they agree
    Agree,
    /// the conclusion is taken back, for a reason
    Reopen,
}

/// Every step there is.
pub const TRANSITIONS: &[(State, Act, State)] = &[
    (State::Planned, Act::Fill, State::UnderWay),
    (State::UnderWay, Act::Fill, State::UnderWay),
    (State::UnderWay, Act::Conclude, State::Concluded),
    (State::Concluded, Act::Agree, State::Concluded),
    (State::Concluded, Act::Reopen, State::UnderWay),
];

impl State {
    /// The word in the picture of states.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            State::Planned => "planned",
            State::UnderWay => "under_way",
            State::Concluded => "concluded",
        }
    }

    /// Where `act` leads from here, if anywhere.
    #[must_use]
    pub fn after(self, act: Act) -> Option<State> {
        TRANSITIONS.iter().find(|(from, by, _)| *from == self && *by == act).map(|(_, _, to)| *to)
    }
}

impl Act {
    /// The word in the picture of states.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Act::Fill => "fill",
            Act::Conclude => "conclude",
            Act::Agree => "agree",
            Act::Reopen => "reopen",
        }
    }
}

/// What somebody is to an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Part {
    /// keeps the programme
    pub plans: bool,
    /// answers for the object
    pub owns: bool,
    /// is one of the auditors
    pub audits: bool,
}

/// Why an audit cannot be planned like this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotPlan {
    /// nobody audits
    AuditorsMissing,
    /// this person would audit their own work
    OwnWork(String),
    /// who answers for the object neither gives it away nor picks who audits it
    OwnAuditors,
    /// it ends before it starts
    EndsBeforeStart,
    /// it lies outside the school year of the programme: its first and last day
    OutsideYear(NaiveDate, NaiveDate),
}

/// Why an audit is not over yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotConclude {
    /// it is over already
    Concluded,
    /// nothing was asked
    NoLines,
    /// so many lines have no result
    Unanswered(i64),
    /// so many findings have no nonconformity
    FindingsOpen(i64),
    /// who answers for the object does not judge it
    OwnWork,
    /// only the auditors of this audit judge it
    NotAuditor,
    /// it begins on that day
    NotBegun(NaiveDate),
}

/// Why something cannot be changed in an audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotFill {
    /// the audit is over
    Concluded,
    /// who answers for the object does not audit it
    OwnWork,
    /// only the auditors of this audit fill in its checklist
    NotAuditor,
    /// only those who keep the programme change it
    NotPlanner,
    /// a nonconformity stands on this line
    HasNonconformity,
    /// it is not over yet
    UnderWay,
    /// only who answers for the object agrees or does not
    NotOwner,
}

impl Audit {
    /// What this person is to the audit; `plans` says whether they keep the programme.
    #[must_use]
    pub fn part_of(&self, viewer: &Viewer, plans: bool) -> Part {
        let is = |person: &Person| viewer.is_meant(Some(person.staff_id), &person.name);
        Part { plans, owns: is(&self.owner), audits: self.auditors.iter().any(is) }
    }

    /// Whether the audit may stand in the programme of a school year with these first and last days.
    ///
    /// # Errors
    /// [`CannotPlan`]: nobody audits their own work.
    pub fn plan(&self, (from, until): (NaiveDate, NaiveDate)) -> Result<(), CannotPlan> {
        if self.auditors.is_empty() {
            return Err(CannotPlan::AuditorsMissing);
        }
        if let Some(own) = self.auditors.iter().find(|auditor| auditor.staff_id == self.owner.staff_id) {
            return Err(CannotPlan::OwnWork(own.name.clone()));
        }
        if self.ends_on < self.starts_on {
            return Err(CannotPlan::EndsBeforeStart);
        }
        let is_within = self.starts_on >= from && self.ends_on <= until;
        if is_within { Ok(()) } else { Err(CannotPlan::OutsideYear(from, until)) }
    }

    /// Whether somebody may put `wanted` in the place of this audit.
    ///
    /// # Errors
    /// When who answers for the object would give it away, or pick who audits it.
    pub fn replan(&self, wanted: &Audit, part: Part) -> Result<(), CannotPlan> {
        let ids = |audit: &Audit| audit.auditors.iter().map(|one| one.staff_id).collect::<Vec<_>>();
        let is_same = self.owner.staff_id == wanted.owner.staff_id && ids(self) == ids(wanted);
        if part.owns && !is_same { Err(CannotPlan::OwnAuditors) } else { Ok(()) }
    }

    /// Whether somebody may change the audit in the programme.
    ///
    /// # Errors
    /// [`CannotFill`] says why not.
    pub fn edit(&self, part: Part) -> Result<(), CannotFill> {
        match self.conclusion {
            Some(_) => Err(CannotFill::Concluded),
            None if !part.plans => Err(CannotFill::NotPlanner),
            None => Ok(()),
        }
    }

    /// Whether somebody may take the audit out of the programme.
    ///
    /// # Errors
    /// [`CannotFill`] says why not.
    pub fn remove(&self, part: Part) -> Result<(), CannotFill> {
        self.edit(part)?;
        if part.owns { Err(CannotFill::OwnWork) } else { Ok(()) }
    }

    /// Whether somebody may fill in the checklist.
    ///
    /// # Errors
    /// [`CannotFill`] says why not.
    pub fn fill(&self, part: Part) -> Result<(), CannotFill> {
        match self.conclusion {
            Some(_) => Err(CannotFill::Concluded),
            None if part.owns => Err(CannotFill::OwnWork),
            None if !part.audits => Err(CannotFill::NotAuditor),
            None => Ok(()),
        }
    }

    /// Whether somebody may say that they agree with what was found, or do not.
    ///
    /// # Errors
    /// [`CannotFill`] says why not.
    pub fn agree(&self, part: Part) -> Result<(), CannotFill> {
        match self.conclusion {
            None => Err(CannotFill::UnderWay),
            Some(_) if !part.owns => Err(CannotFill::NotOwner),
            Some(_) => Ok(()),
        }
    }

    /// Whether somebody may take the conclusion back.
    ///
    /// # Errors
    /// [`CannotFill`] says why not.
    pub fn reopen(&self, part: Part) -> Result<(), CannotFill> {
        match self.conclusion {
            None => Err(CannotFill::UnderWay),
            Some(_) if part.owns => Err(CannotFill::OwnWork),
            Some(_) if !part.audits && !part.plans => Err(CannotFill::NotAuditor),
            Some(_) => Ok(()),
        }
    }

    /// Whether the audit may be said to be over.
    ///
    /// # Errors
    /// [`CannotConclude`] says what is missing.
    pub fn conclude(&self, lines: &[Line], part: Part, today: NaiveDate) -> Result<(), CannotConclude> {
        let count =
            |is: fn(&Line) -> bool| i64::try_from(lines.iter().filter(|line| is(line)).count()).unwrap_or(i64::MAX);
        let is_open = |line: &Line| line.verdict().is_some_and(Verdict::is_finding) && line.nonconformity_id.is_none();
        match (count(|line| line.verdict().is_none()), count(is_open)) {
            _ if self.conclusion.is_some() => Err(CannotConclude::Concluded),
            _ if part.owns => Err(CannotConclude::OwnWork),
            _ if !part.audits => Err(CannotConclude::NotAuditor),
            _ if today < self.starts_on => Err(CannotConclude::NotBegun(self.starts_on)),
            _ if lines.is_empty() => Err(CannotConclude::NoLines),
            (0, 0) => Ok(()),
            (0, open) => Err(CannotConclude::FindingsOpen(open)),
            (unanswered, _) => Err(CannotConclude::Unanswered(unanswered)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audits::Conclusion;

    fn person(staff_id: i64) -> Person {
        Person { staff_id, name: format!("Сотрудник {staff_id}") }
    }

    fn audit() -> Audit {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        Audit {
            id: 1,
            school_year: 2024,
            object: "ШМО".to_owned(),
            owner: person(1),
            criteria: String::new(),
            starts_on: day("2024-11-11"),
            ends_on: day("2024-11-15"),
            auditors: vec![person(2)],
            version: 1,
            conclusion: None,
        }
    }

    fn line(verdict: Option<Verdict>, nonconformity_id: Option<i64>) -> Line {
        Line {
            id: 1,
            place: 1,
            requirement: String::new(),
            source: String::new(),
            question: String::new(),
            evidence: String::new(),
            result: verdict.map(|verdict| verdict.code().to_owned()),
            note: String::new(),
            version: 1,
            saved_by: String::new(),
            nonconformity_id,
        }
    }

    #[test]
    fn the_picture_of_the_states_is_the_code() {
        let page = include_str!("../../../../docs/states/audit.md");
        let coded = TRANSITIONS.iter().map(|(from, act, to)| (from.code(), act.code(), to.code()));
        crate::tests::must_draw(page, coded);
    }

    #[test]
    fn nobody_audits_their_own_work() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let year = (day("2024-09-01"), day("2025-08-31"));
        let table = [
            (audit(), Ok(())),
            (Audit { auditors: vec![], ..audit() }, Err(CannotPlan::AuditorsMissing)),
            (
                Audit { auditors: vec![person(2), person(1)], ..audit() },
                Err(CannotPlan::OwnWork("Сотрудник 1".to_owned())),
            ),
            (Audit { ends_on: day("2024-11-10"), ..audit() }, Err(CannotPlan::EndsBeforeStart)),
            (Audit { starts_on: day("1999-01-01"), ..audit() }, Err(CannotPlan::OutsideYear(year.0, year.1))),
        ];
        for (audit, answer) in table {
            assert_eq!(audit.plan(year), answer);
        }
        let given_away = Audit { owner: person(4), auditors: vec![person(1)], ..audit() };
        assert_eq!(audit().replan(&given_away, OWNER), Err(CannotPlan::OwnAuditors));
        assert_eq!(audit().replan(&given_away, PLANNER), Ok(()));
        assert_eq!(audit().replan(&Audit { object: "МО".to_owned(), ..audit() }, OWNER), Ok(()));
    }

    #[test]
    fn a_person_is_the_owner_or_an_auditor_also_by_name() {
        let viewer = |staff_id, name: &str| Viewer { account_id: 5, name: name.to_owned(), staff_id, roles: vec![] };
        let owner = Person { staff_id: 1, name: "Соколова В. П., директор".to_owned() };
        let audit = Audit { owner, ..audit() };
        assert!(audit.part_of(&viewer(None, "Соколова Вера Павловна"), true).owns);
        assert!(audit.part_of(&viewer(Some(2), "Соколова Вера Павловна"), false).audits);
        assert_eq!(audit.part_of(&viewer(Some(3), "Орлова Анна Викторовна"), false), Part::default());
    }

    const PLANNER: Part = Part { plans: true, owns: false, audits: false };
    const OWNER: Part = Part { plans: true, owns: true, audits: false };
    const AUDITOR: Part = Part { plans: false, owns: false, audits: true };

    #[test]
    fn each_does_their_part() {
        let said = Conclusion {
            concluded_on: "2024-11-15".parse().unwrap(),
            words: "Вывод".to_owned(),
            concluded_by: "Аудитор".to_owned(),
        };
        let over = Audit { conclusion: Some(said), ..audit() };
        let table = [
            (audit().fill(AUDITOR), Ok(())),
            (audit().fill(PLANNER), Err(CannotFill::NotAuditor)),
            (audit().fill(Part { owns: true, ..AUDITOR }), Err(CannotFill::OwnWork)),
            (over.fill(AUDITOR), Err(CannotFill::Concluded)),
            (audit().edit(AUDITOR), Err(CannotFill::NotPlanner)),
            (audit().edit(OWNER), Ok(())),
            (audit().remove(OWNER), Err(CannotFill::OwnWork)),
            (audit().remove(PLANNER), Ok(())),
            (over.remove(PLANNER), Err(CannotFill::Concluded)),
            (audit().agree(OWNER), Err(CannotFill::UnderWay)),
            (over.agree(OWNER), Ok(())),
            (over.agree(PLANNER), Err(CannotFill::NotOwner)),
            (over.reopen(OWNER), Err(CannotFill::OwnWork)),
            (over.reopen(AUDITOR), Ok(())),
            (over.reopen(Part::default()), Err(CannotFill::NotAuditor)),
            (audit().reopen(PLANNER), Err(CannotFill::UnderWay)),
        ];
        for (answer, wanted) in table {
            assert_eq!(answer, wanted);
        }
    }

    #[test]
    fn an_audit_is_over_when_all_is_answered() {
        let table = [
            (vec![], AUDITOR, Err(CannotConclude::NoLines)),
            (vec![line(None, None)], AUDITOR, Err(CannotConclude::Unanswered(1))),
            (vec![line(Some(Verdict::Major), None)], AUDITOR, Err(CannotConclude::FindingsOpen(1))),
            (vec![line(Some(Verdict::Minor), Some(7)), line(Some(Verdict::Conform), None)], AUDITOR, Ok(())),
            (vec![line(Some(Verdict::NotApplicable), None)], OWNER, Err(CannotConclude::OwnWork)),
            (vec![line(Some(Verdict::Conform), None)], PLANNER, Err(CannotConclude::NotAuditor)),
        ];
        for (lines, part, answer) in table {
            assert_eq!(audit().conclude(&lines, part, "2024-11-15".parse().unwrap()), answer);
        }
        let early = "2024-11-10".parse().unwrap();
        let not_begun = Err(CannotConclude::NotBegun(audit().starts_on));
        assert_eq!(audit().conclude(&[line(Some(Verdict::Conform), None)], AUDITOR, early), not_begun);
    }
}
