use sqlx::{Postgres, SqlSafeStr, Sqlite, Transaction};
use std::sync::Arc;

use crate::reads::Source;
use crate::{Assembled, Cell, Reads, Result, Row, Store, Value};

/// A write in progress. Dropped without [`WriteTx::commit`], it leaves nothing behind.
pub struct WriteTx {
    pub(crate) inner: Inner,
}

pub(crate) enum Inner {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// The advisory lock that PostgreSQL writers share: "vsoko" in ASCII.
const WRITER_LOCK: i64 = 0x0076_736f_6b6f;

impl Store {
    /// Begins to write. There is one writer at a time; the others wait.
    ///
    /// # Errors
    /// When the database does not answer, or another writer holds on for longer than the busy time-out.
    pub async fn begin(&self) -> Result<WriteTx> {
        let inner = match self.pools() {
            crate::open::Pools::Sqlite { write, .. } => Inner::Sqlite(write.begin_with("BEGIN IMMEDIATE").await?),
            crate::open::Pools::Postgres(pool) => {
                let mut transaction = pool.begin().await?;
                sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(WRITER_LOCK).execute(&mut *transaction).await?;
                Inner::Postgres(transaction)
            }
        };
        Ok(WriteTx { inner })
    }
}

impl WriteTx {
    /// Runs a statement and answers how many rows it touched.
    ///
    /// # Errors
    /// When the database refuses it.
    pub async fn execute(&mut self, sql: &'static str, args: Vec<Value>) -> Result<u64> {
        self.source().execute(sql.into_sql_str(), args).await
    }

    /// Makes everything written so far true.
    ///
    /// # Errors
    /// When the database refuses; nothing is written then.
    pub async fn commit(self) -> Result<()> {
        match self.inner {
            Inner::Sqlite(transaction) => transaction.commit().await?,
            Inner::Postgres(transaction) => transaction.commit().await?,
        }
        Ok(())
    }

    pub(crate) fn source(&mut self) -> Source<'_> {
        match &mut self.inner {
            Inner::Sqlite(transaction) => Source::Sqlite(&mut *transaction),
            Inner::Postgres(transaction) => Source::Pg(&mut *transaction),
        }
    }
}

impl Reads for WriteTx {
    async fn rows<R: Row>(&mut self, sql: &'static str, args: Vec<Value>) -> Result<Vec<R>> {
        self.source().rows(sql.into_sql_str(), args).await
    }

    async fn grid(&mut self, sql: &Assembled, args: Vec<Value>) -> Result<Vec<Vec<Cell>>> {
        let text = sqlx::AssertSqlSafe(Arc::clone(sql.text())).into_sql_str();
        self.source().grid(text, args).await
    }
}
