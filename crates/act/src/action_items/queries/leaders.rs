use access::{May, Role};
use store::{Reads, Result, args};

#[derive(sqlx::FromRow)]
struct AccountRole {
    staff_id: Option<i64>,
    display_name: String,
    role: String,
}

async fn holders(db: &mut impl Reads, what: May) -> Result<Vec<AccountRole>> {
    let mut accounts: Vec<AccountRole> = db
        .rows(
            "SELECT a.staff_id, a.display_name, r.role FROM account a JOIN account_role r ON r.account_id = a.id
             WHERE a.blocked_at IS NULL ORDER BY a.display_name, a.id",
            args![],
        )
        .await?;
    accounts.retain(|one| Role::from_code(&one.role).is_some_and(|role| role.grants().contains(&what)));
    Ok(accounts)
}

/// The members of staff who accept action items: whose roles let them.
///
/// # Errors
/// When the database does not answer.
pub async fn leaders(db: &mut impl Reads) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = holders(db, May::EditOrders).await?.into_iter().filter_map(|one| one.staff_id).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The names of those who look after accounts.
///
/// # Errors
/// When the database does not answer.
pub async fn account_names(db: &mut impl Reads) -> Result<Vec<String>> {
    let mut names: Vec<String> =
        holders(db, May::ManageAccounts).await?.into_iter().map(|one| one.display_name).collect();
    names.dedup();
    Ok(names)
}
