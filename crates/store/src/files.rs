use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::{Reads, Result, WriteTx, args};

/// What is known of a kept file without reading it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct FileHead {
    /// content address: SHA-256 in lower-case hexadecimal
    pub sha256: String,
    /// the name under which it first came
    pub name: String,
    /// bytes
    pub size: i64,
    /// when it first came
    pub stored_at: DateTime<Utc>,
}

/// The content address of `bytes`: SHA-256 in lower-case hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string does not fail");
        text
    })
}

impl WriteTx {
    /// Keeps a file; the same content is kept once, under the name it first came with. Answers its address.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_file(
        &mut self,
        bytes: &[u8],
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<String> {
        let address = digest(bytes);
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        self.execute(
            "INSERT INTO stored_file (sha256, name, size, content, stored_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (sha256) DO NOTHING",
            args![&address, name, size, bytes, now],
        )
        .await?;
        Ok(address)
    }
}

/// The content of a kept file.
///
/// # Errors
/// When the database does not answer.
pub async fn content(db: &mut impl Reads, sha256: &str) -> Result<Option<Vec<u8>>> {
    let row = db
        .row::<(Vec<u8>,)>(
            "SELECT content FROM stored_file WHERE sha256 = $1",
            args![sha256],
        )
        .await?;
    Ok(row.map(|row| row.0))
}

/// What is known of a kept file.
///
/// # Errors
/// When the database does not answer.
pub async fn head(db: &mut impl Reads, sha256: &str) -> Result<Option<FileHead>> {
    db.row(
        "SELECT sha256, name, size, stored_at FROM stored_file WHERE sha256 = $1",
        args![sha256],
    )
    .await
}
