use access::Scope;
use chrono::NaiveDate;
use ledger::Change;
use store::{Reads, Result, args};

/// Something that a decision asks for, and whether it was done.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ActionItem {
    /// id
    pub id: i64,
    /// kind of the decision
    pub source_kind: String,
    /// id of the decision
    pub source_id: i64,
    /// «Приказ от 15.01.2025 № 17»
    pub source_title: String,
    /// its place in the decision
    pub place: i64,
    /// what
    pub task: String,
    /// who
    pub responsible: String,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// from when on
    pub opened_on: NaiveDate,
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
        "SELECT i.id, i.source_kind, i.source_id, i.source_title, i.place, i.task, i.responsible, i.due_on, i.opened_on,
            f.fulfilled_on, f.evidence
         FROM action_item i LEFT JOIN action_item_fulfilment f ON f.item_id = i.id
         WHERE i.school_year = $1 AND ($2 OR i.responsible_staff_id = $3)
         ORDER BY i.due_on, i.opened_on, i.source_id, i.place",
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
        "SELECT i.id, i.source_kind, i.source_id, i.source_title, i.place, i.task, i.responsible, i.due_on, i.opened_on,
            f.fulfilled_on, f.evidence
         FROM action_item i LEFT JOIN action_item_fulfilment f ON f.item_id = i.id
         WHERE i.id = $1 AND ($2 OR i.responsible_staff_id = $3)",
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
            "INSERT INTO action_item_fulfilment (item_id, fulfilled_on, evidence, noted_by, noted_at)
             VALUES ($1, $2, $3, $4, $5)",
            args![id, today, evidence, by, now],
        )
        .await?;
    Ok(())
}
