//! Latin letters that look like Russian ones, and keys by which names are matched in spite of them.

/// The Russian letter that a Latin letter looks like, case kept.
pub(crate) fn russian_lookalike(letter: char) -> Option<char> {
    let russian = match letter {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        'a' => 'а',
        'c' => 'с',
        'e' => 'е',
        'k' => 'к',
        'm' => 'м',
        'o' => 'о',
        'p' => 'р',
        't' => 'т',
        'x' => 'х',
        'y' => 'у',
        'Ë' => 'Ё',
        'ë' => 'ё',
        _ => return None,
    };
    Some(russian)
}

pub(crate) fn is_russian(letter: char) -> bool {
    matches!(letter, 'А'..='я' | 'Ё' | 'ё')
}

pub(crate) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}')
}

/// Characters that are in a cell but not on the page.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether some word of the text was typed with Latin letters that look Russian: a word that mixes
/// both alphabets, or one made of look-alikes only («8A», «Cop»). Truly Latin words do not count.
#[must_use]
pub fn has_latin_lookalikes(text: &str) -> bool {
    text.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
        let lookalikes = word.chars().filter(|&c| russian_lookalike(c).is_some()).count();
        let foreign = word.chars().any(|c| c.is_alphabetic() && !is_russian(c) && russian_lookalike(c).is_none());
        lookalikes > 0 && (!foreign || word.chars().any(is_russian))
    })
}

/// The key by which names and titles are matched: lower case, ё as е, single spaces, any dash as a
/// hyphen without spaces around it, Latin look-alikes as Russian letters, invisible characters gone,
/// letters with separate accents (as some systems save them) put together.
///
/// Two texts with one key are the same name typed differently; the key itself is never shown.
#[must_use]
pub fn name_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars().filter(|&letter| !is_invisible(letter)) {
        if letter.is_whitespace() {
            gap = true;
        } else if is_dash(letter) {
            gap = false;
            if !key.ends_with('-') {
                key.push('-');
            }
        } else {
            if gap && !key.is_empty() && !key.ends_with('-') {
                key.push(' ');
            }
            gap = false;
            push_folded(&mut key, letter);
        }
    }
    key
}

fn push_folded(key: &mut String, letter: char) {
    match letter {
        '\u{0308}' if key.ends_with('е') => {}
        '\u{0306}' if key.ends_with('и') => {
            key.pop();
            key.push('й');
        }
        _ => {
            let russian = russian_lookalike(letter).unwrap_or(letter);
            for lower in russian.to_lowercase() {
                let lower = russian_lookalike(lower).unwrap_or(lower);
                key.push(if lower == 'ё' { 'е' } else { lower });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("Королёва  Алёна ", "королева алена")]
    #[case("КОРОЛЕВА\u{a0}АЛЕНА", "королева алена")]
    #[case("Kopoлeвa Aлeнa", "королева алена")]
    #[case("Петрова – Водкина", "петрова-водкина")]
    #[case("Крае\u{308}в Андреи\u{306}", "краев андрей")]
    #[case("Сай\u{ad}тов", "сайтов")]
    #[case("\u{212A}им", "ким")]
    #[case("", "")]
    fn names_are_matched_by_their_key(#[case] text: &str, #[case] key: &str) {
        assert_eq!(name_key(text), key);
    }

    #[rstest]
    #[case("8A", true)]
    #[case("8А", false)]
    #[case("Ивaнов", true)]
    #[case("Информатика (Python)", false)]
    #[case("ИКТ и Excel", false)]
    #[case("Иностранный язык (Deutsch)", false)]
    #[case("", false)]
    fn latin_letters_are_noticed(#[case] text: &str, #[case] noticed: bool) {
        assert_eq!(has_latin_lookalikes(text), noticed);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(text in any::<String>()) {
            let key = name_key(&text);
            prop_assert_eq!(name_key(&key), key);
        }

        #[test]
        fn case_and_spaces_do_not_matter(text in "[А-Яа-яЁё]{1,12}( [А-Яа-яЁё]{1,12}){0,2}") {
            prop_assert_eq!(name_key(&text.to_uppercase()), name_key(&text));
            prop_assert_eq!(name_key(&text.replace(' ', "  \u{a0}")), name_key(&text));
        }

        #[test]
        fn any_text_may_be_asked_about(text in any::<String>()) {
            let _ = has_latin_lookalikes(&text);
        }
    }
}
