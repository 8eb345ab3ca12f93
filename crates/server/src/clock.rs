//! The only place that reads the time of the system.

use std::sync::Arc;

use access::Clock;
use chrono::{DateTime, FixedOffset, Local, NaiveDate, Offset, Utc};

/// Overrides the local time zone: `+05:00`.
const OFFSET: &str = "VSOKO_UTC_OFFSET";
/// Moscow, all the year round.
const MOSCOW_SECONDS: i32 = 3 * 3600;

/// The moment and the local date of the school.
#[must_use]
pub(crate) fn system() -> Clock {
    Arc::new(now)
}

/// The moment and the local date now.
#[expect(clippy::disallowed_methods, reason = "this is the binary's clock")]
pub(crate) fn now() -> (DateTime<Utc>, NaiveDate) {
    let fixed = std::env::var(OFFSET).ok().and_then(|text| text.parse::<FixedOffset>().ok());
    let now = Utc::now();
    (now, local_date(now, fixed))
}

/// A computer that says it is in Greenwich has simply not been told where it is: then the school is taken for a
/// Moscow one.
fn local_date(now: DateTime<Utc>, fixed: Option<FixedOffset>) -> NaiveDate {
    let system = now.with_timezone(&Local).offset().fix();
    let moscow = FixedOffset::east_opt(MOSCOW_SECONDS).expect("three hours are less than a day");
    let offset = fixed.unwrap_or(if system.local_minus_utc() == 0 { moscow } else { system });
    now.with_timezone(&offset).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_that_of_the_school() {
        let late: DateTime<Utc> = "2025-06-05T22:00:00Z".parse().unwrap();
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(local_date(late, FixedOffset::east_opt(0)), day("2025-06-05"));
        assert_eq!(local_date(late, FixedOffset::east_opt(7 * 3600)), day("2025-06-06"));
    }
}
