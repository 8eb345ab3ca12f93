//! Marks («отметки») on the five-point scale, and what may stand in a gradebook in place of one.

use serde::{Deserialize, Serialize};

/// A mark («отметка») from 2 to 5; 1 is not used in schools and 0 is the dirt of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "i64", try_from = "i64")]
pub enum Mark {
    /// «Неудовлетворительно».
    Two,
    /// «Удовлетворительно».
    Three,
    /// «Хорошо».
    Four,
    /// «Отлично».
    Five,
}

impl Mark {
    /// All marks, the lowest first.
    pub const ALL: [Mark; 4] = [Mark::Two, Mark::Three, Mark::Four, Mark::Five];

    /// The mark written as this number, if it is one.
    #[must_use]
    pub fn from_number(number: i64) -> Option<Mark> {
        match number {
            2 => Some(Mark::Two),
            3 => Some(Mark::Three),
            4 => Some(Mark::Four),
            5 => Some(Mark::Five),
            _ => None,
        }
    }

    /// The number the mark is written as.
    #[must_use]
    pub fn number(self) -> i64 {
        match self {
            Mark::Two => 2,
            Mark::Three => 3,
            Mark::Four => 4,
            Mark::Five => 5,
        }
    }
}

impl From<Mark> for i64 {
    fn from(mark: Mark) -> i64 {
        mark.number()
    }
}

impl TryFrom<i64> for Mark {
    type Error = &'static str;

    fn try_from(number: i64) -> Result<Mark, Self::Error> {
        Mark::from_number(number).ok_or("отметка бывает от 2 до 5")
    }
}

impl std::fmt::Display for Mark {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{}", self.number())
    }
}

/// What a student has for a subject and a term: a mark, or one of two different absences of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MarkEntry {
    /// A mark was given.
    Marked(Mark),
    /// Not assessed («н/а»): should have a mark and has none; stays in the base of every share.
    NotAssessed,
    /// Exempt («осв.»): has no mark by right; leaves the base of every share.
    Exempt,
}

impl MarkEntry {
    /// The entry stored as a standing and a mark; `None` when the two contradict each other.
    #[must_use]
    pub fn from_standing(standing: &str, mark: Option<i64>) -> Option<MarkEntry> {
        match (standing, mark) {
            ("marked", Some(number)) => Mark::from_number(number).map(MarkEntry::Marked),
            ("not_assessed", None) => Some(MarkEntry::NotAssessed),
            ("exempt", None) => Some(MarkEntry::Exempt),
            _ => None,
        }
    }

    /// The stable code of the standing: `marked`, `not_assessed` or `exempt`.
    #[must_use]
    pub fn standing(self) -> &'static str {
        match self {
            MarkEntry::Marked(_) => "marked",
            MarkEntry::NotAssessed => "not_assessed",
            MarkEntry::Exempt => "exempt",
        }
    }

    /// The mark, when there is one.
    #[must_use]
    pub fn mark(self) -> Option<Mark> {
        match self {
            MarkEntry::Marked(mark) => Some(mark),
            MarkEntry::NotAssessed | MarkEntry::Exempt => None,
        }
    }
}

impl std::fmt::Display for MarkEntry {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            MarkEntry::Marked(mark) => write!(out, "{mark}"),
            MarkEntry::NotAssessed => out.write_str("н/а"),
            MarkEntry::Exempt => out.write_str("осв."),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_two_to_five_and_nothing_else() {
        for number in -3..9 {
            let mark = Mark::from_number(number);
            assert_eq!(mark.is_some(), (2..=5).contains(&number));
            assert_eq!(mark.map_or(number, Mark::number), number);
        }
    }

    #[test]
    fn an_entry_survives_storage() {
        let mut entries: Vec<_> = Mark::ALL.map(MarkEntry::Marked).into();
        entries.extend([MarkEntry::NotAssessed, MarkEntry::Exempt]);
        for entry in entries {
            let stored = MarkEntry::from_standing(entry.standing(), entry.mark().map(Mark::number));
            assert_eq!(stored, Some(entry));
        }
    }

    #[test]
    fn a_standing_that_contradicts_the_mark_is_refused() {
        assert_eq!(MarkEntry::from_standing("marked", None), None);
        assert_eq!(MarkEntry::from_standing("marked", Some(0)), None);
        assert_eq!(MarkEntry::from_standing("exempt", Some(5)), None);
        assert_eq!(MarkEntry::from_standing("отсутствовал", None), None);
    }
}
