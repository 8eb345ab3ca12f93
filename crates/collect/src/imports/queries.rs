use std::collections::HashMap;

use chrono::{DateTime, Utc};
use ledger::Change;
use serde::Serialize;
use store::{Bulk, Reads, Result, Value, args, new_id};

use super::finding::Discrepancy;

/// A name as a file writes it, and the class it is written in (0 for staff).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Spelling {
    pub(crate) text: String,
    pub(crate) class_group_id: i64,
}

#[derive(sqlx::FromRow)]
struct NameDecision {
    spelling: String,
    class_group_id: i64,
    person_id: i64,
}

/// What people have decided about names so far.
pub(crate) async fn name_decisions(db: &mut impl Reads) -> Result<HashMap<Spelling, i64>> {
    let rows: Vec<NameDecision> =
        db.rows("SELECT spelling, class_group_id, person_id FROM name_decision", args![]).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let spelling = Spelling { text: row.spelling, class_group_id: row.class_group_id };
            (spelling, row.person_id)
        })
        .collect())
}

/// Remembers who a written name belongs to.
pub(crate) async fn remember_name(
    change: &mut Change,
    spelling: &Spelling,
    person_id: i64,
    batch_id: i64,
) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO name_decision (spelling, class_group_id, person_id, batch_id, decided_by, decided_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (spelling, class_group_id) DO UPDATE SET person_id = excluded.person_id,
                 batch_id = excluded.batch_id, decided_by = excluded.decided_by, decided_at = excluded.decided_at",
            args![&spelling.text, spelling.class_group_id, person_id, batch_id, by, now],
        )
        .await?;
    Ok(())
}

/// An import («загрузка») of one file.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize)]
pub struct Batch {
    /// id
    pub id: i64,
    /// stable code of the kind
    pub kind: String,
    /// the school year of its facts
    pub school_year: Option<i64>,
    /// content address of the file
    pub file_sha256: String,
    /// the name the file came with
    pub file_name: String,
    /// the sheets that were read
    pub sheet: String,
    /// `applied` or `undone`
    pub state: String,
    /// rows read
    pub rows_read: i64,
    /// values that were new
    pub created_count: i64,
    /// values that were changed
    pub changed_count: i64,
    /// values that were there already, or were left out
    pub skipped_count: i64,
    /// when
    pub applied_at: DateTime<Utc>,
    /// who
    pub applied_by: String,
    /// when it was undone
    pub undone_at: Option<DateTime<Utc>>,
    /// who undid it
    pub undone_by: Option<String>,
}

impl Batch {
    /// Whether it has been undone.
    #[must_use]
    pub fn is_undone(&self) -> bool {
        self.state == "undone"
    }
}

/// One import.
///
/// # Errors
/// When the database does not answer.
pub async fn batch(db: &mut impl Reads, id: i64) -> Result<Option<Batch>> {
    db.row(
        "SELECT id, kind, school_year, file_sha256, file_name, sheet, state, rows_read, created_count, changed_count,
             skipped_count, applied_at, applied_by, undone_at, undone_by
         FROM import_batch WHERE id = $1",
        args![id],
    )
    .await
}

/// All imports, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn batches(db: &mut impl Reads) -> Result<Vec<Batch>> {
    db.rows(
        "SELECT id, kind, school_year, file_sha256, file_name, sheet, state, rows_read, created_count, changed_count,
             skipped_count, applied_at, applied_by, undone_at, undone_by
         FROM import_batch ORDER BY applied_at DESC, id DESC",
        args![],
    )
    .await
}

/// The import of this very file, if one stands.
pub(crate) async fn applied_batch_of_file(db: &mut impl Reads, sha256: &str) -> Result<Option<i64>> {
    db.number("SELECT MAX(id) FROM import_batch WHERE file_sha256 = $1 AND state = 'applied'", args![sha256]).await
}

pub(crate) async fn insert_batch(change: &mut Change, batch: &Batch) -> Result<()> {
    change
        .execute(
            "INSERT INTO import_batch (id, kind, school_year, file_sha256, file_name, sheet, state, rows_read, created_count,
                 changed_count, skipped_count, applied_at, applied_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            args![
                batch.id,
                &batch.kind,
                batch.school_year,
                &batch.file_sha256,
                &batch.file_name,
                &batch.sheet,
                &batch.state,
                batch.rows_read,
                batch.created_count,
                batch.changed_count,
                batch.skipped_count,
                batch.applied_at,
                &batch.applied_by
            ],
        )
        .await?;
    Ok(())
}

pub(crate) async fn mark_undone(change: &mut Change, batch_id: i64) -> Result<()> {
    let (now, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "UPDATE import_batch SET state = 'undone', undone_at = $2, undone_by = $3 WHERE id = $1",
            args![batch_id, now, by],
        )
        .await?;
    Ok(())
}

static DISCREPANCIES: Bulk = Bulk {
    table: "import_discrepancy",
    columns: &[
        "id",
        "batch_id",
        "severity",
        "code",
        "sheet",
        "row_number",
        "column_name",
        "cell_text",
        "message",
        "times",
    ],
};

pub(crate) async fn insert_discrepancies(
    change: &mut Change,
    batch_id: i64,
    discrepancies: &[Discrepancy],
) -> Result<()> {
    let rows: Vec<Vec<Value>> = discrepancies
        .iter()
        .map(|one| {
            args![
                new_id(),
                batch_id,
                one.severity.code(),
                &one.code,
                &one.place.sheet,
                one.place.row,
                one.place.column.as_ref(),
                one.text.as_ref(),
                &one.message,
                i64::try_from(one.times).unwrap_or(i64::MAX)
            ]
        })
        .collect();
    change.bulk(&DISCREPANCIES, rows).await?;
    Ok(())
}

/// A discrepancy as it was kept with its import.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow, Serialize)]
pub struct KeptDiscrepancy {
    /// id
    pub id: i64,
    /// `error`, `warning` or `note`
    pub severity: String,
    /// stable code
    pub code: String,
    /// the sheet
    pub sheet: String,
    /// the row
    pub row_number: Option<i64>,
    /// the letters of the column
    pub column_name: Option<String>,
    /// what the cell has
    pub cell_text: Option<String>,
    /// the sentence
    pub message: String,
    /// how many times
    pub times: i64,
}

/// The discrepancies of an import, the worst first.
///
/// # Errors
/// When the database does not answer.
pub async fn discrepancies_of(db: &mut impl Reads, batch_id: i64) -> Result<Vec<KeptDiscrepancy>> {
    db.rows(
        "SELECT id, severity, code, sheet, row_number, column_name, cell_text, message, times
         FROM import_discrepancy WHERE batch_id = $1
         ORDER BY CASE severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END, sheet, row_number, id",
        args![batch_id],
    )
    .await
}

/// What undoing puts back.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Before {
    pub(crate) ordinal: i64,
    pub(crate) target: String,
    pub(crate) before_json: String,
    pub(crate) before_batch_id: Option<i64>,
}

static BEFORES: Bulk =
    Bulk { table: "import_before", columns: &["batch_id", "ordinal", "target", "before_json", "before_batch_id"] };

pub(crate) async fn insert_befores(change: &mut Change, batch_id: i64, befores: Vec<Before>) -> Result<()> {
    let rows = befores.into_iter().map(|before| -> [Value; 5] {
        [
            batch_id.into(),
            before.ordinal.into(),
            before.target.into(),
            before.before_json.into(),
            before.before_batch_id.into(),
        ]
    });
    change.bulk(&BEFORES, rows).await?;
    Ok(())
}

pub(crate) async fn befores_of(db: &mut impl Reads, batch_id: i64) -> Result<Vec<Before>> {
    db.rows(
        "SELECT ordinal, target, before_json, before_batch_id FROM import_before WHERE batch_id = $1 ORDER BY ordinal",
        args![batch_id],
    )
    .await
}

/// The imports, still standing, that changed values brought by this one.
pub(crate) async fn overwritten_by(db: &mut impl Reads, batch_id: i64) -> Result<Vec<Batch>> {
    db.rows(
        "SELECT b.id, b.kind, b.school_year, b.file_sha256, b.file_name, b.sheet, b.state, b.rows_read, b.created_count,
             b.changed_count, b.skipped_count, b.applied_at, b.applied_by, b.undone_at, b.undone_by
         FROM import_batch b
         WHERE b.state = 'applied' AND b.id <> $1
           AND EXISTS (SELECT 1 FROM import_before p WHERE p.batch_id = b.id AND p.before_batch_id = $1)
         ORDER BY b.applied_at",
        args![batch_id],
    )
    .await
}

pub(crate) async fn forget_names(change: &mut Change, batch_id: i64) -> Result<()> {
    change.execute("DELETE FROM name_decision WHERE batch_id = $1", args![batch_id]).await?;
    Ok(())
}
