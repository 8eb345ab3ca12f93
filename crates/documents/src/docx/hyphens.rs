//! Where a long word of a narrow column may be broken: office programs break it anywhere otherwise.

use hypher::{Lang, hyphenate};

/// The sign of a possible break; nothing is seen of it until the line ends there.
pub(super) const SOFT_HYPHEN: char = '\u{ad}';
/// Shorter words fit any column that is worth having.
const LONG: usize = 7;

/// The text with the possible breaks of its long Russian words marked.
pub(super) fn hyphenated(text: &str) -> String {
    text.split_inclusive(|letter: char| !letter.is_alphabetic()).map(word).collect()
}

fn word(part: &str) -> String {
    let end = part.find(|letter: char| !letter.is_alphabetic()).unwrap_or(part.len());
    let (word, after) = part.split_at(end);
    if word.chars().count() < LONG {
        return part.to_owned();
    }
    let syllables: Vec<&str> = hyphenate(word, Lang::Russian).collect();
    syllables.join(&SOFT_HYPHEN.to_string()) + after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_words_may_be_broken_between_syllables_and_short_ones_not() {
        let marked = |text| hyphenated(text).replace(SOFT_HYPHEN, "-");
        assert_eq!(marked("Успеваемость, %"), "Успе-ва-е-мость, %");
        assert_eq!(marked("Класс и год"), "Класс и год");
        assert_eq!(hyphenated("Учащихся\nв школе").replace(SOFT_HYPHEN, ""), "Учащихся\nв школе");
    }
}
