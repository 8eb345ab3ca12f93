//! From indicators to scans, from grids to outcomes.
//!
//! All formulas over one population share one grouped scan at the finest breakdown asked for; coarser breakdowns are
//! rolled up here, because counts and sums add up. Only counts of distinct values and medians have scans of their own.

mod compile;
mod cube;
mod draft;
mod evaluate;
mod groups;
mod node;
mod planner;
mod scans;
pub(crate) mod sql;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::exact::Exact;
use crate::schema::Dimension;

pub use planner::{CheckOutcome, Plan};

/// Whose rows are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole school.
    Whole,
    /// What a member of staff may see.
    Staff(i64),
}

/// What results are asked for.
#[derive(Clone, Debug)]
pub struct Request {
    /// School year, by its start.
    pub year: i64,
    /// The date on which people are counted.
    pub as_of: NaiveDate,
    /// Terms; when none is named, each population takes its own usual term (the year).
    pub terms: Vec<String>,
    /// Only groups with these values.
    pub filters: Vec<(Dimension, String)>,
    /// Whose rows.
    pub scope: Scope,
    /// Settings the school changed.
    pub settings: BTreeMap<String, Exact>,
}

impl Request {
    /// The whole school for a year as of a date.
    #[must_use]
    pub fn whole(year: i64, as_of: NaiveDate) -> Self {
        Self { year, as_of, terms: Vec::new(), filters: Vec::new(), scope: Scope::Whole, settings: BTreeMap::new() }
    }

    /// Limited to a term.
    #[must_use]
    pub fn term(mut self, term: impl Into<String>) -> Self {
        self.terms.push(term.into());
        self
    }

    /// Limited to a group.
    #[must_use]
    pub fn only(mut self, dimension: Dimension, value: impl Into<String>) -> Self {
        self.filters.push((dimension, value.into()));
        self
    }
}

/// A parameter of a scan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Param {
    /// BIGINT.
    Int(i64),
    /// TEXT.
    Text(String),
    /// DATE.
    Date(NaiveDate),
}

/// A cell of a grid that SQL delivered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A text.
    Text(String),
}

/// Rows that SQL delivered.
pub type Grid = Vec<Vec<Cell>>;

/// One SELECT to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scan {
    /// The text, the same for both databases; made of the schema's names and numbered parameters only.
    pub sql: String,
    /// The parameters `$1`, `$2`, ….
    pub params: Vec<Param>,
}
