use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, WriteTx, args, new_id};

use super::{Answers, Draft};
use crate::imports::long_table::Mapping;

/// One file that waits.
pub(crate) async fn draft(db: &mut impl Reads, id: i64) -> Result<Option<Draft>> {
    db.row(
        "SELECT id, account_id, file_sha256, file_name, school_year, mapping_json, answers_json, created_at
         FROM import_draft WHERE id = $1",
        args![id],
    )
    .await
}

/// All files that wait, the latest first.
pub(crate) async fn drafts(db: &mut impl Reads) -> Result<Vec<Draft>> {
    db.rows(
        "SELECT id, account_id, file_sha256, file_name, school_year, mapping_json, answers_json, created_at
         FROM import_draft ORDER BY created_at DESC, id DESC",
        args![],
    )
    .await
}

/// The draft of the very same content, if it waits already.
pub(crate) async fn draft_of_file(db: &mut impl Reads, sha256: &str) -> Result<Option<i64>> {
    db.number("SELECT MAX(id) FROM import_draft WHERE file_sha256 = $1", args![sha256]).await
}

pub(crate) async fn insert(change: &mut Change, draft: &Draft) -> Result<()> {
    change
        .execute(
            "INSERT INTO import_draft (id, account_id, file_sha256, file_name, school_year, mapping_json, answers_json,
                 created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                draft.id,
                draft.account_id,
                &draft.file_sha256,
                &draft.file_name,
                draft.school_year,
                &draft.mapping_json,
                &draft.answers_json,
                draft.created_at
            ],
        )
        .await?;
    Ok(())
}

pub(crate) async fn save_answers(tx: &mut WriteTx, id: i64, answers: &Answers) -> Result<()> {
    let json = serde_json::to_string(answers).expect("answers are text and numbers");
    tx.execute("UPDATE import_draft SET answers_json = $2 WHERE id = $1", args![id, json]).await?;
    Ok(())
}

pub(crate) async fn save_year(tx: &mut WriteTx, id: i64, school_year: Option<i64>) -> Result<()> {
    tx.execute("UPDATE import_draft SET school_year = $2 WHERE id = $1", args![id, school_year]).await?;
    Ok(())
}

pub(crate) async fn save_mapping(tx: &mut WriteTx, id: i64, mapping_json: &str) -> Result<()> {
    tx.execute("UPDATE import_draft SET mapping_json = $2 WHERE id = $1", args![id, mapping_json]).await?;
    Ok(())
}

/// A match of columns that a person has agreed to for an earlier file.
#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Profile {
    pub(crate) header_key: String,
    pub(crate) mapping_json: String,
}

/// The kept matches, the latest first.
pub(crate) async fn profiles(db: &mut impl Reads) -> Result<Vec<Profile>> {
    db.rows("SELECT header_key, mapping_json FROM mapping_profile ORDER BY created_at DESC, id DESC", args![]).await
}

/// Keeps a match for the next table with the same headings.
pub(crate) async fn keep_profile(
    tx: &mut WriteTx,
    header_key: &str,
    mapping: &Mapping,
    now: DateTime<Utc>,
) -> Result<()> {
    let json = mapping_json(mapping);
    tx.execute(
        "INSERT INTO mapping_profile (id, kind, name, header_key, mapping_json, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (kind, header_key) DO UPDATE SET mapping_json = excluded.mapping_json,
             created_at = excluded.created_at",
        args![new_id(), mapping.kind.code(), mapping.kind.name(), header_key, json, now],
    )
    .await?;
    Ok(())
}

/// A match as it is kept.
pub(crate) fn mapping_json(mapping: &Mapping) -> String {
    serde_json::to_string(mapping).expect("a match is text and numbers")
}

const FORGET: &str = "DELETE FROM import_draft WHERE id = $1";
/// The file goes with its draft, unless an import or another draft has the same.
const FORGET_FILE: &str = "DELETE FROM stored_file WHERE sha256 = $1
   AND NOT EXISTS (SELECT 1 FROM import_draft d WHERE d.file_sha256 = $1)
   AND NOT EXISTS (SELECT 1 FROM import_batch b WHERE b.file_sha256 = $1)";

/// Forgets a draft whose import has been told already.
pub(crate) async fn remove(tx: &mut WriteTx, draft: &Draft) -> Result<()> {
    tx.execute(FORGET, args![draft.id]).await?;
    tx.execute(FORGET_FILE, args![&draft.file_sha256]).await?;
    Ok(())
}

/// Forgets a draft that a person has put away.
pub(crate) async fn discard(change: &mut Change, draft: &Draft) -> Result<()> {
    change.execute(FORGET, args![draft.id]).await?;
    change.execute(FORGET_FILE, args![&draft.file_sha256]).await?;
    Ok(())
}
