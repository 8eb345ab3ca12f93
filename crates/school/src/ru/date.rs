//! Dates and moments as text and back.

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Timelike};

const MONTHS: [(&str, &str); 12] = [
    ("январь", "января"),
    ("февраль", "февраля"),
    ("март", "марта"),
    ("апрель", "апреля"),
    ("май", "мая"),
    ("июнь", "июня"),
    ("июль", "июля"),
    ("август", "августа"),
    ("сентябрь", "сентября"),
    ("октябрь", "октября"),
    ("ноябрь", "ноября"),
    ("декабрь", "декабря"),
];

/// The name of a month, 1 to 12: «июнь»; empty for any other number.
#[must_use]
pub fn month_name(month: u32) -> &'static str {
    month_forms(month).0
}

/// The name of a month as it follows a day: «июня»; empty for any other number.
#[must_use]
pub fn month_genitive(month: u32) -> &'static str {
    month_forms(month).1
}

fn month_forms(month: u32) -> (&'static str, &'static str) {
    usize::try_from(month)
        .ok()
        .and_then(|month| month.checked_sub(1))
        .and_then(|index| MONTHS.get(index))
        .copied()
        .unwrap_or_default()
}

/// «5 июня 2026 г.».
#[must_use]
pub fn date_long(date: NaiveDate) -> String {
    format!("{} {} {} г.", date.day(), month_genitive(date.month()), date.year())
}

/// `05.06.2026`.
#[must_use]
pub fn date_short(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// `05.06.2026 14:05`, by the clock of the moment's own time zone.
#[must_use]
pub fn moment_short<Zone: TimeZone>(moment: &DateTime<Zone>) -> String {
    let local = moment.naive_local();
    format!("{} {:02}:{:02}", date_short(local.date()), local.hour(), local.minute())
}

/// Reads `05.06.2026`, `5.6.2026`, `05.06.26` and `2026-06-05`, a trailing «г.» allowed.
///
/// A year of two digits is 2000–2049 up to 49 and 1950–1999 from 50.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.strip_suffix("г.").map_or(text, str::trim_end);
    if let [year, month, day] = text.split('-').collect::<Vec<_>>()[..] {
        let year = (year.len() == 4).then(|| digits(year)).flatten()?;
        return calendar(year, two_digits(month)?, two_digits(day)?);
    }
    let [day, month, year] = text.split('.').collect::<Vec<_>>()[..] else {
        return None;
    };
    let year = match (year.len(), digits(year)?) {
        (4, year) => year,
        (2, short) if short < 50 => 2000 + short,
        (2, short) => 1900 + short,
        _ => return None,
    };
    calendar(year, two_digits(month)?, two_digits(day)?)
}

fn calendar(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
}

fn two_digits(text: &str) -> Option<u32> {
    (1..=2).contains(&text.len()).then(|| digits(text)).flatten()
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use chrono::{FixedOffset, Utc};
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_written_as_papers_write_them() {
        assert_eq!(date_long(date(2026, 6, 5)), "5 июня 2026 г.");
        assert_eq!(date_short(date(2026, 6, 5)), "05.06.2026");
        assert_eq!(month_name(9), "сентябрь");
        assert_eq!((month_name(0), month_genitive(13)), ("", ""));
    }

    #[test]
    fn a_moment_is_written_by_its_own_clock() {
        let moment = Utc.with_ymd_and_hms(2026, 6, 5, 21, 5, 59).unwrap();
        assert_eq!(moment_short(&moment), "05.06.2026 21:05");
        let in_omsk = moment.with_timezone(&FixedOffset::east_opt(6 * 3600).unwrap());
        assert_eq!(moment_short(&in_omsk), "06.06.2026 03:05");
    }

    #[rstest]
    #[case("05.06.2026", Some((2026, 6, 5)))]
    #[case(" 5.6.2026 г. ", Some((2026, 6, 5)))]
    #[case("05.06.26", Some((2026, 6, 5)))]
    #[case("05.06.75", Some((1975, 6, 5)))]
    #[case("2026-06-05", Some((2026, 6, 5)))]
    #[case("29.02.2024", Some((2024, 2, 29)))]
    #[case("29.02.2023", None)]
    #[case("31.04.2026", None)]
    #[case("06/05/2026", None)]
    #[case("5.6.226", None)]
    #[case("5.6", None)]
    #[case("26-06-05", None)]
    #[case("+5.06.2026", None)]
    #[case("", None)]
    fn dates_are_read(#[case] text: &str, #[case] read: Option<(i32, u32, u32)>) {
        assert_eq!(parse_date(text), read.map(|(year, month, day)| date(year, month, day)));
    }

    proptest! {
        #[test]
        fn a_written_date_is_read_back(days in 0_u32..400_000) {
            let day = date(1000, 1, 1) + chrono::Days::new(u64::from(days));
            prop_assert_eq!(parse_date(&date_short(day)), Some(day));
            prop_assert_eq!(parse_date(&day.to_string()), Some(day));
        }

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>(), like in "[0-9.-]{0,12}( г\\.)?") {
            let _ = (parse_date(&text), parse_date(&like));
        }
    }
}
