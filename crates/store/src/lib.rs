//! One SQL text for two databases: an embedded SQLite file, or PostgreSQL.
//!
//! This crate is the only one that names a pool, a connection or a driver. Everybody else writes SQL as a literal in
//! `queries.rs` and gets rows of a struct back. What may be written there is the **portable subset**:
//!
//! * ids are `BIGINT` made by [`new_id`]; every integer column is `BIGINT`; no `SERIAL`, no `INTEGER PRIMARY KEY`;
//! * column types: `TEXT BIGINT BOOLEAN DATE TIMESTAMPTZ BYTEA`; nothing floating, nothing `DECIMAL`;
//! * parameters are `$1, $2 …`; today and now are parameters, never `NOW()`;
//! * sums are cast: `CAST(SUM(x) AS BIGINT)` (PostgreSQL answers `NUMERIC` otherwise); division is not SQL's work;
//! * an optional filter is `($2 IS NULL OR term = $2)`; `ON CONFLICT (…) DO UPDATE` is allowed, `RETURNING` is not;
//! * no `ILIKE`, no JSON operators, no `GROUP_CONCAT`/`STRING_AGG`; Russian names are sorted in Rust.
//!
//! SQLite writers begin immediately and PostgreSQL writers take one advisory lock: there is one writer at a time, so
//! the hash chain of the ledger has one order on both.

mod backup;
mod bulk;
mod error;
/// Original files, kept by the address of their content.
pub mod files;
mod id;
mod migrate;
mod open;
mod reads;
mod transaction;
mod value;

pub use backup::{RestoreError, VerifyError, copy_into, verify_file};
pub use bulk::Bulk;
pub use error::{Error, Result};
pub use files::{FileHead, digest};
pub use id::new_id;
pub use migrate::{MigrateError, Migration, Schema};
pub use open::{OpenError, Store};
pub use reads::{Assembled, Cell, Reads, Row};
pub use transaction::WriteTx;
pub use value::Value;

/// The tables of this crate: original files and the list of applied migrations.
#[must_use]
pub fn schema() -> Schema {
    Schema::of(migrations!("20260901_stored_file", "20260901_stored_file_part"))
}

/// Builds the parameters of a statement: `args![id, name, today]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { ::std::vec![$($crate::Value::from($value)),*] };
}

/// Names the migrations of a crate, in order; each is two files in the crate's `migrations/` folder: `NAME.sql` and
/// `NAME.sample.sql` (rows that must survive all later migrations).
#[macro_export]
macro_rules! migrations {
    ($($name:literal),* $(,)?) => {
        ::std::vec![$($crate::Migration {
            name: $name,
            sql: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/", $name, ".sql")),
            sample: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/", $name, ".sample.sql")),
        }),*]
    };
}

#[cfg(test)]
mod tests;
