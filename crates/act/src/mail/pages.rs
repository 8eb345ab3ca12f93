//! The settings of the mail, and the addresses of the staff.

use access::{Cx, Sent};
use axum::response::IntoResponse;
use lettre::message::Mailbox;
use plan::settings::save_setting;
use web::forms::Fields;
use web::ui::Choice;
use web::{Page, Reply, Stage, filters, see_other};

use super::queries::{self, MailRun};
use super::server::{MailServer, Security};
use super::{MailHappened, SITE, labels, site};
use crate::people::present;

const PAGE: &str = "/settings/mail";
const ADDRESSES: &str = "/settings/mail/addresses";

#[derive(askama::Template)]
#[template(path = "mail/show.html")]
struct MailPage {
    fields: Fields,
    securities: Vec<Choice>,
    is_set_up: bool,
    has_password: bool,
    runs: Vec<MailRun>,
}

pub(super) async fn show(cx: Cx) -> Reply {
    let known = queries::mail_server(&mut cx.store()).await?;
    let fields = match &known {
        Some(server) => Fields::empty()
            .with("host", &server.host)
            .with("port", server.port)
            .with("security", &server.security)
            .with("username", &server.username)
            .with("sender", &server.sender),
        None => Fields::empty().with("port", 465).with("security", Security::Tls.code()),
    };
    let fields = fields.with("site", site(&mut cx.store()).await?);
    page_of(&cx, fields).await
}

async fn page_of(cx: &Cx, fields: Fields) -> Reply {
    let mut db = cx.store();
    let security = |one: Security| Choice::new(one.code(), one.label()).hint(one.hint());
    let known = queries::mail_server(&mut db).await?;
    let body = MailPage {
        securities: Security::ALL.map(security).to_vec(),
        is_set_up: known.is_some(),
        has_password: known.is_some_and(|known| !known.password.is_empty()),
        runs: queries::runs(&mut db).await?,
        fields,
    };
    let page = Page::new(labels::MAIL).stage(Stage::Settings).with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

pub(super) async fn save(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::mail_server(&mut change).await?;
    let host = fields.text("host", labels::HOST_MISSING);
    let port = fields.whole_number("port", 1..=65_535, labels::PORT_MISSING);
    let security = fields.choice("security", labels::SECURITY_MISSING, Security::from_code);
    let username = fields.text_if_any("username").unwrap_or_default();
    let typed = fields.text_if_any("password").unwrap_or_default();
    let sender = fields.text("sender", labels::SENDER_MISSING);
    if sender.as_ref().is_some_and(|sender| sender.parse::<Mailbox>().is_err()) {
        fields.refuse("sender", labels::ADDRESS_STRANGE);
    }
    let site = fields.text_if_any("site").unwrap_or_default().trim_end_matches('/').to_owned();
    if !site.is_empty() && !site.starts_with("https://") && !site.starts_with("http://") {
        fields.refuse("site", labels::SITE_STRANGE);
    }
    // A password belongs to the server and the name it was typed for: it is never sent anywhere else.
    let stays =
        |known: &&MailServer| typed.is_empty() && Some(&known.host) == host.as_ref() && known.username == username;
    let kept = known.as_ref().filter(stays).map(|known| known.password.clone());
    let password = if username.is_empty() { String::new() } else { kept.unwrap_or(typed) };
    if security == Some(Security::None) && !password.is_empty() && host.as_deref().is_some_and(|host| !is_here(host)) {
        fields.refuse("security", labels::PASSWORD_OPEN);
    }
    let (Some(host), Some(port), Some(security), Some(sender), false) =
        (host, port, security, sender, fields.has_errors())
    else {
        return page_of(&cx, fields).await;
    };
    let sentence = labels::saved(&host, port);
    let security = security.code().to_owned();
    queries::save_mail_server(&mut change, &MailServer { host, port, security, username, password, sender }).await?;
    save_setting(&mut change, SITE, &site).await?;
    change.commit(&MailHappened { kind: "mail.set_up", sentence }).await?;
    Ok(see_other(PAGE).done(labels::SAVED).into_response())
}

/// A server on this very computer: nothing goes over the network.
fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

pub(super) async fn remove(cx: Cx, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    queries::remove_mail_server(&mut change).await?;
    change.commit(&MailHappened { kind: "mail.removed", sentence: labels::MAIL_REMOVED.to_owned() }).await?;
    Ok(see_other(PAGE).done(labels::REMOVED).into_response())
}

/// Sends a letter to whoever sets the mail up.
pub(super) async fn try_out(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let address = fields.text("trial", labels::ADDRESS_STRANGE).filter(|text| text.parse::<Mailbox>().is_ok());
    let Some(address) = address else {
        return Ok(see_other(PAGE).refused(labels::ADDRESS_STRANGE).into_response());
    };
    let Some(server) = queries::mail_server(&mut cx.store()).await? else {
        return Ok(see_other(PAGE).refused(labels::NOT_SET_UP).into_response());
    };
    if let Err(cause) = server.send((&address, labels::TRIAL_SUBJECT), labels::TRIAL_WORDS, cx.now()).await {
        return Ok(see_other(PAGE).refused(labels::trial_failed(&cause)).into_response());
    }
    let change = cx.begin().await?;
    change.commit(&MailHappened { kind: "mail.tried", sentence: labels::trial_sent(&address) }).await?;
    Ok(see_other(PAGE).done(labels::TRIAL_SENT).into_response())
}

#[derive(askama::Template)]
#[template(path = "mail/addresses.html")]
struct AddressesPage {
    people: Vec<PersonLine>,
    fields: Fields,
}

/// A member of staff in the form: the field of the address, and what stood in it when the form was made.
struct PersonLine {
    field: String,
    seen: String,
    name: String,
    made_from: String,
}

fn field_of(staff_id: i64) -> String {
    format!("address_{staff_id}")
}

/// The field that says what the form of an address was made from.
fn seen_of(staff_id: i64) -> String {
    format!("seen_{staff_id}")
}

fn address_of(known: &[(i64, String)], staff_id: i64) -> &str {
    known.iter().find(|(id, _)| *id == staff_id).map_or("", |(_, address)| address.as_str())
}

pub(super) async fn addresses(cx: Cx) -> Reply {
    let known = queries::addresses(&mut cx.store()).await?;
    let fields = known.iter().fold(Fields::empty(), |fields, (id, address)| fields.with(&field_of(*id), address));
    addresses_page(&cx, fields, &known).await
}

async fn addresses_page(cx: &Cx, fields: Fields, known: &[(i64, String)]) -> Reply {
    let people = present(&mut cx.store()).await?;
    let line = |id: i64, name: String| {
        let (field, seen, stored) = (field_of(id), seen_of(id), address_of(known, id));
        // What was left as it stood when the form was made is not to be saved over what stands now.
        let is_untouched = fields.names().any(|sent| sent == seen) && fields.get(&field) == fields.get(&seen);
        let made_from = if is_untouched { fields.get(&seen) } else { stored }.to_owned();
        PersonLine { field, seen, name, made_from }
    };
    let people = people.iter().map(|one| line(one.id, one.with_position())).collect();
    let page = Page::new(labels::ADDRESSES).stage(Stage::Settings).crumb(labels::MAIL, PAGE).with_errors_of(&fields);
    cx.page(page.body(AddressesPage { people, fields })).await
}

/// Saves the addresses that were changed in this form. One that somebody else has changed since the form was made is shown
/// beside what was typed; one that was left as it stood stays as it is now.
pub(super) async fn save_addresses(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::addresses(&mut change).await?;
    let (mut changed, mut is_stale) = (Vec::new(), false);
    for person in present(&mut change).await? {
        let name = field_of(person.id);
        if !fields.names().any(|sent| sent == name) {
            continue;
        }
        let typed = fields.text_if_any(&name).unwrap_or_default();
        let stored = address_of(&known, person.id);
        let seen = fields.get(&seen_of(person.id)).to_owned();
        if typed == seen || typed == stored {
            continue;
        }
        if seen != stored {
            is_stale = true;
            fields.refuse(&name, labels::stored_now(stored));
        } else if !typed.is_empty() && typed.parse::<lettre::Address>().is_err() {
            fields.refuse(&name, labels::ADDRESS_STRANGE);
        } else {
            changed.push((person.id, typed));
        }
    }
    if is_stale {
        fields.refuse_all(labels::CHANGED_MEANWHILE);
    }
    if fields.has_errors() {
        return addresses_page(&cx, fields, &known).await;
    }
    for (staff_id, address) in &changed {
        queries::save_address(&mut change, *staff_id, address).await?;
    }
    if !changed.is_empty() {
        let sentence = labels::addresses_saved(changed.len());
        change.commit(&MailHappened { kind: "mail.addresses_saved", sentence }).await?;
    }
    Ok(see_other(ADDRESSES).done(labels::ADDRESSES_SAVED).into_response())
}
