//! Accounts: who can sign in, with which roles, and who no longer can.

use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Change, Happening};
use web::forms::Fields;
use web::ui::Choice;
use web::{Failure, OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use crate::queries::{AccountRow, NewAccount};
use crate::{Cx, May, Role, Routes, Sent, labels, password_rule, queries, secret};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/settings/accounts", May::ManageAccounts, list)
        .page("/settings/accounts/{id}", May::ManageAccounts, show)
        .action("/settings/accounts/{id}/roles", May::ManageAccounts, change_roles)
        .action("/settings/accounts/{id}/block", May::ManageAccounts, block)
        .action("/settings/accounts/{id}/unblock", May::ManageAccounts, unblock)
}

/// Somebody who is about to get an account.
pub struct Applicant {
    /// the login as typed
    pub login: String,
    /// the password as typed
    pub password: String,
    /// «Фамилия Имя Отчество»
    pub name: String,
}

/// Why an account cannot be made or changed as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountRefused {
    /// the name is missing
    NameMissing,
    /// the login is shorter than three letters or longer than sixty, or has spaces inside
    LoginUnfit,
    /// somebody has this login
    LoginTaken,
    /// the password is shorter than ten characters
    PasswordShort,
    /// the password is the login
    PasswordIsLogin,
    /// the password is made of digits alone
    PasswordOnlyDigits,
    /// the password is among those that are tried first
    PasswordCommon,
    /// the password typed as the present one is not
    PasswordWrong,
    /// the last principal would lose the account
    LastPrincipal,
    /// no role is left
    NoRole,
    /// only a principal makes principals
    OnlyPrincipalMakesPrincipals,
    /// only a principal gives a principal a new password
    OnlyPrincipalResetsPrincipals,
}

const LOGIN_LENGTH: std::ops::RangeInclusive<usize> = 3..=60;

impl Applicant {
    /// The applicant whose `login` and `password` were typed into a form.
    #[must_use]
    pub fn from_fields(fields: &Fields, name: &str) -> Self {
        let typed = |field: &str| fields.get(field).to_owned();
        Self { login: typed("login"), password: typed("password"), name: name.to_owned() }
    }

    /// What is wrong with what was typed, field by field: `(field, refusal)`.
    #[must_use]
    pub fn faults(&self) -> Vec<(&'static str, AccountRefused)> {
        let login = self.login.trim();
        let mut faults = Vec::new();
        if self.name.trim().is_empty() {
            faults.push(("name", AccountRefused::NameMissing));
        }
        if !LOGIN_LENGTH.contains(&login.chars().count()) || login.contains(char::is_whitespace) {
            faults.push(("login", AccountRefused::LoginUnfit));
        }
        if let Err(fault) = password_rule::check(&self.password, login) {
            faults.push(("password", fault));
        }
        faults
    }
}

/// Makes the account of the first principal. The caller has checked [`Applicant::faults`].
///
/// # Errors
/// When the database refuses.
pub async fn create_principal(change: &mut Change, applicant: &Applicant) -> store::Result<i64> {
    create_account(change, applicant, None, &[Role::Principal]).await
}

/// Makes an account with these roles, for a member of staff if there is one. The caller has checked [`Applicant::faults`].
///
/// # Errors
/// When the database refuses.
pub async fn create_account(
    change: &mut Change,
    applicant: &Applicant,
    staff_id: Option<i64>,
    roles: &[Role],
) -> store::Result<i64> {
    let password_hash = secret::password_hash(applicant.password.clone()).await?;
    let new = NewAccount {
        login: applicant.login.trim(),
        password_hash: &password_hash,
        display_name: applicant.name.trim(),
        staff_id,
        roles,
    };
    queries::insert_account(change, &new).await
}

#[derive(askama::Template)]
#[template(path = "accounts_list.html")]
struct ListPage {
    accounts: Vec<AccountLine>,
}

struct AccountLine {
    row: AccountRow,
    roles: String,
}

async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let roles = queries::roles_of_all(&mut db).await?;
    let mut rows = queries::accounts(&mut db).await?;
    rows.sort_by(|left, right| school::ru::compare(&left.display_name, &right.display_name));
    let line = |row: AccountRow| AccountLine { roles: role_labels(row.id, &roles), row };
    let body = ListPage { accounts: rows.into_iter().map(line).collect() };
    cx.page(Page::new(labels::ACCOUNTS).stage(Stage::Settings).body(body)).await
}

fn role_labels(account_id: i64, roles: &[(i64, String)]) -> String {
    let own = roles.iter().filter(|(id, _)| *id == account_id);
    own.filter_map(|(_, code)| Role::from_code(code)).map(Role::label).collect::<Vec<_>>().join(", ")
}

#[derive(askama::Template)]
#[template(path = "accounts_show.html")]
struct ShowPage {
    account: AccountRow,
    roles: Vec<Choice>,
    is_self: bool,
    fields: Fields,
    fresh_code: Option<String>,
}

/// The roles that may be ticked; principals are made by principals only.
pub(crate) fn role_choices(cx: &Cx) -> Vec<Choice> {
    let offered = Role::ALL.into_iter().filter(|role| *role != Role::Principal || is_principal(cx));
    offered.map(|role| Choice::new(role.code(), role.label())).collect()
}

pub(crate) fn is_principal(cx: &Cx) -> bool {
    cx.viewer().roles.contains(&Role::Principal)
}

async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    page_of(&cx, id, None).await
}

pub(crate) async fn page_of(cx: &Cx, id: i64, refusal: Option<AccountRefused>) -> Reply {
    page_with_code(cx, id, refusal, None).await
}

/// The page of an account, and on it a code that was made a moment ago.
pub(crate) async fn page_with_code(
    cx: &Cx,
    id: i64,
    refusal: Option<AccountRefused>,
    fresh_code: Option<String>,
) -> Reply {
    let mut db = cx.store();
    let account = queries::account(&mut db, id).await?.or_missing()?;
    let chosen = roles_of(&mut db, id).await?;
    let mut fields = chosen.iter().fold(Fields::empty(), |fields, role| fields.with("role", role.code()));
    if let Some(refusal) = refusal {
        fields.refuse("role", refusal.say());
    }
    let title = account.display_name.clone();
    let page =
        Page::new(title).stage(Stage::Settings).crumb(labels::ACCOUNTS, "/settings/accounts").with_errors_of(&fields);
    let is_self = cx.viewer().account_id == id;
    let body = ShowPage { is_self, roles: role_choices(cx), account, fields, fresh_code };
    cx.page(page.body(body)).await
}

pub(crate) async fn roles_of(db: &mut impl store::Reads, id: i64) -> store::Result<Vec<Role>> {
    let all = queries::roles_of_all(db).await?;
    Ok(all.iter().filter(|(account, _)| *account == id).filter_map(|(_, code)| Role::from_code(code)).collect())
}

/// The ticked roles of a form.
pub(crate) fn ticked(fields: &Fields) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| fields.has("role", role.code())).collect()
}

/// Whether this viewer may give exactly these roles to an account that had `before`.
pub(crate) fn may_give(cx: &Cx, before: &[Role], roles: &[Role]) -> Result<(), AccountRefused> {
    let touches_principal = before.contains(&Role::Principal) != roles.contains(&Role::Principal);
    if roles.is_empty() {
        return Err(AccountRefused::NoRole);
    }
    if touches_principal && !is_principal(cx) {
        return Err(AccountRefused::OnlyPrincipalMakesPrincipals);
    }
    Ok(())
}

async fn change_roles(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let account = queries::account(&mut change, id).await?.or_missing()?;
    let roles = ticked(&fields);
    let before = roles_of(&mut change, id).await?;
    if let Err(refusal) = may_give(&cx, &before, &roles) {
        return page_of(&cx, id, Some(refusal)).await;
    }
    let loses_principal = before.contains(&Role::Principal) && !roles.contains(&Role::Principal);
    if loses_principal && queries::other_principals(&mut change, id).await? == 0 {
        return page_of(&cx, id, Some(AccountRefused::LastPrincipal)).await;
    }
    queries::set_roles(&mut change, id, &roles).await?;
    saved(change, account, labels::roles_changed(&roles)).await
}

async fn block(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let account = queries::account(&mut change, id).await?.or_missing()?;
    let is_principals = roles_of(&mut change, id).await?.contains(&Role::Principal);
    if is_principals && !is_principal(&cx) {
        return page_of(&cx, id, Some(AccountRefused::OnlyPrincipalMakesPrincipals)).await;
    }
    if is_principals && queries::other_principals(&mut change, id).await? == 0 {
        return page_of(&cx, id, Some(AccountRefused::LastPrincipal)).await;
    }
    let now = change.now();
    queries::set_blocked(&mut change, id, Some(now)).await?;
    queries::close_sessions_of(&mut change, id).await?;
    saved(change, account, labels::BLOCKED.to_owned()).await
}

async fn unblock(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut change = cx.begin().await?;
    let account = queries::account(&mut change, id).await?.or_missing()?;
    queries::set_blocked(&mut change, id, None).await?;
    saved(change, account, labels::UNBLOCKED.to_owned()).await
}

async fn saved(change: Change, account: AccountRow, what: String) -> Reply {
    let back = format!("/settings/accounts/{}", account.id);
    change.commit(&AccountChanged { account, what }).await?;
    Ok(see_other(back).done(labels::SAVED).into_response())
}

pub(crate) struct AccountChanged {
    pub(crate) account: AccountRow,
    pub(crate) what: String,
}

impl Happening for AccountChanged {
    fn kind(&self) -> &'static str {
        "account.changed"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "account", id: self.account.id }
    }
    fn sentence(&self) -> String {
        labels::about_account(&self.account.display_name, &self.what)
    }
}

/// The person behind an account as its page names them, and the member of staff it is linked with.
///
/// # Errors
/// When the database does not answer.
pub async fn account_place(db: &mut impl store::Reads, id: i64) -> store::Result<Option<(String, Option<i64>)>> {
    Ok(queries::account(db, id).await?.map(|account| (account.display_name, account.staff_id)))
}

/// Links an account with a member of staff, whose name is `name`, or with nobody. Only a principal touches the account of
/// a principal.
///
/// # Errors
/// When there is no such account, the viewer may not touch it, or the database refuses.
pub async fn link_account(cx: &Cx, id: i64, staff_id: Option<i64>, name: &str) -> Result<(), Failure> {
    let mut change = cx.begin().await?;
    let account = queries::account(&mut change, id).await?.or_missing()?;
    if roles_of(&mut change, id).await?.contains(&Role::Principal) && !is_principal(cx) {
        return Err(Failure::refused(&AccountRefused::OnlyPrincipalMakesPrincipals));
    }
    queries::set_staff(&mut change, id, staff_id).await?;
    change.commit(&AccountChanged { account, what: labels::linked(name) }).await?;
    Ok(())
}
