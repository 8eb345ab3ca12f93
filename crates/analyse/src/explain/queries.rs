//! SQL of the explain sheet.

use std::collections::{BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use formula::{Grid, Scan, Which};
use store::{Assembled, Reads, Result, args};

use crate::engine;

/// A file that rows came from.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct SourceFile {
    /// import batch
    pub batch_id: i64,
    /// name of the file
    pub file_name: String,
    /// its sheet
    pub sheet: String,
    /// address of its content
    pub file_sha256: String,
    /// when it was loaded
    pub applied_at: DateTime<Utc>,
    /// who loaded it
    pub applied_by: String,
}

impl SourceFile {
    /// The first signs of the content's address, enough to compare by eye.
    #[must_use]
    pub fn short_digest(&self) -> &str {
        self.file_sha256.get(..12).unwrap_or(&self.file_sha256)
    }
}

/// The files an indicator is made of, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn source_files(db: &mut impl Reads, code: &str, request: &formula::Request) -> Result<Vec<SourceFile>> {
    Ok(files_behind(db, code, request).await?.0)
}

/// The files an indicator is made of, and whether they are those of exactly its rows: marks know their file, but a pupil
/// stands for many marks of many files, so there it is all files that the indicator reads.
pub(super) async fn files_behind(
    db: &mut impl Reads,
    code: &str,
    request: &formula::Request,
) -> Result<(Vec<SourceFile>, bool)> {
    let catalogue = engine::catalogue();
    let is_of_students = |words: &str| ["students", "student_terms"].iter().any(|name| words.contains(name));
    let reads_students = catalogue.indicator(code).is_some_and(|indicator| is_of_students(&indicator.formula));
    let drill = catalogue.drill(code, Which::Base, request, (0, 0)).ok().filter(|_| !reads_students);
    let of_rows = drill.and_then(|drill| drill.sources);
    let are_of_rows = of_rows.is_some();
    let scans = of_rows.map_or_else(|| catalogue.batches(code, request), |scan| vec![scan]);
    let mut ids = BTreeSet::new();
    for scan in scans {
        ids.extend(grid(db, &scan).await?.iter().filter_map(|row| match row.first() {
            Some(formula::Cell::Int(id)) => Some(*id),
            _ => None,
        }));
    }
    let mut files: Vec<SourceFile> =
        batches(db).await?.into_iter().filter(|file| ids.contains(&file.batch_id)).collect();
    files.sort_by_key(|file| std::cmp::Reverse((file.applied_at, file.batch_id)));
    Ok((files, are_of_rows))
}

/// All batches by id: a school has some hundreds of them.
pub(super) async fn files_by_batch(db: &mut impl Reads) -> Result<HashMap<i64, SourceFile>> {
    Ok(batches(db).await?.into_iter().map(|file| (file.batch_id, file)).collect())
}

async fn batches(db: &mut impl Reads) -> Result<Vec<SourceFile>> {
    db.rows(
        "SELECT id AS batch_id, file_name, sheet, file_sha256, applied_at, applied_by FROM import_batch ORDER BY id",
        args![],
    )
    .await
}

/// Runs a SELECT that the language put together from the names of its schema.
pub(super) async fn grid(db: &mut impl Reads, scan: &Scan) -> Result<Grid> {
    let sql = Assembled::from_schema_names(scan.sql.clone());
    Ok(engine::cells(db.grid(&sql, engine::values(&scan.params)).await?))
}
