use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

/// The council's decision about the cyclogram of a school year.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Adoption {
    /// id; whatever was saved later has a larger one
    pub id: i64,
    /// the school year
    pub school_year: i64,
    /// number of the minutes
    pub minutes_number: String,
    /// the day of the sitting
    pub adopted_on: NaiveDate,
    /// who wrote it down
    pub noted_by: String,
    /// when it was written down
    pub noted_at: DateTime<Utc>,
}

/// The latest adoption of a school year.
///
/// # Errors
/// When the database does not answer.
pub async fn adoption(db: &mut impl Reads, school_year: i64) -> Result<Option<Adoption>> {
    db.row(
        "SELECT id, school_year, minutes_number, adopted_on, noted_by, noted_at FROM calendar_adoption
         WHERE school_year = $1 ORDER BY id DESC",
        args![school_year],
    )
    .await
}

/// Writes an adoption down.
///
/// # Errors
/// When the database refuses.
pub async fn save_adoption(
    change: &mut Change,
    school_year: i64,
    (minutes_number, adopted_on): (&str, NaiveDate),
) -> Result<()> {
    let (noted_by, noted_at) = (change.actor().name.clone(), change.now());
    change
        .execute(
            "INSERT INTO calendar_adoption (id, school_year, minutes_number, adopted_on, noted_by, noted_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            args![new_id(), school_year, minutes_number, adopted_on, noted_by, noted_at],
        )
        .await?;
    Ok(())
}

/// Takes the records of adoption of a school year back.
///
/// # Errors
/// When the database refuses.
pub async fn withdraw_adoption(change: &mut Change, school_year: i64) -> Result<u64> {
    change.execute("DELETE FROM calendar_adoption WHERE school_year = $1", args![school_year]).await
}
