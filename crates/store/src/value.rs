use std::sync::Arc;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use sqlx::postgres::PgArguments;
use sqlx::sqlite::SqliteArguments;
use sqlx::{Arguments, Encode, Postgres, Sqlite, Type};

use crate::{Error, Result};

/// One parameter of a statement. A missing value keeps its type, because PostgreSQL asks for it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `BIGINT`
    Int(Option<i64>),
    /// `TEXT`
    Text(Option<String>),
    /// `TEXT` that many rows share, for bulk loads
    Shared(Arc<str>),
    /// `BOOLEAN`
    Bool(Option<bool>),
    /// `DATE`
    Date(Option<NaiveDate>),
    /// `TIMESTAMPTZ`
    Moment(Option<DateTime<Utc>>),
    /// `BYTEA`
    Bytes(Option<Vec<u8>>),
}

macro_rules! from {
    ($($source:ty => $variant:ident with $make:expr;)*) => {$(
        impl From<$source> for Value { fn from(value: $source) -> Self { Value::$variant(Some($make(value))) } }
        impl From<Option<$source>> for Value { fn from(value: Option<$source>) -> Self { Value::$variant(value.map($make)) } }
    )*};
}

from! {
    i64 => Int with std::convert::identity;
    i32 => Int with i64::from;
    u32 => Int with i64::from;
    u16 => Int with i64::from;
    u8 => Int with i64::from;
    bool => Bool with std::convert::identity;
    String => Text with std::convert::identity;
    &str => Text with str::to_owned;
    &String => Text with String::clone;
    NaiveDate => Date with std::convert::identity;
    DateTime<Utc> => Moment with std::convert::identity;
    Vec<u8> => Bytes with std::convert::identity;
    &[u8] => Bytes with <[u8]>::to_vec;
}

impl From<Arc<str>> for Value {
    fn from(text: Arc<str>) -> Self {
        Value::Shared(text)
    }
}

/// A driver's argument list that a [`Value`] can be put into.
trait Bind {
    fn put<'t, T>(&mut self, value: T) -> Result<()>
    where
        T: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + 't;
}

impl Bind for SqliteArguments {
    fn put<'t, T>(&mut self, value: T) -> Result<()>
    where
        T: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + 't,
    {
        self.add(value).map_err(|cause| Error::new("binding a parameter", cause))
    }
}

impl Bind for PgArguments {
    fn put<'t, T>(&mut self, value: T) -> Result<()>
    where
        T: Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres> + 't,
    {
        self.add(value).map_err(|cause| Error::new("binding a parameter", cause))
    }
}

fn put(target: &mut impl Bind, value: Value) -> Result<()> {
    match value {
        Value::Int(v) => target.put(v),
        Value::Text(v) => target.put(v),
        Value::Shared(v) => target.put(v),
        Value::Bool(v) => target.put(v),
        Value::Date(v) => target.put(v),
        Value::Moment(v) => target.put(v),
        Value::Bytes(v) => target.put(v),
    }
}

pub(crate) fn sqlite_arguments(values: impl IntoIterator<Item = Value>) -> Result<SqliteArguments> {
    let mut arguments = SqliteArguments::default();
    values.into_iter().try_for_each(|value| match value {
        // sqlx would keep the same text, but make it more slowly; see `iso_date`.
        Value::Date(Some(date)) => put(&mut arguments, Value::Text(Some(iso_date(date)))),
        other => put(&mut arguments, other),
    })?;
    Ok(arguments)
}

/// A date as sqlx keeps it in SQLite and as PostgreSQL's `COPY` reads it: `2024-09-05`.
///
/// chrono's formatter takes as long for a date as a long load takes for the rest of the row. It is still asked for years
/// that are not written with four digits.
pub(crate) fn iso_date(date: NaiveDate) -> String {
    let Ok(year @ 0..=9999) = u32::try_from(date.year()) else { return date.to_string() };
    let mut text = String::with_capacity("2024-09-05".len());
    two_digits(&mut text, year / 100);
    two_digits(&mut text, year % 100);
    text.push('-');
    two_digits(&mut text, date.month());
    text.push('-');
    two_digits(&mut text, date.day());
    text
}

fn two_digits(text: &mut String, number: u32) {
    text.extend([number / 10, number % 10].map(|digit| char::from_digit(digit, 10).expect("a number below 100")));
}

pub(crate) fn postgres_arguments(values: impl IntoIterator<Item = Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    values.into_iter().try_for_each(|value| put(&mut arguments, value))?;
    Ok(arguments)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_as_chrono_does(days: impl Iterator<Item = NaiveDate>) {
        for date in days {
            assert_eq!(iso_date(date), date.to_string());
            assert_eq!(iso_date(date), date.format("%F").to_string(), "the format that sqlx keeps in SQLite");
        }
    }

    #[test]
    fn every_day_that_a_school_may_meet_is_written_as_chrono_writes_it() {
        let first = NaiveDate::from_ymd_opt(1899, 12, 31).unwrap();
        written_as_chrono_does(first.iter_days().take_while(|day| day.year() <= 2100));
    }

    #[test]
    fn years_of_fewer_or_more_digits_are_written_as_chrono_writes_them() {
        let edges = [-10_000, -9999, -1000, -1, 0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999];
        let first_and_last = |year: i32| [(1, 1), (12, 31)].map(|(m, d)| NaiveDate::from_ymd_opt(year, m, d).unwrap());
        written_as_chrono_does(edges.into_iter().flat_map(first_and_last));
        written_as_chrono_does([NaiveDate::MIN, NaiveDate::MAX].into_iter());
    }
}
