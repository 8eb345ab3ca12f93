//! What a cell holds.

use std::borrow::Cow;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use crate::labels;

/// The content of a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'r> {
    /// No content. An empty text is not this: in a gradebook export it is a lesson without a mark.
    Empty,
    /// Text, exactly as stored.
    Text(&'r str),
    /// A number.
    Number(Number<'r>),
    /// A truth value.
    Bool(bool),
    /// A date, with midnight when the cell has no time.
    Date(NaiveDateTime),
    /// An error of a formula: `#REF!`, `#DIV/0!`.
    Error(&'r str),
}

impl<'r> Value<'r> {
    /// Whether there is nothing to see: no content, or only blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            _ => false,
        }
    }

    /// The content as a person sees it: numbers in their shortest form, dates as 31.12.2025.
    #[must_use]
    pub fn shown(&self) -> Cow<'r, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Error(text) => Cow::Borrowed(text),
            Self::Number(number) => number.decimal(),
            Self::Bool(value) => Cow::Borrowed(labels::truth(*value)),
            Self::Date(moment) if moment.time() == chrono::NaiveTime::MIN => {
                Cow::Owned(moment.format("%d.%m.%Y").to_string())
            }
            Self::Date(moment) => Cow::Owned(moment.format("%d.%m.%Y %H:%M").to_string()),
        }
    }
}

/// A number with the digits the file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<'r>(&'r str);

/// Digits that a binary number of a workbook surely keeps.
const SURE_DIGITS: usize = 15;

impl<'r> Number<'r> {
    /// The number, if the text is one in the notation of files: `-12.5`, `1E-3`.
    #[must_use]
    pub fn read(text: &'r str) -> Option<Self> {
        let starts_well =
            text.bytes().next().is_some_and(|b| b.is_ascii_digit() || b == b'-' || b == b'.' || b == b'+');
        let is_number = starts_well && text.parse::<f64>().is_ok_and(f64::is_finite);
        is_number.then_some(Self(text))
    }

    /// The digits as the file has them: `4.0999999999999996`.
    #[must_use]
    pub fn stored(self) -> &'r str {
        self.0
    }

    /// The exact decimal that was meant: the shortest one that is the same binary number, `4.1`.
    /// Decimals of up to 15 digits are returned as stored.
    #[must_use]
    pub fn decimal(self) -> Cow<'r, str> {
        let digits = self.0.bytes().filter(u8::is_ascii_digit).count();
        let is_plain = digits <= SURE_DIGITS
            && self.0.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-')
            && !self.0.starts_with('.')
            && !self.0.ends_with('.');
        if is_plain { Cow::Borrowed(self.0) } else { Cow::Owned(format!("{}", self.approximate())) }
    }

    /// The whole number, when there is no fraction.
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        let decimal = self.decimal();
        match decimal.split_once('.') {
            None => decimal.parse().ok(),
            Some((whole, fraction)) if fraction.bytes().all(|b| b == b'0') => whole.parse().ok(),
            Some(_) => None,
        }
    }

    /// The nearest binary number, for drawing and dates only.
    #[must_use]
    pub fn approximate(self) -> f64 {
        self.0.parse().unwrap_or(0.0)
    }
}

/// The first day that a workbook counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 1 January 1900 is day 1, and 29 February 1900 is believed to have been.
    Year1900,
    /// 1 January 1904 is day 0.
    Year1904,
}

const SECONDS_A_DAY: f64 = 86_400.0;
const LAST_DAY: f64 = 2_958_466.0;

/// The moment that a serial number means.
pub(crate) fn moment(serial: f64, epoch: Epoch) -> Option<NaiveDateTime> {
    if !(0.0..LAST_DAY).contains(&serial) {
        return None;
    }
    let start = match epoch {
        Epoch::Year1904 => NaiveDate::from_ymd_opt(1904, 1, 1)?,
        Epoch::Year1900 if serial < 60.0 => NaiveDate::from_ymd_opt(1899, 12, 31)?,
        Epoch::Year1900 => NaiveDate::from_ymd_opt(1899, 12, 30)?,
    };
    #[expect(clippy::cast_possible_truncation, reason = "bounded above: fits")]
    let seconds = (serial * SECONDS_A_DAY + 0.5).floor() as i64;
    start.and_hms_opt(0, 0, 0)?.checked_add_signed(Duration::seconds(seconds))
}

/// The moment of an ISO 8601 text: `2025-12-31` or `2025-12-31T08:30:00`.
pub(crate) fn iso_moment(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim_end_matches('Z');
    NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
        .ok()
        .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
}
