//! What the checker looks at: everything as plain values, read once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::coverage::ClassFact;
use super::rulebook::KnownIndicator;
use super::{Element, ModelLink, Severity};
use crate::calendar::Procedure;

/// A local act as far as the checker needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActFact {
    /// id
    pub id: i64,
    /// title
    pub title: String,
    /// whether it was approved and nothing replaced it
    pub is_approved: bool,
    /// the last day on which it is in force
    pub valid_until: Option<NaiveDate>,
}

/// The model, the cyclogram of a year, and what belongs to them.
#[derive(Debug, Clone)]
pub struct ModelFacts {
    /// the school year
    pub school_year: i64,
    /// the day of the check
    pub today: NaiveDate,
    /// the cyclogram
    pub procedures: Vec<Procedure>,
    /// the registers
    pub elements: Vec<Element>,
    /// the links of the elements
    pub links: Vec<ModelLink>,
    /// procedures of other years that elements are linked with, and that exist
    pub older_procedures: Vec<i64>,
    /// bodies that exist
    pub bodies: Vec<i64>,
    /// local acts
    pub acts: Vec<ActFact>,
    /// indicators that packs define
    pub indicators: Vec<KnownIndicator>,
    /// staff: id and name as papers write it
    pub staff: Vec<(i64, String)>,
    /// the classes of the year
    pub classes: Vec<ClassFact>,
    /// names of subjects
    pub subjects: BTreeMap<i64, String>,
}

/// Where something was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// the kind of artefact, if it is one that has a page
    pub kind: &'static str,
    /// its id
    pub id: i64,
    /// what tells places apart for programs
    pub key: String,
    /// what the place is called
    pub label: String,
}

impl Place {
    /// An artefact with a page.
    #[must_use]
    pub fn of(kind: &'static str, id: i64, label: impl Into<String>) -> Self {
        Self { kind, id, key: format!("{kind}:{id}"), label: label.into() }
    }

    /// Something without a page of its own.
    #[must_use]
    pub fn named(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { kind: "", id: 0, key: key.into(), label: label.into() }
    }
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// the rule's code
    pub rule: &'static str,
    /// where
    pub place: Place,
    /// what, in a sentence
    pub message: String,
}

impl Found {
    pub(crate) fn new(rule: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self { rule, place, message: message.into() }
    }
}

/// A finding that somebody has accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// why
    pub reason: String,
    /// by whom
    pub by: String,
    /// when
    pub on: NaiveDate,
}

/// A finding of the checker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// the rule's code
    pub rule: String,
    /// how bad it is
    pub severity: Severity,
    /// where
    pub place: Place,
    /// what, in a sentence
    pub message: String,
    /// the acceptance, if somebody has accepted just this
    pub accepted: Option<Accepted>,
}
