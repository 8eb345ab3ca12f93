//! What a method answers: quantities for machines, tables and notes for people.

use std::borrow::Cow;

use measure::{Measured, Why};
use school::Share;

/// One value at full precision, or the reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Always finite.
    Number(f64),
    Count(i64),
    Text(String),
    Unknown {
        key: &'static str,
        why: String,
    },
}

/// A row of `--format long`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) name: Cow<'static, str>,
    pub(crate) element: String,
    pub(crate) value: Value,
}

/// The answer of a method.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) title: String,
    pub(crate) sheets: Vec<Sheet>,
    pub(crate) notes: Vec<String>,
    pub(crate) quantities: Vec<Quantity>,
}

/// A table for people.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    pub(crate) caption: String,
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// A cell of a table for people.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) value: Value,
    pub(crate) shown: Shown,
}

/// How a value is shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// As it is.
    Plain,
    /// With this many digits after the comma.
    Fixed(usize),
    /// As a probability: three digits, and «<0,001» instead of zero.
    Probability,
    /// As a percentage with this many digits after the comma.
    Percent(usize),
}

impl Answer {
    pub(crate) fn new(title: impl Into<String>) -> Answer {
        Answer { title: title.into(), ..Answer::default() }
    }

    /// Adds a row of `--format long`; the element is empty for a quantity that there is once.
    pub(crate) fn put(
        &mut self,
        name: impl Into<Cow<'static, str>>,
        element: impl Into<String>,
        value: impl Into<Value>,
    ) {
        self.quantities.push(Quantity { name: name.into(), element: element.into(), value: value.into() });
    }

    /// Adds a sentence that stands under the tables.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// Adds a table for people.
    pub(crate) fn show(&mut self, sheet: Sheet) {
        self.sheets.push(sheet);
    }
}

impl Sheet {
    pub(crate) fn new<H: Into<String>>(caption: impl Into<String>, headings: impl IntoIterator<Item = H>) -> Sheet {
        Sheet { caption: caption.into(), headings: headings.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }
}

impl Cell {
    /// Text, or a count.
    pub(crate) fn plain(value: impl Into<Value>) -> Cell {
        Cell { value: value.into(), shown: Shown::Plain }
    }

    pub(crate) fn fixed(value: impl Into<Value>, digits: usize) -> Cell {
        Cell { value: value.into(), shown: Shown::Fixed(digits) }
    }

    pub(crate) fn probability(value: impl Into<Value>) -> Cell {
        Cell { value: value.into(), shown: Shown::Probability }
    }

    pub(crate) fn percent(value: impl Into<Value>, digits: usize) -> Cell {
        Cell { value: value.into(), shown: Shown::Percent(digits) }
    }
}

impl Value {
    /// No value for a reason that belongs to a method.
    pub(crate) fn unknown(key: &'static str, why: impl Into<String>) -> Value {
        Value::Unknown { key, why: why.into() }
    }
}

impl From<f64> for Value {
    /// `measure` lets no NaN out; should one come all the same, it is no number here either.
    fn from(number: f64) -> Value {
        // A sum with 0 takes the sign off a zero.
        if number.is_finite() { Value::Number(number + 0.0) } else { Why::Inapplicable.into() }
    }
}

impl From<i64> for Value {
    fn from(count: i64) -> Value {
        Value::Count(count)
    }
}

impl From<usize> for Value {
    fn from(count: usize) -> Value {
        i64::try_from(count).map_or_else(|_| Why::TooLarge.into(), Value::Count)
    }
}

impl From<Share> for Value {
    fn from(share: Share) -> Value {
        Value::from(share.part() as f64 / share.whole() as f64)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Value {
        Value::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(text)
    }
}

impl From<Why> for Value {
    fn from(why: Why) -> Value {
        Value::unknown(why.key(), why.say())
    }
}

impl<T: Into<Value>> From<Measured<T>> for Value {
    fn from(measured: Measured<T>) -> Value {
        match measured {
            Measured::Known(value) => value.into(),
            Measured::Unknown(why) => why.into(),
        }
    }
}

/// The reason of an error that belongs to a module of `measure` is told as it stands there.
impl<T: Into<Value>, E: std::error::Error> From<Result<T, E>> for Value {
    fn from(result: Result<T, E>) -> Value {
        match result {
            Ok(value) => value.into(),
            Err(cause) => Value::unknown("not_computed", cause.to_string()),
        }
    }
}
