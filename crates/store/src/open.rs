use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};

use crate::reads::Source;

/// The database of one school, embedded or on a server. Cloning is cheap and shares the connections.
#[derive(Debug, Clone)]
pub struct Store {
    pools: Pools,
    key: u64,
}

#[derive(Debug, Clone)]
pub(crate) enum Pools {
    /// One connection writes, several read: a deferred reader that turns writer would fail with "database is locked".
    Sqlite {
        write: SqlitePool,
        read: SqlitePool,
    },
    Postgres(PgPool),
}

/// Why the database could not be opened; worded for the person who started the program.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// the SQLite file
    #[error(
        "не удалось открыть файл базы данных {path}: {cause}. Проверьте, что папка существует, на диске есть место и у программы есть право записи в неё"
    )]
    File {
        /// which file
        path: PathBuf,
        /// what SQLite said
        #[source]
        cause: sqlx::Error,
    },
    /// the PostgreSQL server
    #[error(
        "не удалось подключиться к PostgreSQL: {cause}. Проверьте адрес в VSOKO_DATABASE_URL, имя базы и пароль и что сервер запущен"
    )]
    Server {
        /// what the driver said
        #[source]
        cause: sqlx::Error,
    },
}

/// Bytes of a page of a new SQLite file. A year of marks is loaded in three quarters of the time that it takes with the
/// usual 4 KB; single changes are no slower to feel.
const PAGE: u32 = 16 * 1024;
/// How many pages may be read at once from SQLite.
const READERS: u32 = 4;
/// How many connections are kept to PostgreSQL.
const CONNECTIONS: u32 = 12;

impl Store {
    /// Opens `postgres://…`, or else the SQLite file with this path (made if missing). Migrates nothing.
    ///
    /// # Errors
    /// [`OpenError`] says in Russian what to check.
    pub async fn open(place: &str) -> Result<Self, OpenError> {
        if place.starts_with("postgres://") || place.starts_with("postgresql://") {
            Self::open_server(place).await
        } else {
            Self::open_file(Path::new(place)).await
        }
    }

    async fn open_server(url: &str) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url).map_err(|cause| OpenError::Server { cause })?;
        let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(Duration::from_secs(10));
        let pool = pool.connect_with(options).await.map_err(|cause| OpenError::Server { cause })?;
        Ok(Self::from_pools(Pools::Postgres(pool)))
    }

    async fn open_file(path: &Path) -> Result<Self, OpenError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .foreign_keys(true)
            .page_size(PAGE)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(20));
        let failed = |cause| OpenError::File { path: path.to_owned(), cause };
        let write = SqlitePoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
        let write = write.connect_with(options.clone()).await.map_err(failed)?;
        let read = SqlitePoolOptions::new().max_connections(READERS).idle_timeout(None).max_lifetime(None);
        let read = read.connect_lazy_with(options);
        Ok(Self::from_pools(Pools::Sqlite { write, read }))
    }

    /// Closes the connections; on SQLite the write-ahead log is folded back into the file.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read, .. } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Whether this is PostgreSQL. For what differs by nature (bulk loading, backup), never for a query's text.
    #[must_use]
    pub fn is_server(&self) -> bool {
        matches!(self.pools, Pools::Postgres(_))
    }

    /// Tells this opened database from every other one opened by this process; clones share it. For what is remembered
    /// about a database in memory.
    #[must_use]
    pub fn key(&self) -> u64 {
        self.key
    }

    pub(crate) fn from_pools(pools: Pools) -> Self {
        static OPENED: AtomicU64 = AtomicU64::new(1);
        Self { pools, key: OPENED.fetch_add(1, Ordering::Relaxed) }
    }

    pub(crate) fn pools(&self) -> &Pools {
        &self.pools
    }

    pub(crate) fn source(&self) -> Source<'_> {
        match &self.pools {
            Pools::Sqlite { read, .. } => Source::SqlitePool(read),
            Pools::Postgres(pool) => Source::PgPool(pool),
        }
    }
}
