//! School years («учебные годы»), named by the calendar year of their September.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A school year («учебный год») by the calendar year it starts in: 2024 is 2024/25.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SchoolYear(pub i64);

impl SchoolYear {
    /// Reads `2024/25`, `2024/2025`, `2024-2025` (any dash, spaces allowed) or `2024`.
    /// Refuses years that do not follow each other and years outside 1900…2199.
    #[must_use]
    pub fn parse(text: &str) -> Option<SchoolYear> {
        let text = text.trim();
        let (first, second) = match text.split_once(['/', '-', '\u{2010}', '\u{2011}', '–', '—']) {
            Some((first, second)) => (first.trim(), Some(second.trim())),
            None => (text, None),
        };
        let start = four_digits(first).filter(|year| (1900..2200).contains(year))?;
        let agrees = match second {
            None => true,
            Some(short) if short.len() == 2 => digits(short)? == (start + 1) % 100,
            Some(long) => four_digits(long)? == start + 1,
        };
        agrees.then_some(SchoolYear(start))
    }

    /// The school year a date falls in; a school year starts on 1 September.
    #[must_use]
    pub fn containing(date: NaiveDate) -> SchoolYear {
        let calendar_year = i64::from(date.year());
        SchoolYear(if date.month() >= 9 { calendar_year } else { calendar_year - 1 })
    }

    /// Whether the date falls in this school year.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        SchoolYear::containing(date) == self
    }

    /// The year before.
    #[must_use]
    pub fn previous(self) -> SchoolYear {
        SchoolYear(self.0.saturating_sub(1))
    }

    /// The year after.
    #[must_use]
    pub fn next(self) -> SchoolYear {
        SchoolYear(self.0.saturating_add(1))
    }

    /// `2024/25`.
    #[must_use]
    pub fn short(self) -> String {
        format!("{}/{:02}", self.0, self.next().0.rem_euclid(100))
    }

    /// `2024/2025`.
    #[must_use]
    pub fn long(self) -> String {
        format!("{}/{}", self.0, self.next().0)
    }
}

impl std::fmt::Display for SchoolYear {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.short())
    }
}

fn digits(text: &str) -> Option<i64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn four_digits(text: &str) -> Option<i64> {
    (text.len() == 4).then(|| digits(text)).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2024/25", Some(2024))]
    #[case("2024/2025", Some(2024))]
    #[case(" 2024 - 2025 ", Some(2024))]
    #[case("2024–2025", Some(2024))]
    #[case("2024", Some(2024))]
    #[case("1999/00", Some(1999))]
    #[case("2024/26", None)]
    #[case("2025/2024", None)]
    #[case("24/25", None)]
    #[case("2024/5", None)]
    #[case("2024/+5", None)]
    #[case("", None)]
    fn a_school_year_is_read(#[case] text: &str, #[case] start: Option<i64>) {
        assert_eq!(SchoolYear::parse(text), start.map(SchoolYear));
    }

    #[rstest]
    #[case(2024, 8, 31, 2023)]
    #[case(2024, 9, 1, 2024)]
    #[case(2025, 5, 31, 2024)]
    fn a_school_year_starts_in_september(#[case] year: i32, #[case] month: u32, #[case] day: u32, #[case] start: i64) {
        let date = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        assert_eq!(SchoolYear::containing(date), SchoolYear(start));
        assert!(SchoolYear(start).contains(date));
        assert!(!SchoolYear(start).previous().contains(date));
    }

    #[test]
    fn the_turn_of_the_century_is_written_with_two_digits() {
        assert_eq!(SchoolYear(1999).short(), "1999/00");
        assert_eq!(SchoolYear(2008).long(), "2008/2009");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(start in 1900_i64..2200) {
            let year = SchoolYear(start);
            prop_assert_eq!(SchoolYear::parse(&year.short()), Some(year));
            prop_assert_eq!(SchoolYear::parse(&year.long()), Some(year));
            prop_assert_eq!(year.next().previous(), year);
        }

        #[test]
        fn no_text_and_no_number_is_too_much(text in any::<String>(), start in any::<i64>()) {
            let _ = SchoolYear::parse(&text);
            let year = SchoolYear(start);
            prop_assert!(!year.short().is_empty() && !year.previous().long().is_empty());
        }
    }
}
