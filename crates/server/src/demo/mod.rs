//! A believable school that does not exist: three years of marks, national tests, examinations and staff, with faults
//! for its deputy to find. Everything arrives through files, as in a real school, so every number has its source.

mod chance;
mod curriculum;
mod files;
mod forms;
mod load;
mod marks;
mod names;
mod papers;
mod people;
mod staffing;

use chrono::NaiveDate;

/// The invented school.
const SCHOOL_NAME: &str = "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 1»";
const SCHOOL_SHORT_NAME: &str = "МБОУ СОШ № 1";

/// How large the school is and when it lives.
#[derive(Debug, Clone)]
pub(crate) struct Size {
    pub(crate) students: usize,
    /// how many school years
    pub(crate) years: i64,
    /// the last of them
    pub(crate) newest: i64,
    pub(crate) seed: u64,
}

impl Size {
    /// The school years, oldest first.
    fn years(&self) -> impl Iterator<Item = i64> + use<> {
        (self.newest - self.years + 1)..=self.newest
    }

    /// Journal marks that a pupil gets in a year: a large school is for measuring and gets as many as a real one.
    fn marks_a_pupil(&self) -> i64 {
        i64::try_from(self.students).unwrap_or(1000).clamp(300, 1000)
    }
}

fn day(year: i64, month: u32, number: u32) -> NaiveDate {
    let year = i32::try_from(year).unwrap_or_default();
    NaiveDate::from_ymd_opt(year, month, number).expect("a day of the calendar, written here")
}
