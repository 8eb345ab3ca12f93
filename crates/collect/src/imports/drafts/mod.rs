//! Files between their upload and the decision about them: the bytes are kept, the answers are collected, no fact is
//! written.

mod kept;
pub(crate) mod queries;

use chrono::{DateTime, Utc};
use ledger::{Artefact, Happening};
use serde::{Deserialize, Serialize};

use super::finding::Decisions;

pub use kept::KeptMappings;

/// A file that waits for a decision.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Draft {
    pub(crate) id: i64,
    pub(crate) account_id: Option<i64>,
    pub(crate) file_sha256: String,
    pub(crate) file_name: String,
    pub(crate) school_year: Option<i64>,
    /// how the columns of a long table are matched; empty until a person has agreed
    pub(crate) mapping_json: String,
    pub(crate) answers_json: String,
    pub(crate) created_at: DateTime<Utc>,
}

/// What a person has said about a file so far.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Answers {
    #[serde(default)]
    pub(crate) create_missing: bool,
    #[serde(default)]
    pub(crate) decisions: Decisions,
}

impl Draft {
    /// The answers given so far; what cannot be read any more has not been answered.
    pub(crate) fn answers(&self) -> Answers {
        serde_json::from_str(&self.answers_json).unwrap_or_default()
    }

    /// What the reading of the file depends on.
    pub(crate) fn reading(&self) -> String {
        format!("{}\n{}", self.file_sha256, self.mapping_json)
    }

    /// Everything that the outcome depends on, except the school.
    pub(crate) fn fingerprint(&self) -> String {
        let Self { file_sha256, school_year, mapping_json, answers_json, .. } = self;
        format!("{file_sha256}\n{school_year:?}\n{mapping_json}\n{answers_json}")
    }
}

/// History: what became of an uploaded file.
pub(crate) struct DraftHappened {
    pub(crate) id: i64,
    pub(crate) kind: &'static str,
    pub(crate) sentence: String,
}

impl Happening for DraftHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn subject(&self) -> Artefact {
        Artefact { kind: "import_draft", id: self.id }
    }

    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
