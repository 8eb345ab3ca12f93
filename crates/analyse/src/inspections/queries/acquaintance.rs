use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args};

use crate::inspections::inspection::Reader;

/// Somebody who has to know a report, and since when she does.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Acquainted {
    /// who
    pub staff_id: i64,
    /// when she said so
    pub acknowledged_on: Option<NaiveDate>,
}

/// Who has to know a report («лист ознакомления»).
///
/// # Errors
/// When the database does not answer.
pub async fn acquaintance(db: &mut impl Reads, inspection_id: i64) -> Result<Vec<Acquainted>> {
    db.rows(
        "SELECT a.staff_id, k.acknowledged_on FROM inspection_acquaintance a
         LEFT JOIN inspection_acknowledgement k ON k.inspection_id = a.inspection_id AND k.staff_id = a.staff_id
         WHERE a.inspection_id = $1 ORDER BY a.added_at, a.staff_id",
        args![inspection_id],
    )
    .await
}

/// Whether this person has to know a report that is signed.
///
/// # Errors
/// When the database does not answer.
pub async fn is_listed(db: &mut impl Reads, reader: Reader, inspection_id: i64) -> Result<bool> {
    let sql = "SELECT COUNT(*) FROM inspection_acquaintance a
        JOIN inspection_report_signature s ON s.inspection_id = a.inspection_id
        WHERE a.inspection_id = $1 AND a.staff_id = $2";
    Ok(db.number(sql, args![inspection_id, reader.staff_id]).await? != Some(0))
}

/// Puts somebody on the list; twice is once.
///
/// # Errors
/// When the database refuses.
pub async fn acquaint(change: &mut Change, inspection_id: i64, staff_id: i64) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO inspection_acquaintance (inspection_id, staff_id, added_at, added_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (inspection_id, staff_id) DO NOTHING",
            args![inspection_id, staff_id, at, by],
        )
        .await?;
    Ok(())
}

/// Takes somebody off the list who has not yet said that she knows the report; answers whether she was taken off.
///
/// # Errors
/// When the database refuses.
pub async fn remove_acquaintance(change: &mut Change, inspection_id: i64, staff_id: i64) -> Result<bool> {
    let removed = change
        .execute(
            "DELETE FROM inspection_acquaintance WHERE inspection_id = $1 AND staff_id = $2
                AND NOT EXISTS (SELECT 1 FROM inspection_acknowledgement k WHERE k.inspection_id = $1 AND k.staff_id = $2)",
            args![inspection_id, staff_id],
        )
        .await?;
    Ok(removed > 0)
}

/// Says that a person on the list knows the report («ознакомлен»).
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(change: &mut Change, inspection_id: i64, staff_id: i64) -> Result<()> {
    let (at, on) = (change.now(), change.today());
    change
        .execute(
            "INSERT INTO inspection_acknowledgement (inspection_id, staff_id, acknowledged_on, acknowledged_at)
             VALUES ($1, $2, $3, $4) ON CONFLICT (inspection_id, staff_id) DO NOTHING",
            args![inspection_id, staff_id, on, at],
        )
        .await?;
    Ok(())
}
