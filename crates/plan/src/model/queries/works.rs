use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::super::{VprWindow, WorkLesson};

/// The days of the national tests as the school has entered them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnteredWindow {
    /// id
    pub id: i64,
    /// the school year
    pub school_year: i64,
    /// the days, who writes, and where the days are taken from
    pub window: VprWindow,
}

#[derive(sqlx::FromRow)]
struct WindowRow {
    id: i64,
    school_year: i64,
    starts_on: NaiveDate,
    ends_on: NaiveDate,
    year_groups: String,
    source: String,
}

impl From<WindowRow> for EnteredWindow {
    fn from(row: WindowRow) -> Self {
        let year_groups = row.year_groups.split_whitespace().filter_map(|group| group.parse().ok()).collect();
        let window = VprWindow { from: row.starts_on, until: row.ends_on, year_groups, source: row.source };
        Self { id: row.id, school_year: row.school_year, window }
    }
}

/// The days of the national tests of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn windows(db: &mut impl Reads, school_year: i64) -> Result<Vec<EnteredWindow>> {
    let sql = "SELECT id, school_year, starts_on, ends_on, year_groups, source FROM vpr_window
        WHERE school_year = $1 ORDER BY starts_on, ends_on, id";
    let rows: Vec<WindowRow> = db.rows(sql, args![school_year]).await?;
    Ok(rows.into_iter().map(EnteredWindow::from).collect())
}

/// One entry of days.
///
/// # Errors
/// When the database does not answer.
pub async fn window(db: &mut impl Reads, id: i64) -> Result<Option<EnteredWindow>> {
    let sql = "SELECT id, school_year, starts_on, ends_on, year_groups, source FROM vpr_window WHERE id = $1";
    let row: Option<WindowRow> = db.row(sql, args![id]).await?;
    Ok(row.map(EnteredWindow::from))
}

/// Keeps days; answers their id.
///
/// # Errors
/// When the database refuses.
pub async fn add_window(change: &mut Change, school_year: i64, window: &VprWindow) -> Result<i64> {
    let id = new_id();
    let groups: Vec<String> = window.year_groups.iter().map(u8::to_string).collect();
    change
        .execute(
            "INSERT INTO vpr_window (id, school_year, starts_on, ends_on, year_groups, source)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![id, school_year, window.from, window.until, groups.join(" "), &window.source],
        )
        .await?;
    Ok(id)
}

/// Removes days.
///
/// # Errors
/// When the database refuses.
pub async fn remove_window(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM vpr_window WHERE id = $1", args![id]).await?;
    Ok(())
}

/// At which lessons works are written, by procedure.
///
/// # Errors
/// When the database does not answer.
pub async fn lessons(db: &mut impl Reads) -> Result<BTreeMap<i64, WorkLesson>> {
    let sql = "SELECT procedure_id, lesson, lessons_that_day, takes FROM work_lesson ORDER BY procedure_id";
    let rows: Vec<(i64, Option<i64>, Option<i64>, i64)> = db.rows(sql, args![]).await?;
    let known = |(id, lesson, lessons_that_day, takes)| (id, WorkLesson { lesson, lessons_that_day, takes });
    Ok(rows.into_iter().map(known).collect())
}

/// Keeps at which lesson a work is written.
///
/// # Errors
/// When the database refuses.
pub async fn save_lesson(change: &mut Change, procedure_id: i64, known: WorkLesson) -> Result<()> {
    change
        .execute(
            "INSERT INTO work_lesson (procedure_id, lesson, lessons_that_day, takes) VALUES ($1, $2, $3, $4)
             ON CONFLICT (procedure_id) DO UPDATE SET lesson = excluded.lesson,
                lessons_that_day = excluded.lessons_that_day, takes = excluded.takes",
            args![procedure_id, known.lesson, known.lessons_that_day, known.takes],
        )
        .await?;
    Ok(())
}

/// Hours of the curriculum of a school year, by subject and year group.
///
/// # Errors
/// When the database does not answer.
pub async fn hours(db: &mut impl Reads, school_year: i64) -> Result<BTreeMap<(i64, u8), i64>> {
    let sql = "SELECT subject_id, year_group, hours FROM subject_hours WHERE school_year = $1
        ORDER BY subject_id, year_group";
    let rows: Vec<(i64, i64, i64)> = db.rows(sql, args![school_year]).await?;
    Ok(rows
        .into_iter()
        .filter_map(|(subject, group, hours)| Some(((subject, u8::try_from(group).ok()?), hours)))
        .collect())
}

/// Keeps the hours of a subject in a year group; without hours forgets them.
///
/// # Errors
/// When the database refuses.
pub async fn save_hours(
    change: &mut Change,
    school_year: i64,
    (subject, group): (i64, u8),
    hours: Option<i64>,
) -> Result<()> {
    let Some(hours) = hours else {
        let sql = "DELETE FROM subject_hours WHERE school_year = $1 AND subject_id = $2 AND year_group = $3";
        change.execute(sql, args![school_year, subject, i64::from(group)]).await?;
        return Ok(());
    };
    change
        .execute(
            "INSERT INTO subject_hours (school_year, subject_id, year_group, hours) VALUES ($1, $2, $3, $4)
             ON CONFLICT (school_year, subject_id, year_group) DO UPDATE SET hours = excluded.hours",
            args![school_year, subject, i64::from(group), hours],
        )
        .await?;
    Ok(())
}
