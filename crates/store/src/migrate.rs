use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use sqlx::SqlSafeStr;

use crate::transaction::Inner;
use crate::{Error, Reads, Store, Value, WriteTx};

/// One step forward of the schema. There is no way back: a mistake is mended by the next step.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Date and noun, for example `20260901_stored_file`; steps are applied in the order of their names.
    pub name: &'static str,
    /// Statements in the portable subset.
    pub sql: &'static str,
    /// Rows that a test inserts after this step and that must survive all later ones.
    pub sample: &'static str,
}

/// The tables that a crate stands on: its own and those of the crates it uses.
#[derive(Debug, Clone, Default)]
pub struct Schema(BTreeMap<&'static str, Migration>);

/// Why the tables could not be brought up to date; worded for the person who started the program.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// a newer program has been here
    #[error(
        "база данных создана более новой версией программы (шаг «{0}» этой версии неизвестен). Установите новую версию vsoko или восстановите базу из резервной копии"
    )]
    Newer(String),
    /// the text of an applied step is not what it was
    #[error(
        "шаг «{0}» в базе отличается от шага этой версии программы. Базу нельзя открыть без риска потерять данные: обратитесь к разработчикам"
    )]
    Altered(String),
    /// the database refused
    #[error(transparent)]
    Store(#[from] Error),
}

impl Schema {
    /// A schema of these steps.
    #[must_use]
    pub fn of(migrations: Vec<Migration>) -> Self {
        Self(migrations.into_iter().map(|migration| (migration.name, migration)).collect())
    }

    /// These steps and those of `other`, each once.
    #[must_use]
    pub fn with(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The steps in the order in which they are applied.
    pub fn steps(&self) -> impl Iterator<Item = &Migration> {
        self.0.values()
    }
}

#[derive(sqlx::FromRow)]
struct Applied {
    name: String,
    checksum: String,
}

impl Store {
    /// Applies the steps that this database does not have yet, all in one transaction.
    ///
    /// # Errors
    /// [`MigrateError`]; nothing has changed then.
    pub async fn migrate(&self, schema: &Schema) -> Result<(), MigrateError> {
        if self.is_current(schema).await {
            return Ok(());
        }
        let mut change = self.begin().await?;
        change
            .script(
                "CREATE TABLE IF NOT EXISTS schema_migration (name TEXT NOT NULL PRIMARY KEY, checksum TEXT NOT NULL)",
            )
            .await?;
        let applied = applied(&mut change).await?;
        check(schema, &applied)?;
        for step in schema.steps().filter(|step| !applied.contains_key(step.name)) {
            change.script(step.sql).await?;
            let args = vec![Value::from(step.name), Value::from(checksum(step.sql))];
            change.execute("INSERT INTO schema_migration (name, checksum) VALUES ($1, $2)", args).await?;
        }
        change.commit().await?;
        Ok(())
    }

    /// Spares an up-to-date database the write transaction at every start.
    async fn is_current(&self, schema: &Schema) -> bool {
        let mut store = self.clone();
        match applied(&mut store).await {
            Ok(applied) => {
                applied.len() == schema.0.len()
                    && schema.steps().all(|step| applied.get(step.name) == Some(&checksum(step.sql)))
            }
            Err(_) => false,
        }
    }
}

impl WriteTx {
    /// Runs several statements without parameters: migrations and their samples.
    ///
    /// # Errors
    /// When the database refuses one of them.
    pub async fn script(&mut self, sql: &'static str) -> crate::Result<()> {
        let done = match &mut self.inner {
            Inner::Sqlite(transaction) => {
                sqlx::raw_sql(sql.into_sql_str()).execute(&mut **transaction).await.map(|_| ())
            }
            Inner::Postgres(transaction) => {
                sqlx::raw_sql(sql.into_sql_str()).execute(&mut **transaction).await.map(|_| ())
            }
        };
        done.map_err(|cause| {
            Error::new(format!("{cause} in the script: {}", sql.lines().take(3).collect::<String>()), cause)
        })
    }
}

async fn applied(db: &mut impl Reads) -> crate::Result<BTreeMap<String, String>> {
    let rows = db.rows::<Applied>("SELECT name, checksum FROM schema_migration", vec![]).await?;
    Ok(rows.into_iter().map(|row| (row.name, row.checksum)).collect())
}

fn check(schema: &Schema, applied: &BTreeMap<String, String>) -> Result<(), MigrateError> {
    for (name, sum) in applied {
        match schema.0.get(name.as_str()) {
            None => return Err(MigrateError::Newer(name.clone())),
            Some(step) if checksum(step.sql) != *sum => {
                return Err(MigrateError::Altered(name.clone()));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

fn checksum(sql: &str) -> String {
    crate::files::hex(&Sha256::digest(sql.as_bytes()))
}
