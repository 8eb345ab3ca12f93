//! What was read or computed, kept until something is committed.
//!
//! Every committed change adds a sentence to history, so the number of the last sentence is the version of the data. An
//! answer is kept under the version that held before it was made and still held after; under any other version it is
//! never looked at again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError};

use store::{Reads, Result, Store, args};

/// The version of the data: the number of the last sentence of history.
///
/// # Errors
/// When the database does not answer.
pub async fn data_version(db: &mut impl Reads) -> Result<i64> {
    Ok(db.number("SELECT MAX(seq) FROM happening", args![]).await?.unwrap_or(0))
}

/// How often an answer is made anew when somebody commits meanwhile.
const ATTEMPTS: usize = 3;

/// Answers by question, for the newest version of each opened database.
#[derive(Debug)]
pub struct Memory<K, V> {
    most: usize,
    kept: Mutex<HashMap<u64, Kept<K, V>>>,
}

#[derive(Debug)]
struct Kept<K, V> {
    version: i64,
    answers: HashMap<K, Arc<V>>,
}

impl<K: Eq + Hash + Clone, V> Memory<K, V> {
    /// A memory of at most `most` answers for each database; when it is full it forgets all of them.
    #[must_use]
    pub fn of_most(most: usize) -> Self {
        Self { most, kept: Mutex::default() }
    }

    /// The answer to `question` as of `version`, which the caller has read from the database: a kept one, or else what
    /// `make` makes of it.
    ///
    /// An answer is made of several readings, which count as one state only if nothing was committed meanwhile:
    /// otherwise it is made again. After a few attempts it is handed over, but not kept.
    ///
    /// # Errors
    /// When `make` fails or the database does not answer.
    pub async fn recall<E, Making>(
        &self,
        store: &Store,
        version: i64,
        question: &K,
        make: impl Fn() -> Making,
    ) -> std::result::Result<Arc<V>, E>
    where
        E: From<store::Error>,
        Making: Future<Output = std::result::Result<V, E>>,
    {
        if let Some(known) = self.known(store, version, question) {
            return Ok(known);
        }
        let (mut version, mut attempt) = (version, 1);
        loop {
            let answer = Arc::new(make().await?);
            let after = data_version(&mut store.clone()).await?;
            if after == version {
                self.keep(store, version, question, &answer);
                return Ok(answer);
            }
            if attempt == ATTEMPTS {
                return Ok(answer);
            }
            (version, attempt) = (after, attempt + 1);
        }
    }

    fn known(&self, store: &Store, version: i64, question: &K) -> Option<Arc<V>> {
        let memory = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = memory.get(&store.key()).filter(|kept| kept.version == version);
        kept.and_then(|kept| kept.answers.get(question)).cloned()
    }

    fn keep(&self, store: &Store, version: i64, question: &K, answer: &Arc<V>) {
        let mut memory = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = memory.entry(store.key()).or_insert_with(|| Kept { version, answers: HashMap::new() });
        if kept.version > version {
            return;
        }
        if kept.version < version || kept.answers.len() >= self.most {
            *kept = Kept { version, answers: HashMap::new() };
        }
        kept.answers.insert(question.clone(), Arc::clone(answer));
    }
}
