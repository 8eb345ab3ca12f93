use chrono::{DateTime, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use crate::{Role, Viewer};

#[derive(sqlx::FromRow)]
struct SeenAccount {
    account_id: i64,
    display_name: String,
    staff_id: Option<i64>,
    created_at: DateTime<Utc>,
    last_seen_at: DateTime<Utc>,
    role: Option<String>,
    version: i64,
}

/// A session that still stands, and whose it is.
pub(crate) struct Standing {
    pub(crate) viewer: Viewer,
    pub(crate) created_at: DateTime<Utc>,
    pub(crate) last_seen_at: DateTime<Utc>,
    /// what [`ledger::data_version`] answers now
    pub(crate) version: i64,
}

/// The person behind a cookie, with roles, and the version of the data: one question per page.
pub(crate) async fn session(db: &mut impl Reads, token_hash: &str) -> Result<Option<Standing>> {
    let rows: Vec<SeenAccount> = db
        .rows(
            "SELECT a.id AS account_id, a.display_name, a.staff_id, s.created_at, s.last_seen_at, r.role,
                 (SELECT COALESCE(MAX(seq), 0) FROM happening) AS version
             FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN account_role r ON r.account_id = a.id
             WHERE s.token_hash = $1 AND a.blocked_at IS NULL",
            args![token_hash],
        )
        .await?;
    let Some(first) = rows.first() else {
        return Ok(None);
    };
    let mut roles: Vec<Role> = rows.iter().filter_map(|row| Role::from_code(row.role.as_deref()?)).collect();
    roles.sort();
    let viewer =
        Viewer { account_id: first.account_id, name: first.display_name.clone(), staff_id: first.staff_id, roles };
    let (created_at, last_seen_at, version) = (first.created_at, first.last_seen_at, first.version);
    Ok(Some(Standing { viewer, created_at, last_seen_at, version }))
}

pub(crate) async fn open_session(change: &mut Change, token_hash: &str, account_id: i64) -> Result<()> {
    let now = change.now();
    let sql = "INSERT INTO session (token_hash, account_id, created_at, last_seen_at) VALUES ($1, $2, $3, $4)";
    change.execute(sql, args![token_hash, account_id, now, now]).await?;
    Ok(())
}

pub(crate) async fn close_session(change: &mut Change, token_hash: &str) -> Result<()> {
    change.execute("DELETE FROM session WHERE token_hash = $1", args![token_hash]).await?;
    Ok(())
}

pub(crate) async fn close_sessions_of(change: &mut Change, account_id: i64) -> Result<()> {
    change.execute("DELETE FROM session WHERE account_id = $1", args![account_id]).await?;
    Ok(())
}

pub(crate) async fn close_other_sessions(change: &mut Change, account_id: i64, kept: &str) -> Result<()> {
    let sql = "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2";
    change.execute(sql, args![account_id, kept]).await?;
    Ok(())
}

pub(crate) async fn set_password(change: &mut Change, account_id: i64, hash: &str) -> Result<()> {
    change.execute("UPDATE account SET password_hash = $1 WHERE id = $2", args![hash, account_id]).await?;
    Ok(())
}

/// One account in the list of accounts.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct AccountRow {
    /// account
    pub id: i64,
    /// as typed when it was made
    pub login: String,
    /// the person
    pub display_name: String,
    /// the member of staff, if any
    pub staff_id: Option<i64>,
    /// since when it may not sign in
    pub blocked_at: Option<DateTime<Utc>>,
}

pub(crate) async fn accounts(db: &mut impl Reads) -> Result<Vec<AccountRow>> {
    db.rows("SELECT id, login, display_name, staff_id, blocked_at FROM account", args![]).await
}

pub(crate) async fn account(db: &mut impl Reads, id: i64) -> Result<Option<AccountRow>> {
    db.row("SELECT id, login, display_name, staff_id, blocked_at FROM account WHERE id = $1", args![id]).await
}

pub(crate) async fn set_staff(change: &mut Change, id: i64, staff_id: Option<i64>) -> Result<()> {
    change.execute("UPDATE account SET staff_id = $2 WHERE id = $1", args![id, staff_id]).await?;
    Ok(())
}

pub(crate) async fn roles_of_all(db: &mut impl Reads) -> Result<Vec<(i64, String)>> {
    db.rows("SELECT account_id, role FROM account_role ORDER BY account_id", args![]).await
}

/// Whether anybody can sign in yet.
///
/// # Errors
/// When the database does not answer.
pub async fn account_count(db: &mut impl Reads) -> Result<i64> {
    Ok(db.number("SELECT COUNT(*) FROM account", args![]).await?.unwrap_or(0))
}

#[derive(sqlx::FromRow)]
pub(crate) struct Credentials {
    pub(crate) id: i64,
    pub(crate) display_name: String,
    pub(crate) password_hash: String,
    pub(crate) blocked_at: Option<DateTime<Utc>>,
}

pub(crate) async fn credentials(db: &mut impl Reads, login_key: &str) -> Result<Option<Credentials>> {
    let sql = "SELECT id, display_name, password_hash, blocked_at FROM account WHERE login_key = $1";
    db.row(sql, args![login_key]).await
}

pub(crate) async fn login_is_taken(db: &mut impl Reads, login_key: &str) -> Result<bool> {
    Ok(db.number("SELECT COUNT(*) FROM account WHERE login_key = $1", args![login_key]).await? != Some(0))
}

/// An account about to be made; the password is hashed already.
pub(crate) struct NewAccount<'a> {
    pub(crate) login: &'a str,
    pub(crate) password_hash: &'a str,
    pub(crate) display_name: &'a str,
    pub(crate) staff_id: Option<i64>,
    pub(crate) roles: &'a [Role],
}

pub(crate) async fn insert_account(change: &mut Change, new: &NewAccount<'_>) -> Result<i64> {
    let (id, now) = (new_id(), change.now());
    change
        .execute(
            "INSERT INTO account (id, login, login_key, password_hash, display_name, staff_id, blocked_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)",
            args![id, new.login, crate::login_key(new.login), new.password_hash, new.display_name, new.staff_id, now],
        )
        .await?;
    set_roles(change, id, new.roles).await?;
    Ok(id)
}

pub(crate) async fn set_roles(change: &mut Change, account_id: i64, roles: &[Role]) -> Result<()> {
    change.execute("DELETE FROM account_role WHERE account_id = $1", args![account_id]).await?;
    for role in roles {
        let sql = "INSERT INTO account_role (account_id, role) VALUES ($1, $2)";
        change.execute(sql, args![account_id, role.code()]).await?;
    }
    Ok(())
}

/// Lets a parent's or a pupil's account see one student.
///
/// # Errors
/// When the database refuses.
pub async fn let_see_student(change: &mut Change, account_id: i64, student_id: i64) -> Result<()> {
    let sql = "INSERT INTO account_student (account_id, student_id) VALUES ($1, $2)
        ON CONFLICT (account_id, student_id) DO NOTHING";
    change.execute(sql, args![account_id, student_id]).await?;
    Ok(())
}

pub(crate) async fn set_blocked(change: &mut Change, account_id: i64, since: Option<DateTime<Utc>>) -> Result<()> {
    change.execute("UPDATE account SET blocked_at = $1 WHERE id = $2", args![since, account_id]).await?;
    Ok(())
}

/// How many people could still manage accounts if this one could not.
pub(crate) async fn other_principals(db: &mut impl Reads, account_id: i64) -> Result<i64> {
    let sql = "SELECT COUNT(*) FROM account a JOIN account_role r ON r.account_id = a.id
        WHERE r.role = 'principal' AND a.blocked_at IS NULL AND a.id <> $1";
    Ok(db.number(sql, args![account_id]).await?.unwrap_or(0))
}

/// An invitation as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct InvitationRow {
    /// invitation
    pub id: i64,
    /// whom it is for
    pub display_name: String,
    /// the member of staff, if any
    pub staff_id: Option<i64>,
    /// role codes, comma separated
    pub roles: String,
    /// who invited
    pub invited_by: String,
    /// until when the code works
    pub expires_at: DateTime<Utc>,
    /// the student whom the account will see, if any
    pub student_id: Option<i64>,
}

pub(crate) async fn open_invitations(db: &mut impl Reads, now: DateTime<Utc>) -> Result<Vec<InvitationRow>> {
    db.rows(
        "SELECT id, display_name, staff_id, roles, invited_by, expires_at, student_id FROM invitation
         WHERE used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $1 AND account_id IS NULL
         ORDER BY created_at DESC",
        args![now],
    )
    .await
}

pub(crate) async fn open_invitation(
    db: &mut impl Reads,
    code_hash: &str,
    now: DateTime<Utc>,
) -> Result<Option<InvitationRow>> {
    db.row(
        "SELECT id, display_name, staff_id, roles, invited_by, expires_at, student_id FROM invitation
         WHERE code_hash = $1 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $2 AND account_id IS NULL",
        args![code_hash, now],
    )
    .await
}

pub(crate) struct NewInvitation<'a> {
    pub(crate) code_hash: &'a str,
    pub(crate) display_name: &'a str,
    pub(crate) staff_id: Option<i64>,
    pub(crate) roles: &'a [Role],
    pub(crate) expires_at: DateTime<Utc>,
    /// the student whom the account will see
    pub(crate) student_id: Option<i64>,
    /// the account that gets a new password by this code
    pub(crate) account_id: Option<i64>,
}

pub(crate) async fn insert_invitation(change: &mut Change, new: &NewInvitation<'_>) -> Result<i64> {
    let (id, now, by) = (new_id(), change.now(), change.actor().name.clone());
    let roles = new.roles.iter().map(|role| role.code()).collect::<Vec<_>>().join(",");
    change
        .execute(
            "INSERT INTO invitation (id, code_hash, display_name, staff_id, roles, invited_by, created_at, expires_at, used_at,
                 withdrawn_at, student_id, account_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, NULL, $9, $10)",
            args![
                id,
                new.code_hash,
                new.display_name,
                new.staff_id,
                roles,
                by,
                now,
                new.expires_at,
                new.student_id,
                new.account_id
            ],
        )
        .await?;
    Ok(id)
}

/// Marks the invitation as used; answers whether it was still open (two people may bring one code at once).
pub(crate) async fn use_invitation(change: &mut Change, id: i64) -> Result<bool> {
    let now = change.now();
    let sql = "UPDATE invitation SET used_at = $1 WHERE id = $2 AND used_at IS NULL AND withdrawn_at IS NULL AND expires_at > $1";
    Ok(change.execute(sql, args![now, id]).await? == 1)
}

pub(crate) async fn withdraw_invitation(change: &mut Change, id: i64) -> Result<bool> {
    let now = change.now();
    let sql = "UPDATE invitation SET withdrawn_at = $1 WHERE id = $2 AND used_at IS NULL AND withdrawn_at IS NULL";
    Ok(change.execute(sql, args![now, id]).await? == 1)
}

/// Failed attempts since a moment.
#[derive(Debug, Default, sqlx::FromRow)]
pub(crate) struct Failures {
    /// for this login from this address
    pub(crate) here: i64,
    /// for any login from this address
    pub(crate) by_address: i64,
    /// for this login from anywhere
    pub(crate) by_login: i64,
}

pub(crate) async fn failures(
    db: &mut impl Reads,
    login_key: &str,
    address: &str,
    since: DateTime<Utc>,
) -> Result<Failures> {
    let sql = "SELECT COUNT(CASE WHEN login_key = $1 AND address = $2 THEN 1 END) AS here,
            COUNT(CASE WHEN address = $2 THEN 1 END) AS by_address, COUNT(CASE WHEN login_key = $1 THEN 1 END) AS by_login
        FROM sign_in_failure WHERE failed_at > $3 AND (login_key = $1 OR address = $2)";
    Ok(db.row(sql, args![login_key, address, since]).await?.unwrap_or_default())
}

/// An open code for a new password, and whose it is.
#[derive(Debug, sqlx::FromRow)]
pub(crate) struct OpenReset {
    pub(crate) id: i64,
    pub(crate) account_id: i64,
    pub(crate) login: String,
    pub(crate) display_name: String,
}

pub(crate) async fn open_reset(db: &mut impl Reads, code_hash: &str, now: DateTime<Utc>) -> Result<Option<OpenReset>> {
    db.row(
        "SELECT i.id, a.id AS account_id, a.login, a.display_name
         FROM invitation i JOIN account a ON a.id = i.account_id
         WHERE i.code_hash = $1 AND i.used_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > $2
             AND a.blocked_at IS NULL",
        args![code_hash, now],
    )
    .await
}

/// Takes back the codes for a new password that this account has not used.
pub(crate) async fn withdraw_resets(change: &mut Change, account_id: i64) -> Result<()> {
    let now = change.now();
    let sql =
        "UPDATE invitation SET withdrawn_at = $1 WHERE account_id = $2 AND used_at IS NULL AND withdrawn_at IS NULL";
    change.execute(sql, args![now, account_id]).await?;
    Ok(())
}

/// An account that may see a student.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct StudentViewer {
    /// account
    pub account_id: i64,
    /// the person
    pub display_name: String,
    /// as typed when it was made
    pub login: String,
}

/// The accounts that may see one student as a parent or as the pupil.
///
/// # Errors
/// When the database does not answer.
pub async fn viewers_of_student(db: &mut impl Reads, student_id: i64) -> Result<Vec<StudentViewer>> {
    db.rows(
        "SELECT a.id AS account_id, a.display_name, a.login
         FROM account_student v JOIN account a ON a.id = v.account_id
         WHERE v.student_id = $1 ORDER BY a.id",
        args![student_id],
    )
    .await
}

/// The accounts of parents that are not blocked.
///
/// # Errors
/// When the database does not answer.
pub async fn guardians(db: &mut impl Reads) -> Result<Vec<StudentViewer>> {
    db.rows(
        "SELECT a.id AS account_id, a.display_name, a.login
         FROM account a JOIN account_role r ON r.account_id = a.id
         WHERE r.role = 'guardian' AND a.blocked_at IS NULL ORDER BY a.id",
        args![],
    )
    .await
}

/// The students whom an account may see as a parent or as the pupil.
///
/// # Errors
/// When the database does not answer.
pub async fn students_seen_by(db: &mut impl Reads, account_id: i64) -> Result<Vec<i64>> {
    let sql = "SELECT student_id FROM account_student WHERE account_id = $1 ORDER BY student_id";
    let rows: Vec<(i64,)> = db.rows(sql, args![account_id]).await?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

/// Ends what [`let_see_student`] began; answers whether there was anything to end.
///
/// # Errors
/// When the database refuses.
pub async fn stop_seeing_student(change: &mut Change, account_id: i64, student_id: i64) -> Result<bool> {
    let sql = "DELETE FROM account_student WHERE account_id = $1 AND student_id = $2";
    Ok(change.execute(sql, args![account_id, student_id]).await? > 0)
}
