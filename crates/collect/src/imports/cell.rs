//! What the text of a cell means, when that does not depend on the kind of table.

use chrono::NaiveDate;
use school::{Mark, MarkEntry, Term, name_key};
use sheets::Value;

use super::dirt;

/// The text of a cell as a person reads it: single spaces, no line breaks.
pub(crate) fn text(value: &Value<'_>) -> String {
    let shown = value.shown();
    let mut words = shown.split_whitespace();
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        text.push(' ');
        text.push_str(word);
    }
    text
}

/// Letters and digits of a heading, so that «Ср. взв.\nбалл» and «ср взв балл» are one.
pub(crate) fn heading_key(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    name_key(plain.trim())
}

/// What a cell for a mark of a term or a year holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MarkCell {
    /// Nothing.
    Blank,
    /// A mark, «н/а» or «осв.».
    Entry(MarkEntry),
    /// Something else; the code and the words of the trouble.
    Odd(&'static str, String),
}

/// Reads a mark; nothing is guessed: «О 2» and «4/3» are for a person.
pub(crate) fn mark(text: &str) -> MarkCell {
    let number = || text.strip_suffix(".0").unwrap_or(text).parse::<i64>().ok();
    if text.is_empty() || text == "-" || text == "—" {
        return MarkCell::Blank;
    }
    if let Some(mark) = number().and_then(Mark::from_number) {
        return MarkCell::Entry(MarkEntry::Marked(mark));
    }
    match heading_key(text).as_str() {
        "н а" | "на" | "н атт" | "не атт" | "неатт" | "не аттестован" | "не аттестована" | "неаттестован" =>
        {
            return MarkCell::Entry(MarkEntry::NotAssessed);
        }
        "осв" | "освобожден" | "освобождена" | "освоб" => {
            return MarkCell::Entry(MarkEntry::Exempt);
        }
        _ => {}
    }
    let (code, message) = dirt::odd_mark(text);
    MarkCell::Odd(code, message)
}

/// A date: a cell of dates or a text such as 05.09.2024.
pub(crate) fn date(value: &Value<'_>) -> Option<NaiveDate> {
    match value {
        Value::Date(moment) => Some(moment.date()),
        Value::Text(text) => school::ru::parse_date(text.trim()),
        _ => None,
    }
}

/// A whole number, also of text: «12», «12,0».
pub(crate) fn whole(value: &Value<'_>) -> Option<i64> {
    match value {
        Value::Number(number) => number.whole(),
        Value::Text(text) => {
            let number = school::ru::parse_number(text.trim())?;
            number.is_integer().then(|| i64::try_from(*number.numer()).ok()).flatten()
        }
        _ => None,
    }
}

/// The term a heading or a cell names: «1 Четверть», «II полугодие», «3-й триместр», «Год», `q1`.
pub(crate) fn term(text: &str) -> Option<Term> {
    if let Some(term) = Term::from_code(text.trim().to_lowercase().as_str()) {
        return Some(term);
    }
    let key = heading_key(text);
    let words: Vec<&str> = key.split(' ').collect();
    if words.first().is_some_and(|word| word.starts_with("год")) || key == "за год" || key == "учебный год"
    {
        return Some(Term::Year);
    }
    let number = words.iter().find_map(|word| ordinal(word));
    let letters = || words.iter().map(|word| word.trim_start_matches(|c: char| c.is_ascii_digit()));
    let word_with = |beginning: &str| letters().any(|word| word.starts_with(beginning));
    let (make, most): (fn(u8) -> Term, u8) = match () {
        () if word_with("четв") || letters().any(|word| word == "ч" || word == "чет") => (Term::Quarter, 4),
        () if word_with("полуг") || key.ends_with("п г") => (Term::HalfYear, 2),
        () if word_with("трим") => (Term::Trimester, 3),
        () => return None,
    };
    number.filter(|number| (1..=most).contains(number)).map(make)
}

/// 1 of «1», «1я», «I», «первая».
fn ordinal(word: &str) -> Option<u8> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return word[..digits].parse().ok();
    }
    Some(match word {
        "i" | "первая" | "первое" | "первый" => 1,
        "ii" | "вторая" | "второе" | "второй" => 2,
        "iii" | "третья" | "третий" => 3,
        "iv" | "четвертая" => 4,
        _ => return None,
    })
}

/// «м» or «ж» in its spellings, as `m` and `f`.
pub(crate) fn sex(text: &str) -> Option<&'static str> {
    match heading_key(text).as_str() {
        "м" | "муж" | "мужской" | "мальчик" | "юноша" => Some("m"),
        "ж" | "жен" | "женский" | "девочка" | "девушка" => Some("f"),
        _ => None,
    }
}

/// Yes or no.
pub(crate) fn yes_no(text: &str) -> Option<bool> {
    match heading_key(text).as_str() {
        "да" | "1" | "истина" | "есть" | "сдан" | "сдал" | "сдала" | "зачет" | "true" | "yes" => {
            Some(true)
        }
        "нет" | "0" | "ложь" | "не сдан" | "не сдал" | "не сдала" | "незачет" | "false" | "no" => {
            Some(false)
        }
        _ if text.trim() == "+" => Some(true),
        _ if text.trim() == "-" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_read_and_oddities_left_to_people() {
        for (text, number) in [("5", 5), ("2", 2), ("4.0", 4)] {
            let mark = Mark::from_number(number).unwrap();
            assert_eq!(super::mark(text), MarkCell::Entry(MarkEntry::Marked(mark)), "{text}");
        }
        for text in ["н/а", "Н/А", "не атт.", "на"] {
            assert_eq!(mark(text), MarkCell::Entry(MarkEntry::NotAssessed), "{text}");
        }
        assert_eq!(mark("осв."), MarkCell::Entry(MarkEntry::Exempt));
        assert_eq!([mark(""), mark("-")], [MarkCell::Blank, MarkCell::Blank]);
        for (text, code) in [
            ("0", "mark_zero"),
            ("1", "mark_one"),
            ("О 2", "mark_with_attendance"),
            ("4 3", "mark_several"),
            ("3/3", "mark_several"),
            ("4,25", "mark_fraction"),
            ("6", "mark_unreadable"),
            ("5-", "mark_with_sign"),
            ("зач", "mark_pass"),
            ("Н", "mark_attendance"),
            ("отлично", "mark_unreadable"),
        ] {
            let MarkCell::Odd(found, message) = mark(text) else { panic!("{text} is odd") };
            assert_eq!(found, code, "{text}");
            assert!(message.contains(text), "{message}");
        }
    }

    #[test]
    fn terms_have_many_names() {
        for (text, code) in [
            ("1 Четверть", "q1"),
            ("IV четверть", "q4"),
            ("2-я четверть", "q2"),
            ("3ч.", "q3"),
            ("1 Полугодие", "h1"),
            ("II полугодие", "h2"),
            ("1 п/г", "h1"),
            ("3 Триместр", "t3"),
            ("Год", "year"),
            ("Годовая оценка", "year"),
            ("за год", "year"),
            ("q2", "q2"),
            ("h1", "h1"),
        ] {
            assert_eq!(term(text).map(Term::code).as_deref(), Some(code), "{text}");
        }
        for text in ["", "5 четверть", "Итог", "Класс", "3 полугодие", "Четверг", "четверть"]
        {
            assert_eq!(term(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_and_dates_are_not_guessed() {
        assert_eq!(whole(&Value::Text(" 12 ")), Some(12));
        assert_eq!(whole(&Value::Text("12,0")), Some(12));
        assert_eq!(whole(&Value::Text("12,5")), None);
        assert_eq!(whole(&Value::Text("двенадцать")), None);
        assert_eq!(date(&Value::Text("21.04.2026")), NaiveDate::from_ymd_opt(2026, 4, 21));
        assert_eq!(date(&Value::Text("апрель")), None);
        assert_eq!([sex("Мужской"), sex("жен."), sex("?")], [Some("m"), Some("f"), None]);
        assert_eq!(
            [yes_no("Да"), yes_no("-"), yes_no("не сдал"), yes_no("?")],
            [Some(true), Some(false), Some(false), None]
        );
    }
}
