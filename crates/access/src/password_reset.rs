//! A new password for somebody who has forgotten it: the school gives a one-time code, the person chooses the password.

use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::Duration;
use ledger::{Actor, Artefact, Change, Happening};
use web::forms::Fields;
use web::{OrMissing, Page, Refusal, Reply, filters, see_other};

use crate::accounts::{self, AccountChanged, AccountRefused};
use crate::queries::NewInvitation;
use crate::{Cx, May, Role, Routes, Sent, Visitor, labels, password_rule, queries, secret, sign_in};

const VALID_DAYS: i64 = 3;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .action("/settings/accounts/{id}/new-password", May::ManageAccounts, give_code)
        .page("/new-password", May::Anyone, form)
        .action("/new-password", May::Anyone, renew)
}

/// Makes a code and closes every session of the account. The old password works until the new one is set, so that a code
/// asked for by mistake locks nobody out.
async fn give_code(cx: Cx, Path(id): Path<i64>) -> Reply {
    if cx.viewer().account_id == id {
        return Ok(see_other("/account").into_response());
    }
    let mut change = cx.begin().await?;
    let account = queries::account(&mut change, id).await?.filter(|known| known.blocked_at.is_none()).or_missing()?;
    let is_principals = accounts::roles_of(&mut change, id).await?.contains(&Role::Principal);
    if is_principals && !accounts::is_principal(&cx) {
        return accounts::page_of(&cx, id, Some(AccountRefused::OnlyPrincipalResetsPrincipals)).await;
    }
    let code = secret::new_code();
    let new = NewInvitation {
        code_hash: &secret::hash(&secret::tidy_code(&code)),
        display_name: &account.display_name,
        staff_id: None,
        roles: &[],
        expires_at: cx.now() + Duration::days(VALID_DAYS),
        student_id: None,
        account_id: Some(id),
    };
    queries::withdraw_resets(&mut change, id).await?;
    queries::insert_invitation(&mut change, &new).await?;
    queries::close_sessions_of(&mut change, id).await?;
    change.commit(&AccountChanged { account, what: labels::RESET_CODE_GIVEN.to_owned() }).await?;
    accounts::page_with_code(&cx, id, None, Some(code)).await
}

#[derive(askama::Template)]
#[template(path = "password_reset.html")]
struct RenewPage {
    fields: Fields,
}

async fn form(visitor: Visitor) -> Reply {
    page(&visitor, Fields::empty()).await
}

async fn page(visitor: &Visitor, fields: Fields) -> Reply {
    let page = Page::new(labels::NEW_PASSWORD).narrow().with_errors_of(&fields);
    visitor.page(page.body(RenewPage { fields })).await
}

async fn renew(visitor: Visitor, Sent(mut fields): Sent) -> Reply {
    let (now, today) = visitor.app().clock();
    let store = visitor.app().store();
    let code_hash = secret::hash(&secret::tidy_code(fields.get("code")));
    let Some(reset) = queries::open_reset(&mut store.clone(), &code_hash, now).await? else {
        fields.refuse("code", labels::CODE_UNKNOWN);
        return page(&visitor, fields).await;
    };
    let password = fields.get("password").to_owned();
    if let Err(fault) = password_rule::check(&password, &reset.login) {
        fields.refuse("password", fault.say());
        return page(&visitor, fields).await;
    }
    let hash = secret::password_hash(password).await?;
    let actor = Actor { account_id: Some(reset.account_id), name: reset.display_name };
    let mut change = Change::begin(&store, actor, now, today).await?;
    queries::use_invitation(&mut change, reset.id).await?.then_some(()).or_missing()?;
    queries::set_password(&mut change, reset.account_id, &hash).await?;
    queries::close_sessions_of(&mut change, reset.account_id).await?;
    change.say(&PasswordRenewed { account_id: reset.account_id }).await?;
    let token = sign_in::open_session(change, reset.account_id).await?;
    Ok(visitor.welcome(&token, "/"))
}

struct PasswordRenewed {
    account_id: i64,
}

impl Happening for PasswordRenewed {
    fn kind(&self) -> &'static str {
        "account.password_changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "account", id: self.account_id }
    }
    fn sentence(&self) -> String {
        labels::PASSWORD_RENEWED.to_owned()
    }
}
