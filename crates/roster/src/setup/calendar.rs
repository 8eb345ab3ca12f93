use chrono::NaiveDate;
use school::{SchoolYear, Term, TermScheme};

/// A term and its first and last day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TermDates {
    /// which term
    pub term: Term,
    /// first day
    pub starts_on: NaiveDate,
    /// last day
    pub ends_on: NaiveDate,
}

/// Why the dates of terms cannot be accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotDate {
    /// a term ends before it begins
    #[error("{0}: последний день раньше первого")]
    Backwards(Term),
    /// a term leaves the school year
    #[error("{0}: даты выходят за пределы учебного года")]
    OutsideYear(Term),
    /// two terms of one scheme share a day
    #[error("{0} начинается раньше, чем заканчивается {1}")]
    Overlap(Term, Term),
}

/// The day of a school year on which its classes are looked at: today, or the nearest day of that year.
#[must_use]
pub fn day_within(year: SchoolYear, today: NaiveDate) -> NaiveDate {
    let (first, last) = usual_year(year);
    today.clamp(first, last)
}

/// The first and the last day of a school year unless the school says otherwise: 1 September and 31 August.
#[must_use]
pub fn usual_year(year: SchoolYear) -> (NaiveDate, NaiveDate) {
    (day(year.0, 9, 1), day(year.0 + 1, 8, 31))
}

/// The usual dates of a scheme's terms; a school corrects them once a year.
#[must_use]
pub fn usual_terms(year: SchoolYear, scheme: TermScheme) -> Vec<TermDates> {
    type MonthDay = (u32, u32);
    let days: &[(MonthDay, MonthDay)] = match scheme {
        TermScheme::Quarters => &[((9, 1), (10, 26)), ((11, 5), (12, 30)), ((1, 9), (3, 23)), ((4, 1), (5, 31))],
        TermScheme::HalfYears => &[((9, 1), (12, 30)), ((1, 9), (5, 31))],
        TermScheme::Trimesters => &[((9, 1), (11, 17)), ((11, 25), (2, 16)), ((2, 24), (5, 31))],
    };
    let of_year = |(month, number): MonthDay| day(year.0 + i64::from(month < 9), month, number);
    scheme
        .terms()
        .iter()
        .zip(days)
        .map(|(term, (from, until))| TermDates { term: *term, starts_on: of_year(*from), ends_on: of_year(*until) })
        .collect()
}

fn day(year: i64, month: u32, number: u32) -> NaiveDate {
    i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, number)).unwrap_or_default()
}

/// Checks the terms of one scheme, in order, against each other and the year they belong to.
///
/// # Errors
/// [`CannotDate`]: the first fault.
pub fn check_terms(terms: &[TermDates], year: (NaiveDate, NaiveDate)) -> Result<(), CannotDate> {
    for dates in terms {
        if dates.ends_on <= dates.starts_on {
            return Err(CannotDate::Backwards(dates.term));
        }
        if dates.starts_on < year.0 || dates.ends_on > year.1 {
            return Err(CannotDate::OutsideYear(dates.term));
        }
    }
    match terms.windows(2).find(|pair| pair[1].starts_on <= pair[0].ends_on) {
        Some(pair) => Err(CannotDate::Overlap(pair[1].term, pair[0].term)),
        None => Ok(()),
    }
}

/// The term that a day counts to: the last one that has begun. A day of holidays counts to the term before them;
/// whether it is one, the second value says.
#[must_use]
pub fn term_on(terms: &[TermDates], on: NaiveDate) -> Option<(Term, bool)> {
    terms
        .iter()
        .filter(|dates| dates.starts_on <= on)
        .max_by_key(|dates| dates.starts_on)
        .map(|dates| (dates.term, on > dates.ends_on))
}
