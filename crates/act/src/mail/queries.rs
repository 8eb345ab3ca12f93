use chrono::{DateTime, NaiveDate, Utc};
use ledger::Change;
use store::{Reads, Result, args, new_id};

use super::server::MailServer;

/// The mail server, if the school has set one up.
///
/// # Errors
/// When the database does not answer.
pub async fn mail_server(db: &mut impl Reads) -> Result<Option<MailServer>> {
    db.row("SELECT host, port, security, username, password, sender FROM mail_server WHERE id = 1", args![]).await
}

/// Keeps the mail server.
///
/// # Errors
/// When the database refuses.
pub async fn save_mail_server(change: &mut Change, server: &MailServer) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    change
        .execute(
            "INSERT INTO mail_server (id, host, port, security, username, password, sender, saved_at, saved_by)
             VALUES (1, $1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (id) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security,
                username = excluded.username, password = excluded.password, sender = excluded.sender,
                saved_at = excluded.saved_at, saved_by = excluded.saved_by",
            args![
                &server.host,
                server.port,
                &server.security,
                &server.username,
                &server.password,
                &server.sender,
                at,
                by
            ],
        )
        .await?;
    Ok(())
}

/// Forgets the mail server: no letters go out any more.
///
/// # Errors
/// When the database refuses.
pub async fn remove_mail_server(change: &mut Change) -> Result<()> {
    change.execute("DELETE FROM mail_server WHERE id = 1", args![]).await?;
    Ok(())
}

/// The addresses: `(member of staff, address)`.
///
/// # Errors
/// When the database does not answer.
pub async fn addresses(db: &mut impl Reads) -> Result<Vec<(i64, String)>> {
    db.rows("SELECT staff_id, address FROM staff_email ORDER BY staff_id", args![]).await
}

/// Keeps the address of a member of staff; an empty one is forgotten.
///
/// # Errors
/// When the database refuses.
pub async fn save_address(change: &mut Change, staff_id: i64, address: &str) -> Result<()> {
    let (at, by) = (change.now(), change.actor().name.clone());
    if address.is_empty() {
        change.execute("DELETE FROM staff_email WHERE staff_id = $1", args![staff_id]).await?;
        return Ok(());
    }
    change
        .execute(
            "INSERT INTO staff_email (staff_id, address, saved_at, saved_by) VALUES ($1, $2, $3, $4)
             ON CONFLICT (staff_id) DO UPDATE SET address = excluded.address, saved_at = excluded.saved_at,
                saved_by = excluded.saved_by",
            args![staff_id, address, at, by],
        )
        .await?;
    Ok(())
}

/// What a reminder is about: it goes out once.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct ReminderKey {
    /// the item
    pub item_id: i64,
    /// with what urgency
    pub urgency: String,
    /// because of which day
    pub due_on: NaiveDate,
    /// how many weeks late
    pub week: i64,
}

/// Claims a reminder; answers whether it was still to be sent.
///
/// # Errors
/// When the database refuses.
pub async fn claim(change: &mut Change, staff_id: i64, key: &ReminderKey) -> Result<bool> {
    let now = change.now();
    let claimed = change
        .execute(
            "INSERT INTO reminder (item_id, staff_id, urgency, due_on, week, sent_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (item_id, staff_id, urgency, due_on, week) DO NOTHING",
            args![key.item_id, staff_id, &key.urgency, key.due_on, key.week, now],
        )
        .await?;
    Ok(claimed > 0)
}

/// Gives a reminder back that could not be sent.
///
/// # Errors
/// When the database refuses.
pub async fn release(change: &mut Change, staff_id: i64, key: &ReminderKey) -> Result<()> {
    let sql =
        "DELETE FROM reminder WHERE item_id = $1 AND staff_id = $2 AND urgency = $3 AND due_on = $4 AND week = $5";
    change.execute(sql, args![key.item_id, staff_id, &key.urgency, key.due_on, key.week]).await?;
    Ok(())
}

/// Which reminders have been sent to a member of staff.
///
/// # Errors
/// When the database does not answer.
pub async fn sent_to(db: &mut impl Reads, staff_id: i64) -> Result<Vec<ReminderKey>> {
    db.rows("SELECT item_id, urgency, due_on, week FROM reminder WHERE staff_id = $1", args![staff_id]).await
}

/// How sending went.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct MailRun {
    /// when
    pub ran_at: DateTime<Utc>,
    /// letters that went out
    pub letters: i64,
    /// letters that did not
    pub failures: i64,
    /// why not
    pub words: String,
}

/// The last runs in which there was something to send, the latest first.
///
/// # Errors
/// When the database does not answer.
pub async fn runs(db: &mut impl Reads) -> Result<Vec<MailRun>> {
    db.rows("SELECT ran_at, letters, failures, words FROM mail_run ORDER BY ran_at DESC, id DESC LIMIT 10", args![])
        .await
}

/// Keeps how a run went.
///
/// # Errors
/// When the database refuses.
pub async fn add_run(change: &mut Change, (letters, failures): (i64, i64), words: &str) -> Result<()> {
    let now = change.now();
    let sql = "INSERT INTO mail_run (id, ran_at, letters, failures, words) VALUES ($1, $2, $3, $4, $5)";
    change.execute(sql, args![new_id(), now, letters, failures, words]).await?;
    Ok(())
}
