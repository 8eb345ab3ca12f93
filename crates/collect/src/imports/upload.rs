use chrono::NaiveDate;
use school::SchoolYear;

use super::labels;

/// How a file is to be taken.
#[derive(Debug, Clone)]
pub struct Options {
    /// the school year, for files that do not tell it
    pub school_year: Option<i64>,
    /// make the school, the year, classes, subjects and people that are not there
    pub create_missing: bool,
    /// the day of the import: teaching experience is told as of it
    pub today: NaiveDate,
}

/// Why a file is not taken; the words are for the person who uploaded it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// the file tells another year than the chosen one
    OtherYear {
        /// the year in the file
        in_file: SchoolYear,
        /// the year that was chosen
        chosen: SchoolYear,
    },
    /// neither the file nor a person has told the year
    NoYear,
    /// the kind of file is known and is not for loading, or is not known at all
    NotForLoading(String),
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&labels::refusal(self))
    }
}

impl std::error::Error for Refusal {}

/// Why there is no import.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// the file cannot be read as a table
    #[error(transparent)]
    Unreadable(#[from] sheets::Unreadable),
    /// the file is not taken
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// the database failed
    #[error(transparent)]
    Store(#[from] store::Error),
}
