//! Settings the school changed, as the indicator language takes them.

use std::collections::BTreeMap;

use plan::settings::simonov_weights;
use school::Exact;
use store::{Reads, Result, args};

/// Own values by the keys of the packs.
pub(crate) type Own = BTreeMap<String, Exact>;

/// Under what key the school's own value of a pack's setting is kept: for all years, or for one.
#[must_use]
pub fn setting_key(key: &str, year: Option<i64>) -> String {
    match year {
        Some(year) => format!("pack.{key}@{year}"),
        None => format!("pack.{key}"),
    }
}

/// The settings that the school changed and that hold in a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn own_settings(db: &mut impl Reads, year: i64) -> Result<Own> {
    let weights = simonov_weights(db).await?;
    let mut own: Own = [
        ("simonov.five", weights.five),
        ("simonov.four", weights.four),
        ("simonov.three", weights.three),
        ("simonov.two", weights.two),
        ("simonov.not_assessed", weights.not_assessed),
    ]
    .into_iter()
    .map(|(key, weight)| (key.to_owned(), Exact::from_integer(weight.into())))
    .collect();
    let kept: Vec<(String, String)> =
        db.rows("SELECT key, value FROM setting WHERE key LIKE 'pack.%' ORDER BY key", args![]).await?;
    for (key, value) in kept {
        let Some(number) = formula::read_exact(&value) else { continue };
        let key = key.trim_start_matches("pack.");
        match key.rsplit_once('@') {
            Some((key, of_year)) if of_year == year.to_string() => own.insert(key.to_owned(), number),
            Some(_) => None,
            None => own.insert(key.to_owned(), number),
        };
    }
    Ok(own)
}
