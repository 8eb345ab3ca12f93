//! Packs («наборы показателей»): what is measured, as data with versions and sources.

mod codes;
mod facts;
mod model;
mod read;
mod table;

#[cfg(test)]
mod tests;

pub use codes::{Better, CheckSign, ConditionKind, LevelName, Moment, RuleKind, Unit};
pub use facts::{Condition, MarkScale, Restriction, Setting};
pub use model::{Check, Indicator, Levels, Missing, Pack, Rule, Verdict};
pub(crate) use model::{Draft, Drafts};
pub(crate) use read::read;

/// The text of a pack with the name of its file.
#[derive(Clone, Debug)]
pub struct PackText {
    /// Name for complaints.
    pub file: String,
    /// TOML.
    pub text: String,
}

impl PackText {
    /// A pack's text.
    #[must_use]
    pub fn new(file: impl Into<String>, text: impl Into<String>) -> Self {
        Self { file: file.into(), text: text.into() }
    }
}
