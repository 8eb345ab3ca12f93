//! One's own account: roles at a glance, and a new password.

use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use web::forms::Fields;
use web::{OrMissing, Page, Refusal, Reply, filters, see_other};

use crate::accounts::{AccountRefused, Applicant};
use crate::{Cx, May, Role, Routes, Sent, labels, login_key, queries, secret};

pub(crate) fn routes() -> Routes {
    Routes::new().page("/account", May::SignedIn, show).action("/account/password", May::SignedIn, change_password)
}

#[derive(askama::Template)]
#[template(path = "own_account.html")]
struct OwnPage {
    login: String,
    roles: String,
    fields: Fields,
}

async fn show(cx: Cx) -> Reply {
    page(&cx, Fields::empty()).await
}

async fn page(cx: &Cx, fields: Fields) -> Reply {
    let account = queries::account(&mut cx.store(), cx.viewer().account_id).await?.or_missing()?;
    let roles = cx.viewer().roles.iter().copied().map(Role::label).collect::<Vec<_>>().join(", ");
    let page = Page::new(account.display_name.clone()).with_errors_of(&fields);
    cx.page(page.body(OwnPage { login: account.login, roles, fields })).await
}

/// Changes the password and signs out everywhere else.
async fn change_password(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let account_id = cx.viewer().account_id;
    let account = queries::account(&mut cx.store(), account_id).await?.or_missing()?;
    let stored = queries::credentials(&mut cx.store(), &login_key(&account.login)).await?;
    let current = fields.get("current").to_owned();
    if !secret::password_fits(current, stored.map(|known| known.password_hash)).await? {
        fields.refuse("current", AccountRefused::PasswordWrong.say());
    }
    let wanted =
        Applicant { login: account.login, password: fields.get("password").to_owned(), name: account.display_name };
    wanted.faults().into_iter().for_each(|(_, fault)| fields.refuse("password", fault.say()));
    if fields.has_errors() {
        return page(&cx, fields).await;
    }
    let hash = secret::password_hash(wanted.password).await?;
    let mut change = cx.begin().await?;
    queries::set_password(&mut change, account_id, &hash).await?;
    queries::close_other_sessions(&mut change, account_id, &secret::hash(cx.cookie())).await?;
    change.commit(&PasswordChanged { account_id }).await?;
    Ok(see_other("/account").done(labels::PASSWORD_CHANGED).into_response())
}

struct PasswordChanged {
    account_id: i64,
}

impl Happening for PasswordChanged {
    fn kind(&self) -> &'static str {
        "account.password_changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "account", id: self.account_id }
    }
    fn sentence(&self) -> String {
        labels::PASSWORD_CHANGED.to_owned()
    }
}
