//! Which columns of a class year sheet hold what, by headings over several rows.

use school::Term;
use sheets::column_letters;

use crate::imports::cell::{self, heading_key};
use crate::imports::dirt;

/// A heading: its row counted from the first of the table, its column, its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Heading {
    pub(super) depth: usize,
    pub(super) column: u32,
    pub(super) text: String,
}

/// The columns of a table.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) subject: u32,
    pub(super) terms: Vec<TermColumns>,
    /// «Экз. оценка» and the like: not loaded from this form
    pub(super) examinations: Vec<(u32, String)>,
    /// column and words of what is odd about the headings
    pub(super) troubles: Vec<(u32, String, String)>,
}

/// The columns of one term, or of the year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TermColumns {
    pub(super) term: Term,
    pub(super) mark: u32,
    pub(super) average: Option<u32>,
}

/// What a heading below a term says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaf {
    Average,
    Weighted,
    Mark,
}

fn leaf(text: &str) -> Option<Leaf> {
    match heading_key(text).as_str() {
        key if key.contains("взв") => Some(Leaf::Weighted),
        key if key.starts_with("ср") && key.contains("балл") || key.starts_with("средн") => {
            Some(Leaf::Average)
        }
        "итог" | "итоговая" | "оценка" | "отметка" | "итог за период" => {
            Some(Leaf::Mark)
        }
        _ => None,
    }
}

fn is_examination(text: &str) -> bool {
    let key = heading_key(text);
    key.contains("экз") || key == "итог оценка" || key == "итоговая оценка"
}

impl Columns {
    /// The columns that headings name.
    pub(super) fn of(headings: &[Heading]) -> Self {
        let mut columns = Self::default();
        let mut terms: Vec<(&Heading, Term)> = Vec::new();
        for heading in headings {
            if heading_key(&heading.text) == "предмет" && columns.subject == 0 {
                columns.subject = heading.column;
            } else if is_examination(&heading.text) {
                columns.examinations.push((heading.column, heading.text.clone()));
            } else if let Some(term) = cell::term(&heading.text) {
                terms.push((heading, term));
            }
        }
        terms.sort_by_key(|(heading, _)| heading.column);
        for (position, (heading, term)) in terms.iter().enumerate() {
            let next_term = terms.get(position + 1).map(|(next, _)| next.column);
            let next_examination = columns.examinations.iter().map(|(column, _)| *column);
            let end = next_term.into_iter().chain(next_examination).filter(|column| *column > heading.column).min();
            let below = |kind: Leaf| {
                let is_below = |leaf_heading: &&Heading| {
                    leaf_heading.depth > heading.depth
                        && leaf_heading.column >= heading.column
                        && end.is_none_or(|end| leaf_heading.column < end)
                        && leaf(&leaf_heading.text) == Some(kind)
                };
                headings.iter().find(is_below).map(|found| found.column)
            };
            let mark = below(Leaf::Mark).unwrap_or(heading.column);
            columns.add(TermColumns { term: *term, mark, average: below(Leaf::Average) }, &heading.text);
        }
        columns
    }

    fn add(&mut self, term: TermColumns, heading: &str) {
        match self.terms.iter().find(|other| other.term == term.term) {
            None => self.terms.push(term),
            Some(first) => {
                let message = dirt::column_twice(heading, &column_letters(first.mark));
                self.troubles.push((term.mark, heading.to_owned(), message));
            }
        }
    }

    /// Whether there is anything to read.
    pub(super) fn are_usable(&self) -> bool {
        self.subject > 0 && !self.terms.is_empty()
    }
}

/// The first text to the right.
pub(super) fn next_text(row: &sheets::Row, column: u32) -> String {
    let mut right = row.cells().filter(|cell| cell.column > column).map(|cell| cell::text(&cell.value));
    right.find(|text| !text.is_empty()).unwrap_or_default()
}
