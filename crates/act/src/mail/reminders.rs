//! The daily run: everybody with an address gets one letter with what has become due since the last. A reminder is
//! claimed before it is sent and given back when it did not go out, so that it goes out once, whoever runs at the same
//! time.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{Actor, Change};
use store::{Result, Store};

use super::server::{CannotSend, MailServer};
use super::{MailHappened, labels, queries};
use crate::action_items::{Due, digest};
use crate::people::present;

/// A letter that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// «Орлова А. В.»
    pub name: String,
    /// the address
    pub to: String,
    /// how many reminders were in it
    pub reminders: usize,
}

/// A letter that did not go out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsent {
    /// «Орлова А. В.»
    pub name: String,
    /// the address
    pub to: String,
    /// why, in Russian
    pub why: String,
}

/// How a run went.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outcome {
    /// whether there is a mail server at all
    pub is_set_up: bool,
    /// what went out
    pub letters: Vec<Letter>,
    /// what did not
    pub unsent: Vec<Unsent>,
}

struct Addressee {
    staff_id: i64,
    name: String,
    to: String,
}

/// Sends the reminders of the day.
///
/// # Errors
/// When the database fails. What the mail server refuses is part of the outcome.
pub async fn send_reminders(store: &Store, (now, today): (DateTime<Utc>, NaiveDate)) -> Result<Outcome> {
    let mut db = store.clone();
    let Some(server) = queries::mail_server(&mut db).await? else {
        return Ok(Outcome::default());
    };
    let people = present(&mut db).await?;
    let mut outcome = Outcome { is_set_up: true, ..Outcome::default() };
    for (staff_id, to) in queries::addresses(&mut db).await? {
        let Some(person) = people.iter().find(|one| one.id == staff_id) else { continue };
        let addressee = Addressee { staff_id, name: person.name().with_initials(), to };
        match remind(store, (now, today), &server, &addressee).await? {
            None => {}
            Some(Ok(reminders)) => {
                outcome.letters.push(Letter { name: addressee.name, to: addressee.to, reminders });
            }
            Some(Err(cause)) => {
                let why = labels::why(&cause);
                outcome.unsent.push(Unsent { name: addressee.name, to: addressee.to, why });
                if cause.is_about_server() {
                    break;
                }
            }
        }
    }
    if !outcome.letters.is_empty() || !outcome.unsent.is_empty() {
        keep(store, (now, today), &outcome).await?;
    }
    Ok(outcome)
}

async fn begin(store: &Store, (now, today): (DateTime<Utc>, NaiveDate)) -> Result<Change> {
    Change::begin(store, Actor::program(labels::AUTHOR), now, today).await
}

/// One letter: answers how many reminders it had, or nothing when there is nothing new to tell.
async fn remind(
    store: &Store,
    (now, today): (DateTime<Utc>, NaiveDate),
    server: &MailServer,
    addressee: &Addressee,
) -> Result<Option<std::result::Result<usize, CannotSend>>> {
    let digest = digest(&mut store.clone(), addressee.staff_id, today).await?;
    let sent = queries::sent_to(&mut store.clone(), addressee.staff_id).await?;
    let is_sent = |(id, code, day): &(i64, &str, NaiveDate)| {
        sent.iter().any(|(item, urgency, due)| item == id && urgency == code && due == day)
    };
    // What was told already is not claimed: a day without news writes nothing.
    if digest.due.iter().filter_map(key).all(|key| is_sent(&key)) {
        return Ok(None);
    }
    let mut change = begin(store, (now, today)).await?;
    let mut news: Vec<&Due> = Vec::new();
    for due in &digest.due {
        if let Some(key) = key(due)
            && queries::claim(&mut change, addressee.staff_id, key).await?
        {
            news.push(due);
        }
    }
    if news.is_empty() {
        return Ok(None);
    }
    let sentence = labels::reminding(&addressee.name, news.len());
    change.commit(&MailHappened { kind: "mail.reminding", sentence }).await?;
    let words = labels::letter(&news);
    match server.send(&addressee.to, &labels::subject(today), &words).await {
        Ok(()) => Ok(Some(Ok(news.len()))),
        Err(cause) => {
            let mut change = begin(store, (now, today)).await?;
            for key in news.iter().filter_map(|due| key(due)) {
                queries::release(&mut change, key).await?;
            }
            let sentence = labels::not_reminded(&addressee.name, &cause);
            change.commit(&MailHappened { kind: "mail.not_sent", sentence }).await?;
            Ok(Some(Err(cause)))
        }
    }
}

fn key(due: &Due) -> Option<(i64, &'static str, NaiveDate)> {
    Some((due.item.id, due.urgency.code(), due.item.due_on?))
}

async fn keep(store: &Store, at: (DateTime<Utc>, NaiveDate), outcome: &Outcome) -> Result<()> {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let (letters, failures) = (count(outcome.letters.len()), count(outcome.unsent.len()));
    let words: Vec<String> =
        outcome.unsent.iter().map(|one| format!("{} ({}): {}", one.name, one.to, one.why)).collect();
    let mut change = begin(store, at).await?;
    queries::add_run(&mut change, (letters, failures), &words.join("\n")).await?;
    let sentence = labels::ran(letters, failures);
    change.commit(&MailHappened { kind: "mail.reminders_sent", sentence }).await
}
