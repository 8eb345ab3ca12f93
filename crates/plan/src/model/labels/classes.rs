//! The words with which schools name classes.

/// Endings of ordinal numbers: «5-е», «5-ые», «9-х».
const ORDINALS: &[&str] = &[
    "е", "х", "м", "й", "я", "ые", "ых", "ым", "ыми", "ый", "ая", "ое", "го", "ого", "его", "му", "ому", "ему", "ой",
    "ом", "ем", "ий", "ие", "их", "им", "ми", "ти", "ей",
];
/// Words that say nothing more than that classes are meant.
const PLAIN: &[&str] = &["класс", "параллел", "обучающ", "учащ", "учени", "школьник"];

pub(crate) fn is_ordinal(word: &str) -> bool {
    ORDINALS.contains(&word)
}

/// «классы», «кл», «обучающиеся»
pub(crate) fn is_plain(word: &str) -> bool {
    word == "кл" || PLAIN.iter().any(|stem| word.starts_with(stem))
}

/// «все»
pub(crate) fn is_all(word: &str) -> bool {
    matches!(word, "все" | "всё" | "всех" | "всем" | "вся")
}

/// «школа» after «вся»
pub(crate) fn is_school(word: &str) -> bool {
    word.starts_with("школ") || word.starts_with("звен")
}

/// «начальная школа» and «основная школа» by their year groups
pub(crate) fn level(word: &str) -> Option<std::ops::RangeInclusive<u8>> {
    match word {
        _ if word.starts_with("начальн") => Some(1..=4),
        _ if word.starts_with("основн") => Some(5..=9),
        _ => None,
    }
}

/// «и»
pub(crate) fn is_and(word: &str) -> bool {
    matches!(word, "и" | "или")
}

/// «с», before «по»
pub(crate) fn is_from(word: &str) -> bool {
    matches!(word, "с" | "от")
}

/// «по», after «с»
pub(crate) fn is_until(word: &str) -> bool {
    matches!(word, "по" | "до")
}

/// «кроме», «исключая», «за исключением»
pub(crate) fn is_except(word: &str) -> bool {
    matches!(word, "кроме" | "без") || word.starts_with("исключ")
}

/// «за», before «исключением»
pub(crate) fn opens_except(word: &str) -> bool {
    word == "за"
}
