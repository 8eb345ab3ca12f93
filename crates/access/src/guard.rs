//! What stands before every handler: whose cookie is it, may they do this, and did this form come from our page?

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, ORIGIN, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Duration, Utc};
use store::{Store, args};
use web::{Failure, Flash, Theme};

use crate::{App, May, Viewer, cx, queries, secret};

/// The cookie of a browser; before signing in it only ties forms to the browser.
pub(crate) const COOKIE_NAME: &str = "vsoko";
/// The cookie of the picked school year.
pub(crate) const YEAR_COOKIE: &str = "vsoko_year";
/// Where the first start begins.
pub(crate) const FIRST_START: &str = "/start";
/// The name of the hidden field that carries the form token.
pub const FORM_TOKEN_FIELD: &str = "form_token";

/// A form without files never needs more.
const FORM_LIMIT: usize = 2 << 20;
const IDLE_HOURS: i64 = 8;
const LONGEST_DAYS: i64 = 7;
/// A session's last use is written down at most this often.
const NOTE_MINUTES: i64 = 10;

/// What the guard has learnt about a request.
#[derive(Debug, Clone)]
pub(crate) struct Visit {
    pub(crate) viewer: Option<Viewer>,
    /// the version of the data, where somebody is signed in
    pub(crate) version: Option<i64>,
    pub(crate) cookie: String,
    pub(crate) year: Option<i64>,
    pub(crate) address: String,
    pub(crate) path: String,
    pub(crate) flash: Option<Flash>,
    pub(crate) theme: Theme,
}

pub(crate) async fn guard(State((app, may)): State<(App, May)>, request: Request, next: Next) -> Response {
    match pass(&app, may, request).await {
        Ok(Passed { request, new_cookie }) => {
            let visit = request.extensions().get::<Arc<Visit>>().cloned();
            let mut response = next.run(request).await;
            let failure = response.extensions().get::<Arc<Failure>>().cloned();
            let failure = failure.or_else(|| is_misspelt(&response).then(|| Arc::new(Failure::missing())));
            if let (Some(visit), Some(failure)) = (visit, failure) {
                response = cx::failure_page(&app, &visit, &failure).await;
            }
            if let Some(cookie) = new_cookie.filter(|_| wants_cookie(&response)) {
                response.headers_mut().append(SET_COOKIE, set_cookie(&app, &cookie));
            }
            response
        }
        Err(refusal) => *refusal,
    }
}

/// Whether the answer may hold a form, which needs the cookie of its token: files and feeds need none.
fn wants_cookie(response: &Response) -> bool {
    let is_page = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/html");
    let headers = response.headers();
    !headers.contains_key(SET_COOKIE) && headers.get(CONTENT_TYPE).is_none_or(is_page)
}

/// The router's own answer to an address whose parts are not what the page takes: a word where a number stands.
fn is_misspelt(response: &Response) -> bool {
    let plain = |kind: &HeaderValue| kind.as_bytes().starts_with(b"text/plain");
    response.status() == StatusCode::BAD_REQUEST && response.headers().get(CONTENT_TYPE).is_some_and(plain)
}

struct Passed {
    request: Request,
    new_cookie: Option<String>,
}

async fn pass(app: &App, may: May, request: Request) -> Result<Passed, Box<Response>> {
    let failed = |cause: store::Error| Box::new(web::Failure::from(cause).into_response());
    let found = cookie(request.headers(), COOKIE_NAME);
    let (viewer, version) = match &found {
        Some(token) => viewer(app, token).await.map_err(failed)?.unzip(),
        None => (None, None),
    };
    let is_first_start = request.uri().path().starts_with(FIRST_START);
    if viewer.is_none() && !is_first_start && !app.has_accounts().await.map_err(failed)? {
        return Err(Box::new(Redirect::to(FIRST_START).into_response()));
    }
    let new_cookie = found.is_none().then(secret::new_token);
    let visit = Visit {
        cookie: found.or_else(|| new_cookie.clone()).unwrap_or_default(),
        year: cookie(request.headers(), YEAR_COOKIE).and_then(|year| year.parse().ok()),
        address: address(&request),
        path: request.uri().path_and_query().map(ToString::to_string).unwrap_or_default(),
        flash: Flash::of(request.headers()),
        theme: Theme::of(request.headers()),
        viewer,
        version,
    };
    if let Some(refusal) = refusal(app, may, &visit, request.method()).await {
        return Err(Box::new(refusal));
    }
    let mut request = checked_form(&visit, request).await?;
    request.extensions_mut().insert(Arc::new(visit));
    Ok(Passed { request, new_cookie })
}

/// The answer to somebody who may not, if they may not.
async fn refusal(app: &App, may: May, visit: &Visit, method: &Method) -> Option<Response> {
    match &visit.viewer {
        _ if may == May::Anyone => None,
        None if method == Method::GET => {
            let back = web::url::encode(&visit.path);
            Some(Redirect::to(&format!("/sign-in?back={back}")).into_response())
        }
        None => Some(Redirect::to("/sign-in").into_response()),
        Some(viewer) if viewer.may(may) => None,
        // Not allowed and not there are one answer: what exists is nobody's business who may not see it.
        Some(_) => Some(cx::failure_page(app, visit, &Failure::missing()).await),
    }
}

/// Who is signed in by this token, and the version of the data.
async fn viewer(app: &App, token: &str) -> store::Result<Option<(Viewer, i64)>> {
    let mut store = app.store();
    let Some(standing) = queries::session(&mut store, &secret::hash(token)).await? else {
        return Ok(None);
    };
    let (now, _) = app.clock();
    let is_over = now - standing.last_seen_at > Duration::hours(IDLE_HOURS)
        || now - standing.created_at > Duration::days(LONGEST_DAYS);
    if is_over {
        return Ok(None);
    }
    if now - standing.last_seen_at > Duration::minutes(NOTE_MINUTES) {
        note_use(&store, token, now).await?;
    }
    Ok(Some((standing.viewer, standing.version)))
}

/// Not a change of the school's records, so it leaves no sentence in history.
async fn note_use(store: &Store, token: &str, now: DateTime<Utc>) -> store::Result<()> {
    let mut tx = store.begin().await?;
    tx.execute("UPDATE session SET last_seen_at = $1 WHERE token_hash = $2", args![now, secret::hash(token)]).await?;
    let forget = now - Duration::days(LONGEST_DAYS);
    tx.execute("DELETE FROM session WHERE created_at < $1", args![forget]).await?;
    tx.commit().await
}

/// Lets a form through only if it came from our own page. Forms with files are checked when they are read.
async fn checked_form(visit: &Visit, request: Request) -> Result<Request, Box<Response>> {
    if request.method() == Method::GET || request.method() == Method::HEAD {
        return Ok(request);
    }
    let foreign = || Box::new(web::failure::foreign_form().into_response());
    if !is_same_origin(request.headers()) {
        return Err(foreign());
    }
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if kind.starts_with("multipart/form-data") {
        return Ok(request);
    }
    let (head, body) = request.into_parts();
    let too_large = |_| Box::new(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    let bytes = to_bytes(body, FORM_LIMIT).await.map_err(too_large)?;
    let token = web::forms::Fields::parse(&bytes).get(FORM_TOKEN_FIELD).to_owned();
    if !is_our_token(visit, &token) {
        return Err(foreign());
    }
    Ok(Request::from_parts(head, Body::from(bytes)))
}

pub(crate) fn is_our_token(visit: &Visit, token: &str) -> bool {
    secret::same(token, &secret::form_token(&visit.cookie))
}

/// Browsers say where a form comes from; what says nothing is left to the token.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text(ORIGIN.as_str()), text(HOST.as_str())) {
        (Some(origin), Some(host)) => origin.split("://").nth(1) == Some(host),
        _ => true,
    }
}

fn address(request: &Request) -> String {
    let known = request.extensions().get::<ConnectInfo<SocketAddr>>();
    known.map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string())
}

fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let pairs = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(';'));
    let values = pairs.filter_map(|pair| pair.trim().split_once('=')).filter(|(key, _)| *key == name);
    values.map(|(_, value)| value.to_owned()).next()
}

/// The browser keeps the cookie until it is closed; scripts and other sites never see it.
pub(crate) fn set_cookie(app: &App, value: &str) -> HeaderValue {
    let secure = if app.composition().secure_cookies { "; Secure" } else { "" };
    let text = format!("{COOKIE_NAME}={value}; Path=/; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::try_from(text).expect("a token is hexadecimal")
}

pub(crate) fn set_year_cookie(year: i64) -> HeaderValue {
    let text = format!("{YEAR_COOKIE}={year}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000");
    HeaderValue::try_from(text).expect("a year is digits")
}
