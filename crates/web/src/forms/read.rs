//! Typed values out of what was typed. Each method answers `None` and says what is wrong, or answers the value;
//! those that end in `if_any` accept an empty field and then answer `None` without a complaint.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use school::Exact;

use super::{Fields, Upload};

/// Longer texts belong into a text area, and a text area has its own bound.
const LONGEST_LINE: usize = 500;
const LONGEST_TEXT: usize = 50_000;

impl Fields {
    /// A line that must be there.
    pub fn text(&mut self, name: &str, if_empty: &str) -> Option<String> {
        let text = self.bounded(name, LONGEST_LINE)?;
        if text.is_empty() {
            self.refuse(name, if_empty);
            return None;
        }
        Some(text)
    }

    /// A line that may be empty.
    pub fn text_if_any(&mut self, name: &str) -> Option<String> {
        self.bounded(name, LONGEST_LINE)
    }

    /// Paragraphs that must be there, with `\n` between lines.
    pub fn long_text(&mut self, name: &str, if_empty: &str) -> Option<String> {
        let text = self.bounded(name, LONGEST_TEXT)?;
        if text.is_empty() {
            self.refuse(name, if_empty);
            return None;
        }
        Some(text)
    }

    /// Paragraphs that may be empty.
    pub fn long_text_if_any(&mut self, name: &str) -> Option<String> {
        self.bounded(name, LONGEST_TEXT)
    }

    fn bounded(&mut self, name: &str, longest: usize) -> Option<String> {
        let text = self.get(name).replace("\r\n", "\n");
        let length = text.chars().count();
        if length > longest {
            self.refuse(name, format!("Слишком длинно: {length} знаков, а помещается {longest}."));
            return None;
        }
        Some(text)
    }

    /// A date that must be there: 05.06.2026 or 2026-06-05.
    pub fn date(&mut self, name: &str, if_empty: &str) -> Option<NaiveDate> {
        if self.get(name).is_empty() {
            self.refuse(name, if_empty);
            return None;
        }
        self.date_if_any(name)
    }

    /// A date that may be empty.
    pub fn date_if_any(&mut self, name: &str) -> Option<NaiveDate> {
        let typed = self.get(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        let date = school::ru::parse_date(&typed);
        if date.is_none() {
            self.refuse(name, format!("Такой даты нет: «{typed}». Пример: 05.09.2025."));
        }
        date
    }

    /// A whole number within bounds that must be there.
    pub fn whole_number(&mut self, name: &str, bounds: RangeInclusive<i64>, if_empty: &str) -> Option<i64> {
        if self.get(name).is_empty() {
            self.refuse(name, if_empty);
            return None;
        }
        self.whole_number_if_any(name, bounds)
    }

    /// A whole number within bounds that may be empty.
    pub fn whole_number_if_any(&mut self, name: &str, bounds: RangeInclusive<i64>) -> Option<i64> {
        let number = self.number_if_any(name)?;
        let whole = number.is_integer().then(|| i64::try_from(number.to_integer()).ok()).flatten();
        match whole {
            Some(whole) if bounds.contains(&whole) => Some(whole),
            Some(_) => {
                self.refuse(name, format!("Нужно число от {} до {}.", bounds.start(), bounds.end()));
                None
            }
            None => {
                self.refuse(name, "Нужно целое число, без дробной части.");
                None
            }
        }
    }

    /// A number with a decimal comma that must be there.
    pub fn number(&mut self, name: &str, if_empty: &str) -> Option<Exact> {
        if self.get(name).is_empty() {
            self.refuse(name, if_empty);
            return None;
        }
        self.number_if_any(name)
    }

    /// A number with a decimal comma that may be empty.
    pub fn number_if_any(&mut self, name: &str) -> Option<Exact> {
        let typed = self.get(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        let number = school::ru::parse_number(&typed);
        if number.is_none() {
            self.refuse(name, format!("Это не число: «{typed}». Пример: 4,25."));
        }
        number
    }

    /// A choice that must be made; `read` knows the values that exist.
    pub fn choice<T>(&mut self, name: &str, if_none: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let picked = read(self.get(name));
        if picked.is_none() {
            self.refuse(name, if_none);
        }
        picked
    }

    /// A choice that may be left open; a value that does not exist is a complaint.
    pub fn choice_if_any<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.get(name).is_empty() {
            return None;
        }
        self.choice(name, "Выберите значение из списка.", read)
    }

    /// The id in a field that must name something.
    pub fn id(&mut self, name: &str, if_none: &str) -> Option<i64> {
        self.choice(name, if_none, |value| value.parse().ok())
    }

    /// The id in a field that may be empty.
    pub fn id_if_any(&mut self, name: &str) -> Option<i64> {
        self.choice_if_any(name, |value| value.parse().ok())
    }

    /// All ids of a field with many values; what is no id is left out.
    #[must_use]
    pub fn ids(&self, name: &str) -> Vec<i64> {
        self.all(name).into_iter().filter_map(|value| value.parse().ok()).collect()
    }

    /// Whether a single checkbox is ticked.
    #[must_use]
    pub fn is_ticked(&self, name: &str) -> bool {
        self.has(name, "1")
    }

    /// A file that must be there.
    pub fn file(&mut self, name: &str, if_none: &str) -> Option<Upload> {
        let file = self.take_files(name).into_iter().next();
        if file.is_none() {
            self.refuse(name, if_none);
        }
        file
    }
}
