use std::collections::HashMap;

use school::name_key;

use super::queries::{Alias, Subject};

/// Finds a subject by any name it is known under; for reading files.
#[derive(Debug, Clone, Default)]
pub struct SubjectIndex(HashMap<String, i64>);

impl SubjectIndex {
    /// An index of these subjects and aliases. A subject's own name wins over another's alias.
    #[must_use]
    pub fn new(subjects: &[Subject], aliases: &[Alias]) -> Self {
        let aliases = aliases.iter().map(|alias| (alias.alias_key.clone(), alias.subject_id));
        let names = subjects.iter().map(|subject| (subject.name_key.clone(), subject.id));
        Self(aliases.chain(names).collect())
    }

    /// The subject of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<i64> {
        self.0.get(&name_key(name)).copied()
    }
}
