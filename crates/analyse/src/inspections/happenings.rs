//! What history says about inspections.

use ledger::{Artefact, Happening};

use super::inspection::Inspection;
use super::{artefact, labels};

/// Something happened to an inspection or its report.
pub struct InspectionHappened {
    id: i64,
    kind: &'static str,
    sentence: String,
}

impl InspectionHappened {
    fn new(one: &Inspection, kind: &'static str, what: &str) -> Self {
        Self { id: one.id, kind, sentence: labels::happened(what, &one.title) }
    }

    /// It was begun.
    #[must_use]
    pub fn started(one: &Inspection) -> Self {
        Self::new(one, "inspection.started", labels::STARTED)
    }

    /// Its plan was changed.
    #[must_use]
    pub fn changed(one: &Inspection) -> Self {
        Self::new(one, "inspection.changed", labels::CHANGED)
    }

    /// It was thrown away.
    #[must_use]
    pub fn removed(one: &Inspection) -> Self {
        Self::new(one, "inspection.removed", labels::REMOVED_SENTENCE)
    }

    pub(super) fn step(one: &Inspection, task: &str, what: &str) -> Self {
        Self { id: one.id, kind: "inspection.step", sentence: labels::step_happened(what, task, &one.title) }
    }

    /// Its report was signed.
    #[must_use]
    pub fn signed(one: &Inspection) -> Self {
        Self::report(one, "inspection_report.signed", labels::SIGNED_SENTENCE)
    }

    pub(super) fn report(one: &Inspection, kind: &'static str, what: &str) -> Self {
        Self { id: one.id, kind, sentence: labels::report_happened(what, &one.title) }
    }
}

impl Happening for InspectionHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        artefact(self.id)
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
