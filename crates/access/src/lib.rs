//! Who may do what, and which rows they may see: accounts, roles, permissions, sessions; the guard before every page.
//!
//! Rights are read in one place ([`May`], [`Role::grants`]); a route cannot exist without a permission ([`Routes`]);
//! row visibility is a [`Scope`] argument of every query that reads people or their results.

mod accounts;
mod app;
mod cx;
mod guard;
mod history;
mod invitations;
mod labels;
mod may;
mod own_account;
mod pages;
mod password_reset;
mod password_rule;
mod queries;
mod role;
mod routes;
mod secret;
mod sign_in;
mod upload;
mod viewer;

pub use accounts::{AccountRefused, Applicant, account_place, create_account, create_principal, link_account};
pub use app::{App, ArtefactKind, Clock, Composition, Draft, DrawPanel, Facts, FactsOf, FollowUp, NavItem, Panel};
pub use cx::{Cx, Visitor};
pub use guard::FORM_TOKEN_FIELD;
pub use invitations::invite_to_see_student;
pub use may::May;
pub use pages::with_year;
pub use queries::{
    StudentViewer, account_count, guardians, let_see_student, stop_seeing_student, students_seen_by, viewers_of_student,
};
pub use role::Role;
pub use routes::{RouteRow, Routes};
pub use sign_in::{Attempt, SignIn, open_session, sign_in};
use store::Schema;
pub use upload::Sent;
pub use viewer::{Scope, Viewer};

/// The tables of this crate and of the crates below it.
#[must_use]
pub fn schema() -> Schema {
    ledger::schema().with(Schema::of(store::migrations!("20260903_account", "20260922_invitation_purpose")))
}

/// Signing in and out, invitations, accounts, history.
#[must_use]
pub fn routes() -> Routes {
    pages::routes()
        .and(accounts::routes())
        .and(invitations::routes())
        .and(history::routes())
        .and(own_account::routes())
        .and(password_reset::routes())
}

/// A login as it is compared: small letters, without outer spaces.
#[must_use]
pub fn login_key(login: &str) -> String {
    login.trim().to_lowercase()
}

#[cfg(test)]
mod tests;
