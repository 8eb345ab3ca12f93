use serde::{Deserialize, Serialize};

/// A kind of file that facts are read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// «Табель успеваемости учащегося (весь класс)»
    ClassYearSheet,
    /// ФИС ОКО, form Ф1 «Индивидуальные результаты»
    VprIndividualResults,
    /// list of students
    Students,
    /// staff list
    Staff,
    /// subject marks by term
    SubjectMarks,
    /// marks of the gradebook
    JournalMarks,
    /// results of ОГЭ
    Oge,
    /// results of ЕГЭ
    Ege,
    /// achievements of students
    Achievements,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 9] = [
        Kind::ClassYearSheet,
        Kind::VprIndividualResults,
        Kind::Students,
        Kind::Staff,
        Kind::SubjectMarks,
        Kind::JournalMarks,
        Kind::Oge,
        Kind::Ege,
        Kind::Achievements,
    ];

    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Kind::ClassYearSheet => "class_year_sheet",
            Kind::VprIndividualResults => "vpr_individual_results",
            Kind::Students => "students",
            Kind::Staff => "staff",
            Kind::SubjectMarks => "subject_marks",
            Kind::JournalMarks => "journal_marks",
            Kind::Oge => "oge",
            Kind::Ege => "ege",
            Kind::Achievements => "achievements",
        }
    }

    /// The kind of a stable code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Its name, for people.
    #[must_use]
    pub fn name(self) -> &'static str {
        super::labels::kind(self)
    }

    /// Whether its people may be made without asking: that is what the file is for.
    pub(crate) fn is_list_of_people(self) -> bool {
        matches!(self, Kind::Students | Kind::Staff)
    }

    /// Whether its facts belong to a school year.
    pub(crate) fn needs_year(self) -> bool {
        !matches!(self, Kind::Staff)
    }
}
