use std::fmt::Write as _;
use std::sync::Arc;

use sqlx::sqlite::SqliteArguments;
use sqlx::{AssertSqlSafe, SqlSafeStr, Sqlite};

use crate::transaction::Inner;
use crate::value::{iso_date, sqlite_arguments};
use crate::{Result, Value, WriteTx};

/// A table and the columns that a bulk load fills, by names that are compiled in.
#[derive(Debug, Clone, Copy)]
pub struct Bulk {
    /// table
    pub table: &'static str,
    /// columns, in the order of each row's values
    pub columns: &'static [&'static str],
}

/// A table and its columns.
type Target<'a> = (&'a str, &'a [&'a str]);

/// SQLite takes at most 32,766 parameters; beyond a few thousand a longer statement is no faster.
const PARAMETERS: usize = 8_000;
/// From this many new rows on PostgreSQL is asked to look at a table again.
const WORTH_ANALYSING: u64 = 500;
/// How much text is sent to PostgreSQL's `COPY` at once.
const COPY_CHUNK: usize = 1 << 20;

impl WriteTx {
    /// Loads many rows: statements of many rows on SQLite, `COPY` on PostgreSQL. Answers how many rows went in.
    ///
    /// # Errors
    /// When the database refuses a row; the transaction cannot go on then.
    pub async fn bulk<I, R>(&mut self, target: &'static Bulk, rows: I) -> Result<u64>
    where
        I: IntoIterator<Item = R> + Send,
        I::IntoIter: Send,
        R: IntoIterator<Item = Value>,
    {
        self.load(target.table, target.columns, rows.into_iter()).await
    }

    /// The same for names that are known at run time only; the caller vouches that they are the schema's.
    pub(crate) async fn load<R>(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl Iterator<Item = R> + Send,
    ) -> Result<u64>
    where
        R: IntoIterator<Item = Value>,
    {
        match &mut self.inner {
            Inner::Sqlite(transaction) => sqlite(transaction, (table, columns), rows).await,
            Inner::Postgres(transaction) => postgres(transaction, (table, columns), rows).await,
        }
    }
}

async fn sqlite<R: IntoIterator<Item = Value>>(
    transaction: &mut sqlx::Transaction<'static, Sqlite>,
    target: Target<'_>,
    mut rows: impl Iterator<Item = R> + Send,
) -> Result<u64> {
    let width = target.1.len();
    let batch = (PARAMETERS / width).max(1);
    let full: Arc<str> = insert_text(target, batch).into();
    let mut total = 0;
    let mut next = parameters(&mut rows, batch)?;
    while let Some((arguments, count)) = next {
        let text = if count == batch { Arc::clone(&full) } else { insert_text(target, count).into() };
        let statement = sqlx::query_with::<Sqlite, _>(AssertSqlSafe(text).into_sql_str(), arguments);
        let writing = statement.persistent(count == batch).execute(&mut **transaction);
        // SQLite works on a thread of its own: the next rows are made ready meanwhile.
        let (written, ready) = tokio::join!(writing, async { parameters(&mut rows, batch) });
        total += written?.rows_affected();
        next = ready?;
    }
    Ok(total)
}

/// The parameters of the next rows, at most `batch` of them, and how many there are.
fn parameters<R: IntoIterator<Item = Value>>(
    rows: &mut impl Iterator<Item = R>,
    batch: usize,
) -> Result<Option<(SqliteArguments, usize)>> {
    let mut count = 0;
    let arguments = sqlite_arguments(rows.take(batch).inspect(|_| count += 1).flatten())?;
    Ok((count > 0).then_some((arguments, count)))
}

fn insert_text((table, columns): Target<'_>, rows: usize) -> String {
    let marks = vec!["?"; columns.len()].join(",");
    let values = vec![format!("({marks})"); rows].join(",");
    format!("INSERT INTO {table} ({}) VALUES {values}", columns.join(","))
}

async fn postgres<R: IntoIterator<Item = Value>>(
    transaction: &mut sqlx::Transaction<'static, sqlx::Postgres>,
    (table, columns): Target<'_>,
    rows: impl Iterator<Item = R> + Send,
) -> Result<u64> {
    let statement = format!("COPY {table} ({}) FROM STDIN", columns.join(","));
    let mut copy = transaction.copy_in_raw(&statement).await?;
    let mut text = String::with_capacity(COPY_CHUNK + 4096);
    for row in rows {
        copy_line(&mut text, row);
        if text.len() >= COPY_CHUNK {
            copy.send(text.as_bytes()).await?;
            text.clear();
        }
    }
    copy.send(text.as_bytes()).await?;
    let total = copy.finish().await?;
    if total >= WORTH_ANALYSING {
        // Until PostgreSQL has looked at new rows by itself, it plans as if the table were empty.
        let analyse = AssertSqlSafe(format!("ANALYZE {table}"));
        sqlx::query(analyse.into_sql_str()).execute(&mut **transaction).await?;
    }
    Ok(total)
}

fn copy_line(text: &mut String, row: impl IntoIterator<Item = Value>) {
    for (at, value) in row.into_iter().enumerate() {
        if at > 0 {
            text.push('\t');
        }
        copy_value(text, value);
    }
    text.push('\n');
}

fn copy_value(text: &mut String, value: Value) {
    let written = match value {
        Value::Int(Some(v)) => write!(text, "{v}"),
        Value::Bool(Some(v)) => write!(text, "{v}"),
        Value::Date(Some(v)) => {
            text.push_str(&iso_date(v));
            Ok(())
        }
        Value::Moment(Some(v)) => write!(text, "{}", v.to_rfc3339()),
        Value::Bytes(Some(v)) => write!(text, "\\\\x{}", crate::files::hex(&v)),
        Value::Text(Some(v)) => {
            escape(text, &v);
            Ok(())
        }
        Value::Shared(v) => {
            escape(text, &v);
            Ok(())
        }
        Value::Int(None)
        | Value::Text(None)
        | Value::Bool(None)
        | Value::Date(None)
        | Value::Moment(None)
        | Value::Bytes(None) => write!(text, "\\N"),
    };
    written.expect("writing to a string does not fail");
}

fn escape(text: &mut String, value: &str) {
    for letter in value.chars() {
        match letter {
            '\\' => text.push_str("\\\\"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\0' => {} // PostgreSQL has no NUL in text; SQLite would cut the text there
            other => text.push(other),
        }
    }
}
