//! How the versions of a row stand in the database: one table for each kind of row, all with the same columns.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;

use super::row::SavedVersion;

/// A stored version; its row is asked for under the name `row_id`.
#[derive(sqlx::FromRow)]
pub(crate) struct VersionRow {
    id: i64,
    row_id: i64,
    version: i64,
    is_removal: bool,
    content: String,
    saved_at: DateTime<Utc>,
    saved_by: String,
}

impl<R: DeserializeOwned> From<VersionRow> for SavedVersion<R> {
    fn from(row: VersionRow) -> Self {
        Self {
            id: row.id,
            row_id: row.row_id,
            version: row.version,
            is_removal: row.is_removal,
            row: serde_json::from_str(&row.content).ok(),
            saved_at: row.saved_at,
            saved_by: row.saved_by,
        }
    }
}
