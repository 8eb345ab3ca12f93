use std::future::Future;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use futures_util::stream::{BoxStream, TryChunksError};
use futures_util::{StreamExt, TryStreamExt};
use sqlx::postgres::{PgConnection, PgPool, PgRow};
use sqlx::sqlite::{SqliteConnection, SqlitePool, SqliteRow};
use sqlx::{AssertSqlSafe, Column, Postgres, Row as _, SqlSafeStr, SqlStr, Sqlite, TypeInfo, ValueRef};

use crate::value::{postgres_arguments, sqlite_arguments};
use crate::{Error, Result, Store, Value};

/// A struct that derives `sqlx::FromRow` and so can be read from either database.
pub trait Row: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin {}

impl<T> Row for T where T: for<'r> sqlx::FromRow<'r, SqliteRow> + for<'r> sqlx::FromRow<'r, PgRow> + Send + Unpin {}

/// SQL text put together by a program from names of a fixed schema; values are always parameters.
///
/// Only the planner of the indicator language makes these: whoever constructs one vouches that no part of the text
/// came from outside the schema.
#[derive(Debug, Clone)]
pub struct Assembled(Arc<str>);

impl Assembled {
    pub(crate) fn text(&self) -> &Arc<str> {
        &self.0
    }

    /// Vouches for `sql`: every name in it comes from a schema that is compiled in.
    #[must_use]
    pub fn from_schema_names(sql: String) -> Self {
        Self(sql.into())
    }
}

/// One value of a result whose columns are known only at run time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cell {
    /// SQL `NULL`
    Null,
    /// an integer
    Int(i64),
    /// a text
    Text(String),
    /// yes or no (PostgreSQL only: SQLite answers 0 and 1)
    Bool(bool),
    /// a date
    Date(NaiveDate),
    /// a moment
    Moment(DateTime<Utc>),
    /// bytes
    Bytes(Vec<u8>),
}

impl Cell {
    /// The integer in this cell; yes and no count as 1 and 0.
    #[must_use]
    pub fn int(&self) -> Option<i64> {
        match self {
            Cell::Int(value) => Some(*value),
            Cell::Bool(value) => Some(i64::from(*value)),
            _ => None,
        }
    }

    /// The text in this cell.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Cell::Text(value) => Some(value),
            _ => None,
        }
    }
}

/// Anything that questions can be put to: the store itself, or a change in progress (which sees its own writes).
pub trait Reads: Send {
    /// All rows that answer `sql`.
    fn rows<R: Row>(&mut self, sql: &'static str, args: Vec<Value>) -> impl Future<Output = Result<Vec<R>>> + Send;

    /// The first row that answers `sql`, if there is one.
    fn row<R: Row>(&mut self, sql: &'static str, args: Vec<Value>) -> impl Future<Output = Result<Option<R>>> + Send {
        async move { Ok(self.rows(sql, args).await?.into_iter().next()) }
    }

    /// The single number that answers `sql`; nothing where there is no row or the number is missing.
    fn number(&mut self, sql: &'static str, args: Vec<Value>) -> impl Future<Output = Result<Option<i64>>> + Send {
        async move { Ok(self.row::<(Option<i64>,)>(sql, args).await?.and_then(|row| row.0)) }
    }

    /// The rows of an assembled question, as cells.
    fn grid(&mut self, sql: &Assembled, args: Vec<Value>) -> impl Future<Output = Result<Vec<Vec<Cell>>>> + Send;
}

impl Reads for Store {
    async fn rows<R: Row>(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<R>> {
        self.source().rows(sql.into_sql_str(), args).await
    }

    async fn grid(&mut self, sql: &Assembled, args: Vec<Value>) -> Result<Vec<Vec<Cell>>> {
        self.source().grid(AssertSqlSafe(Arc::clone(&sql.0)).into_sql_str(), args).await
    }
}

impl<T: Reads> Reads for &mut T {
    async fn rows<R: Row>(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<R>> {
        (**self).rows(sql, args).await
    }

    async fn grid(&mut self, sql: &Assembled, args: Vec<Value>) -> Result<Vec<Vec<Cell>>> {
        (**self).grid(sql, args).await
    }
}

/// Where a statement runs: on a pool or inside a transaction, of one database or the other.
pub(crate) enum Source<'a> {
    SqlitePool(&'a SqlitePool),
    Sqlite(&'a mut SqliteConnection),
    PgPool(&'a PgPool),
    Pg(&'a mut PgConnection),
}

impl<'a> Source<'a> {
    pub(crate) async fn rows<R: Row>(self, sql: SqlStr, args: Vec<Value>) -> Result<Vec<R>> {
        let text = sql.as_str().to_owned();
        let answer = match self {
            Source::SqlitePool(pool) => {
                sqlx::query_as_with::<Sqlite, R, _>(sql, sqlite_arguments(args)?).fetch_all(pool).await
            }
            Source::Sqlite(connection) => {
                sqlx::query_as_with::<Sqlite, R, _>(sql, sqlite_arguments(args)?).fetch_all(connection).await
            }
            Source::PgPool(pool) => {
                sqlx::query_as_with::<Postgres, R, _>(sql, postgres_arguments(args)?).fetch_all(pool).await
            }
            Source::Pg(connection) => {
                sqlx::query_as_with::<Postgres, R, _>(sql, postgres_arguments(args)?).fetch_all(connection).await
            }
        };
        answer.map_err(|cause| failed(&text, cause))
    }

    pub(crate) async fn grid(self, sql: SqlStr, args: Vec<Value>) -> Result<Vec<Vec<Cell>>> {
        let text = sql.as_str().to_owned();
        let answer = match self {
            Source::SqlitePool(pool) => {
                sqlite_cells(sqlx::query_with::<Sqlite, _>(sql, sqlite_arguments(args)?).fetch_all(pool).await)
            }
            Source::Sqlite(connection) => {
                sqlite_cells(sqlx::query_with::<Sqlite, _>(sql, sqlite_arguments(args)?).fetch_all(connection).await)
            }
            Source::PgPool(pool) => {
                postgres_cells(sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?).fetch_all(pool).await)
            }
            Source::Pg(connection) => postgres_cells(
                sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?).fetch_all(connection).await,
            ),
        };
        answer.map_err(|cause| failed(&text, cause))
    }

    /// The rows of a long answer, at most `most` of them at once.
    pub(crate) fn portions(self, sql: SqlStr, most: usize) -> BoxStream<'a, Result<Vec<Vec<Cell>>>> {
        let text = sql.as_str().to_owned();
        let cells = match self {
            Source::SqlitePool(pool) => sqlx::query(sql).fetch(pool).map(|row| sqlite_row(&row?)).boxed(),
            Source::Sqlite(connection) => sqlx::query(sql).fetch(connection).map(|row| sqlite_row(&row?)).boxed(),
            Source::PgPool(pool) => sqlx::query(sql).fetch(pool).map(|row| postgres_row(&row?)).boxed(),
            Source::Pg(connection) => sqlx::query(sql).fetch(connection).map(|row| postgres_row(&row?)).boxed(),
        };
        let told = move |portion: std::result::Result<_, TryChunksError<_, sqlx::Error>>| {
            portion.map_err(|TryChunksError(_, cause)| failed(&text, cause))
        };
        cells.try_chunks(most).map(told).boxed()
    }

    pub(crate) async fn execute(self, sql: SqlStr, args: Vec<Value>) -> Result<u64> {
        let text = sql.as_str().to_owned();
        let answer = match self {
            Source::SqlitePool(pool) => {
                let done = sqlx::query_with::<Sqlite, _>(sql, sqlite_arguments(args)?).execute(pool).await;
                done.map(|done| done.rows_affected())
            }
            Source::Sqlite(connection) => {
                let done = sqlx::query_with::<Sqlite, _>(sql, sqlite_arguments(args)?).execute(connection).await;
                done.map(|done| done.rows_affected())
            }
            Source::PgPool(pool) => {
                let done = sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?).execute(pool).await;
                done.map(|done| done.rows_affected())
            }
            Source::Pg(connection) => {
                let done = sqlx::query_with::<Postgres, _>(sql, postgres_arguments(args)?).execute(connection).await;
                done.map(|done| done.rows_affected())
            }
        };
        answer.map_err(|cause| failed(&text, cause))
    }
}

fn failed(sql: &str, cause: sqlx::Error) -> Error {
    let shown: String = sql.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(160).collect();
    Error::new(format!("{cause} in: {shown}"), cause)
}

type Got<T> = std::result::Result<T, sqlx::Error>;

fn sqlite_cells(rows: Got<Vec<SqliteRow>>) -> Got<Vec<Vec<Cell>>> {
    rows?.iter().map(sqlite_row).collect()
}

fn sqlite_row(row: &SqliteRow) -> Got<Vec<Cell>> {
    let cell = |at: usize| {
        let raw = row.try_get_raw(at)?;
        if raw.is_null() {
            return Ok(Cell::Null);
        }
        // The type of the value itself: an expression has no declared one.
        match raw.type_info().name() {
            "TEXT" => row.try_get(at).map(Cell::Text),
            "BLOB" => row.try_get(at).map(Cell::Bytes),
            _ => row.try_get_unchecked::<i64, _>(at).map(Cell::Int),
        }
    };
    (0..row.columns().len()).map(cell).collect()
}

fn postgres_cells(rows: Got<Vec<PgRow>>) -> Got<Vec<Vec<Cell>>> {
    rows?.iter().map(postgres_row).collect()
}

fn postgres_row(row: &PgRow) -> Got<Vec<Cell>> {
    let cell = |at: usize| {
        if row.try_get_raw(at)?.is_null() {
            return Ok(Cell::Null);
        }
        match row.column(at).type_info().name() {
            "INT8" => row.try_get(at).map(Cell::Int),
            "INT4" => row.try_get::<i32, _>(at).map(|value| Cell::Int(value.into())),
            "BOOL" => row.try_get(at).map(Cell::Bool),
            "DATE" => row.try_get(at).map(Cell::Date),
            "TIMESTAMPTZ" => row.try_get(at).map(Cell::Moment),
            "BYTEA" => row.try_get(at).map(Cell::Bytes),
            _ => row.try_get(at).map(Cell::Text),
        }
    };
    (0..row.columns().len()).map(cell).collect()
}
