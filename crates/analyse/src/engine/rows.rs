//! Outcomes for machines: what `vsoko indicators --json` prints.

use std::collections::BTreeMap;

use formula::Outcome;
use school::ru;
use serde::{Serialize, Serializer};

use super::catalogue;

/// Places after the point in `decimal`.
const PLACES: u8 = 6;

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
    /// of the reduced fraction; beyond 64 bits as text
    #[serde(serialize_with = "exact")]
    pub numerator: Option<i128>,
    /// of the reduced fraction; beyond 64 bits as text
    #[serde(serialize_with = "exact")]
    pub denominator: Option<i128>,
    /// with a point and six places, rounded half up
    pub decimal: Option<String>,
    /// of a share: how many
    pub part: Option<i64>,
    /// of a share: out of how many
    pub whole: Option<i64>,
    /// size of the base
    pub n: Option<i64>,
    /// a stable word for why there is no value: `empty_base`, `no_data`, …
    pub reason: Option<&'static str>,
    /// the same in a Russian sentence
    pub why: Option<String>,
    /// the group, by the names of dimensions
    pub by: BTreeMap<&'static str, Option<String>>,
}

#[expect(clippy::ref_option, reason = "the signature that serde asks for")]
fn exact<S: Serializer>(number: &Option<i128>, to: S) -> Result<S::Ok, S::Error> {
    match number.map(|number| i64::try_from(number).map_err(|_| number)) {
        None => to.serialize_none(),
        Some(Ok(fitting)) => to.serialize_i64(fitting),
        Some(Err(large)) => to.collect_str(&large),
    }
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
        decimal: value.map(|value| ru::decimal_point(&value, PLACES)),
        part: outcome.part(),
        whole: outcome.whole(),
        n: outcome.n(),
        reason: outcome.state.why().map(formula::Why::key),
        why: outcome.state.why().map(formula::Why::say),
        by: outcome.by.iter().map(|(dimension, value)| (dimension.code(), value.clone())).collect(),
    }
}
