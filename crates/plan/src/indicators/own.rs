//! The school's own values: of settings of the packs and of thresholds that are local norms.

use std::collections::BTreeMap;

use formula::Exact;
use store::{Reads, Result, args};

use crate::settings::simonov_weights;

/// The five weights are kept together ([`simonov_weights`]) and not one by one.
pub(super) const SIMONOV: [&str; 5] =
    ["simonov.five", "simonov.four", "simonov.three", "simonov.two", "simonov.not_assessed"];

/// Under what key the school's own value of a pack's setting is kept: for all years, or for one.
#[must_use]
pub fn setting_key(key: &str, year: Option<i64>) -> String {
    match year {
        Some(year) => format!("pack.{key}@{year}"),
        None => format!("pack.{key}"),
    }
}

/// Under what key the school's own threshold of a rule is kept.
#[must_use]
pub fn threshold_key(rule: &str) -> String {
    format!("rule.{rule}")
}

/// The settings of the packs that hold in a school year instead of what the packs say.
///
/// # Errors
/// When the database does not answer.
pub async fn own_settings(db: &mut impl Reads, year: i64) -> Result<BTreeMap<String, Exact>> {
    let weights = simonov_weights(db).await?;
    let weights = [weights.five, weights.four, weights.three, weights.two, weights.not_assessed];
    let mut own: BTreeMap<String, Exact> = SIMONOV
        .into_iter()
        .zip(weights)
        .map(|(key, weight)| (key.to_owned(), Exact::from_integer(weight.into())))
        .collect();
    for (key, value) in kept(db, "pack.%").await? {
        let key = key.trim_start_matches("pack.");
        match key.rsplit_once('@') {
            Some((key, of_year)) if of_year == year.to_string() => own.insert(key.to_owned(), value),
            Some(_) => None,
            None => own.insert(key.to_owned(), value),
        };
    }
    Ok(own)
}

/// The thresholds of rules that hold instead of what the packs say, by code of the rule.
///
/// # Errors
/// When the database does not answer.
pub async fn own_thresholds(db: &mut impl Reads) -> Result<BTreeMap<String, Exact>> {
    let kept = kept(db, "rule.%").await?;
    Ok(kept.into_iter().map(|(key, value)| (key.trim_start_matches("rule.").to_owned(), value)).collect())
}

async fn kept(db: &mut impl Reads, like: &str) -> Result<Vec<(String, Exact)>> {
    let rows: Vec<(String, String)> =
        db.rows("SELECT key, value FROM setting WHERE key LIKE $1 ORDER BY key", args![like]).await?;
    let value = |(key, text): (String, String)| Some((key, formula::read_exact(&text)?));
    Ok(rows.into_iter().filter_map(value).collect())
}
