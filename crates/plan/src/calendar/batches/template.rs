//! The year template: typical rows of a cyclogram, as data. Pure.

use std::sync::LazyLock;

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::Deserialize;

use crate::calendar::{Area, Procedure, ProcedureKind};

/// The template that comes with the program.
pub static TEMPLATE: LazyLock<YearTemplate> = LazyLock::new(|| {
    let text = include_str!("../../../../../packs/year-calendar.toml");
    let file: File = toml::from_str(text).expect("the template is read in a test");
    YearTemplate { name: file.calendar.name, source: file.calendar.source, rows: file.procedure }
});

/// Typical rows of a cyclogram («типовая циклограмма»).
#[derive(Debug, Clone)]
pub struct YearTemplate {
    /// its name
    pub name: String,
    /// where its rows come from
    pub source: String,
    /// the rows, in the order of the year
    pub rows: Vec<TemplateRow>,
}

#[derive(Deserialize)]
struct File {
    calendar: About,
    procedure: Vec<TemplateRow>,
}

#[derive(Deserialize)]
struct About {
    name: String,
    source: String,
}

/// A typical row; its days are told by month and day of the school year.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateRow {
    area: Area,
    object: String,
    name: String,
    kind: ProcedureKind,
    from: String,
    until: String,
    classes: String,
    responsible: String,
    performers: String,
    method: String,
    instrument: String,
    #[serde(default)]
    indicators: Vec<String>,
    periodicity: String,
    local_act: String,
    result_form: String,
    considered_at: String,
    decision_form: String,
}

impl TemplateRow {
    /// The row in a school year.
    #[must_use]
    pub fn in_year(&self, school_year: i64, place: i64) -> Procedure {
        Procedure {
            area: self.area,
            object: self.object.clone(),
            name: self.name.clone(),
            kind: self.kind,
            method: self.method.clone(),
            instrument: self.instrument.clone(),
            indicators: self.indicators.clone(),
            periodicity: self.periodicity.clone(),
            starts_on: day_of_year(school_year, &self.from).map(not_on_sunday),
            due_on: day_of_year(school_year, &self.until).map(not_on_sunday),
            classes: self.classes.clone(),
            responsible: self.responsible.clone(),
            performers: self.performers.clone(),
            local_act: self.local_act.clone(),
            result_form: self.result_form.clone(),
            considered_at: self.considered_at.clone(),
            decision_form: self.decision_form.clone(),
            ..Procedure::blank(0, school_year, place)
        }
    }
}

/// «09-10» in the school year: from September in its first calendar year, before that in its second.
fn day_of_year(school_year: i64, month_day: &str) -> Option<NaiveDate> {
    let (month, day) = month_day.split_once('-')?;
    let (month, day): (u32, u32) = (month.parse().ok()?, day.parse().ok()?);
    let first = i32::try_from(school_year).ok()?;
    NaiveDate::from_ymd_opt(if month >= 9 { first } else { first + 1 }, month, day)
}

/// A year later, on the same day of the same month; the last of February where there is no 29th.
#[must_use]
pub fn next_year(day: NaiveDate) -> NaiveDate {
    not_on_sunday(day.checked_add_months(Months::new(12)).unwrap_or(day))
}

/// School does not work on Sunday: Monday then.
fn not_on_sunday(day: NaiveDate) -> NaiveDate {
    if day.weekday() == Weekday::Sun { day.checked_add_days(Days::new(1)).unwrap_or(day) } else { day }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rstest::rstest;
    use school::SchoolYear;

    use super::*;

    #[rstest]
    #[case("2024-09-10", "2025-09-10")]
    #[case("2024-02-29", "2025-02-28")]
    #[case("2024-09-14", "2025-09-15")]
    #[case("2025-05-31", "2026-06-01")]
    fn a_row_moves_to_the_same_day_of_the_next_year(#[case] day: NaiveDate, #[case] moved: NaiveDate) {
        assert_eq!(next_year(day), moved);
    }

    #[test]
    fn the_template_covers_the_year_and_all_areas() {
        assert!(TEMPLATE.rows.len() >= 30 && !TEMPLATE.source.is_empty());
        for year in 2023..2030 {
            for row in &TEMPLATE.rows {
                let row = row.in_year(year, 1);
                let (from, until) = (row.starts_on.unwrap(), row.due_on.unwrap());
                assert!(
                    from <= until && SchoolYear(year).contains(from) && SchoolYear(year).contains(until),
                    "{row:?}"
                );
                assert!(!row.responsible.is_empty() && !row.result_form.is_empty() && !row.instrument.is_empty());
            }
        }
        let areas: BTreeSet<Area> = TEMPLATE.rows.iter().map(|row| row.area).collect();
        assert_eq!(areas.len(), Area::ALL.len());
        let months: BTreeSet<u32> =
            TEMPLATE.rows.iter().filter_map(|row| row.in_year(2024, 1).due_on).map(|day| day.month()).collect();
        assert!(months.len() >= 10);
    }
}
