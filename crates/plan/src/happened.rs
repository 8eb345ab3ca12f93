use ledger::{Artefact, Happening};

/// History: something in the plan was changed.
pub(crate) struct PlanHappened {
    /// a stable word for programs
    pub(crate) kind: &'static str,
    /// what it happened to
    pub(crate) subject: Artefact,
    /// the sentence
    pub(crate) sentence: String,
}

impl Happening for PlanHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        self.subject
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
