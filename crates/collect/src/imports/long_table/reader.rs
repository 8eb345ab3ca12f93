//! Rows below the headings, cell by cell, with complaints.

use chrono::NaiveDate;
use sheets::{Row, Unreadable, Value, Workbook};

use super::header::{examination, headings};
use super::words::{field_name, required};
use super::{Field, Mapping};
use crate::imports::budget::{Budget, check_width, text_bytes};
use crate::imports::cell::{self, heading_key};
use crate::imports::dirt;
use crate::imports::finding::{Findings, NamesAt, Place, Severity, Spot};

/// Reads the rows of a table into facts.
pub(super) struct Reader<'r> {
    pub(super) mapping: &'r Mapping,
    pub(super) findings: &'r mut Findings,
    pub(super) sheet: String,
    /// the headings, which long tables repeat
    heading: String,
    /// subject and date of the examination whose part of a protocol is being read
    section: Option<(String, NaiveDate)>,
    pub(super) counts: Counts,
}

/// How many rows there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// rows of facts
    pub(crate) rows: u64,
    /// rows or cells left out, with a discrepancy
    pub(crate) left_out: u64,
}

/// A row of facts.
#[derive(Clone, Copy)]
pub(super) struct Line<'l> {
    pub(super) row: &'l Row,
    mapping: &'l Mapping,
}

impl<'l> Line<'l> {
    pub(super) fn value(self, field: Field) -> Value<'l> {
        self.mapping.column(field).map_or(Value::Empty, |column| self.row.get(column))
    }

    pub(super) fn text(self, field: Field) -> String {
        let text = cell::text(&self.value(field));
        if text.is_empty() { self.mapping.given.get(&field).cloned().unwrap_or_default() } else { text }
    }

    /// A person's name, of one column or of three.
    pub(super) fn name(self, field: Field) -> String {
        let name = self.text(field);
        if !name.is_empty() {
            return name;
        }
        let parts = [Field::Surname, Field::GivenName, Field::Patronymic].map(|part| self.text(part));
        let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join(" ")
    }

    /// The class, of one column or of two.
    pub(super) fn class(self) -> String {
        let (class, letter) = (self.text(Field::Class), self.text(Field::ClassLetter));
        if class.bytes().all(|b| b.is_ascii_digit()) { format!("{class}{letter}") } else { class }
    }
}

impl<'r> Reader<'r> {
    pub(super) fn new(book: &Workbook<'_>, mapping: &'r Mapping, findings: &'r mut Findings) -> Self {
        let sheet = book.sheets().get(mapping.sheet).map_or_else(String::new, |sheet| sheet.name.clone());
        Self { mapping, findings, sheet, heading: String::new(), section: None, counts: Counts::default() }
    }

    /// Shows each row of facts; a row left out by `take` is counted.
    pub(super) fn each(
        &mut self,
        book: &Workbook<'_>,
        mut take: impl FnMut(&mut Self, Line<'_>) -> Option<()>,
    ) -> Result<(), Unreadable> {
        let mapping = self.mapping;
        let mut rows = book.rows(mapping.sheet)?;
        // A row of a table with a column for each term gives as many values.
        let values = mapping.terms.len().max(1);
        let mut budget = Budget::default();
        while let Some(row) = rows.next_row()? {
            if row.number() == mapping.header_row {
                check_width(&self.sheet, row)?;
                self.heading = joined(row);
            }
            if row.number() <= mapping.header_row || self.is_aside(row) {
                continue;
            }
            self.counts.rows += 1;
            budget.take(&self.sheet, values as u64, values * text_bytes(row))?;
            if take(self, Line { row, mapping }).is_none() {
                self.counts.left_out += 1;
            }
        }
        Ok(())
    }

    /// Blank rows, repeated headings, totals, and lines that begin another examination.
    fn is_aside(&mut self, row: &Row) -> bool {
        if row.is_blank() || joined(row) == self.heading {
            return true;
        }
        let Some(first) = row.cells().map(|cell| cell::text(&cell.value)).find(|text| !text.is_empty()) else {
            return true;
        };
        if let Some(section) = examination(&first) {
            self.section = Some(section);
            return true;
        }
        let key = heading_key(&first);
        let is_total =
            ["итого", "всего", "средние", "среднее", "средний балл"].iter().any(|word| key.starts_with(word));
        if is_total {
            let place = Place::row(&self.sheet, row.number());
            self.findings.say(Severity::Note, "total_row", place, &first, dirt::TOTAL_ROW.to_owned());
        }
        is_total
    }

    /// The subject and the date of the part of a protocol that is being read.
    pub(super) fn section(&self) -> Option<&(String, NaiveDate)> {
        self.section.as_ref()
    }

    pub(super) fn place(&self, line: Line<'_>, field: Field) -> Place {
        match self.mapping.column(field) {
            Some(column) => Place::cell(&self.sheet, line.row.number(), column),
            None => Place::row(&self.sheet, line.row.number()),
        }
    }

    /// The cell of a field in few bytes.
    pub(super) fn spot(&self, line: Line<'_>, field: Field) -> Spot {
        Spot::new(line.row.number(), self.mapping.column(field).unwrap_or(0))
    }

    /// The cell of a person's name: its own, or that of the surname.
    pub(super) fn name_at(&self, line: Line<'_>, field: Field) -> Spot {
        let column = self.mapping.column(field).or(self.mapping.column(Field::Surname));
        Spot::new(line.row.number(), column.unwrap_or(0))
    }

    /// The cells of the names of a row.
    pub(super) fn names_at(&self, line: Line<'_>) -> NamesAt {
        NamesAt {
            student: self.name_at(line, Field::Student),
            class: self.spot(line, Field::Class),
            subject: self.spot(line, Field::Subject),
        }
    }

    /// Complains that a row lacks something; the row is left out.
    pub(super) fn lacks(&mut self, line: Line<'_>, field: Field) -> Option<()> {
        debug_assert!(!required(self.mapping.kind).is_empty(), "only long tables have fields");
        let place = self.place(line, field);
        self.say(Severity::Error, "incomplete_row", place, "", dirt::incomplete(field_name(field)));
        None
    }

    /// A text that must be there.
    pub(super) fn needed(&mut self, line: Line<'_>, field: Field, text: String) -> Option<String> {
        if text.is_empty() {
            self.lacks(line, field)?;
        }
        Some(text)
    }

    /// A date; what is not one is told and not taken.
    pub(super) fn date(&mut self, line: Line<'_>, field: Field) -> Option<NaiveDate> {
        let value = line.value(field);
        if value.is_blank() {
            return self.mapping.given.get(&field).and_then(|text| school::ru::parse_date(text));
        }
        let date = cell::date(&value);
        if date.is_none() {
            let (place, text) = (self.place(line, field), cell::text(&value));
            self.say(Severity::Error, "not_a_date", place, &text, dirt::not_a_date(field_name(field), &text));
        }
        date
    }

    /// A whole number within bounds; what is not one is told and not taken.
    pub(super) fn whole(&mut self, line: Line<'_>, field: Field, from: i64, to: i64) -> Option<i64> {
        let value = line.value(field);
        if value.is_blank() {
            return None;
        }
        let (place, text) = (self.place(line, field), cell::text(&value));
        let Some(number) = cell::whole(&value) else {
            self.say(Severity::Error, "not_a_number", place, &text, dirt::not_a_number(field_name(field), &text));
            return None;
        };
        if !(from..=to).contains(&number) {
            let message = dirt::out_of_range(field_name(field), number, from, to);
            self.say(Severity::Error, "out_of_range", place, &text, message);
            return None;
        }
        Some(number)
    }

    /// One of a few values; what is none of them is told and not taken.
    pub(super) fn value<T>(
        &mut self,
        line: Line<'_>,
        field: Field,
        read: impl FnOnce(&str) -> Option<T>,
        expected: &str,
    ) -> Option<T> {
        let text = line.text(field);
        if text.is_empty() {
            return None;
        }
        let found = read(&text);
        if found.is_none() {
            let message = dirt::not_a_value(field_name(field), &text, expected);
            let place = self.place(line, field);
            self.say(Severity::Error, "not_a_value", place, &text, message);
        }
        found
    }

    pub(super) fn say(&mut self, severity: Severity, code: &str, place: Place, text: &str, message: String) {
        self.findings.say(severity, code, place, text, message);
    }
}

fn joined(row: &Row) -> String {
    let texts: Vec<String> = headings(row).into_iter().map(|(column, text)| format!("{column}:{text}")).collect();
    texts.join("|")
}
