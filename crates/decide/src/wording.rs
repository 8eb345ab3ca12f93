//! Words that punish, found in what a decision says, and words that help instead. A hint only: nothing is forbidden.

use std::cmp::Reverse;

use crate::labels::{CHECK_WORKS, NOT_FOR_PAY, PAY, PUNISHING};

/// A word that turns pay round says so at most so many words before it: «не учитывать при начислении премий».
const WIDEST_DENIAL: usize = 6;

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

/// What to say otherwise in a decision: its punishing phrases, and pay for results of the check works (ВПР). `around` is what
/// the decision is about, `said` what it says.
#[must_use]
pub fn hints(around: &[&str], said: &[&str]) -> Vec<Punishing> {
    let is_about_check_works = around.iter().chain(said).any(|text| {
        let (_, plain) = words_of(text);
        CHECK_WORKS.iter().any(|stems| !places(&plain, stems).is_empty())
    });
    let pay = said.iter().filter(|_| is_about_check_works).flat_map(|text| pay(text)).take(1);
    pay.chain(said.iter().flat_map(|text| punishing(text))).collect()
}

/// Where a text speaks of pay, and does not say that there is none.
fn pay(text: &str) -> Option<Punishing> {
    let (words, plain) = words_of(text);
    let is_denied = |at: usize| plain[at.saturating_sub(WIDEST_DENIAL)..at].iter().any(|word| word == "не");
    let is_pay = |at: &usize| PAY.iter().any(|stem| plain[*at].starts_with(stem)) && !is_denied(*at);
    let at = (0..words.len()).find(is_pay)?;
    Some(Punishing { words: words[at].to_owned(), instead: NOT_FOR_PAY })
}

/// The words of a text as they are written, and plainly.
fn words_of(text: &str) -> (Vec<&str>, Vec<String>) {
    let words = text.split(|letter: char| !letter.is_alphabetic() && letter != '-');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let plain = words.iter().map(|word| word.to_lowercase().replace('ё', "е")).collect();
    (words, plain)
}

/// The punishing phrases of a text, in the order in which they stand in it.
#[must_use]
pub fn punishing(text: &str) -> Vec<Punishing> {
    let (words, plain) = words_of(text);
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
    let is = |word: &str, stem: &str| {
        stem.split('|').any(|one| if one.chars().count() < 3 { word == one } else { word.starts_with(one) })
    };
    let starts = words.iter().enumerate().filter(|(_, word)| is(word, first)).map(|(at, _)| at);
    let whole = starts.filter(|at| !is_denied(words, *at)).filter_map(|at| {
        let mut last = at;
        for stem in rest {
            let within = words.iter().enumerate().skip(last + 1).take(WIDEST_GAP);
            last = within.filter(|(_, word)| is(word, stem)).map(|(at, _)| at).next()?;
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
        let table: [(&str, &[&str]); 27] = [
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
            ("Снизить баллы стимулирующей части", &["Снизить баллы стимулирующей части"]),
            ("Сделать замечание учителю", &["Сделать замечание"]),
            ("Объявить замечание Ивановой А. П.", &["Объявить замечание"]),
            ("потребовать объяснительную", &["потребовать объяснительную"]),
            ("Взять с учителя письменное объяснение", &["Взять с учителя письменное объяснение"]),
            ("освободить от занимаемой должности", &["освободить от занимаемой должности"]),
            ("снять надбавку; не выплачивать премию", &["снять надбавку", "не выплачивать премию"]),
            ("Снять с должности руководителя ШМО", &["Снять с должности"]),
            ("предупредить о неполном служебном соответствии", &["неполном служебном соответствии"]),
            ("Уменьшить размер стимулирующих выплат", &["Уменьшить размер стимулирующих выплат"]),
            ("Отметить халатное отношение", &["халатное"]),
            ("Устранить замечания справки, снять с контроля", &[]),
            ("Установлено снижение среднего балла по алгебре", &[]),
            ("Подготовить пояснительную записку, снизить нагрузку", &[]),
            ("Освободить от уроков на время курсов", &[]),
        ];
        for (text, wanted) in table {
            let found: Vec<String> = punishing(text).into_iter().map(|one| one.words).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn results_of_check_works_do_not_reach_pay() {
        let table = [
            ("Об итогах ВПР", "Установить доплату учителям", Some("доплату")),
            (
                "Всероссийские проверочные работы",
                "Учесть при распределении стимулирующих выплат",
                Some("стимулирующих"),
            ),
            ("", "Учителям, чьи классы снизили результаты ВПР, уменьшить премию", Some("премию")),
            ("Об итогах ВПР", "Результаты не учитывать при начислении премий", None),
            ("Об итогах ВПР", "Провести консультации", None),
            ("Об итогах конкурса", "Установить доплату учителям", None),
        ];
        for (around, said, wanted) in table {
            let found = hints(&[around], &[said]).into_iter().find(|hint| hint.instead == NOT_FOR_PAY);
            assert_eq!(found.as_ref().map(|hint| hint.words.as_str()), wanted, "{said}");
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
