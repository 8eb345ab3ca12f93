use access::{May, Role, Viewer};
use chrono::NaiveDate;
use store::{Reads, Result, args};

use super::measurements;
use crate::effects::review::{Closer, Review};

/// An action item of a decision: what, who, whether it is done.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Task {
    /// id
    pub id: i64,
    /// what
    pub task: String,
    /// who
    pub responsible: String,
    /// the member of staff, if it is one of the list
    pub responsible_staff_id: Option<i64>,
    /// until when
    pub due_on: Option<NaiveDate>,
    /// since when
    pub opened_on: NaiveDate,
    /// done on
    pub fulfilled_on: Option<NaiveDate>,
    /// by whose word
    pub noted_by: Option<String>,
}

/// The action items of a decision, in its order.
///
/// # Errors
/// When the database does not answer.
pub async fn tasks(db: &mut impl Reads, source_kind: &str, source_id: i64) -> Result<Vec<Task>> {
    db.rows(
        "SELECT i.id, i.task, i.responsible, i.responsible_staff_id, i.due_on, i.opened_on, f.fulfilled_on, f.noted_by
         FROM action_item i LEFT JOIN action_item_fulfilment f ON f.item_id = i.id
         WHERE i.source_kind = $1 AND i.source_id = $2 ORDER BY i.place",
        args![source_kind, source_id],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct AccountRole {
    id: i64,
    display_name: String,
    staff_id: Option<i64>,
    role: String,
}

/// Who closes, against who answers for the decision, and whether somebody else could.
///
/// # Errors
/// When the database does not answer.
pub async fn closer(db: &mut impl Reads, viewer: &Viewer, review: &Review) -> Result<Closer> {
    let tasks = tasks(db, &review.source_kind, review.source_id).await?;
    let answers = |one: &Viewer| tasks.iter().any(|task| one.is_meant(task.responsible_staff_id, &task.responsible));
    let accounts: Vec<AccountRole> = db
        .rows(
            "SELECT a.id, a.display_name, a.staff_id, r.role FROM account a JOIN account_role r ON r.account_id = a.id
             WHERE a.blocked_at IS NULL",
            args![],
        )
        .await?;
    let others_may = accounts.into_iter().any(|one| {
        let roles = Role::from_code(&one.role).into_iter().collect();
        let other = Viewer { account_id: one.id, name: one.display_name, staff_id: one.staff_id, roles };
        other.may(May::EvaluateEffects) && !answers(&other)
    });
    let last = measurements(db, review.id).await?.into_iter().next_back().and_then(|last| last.judged);
    Ok(Closer {
        is_own: answers(viewer),
        others_may,
        signs: viewer.may(May::SignOrders),
        has_helped: last.is_some_and(|judged| judged.has_helped()),
    })
}
