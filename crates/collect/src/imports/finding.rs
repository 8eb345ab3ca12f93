//! What an import has to tell a person: discrepancies, which are told, and questions, which are asked.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::dirt;

/// How much a discrepancy matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// A value of the file was not taken.
    Error,
    /// A value was taken, and a person should look at it.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// A place in a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// the sheet
    pub sheet: String,
    /// the row, from 1
    pub row: Option<u32>,
    /// the letters of the column
    pub column: Option<String>,
}

impl Place {
    /// A row of a sheet.
    #[must_use]
    pub fn row(sheet: &str, row: u32) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), column: None }
    }

    /// A cell, its column counted from 1.
    #[must_use]
    pub fn cell(sheet: &str, row: u32, column: u32) -> Self {
        Self { sheet: sheet.to_owned(), row: Some(row), column: Some(sheets::column_letters(column)) }
    }

    /// A sheet as a whole.
    #[must_use]
    pub fn sheet(sheet: &str) -> Self {
        Self { sheet: sheet.to_owned(), row: None, column: None }
    }

    /// The column and the row as they stand in a workbook: «E17»; empty for a sheet.
    #[must_use]
    pub fn address(&self) -> String {
        let row = self.row.map(|row| row.to_string()).unwrap_or_default();
        format!("{}{row}", self.column.as_deref().unwrap_or_default())
    }
}

/// A cell of a sheet in few bytes, both from 1: values that are kept by the hundred thousand know their cells so. No row
/// is the sheet as a whole, no column the row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Spot {
    pub(crate) row: u32,
    pub(crate) column: u32,
}

impl Spot {
    pub(crate) fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// The place of the cell.
    pub(crate) fn on(self, sheet: &str) -> Place {
        match self {
            Spot { row: 0, .. } => Place::sheet(sheet),
            Spot { row, column: 0 } => Place::row(sheet, row),
            Spot { row, column } => Place::cell(sheet, row, column),
        }
    }
}

/// Where the names of a value stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct NamesAt {
    pub(crate) student: Spot,
    pub(crate) class: Spot,
    pub(crate) subject: Spot,
}

/// Something odd about the file. `times` counts further places with the same trouble.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// how much it matters
    pub severity: Severity,
    /// stable code of the trouble
    pub code: String,
    /// where
    #[serde(flatten)]
    pub place: Place,
    /// what the cell has
    pub text: Option<String>,
    /// the sentence for a person
    pub message: String,
    /// how many times, at this and at further places
    pub times: u64,
}

/// What a person may answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Answer {
    /// It is this known one.
    Use(i64),
    /// Make a new one.
    Create,
    /// It is a part of the whole subject that is named beside it.
    Join,
    /// Leave these rows out.
    Skip,
    /// Leave the value that is there.
    Keep,
    /// Take the value of the file.
    Take,
    /// The mark is this.
    Mark(i64),
    /// Not assessed («н/а»).
    NotAssessed,
    /// Exempt («осв.»).
    Exempt,
}

impl fmt::Display for Answer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Answer::Use(id) => write!(out, "use:{id}"),
            Answer::Create => out.write_str("create"),
            Answer::Join => out.write_str("join"),
            Answer::Skip => out.write_str("skip"),
            Answer::Keep => out.write_str("keep"),
            Answer::Take => out.write_str("take"),
            Answer::Mark(mark) => write!(out, "mark:{mark}"),
            Answer::NotAssessed => out.write_str("not_assessed"),
            Answer::Exempt => out.write_str("exempt"),
        }
    }
}

impl FromStr for Answer {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = |text: &str| text.parse::<i64>().map_err(|_| "ожидается число");
        match text.split_once(':').unwrap_or((text, "")) {
            ("use", id) => Ok(Answer::Use(number(id)?)),
            ("mark", mark) => Ok(Answer::Mark(number(mark)?)),
            ("create", _) => Ok(Answer::Create),
            ("join", _) => Ok(Answer::Join),
            ("skip", _) => Ok(Answer::Skip),
            ("keep", _) => Ok(Answer::Keep),
            ("take", _) => Ok(Answer::Take),
            ("not_assessed", _) => Ok(Answer::NotAssessed),
            ("exempt", _) => Ok(Answer::Exempt),
            _ => Err("нет такого ответа"),
        }
    }
}

impl From<Answer> for String {
    fn from(answer: Answer) -> String {
        answer.to_string()
    }
}

impl TryFrom<String> for Answer {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

/// What a question is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// a school year that is not there
    Year,
    /// a class that is not there
    Class,
    /// a subject that is not there
    Subject,
    /// who this student is
    Student,
    /// who this member of staff is
    Staff,
    /// a term that the class does not have
    Term,
    /// an item of a paper
    Item,
    /// what a cell means
    Cell,
    /// a value that was changed by hand, or that the file tells twice
    Conflict,
}

/// One possible answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// the answer
    pub answer: Answer,
    /// its words
    pub label: String,
}

/// A question that only a person may answer. Rows that depend on it wait until it is answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// by which the answer is given
    pub key: String,
    /// what it is about
    pub about: About,
    /// the question
    pub text: String,
    /// where it first came up
    #[serde(flatten)]
    pub place: Place,
    /// how many rows depend on it
    pub rows: u64,
    /// possible answers
    pub choices: Vec<Choice>,
    /// the answer given
    pub answer: Option<Answer>,
}

/// The answers given so far, by the key of the question.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Decisions(pub BTreeMap<String, Answer>);

impl Decisions {
    /// The answer to a question.
    #[must_use]
    pub fn answer(&self, key: &str) -> Option<Answer> {
        self.0.get(key).copied()
    }
}

/// How many discrepancies of one code are told one by one; the rest are counted.
const TOLD: usize = 500;
/// How many open questions of one kind are asked at a time; the rows of further ones wait for those.
const ASKED: u64 = 2_000;
/// How many letters of a cell and of a sentence are shown.
const SHOWN: usize = 600;

/// Collects what there is to tell and to ask.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    discrepancies: Vec<Discrepancy>,
    told: HashMap<String, usize>,
    overflow: HashMap<String, usize>,
    questions: Vec<Question>,
    asked: HashMap<String, usize>,
    open: BTreeMap<About, u64>,
}

impl Findings {
    pub(crate) fn tell(&mut self, discrepancy: Discrepancy) {
        let discrepancy = Discrepancy {
            text: discrepancy.text.map(shortened),
            message: shortened(discrepancy.message),
            ..discrepancy
        };
        let told = self.told.entry(discrepancy.code.clone()).or_default();
        *told += 1;
        if *told <= TOLD {
            self.discrepancies.push(discrepancy);
            return;
        }
        let code = discrepancy.code.clone();
        if let Some(at) = self.overflow.get(&code) {
            self.discrepancies[*at].times += discrepancy.times;
        } else {
            self.overflow.insert(code, self.discrepancies.len());
            self.discrepancies.push(discrepancy);
        }
    }

    pub(crate) fn say(&mut self, severity: Severity, code: &str, place: Place, text: &str, message: String) {
        self.tell(Discrepancy {
            severity,
            code: code.to_owned(),
            place,
            text: (!text.is_empty()).then(|| text.to_owned()),
            message,
            times: 1,
        });
    }

    /// Asks, or adds a row to a question already asked. Answers what a person has decided.
    pub(crate) fn ask(&mut self, decisions: &Decisions, question: Question) -> Option<Answer> {
        let answer = decisions
            .answer(&question.key)
            .filter(|answer| question.choices.iter().any(|choice| choice.answer == *answer));
        match self.asked.get(&question.key) {
            Some(at) => self.questions[*at].rows += question.rows,
            None => {
                if answer.is_none() && !self.has_room(question.about, &question.place) {
                    return None;
                }
                self.asked.insert(question.key.clone(), self.questions.len());
                let text = shortened(question.text);
                self.questions.push(Question { answer, text, ..question });
            }
        }
        answer
    }

    /// Whether one more open question may be asked; otherwise it is told that there are more.
    fn has_room(&mut self, about: About, place: &Place) -> bool {
        let open = self.open.entry(about).or_default();
        *open += 1;
        if *open <= ASKED {
            return true;
        }
        let code = "more_questions";
        self.say(Severity::Warning, code, place.clone(), "", dirt::more_questions(ASKED));
        false
    }

    /// Adds rows to a question already asked.
    pub(crate) fn ask_again(&mut self, key: &str, rows: u64) {
        if let Some(at) = self.asked.get(key) {
            self.questions[*at].rows += rows;
        }
    }

    pub(crate) fn into_parts(mut self) -> (Vec<Discrepancy>, Vec<Question>) {
        self.discrepancies.sort_by(|one, two| {
            (one.severity, &one.place.sheet, one.place.row).cmp(&(two.severity, &two.place.sheet, two.place.row))
        });
        self.questions.sort_by_key(|question| question.about);
        (self.discrepancies, self.questions)
    }
}

/// The beginning of a text that nobody would read whole.
fn shortened(text: String) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests;
