//! What the checker looks at: everything as plain values, read once.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::coverage::ClassFact;
use super::rulebook::{KnownIndicator, VprWindow};
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
    /// the days of the national tests as the school has entered them
    pub vpr_windows: Vec<VprWindow>,
    /// at which lessons works are written, by procedure
    pub lessons: BTreeMap<i64, WorkLesson>,
    /// hours of the curriculum by subject and year group
    pub hours: BTreeMap<(i64, u8), i64>,
}

/// When in the day a work is written, as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkLesson {
    /// at which lesson
    pub lesson: Option<i64>,
    /// how many lessons there are on that day
    pub lessons_that_day: Option<i64>,
    /// how many lessons the work takes
    pub takes: i64,
}

impl Default for WorkLesson {
    fn default() -> Self {
        Self { lesson: None, lessons_that_day: None, takes: 1 }
    }
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
    /// the page where it can be put right
    pub href: String,
}

impl Place {
    /// An artefact with a page.
    #[must_use]
    pub fn of(kind: &'static str, id: i64, label: impl Into<String>) -> Self {
        let base = crate::artefacts().into_iter().find(|known| known.kind == kind).map_or("", |known| known.href);
        let href = if base.is_empty() { String::new() } else { format!("{base}{id}") };
        Self { kind, id, key: format!("{kind}:{id}"), label: label.into(), href }
    }

    /// Something without a page of its own, that is put right at `href`.
    #[must_use]
    pub fn named(key: impl Into<String>, label: impl Into<String>, href: &str) -> Self {
        Self { kind: "", id: 0, key: key.into(), label: label.into(), href: href.to_owned() }
    }

    /// The same place as far as one of several things found there: each is accepted by itself, whatever becomes of the
    /// others.
    #[must_use]
    pub fn about(mut self, what: impl std::fmt::Display) -> Self {
        self.key = format!("{}:{what}", self.key);
        self
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
    /// the key of the place under which it is kept
    pub place: String,
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
