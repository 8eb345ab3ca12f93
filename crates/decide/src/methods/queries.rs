use chrono::NaiveDate;
use store::{Reads, Result, args};

use crate::meetings::MeetingKind;
use crate::method::Method;

/// A decision that took effect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// an order, otherwise a resolution of a meeting
    pub is_order: bool,
    /// whose meeting; `None` for an order
    pub kind: Option<MeetingKind>,
    /// id of the order or the meeting
    pub id: i64,
    /// number of the order or the minutes
    pub number: String,
    /// since when
    pub dated: NaiveDate,
    /// what it is about
    pub title: String,
    /// by what means it works
    pub method: Method,
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    kind: String,
    id: i64,
    number: String,
    dated: NaiveDate,
    title: String,
    method: String,
}

/// The signed orders and the adopted resolutions of a school year, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions(db: &mut impl Reads, school_year: i64) -> Result<Vec<Decision>> {
    let rows: Vec<DecisionRow> = db
        .rows(
            "SELECT d.kind, d.id, d.number, d.dated, d.title, d.method FROM (
                SELECT '' AS kind, o.id, s.number, s.signed_on AS dated, o.heading AS title, o.method
                FROM administrative_order o JOIN order_signature s ON s.order_id = o.id
                WHERE o.school_year = $1
                UNION ALL
                SELECT m.kind, m.id, s.number, a.adopted_on AS dated, p.topic AS title, p.method
                FROM adopted_resolution a JOIN agenda_point p ON p.id = a.point_id
                JOIN meeting m ON m.id = p.meeting_id JOIN minutes_signature s ON s.meeting_id = m.id
                WHERE m.school_year = $1) d
             ORDER BY d.dated DESC, d.id, d.title",
            args![school_year],
        )
        .await?;
    let decision = |row: DecisionRow| {
        let kind = MeetingKind::from_code(&row.kind);
        let usual = kind.map_or(Method::Administrative, MeetingKind::usual_method);
        Decision {
            is_order: row.kind.is_empty(),
            method: Method::from_code(&row.method).unwrap_or(usual),
            kind,
            id: row.id,
            number: row.number,
            dated: row.dated,
            title: row.title,
        }
    };
    Ok(rows.into_iter().map(decision).collect())
}
