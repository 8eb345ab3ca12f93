use ledger::Change;
use store::{Reads, Result, args};

use crate::inspections::inspection::Reader;

/// The findings of a signed report, in their order.
///
/// # Errors
/// When the database does not answer.
pub async fn findings(db: &mut impl Reads, inspection_id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT f.id FROM inspection_finding f
        JOIN inspection_report_signature s ON s.inspection_id = f.inspection_id
        WHERE f.inspection_id = $1 ORDER BY f.place";
    Ok(db.rows::<(i64,)>(sql, args![inspection_id]).await?.into_iter().map(|(id,)| id).collect())
}

/// Where a finding stands: its inspection, its place in the report, and the title of the inspection.
///
/// # Errors
/// When the database does not answer.
pub async fn place_of_finding(db: &mut impl Reads, id: i64) -> Result<Option<(i64, i64, String)>> {
    let sql = "SELECT f.inspection_id, f.place, i.title FROM inspection_finding f
        JOIN inspection i ON i.id = f.inspection_id WHERE f.id = $1";
    db.row(sql, args![id]).await
}

/// Notes which decision was taken upon a finding; the first one stays.
///
/// # Errors
/// When the database refuses.
pub async fn save_decision(change: &mut Change, id: i64, decided_by: &str) -> Result<()> {
    let (at, noted_by) = (change.now(), change.actor().name.clone());
    let sql = "INSERT INTO finding_decision (finding_id, decided_by, decided_at, noted_by) VALUES ($1, $2, $3, $4)
        ON CONFLICT (finding_id) DO NOTHING";
    change.execute(sql, args![id, decided_by, at, noted_by]).await?;
    Ok(())
}

/// How many reports of a year wait for whoever leads inspections.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct Waiting {
    /// reports handed in that nobody has signed
    pub to_sign: i64,
    /// signed reports with a finding that nobody has decided upon
    pub undecided: i64,
}

/// What waits for whoever leads inspections; nothing waits for anybody else.
///
/// # Errors
/// When the database does not answer.
pub async fn waiting(db: &mut impl Reads, reader: Reader, school_year: i64) -> Result<Waiting> {
    let sql = "SELECT
        (SELECT COUNT(*) FROM inspection i JOIN inspection_report_state r ON r.inspection_id = i.id
            WHERE i.school_year = $1 AND r.state = 'submitted' AND $2
            AND r.ordinal = (SELECT MAX(l.ordinal) FROM inspection_report_state l WHERE l.inspection_id = i.id)) AS to_sign,
        (SELECT COUNT(*) FROM inspection i JOIN inspection_report_signature s ON s.inspection_id = i.id
            WHERE i.school_year = $1 AND $2 AND EXISTS (SELECT 1 FROM inspection_finding f WHERE f.inspection_id = i.id
                AND NOT EXISTS (SELECT 1 FROM finding_decision d WHERE d.finding_id = f.id))) AS undecided";
    Ok(db.row(sql, args![school_year, reader.leads]).await?.unwrap_or_default())
}
