use chrono::{DateTime, SubsecRound, Utc};
use sha2::{Digest, Sha256};
use store::{Reads, Result, WriteTx, args};

use crate::{Actor, Artefact};

/// One sentence of history.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Entry {
    /// 1, 2, 3 … without gaps
    pub seq: i64,
    /// when
    pub happened_at: DateTime<Utc>,
    /// whose account, if anyone's
    pub actor_account_id: Option<i64>,
    /// who, as they were called then
    pub actor_name: String,
    /// a stable word for programs
    pub kind: String,
    /// the kind of artefact it happened to
    pub subject_kind: String,
    /// which artefact
    pub subject_id: i64,
    /// the Russian sentence
    pub sentence: String,
    /// the hash of the entry before; empty for the first
    pub previous_hash: String,
    /// the hash of this entry, hexadecimal SHA-256
    pub hash: String,
}

/// Where the chain is broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainFault {
    /// the first entry that does not fit
    pub seq: i64,
}

pub(crate) struct NewEntry {
    pub(crate) at: DateTime<Utc>,
    pub(crate) actor: Actor,
    pub(crate) kind: &'static str,
    pub(crate) subject: Artefact,
    pub(crate) sentence: String,
}

const COLUMNS_OF_LAST: &str =
    "SELECT seq, happened_at, actor_account_id, actor_name, kind, subject_kind, subject_id, sentence,
    previous_hash, hash FROM happening ORDER BY seq DESC LIMIT 1";

pub(crate) async fn append(tx: &mut WriteTx, new: NewEntry) -> Result<()> {
    let last = tx.row::<Entry>(COLUMNS_OF_LAST, args![]).await?;
    let (seq, previous_hash) = last.map_or((1, String::new()), |last| (last.seq + 1, last.hash));
    let mut entry = Entry {
        seq,
        // PostgreSQL keeps microseconds: what is hashed must be what is read back.
        happened_at: new.at.trunc_subsecs(6),
        actor_account_id: new.actor.account_id,
        actor_name: new.actor.name,
        kind: new.kind.to_owned(),
        subject_kind: new.subject.kind.to_owned(),
        subject_id: new.subject.id,
        sentence: new.sentence,
        previous_hash,
        hash: String::new(),
    };
    entry.hash = entry.computed_hash();
    tx.execute(
        "INSERT INTO happening (seq, happened_at, actor_account_id, actor_name, kind, subject_kind, subject_id, sentence,
            previous_hash, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        args![
            entry.seq,
            entry.happened_at,
            entry.actor_account_id,
            entry.actor_name,
            entry.kind,
            entry.subject_kind,
            entry.subject_id,
            entry.sentence,
            entry.previous_hash,
            entry.hash
        ],
    )
    .await?;
    Ok(())
}

impl Entry {
    /// SHA-256 over all fields, each with its length before it, so that no two different entries read the same.
    fn computed_hash(&self) -> String {
        let mut hasher = Sha256::new();
        let fields = [
            self.seq.to_string(),
            self.happened_at.timestamp_micros().to_string(),
            self.actor_account_id.map_or_else(String::new, |id| id.to_string()),
            self.actor_name.clone(),
            self.kind.clone(),
            self.subject_kind.clone(),
            self.subject_id.to_string(),
            self.sentence.clone(),
            self.previous_hash.clone(),
        ];
        for field in fields {
            hasher.update(field.len().to_le_bytes());
            hasher.update(field.as_bytes());
        }
        hasher.finalize().iter().fold(String::with_capacity(64), |text, byte| text + &format!("{byte:02x}"))
    }
}

/// One page of history, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn entries(db: &mut impl Reads, offset: i64, limit: i64) -> Result<Vec<Entry>> {
    db.rows(
        "SELECT seq, happened_at, actor_account_id, actor_name, kind, subject_kind, subject_id, sentence, previous_hash, hash
         FROM happening ORDER BY seq DESC LIMIT $1 OFFSET $2",
        args![limit, offset],
    )
    .await
}

/// The fingerprint of history: the hash of its last sentence. Kept elsewhere, it shows later that nothing was cut off.
///
/// # Errors
/// When the database does not answer.
pub async fn head(db: &mut impl Reads) -> Result<Option<String>> {
    Ok(entries(db, 0, 1).await?.into_iter().next().map(|last| last.hash))
}

/// Whether history has a sentence with this hash.
///
/// # Errors
/// When the database does not answer.
pub async fn was_said(db: &mut impl Reads, hash: &str) -> Result<bool> {
    let found = db.number("SELECT COUNT(*) FROM happening WHERE hash = $1", args![hash]).await?;
    Ok(found.is_some_and(|times| times > 0))
}

/// How many sentences history has.
///
/// # Errors
/// When the database does not answer.
pub async fn entry_count(db: &mut impl Reads) -> Result<i64> {
    Ok(db.number("SELECT COUNT(*) FROM happening", args![]).await?.unwrap_or(0))
}

/// Everything said about one artefact, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn entries_about(db: &mut impl Reads, subject: Artefact) -> Result<Vec<Entry>> {
    db.rows(
        "SELECT seq, happened_at, actor_account_id, actor_name, kind, subject_kind, subject_id, sentence, previous_hash, hash
         FROM happening WHERE subject_kind = $1 AND subject_id = $2 ORDER BY seq",
        args![subject.kind, subject.id],
    )
    .await
}

/// Recomputes the whole chain. `Ok(Ok(n))`: all `n` entries fit together.
///
/// # Errors
/// When the database does not answer.
pub async fn verify_chain(db: &mut impl Reads) -> Result<std::result::Result<i64, ChainFault>> {
    let (mut previous, mut count) = (String::new(), 0);
    loop {
        let page: Vec<Entry> = db
            .rows(
                "SELECT seq, happened_at, actor_account_id, actor_name, kind, subject_kind, subject_id, sentence,
                 previous_hash, hash FROM happening WHERE seq > $1 ORDER BY seq LIMIT 1000",
                args![count],
            )
            .await?;
        if page.is_empty() {
            return Ok(Ok(count));
        }
        for entry in page {
            let fits = entry.seq == count + 1 && entry.previous_hash == previous && entry.hash == entry.computed_hash();
            if !fits {
                return Ok(Err(ChainFault { seq: count + 1 }));
            }
            (previous, count) = (entry.hash, entry.seq);
        }
    }
}
