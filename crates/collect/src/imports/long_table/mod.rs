//! Tables with one row for each fact, whoever made them: a row of headings is found, its columns are matched with what
//! is needed, a person confirms or corrects the match, and it is kept for the next file with the same headings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::kind::Kind;

mod exams;
mod header;
mod leftover;
mod marks;
mod people;
mod reader;
mod words;

pub(crate) use exams::{achievements, exams};
pub(crate) use header::{headings, propose};
pub(crate) use leftover::{doubts, tell_agreeing, tell_unread, without};
pub(crate) use marks::{journal_columns, subject_marks};
pub(crate) use people::{staff, students};
pub(crate) use reader::Counts;
pub(crate) use words::{field_name, fields_of};

/// What a column may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// full name of a student
    Student,
    /// full name of a member of staff, in a staff list
    Member,
    /// surname, in a column of its own
    Surname,
    /// given name, in a column of its own
    GivenName,
    /// patronymic, in a column of its own
    Patronymic,
    /// class
    Class,
    /// letter of the class, in a column of its own
    ClassLetter,
    /// date of birth
    Birth,
    /// sex
    Sex,
    /// first day in the class
    From,
    /// last day in the class
    Until,
    /// subject
    Subject,
    /// term of a mark
    Term,
    /// mark
    Mark,
    /// average that the journal shows
    Average,
    /// teacher who gave the mark
    Teacher,
    /// date of a mark, an examination, an event
    Date,
    /// weight of a mark
    Weight,
    /// position in the school
    Position,
    /// pedagogical, administrative or other staff
    StaffKind,
    /// education
    Education,
    /// whether the education is pedagogical
    PedagogicalEducation,
    /// qualification category
    Category,
    /// date of the category
    CategoryDate,
    /// years of experience
    Experience,
    /// first day in the school
    EmployedFrom,
    /// title of a course
    CourseTitle,
    /// hours of a course
    CourseHours,
    /// last day of a course
    CourseDate,
    /// whether a course is about the educational standards («ФГОС»)
    CourseFgos,
    /// base or profile level of an examination
    Variant,
    /// primary score
    PrimaryScore,
    /// score of 100
    Score,
    /// whether the examination was passed
    Passed,
    /// olympiad, contest
    Event,
    /// level of the event
    Level,
    /// result at the event
    Result,
}

/// How the columns of a table are matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// what the rows are
    pub kind: Kind,
    /// position of the sheet, from 0
    pub sheet: usize,
    /// row of the headings, from 1
    pub header_row: u32,
    /// columns, from 1
    pub columns: BTreeMap<Field, u32>,
    /// columns of marks by the code of the term, when each term has its own
    #[serde(default)]
    pub terms: BTreeMap<String, u32>,
    /// what is the same for all rows and stands outside of the table
    #[serde(default)]
    pub given: BTreeMap<Field, String>,
}

impl Mapping {
    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns.get(&field).copied()
    }

    /// What a row of this kind cannot do without and this match does not have.
    #[must_use]
    pub fn missing(&self) -> Vec<Field> {
        let has = |field: &Field| self.columns.contains_key(field) || self.given.contains_key(field);
        let is_there = |field: &Field| match field {
            Field::Student | Field::Member => {
                has(field) || self.kind != Kind::JournalMarks && has(&Field::Surname) && has(&Field::GivenName)
            }
            Field::Term | Field::Mark if self.kind == Kind::SubjectMarks => has(field) || !self.terms.is_empty(),
            _ => has(field),
        };
        words::required(self.kind).iter().copied().filter(|field| !is_there(field)).collect()
    }
}

/// A heading that stands over several columns, of which one is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Twice {
    /// the heading
    pub name: String,
    /// its columns, the one that is read first
    pub columns: Vec<u32>,
}

/// One way to match a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// the match
    pub mapping: Mapping,
    /// how sure it is, 0 to 100
    pub confidence: u8,
    /// the headings of the table: column and text
    pub headings: Vec<(u32, String)>,
    /// by which a kept match is found again
    pub header_key: String,
    /// headings that stand twice
    pub twice: Vec<Twice>,
    /// what keeps the table from being read by this match though it is sure, in sentences
    pub doubts: Vec<String>,
}

impl Proposal {
    /// Whether the table may be read without asking a person about its columns.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.confidence >= 70 && self.mapping.missing().is_empty()
    }
}
