//! Outcomes for machines: what `vsoko indicators --json` prints.

use std::collections::BTreeMap;

use formula::Outcome;
use school::ru;
use serde::Serialize;

use super::catalogue;

/// One outcome for machines. Numbers are exact: a reduced fraction, and six decimals for reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct IndicatorRow {
    /// code of the indicator
    pub code: String,
    /// its name
    pub name: String,
    /// `share`, `people_share`, `people`, `points`, `index`, `mark`, …
    pub unit: &'static str,
    /// `value`, `zero`, `absent`, `not_applicable`
    pub state: &'static str,
    /// of the reduced fraction
    pub numerator: Option<i128>,
    /// of the reduced fraction
    pub denominator: Option<i128>,
    /// with a point and six places, rounded half up
    pub decimal: Option<String>,
    /// of a share: how many
    pub part: Option<i64>,
    /// of a share: out of how many
    pub whole: Option<i64>,
    /// size of the base
    pub n: Option<i64>,
    /// why there is no value
    pub reason: Option<String>,
    /// the group, by the names of dimensions
    pub by: BTreeMap<&'static str, Option<String>>,
}

/// Outcomes for machines, in the order of `outcomes`.
#[must_use]
pub fn indicator_rows(outcomes: &[Outcome]) -> Vec<IndicatorRow> {
    outcomes.iter().map(row).collect()
}

fn row(outcome: &Outcome) -> IndicatorRow {
    let indicator = catalogue().indicator(&outcome.code);
    let value = outcome.value();
    IndicatorRow {
        code: outcome.code.clone(),
        name: indicator.map(|indicator| indicator.name.clone()).unwrap_or_default(),
        unit: indicator.map_or("", |indicator| indicator.unit.code()),
        state: outcome.state.code(),
        numerator: value.map(|value| *value.numer()),
        denominator: value.map(|value| *value.denom()),
        decimal: value.map(|value| ru::decimal_point(&value, 6)),
        part: outcome.part(),
        whole: outcome.whole(),
        n: outcome.n(),
        reason: outcome.state.why().map(formula::Why::say),
        by: outcome.by.iter().map(|(dimension, value)| (dimension.code(), value.clone())).collect(),
    }
}
