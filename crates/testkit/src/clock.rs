use std::sync::{Arc, Mutex};

use chrono::{DateTime, NaiveDate, Utc};

/// A clock that stands still until a test moves it.
#[derive(Debug, Clone)]
pub struct StoppedClock(Arc<Mutex<(DateTime<Utc>, NaiveDate)>>);

impl Default for StoppedClock {
    /// Thursday, 5 June 2025, nine in the morning in Moscow: the school year 2024/25 has just ended.
    fn default() -> Self {
        let date = NaiveDate::from_ymd_opt(2025, 6, 5).expect("a date of the calendar");
        Self::at(date)
    }
}

impl StoppedClock {
    /// Nine in the morning (Moscow) of `date`.
    #[must_use]
    pub fn at(date: NaiveDate) -> Self {
        let moment = date.and_hms_opt(6, 0, 0).expect("six in the morning exists").and_utc();
        Self(Arc::new(Mutex::new((moment, date))))
    }

    /// The moment and the date it shows.
    #[must_use]
    pub fn read(&self) -> (DateTime<Utc>, NaiveDate) {
        *self.0.lock().unwrap()
    }

    /// The moment it shows.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.read().0
    }

    /// The date it shows.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.read().1
    }

    /// Lets some days pass.
    pub fn pass_days(&self, days: i64) {
        let mut shown = self.0.lock().unwrap();
        shown.0 += chrono::Duration::days(days);
        shown.1 += chrono::Duration::days(days);
    }

    /// The clock as the program takes it.
    #[must_use]
    pub fn as_clock(&self) -> access::Clock {
        let shown = self.clone();
        Arc::new(move || shown.read())
    }
}
