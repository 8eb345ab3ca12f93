//! What an import would do, as it is shown before it is done.

use serde::Serialize;

use super::finding::{Discrepancy, Place, Question};
use super::resolver::Found;

/// What becomes of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// it is new
    Created,
    /// it replaces another
    Changed,
    /// it is there already
    Unchanged,
}

/// A value of the file and what becomes of it.
#[derive(Debug, Clone, Serialize)]
pub struct PreviewRow {
    /// what becomes of it
    pub outcome: Outcome,
    /// whose value it is: «Белов Глеб, Алгебра, 1-я четверть»
    pub what: String,
    /// what is there now
    pub before: Option<String>,
    /// what will be there
    pub after: Option<String>,
    /// where it is in the file
    #[serde(flatten)]
    pub place: Place,
}

/// How many rows of each outcome are shown one by one.
const SHOWN: u64 = 300;

/// Counts values by what becomes of them, and keeps the first of each for showing.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) rows_read: u64,
    pub(crate) created: u64,
    pub(crate) changed: u64,
    pub(crate) unchanged: u64,
    pub(crate) waiting: u64,
    pub(crate) left_out: u64,
    pub(crate) gone: u64,
    pub(crate) rows: Vec<PreviewRow>,
}

impl Tally {
    pub(crate) fn row(
        &mut self,
        outcome: Outcome,
        place: &Place,
        what: String,
        before: Option<String>,
        after: Option<String>,
    ) {
        if self.count(outcome) {
            self.rows.push(PreviewRow { outcome, what, before, after, place: place.clone() });
        }
    }

    /// What a name stands for; values of names that are not settled are counted.
    pub(crate) fn settle<T>(&mut self, found: Found<T>) -> Option<T> {
        match found {
            Found::Id(id) => Some(id),
            Found::Waiting(_) => {
                self.waiting += 1;
                None
            }
            Found::Out => {
                self.left_out += 1;
                None
            }
        }
    }

    /// Counts one value; answers whether there is still room to show it.
    pub(crate) fn count(&mut self, outcome: Outcome) -> bool {
        let count = match outcome {
            Outcome::Created => &mut self.created,
            Outcome::Changed => &mut self.changed,
            Outcome::Unchanged => &mut self.unchanged,
        };
        *count += 1;
        *count <= SHOWN
    }
}

/// What an import would do. Nothing has been written.
#[derive(Debug, Serialize)]
pub struct Preview {
    /// stable code of the kind
    pub kind: &'static str,
    /// its name
    pub kind_name: &'static str,
    /// the name the file came with
    pub file_name: String,
    /// content address of the file
    pub sha256: String,
    /// the sheets that were read
    pub sheets: Vec<String>,
    /// the school year of the facts
    pub school_year: i64,
    /// rows read
    pub rows_read: u64,
    /// values that would be new
    pub created: u64,
    /// values that would be changed
    pub changed: u64,
    /// values that are there already
    pub unchanged: u64,
    /// values that are not written until a question is answered
    pub waiting: u64,
    /// values or rows that are not taken, each with a discrepancy or by an answer
    pub left_out: u64,
    /// values that the school has and a file of a whole class has no longer; they stay
    pub gone: u64,
    /// all that is not written: always `unchanged` + `waiting` + `left_out`
    pub skipped: u64,
    /// what is made besides: «класс 8А», «25 учеников»
    pub made: Vec<String>,
    /// the first values of each outcome
    pub rows: Vec<PreviewRow>,
    /// what is odd about the file
    pub discrepancies: Vec<Discrepancy>,
    /// what a person has to decide
    pub questions: Vec<Question>,
    /// the import of the very same file, if it has been applied
    pub already_applied: Option<i64>,
}

impl Preview {
    /// Questions nobody has answered yet.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.answer.is_none())
    }

    /// Whether nothing of the file could be taken, neither now nor after an answer.
    #[must_use]
    pub fn has_nothing(&self) -> bool {
        self.is_no_op() && self.unchanged == 0 && self.waiting == 0
    }

    /// Whether applying would change nothing.
    #[must_use]
    pub fn is_no_op(&self) -> bool {
        self.created == 0 && self.changed == 0 && self.made.is_empty()
    }
}
