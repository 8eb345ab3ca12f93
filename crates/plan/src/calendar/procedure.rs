//! What a procedure of the cyclogram is. Pure.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which part of quality a procedure looks at («направление»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// «образовательные программы»
    Programmes,
    /// «условия»
    Conditions,
    /// «образовательный процесс»
    Process,
    /// «результаты»
    Results,
    /// «удовлетворённость»
    Satisfaction,
}

impl Area {
    /// All, in the order of the cyclogram.
    pub const ALL: [Area; 5] = [Area::Programmes, Area::Conditions, Area::Process, Area::Results, Area::Satisfaction];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Area::Programmes => "programmes",
            Area::Conditions => "conditions",
            Area::Process => "process",
            Area::Results => "results",
            Area::Satisfaction => "satisfaction",
        }
    }

    /// The area stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Area> {
        Area::ALL.into_iter().find(|area| area.code() == code)
    }
}

/// What sort of thing a procedure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProcedureKind {
    /// «мониторинг»: numbers that arrive anyway are looked at
    Monitoring,
    /// «контрольная работа»: pupils write; counts towards the load of a class
    ControlWork,
    /// «ВПР и другие внешние работы»: pupils write, the dates come from outside
    ExternalWork,
    /// «внутришкольный контроль»: somebody looks on the spot
    Inspection,
    /// «анкетирование»
    Survey,
    /// «экспертиза документов»
    DocumentReview,
    /// «отчёт или анализ»: papers are made of what was collected
    Report,
}

impl ProcedureKind {
    /// All, in the order in which they are offered.
    pub const ALL: [ProcedureKind; 7] = [
        ProcedureKind::Monitoring,
        ProcedureKind::ControlWork,
        ProcedureKind::ExternalWork,
        ProcedureKind::Inspection,
        ProcedureKind::Survey,
        ProcedureKind::DocumentReview,
        ProcedureKind::Report,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            ProcedureKind::Monitoring => "monitoring",
            ProcedureKind::ControlWork => "control_work",
            ProcedureKind::ExternalWork => "external_work",
            ProcedureKind::Inspection => "inspection",
            ProcedureKind::Survey => "survey",
            ProcedureKind::DocumentReview => "document_review",
            ProcedureKind::Report => "report",
        }
    }

    /// The kind stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<ProcedureKind> {
        ProcedureKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A row of the cyclogram.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// id
    pub id: i64,
    /// the school year
    pub school_year: i64,
    /// its place in the table, from 1
    pub place: i64,
    /// «направление»
    pub area: Area,
    /// «объект»
    pub object: String,
    /// «процедура»
    pub name: String,
    /// what sort of thing it is
    pub kind: ProcedureKind,
    /// «метод»
    pub method: String,
    /// «инструментарий»
    pub instrument: String,
    /// codes of the indicators it feeds
    pub indicators: Vec<String>,
    /// «периодичность»
    pub periodicity: String,
    /// from when
    pub starts_on: Option<NaiveDate>,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// «классы, охват»: «5, 6», «8А, 8Б», «2–11»
    pub classes: String,
    /// the subject, where it is about one
    pub subject_id: Option<i64>,
    /// who answers for it, if one of the staff list
    pub responsible_staff_id: Option<i64>,
    /// «Орлова А. В., заместитель директора»
    pub responsible: String,
    /// «исполнители»
    pub performers: String,
    /// «локальный акт»
    pub local_act: String,
    /// «форма результата»: справка, таблица …
    pub result_form: String,
    /// «где рассматривается»: педсовет, совещание …
    pub considered_at: String,
    /// «управленческое решение»: приказ, решение педсовета …
    pub decision_form: String,
    /// Grows with every save: two people who edit one row notice each other.
    pub version: i64,
}

impl Procedure {
    /// A row that says nothing yet.
    #[must_use]
    pub fn blank(id: i64, school_year: i64, place: i64) -> Self {
        Self {
            id,
            school_year,
            place,
            area: Area::Process,
            object: String::new(),
            name: String::new(),
            kind: ProcedureKind::Monitoring,
            method: String::new(),
            instrument: String::new(),
            indicators: Vec::new(),
            periodicity: String::new(),
            starts_on: None,
            due_on: None,
            classes: String::new(),
            subject_id: None,
            responsible_staff_id: None,
            responsible: String::new(),
            performers: String::new(),
            local_act: String::new(),
            result_form: String::new(),
            considered_at: String::new(),
            decision_form: String::new(),
            version: 0,
        }
    }

    /// The days it takes: from the first to the last, where at least one is known.
    #[must_use]
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let from = self.starts_on.or(self.due_on)?;
        Some((from, self.due_on.unwrap_or(from).max(from)))
    }
}
