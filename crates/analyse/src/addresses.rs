//! Addresses of this stage's pages that other places link to.

use formula::{Dimension, Group};
use web::url;

/// The explain sheet of an indicator for a group.
#[must_use]
pub fn explain(code: &str, group: &Group) -> String {
    with_group(&format!("/analyse/explain/{}", url::encode(code)), group, &[])
}

/// The same for a school year that need not be the picked one.
#[must_use]
pub fn explain_in(year: i64, code: &str, group: &Group) -> String {
    url::with_query(&explain(code, group), &[("year", &year.to_string())])
}

/// The rows behind a number.
#[must_use]
pub fn rows(code: &str, group: &Group, part: &str) -> String {
    with_group(&format!("/analyse/rows/{}", url::encode(code)), group, &[("part", part)])
}

fn with_group(path: &str, group: &Group, more: &[(&'static str, &str)]) -> String {
    let mut pairs: Vec<(&str, &str)> = more.to_vec();
    for dimension in Dimension::ALL {
        let value = group.iter().find(|(known, _)| *known == dimension).and_then(|(_, value)| value.as_deref());
        pairs.extend(value.map(|value| (dimension.code(), value)));
    }
    url::with_query(path, &pairs)
}

/// The page of a problem zone.
#[must_use]
pub fn zone(id: i64) -> String {
    format!("/analyse/problems/{id}")
}
