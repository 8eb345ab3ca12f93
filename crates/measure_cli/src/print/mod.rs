//! The three forms of an answer.

mod json;
mod long;
mod table;
#[cfg(test)]
mod tests;

use clap::ValueEnum;

use crate::Refusal;
use crate::answer::Answer;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    #[default]
    Table,
    /// For programs.
    Json,
    /// For tables of expected values.
    Long,
}

/// The text of an answer, without a last line break.
pub(crate) fn print(answer: &Answer, format: Format) -> Result<String, Refusal> {
    match format {
        Format::Table => Ok(table::text(answer)),
        Format::Json => json::text(answer),
        Format::Long => long::text(answer),
    }
}
