use chrono::NaiveDate;
use store::{Reads, Result, args};

/// A signed report that somebody has to know and has not said so.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ToAcknowledge {
    /// the inspection; the report is at `/analyse/inspections/{id}/report`
    pub id: i64,
    /// «тема»
    pub title: String,
}

/// The signed reports that this member of staff has to know and has not said so, the oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn to_acknowledge(db: &mut impl Reads, staff_id: i64) -> Result<Vec<ToAcknowledge>> {
    db.rows(
        "SELECT i.id, i.title FROM inspection_acquaintance a
         JOIN inspection i ON i.id = a.inspection_id
         JOIN inspection_report_signature s ON s.inspection_id = i.id
         JOIN inspection_report_state r ON r.inspection_id = i.id AND r.state = 'signed'
            AND r.ordinal = (SELECT MAX(l.ordinal) FROM inspection_report_state l WHERE l.inspection_id = i.id)
         LEFT JOIN inspection_acknowledgement k ON k.inspection_id = i.id AND k.staff_id = a.staff_id
         WHERE a.staff_id = $1 AND k.staff_id IS NULL ORDER BY s.signed_on, i.id",
        args![staff_id],
    )
    .await
}

/// An inspection that somebody leads or takes part in, with what has to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedOpen {
    /// the inspection
    pub id: i64,
    /// «тема»
    pub title: String,
    /// whether this person leads the group
    pub is_lead: bool,
    /// how many steps are not done
    pub open_steps: i64,
    /// when the next of them is due; without open steps the end of the inspection
    pub due_on: NaiveDate,
    /// whether that day is past
    pub is_late: bool,
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    id: i64,
    title: String,
    duty: String,
    open_steps: i64,
    due_on: Option<NaiveDate>,
    ends_on: NaiveDate,
}

/// The inspections whose report is still written and in whose group this member of staff is: what is due first.
///
/// # Errors
/// When the database does not answer.
pub async fn led_open(db: &mut impl Reads, staff_id: i64, today: NaiveDate) -> Result<Vec<LedOpen>> {
    let rows: Vec<OpenRow> = db
        .rows(
            "SELECT i.id, i.title, m.duty, i.ends_on,
                (SELECT COUNT(*) FROM inspection_step t WHERE t.inspection_id = i.id
                    AND NOT EXISTS (SELECT 1 FROM inspection_step_done d WHERE d.step_id = t.id)) AS open_steps,
                (SELECT MIN(t.due_on) FROM inspection_step t WHERE t.inspection_id = i.id
                    AND NOT EXISTS (SELECT 1 FROM inspection_step_done d WHERE d.step_id = t.id)) AS due_on
             FROM inspection_member m JOIN inspection i ON i.id = m.inspection_id
             JOIN inspection_report_state r ON r.inspection_id = i.id AND r.state = 'draft'
                AND r.ordinal = (SELECT MAX(l.ordinal) FROM inspection_report_state l WHERE l.inspection_id = i.id)
             WHERE m.staff_id = $1",
            args![staff_id],
        )
        .await?;
    let open = |row: OpenRow| {
        let due_on = row.due_on.unwrap_or(row.ends_on);
        let is_lead = row.duty == "lead";
        LedOpen { id: row.id, title: row.title, is_lead, open_steps: row.open_steps, due_on, is_late: due_on < today }
    };
    let mut open: Vec<LedOpen> = rows.into_iter().map(open).collect();
    open.sort_by_key(|one| (one.due_on, one.id));
    Ok(open)
}
