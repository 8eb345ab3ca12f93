//! What «май–декабрь 2021», «до 15.03.2025» or «декабрь» mean. Pure.

use chrono::{Datelike, Days, Months, NaiveDate};
use school::ru::parse_date;

/// What a text about time says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// days; a period without a beginning has only its end
    Days {
        /// the first
        from: Option<NaiveDate>,
        /// the last
        until: NaiveDate,
    },
    /// months of which nobody said the year: it has to be asked
    MonthsOfNoYear {
        /// the first month
        from: u32,
        /// the last month
        until: u32,
    },
    /// something else, which stays as it was written
    Words,
}

impl Period {
    /// The days once somebody has said the year; of months that go over New Year it is the year of the first.
    #[must_use]
    pub fn in_year(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let Period::MonthsOfNoYear { from, until } = self else { return None };
        let last_year = if until < from { year + 1 } else { year };
        Some((first_day(year, from)?, last_day(last_year, until)?))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Date(NaiveDate),
    Day(u32),
    Month(u32),
    Year(i32),
    Until,
}

/// Reads a text about time. What is not clear stays words; a year is never guessed.
#[must_use]
pub fn read(text: &str) -> Period {
    let text = text.to_lowercase().replace(['–', '—', '−', '-', ',', ';'], " ");
    let mut words = Vec::new();
    for piece in text.split_whitespace() {
        match word(piece) {
            Some(Some(word)) => words.push(word),
            Some(None) => {}
            None => return Period::Words,
        }
    }
    let is_until = words.contains(&Word::Until);
    words.retain(|word| *word != Word::Until);
    meaning(&words, is_until).unwrap_or(Period::Words)
}

/// A word that says something about time; nothing for one that may be left out; no answer for one that may not.
fn word(piece: &str) -> Option<Option<Word>> {
    if let Some(date) = parse_date(piece) {
        return Some(Some(Word::Date(date)));
    }
    let piece = piece.trim_end_matches('.');
    if let Some(date) = parse_date(piece) {
        return Some(Some(Word::Date(date)));
    }
    if ["с", "по", "г", "год", "года", "гг", "в"].contains(&piece) {
        return Some(None);
    }
    if ["до", "к"].contains(&piece) {
        return Some(Some(Word::Until));
    }
    if let Ok(number) = piece.parse::<u32>() {
        let year = i32::try_from(number).ok().filter(|year| (2000..2100).contains(year));
        return year.map(Word::Year).or((1..=31).contains(&number).then_some(Word::Day(number))).map(Some);
    }
    month(piece).map(|month| Some(Word::Month(month)))
}

fn month(word: &str) -> Option<u32> {
    (1..=12).find(|month| {
        let (name, genitive) = (school::ru::month_name(*month), school::ru::month_genitive(*month));
        // «в декабре»: the last letter turns.
        let prepositional = format!("{}е", name.trim_end_matches(['ь', 'й', 'т']));
        word == name
            || word == genitive
            || (word == prepositional && !["март", "август"].contains(&name))
            || word == format!("{name}е")
    })
}

fn meaning(words: &[Word], is_until: bool) -> Option<Period> {
    use Word::{Date, Day, Month, Year};
    let days = |from, until| Some(Period::Days { from: (!is_until).then_some(from), until });
    match *words {
        [Date(day)] => days(day, day),
        [Date(from), Date(until)] if from <= until => days(from, until),
        [Day(day), Month(month), Year(year)] => {
            let day = NaiveDate::from_ymd_opt(year, month, day)?;
            days(day, day)
        }
        [Month(month)] if !is_until => Some(Period::MonthsOfNoYear { from: month, until: month }),
        [Month(from), Month(until)] => Some(Period::MonthsOfNoYear { from, until }),
        [Month(month), Year(year)] => days(first_day(year, month)?, last_day(year, month)?),
        [Month(from), Month(until), Year(year)] if from <= until => {
            days(first_day(year, from)?, last_day(year, until)?)
        }
        [Month(from), Year(first), Month(until), Year(last)] => {
            let (from, until) = (first_day(first, from)?, last_day(last, until)?);
            (from <= until).then_some(Period::Days { from: Some(from), until })
        }
        _ => None,
    }
}

fn first_day(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

fn last_day(year: i32, month: u32) -> Option<NaiveDate> {
    first_day(year, month)?.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))
}

/// The calendar years in which activities may lie: those that the table itself names with the one before them, and those of
/// the school year. Tables of the year before are taken over late.
#[must_use]
pub fn calendar_years<'t>(school_year: i64, today: NaiveDate, texts: impl Iterator<Item = &'t str>) -> Vec<i32> {
    let first = i32::try_from(school_year).unwrap_or(today.year());
    let mut years = vec![first, first + 1];
    for text in texts {
        for number in text.split(|letter: char| !letter.is_ascii_digit()).filter(|digits| digits.len() == 4) {
            if let Some(year) = number.parse::<i32>().ok().filter(|year| (2000..2100).contains(year)) {
                years.extend([year - 1, year]);
            }
        }
    }
    years.sort_unstable();
    years.dedup();
    years
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn clear_periods_become_days() {
        for (text, from, until) in [
            ("январь 2021", Some("2021-01-01"), "2021-01-31"),
            ("в феврале 2024 года", Some("2024-02-01"), "2024-02-29"),
            ("май-декабрь 2021", Some("2021-05-01"), "2021-12-31"),
            ("июнь–декабрь 2021 г.", Some("2021-06-01"), "2021-12-31"),
            ("сентябрь 2024 – май 2025", Some("2024-09-01"), "2025-05-31"),
            ("15.03.2025", Some("2025-03-15"), "2025-03-15"),
            ("до 15.03.2025 г.", None, "2025-03-15"),
            ("с 01.09.2024 по 30.09.2024", Some("2024-09-01"), "2024-09-30"),
            ("15 марта 2025", Some("2025-03-15"), "2025-03-15"),
        ] {
            assert_eq!(read(text), Period::Days { from: from.map(day), until: day(until) }, "{text}");
        }
    }

    #[test]
    fn the_years_of_the_table_are_offered_too() {
        let texts = ["декабрь", "январь 2021", "июнь–декабрь 2021"];
        assert_eq!(calendar_years(2025, day("2025-10-01"), texts.into_iter()), [2020, 2021, 2025, 2026]);
    }

    #[test]
    fn a_year_is_never_guessed() {
        assert_eq!(read("декабрь"), Period::MonthsOfNoYear { from: 12, until: 12 });
        let over_new_year = read("ноябрь - январь");
        assert_eq!(over_new_year, Period::MonthsOfNoYear { from: 11, until: 1 });
        assert_eq!(over_new_year.in_year(2024), Some((day("2024-11-01"), day("2025-01-31"))));
        for text in ["в течение года", "ежемесячно", "декабрь - январь 2021", "15 марта", "", "2024", "31.02.2025"]
        {
            assert_eq!(read(text), Period::Words, "{text}");
        }
    }
}
