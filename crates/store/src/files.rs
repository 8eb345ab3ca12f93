use std::io::Read;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::{Error, Reads, Result, WriteTx, args};

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

/// A file longer than this is kept in parts of this size: the drivers hold a value several times over while they write
/// it.
const PART: usize = 1 << 20;

impl WriteTx {
    /// Keeps a file; the same content is kept once, under the name it first came with. Answers its address.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn put_file(&mut self, bytes: &[u8], name: &str, now: DateTime<Utc>) -> Result<String> {
        let address = digest(bytes);
        let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let whole = if bytes.len() <= PART { bytes } else { &[] };
        if self.put_head(&address, name, size, whole, now).await? && whole.len() < bytes.len() {
            for (ordinal, part) in (1_i64..).zip(bytes.chunks(PART)) {
                self.put_part(&address, ordinal, part).await?;
            }
        }
        Ok(address)
    }

    /// Keeps a long file while it is read, so that it never lies in memory whole. The caller knows its address.
    ///
    /// # Errors
    /// When the file cannot be read any more, is not what the address says, or the database refuses.
    pub async fn put_file_from(
        &mut self,
        mut source: impl Read + Send,
        address: &str,
        name: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        if head(self, address).await?.is_some() {
            return Ok(());
        }
        self.put_head(address, name, 0, &[], now).await?;
        let (mut hasher, mut size) = (Sha256::new(), 0_i64);
        let mut part = Vec::with_capacity(PART);
        for ordinal in 1_i64.. {
            part.clear();
            let read = source.by_ref().take(PART as u64).read_to_end(&mut part);
            let read = read.map_err(|cause| Error::new(format!("reading {name}"), cause))?;
            if read == 0 {
                break;
            }
            hasher.update(&part);
            size += i64::try_from(read).unwrap_or(i64::MAX);
            self.put_part(address, ordinal, &part).await?;
        }
        if hex(&hasher.finalize()) != address {
            let cause = std::io::Error::other("the content is not what its address says");
            return Err(Error::new(format!("reading {name}"), cause));
        }
        self.execute("UPDATE stored_file SET size = $2 WHERE sha256 = $1", args![address, size]).await?;
        Ok(())
    }

    /// Answers whether the file is new.
    async fn put_head(
        &mut self,
        address: &str,
        name: &str,
        size: i64,
        content: &[u8],
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let added = self
            .execute(
                "INSERT INTO stored_file (sha256, name, size, content, stored_at) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (sha256) DO NOTHING",
                args![address, name, size, content, now],
            )
            .await?;
        Ok(added > 0)
    }

    async fn put_part(&mut self, address: &str, ordinal: i64, part: &[u8]) -> Result<()> {
        self.execute(
            "INSERT INTO stored_file_part (sha256, ordinal, content) VALUES ($1, $2, $3)",
            args![address, ordinal, part],
        )
        .await?;
        Ok(())
    }
}

/// The content of a kept file.
///
/// # Errors
/// When the database does not answer.
pub async fn content(db: &mut impl Reads, sha256: &str) -> Result<Option<Vec<u8>>> {
    let row =
        db.row::<(i64, Vec<u8>)>("SELECT size, content FROM stored_file WHERE sha256 = $1", args![sha256]).await?;
    let Some((size, mut content)) = row else {
        return Ok(None);
    };
    let size = usize::try_from(size).unwrap_or(0);
    if content.len() < size {
        content.reserve_exact(size);
        for ordinal in 1_i64.. {
            let part = db
                .row::<(Vec<u8>,)>(
                    "SELECT content FROM stored_file_part WHERE sha256 = $1 AND ordinal = $2",
                    args![sha256, ordinal],
                )
                .await?;
            let Some((part,)) = part else { break };
            content.extend(part);
        }
    }
    Ok(Some(content))
}

/// What is known of a kept file.
///
/// # Errors
/// When the database does not answer.
pub async fn head(db: &mut impl Reads, sha256: &str) -> Result<Option<FileHead>> {
    db.row("SELECT sha256, name, size, stored_at FROM stored_file WHERE sha256 = $1", args![sha256]).await
}
