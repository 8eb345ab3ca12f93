//! Signing in and out: the rules. The same answer and the same time for an unknown login and for a wrong password.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use ledger::{Actor, Artefact, Change, Happening};
use store::{Result, Store, args, new_id};

use crate::queries::Failures;
use crate::{login_key, queries, secret};

/// Wrong passwords after which a login has to wait at the address they came from. Elsewhere its owner still gets in:
/// nobody can lock out somebody else.
const PATIENCE_PER_LOGIN_HERE: i64 = 5;
/// Wrong passwords, whatever the logins, after which an address has to wait: a whole school may sit behind one.
const PATIENCE_PER_ADDRESS: i64 = 20;
/// Wrong passwords for a login from everywhere after which each address has one attempt.
const PATIENCE_PER_LOGIN: i64 = 50;
/// How long wrong passwords are remembered.
const MEMORY_MINUTES: i64 = 15;

/// The end of an attempt to sign in.
#[derive(Debug, PartialEq, Eq)]
pub enum SignIn {
    /// The cookie to set.
    Welcome(String),
    /// Wrong login or password; which of them is not said.
    Wrong,
    /// Too many wrong passwords lately.
    Wait,
}

/// An attempt to sign in.
pub struct Attempt<'a> {
    /// as typed
    pub login: &'a str,
    /// as typed
    pub password: String,
    /// where from
    pub address: &'a str,
    /// when
    pub now: DateTime<Utc>,
    /// the local date
    pub today: NaiveDate,
}

/// Tries to sign in.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in(store: &Store, attempt: Attempt<'_>) -> Result<SignIn> {
    let key = login_key(attempt.login);
    let mut db = store.clone();
    let since = attempt.now - Duration::minutes(MEMORY_MINUTES);
    if has_to_wait(&queries::failures(&mut db, &key, attempt.address, since).await?) {
        return Ok(SignIn::Wait);
    }
    let known = queries::credentials(&mut db, &key).await?.filter(|known| known.blocked_at.is_none());
    let stored = known.as_ref().map(|known| known.password_hash.clone());
    let fits = secret::password_fits(attempt.password.clone(), stored).await?;
    match known {
        Some(known) if fits => {
            let actor = Actor { account_id: Some(known.id), name: known.display_name };
            let change = Change::begin(store, actor, attempt.now, attempt.today).await?;
            Ok(SignIn::Welcome(open_session(change, known.id).await?))
        }
        _ => {
            remember_failure(store, &key, &attempt).await?;
            Ok(SignIn::Wrong)
        }
    }
}

fn has_to_wait(failures: &Failures) -> bool {
    failures.here >= PATIENCE_PER_LOGIN_HERE
        || failures.by_address >= PATIENCE_PER_ADDRESS
        || (failures.by_login >= PATIENCE_PER_LOGIN && failures.here > 0)
}

/// Ends `change` by opening a session for the account; answers the cookie.
///
/// # Errors
/// When the database does not answer.
pub async fn open_session(mut change: Change, account_id: i64) -> Result<String> {
    let token = secret::new_token();
    queries::open_session(&mut change, &secret::hash(&token), account_id).await?;
    change.commit(&SignedIn { account_id }).await?;
    Ok(token)
}

/// A failure is no change of the school's records: it leaves no sentence, and is forgotten after a day.
async fn remember_failure(store: &Store, key: &str, attempt: &Attempt<'_>) -> Result<()> {
    let mut tx = store.begin().await?;
    let forget = attempt.now - Duration::days(1);
    tx.execute("DELETE FROM sign_in_failure WHERE failed_at < $1", args![forget]).await?;
    let sql = "INSERT INTO sign_in_failure (id, login_key, address, failed_at) VALUES ($1, $2, $3, $4)";
    tx.execute(sql, args![new_id(), key, attempt.address, attempt.now]).await?;
    tx.commit().await
}

struct SignedIn {
    account_id: i64,
}

impl Happening for SignedIn {
    fn kind(&self) -> &'static str {
        "account.signed_in"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "account", id: self.account_id }
    }
    fn sentence(&self) -> String {
        crate::labels::SIGNED_IN.to_owned()
    }
}
