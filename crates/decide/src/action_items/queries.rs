use access::Scope;
use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args};

/// A clause of a signed order, as something to be done.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ActionItem {
    /// clause
    pub id: i64,
    /// its order
    pub order_id: i64,
    /// the order's number
    pub number: String,
    /// the order's date
    pub signed_on: NaiveDate,
    /// its place in the order
    pub place: i64,
    /// what
    pub task: String,
    /// who
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// done on
    pub fulfilled_on: Option<NaiveDate>,
    /// by what it is seen
    pub evidence: Option<String>,
}

impl ActionItem {
    /// Whether it should have been done by now.
    #[must_use]
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.fulfilled_on.is_none() && self.due_on.is_some_and(|due| due < today)
    }
}

/// The action items of a school year, the most urgent first: all of them, or those given to the viewer.
///
/// # Errors
/// When the database does not answer.
pub async fn action_items(db: &mut impl Reads, scope: &Scope, school_year: i64) -> Result<Vec<ActionItem>> {
    db.rows(
        "SELECT c.id, c.order_id, s.number, s.signed_on, c.place, c.task, c.responsible, c.due_on, f.fulfilled_on, f.evidence
         FROM order_clause c
         JOIN administrative_order o ON o.id = c.order_id
         JOIN order_signature s ON s.order_id = o.id
         LEFT JOIN clause_fulfilment f ON f.clause_id = c.id
         WHERE o.school_year = $1 AND ($2 OR c.responsible_staff_id = $3)
         ORDER BY c.due_on, s.signed_on, c.place",
        args![school_year, scope.whole, scope.staff_id],
    )
    .await
}

/// One action item, if the viewer may see it.
///
/// # Errors
/// When the database does not answer.
pub async fn action_item(db: &mut impl Reads, scope: &Scope, id: i64) -> Result<Option<ActionItem>> {
    db.row(
        "SELECT c.id, c.order_id, s.number, s.signed_on, c.place, c.task, c.responsible, c.due_on, f.fulfilled_on, f.evidence
         FROM order_clause c
         JOIN order_signature s ON s.order_id = c.order_id
         LEFT JOIN clause_fulfilment f ON f.clause_id = c.id
         WHERE c.id = $1 AND ($2 OR c.responsible_staff_id = $3)",
        args![id, scope.whole, scope.staff_id],
    )
    .await
}

/// Notes that an item is done, today, and by what that is seen.
///
/// # Errors
/// When the database refuses.
pub async fn fulfil(change: &mut Change, id: i64, evidence: &str) -> Result<()> {
    let (today, now, by) = (change.today(), change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO clause_fulfilment (clause_id, fulfilled_on, evidence, noted_by, noted_at) VALUES ($1, $2, $3, $4, $5)",
            args![id, today, evidence, by, now],
        )
        .await?;
    Ok(())
}
