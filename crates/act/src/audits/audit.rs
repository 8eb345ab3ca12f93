//! What an audit is, who may audit, and when it is over. Pure.

use chrono::NaiveDate;

/// An internal audit («внутренний аудит») of the yearly programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// id
    pub id: i64,
    /// the school year of the programme
    pub school_year: i64,
    /// what is audited: a process, an association, a document
    pub object: String,
    /// who answers for it
    pub owner: Person,
    /// against what: the law, the charter, a local act
    pub criteria: String,
    /// first day
    pub starts_on: NaiveDate,
    /// last day
    pub ends_on: NaiveDate,
    /// who audits; the first leads
    pub auditors: Vec<Person>,
    /// how often it was saved
    pub version: i64,
    /// what it says, once it is over
    pub conclusion: Option<Conclusion>,
}

/// A member of staff, in the words of the day.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Person {
    /// the member of staff
    pub staff_id: i64,
    /// «Орлова А. В., учитель»
    pub name: String,
}

/// That an audit is over.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Conclusion {
    /// when
    pub concluded_on: NaiveDate,
    /// what it says
    pub words: String,
    /// who said so
    pub concluded_by: String,
}

/// Whether a requirement is met («результат проверки»).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// «соответствует»
    Conform,
    /// «малозначительное несоответствие»
    Minor,
    /// «значительное несоответствие»
    Major,
    /// «неприменимо»
    NotApplicable,
}

impl Verdict {
    /// All of them.
    pub const ALL: [Verdict; 4] = [Verdict::Conform, Verdict::Minor, Verdict::Major, Verdict::NotApplicable];

    /// The word it is stored under.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Conform => "conform",
            Verdict::Minor => "minor",
            Verdict::Major => "major",
            Verdict::NotApplicable => "not_applicable",
        }
    }

    /// The verdict stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.code() == code)
    }

    /// Whether a nonconformity has to be opened.
    #[must_use]
    pub fn is_finding(self) -> bool {
        matches!(self, Verdict::Minor | Verdict::Major)
    }
}

/// A line of the checklist («чек-лист»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// id
    pub id: i64,
    /// 1, 2, 3 …
    pub place: i64,
    /// what is required
    pub requirement: String,
    /// by what: «273-ФЗ, ст. 28 ч. 3 п. 13»
    pub source: String,
    /// what the auditor asks
    pub question: String,
    /// what was seen
    pub evidence: String,
    /// code of the [`Verdict`], once there is one
    pub result: Option<String>,
    /// a remark
    pub note: String,
    /// how often it was saved
    pub version: i64,
    /// by whom last
    pub saved_by: String,
    /// the nonconformity that was opened because of it
    pub nonconformity_id: Option<i64>,
}

impl Line {
    /// Whether the requirement is met, once that is known.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.result.as_deref().and_then(Verdict::from_code)
    }
}

/// Why an audit cannot be planned like this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotPlan {
    /// nobody audits
    AuditorsMissing,
    /// this person would audit their own work
    OwnWork(String),
    /// it ends before it starts
    EndsBeforeStart,
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
}

/// Why a checklist cannot be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotFill {
    /// the audit is over
    Concluded,
    /// who answers for the object does not audit it
    OwnWork,
    /// a nonconformity stands on this line
    HasNonconformity,
}

impl Audit {
    /// Whether the audit may stand in the programme.
    ///
    /// # Errors
    /// [`CannotPlan`]: nobody audits their own work.
    pub fn plan(&self) -> Result<(), CannotPlan> {
        if self.auditors.is_empty() {
            return Err(CannotPlan::AuditorsMissing);
        }
        if let Some(own) = self.auditors.iter().find(|auditor| auditor.staff_id == self.owner.staff_id) {
            return Err(CannotPlan::OwnWork(own.name.clone()));
        }
        if self.ends_on < self.starts_on { Err(CannotPlan::EndsBeforeStart) } else { Ok(()) }
    }

    /// Whether this member of staff may fill in the checklist.
    ///
    /// # Errors
    /// [`CannotFill`] says why not.
    pub fn fill(&self, staff_id: Option<i64>) -> Result<(), CannotFill> {
        if self.conclusion.is_some() {
            return Err(CannotFill::Concluded);
        }
        if staff_id == Some(self.owner.staff_id) { Err(CannotFill::OwnWork) } else { Ok(()) }
    }

    /// Whether the audit may be said to be over.
    ///
    /// # Errors
    /// [`CannotConclude`] says what is missing.
    pub fn conclude(&self, lines: &[Line], staff_id: Option<i64>) -> Result<(), CannotConclude> {
        let count =
            |is: fn(&Line) -> bool| i64::try_from(lines.iter().filter(|line| is(line)).count()).unwrap_or(i64::MAX);
        let is_open = |line: &Line| line.verdict().is_some_and(Verdict::is_finding) && line.nonconformity_id.is_none();
        match (count(|line| line.verdict().is_none()), count(is_open)) {
            _ if self.conclusion.is_some() => Err(CannotConclude::Concluded),
            _ if staff_id == Some(self.owner.staff_id) => Err(CannotConclude::OwnWork),
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
    fn nobody_audits_their_own_work() {
        let table = [
            (audit(), Ok(())),
            (Audit { auditors: vec![], ..audit() }, Err(CannotPlan::AuditorsMissing)),
            (
                Audit { auditors: vec![person(2), person(1)], ..audit() },
                Err(CannotPlan::OwnWork("Сотрудник 1".to_owned())),
            ),
            (Audit { ends_on: "2024-11-10".parse().unwrap(), ..audit() }, Err(CannotPlan::EndsBeforeStart)),
        ];
        for (audit, answer) in table {
            assert_eq!(audit.plan(), answer);
        }
        assert_eq!(audit().fill(Some(1)), Err(CannotFill::OwnWork));
        assert_eq!(audit().fill(Some(3)), Ok(()));
    }

    #[test]
    fn an_audit_is_over_when_all_is_answered() {
        let table = [
            (vec![], Some(2), Err(CannotConclude::NoLines)),
            (vec![line(None, None)], Some(2), Err(CannotConclude::Unanswered(1))),
            (vec![line(Some(Verdict::Major), None)], Some(2), Err(CannotConclude::FindingsOpen(1))),
            (vec![line(Some(Verdict::Minor), Some(7)), line(Some(Verdict::Conform), None)], Some(2), Ok(())),
            (vec![line(Some(Verdict::NotApplicable), None)], Some(1), Err(CannotConclude::OwnWork)),
        ];
        for (lines, staff_id, answer) in table {
            assert_eq!(audit().conclude(&lines, staff_id), answer);
        }
    }
}
