use access::{May, Role};
use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

/// A secret link to the cyclogram that still works.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(super) struct Feed {
    pub(super) id: i64,
    /// whose own procedures it shows; nobody's: all of them
    pub(super) staff_id: Option<i64>,
    pub(super) made_at: DateTime<Utc>,
}

/// The links of an account that still work, oldest first.
pub(super) async fn feeds_of(db: &mut impl Reads, account_id: i64) -> Result<Vec<Feed>> {
    db.rows(
        "SELECT id, staff_id, made_at FROM calendar_feed WHERE account_id = $1 AND revoked_at IS NULL ORDER BY id",
        args![account_id],
    )
    .await
}

#[derive(sqlx::FromRow)]
struct OwnedFeed {
    id: i64,
    staff_id: Option<i64>,
    made_at: DateTime<Utc>,
    role: String,
}

/// The link behind a secret, as long as it is not revoked and its owner may still read the plan; a link to everything works as
/// long as its owner may still change the plan.
pub(super) async fn feed_by_secret(db: &mut impl Reads, secret_hash: &str) -> Result<Option<Feed>> {
    let rows: Vec<OwnedFeed> = db
        .rows(
            "SELECT f.id, f.staff_id, f.made_at, r.role
             FROM calendar_feed f JOIN account a ON a.id = f.account_id JOIN account_role r ON r.account_id = a.id
             WHERE f.secret_hash = $1 AND f.revoked_at IS NULL AND a.blocked_at IS NULL",
            args![secret_hash],
        )
        .await?;
    let may_have = |row: &OwnedFeed| {
        let needed = if row.staff_id.is_some() { May::ReadPlan } else { May::EditPlan };
        Role::from_code(&row.role).is_some_and(|role| role.grants().contains(&needed))
    };
    let known = rows.into_iter().find(may_have);
    Ok(known.map(|row| Feed { id: row.id, staff_id: row.staff_id, made_at: row.made_at }))
}

/// When the rows of a school year were saved last: `(procedure, when)`.
pub(super) async fn saved_at(db: &mut impl Reads, school_year: i64) -> Result<Vec<(i64, DateTime<Utc>)>> {
    db.rows(
        "SELECT p.id, v.saved_at FROM procedure p
             JOIN procedure_version v ON v.procedure_id = p.id AND v.version = p.version
         WHERE p.school_year = $1",
        args![school_year],
    )
    .await
}

/// Makes a link in place of the account's earlier one of the same sort.
pub(super) async fn renew(
    change: &mut Change,
    account_id: i64,
    staff_id: Option<i64>,
    secret_hash: &str,
) -> Result<i64> {
    let (id, now) = (new_id(), change.now());
    change
        .execute(
            "UPDATE calendar_feed SET revoked_at = $3
             WHERE account_id = $1 AND revoked_at IS NULL AND COALESCE(staff_id, 0) = COALESCE($2, 0)",
            args![account_id, staff_id, now],
        )
        .await?;
    change
        .execute(
            "INSERT INTO calendar_feed (id, secret_hash, account_id, staff_id, made_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, NULL)",
            args![id, secret_hash, account_id, staff_id, now],
        )
        .await?;
    Ok(id)
}

/// Revokes a link of this account; answers whether there was one.
pub(super) async fn revoke(change: &mut Change, account_id: i64, id: i64) -> Result<bool> {
    let now = change.now();
    let sql = "UPDATE calendar_feed SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL";
    Ok(change.execute(sql, args![id, account_id, now]).await? > 0)
}
