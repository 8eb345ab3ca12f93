//! What a row of the action plan is, and its columns. Pure.

use chrono::NaiveDate;
use school::ru;
use serde::{Deserialize, Serialize};
use web::forms::Fields;

use super::labels;
use super::period::{Period, read as read_period};
use crate::grid::{GridReader, GridRow};

/// A row of the action plan («мероприятие дорожной карты»).
#[derive(Debug, Clone, PartialEq, Eq, Default, sqlx::FromRow, Serialize, Deserialize)]
pub struct ActionPlanRow {
    /// id
    pub id: i64,
    /// the school year
    pub school_year: i64,
    /// its place in the table, from 1
    pub place: i64,
    /// the number as the school writes it
    pub number: String,
    /// «мероприятие»
    pub activity: String,
    /// «ожидаемые результаты»
    pub expected: String,
    /// «ответственные»
    pub responsible: String,
    /// «сроки» in words
    pub period: String,
    /// the first day, where it is clear
    pub starts_on: Option<NaiveDate>,
    /// the last day, where it is clear
    pub ends_on: Option<NaiveDate>,
    /// Grows with every save.
    pub version: i64,
}

impl ActionPlanRow {
    /// The days it takes: from the first to the last, where at least one is known.
    #[must_use]
    pub fn span(&self) -> Option<(NaiveDate, NaiveDate)> {
        let until = self.ends_on.or(self.starts_on)?;
        Some((self.starts_on.unwrap_or(until).min(until), until))
    }
}

/// A column of the action plan («графа»).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// «№»
    Number,
    /// «мероприятие»
    Activity,
    /// «ожидаемые результаты»
    Expected,
    /// «ответственные»
    Responsible,
    /// «сроки» in words
    Period,
    /// «начало»
    StartsOn,
    /// «окончание»
    EndsOn,
}

impl Column {
    fn words(self, row: &ActionPlanRow) -> Option<&String> {
        match self {
            Column::Number => Some(&row.number),
            Column::Activity => Some(&row.activity),
            Column::Expected => Some(&row.expected),
            Column::Responsible => Some(&row.responsible),
            Column::Period => Some(&row.period),
            Column::StartsOn | Column::EndsOn => None,
        }
    }

    fn date(self, row: &ActionPlanRow) -> Option<NaiveDate> {
        match self {
            Column::StartsOn => row.starts_on,
            Column::EndsOn => row.ends_on,
            _ => None,
        }
    }
}

impl GridRow for ActionPlanRow {
    type Column = Column;
    const COLUMNS: &'static [Column] = &[
        Column::Number,
        Column::Activity,
        Column::Expected,
        Column::Responsible,
        Column::Period,
        Column::StartsOn,
        Column::EndsOn,
    ];
    const NAME: Column = Column::Activity;

    fn code(column: Column) -> &'static str {
        match column {
            Column::Number => "number",
            Column::Activity => "activity",
            Column::Expected => "expected",
            Column::Responsible => "responsible",
            Column::Period => "period",
            Column::StartsOn => "starts_on",
            Column::EndsOn => "ends_on",
        }
    }
    fn label(column: Column) -> &'static str {
        labels::column(column)
    }
    fn list(column: Column) -> &'static str {
        if column == Column::Responsible { "list-people" } else { "" }
    }
    fn is_same(&self, column: Column, other: &Self) -> bool {
        let said = |row: &Self| column.words(row).map(|text| one_line(text));
        said(self) == said(other) && column.date(self) == column.date(other)
    }
    fn take(&mut self, column: Column, from: &Self) {
        match column {
            Column::Number => self.number.clone_from(&from.number),
            Column::Activity => self.activity.clone_from(&from.activity),
            Column::Expected => self.expected.clone_from(&from.expected),
            Column::Responsible => self.responsible.clone_from(&from.responsible),
            Column::Period => self.period.clone_from(&from.period),
            Column::StartsOn => self.starts_on = from.starts_on,
            Column::EndsOn => self.ends_on = from.ends_on,
        }
    }
    fn id(&self) -> i64 {
        self.id
    }
    fn version(&self) -> i64 {
        self.version
    }
    fn stand_as(&mut self, saved: &Self) {
        self.version = saved.version;
        self.place = saved.place;
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads and fills the rows of a school year, in the table and in the form of one row.
pub(super) struct Entering {
    pub(super) year: i64,
}

impl GridReader<ActionPlanRow> for Entering {
    fn typed(&self, column: Column, row: &ActionPlanRow) -> String {
        match column.words(row) {
            Some(text) => one_line(text),
            None => column.date(row).map(ru::date_short).unwrap_or_default(),
        }
    }

    fn blank(&self, place: i64) -> ActionPlanRow {
        ActionPlanRow { id: store::new_id(), school_year: self.year, place, ..ActionPlanRow::default() }
    }

    /// Dates that were left open are read from the words, where these are new and clear.
    fn read(&self, fields: &mut Fields, suffix: &str, before: &ActionPlanRow) -> ActionPlanRow {
        let mut row = before.clone();
        let field = |column: Column| format!("{}{suffix}", ActionPlanRow::code(column));
        row.number = fields.text_if_any(&field(Column::Number)).unwrap_or_default();
        row.activity = fields.long_text(&field(Column::Activity), labels::ACTIVITY_MISSING).unwrap_or_default();
        row.expected = fields.long_text_if_any(&field(Column::Expected)).unwrap_or_default();
        row.responsible = fields.text_if_any(&field(Column::Responsible)).unwrap_or_default();
        row.period = fields.text_if_any(&field(Column::Period)).unwrap_or_default();
        row.starts_on = fields.date_if_any(&field(Column::StartsOn));
        row.ends_on = fields.date_if_any(&field(Column::EndsOn));
        if row.starts_on.zip(row.ends_on).is_some_and(|(from, until)| until < from) {
            fields.refuse(&field(Column::EndsOn), labels::DATES_TURNED);
        }
        // A cell of the table holds one line: lines that the form has kept are not torn by it.
        for column in [Column::Activity, Column::Expected] {
            if row.is_same(column, before) && !column.words(&row).is_some_and(|text| text.contains('\n')) {
                row.take(column, before);
            }
        }
        let has_new_words = row.period != before.period || before.version == 0;
        let has_old_days = (row.starts_on, row.ends_on) == (before.starts_on, before.ends_on);
        if has_new_words
            && has_old_days
            && let Period::Days { from, until } = read_period(&row.period)
        {
            (row.starts_on, row.ends_on) = (from, Some(until));
        }
        row
    }
}

/// The words about time a year later: «сентябрь 2024» becomes «сентябрь 2025».
pub(super) fn a_year_later(words: &str) -> String {
    let mut later = String::new();
    let mut digits = String::new();
    for letter in words.chars().chain(std::iter::once('\n')) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        let year = digits.parse::<i32>().ok().filter(|year| digits.len() == 4 && (2000..2100).contains(year));
        later.push_str(&year.map_or_else(|| digits.clone(), |year| (year + 1).to_string()));
        digits.clear();
        later.push(letter);
    }
    later.pop();
    later
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::differences;

    #[test]
    fn words_about_time_move_by_a_year() {
        assert_eq!(a_year_later("сентябрь 2024 – май 2025"), "сентябрь 2025 – май 2026");
        assert_eq!(a_year_later("до 15.03.2025"), "до 15.03.2026");
        assert_eq!(a_year_later("в течение года"), "в течение года");
    }

    #[test]
    fn every_column_is_told_apart_and_carried_over() {
        let one = ActionPlanRow { id: 1, ..ActionPlanRow::default() };
        let words = || "слова".to_owned();
        let day = "2024-09-01".parse().ok();
        let other = ActionPlanRow {
            number: words(),
            activity: words(),
            expected: words(),
            responsible: words(),
            period: words(),
            starts_on: day,
            ends_on: day,
            ..one.clone()
        };
        assert_eq!(differences(&one, &other), ActionPlanRow::COLUMNS);
        let mut copy = one.clone();
        for column in ActionPlanRow::COLUMNS {
            copy.take(*column, &other);
        }
        assert_eq!(copy, other);
    }

    #[test]
    fn new_words_are_new_days_and_lines_stay_lines() {
        let entering = Entering { year: 2024 };
        let before =
            ActionPlanRow { activity: "Собрать\nгруппу".to_owned(), version: 1, ..entering.blank(1) };
        let mut sent = Fields::empty().with("activity", "Собрать группу").with("period", "май 2025");
        let row = entering.read(&mut sent, "", &before);
        assert_eq!(row.activity, before.activity);
        assert_eq!((row.starts_on, row.ends_on), ("2025-05-01".parse().ok(), "2025-05-31".parse().ok()));
        let mut moved = Fields::empty().with("activity", "А").with("period", "май 2025").with("ends_on", "20.05.2025");
        assert_eq!(entering.read(&mut moved, "", &before).ends_on, "2025-05-20".parse().ok());
    }
}
