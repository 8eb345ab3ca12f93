//! A scan being built.

use crate::schema::Dimension;

use super::Scan;
use super::sql::Params;

/// How the columns of coarser groups are made from finer ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Merge {
    Sum,
    Min,
    Max,
}

/// What a scan delivers after its dimensions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Counts and sums; the first column is the number of rows.
    Sums,
    /// Counts of distinct values, for one breakdown only.
    Distinct(Vec<Dimension>),
    /// A value and how often it occurs.
    Values { value: String, filter: String },
}

/// A scan being built.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) kind: Kind,
    pub(super) offset: i64,
    pub(super) dimensions: Vec<Dimension>,
    /// The term that stands for the whole when results are not broken down by term.
    pub(super) only_term: Option<&'static str>,
    /// Whether its groups are those of the results: rows of the asked year within the asked limits.
    pub(super) makes_groups: bool,
    pub(super) columns: Vec<(String, Merge)>,
    pub(super) dimension_columns: Vec<&'static str>,
    pub(super) from: String,
    pub(super) limits: Vec<String>,
    pub(super) params: Params,
}

impl Draft {
    /// The finished SELECT.
    pub(super) fn into_scan(self) -> Scan {
        let is_values = matches!(self.kind, Kind::Values { .. });
        let dimensions = self.dimension_columns.iter().map(|column| format!("p.{column}"));
        let mut groups: Vec<String> = dimensions.clone().collect();
        let mut select: Vec<String> = dimensions.collect();
        for (at, (column, _)) in self.columns.iter().enumerate() {
            select.push(format!("CAST({column} AS BIGINT)"));
            if is_values && at == 0 {
                groups.push(column.clone());
            }
        }
        let mut sql = format!("SELECT {} FROM {}", select.join(", "), self.from);
        if !self.limits.is_empty() {
            sql = format!("{sql} WHERE {}", self.limits.join(" AND "));
        }
        if !groups.is_empty() {
            sql = format!("{sql} GROUP BY {}", groups.join(", "));
        }
        Scan { sql, params: self.params.into_values() }
    }
}
