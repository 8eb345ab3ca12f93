use access::Scope;
use chrono::{DateTime, NaiveDate, Utc};
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

/// Whether the school year has a cyclogram.
pub(super) async fn has_calendar(db: &mut impl Reads, year: i64) -> Result<bool> {
    is_any(db, "SELECT 1 FROM procedure WHERE school_year = $1 LIMIT 1", year).await
}

/// Procedures that begin or end within these days: all of them, or those the viewer answers for.
pub(super) async fn near_procedures(
    db: &mut impl Reads,
    scope: &Scope,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM procedure p
        WHERE ((p.starts_on >= $1 AND p.starts_on <= $2) OR (p.due_on >= $1 AND p.due_on <= $2))
           AND ($3 OR p.responsible_staff_id = $4)";
    Ok(db.number(sql, args![from, until, scope.whole, scope.staff_id]).await?.unwrap_or(0))
}

/// Procedures that a member of staff answers for and that end within these days, by day.
pub(super) async fn own_procedures(
    db: &mut impl Reads,
    staff_id: i64,
    (from, until): (NaiveDate, NaiveDate),
) -> Result<Vec<(i64, String, Option<NaiveDate>)>> {
    db.rows(
        "SELECT id, name, due_on FROM procedure WHERE responsible_staff_id = $1 AND due_on >= $2 AND due_on <= $3
         ORDER BY due_on, id",
        args![staff_id, from, until],
    )
    .await
}

/// Nonconformities that are not closed yet.
pub(super) async fn open_nonconformities(db: &mut impl Reads) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM nonconformity WHERE state <> 'closed'";
    Ok(db.number(sql, args![]).await?.unwrap_or(0))
}

/// Proposals for the plan that nobody has answered.
pub(super) async fn open_proposals(db: &mut impl Reads) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM proposal p
        WHERE NOT EXISTS (SELECT 1 FROM proposal_answer a WHERE a.proposal_id = p.id)";
    Ok(db.number(sql, args![]).await?.unwrap_or(0))
}

/// Meetings whose day has come and whose minutes are not signed. A consilium is not told of: only its members know it.
pub(super) async fn open_minutes(db: &mut impl Reads, today: NaiveDate) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM meeting m
        WHERE m.planned_on <= $1 AND m.kind NOT IN ('consilium', 'medical_consilium')
           AND NOT EXISTS (SELECT 1 FROM minutes_signature s WHERE s.meeting_id = m.id)";
    Ok(db.number(sql, args![today]).await?.unwrap_or(0))
}

/// Signed reports of the year with a conclusion that nobody has decided upon, the oldest first.
pub(super) async fn undecided_reports(db: &mut impl Reads, year: i64) -> Result<Vec<(i64, String)>> {
    db.rows(
        "SELECT i.id, i.title FROM inspection i JOIN inspection_report_signature g ON g.inspection_id = i.id
         WHERE i.school_year = $1 AND EXISTS (SELECT 1 FROM inspection_finding f WHERE f.inspection_id = i.id
            AND NOT EXISTS (SELECT 1 FROM finding_decision d WHERE d.finding_id = f.id))
         ORDER BY g.signed_on, i.id",
        args![year],
    )
    .await
}

/// The latest sentences of history about the work of the school; who came in and who opened accounts is not told.
pub(super) async fn news(db: &mut impl Reads, limit: i64) -> Result<Vec<(DateTime<Utc>, String, String, i64, String)>> {
    db.rows(
        "SELECT happened_at, actor_name, subject_kind, subject_id, sentence FROM happening
         WHERE kind NOT LIKE 'account.%' AND kind NOT LIKE 'invitation.%' ORDER BY seq DESC LIMIT $1",
        args![limit],
    )
    .await
}
