use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args};

use super::super::labels;

/// Somebody who has to know an act.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Reader {
    /// the member of staff
    pub staff_id: i64,
    /// when the person confirmed to know it, or the signature on paper was noted
    pub acknowledged_at: Option<DateTime<Utc>>,
    /// the day of the signature on paper
    pub signed_on: Option<NaiveDate>,
    /// who has noted the signature on paper
    pub noted_by: String,
}

/// The acquaintance list of an act («лист ознакомления»).
///
/// # Errors
/// When the database does not answer.
pub async fn readers(db: &mut impl Reads, act_id: i64) -> Result<Vec<Reader>> {
    let sql = "SELECT staff_id, acknowledged_at, signed_on, noted_by FROM local_act_reader
        WHERE act_id = $1 ORDER BY staff_id";
    db.rows(sql, args![act_id]).await
}

/// Asks these people to know the act, besides those who are asked already. Those not named any more and not confirmed
/// yet are asked no longer.
///
/// # Errors
/// When the database refuses.
pub async fn save_readers(change: &mut Change, act_id: i64, staff: &[i64]) -> Result<()> {
    change.execute("DELETE FROM local_act_reader WHERE act_id = $1 AND acknowledged_at IS NULL", args![act_id]).await?;
    for id in staff {
        change
            .execute(
                "INSERT INTO local_act_reader (act_id, staff_id, acknowledged_at) VALUES ($1, $2, NULL)
                 ON CONFLICT (act_id, staff_id) DO NOTHING",
                args![act_id, *id],
            )
            .await?;
    }
    Ok(())
}

/// Keeps that a person knows the act. Answers whether this was news.
///
/// # Errors
/// When the database refuses.
pub async fn acknowledge(change: &mut Change, act_id: i64, staff_id: i64) -> Result<bool> {
    let at = change.now();
    let sql = "UPDATE local_act_reader SET acknowledged_at = $3
        WHERE act_id = $1 AND staff_id = $2 AND acknowledged_at IS NULL";
    Ok(change.execute(sql, args![act_id, staff_id, at]).await? > 0)
}

/// Keeps that a person has signed the acquaintance list on paper. Answers whether this was news.
///
/// # Errors
/// When the database refuses.
pub async fn note_signature(change: &mut Change, act_id: i64, staff_id: i64, signed_on: NaiveDate) -> Result<bool> {
    let (at, by) = (change.now(), change.actor().name.clone());
    let sql = "UPDATE local_act_reader SET acknowledged_at = $3, signed_on = $4, noted_by = $5
        WHERE act_id = $1 AND staff_id = $2 AND acknowledged_at IS NULL";
    Ok(change.execute(sql, args![act_id, staff_id, at, signed_on, by]).await? > 0)
}

/// Asks the readers of an edition to know the one that takes its place. Who has not confirmed the earlier one is not asked
/// for it any more. Answers how many were asked.
///
/// # Errors
/// When the database refuses.
pub async fn carry_readers(change: &mut Change, before: i64, after: i64) -> Result<u64> {
    let carried = change
        .execute(
            "INSERT INTO local_act_reader (act_id, staff_id)
             SELECT $2, r.staff_id FROM local_act_reader r JOIN staff s ON s.id = r.staff_id
             WHERE r.act_id = $1 AND s.left_on IS NULL
             ON CONFLICT (act_id, staff_id) DO NOTHING",
            args![before, after],
        )
        .await?;
    let sql = "DELETE FROM local_act_reader WHERE act_id = $1 AND acknowledged_at IS NULL";
    change.execute(sql, args![before]).await?;
    Ok(carried)
}

/// Staff who can sign in and so confirm for themselves.
///
/// # Errors
/// When the database does not answer.
pub async fn with_account(db: &mut impl Reads) -> Result<Vec<i64>> {
    let sql = "SELECT DISTINCT staff_id FROM account WHERE staff_id IS NOT NULL AND blocked_at IS NULL";
    let rows: Vec<(i64,)> = db.rows(sql, args![]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Approved acts that a member of staff is asked to know and has not confirmed yet: id and title, by title.
///
/// # Errors
/// When the database does not answer.
pub async fn to_read(db: &mut impl Reads, staff_id: i64) -> Result<Vec<(i64, String)>> {
    let sql = "SELECT a.id, a.title, a.edition FROM local_act_reader r JOIN local_act a ON a.id = r.act_id
        WHERE r.staff_id = $1 AND r.acknowledged_at IS NULL
            AND EXISTS (SELECT 1 FROM local_act_step s WHERE s.act_id = a.id AND s.act = 'approve')
            AND NOT EXISTS (SELECT 1 FROM local_act_step s WHERE s.act_id = a.id AND s.act IN ('expire', 'replace'))";
    let rows: Vec<(i64, String, i64)> = db.rows(sql, args![staff_id]).await?;
    let mut acts: Vec<(i64, String)> =
        rows.into_iter().map(|(id, title, edition)| (id, labels::edition_title(&title, edition))).collect();
    acts.sort_by_cached_key(|(_, title)| school::ru::sort_key(title));
    Ok(acts)
}
