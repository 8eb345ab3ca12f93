use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
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
    values.into_iter().try_for_each(|value| put(&mut arguments, value))?;
    Ok(arguments)
}

pub(crate) fn postgres_arguments(values: impl IntoIterator<Item = Value>) -> Result<PgArguments> {
    let mut arguments = PgArguments::default();
    values.into_iter().try_for_each(|value| put(&mut arguments, value))?;
    Ok(arguments)
}
