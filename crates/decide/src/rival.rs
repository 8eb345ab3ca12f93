//! Two people writing one draft: the second is shown what the first has saved meanwhile, beside her own words.

use chrono::{DateTime, Utc};
use web::forms::Fields;

/// A form that somebody else has saved since it was opened; `rival.html` shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rival {
    /// who saved last
    pub(crate) by: String,
    /// when
    pub(crate) at: DateTime<Utc>,
    /// where the texts differ
    pub(crate) differences: Vec<Difference>,
}

/// One field that says two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Difference {
    /// the field in Russian
    pub(crate) label: String,
    /// what is saved
    pub(crate) saved: String,
    /// what the second person has typed
    pub(crate) typed: String,
}

/// Whether the form was opened before the last change.
pub(crate) fn is_stale(typed: &Fields, version: i64) -> bool {
    is_not_of(typed, &version.to_string())
}

/// The same for a form that is made of several versions.
pub(crate) fn is_not_of(typed: &Fields, stamp: &str) -> bool {
    typed.get("version") != stamp
}

/// Where what is saved and what was typed differ. `shown` names a field and shows a value of it, or leaves the field out.
pub(crate) fn differences(
    saved: &Fields,
    typed: &Fields,
    shown: impl Fn(&str, &str) -> Option<(String, String)>,
) -> Vec<Difference> {
    let mut names: Vec<&str> = saved.names().chain(typed.names()).collect();
    names.sort_unstable();
    names.dedup();
    let told = |name: &str| {
        let value = |fields: &Fields| match fields.all(name).as_slice() {
            [] | [_] => fields.date_text(name).replace("\r\n", "\n"),
            many => many.join(", "),
        };
        let (saved, typed) = (value(saved), value(typed));
        if saved == typed {
            return None;
        }
        let ((label, saved), (_, typed)) = (shown(name, &saved)?, shown(name, &typed)?);
        Some(Difference { label, saved, typed })
    };
    names.into_iter().filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let saved =
            Fields::empty().with("heading", "Об итогах").with("due_0", "2025-03-01").with("control", "за собой");
        let typed = Fields::empty().with("heading", "О мерах").with("due_0", "01.03.2025").with("version", "1");
        let shown = |name: &str, value: &str| (name != "version").then(|| (name.to_owned(), value.to_owned()));
        let told = differences(&saved, &typed, shown);
        let told: Vec<_> =
            told.iter().map(|one| (one.label.as_str(), one.saved.as_str(), one.typed.as_str())).collect();
        assert_eq!(told, [("control", "за собой", ""), ("heading", "Об итогах", "О мерах")]);
        assert!(is_stale(&typed, 2) && !is_stale(&typed, 1));
    }
}
