use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args, new_id};

/// A row of the action plan («мероприятие дорожной карты»).
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
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

/// The action plan of a school year, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn rows(db: &mut impl Reads, school_year: i64) -> Result<Vec<ActionPlanRow>> {
    db.rows(
        "SELECT id, school_year, place, number, activity, expected, responsible, period, starts_on, ends_on, version
         FROM action_plan_row WHERE school_year = $1 ORDER BY place, id",
        args![school_year],
    )
    .await
}

/// One row.
///
/// # Errors
/// When the database does not answer.
pub async fn row(db: &mut impl Reads, id: i64) -> Result<Option<ActionPlanRow>> {
    db.row(
        "SELECT id, school_year, place, number, activity, expected, responsible, period, starts_on, ends_on, version
         FROM action_plan_row WHERE id = $1",
        args![id],
    )
    .await
}

/// The place after the last row of a year.
///
/// # Errors
/// When the database does not answer.
pub async fn next_place(db: &mut impl Reads, school_year: i64) -> Result<i64> {
    let last = db.number("SELECT MAX(place) FROM action_plan_row WHERE school_year = $1", args![school_year]).await?;
    Ok(last.unwrap_or(0) + 1)
}

/// Saves a row; one without an id (0) gets one. Its version grows. Answers the id.
///
/// # Errors
/// When the database refuses.
pub async fn save_row(change: &mut Change, row: &ActionPlanRow) -> Result<i64> {
    let id = if row.id == 0 { new_id() } else { row.id };
    change
        .execute(
            "INSERT INTO action_plan_row (id, school_year, place, number, activity, expected, responsible, period,
                starts_on, ends_on, version)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (id) DO UPDATE SET place = excluded.place, number = excluded.number,
                activity = excluded.activity, expected = excluded.expected, responsible = excluded.responsible,
                period = excluded.period, starts_on = excluded.starts_on, ends_on = excluded.ends_on,
                version = excluded.version",
            args![
                id,
                row.school_year,
                row.place,
                &row.number,
                &row.activity,
                &row.expected,
                &row.responsible,
                &row.period,
                row.starts_on,
                row.ends_on,
                row.version + 1
            ],
        )
        .await?;
    Ok(id)
}

/// Removes one row.
///
/// # Errors
/// When the database refuses.
pub async fn remove_row(change: &mut Change, id: i64) -> Result<()> {
    change.execute("DELETE FROM action_plan_row WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Removes all rows of a year.
///
/// # Errors
/// When the database refuses.
pub async fn remove_rows(change: &mut Change, school_year: i64) -> Result<()> {
    change.execute("DELETE FROM action_plan_row WHERE school_year = $1", args![school_year]).await?;
    Ok(())
}
