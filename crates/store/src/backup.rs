//! A backup is always an SQLite file, whichever database it was taken from: it can be opened, checked and restored
//! anywhere, and so it is also the way from one database to the other.

use std::path::{Path, PathBuf};

use futures_util::StreamExt;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Row as _};

use crate::open::Pools;
use crate::{Cell, Error, OpenError, Result, Schema, Store, Value};

/// Why a restore was refused; worded for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// there is something in the target already
    #[error("база данных не пуста: восстановление не заменяет имеющиеся данные. Укажите пустую базу")]
    NotEmpty,
    /// the backup is not sound
    #[error(transparent)]
    Backup(#[from] VerifyError),
    /// the target could not be opened or written
    #[error("не удалось записать восстановленные данные: {0}")]
    Store(#[from] Error),
    /// the target's tables could not be made
    #[error(transparent)]
    Migrate(#[from] crate::MigrateError),
}

/// Why a backup is not sound; worded for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VerifyError {
    /// no such file
    #[error("файл резервной копии {0} не найден")]
    Missing(PathBuf),
    /// not a database
    #[error("файл {path} не является резервной копией vsoko или повреждён: {why}")]
    Unreadable {
        /// which file
        path: PathBuf,
        /// what was found
        why: String,
    },
}

impl Store {
    /// Writes a consistent copy into the new file `target`, while others go on reading and writing.
    ///
    /// # Errors
    /// When `target` exists, or cannot be written.
    pub async fn backup(&self, target: &Path, schema: &Schema) -> Result<()> {
        if target.exists() {
            return Err(Error::new(format!("файл {} уже существует", target.display()), "the target exists"));
        }
        match self.pools() {
            Pools::Sqlite { read, .. } => {
                let place = target
                    .to_str()
                    .ok_or_else(|| Error::new("путь к файлу содержит недопустимые знаки", "not UTF-8"))?;
                sqlx::query("VACUUM INTO $1").bind(place).execute(read).await?;
                Ok(())
            }
            Pools::Postgres(_) => self.backup_server(target, schema).await,
        }
    }

    async fn backup_server(&self, target: &Path, schema: &Schema) -> Result<()> {
        let place =
            target.to_str().ok_or_else(|| Error::new("путь к файлу содержит недопустимые знаки", "not UTF-8"))?;
        let file = Self::open(place).await.map_err(|cause| Error::new("making the backup file", cause))?;
        file.migrate(schema).await.map_err(|cause| Error::new("making the tables of the backup", cause))?;
        copy_into(self, &file).await?;
        file.close().await;
        // One file is moved about; a write-ahead log beside it would be left behind.
        let mut connection = SqliteConnectOptions::new().filename(target).connect().await?;
        sqlx::query("PRAGMA journal_mode = DELETE").execute(&mut connection).await?;
        connection.close().await?;
        Ok(())
    }
}

/// How many rows of a table are held at once while it is copied.
pub(crate) const PORTION: usize = 4_096;

/// Copies every row of every table of `from` into the empty tables of `into`.
///
/// # Errors
/// When either database refuses; `into` is unchanged then.
pub async fn copy_into(from: &Store, into: &Store) -> Result<()> {
    let tables = tables(into).await?;
    let mut reader = from.snapshot().await?;
    let mut change = into.begin().await?;
    for (table, columns) in &tables {
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        let question = AssertSqlSafe(format!("SELECT {} FROM {table}", names.join(", "))).into_sql();
        let mut portions = reader.source().portions(question, PORTION);
        while let Some(rows) = portions.next().await {
            let value = |(cell, column): (Cell, &Column)| column.value(cell);
            let values = |row: Vec<Cell>| row.into_iter().zip(columns).map(value).collect::<Result<Vec<_>>>();
            let rows = rows?.into_iter().map(values).collect::<Result<Vec<_>>>()?;
            change.load(table, &names, rows.into_iter()).await?;
        }
    }
    change.commit().await
}

trait IntoSql {
    fn into_sql(self) -> sqlx::SqlStr;
}

impl IntoSql for AssertSqlSafe<String> {
    fn into_sql(self) -> sqlx::SqlStr {
        sqlx::SqlSafeStr::into_sql_str(self)
    }
}

impl Store {
    /// A reader that sees one moment of the database, however long it reads.
    async fn snapshot(&self) -> Result<crate::WriteTx> {
        use crate::transaction::Inner;
        let inner = match self.pools() {
            Pools::Sqlite { read, .. } => Inner::Sqlite(read.begin().await?),
            Pools::Postgres(pool) => {
                Inner::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        };
        Ok(crate::WriteTx { inner })
    }
}

struct Column {
    name: String,
    kind: String,
}

impl Column {
    /// The cell as a parameter of this column's type: SQLite gives dates and moments as text, yes and no as 1 and 0.
    fn value(&self, cell: Cell) -> Result<Value> {
        let odd = |text: &str| Error::new(format!("column {} holds {text}", self.name), "a value of another type");
        Ok(match (self.kind.as_str(), cell) {
            ("BIGINT", Cell::Null) => Value::Int(None),
            ("BOOLEAN", Cell::Null) => Value::Bool(None),
            ("DATE", Cell::Null) => Value::Date(None),
            ("TIMESTAMPTZ", Cell::Null) => Value::Moment(None),
            ("BYTEA", Cell::Null) => Value::Bytes(None),
            (_, Cell::Null) => Value::Text(None),
            ("BOOLEAN", Cell::Int(v)) => Value::from(v != 0),
            ("DATE", Cell::Text(v)) => Value::from(v.parse::<chrono::NaiveDate>().map_err(|_| odd(&v))?),
            ("TIMESTAMPTZ", Cell::Text(v)) => Value::from(moment(&v).ok_or_else(|| odd(&v))?),
            ("BYTEA", Cell::Text(v)) => Value::from(v.into_bytes()),
            (_, Cell::Int(v)) => Value::from(v),
            (_, Cell::Text(v)) => Value::from(v),
            (_, Cell::Bool(v)) => Value::from(v),
            (_, Cell::Date(v)) => Value::from(v),
            (_, Cell::Moment(v)) => Value::from(v),
            (_, Cell::Bytes(v)) => Value::from(v),
        })
    }
}

fn moment(text: &str) -> Option<chrono::DateTime<chrono::Utc>> {
    let zoned = chrono::DateTime::parse_from_rfc3339(text).map(|at| at.to_utc());
    let plain = || chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f").map(|at| at.and_utc());
    zoned.ok().or_else(|| plain().ok())
}

/// The tables in the order of their making (so that a row's references exist before it), without the migration list.
async fn tables(store: &Store) -> Result<Vec<(String, Vec<Column>)>> {
    match store.pools() {
        Pools::Sqlite { read, .. } => {
            let mut connection = read.acquire().await?;
            tables_of_file(&mut connection).await
        }
        // Object ids grow with time, so they give the order of making.
        Pools::Postgres(pool) => {
            let rows = sqlx::query(
                "SELECT table_name, column_name, data_type FROM information_schema.columns c
                 JOIN pg_class p ON p.relname = c.table_name AND p.relkind = 'r' AND p.relnamespace = current_schema()::regnamespace
                 WHERE table_schema = current_schema() AND table_name <> 'schema_migration' ORDER BY p.oid, ordinal_position",
            );
            let mut found: Vec<(String, Vec<Column>)> = Vec::new();
            for row in rows.fetch_all(pool).await? {
                let (table, name, kind): (String, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
                if found.last().is_none_or(|(last, _)| *last != table) {
                    found.push((table, Vec::new()));
                }
                let kind = server_kind(&kind).to_owned();
                found.last_mut().expect("pushed above").1.push(Column { name, kind });
            }
            Ok(found)
        }
    }
}

fn server_kind(kind: &str) -> &'static str {
    match kind {
        "bigint" => "BIGINT",
        "boolean" => "BOOLEAN",
        "date" => "DATE",
        "timestamp with time zone" => "TIMESTAMPTZ",
        "bytea" => "BYTEA",
        _ => "TEXT",
    }
}

async fn tables_of_file(connection: &mut SqliteConnection) -> Result<Vec<(String, Vec<Column>)>> {
    let names: Vec<(String,)> = sqlx::query_as(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'schema_migration' ORDER BY rowid",
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut found = Vec::new();
    for (table,) in names {
        let columns: Vec<(String, String)> =
            sqlx::query_as("SELECT name, type FROM pragma_table_info($1) ORDER BY cid")
                .bind(&table)
                .fetch_all(&mut *connection)
                .await?;
        found.push((table, columns.into_iter().map(|(name, kind)| Column { name, kind }).collect()));
    }
    Ok(found)
}

/// Opens a backup read-only and checks it: a sound file, every reference kept, the tables of vsoko.
///
/// # Errors
/// [`VerifyError`] says in Russian what is wrong with the file.
pub async fn verify_file(path: &Path) -> std::result::Result<Store, VerifyError> {
    if !path.is_file() {
        return Err(VerifyError::Missing(path.to_owned()));
    }
    let unreadable = |why: String| VerifyError::Unreadable { path: path.to_owned(), why };
    let problems = problems(path).await.map_err(|cause| unreadable(cause.to_string()))?;
    if let Some(problem) = problems {
        return Err(unreadable(problem));
    }
    let place = path.to_str().ok_or_else(|| unreadable("недопустимые знаки в пути".to_owned()))?;
    Store::open_read_only(place).await.map_err(|cause| unreadable(cause.to_string()))
}

async fn problems(path: &Path) -> std::result::Result<Option<String>, sqlx::Error> {
    let mut connection = SqliteConnectOptions::new().filename(path).read_only(true).connect().await?;
    let (integrity,): (String,) = sqlx::query_as("PRAGMA integrity_check").fetch_one(&mut connection).await?;
    if integrity != "ok" {
        return Ok(Some(integrity));
    }
    let broken = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut connection).await?;
    if !broken.is_empty() {
        return Ok(Some(format!("нарушено связей между записями: {}", broken.len())));
    }
    let tables: (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM sqlite_master WHERE name IN ('schema_migration', 'stored_file')")
            .fetch_one(&mut connection)
            .await?;
    connection.close().await?;
    Ok((tables.0 != 2).then(|| "в файле нет таблиц vsoko".to_owned()))
}

impl Store {
    async fn open_read_only(place: &str) -> std::result::Result<Self, OpenError> {
        use sqlx::sqlite::SqlitePoolOptions;
        let options = SqliteConnectOptions::new().filename(place).read_only(true);
        let failed = |cause| OpenError::File { path: place.into(), cause };
        let pool = SqlitePoolOptions::new().max_connections(1).connect_with(options).await.map_err(failed)?;
        Ok(Self::from_pools(Pools::Sqlite { write: pool.clone(), read: pool }))
    }

    /// Fills this empty database from the sound backup `from`.
    ///
    /// # Errors
    /// [`RestoreError`]; nothing is written then.
    pub async fn restore(&self, from: &Path, schema: &Schema) -> std::result::Result<(), RestoreError> {
        let backup = verify_file(from).await?;
        self.migrate(schema).await?;
        if !self.is_empty().await? {
            return Err(RestoreError::NotEmpty);
        }
        // The backup may be older than this program: bring a copy of it up to date, never the backup itself.
        let copy = from.with_extension(format!("{}.tmp", crate::new_id()));
        backup.backup(&copy, schema).await?;
        backup.close().await;
        let done = self.fill_from_copy(&copy, schema).await;
        for suffix in ["", "-wal", "-shm"] {
            let mut name = copy.clone().into_os_string();
            name.push(suffix);
            let _ = std::fs::remove_file(name);
        }
        done
    }

    async fn fill_from_copy(&self, copy: &Path, schema: &Schema) -> std::result::Result<(), RestoreError> {
        let place = copy.to_string_lossy();
        let current = Self::open(&place).await.map_err(|cause| Error::new("opening the copy of the backup", cause))?;
        current.migrate(schema).await?;
        copy_into(&current, self).await?;
        current.close().await;
        Ok(())
    }

    /// Whether no table holds a row.
    async fn is_empty(&self) -> Result<bool> {
        for (table, _) in tables(self).await? {
            let sql = AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}")).into_sql();
            let rows: Vec<(i64,)> = self.source().rows(sql, vec![]).await?;
            if rows.first().is_some_and(|row| row.0 > 0) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}
