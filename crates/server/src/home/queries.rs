use store::{Reads, Result, args};

/// Whether any mark of the year is there.
pub(super) async fn has_marks(db: &mut impl Reads, year: i64) -> Result<bool> {
    is_any(db, "SELECT 1 FROM period_mark WHERE school_year = $1 LIMIT 1", year).await
}

/// Whether any assessed paper of the year is there.
pub(super) async fn has_papers(db: &mut impl Reads, year: i64) -> Result<bool> {
    is_any(db, "SELECT 1 FROM assessed_paper WHERE school_year = $1 LIMIT 1", year).await
}

async fn is_any(db: &mut impl Reads, sql: &'static str, year: i64) -> Result<bool> {
    Ok(!db.rows::<(i64,)>(sql, args![year]).await?.is_empty())
}

/// Whether the numbers of conditions have ever been entered.
pub(super) async fn has_conditions(db: &mut impl Reads) -> Result<bool> {
    Ok(db.number("SELECT COUNT(*) FROM condition_value", args![]).await? > Some(0))
}

/// Orders that wait for a signature.
pub(super) async fn unsigned_orders(db: &mut impl Reads, year: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM administrative_order o
        WHERE o.school_year = $1 AND NOT EXISTS (SELECT 1 FROM order_signature s WHERE s.order_id = o.id)";
    Ok(db.number(sql, args![year]).await?.unwrap_or(0))
}
