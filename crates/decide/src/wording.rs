//! Words that punish, found in what a decision says, and words that help instead. A hint only: nothing is forbidden.

use std::cmp::Reverse;

use crate::labels::PUNISHING;

/// How far apart the words of one phrase may stand: «объявить Ивановой А. П. выговор».
const WIDEST_GAP: usize = 4;

/// A phrase that punishes, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Punishing {
    /// the words as they were written
    pub words: String,
    /// what to write instead
    pub instead: &'static str,
}

/// The punishing phrases of a text, in the order in which they stand in it.
#[must_use]
pub fn punishing(text: &str) -> Vec<Punishing> {
    let words: Vec<&str> = text.split(|letter: char| !letter.is_alphabetic() && letter != '-').collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let plain: Vec<String> = words.iter().map(|word| word.to_lowercase().replace('ё', "е")).collect();
    let mut found: Vec<(usize, usize, &'static str)> = Vec::new();
    for (stems, instead) in PUNISHING {
        found.extend(places(&plain, stems).into_iter().map(|(from, to)| (from, to, *instead)));
    }
    found.sort_unstable_by_key(|(from, to, _)| (*from, Reverse(*to)));
    let mut seen_to = None;
    let fresh = found.into_iter().filter(|(from, to, _)| {
        let is_fresh = seen_to.is_none_or(|seen| *from > seen);
        if is_fresh {
            seen_to = Some(*to);
        }
        is_fresh
    });
    fresh.map(|(from, to, instead)| Punishing { words: words[from..=to].join(" "), instead }).collect()
}

/// Where words beginning with these stems follow each other closely: first and last word.
fn places(words: &[String], stems: &[&str]) -> Vec<(usize, usize)> {
    let Some((first, rest)) = stems.split_first() else { return Vec::new() };
    let starts = words.iter().enumerate().filter(|(_, word)| word.starts_with(first)).map(|(at, _)| at);
    let whole = starts.filter(|at| !is_denied(words, *at)).filter_map(|at| {
        let mut last = at;
        for stem in rest {
            let within = words.iter().enumerate().skip(last + 1).take(WIDEST_GAP);
            last = within.filter(|(_, word)| word.starts_with(stem)).map(|(at, _)| at).next()?;
        }
        Some((at, last))
    });
    whole.collect()
}

/// «не наказывать», «без взысканий»: says the opposite.
fn is_denied(words: &[String], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| matches!(words[before].as_str(), "не" | "без"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn punishing_words_are_found_whatever_their_form() {
        let table: [(&str, &[&str]); 12] = [
            ("Наказать виновных", &["Наказать", "виновных"]),
            ("Объявить Ивановой А. П. выговор", &["Объявить Ивановой А П выговор"]),
            ("лишить стимулирующей надбавки за март", &["лишить стимулирующей надбавки"]),
            ("Депремировать классных руководителей", &["Депремировать"]),
            ("указать учителю на недопустимость снижения", &["указать учителю на недопустимость"]),
            ("Строго предупредить об ответственности", &["Строго предупредить"]),
            (
                "Учителей, допустивших снижение, привлечь к дисциплинарной ответственности",
                &["привлечь к дисциплинарной ответственности"],
            ),
            ("Не наказывать, а помочь; без взысканий", &[]),
            ("Указать в справке объём выборки", &[]),
            ("Снять лишние задания, предупредить перегрузку", &[]),
            ("Оказать методическую помощь", &[]),
            ("Объявить выговор и лишить премии", &["Объявить выговор", "лишить премии"]),
        ];
        for (text, wanted) in table {
            let found: Vec<String> = punishing(text).into_iter().map(|one| one.words).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn every_phrase_has_words_to_write_instead() {
        for (stems, instead) in PUNISHING {
            assert!(
                !instead.is_empty() && stems.iter().all(|stem| *stem == stem.to_lowercase() && !stem.contains('ё'))
            );
            assert!(punishing(instead).is_empty(), "{instead}");
        }
    }
}
