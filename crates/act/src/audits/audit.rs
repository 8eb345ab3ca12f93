//! What an audit is: its people, its checklist, what it said in the end.

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
