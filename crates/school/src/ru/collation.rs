//! Russian alphabetical order, as class lists are sorted: «ё» beside «е», Cyrillic before Latin.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::sync::LazyLock;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

static RUSSIAN: LazyLock<CollatorBorrowed<'static>> = LazyLock::new(|| {
    Collator::try_new(CollatorPreferences::from(&locale!("ru")), CollatorOptions::default())
        .expect("the compiled collation data cover Russian")
});

/// Compares two texts by the Russian alphabet.
#[must_use]
pub fn compare(left: &str, right: &str) -> Ordering {
    RUSSIAN.compare(left, right)
}

/// Bytes whose plain order is the Russian alphabetical order; for sorting many rows by one text.
#[must_use]
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() * 2);
    let written: Result<(), Infallible> = RUSSIAN.write_sort_key_to(text, &mut key);
    match written {
        Ok(()) => key,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn yo_stands_beside_ye() {
        let mut names = vec!["Жуков", "Ёлкин", "Енин", "Яшин", "Ершов", "Авдеев", "Smith"];
        names.sort_by(|left, right| compare(left, right));
        assert_eq!(names, ["Авдеев", "Ёлкин", "Енин", "Ершов", "Жуков", "Яшин", "Smith"]);
    }

    proptest! {
        #[test]
        fn keys_agree_with_comparison(left in "[А-Яа-яЁёA-z0-9 -]{0,12}", right in any::<String>()) {
            prop_assert_eq!(sort_key(&left).cmp(&sort_key(&right)), compare(&left, &right));
        }
    }
}
