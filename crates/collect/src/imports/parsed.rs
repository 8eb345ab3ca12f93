use chrono::NaiveDate;
use school::SchoolYear;

use super::achievements::WrittenAchievement;
use super::exams::WrittenExam;
use super::finding::{Discrepancy, Place};
use super::journal::reading::Read;
use super::kind::Kind;
use super::papers::WrittenPaper;
use super::period_marks::WrittenMark;
use super::rolls::staff::WrittenStaff;
use super::rolls::students::WrittenStudent;

/// A file as it was read, before anything is known of the school.
pub struct Parsed {
    pub(crate) file_name: String,
    pub(crate) sha256: String,
    pub(crate) kind: Kind,
    pub(crate) sheets: Vec<String>,
    pub(crate) school_name: Option<String>,
    /// the cell of the school's name
    pub(crate) school_at: Place,
    pub(crate) year: Option<SchoolYear>,
    pub(crate) rows_read: u64,
    /// rows that the parser left out, with a discrepancy
    pub(crate) left_out: u64,
    pub(crate) discrepancies: Vec<Discrepancy>,
    pub(crate) content: Content,
}

/// The facts of a file.
pub(crate) enum Content {
    PeriodMarks(Vec<WrittenMark>),
    Papers(Vec<WrittenPaper>),
    Journal { read: Read, sheet: String },
    Students(Vec<WrittenStudent>),
    Staff(Vec<WrittenStaff>),
    Exams { exam: &'static str, results: Vec<WrittenExam> },
    Achievements(Vec<WrittenAchievement>),
}

impl Content {
    /// How many values there are.
    pub(crate) fn len(&self) -> u64 {
        let count = match self {
            Content::PeriodMarks(list) => list.len(),
            Content::Papers(list) => list.iter().map(|paper| paper.results.len()).sum(),
            Content::Journal { read, .. } => read.marks.len(),
            Content::Students(list) => list.len(),
            Content::Staff(list) => list.len(),
            Content::Exams { results, .. } => results.len(),
            Content::Achievements(list) => list.len(),
        };
        u64::try_from(count).unwrap_or(u64::MAX)
    }

    /// The latest day that the facts tell, where they tell days.
    pub(crate) fn latest_day(&self) -> Option<NaiveDate> {
        match self {
            Content::Students(list) => list.iter().filter_map(|student| student.from_on).max(),
            Content::Exams { results, .. } => results.iter().filter_map(|result| result.held_on).max(),
            Content::Achievements(list) => list.iter().map(|one| one.held_on).max(),
            Content::PeriodMarks(_) | Content::Papers(_) | Content::Journal { .. } | Content::Staff(_) => None,
        }
    }
}
