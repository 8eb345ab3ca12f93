//! What a technological card is. Pure.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;

/// What sort of inspection a card describes («вид контроля»).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InspectionKind {
    /// «тематический»
    Thematic,
    /// «фронтальный»
    WholeSchool,
    /// «классно-обобщающий»
    ClassFocused,
    /// «персональный»
    TeacherFocused,
    /// «обзорный»
    Overview,
}

impl InspectionKind {
    /// All, in the order in which they are offered.
    pub const ALL: [InspectionKind; 5] = [
        InspectionKind::Thematic,
        InspectionKind::WholeSchool,
        InspectionKind::ClassFocused,
        InspectionKind::TeacherFocused,
        InspectionKind::Overview,
    ];

    /// The word under which it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            InspectionKind::Thematic => "thematic",
            InspectionKind::WholeSchool => "whole_school",
            InspectionKind::ClassFocused => "class_focused",
            InspectionKind::TeacherFocused => "teacher_focused",
            InspectionKind::Overview => "overview",
        }
    }

    /// The kind stored under `code`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<InspectionKind> {
        InspectionKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// An indicator that a card looks at, with the norm in the school's words.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Deserialize)]
pub struct CardIndicator {
    /// code of the pack
    pub code: String,
    /// «не ниже 95 %»; may be empty
    #[serde(default)]
    pub norm: String,
}

/// A step of a card.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Deserialize)]
pub struct CardStep {
    /// what is done or studied
    pub task: String,
    /// where one looks: «электронный журнал, КТП»
    #[serde(default)]
    pub sources: String,
    /// who, by office: «эксперт»
    pub performer: String,
    /// by which day, counted from the beginning (0 is the first day)
    pub days: i64,
}

/// A technological card («технологическая карта»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    /// id
    pub id: i64,
    /// what the procedure is called
    pub name: String,
    /// «вид контроля»
    pub kind: InspectionKind,
    /// «основание»
    pub basis: String,
    /// «цель»
    pub purpose: String,
    /// «объект»
    pub object: String,
    /// «предмет контроля»
    pub matter: String,
    /// «методы»
    pub methods: String,
    /// «показатели и нормы»
    pub indicators: Vec<CardIndicator>,
    /// «инструментарий»
    pub instruments: String,
    /// «выборка»
    pub sample: String,
    /// «этапы»
    pub steps: Vec<CardStep>,
    /// «итоговые документы»
    pub outputs: String,
    /// «где рассматривается»
    pub considered_at: String,
    /// after how many days it is looked at again
    pub recheck_days: Option<i64>,
    /// the procedure of the cyclogram that it belongs to
    pub procedure_id: Option<i64>,
    /// where a typical card comes from; empty for one's own
    pub source: String,
    /// grows with every save
    pub version: i64,
    /// when it was saved
    pub saved_at: DateTime<Utc>,
    /// by whom
    pub saved_by: String,
}

impl CardStep {
    /// The day by which the step is done, when the work begins on `start`.
    #[must_use]
    pub fn due_on(&self, start: NaiveDate) -> NaiveDate {
        start.checked_add_signed(chrono::Duration::days(self.days)).unwrap_or(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_due_so_many_days_after_the_start() {
        let step = |days| CardStep { task: String::new(), sources: String::new(), performer: String::new(), days };
        let start: NaiveDate = "2025-02-20".parse().unwrap();
        assert_eq!(step(0).due_on(start), start);
        assert_eq!(step(14).due_on(start).to_string(), "2025-03-06");
        assert!(InspectionKind::ALL.iter().all(|kind| InspectionKind::from_code(kind.code()) == Some(*kind)));
    }
}
