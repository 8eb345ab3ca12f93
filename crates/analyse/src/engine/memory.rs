//! What was computed, kept until something is committed.
//!
//! Every committed change adds a sentence to history, so the number of the last sentence is the version of the data. An
//! answer is kept under the version that held before it was computed and still held after; under any other version it
//! is never looked at again.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use store::{Reads, Result, Store, args};

use super::{Asked, Computed};

/// The most answers kept for one database.
const MOST: usize = 400;

#[derive(Default)]
struct Kept {
    version: i64,
    answers: HashMap<Asked, Arc<Computed>>,
}

static MEMORY: LazyLock<Mutex<HashMap<u64, Kept>>> = LazyLock::new(Mutex::default);

/// The version of the data: the number of the last sentence of history.
///
/// # Errors
/// When the database does not answer.
pub async fn data_version(db: &mut impl Reads) -> Result<i64> {
    Ok(db.number("SELECT MAX(seq) FROM happening", args![]).await?.unwrap_or(0))
}

pub(super) fn recall(store: &Store, version: i64, asked: &Asked) -> Option<Arc<Computed>> {
    let memory = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    memory.get(&store.key()).filter(|kept| kept.version == version).and_then(|kept| kept.answers.get(asked)).cloned()
}

pub(super) fn remember(store: &Store, version: i64, asked: &Asked, computed: &Arc<Computed>) {
    let mut memory = MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = memory.entry(store.key()).or_default();
    if kept.version > version {
        return;
    }
    if kept.version < version || kept.answers.len() >= MOST {
        *kept = Kept { version, answers: HashMap::new() };
    }
    kept.answers.insert(asked.clone(), Arc::clone(computed));
}
