//! Letters: the mail server of the school, the addresses of its staff, and the reminders of what is due.

pub(crate) mod labels;
mod pages;
/// The questions this feature asks of the database, and its writes.
pub mod queries;
mod reminders;
mod server;
#[cfg(test)]
mod tests;

use access::{May, Routes};
use ledger::{Artefact, Happening};
pub use reminders::{Letter, Outcome, Unsent, send_reminders};
pub use server::{CannotSend, MailServer, Security};

/// The key of the setting: where the pages of the program are found, for letters.
const SITE: &str = "mail.site";

/// Where the pages of the program are found: «https://vsoko.school.ru»; empty where nobody has said.
async fn site(db: &mut impl store::Reads) -> store::Result<String> {
    Ok(plan::settings::setting(db, SITE).await?.unwrap_or_default())
}

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/settings/mail", May::ManageAccounts, pages::show)
        .action("/settings/mail", May::ManageAccounts, pages::save)
        .action("/settings/mail/removal", May::ManageAccounts, pages::remove)
        .action("/settings/mail/trial", May::ManageAccounts, pages::try_out)
        .page("/settings/mail/addresses", May::ManageAccounts, pages::addresses)
        .action("/settings/mail/addresses", May::ManageAccounts, pages::save_addresses)
}

/// Something happened to the mail.
struct MailHappened {
    kind: &'static str,
    sentence: String,
}

impl Happening for MailHappened {
    fn kind(&self) -> &'static str {
        self.kind
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "mail", id: 0 }
    }
    fn sentence(&self) -> String {
        self.sentence.clone()
    }
}
