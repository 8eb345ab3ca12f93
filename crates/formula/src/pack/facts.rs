//! What packs hold besides indicators: settings, conditions, bans, scales.

use std::collections::BTreeMap;

use crate::exact::Exact;

use super::codes::ConditionKind;

/// A setting with its default or its values by school year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Key.
    pub key: String,
    /// Russian name.
    pub name: String,
    /// The value when no year says otherwise.
    pub default: Option<Exact>,
    /// Values by school year (of its start).
    pub by_year: BTreeMap<i64, Exact>,
    /// Where the values come from.
    pub source: String,
    /// Whether they were compared with the source.
    pub is_verified: bool,
}

impl Setting {
    /// The value in a school year.
    #[must_use]
    pub fn value(&self, school_year: i64) -> Option<Exact> {
        self.by_year.get(&school_year).copied().or(self.default)
    }
}

/// A condition of the school entered by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Code.
    pub code: String,
    /// Label of the field.
    pub name: String,
    /// What is entered.
    pub kind: ConditionKind,
    /// Help under the field.
    pub help: String,
    /// Heading of the group of fields.
    pub section: String,
    /// Indicators it feeds.
    pub feeds: Vec<String>,
}

/// A ban on using a population for a purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restriction {
    /// Population.
    pub population: String,
    /// Forbidden use.
    pub use_for: String,
    /// What it is called in Russian.
    pub name: String,
    /// The norm.
    pub norm: String,
    /// Whether the norm's text was read.
    pub is_verified: bool,
}

/// A scale from primary score to mark («шкала перевода») of one work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkScale {
    /// Programme, `vpr`.
    pub programme: String,
    /// Subject.
    pub subject: String,
    /// Year group.
    pub year_group: i64,
    /// First calendar year, if known.
    pub from_year: Option<i64>,
    /// Last calendar year, if known.
    pub to_year: Option<i64>,
    /// Greatest primary score.
    pub max: i64,
    /// Lowest score for «3», «4» and «5».
    pub starts: [i64; 3],
    /// Source.
    pub source: String,
    /// Whether the source was read.
    pub is_verified: bool,
}

impl MarkScale {
    /// The mark of a primary score.
    #[must_use]
    pub fn mark(&self, score: i64) -> Option<i64> {
        if !(0..=self.max).contains(&score) {
            return None;
        }
        let passed = self.starts.iter().filter(|start| score >= **start).count();
        Some(2 + i64::try_from(passed).unwrap_or(0))
    }
}
