//! A form is a value with a state: what was typed, and what is wrong with it, at the field it is wrong with.
//!
//! A handler takes [`Fields`] as its last argument, reads typed values out of it, and either acts or renders the same
//! page again from the same value:
//!
//! ```
//! # use web::forms::Fields;
//! let mut fields = Fields::parse(b"surname=%D0%98%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2%D0%B0&born=31.02.2015");
//! let surname = fields.text("surname", "Укажите фамилию.");
//! let born = fields.date_if_any("born");
//! assert_eq!(surname.as_deref(), Some("Иванова"));
//! assert!(fields.has_errors() && fields.error("born").starts_with("Такой даты нет"));
//! ```

mod read;
mod receive;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use axum::body::Bytes;
use chrono::NaiveDate;

pub use receive::{FILE_FORM_LIMIT, FORM_LIMIT};

/// What was typed into a form, its files, and its errors.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    values: BTreeMap<String, Vec<String>>,
    files: Vec<Upload>,
    errors: Vec<FieldError>,
}

/// Something wrong with a field, or with the form as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// field; empty for the form as a whole
    pub name: String,
    /// a Russian sentence that says what to do
    pub message: String,
}

/// A file that came with a form.
#[derive(Debug, Clone)]
pub struct Upload {
    /// field
    pub field: String,
    /// name on the sender's disk, without folders
    pub file_name: String,
    /// content
    pub bytes: Bytes,
}

impl Fields {
    /// A form that nobody has typed into.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// The same with a value in a field: for a form that changes something that exists.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "ids, literals and texts are given alike")]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.values.entry(name.to_owned()).or_default().push(value.to_string());
        self
    }

    /// The same with a date in a field, if there is one.
    #[must_use]
    pub fn with_date(self, name: &str, date: Option<NaiveDate>) -> Self {
        match date {
            Some(date) => self.with(name, date.format("%Y-%m-%d")),
            None => self,
        }
    }

    /// What was typed, without spaces around; empty if nothing.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|values| values.first()).map_or("", |value| value.trim())
    }

    /// All values of a field that may have many, in the order sent.
    #[must_use]
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.values.get(name).map(|values| values.iter().map(|value| value.trim()).collect()).unwrap_or_default()
    }

    /// The names of fields that came, in alphabetical order; for forms whose fields are made from rows.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Whether a choice is picked.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).contains(&value)
    }

    /// The date as people write it, 05.06.2026; what cannot be read stays as typed.
    #[must_use]
    pub fn date_text(&self, name: &str) -> String {
        let typed = self.get(name);
        school::ru::parse_date(typed).map_or_else(|| typed.to_owned(), school::ru::date_short)
    }

    /// The files of a field, those without content left out.
    #[must_use]
    pub fn files(&self, name: &str) -> Vec<&Upload> {
        self.files.iter().filter(|file| file.field == name).collect()
    }

    /// Takes the files of a field out of the form: they can be large.
    pub fn take_files(&mut self, name: &str) -> Vec<Upload> {
        let (taken, left) = std::mem::take(&mut self.files).into_iter().partition(|file| file.field == name);
        self.files = left;
        taken
    }

    /// Says what is wrong with a field.
    pub fn refuse(&mut self, name: &str, message: impl Into<String>) {
        self.errors.push(FieldError { name: name.to_owned(), message: message.into() });
    }

    /// Says what is wrong with the form as a whole, for example a refusal of a rule.
    pub fn refuse_all(&mut self, message: impl Into<String>) {
        self.refuse("", message);
    }

    /// The message at a field; empty if there is none.
    #[must_use]
    pub fn error(&self, name: &str) -> &str {
        self.errors.iter().find(|error| error.name == name).map_or("", |error| &error.message)
    }

    /// All messages, in the order they were found.
    #[must_use]
    pub fn errors(&self) -> &[FieldError] {
        &self.errors
    }

    /// Whether anything is wrong.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        !self.errors.is_empty()
    }
}
