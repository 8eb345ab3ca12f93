//! Two people who edit one thing: the second sees what the first has saved beside what she has typed herself.

use chrono::NaiveDate;
use web::forms::Fields;

/// A field that somebody else has saved otherwise than it was typed here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Differing {
    /// the field's words
    pub(crate) label: &'static str,
    /// what stands in the database by now
    pub(crate) stored: String,
    /// what was typed
    pub(crate) typed: String,
}

/// The fields in which `typed` differs from `stored`; `names` says which fields there are and how they are called.
pub(crate) fn differing(typed: &Fields, stored: &Fields, names: &[(&str, &'static str)]) -> Vec<Differing> {
    let shown = |fields: &Fields, name: &str| fields.date_text(name).replace("\r\n", "\n");
    names
        .iter()
        .map(|(name, label)| Differing { label, stored: shown(stored, name), typed: shown(typed, name) })
        .filter(|field| field.stored != field.typed)
        .collect()
}

/// Whether the form was made from another version than the one that is stored.
pub(crate) fn is_stale(fields: &Fields, version: i64) -> bool {
    fields.get("version").parse() != Ok(version)
}

/// Whether something that holds from one day until another holds on `day`.
pub(crate) fn covers(since: Option<NaiveDate>, until: Option<NaiveDate>, day: NaiveDate) -> bool {
    since.is_none_or(|since| since <= day) && until.is_none_or(|until| day <= until)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_shown() {
        let stored = Fields::empty().with("name", "Совет").with("on", "2025-01-15").with("version", 2);
        let typed = Fields::empty().with("name", "Совет школы").with("on", "15.01.2025").with("version", 1);
        let found = differing(&typed, &stored, &[("name", "Название"), ("on", "Дата")]);
        let expected = Differing {
            label: "Название", stored: "Совет".to_owned(), typed: "Совет школы".to_owned()
        };
        assert_eq!(found, [expected]);
        assert!(is_stale(&typed, 2) && !is_stale(&stored, 2));
    }

    #[test]
    fn both_ends_of_a_period_belong_to_it() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let (from, to) = (day("2025-01-01"), day("2025-01-31"));
        assert!(covers(Some(from), Some(to), from) && covers(Some(from), Some(to), to) && covers(None, None, to));
        assert!(!covers(Some(to), None, from) && !covers(None, Some(from), to));
    }
}
