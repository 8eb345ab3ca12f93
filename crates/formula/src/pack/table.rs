//! A TOML table read with Russian complaints that name the line.

use chrono::NaiveDate;
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use crate::complaint::{Complaint, meant};
use crate::exact::{Exact, read_exact};

use super::model::Draft;

/// One file being read, with what is wrong in it.
pub(super) struct Reading<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) complaints: Vec<Complaint>,
}

impl Reading<'_> {
    pub(super) fn line(&self, at: usize) -> usize {
        self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
    }

    pub(super) fn complain(&mut self, at: usize, text: impl Into<String>) {
        let line = self.line(at);
        self.complaints.push(Complaint::new(self.file, Some(line), None, text));
    }
}

/// A table of the file; every key must be asked for, or it is complained about.
pub(super) struct Table<'t, 'i> {
    table: &'t DeTable<'i>,
    at: usize,
    asked: Vec<&'static str>,
}

impl<'t, 'i> Table<'t, 'i> {
    pub(super) fn new(table: &'t DeTable<'i>, at: usize) -> Self {
        Self { table, at, asked: Vec::new() }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn get(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.asked.push(key);
        self.table.get(key)
    }

    /// A text, empty if it is not there.
    pub(super) fn text(&mut self, reading: &mut Reading<'_>, key: &'static str) -> String {
        match self.get(key).map(|value| (value.span().start, value.get_ref())) {
            None => String::new(),
            Some((_, DeValue::String(text))) => text.trim().to_owned(),
            Some((at, _)) => {
                reading.complain(at, format!("«{key}» должно быть текстом в кавычках"));
                String::new()
            }
        }
    }

    /// A text that must be there.
    pub(super) fn need_text(&mut self, reading: &mut Reading<'_>, key: &'static str) -> String {
        let before = reading.complaints.len();
        let text = self.text(reading, key);
        if text.is_empty() && reading.complaints.len() == before {
            reading.complain(self.at, format!("не задано «{key}»"));
        }
        text
    }

    /// A formula with its line.
    pub(super) fn draft(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Draft {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        Draft { line: reading.line(at), text: self.need_text(reading, key) }
    }

    /// One of closed codes.
    pub(super) fn code<T>(
        &mut self,
        reading: &mut Reading<'_>,
        key: &'static str,
        codes: &[&'static str],
        from: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let at = self.table.get(key).map_or(self.at, |value| value.span().start);
        let text = self.text(reading, key);
        if text.is_empty() {
            return None;
        }
        let found = from(&text);
        if found.is_none() {
            let near = meant(&text, codes.iter().copied());
            reading.complain(at, format!("«{key}» не бывает «{text}»: можно {}{near}", codes.join(", ")));
        }
        found
    }

    /// Like [`Self::code`], but it must be there.
    pub(super) fn need_code<T>(
        &mut self,
        reading: &mut Reading<'_>,
        key: &'static str,
        codes: &[&'static str],
        from: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        if !self.table.contains_key(key) {
            reading.complain(self.at, format!("не задано «{key}»: можно {}", codes.join(", ")));
        }
        self.code(reading, key, codes, from)
    }

    /// An exact number.
    pub(super) fn exact(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Option<Exact> {
        let value = self.get(key)?;
        let number = exact(value.get_ref());
        if number.is_none() {
            reading
                .complain(value.span().start, format!("«{key}» должно быть числом или процентом в кавычках: \"57%\""));
        }
        number
    }

    /// A whole number.
    pub(super) fn whole(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Option<i64> {
        let value = self.get(key)?;
        let number = exact(value.get_ref()).filter(Exact::is_integer).and_then(|n| i64::try_from(n.to_integer()).ok());
        if number.is_none() {
            reading.complain(value.span().start, format!("«{key}» должно быть целым числом"));
        }
        number
    }

    /// A yes or no.
    pub(super) fn flag(&mut self, reading: &mut Reading<'_>, key: &'static str, default: Option<bool>) -> bool {
        match self.get(key).map(|value| (value.span().start, value.get_ref())) {
            Some((_, DeValue::Boolean(yes))) => *yes,
            Some((at, _)) => {
                reading.complain(at, format!("«{key}» должно быть true или false"));
                false
            }
            None => default.unwrap_or_else(|| {
                reading.complain(self.at, format!("не задано «{key}»: true или false"));
                false
            }),
        }
    }

    /// A date.
    pub(super) fn date(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Option<NaiveDate> {
        let value = self.get(key)?;
        let date = match value.get_ref() {
            DeValue::Datetime(moment) if moment.time.is_none() => moment.date.and_then(|date| {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            }),
            _ => None,
        };
        if date.is_none() {
            reading.complain(value.span().start, format!("«{key}» должно быть датой без кавычек: 2024-09-01"));
        }
        date
    }

    /// A list of texts; one text is a list of one.
    pub(super) fn texts(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Option<Vec<Draft>> {
        let value = self.get(key)?;
        let single = |reading: &mut Reading<'_>, value: &Spanned<DeValue<'_>>| match value.get_ref() {
            DeValue::String(text) => {
                Some(Draft { line: reading.line(value.span().start), text: text.trim().to_owned() })
            }
            _ => {
                reading.complain(value.span().start, format!("в «{key}» должны стоять тексты в кавычках"));
                None
            }
        };
        match value.get_ref() {
            DeValue::Array(values) => Some(values.iter().filter_map(|value| single(reading, value)).collect()),
            _ => single(reading, value).map(|draft| vec![draft]),
        }
    }

    /// A list of whole numbers.
    pub(super) fn wholes(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Vec<i64> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let numbers = match value.get_ref() {
            DeValue::Array(values) => values.iter().map(|value| integer(value.get_ref())).collect(),
            _ => None,
        };
        numbers.unwrap_or_else(|| {
            reading.complain(value.span().start, format!("«{key}» должно быть списком целых чисел"));
            Vec::new()
        })
    }

    /// An inner table as pairs.
    pub(super) fn pairs(
        &mut self,
        reading: &mut Reading<'_>,
        key: &'static str,
    ) -> Vec<(String, usize, &'t DeValue<'i>)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        match value.get_ref() {
            DeValue::Table(table) => table
                .iter()
                .map(|(name, value)| (name.get_ref().to_string(), name.span().start, value.get_ref()))
                .collect(),
            _ => {
                reading.complain(value.span().start, format!("«{key}» должно быть таблицей в фигурных скобках"));
                Vec::new()
            }
        }
    }

    /// The tables of `[[key]]`.
    pub(super) fn tables(&mut self, reading: &mut Reading<'_>, key: &'static str) -> Vec<Table<'t, 'i>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let none = DeArray::new();
        let values: &DeArray<'_> = match value.get_ref() {
            DeValue::Array(values) => values,
            _ => &none,
        };
        let mut tables = Vec::new();
        if let DeValue::Array(values) = value.get_ref() {
            for value in values.iter() {
                if let DeValue::Table(table) = value.get_ref() {
                    tables.push(Table::new(table, value.span().start));
                }
            }
        }
        if tables.is_empty() || tables.len() != values.len() {
            reading.complain(value.span().start, format!("раздел «{key}» пишут как [[{key}]]"));
        }
        tables
    }

    /// The table of `[key]`.
    pub(super) fn table(&mut self, key: &'static str) -> Option<Table<'t, 'i>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Table::new(table, value.span().start)),
            _ => None,
        }
    }

    /// Complains about keys that nobody asked for.
    pub(super) fn close(self, reading: &mut Reading<'_>) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            if !self.asked.contains(&name) {
                let near = meant(name, self.asked.iter().copied());
                reading.complain(key.span().start, format!("неизвестный ключ «{name}»{near}"));
            }
        }
    }
}

/// A number or a text with a number.
pub(super) fn exact(value: &DeValue<'_>) -> Option<Exact> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => read_exact(number.as_str()),
        DeValue::Float(number) => read_exact(number.as_str()),
        DeValue::String(text) => read_exact(text),
        _ => None,
    }
}

fn integer(value: &DeValue<'_>) -> Option<i64> {
    match value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        _ => None,
    }
}
