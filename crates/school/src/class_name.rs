//! Names of classes («8А»), read from the many ways people and programs write them.

use std::cmp::Ordering;
use std::fmt;

use crate::lookalike::{is_dash, is_invisible, is_russian, russian_lookalike};

/// A value read from text, and what had to be read through on the way.
///
/// Reading through is never silent: whoever reads from a file turns `repaired` into a discrepancy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// What was understood.
    pub value: T,
    /// What the text had instead of the plain form, in Russian; `None` when nothing.
    pub repaired: Option<String>,
}

/// The name of a class group («класс», 8А): the year group and the letter.
///
/// A class that is alone in its year may have no letter; a school that counts its classes («8-1»)
/// has a number for the letter.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ClassName {
    /// The year group («параллель»), 1 to 11.
    pub year_group: u8,
    /// The letter in upper case, Russian; empty when the class has none.
    pub letter: String,
}

/// Why a text is not the name of a class; `Display` is a Russian sentence for the person who wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannotReadClassName {
    /// Nothing is written.
    Empty,
    /// It does not begin with a number from 1 to 11.
    NoYearGroup {
        /// The text as it was.
        text: String,
    },
    /// What follows the number is not a class letter.
    NoLetter {
        /// The text as it was.
        text: String,
    },
    /// A Latin letter that looks like no Russian one.
    Latin {
        /// The text as it was.
        text: String,
        /// The letter.
        letter: char,
    },
}

impl fmt::Display for CannotReadClassName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => out.write_str("Класс не указан: напишите, например, 8А."),
            Self::NoYearGroup { text } => {
                write!(out, "«{text}» не похоже на класс: он начинается с номера от 1 до 11, например 8А.")
            }
            Self::NoLetter { text } => {
                write!(out, "«{text}» не похоже на класс: после номера ожидается буква, например 8А.")
            }
            Self::Latin { text, letter } => {
                write!(out, "В названии класса «{text}» латинская буква {letter}: напишите русскую, например 8А.")
            }
        }
    }
}

impl std::error::Error for CannotReadClassName {}

impl ClassName {
    /// Reads «8А» and what stands for it in files: 8-А, 8 А, 8 «А», 8"а", 8A with a Latin letter,
    /// «8 А класс». What was read through is told in [`Reading::repaired`].
    ///
    /// # Errors
    /// When the text is not the name of a class; the refusal says what was expected.
    pub fn read(text: &str) -> Result<Reading<ClassName>, CannotReadClassName> {
        let shown = shorten(text);
        let text = text.trim();
        if text.chars().all(|letter| letter.is_whitespace() || is_invisible(letter)) {
            return Err(CannotReadClassName::Empty);
        }
        let mut seen = Seen::default();
        let body = seen.without_word(text);
        let digits = body.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = body.split_at(digits);
        let year_group = match number.parse::<u8>() {
            Ok(year_group @ 1..=11) if !number.starts_with('0') => year_group,
            _ => return Err(CannotReadClassName::NoYearGroup { text: shown }),
        };
        let letter = seen.letter(rest, &shown)?;
        let value = ClassName { year_group, letter };
        let repaired = seen.told(text, &value);
        Ok(Reading { value, repaired })
    }
}

impl fmt::Display for ClassName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = self.letter.starts_with(|letter: char| letter.is_ascii_digit());
        write!(out, "{}{}{}", self.year_group, if counted { "-" } else { "" }, self.letter)
    }
}

impl Ord for ClassName {
    fn cmp(&self, other: &Self) -> Ordering {
        self.year_group
            .cmp(&other.year_group)
            .then_with(|| crate::ru::compare(&self.letter, &other.letter))
            .then_with(|| self.letter.cmp(&other.letter))
    }
}

impl PartialOrd for ClassName {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A class letter is short; «8 Кадетский» is a sentence, not a name.
const LONGEST_LETTER: usize = 3;

/// What was met in a text beside the plain form.
#[derive(Default)]
struct Seen {
    word: bool,
    dash: bool,
    quotes: bool,
    space: bool,
    latin: bool,
    lower_case: bool,
    invisible: bool,
}

impl Seen {
    /// The text without the word «класс» at its end.
    fn without_word<'a>(&mut self, text: &'a str) -> &'a str {
        for word in ["классы", "класс", "кл.", "кл"] {
            let Some(at) = text.len().checked_sub(word.len()) else {
                continue;
            };
            if let (Some(head), Some(tail)) = (text.get(..at), text.get(at..))
                && tail.to_lowercase() == word
                && head.ends_with(|c: char| c.is_whitespace() || is_quote(c) || c.is_ascii_digit())
            {
                self.word = true;
                return head.trim_end();
            }
        }
        text
    }

    /// The letter part, after the number.
    fn letter(&mut self, rest: &str, shown: &str) -> Result<String, CannotReadClassName> {
        let no_letter = || CannotReadClassName::NoLetter { text: shown.to_owned() };
        let mut letter = String::new();
        for character in rest.chars() {
            match character {
                c if c.is_whitespace() => self.space = true,
                c if is_invisible(c) => self.invisible = true,
                c if is_quote(c) => self.quotes = true,
                c if is_dash(c) && letter.is_empty() && !self.dash => self.dash = true,
                '.' | '/' if letter.is_empty() && !self.dash => self.dash = true,
                c if c.is_ascii_digit() => letter.push(c),
                c => letter.push(self.russian(c).ok_or_else(|| {
                    if c.is_ascii_alphabetic() {
                        CannotReadClassName::Latin { text: shown.to_owned(), letter: c }
                    } else {
                        no_letter()
                    }
                })?),
            }
        }
        let counted = letter.starts_with(|c: char| c.is_ascii_digit());
        let plain = if counted {
            self.dash && !letter.starts_with('0') && letter.chars().all(|c| c.is_ascii_digit())
        } else {
            !(letter.is_empty() && (self.dash || self.quotes))
        };
        if letter.chars().count() > LONGEST_LETTER || !plain {
            return Err(no_letter());
        }
        self.dash &= !(counted && rest.starts_with('-'));
        Ok(letter)
    }

    fn russian(&mut self, letter: char) -> Option<char> {
        let mut upper = letter.to_uppercase();
        let (Some(capital), None) = (upper.next(), upper.next()) else {
            return None;
        };
        self.lower_case |= capital != letter;
        if is_russian(capital) {
            return Some(capital);
        }
        let russian = russian_lookalike(capital)?;
        self.latin = true;
        Some(russian)
    }

    /// The Russian sentence about what was read through.
    fn told(&self, text: &str, value: &ClassName) -> Option<String> {
        let found: Vec<&str> = [
            (self.latin, "латинская буква"),
            (self.lower_case, "строчная буква"),
            (self.quotes, "кавычки"),
            (self.dash, "знак между номером и буквой"),
            (self.space, "пробел"),
            (self.word, "слово «класс»"),
            (self.invisible, "невидимый знак"),
        ]
        .into_iter()
        .filter_map(|(seen, words)| seen.then_some(words))
        .collect();
        (!found.is_empty()).then(|| format!("«{text}» прочитано как «{value}»: {}", found.join(", ")))
    }
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\'' | '`' | '«' | '»' | '\u{2018}'..='\u{201F}' | '\u{2032}' | '\u{2033}' | '(' | ')')
}

/// The text as it is shown back in a refusal: one short line.
fn shorten(text: &str) -> String {
    let line: String = text.trim().chars().filter(|c| !c.is_control()).take(40).collect();
    if line.chars().count() < text.trim().chars().count() { format!("{line}…") } else { line }
}

#[cfg(test)]
mod tests;
