//! Signing in, signing out, picking the school year.

use axum::extract::Query;
use axum::http::header::SET_COOKIE;
use axum::response::{IntoResponse, Response};
use ledger::{Artefact, Happening};
use web::forms::Fields;
use web::{Page, Reply, filters, see_other};

use crate::sign_in::{Attempt, SignIn};
use crate::{Cx, May, Routes, Sent, Visitor, guard, labels, queries, secret, sign_in};

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page("/sign-in", May::Anyone, form)
        .action("/sign-in", May::Anyone, enter)
        .action("/sign-out", May::SignedIn, leave)
        .action("/year", May::SignedIn, pick_year)
}

#[derive(askama::Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    fields: Fields,
}

#[derive(serde::Deserialize)]
struct Asked {
    back: Option<String>,
}

async fn form(visitor: Visitor, Query(asked): Query<Asked>) -> Reply {
    if visitor.is_signed_in() {
        return Ok(see_other("/").into_response());
    }
    show(&visitor, Fields::empty().with("back", asked.back.unwrap_or_default())).await
}

async fn show(visitor: &Visitor, fields: Fields) -> Reply {
    let page = Page::new(labels::SIGN_IN).narrow().with_errors_of(&fields);
    visitor.page(page.body(SignInPage { fields })).await
}

async fn enter(visitor: Visitor, Sent(mut fields): Sent) -> Reply {
    let (now, today) = visitor.app().clock();
    let attempt = Attempt {
        login: fields.get("login"),
        password: fields.get("password").to_owned(),
        address: visitor.address(),
        now,
        today,
    };
    match sign_in::sign_in(&visitor.app().store(), attempt).await? {
        SignIn::Welcome(token) => return Ok(visitor.welcome(&token, fields.get("back"))),
        SignIn::Wrong => fields.refuse_all(labels::SIGN_IN_WRONG),
        SignIn::Wait => fields.refuse_all(labels::SIGN_IN_WAIT),
    }
    show(&visitor, fields).await
}

async fn leave(cx: Cx, visitor: Visitor) -> Reply {
    let mut change = cx.begin().await?;
    queries::close_session(&mut change, &secret::hash(visitor.cookie())).await?;
    change.commit(&SignedOut { account_id: cx.viewer().account_id }).await?;
    Ok(visitor.welcome(&secret::new_token(), "/sign-in"))
}

async fn pick_year(Sent(fields): Sent) -> Reply {
    let response = see_other(fields.get("back")).into_response();
    Ok(match fields.get("year").parse() {
        Ok(year) => with_year(response, year),
        Err(_) => response,
    })
}

/// The answer, after which the viewer sees this school year: as if it had been picked in the head of the page.
#[must_use]
pub fn with_year(mut response: Response, school_year: i64) -> Response {
    response.headers_mut().append(SET_COOKIE, guard::set_year_cookie(school_year));
    response
}

struct SignedOut {
    account_id: i64,
}

impl Happening for SignedOut {
    fn kind(&self) -> &'static str {
        "account.signed_out"
    }
    fn subject(&self) -> Artefact {
        Artefact { kind: "account", id: self.account_id }
    }
    fn sentence(&self) -> String {
        labels::SIGNED_OUT.to_owned()
    }
}
