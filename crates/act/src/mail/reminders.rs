//! The daily run: everybody with an address gets one letter with what has become due since the last, leaders also what
//! waits for them. A reminder is
//! claimed before it is sent and given back when it did not go out, so that it goes out once, whoever runs at the same
//! time.

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{Actor, Change};
use store::{Result, Store};

use super::queries::ReminderKey;
use super::server::{CannotSend, MailServer};
use super::{MailHappened, labels, queries, site};
use crate::action_items::queries::{ActionItem, leaders};
use crate::action_items::{Due, Urgency, digest, escalated};
use crate::people::present;

/// What a letter tells.
pub(super) enum Line {
    /// something to do
    Own(Due),
    /// something that waits for a leader
    Escalated(ActionItem),
}

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
    /// whether what waits for leaders is told to them
    leads: bool,
}

/// What all letters of a run have in common.
struct Post {
    server: MailServer,
    /// the address of the program, if letters may name it
    site: String,
    /// what waits for leaders
    escalated: Vec<ActionItem>,
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
    let leaders = leaders(&mut db).await?;
    let site = site(&mut db).await?;
    let post = Post { server, site, escalated: escalated(&mut db, today).await? };
    let mut outcome = Outcome { is_set_up: true, ..Outcome::default() };
    for (staff_id, to) in queries::addresses(&mut db).await? {
        let Some(person) = people.iter().find(|one| one.id == staff_id) else { continue };
        let addressee =
            Addressee { staff_id, name: person.name().with_initials(), to, leads: leaders.contains(&staff_id) };
        match remind(store, (now, today), &post, &addressee).await? {
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

/// One thing a letter tells, and how it is known whether it was told already.
struct News {
    line: Line,
    key: ReminderKey,
}

/// Everything there is to tell somebody, told already or not.
async fn all_news(store: &Store, today: NaiveDate, post: &Post, to: &Addressee) -> Result<Vec<News>> {
    let digest = digest(&mut store.clone(), to.staff_id, today).await?;
    let mut news: Vec<News> = digest.due.into_iter().map(|due| own(due, today)).collect();
    let others = post.escalated.iter().filter(|item| to.leads && item.responsible_staff_id != Some(to.staff_id));
    news.extend(others.map(|item| for_leaders(item.clone(), today)));
    Ok(news)
}

/// What somebody has to do: told once, and again each week when it is late.
fn own(due: Due, today: NaiveDate) -> News {
    let day = due.item.due_on.unwrap_or(due.item.opened_on);
    let late = if due.urgency == Urgency::Overdue { weeks(day, today) } else { 0 };
    let key = ReminderKey { item_id: due.item.id, urgency: due.urgency.code().to_owned(), due_on: day, week: late };
    News { line: Line::Own(due), key }
}

/// What waits for leaders: a request at once, what is late again each week.
fn for_leaders(item: ActionItem, today: NaiveDate) -> News {
    let (urgency, due_on, week) = match (item.asked_until, item.due_on) {
        (Some(until), _) => ("asked", until, 0),
        (None, Some(due)) => ("escalated", due, weeks(due, today)),
        (None, None) => ("escalated", item.opened_on, 0),
    };
    let key = ReminderKey { item_id: item.id, urgency: urgency.to_owned(), due_on, week };
    News { line: Line::Escalated(item), key }
}

fn weeks(from: NaiveDate, to: NaiveDate) -> i64 {
    (to - from).num_days().max(0) / 7
}

/// One letter: answers how many reminders it had, or nothing when there is nothing new to tell.
async fn remind(
    store: &Store,
    (now, today): (DateTime<Utc>, NaiveDate),
    post: &Post,
    addressee: &Addressee,
) -> Result<Option<std::result::Result<usize, CannotSend>>> {
    let mut news = all_news(store, today, post, addressee).await?;
    let sent = queries::sent_to(&mut store.clone(), addressee.staff_id).await?;
    // What was told already is not claimed: a day without news writes nothing.
    news.retain(|one| !sent.contains(&one.key));
    if news.is_empty() {
        return Ok(None);
    }
    let mut change = begin(store, (now, today)).await?;
    let mut claimed = Vec::new();
    for one in news {
        if queries::claim(&mut change, addressee.staff_id, &one.key).await? {
            claimed.push(one);
        }
    }
    if claimed.is_empty() {
        return Ok(None);
    }
    let sentence = labels::reminding(&addressee.name, claimed.len());
    change.commit(&MailHappened { kind: "mail.reminding", sentence }).await?;
    let lines: Vec<&Line> = claimed.iter().map(|one| &one.line).collect();
    let words = labels::letter(&lines, &post.site);
    match post.server.send((&addressee.to, &labels::subject(today)), &words, now).await {
        Ok(()) => Ok(Some(Ok(claimed.len()))),
        Err(cause) => {
            let mut change = begin(store, (now, today)).await?;
            for one in &claimed {
                queries::release(&mut change, addressee.staff_id, &one.key).await?;
            }
            let sentence = labels::not_reminded(&addressee.name, &cause);
            change.commit(&MailHappened { kind: "mail.not_sent", sentence }).await?;
            Ok(Some(Err(cause)))
        }
    }
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
