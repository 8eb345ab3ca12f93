//! Reminders of what is due: every day while the program serves, or by `vsoko digest`.

use std::time::Duration;

use access::App;
use act::mail::{Outcome, send_reminders};
use chrono::Timelike;
use serde_json::json;

use crate::cli::Digest;
use crate::data_folder::DataFolder;
use crate::terminal::say;
use crate::trouble::Trouble;
use crate::{clock, labels};

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(10 * 60);
/// Nobody wants a letter from work at night.
const MORNING: u32 = 7;

/// Sends the reminders of each day once, from the morning on; what could not be sent is tried again within the hour.
/// Whatever fails here, the pages go on.
pub(crate) async fn every_day(app: App) {
    let mut done_on = None;
    let mut passes_to_wait = 0;
    loop {
        let (now, today) = app.clock();
        let is_morning = now.with_timezone(&chrono::Local).hour() >= MORNING;
        if is_morning && done_on != Some(today) && passes_to_wait == 0 {
            match send_reminders(&app.store(), (now, today)).await {
                Ok(outcome) if outcome.unsent.is_empty() => done_on = Some(today),
                Ok(_) => passes_to_wait = 6,
                Err(cause) => {
                    tracing::error!("{}", labels::database_failed(&cause));
                    passes_to_wait = 6;
                }
            }
        }
        tokio::time::sleep(LOOK).await;
        passes_to_wait = u32::saturating_sub(passes_to_wait, 1);
    }
}

/// Sends what is to be sent now and says how it went.
pub(crate) async fn digest(folder: &DataFolder, wish: &Digest) -> Result<(), Trouble> {
    let store = folder.open_existing().await?;
    let outcome = send_reminders(&store, clock::now()).await;
    store.close().await;
    let outcome = outcome?;
    if wish.json {
        print_json(&outcome);
    } else {
        told(&outcome).into_iter().for_each(say);
    }
    if outcome.unsent.is_empty() { Ok(()) } else { Err(Trouble::failure(labels::not_all_sent(outcome.unsent.len()))) }
}

fn told(outcome: &Outcome) -> Vec<String> {
    if !outcome.is_set_up {
        return vec![labels::MAIL_NOT_SET_UP.to_owned()];
    }
    let mut lines: Vec<String> =
        outcome.letters.iter().map(|letter| labels::letter_sent(&letter.name, &letter.to, letter.reminders)).collect();
    lines.extend(outcome.unsent.iter().map(|one| labels::letter_unsent(&one.name, &one.to, &one.why)));
    if lines.is_empty() {
        lines.push(labels::NOTHING_DUE.to_owned());
    }
    lines
}

fn print_json(outcome: &Outcome) {
    let letters: Vec<_> = outcome
        .letters
        .iter()
        .map(|letter| json!({ "name": letter.name, "to": letter.to, "reminders": letter.reminders }))
        .collect();
    let unsent: Vec<_> =
        outcome.unsent.iter().map(|one| json!({ "name": one.name, "to": one.to, "why": one.why })).collect();
    say(json!({ "is_set_up": outcome.is_set_up, "letters": letters, "unsent": unsent }).to_string());
}
