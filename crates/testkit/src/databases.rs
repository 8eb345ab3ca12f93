//! Fresh databases. PostgreSQL takes part when `VSOKO_TEST_POSTGRES` holds the address of a server where databases may
//! be made; `scripts/with-postgres.sh` starts a throw-away one.

use std::any::Any;
use std::collections::HashMap;
use std::future::Future;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use futures_util::FutureExt;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};
use store::{Schema, Store};
use tokio::sync::Mutex;

/// The environment variable with the address of the PostgreSQL server for tests.
const SERVER: &str = "VSOKO_TEST_POSTGRES";
/// Only one process at a time makes template databases.
const TEMPLATE_LOCK: i64 = 0x7673_6f6b_6f74;

type Outcome = Result<(), Box<dyn Any + Send>>;

/// Runs `test` on a fresh SQLite file with the tables of `schema` and, if `VSOKO_TEST_POSTGRES` is set, once more on a
/// fresh PostgreSQL database.
pub async fn on_both<F, Fut>(schema: Schema, test: F)
where
    F: Fn(Store) -> Fut,
    Fut: Future<Output = ()>,
{
    on_sqlite(schema.clone(), &test).await;
    on_postgres(schema, &test).await;
}

/// Runs `test` on a fresh SQLite file only: for what SQLite alone has.
pub async fn on_sqlite<F, Fut>(schema: Schema, test: F)
where
    F: Fn(Store) -> Fut,
    Fut: Future<Output = ()>,
{
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("vsoko.sqlite");
    std::fs::write(&path, sqlite_template(&schema, folder.path()).await.as_slice())
        .expect("a copy of the template file");
    let store = open(&path.to_string_lossy()).await;
    let outcome = AssertUnwindSafe(test(store.clone())).catch_unwind().await;
    store.close().await;
    report(outcome, "SQLite");
}

/// Runs `test` on a fresh PostgreSQL database, if there is a server for tests.
pub async fn on_postgres<F, Fut>(schema: Schema, test: F)
where
    F: Fn(Store) -> Fut,
    Fut: Future<Output = ()>,
{
    let Ok(server) = std::env::var(SERVER) else {
        return;
    };
    let template = postgres_template(&server, &schema).await;
    let name = format!("vsoko_test_{}_{}", std::process::id(), store::new_id());
    command(&server, format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    let store = open(&address_of(&server, &name)).await;
    let outcome = AssertUnwindSafe(test(store.clone())).catch_unwind().await;
    store.close().await;
    command(&server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    report(outcome, "PostgreSQL");
}

fn report(outcome: Outcome, database: &str) {
    if let Err(panic) = outcome {
        eprintln!("the test failed on {database}");
        resume_unwind(panic);
    }
}

async fn open(place: &str) -> Store {
    Store::open(place).await.unwrap_or_else(|cause| panic!("{place}: {cause}"))
}

/// Migrating takes longer than most tests; it is done once per schema and process.
async fn sqlite_template(schema: &Schema, folder: &Path) -> Arc<Vec<u8>> {
    static MADE: LazyLock<Mutex<HashMap<String, Arc<Vec<u8>>>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().await;
    if let Some(bytes) = made.get(&fingerprint(schema)) {
        return Arc::clone(bytes);
    }
    let path = folder.join("template.sqlite");
    let store = open(&path.to_string_lossy()).await;
    store.migrate(schema).await.unwrap_or_else(|cause| panic!("migrating SQLite: {cause}"));
    store.close().await;
    let bytes = Arc::new(std::fs::read(&path).expect("the template file"));
    made.insert(fingerprint(schema), Arc::clone(&bytes));
    bytes
}

/// The template stays in the cluster for the test programs that come after this one.
async fn postgres_template(server: &str, schema: &Schema) -> String {
    let name = format!("vsoko_template_{}", &fingerprint(schema)[..16]);
    let mut admin = connect(server).await;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(TEMPLATE_LOCK).execute(&mut admin).await.unwrap();
    let known: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM pg_database WHERE datname = $1")
        .bind(&name)
        .fetch_one(&mut admin)
        .await
        .unwrap();
    if known == 0 {
        let draft = format!("{name}_{}", std::process::id());
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {draft}"))).await.unwrap();
        let store = open(&address_of(server, &draft)).await;
        store.migrate(schema).await.unwrap_or_else(|cause| panic!("migrating PostgreSQL: {cause}"));
        store.close().await;
        admin.execute(AssertSqlSafe(format!("ALTER DATABASE {draft} RENAME TO {name}"))).await.unwrap();
    }
    admin.close().await.unwrap();
    name
}

async fn command(server: &str, sql: String) {
    let mut admin = connect(server).await;
    let done = admin.execute(AssertSqlSafe(sql.clone())).await;
    done.unwrap_or_else(|cause| panic!("{sql}: {cause}"));
    admin.close().await.unwrap();
}

async fn connect(server: &str) -> PgConnection {
    PgConnection::connect(server)
        .await
        .unwrap_or_else(|cause| panic!("{SERVER} is set, but {server} does not answer: {cause}"))
}

/// The address of another database on the same server.
fn address_of(server: &str, database: &str) -> String {
    let (address, options) = server.split_once('?').map_or((server, None), |(head, tail)| (head, Some(tail)));
    let host_end = address.find("://").map_or(0, |at| at + 3);
    let host = address[host_end..].find('/').map_or(address, |at| &address[..host_end + at]);
    options.map_or_else(|| format!("{host}/{database}"), |options| format!("{host}/{database}?{options}"))
}

fn fingerprint(schema: &Schema) -> String {
    let text: String = schema.steps().map(|step| format!("{}\n{}\n", step.name, step.sql)).collect();
    store::digest(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::{Reads, args};

    #[test]
    fn another_database_of_the_same_server() {
        assert_eq!(address_of("postgres://u@h:1/postgres", "x"), "postgres://u@h:1/x");
        assert_eq!(address_of("postgres://u@h:1", "x"), "postgres://u@h:1/x");
        assert_eq!(address_of("postgres://u@h/p?host=/tmp", "x"), "postgres://u@h/x?host=/tmp");
    }

    #[tokio::test]
    async fn every_run_starts_empty() {
        for _ in 0..2 {
            on_both(store::schema(), |store| async move {
                let mut change = store.begin().await.unwrap();
                change.put_file(b"x", "x.txt", chrono::DateTime::UNIX_EPOCH).await.unwrap();
                let files = change.number("SELECT COUNT(*) FROM stored_file", args![]).await.unwrap();
                change.commit().await.unwrap();
                assert_eq!(files, Some(1));
            })
            .await;
        }
    }
}
