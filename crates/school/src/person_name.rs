//! Names of people as Russian papers write them: surname, given name, patronymic.

use std::fmt;

use crate::lookalike::is_dash;

/// A person's name («фамилия, имя, отчество»); the patronymic may be empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PersonName {
    /// «Фамилия», possibly double.
    pub surname: String,
    /// «Имя», or an initial when nothing more is known.
    pub given_name: String,
    /// «Отчество», with «оглы» or «кызы» when it has one; empty when there is none.
    pub patronymic: String,
}

/// Why a text is not a person's name; `Display` is a Russian sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannotReadPersonName {
    /// Nothing is written.
    Empty,
    /// One word: a surname alone does not name a person.
    OneWord,
    /// Something other than letters stands among the words.
    NotLetters,
    /// More words than a name has.
    TooLong,
}

impl fmt::Display for CannotReadPersonName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Empty => "Имя не указано: ожидаются фамилия, имя и отчество.",
            Self::OneWord => "Указано одно слово: нужны хотя бы фамилия и имя.",
            Self::NotLetters => "В имени есть цифры или посторонние знаки.",
            Self::TooLong => "Слишком много слов для имени: ожидаются фамилия, имя и отчество.",
        })
    }
}

impl std::error::Error for CannotReadPersonName {}

const LONGEST_NAME: usize = 7;

impl PersonName {
    /// Reads «Фамилия Имя Отчество», also without a patronymic, with a surname of two words before a
    /// recognisable patronymic, with «оглы» and «кызы», with initials on either side.
    ///
    /// Letters are kept as written; for matching there is [`crate::name_key`].
    ///
    /// # Errors
    /// When the text holds fewer than two words, or not only words.
    pub fn parse(text: &str) -> Result<PersonName, CannotReadPersonName> {
        let mut words = words(text);
        if words.is_empty() {
            return Err(CannotReadPersonName::Empty);
        }
        if !words.iter().all(|word| is_name_word(word)) {
            return Err(CannotReadPersonName::NotLetters);
        }
        if words.len() > LONGEST_NAME {
            return Err(CannotReadPersonName::TooLong);
        }
        if is_initial(&words[0]) && words.len() > 1 && !is_initial(&words[words.len() - 1]) {
            words.rotate_right(1);
        }
        let words = with_particles(words);
        let (surname, rest) = match words.as_slice() {
            [first, second, rest @ .., last] if rest.len() == 1 && is_patronymic(last) => {
                (format!("{first} {second}"), &words[2..])
            }
            [first, rest @ ..] => (first.clone(), rest),
            [] => return Err(CannotReadPersonName::Empty),
        };
        let [given_name, patronymic @ ..] = rest else {
            return Err(CannotReadPersonName::OneWord);
        };
        Ok(PersonName { surname, given_name: given_name.clone(), patronymic: patronymic.join(" ") })
    }

    /// «Иванова Анна Петровна».
    #[must_use]
    pub fn full(&self) -> String {
        joined([&self.surname, &self.given_name, &self.patronymic])
    }

    /// «Иванова А. П.».
    #[must_use]
    pub fn with_initials(&self) -> String {
        joined([&self.surname, &initial(&self.given_name), &initial(&self.patronymic)])
    }

    /// «А. П. Иванова», as a signature is written.
    #[must_use]
    pub fn initials_first(&self) -> String {
        joined([&initial(&self.given_name), &initial(&self.patronymic), &self.surname])
    }

    /// Whether the given name is only an initial, so that the person cannot be told from namesakes.
    #[must_use]
    pub fn has_initials_only(&self) -> bool {
        is_initial(&self.given_name)
    }
}

impl fmt::Display for PersonName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.full())
    }
}

fn joined(parts: [&str; 3]) -> String {
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(" ")
}

/// «А.» of «Анна», «А.-М.» of «Анна-Мария», «Г.» of «Гусейн оглы».
fn initial(name: &str) -> String {
    let first_word = name.split_whitespace().next().unwrap_or_default();
    let initials: Vec<String> = first_word
        .split('-')
        .filter_map(|part| part.chars().find(|letter| letter.is_alphabetic()))
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect();
    initials.join("-")
}

/// The words of a text: dashes become hyphens without spaces, «А.П.» becomes two initials.
fn words(text: &str) -> Vec<String> {
    let mut flat = String::with_capacity(text.len());
    for letter in text.chars().filter(|&letter| !crate::lookalike::is_invisible(letter)) {
        if is_dash(letter) {
            flat.truncate(flat.trim_end().len());
            flat.push('-');
        } else if letter.is_whitespace() {
            if !flat.ends_with(['-', ' ']) {
                flat.push(' ');
            }
        } else {
            flat.push(letter);
            if letter == '.' {
                flat.push(' ');
            }
        }
    }
    let flat = flat.replace(". -", ".-");
    flat.split_whitespace().map(str::to_owned).collect()
}

fn is_name_word(word: &str) -> bool {
    word.split('-').all(|part| part.chars().any(char::is_alphabetic))
        && word.chars().all(|letter| {
            letter.is_alphabetic() || matches!(letter, '-' | '.' | '\'' | '’' | '`' | '\u{0300}'..='\u{036F}')
        })
}

/// «А.» or «А.-М.», or a single letter.
fn is_initial(word: &str) -> bool {
    word.split('-').all(|part| part.trim_end_matches('.').chars().count() == 1)
}

fn is_patronymic(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["вич", "вна", "ична", "ильич", "кузьмич", "лукич", "фомич", "оглы", "кызы"]
        .iter()
        .any(|ending| lower.ends_with(ending))
}

/// Joins «оглы», «кызы» and their kin to the word before, of which they are a part.
fn with_particles(words: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::with_capacity(words.len());
    for word in words {
        let particle = matches!(
            word.to_lowercase().as_str(),
            "оглы" | "оглу" | "оглу." | "кызы" | "гызы" | "уулу" | "улы" | "угли" | "кизи"
        );
        match joined.last_mut() {
            Some(last) if particle => *last = format!("{last} {word}"),
            _ => joined.push(word),
        }
    }
    joined
}

#[cfg(test)]
mod tests;
