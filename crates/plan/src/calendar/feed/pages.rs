//! The page of one's links, and the answer to calendar programs.

use access::{Cx, May, Sent, Visitor};
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HOST};
use axum::response::IntoResponse;
use school::SchoolYear;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use super::events;
use super::queries::{self, Feed};
use crate::calendar::{CalendarHappened, labels};

#[derive(askama::Template)]
#[template(path = "calendar/feed.html")]
struct FeedPage {
    /// the link that has just been made, shown once
    fresh: String,
    personal: Option<Feed>,
    common: Option<Feed>,
    has_staff: bool,
    may_share: bool,
}

pub(in crate::calendar) async fn show(cx: Cx) -> Reply {
    page(&cx, String::new()).await
}

async fn page(cx: &Cx, fresh: String) -> Reply {
    let feeds = queries::feeds_of(&mut cx.store(), cx.viewer().account_id).await?;
    let (personal, common): (Vec<Feed>, Vec<Feed>) = feeds.into_iter().partition(|feed| feed.staff_id.is_some());
    let body = FeedPage {
        fresh,
        personal: personal.into_iter().next_back(),
        common: common.into_iter().next_back(),
        has_staff: cx.viewer().staff_id.is_some(),
        may_share: cx.may(May::EditPlan),
    };
    let page = Page::new(labels::FEED).stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar");
    cx.page(page.body(body)).await
}

/// Makes a link, or a new one in place of the old; the page shows it once.
pub(in crate::calendar) async fn renew(cx: Cx, headers: HeaderMap, Sent(fields): Sent) -> Reply {
    let is_personal = fields.get("of") == "me";
    let staff_id = cx.viewer().staff_id.filter(|_| is_personal);
    if is_personal && staff_id.is_none() {
        return Ok(see_other("/plan/calendar/feed").refused(labels::FEED_NEEDS_STAFF).into_response());
    }
    // A link to everything outlives its maker's attention: whoever keeps the plan decides about it.
    (is_personal || cx.may(May::EditPlan)).then_some(()).or_missing()?;
    let secret = new_secret();
    let mut change = cx.begin().await?;
    let account = cx.viewer().account_id;
    let id = queries::renew(&mut change, account, staff_id, &store::digest(secret.as_bytes())).await?;
    let said = CalendarHappened::of_feed(id, "calendar_feed.made", labels::feed_made(is_personal).to_owned());
    change.commit(&said).await?;
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = if cx.app().composition().secure_cookies { "https" } else { "http" };
    page(&cx, format!("{scheme}://{host}/calendar/{secret}.ics")).await
}

fn new_secret() -> String {
    rand::random::<[u8; 32]>().iter().map(|byte| format!("{byte:02x}")).collect()
}

pub(in crate::calendar) async fn revoke(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    queries::revoke(&mut change, cx.viewer().account_id, id).await?.then_some(()).or_missing()?;
    let said = CalendarHappened::of_feed(id, "calendar_feed.revoked", labels::FEED_REVOKED_SAID.to_owned());
    change.commit(&said).await?;
    Ok(see_other("/plan/calendar/feed").done(labels::FEED_REVOKED).into_response())
}

/// The calendar behind a secret: last year's, this year's and next year's procedures. Whoever has no secret learns nothing.
pub(in crate::calendar) async fn answer(visitor: Visitor, Path(file): Path<String>) -> Reply {
    let secret = file.strip_suffix(".ics").or_missing()?;
    let mut db = visitor.app().store();
    let (now, today) = visitor.app().clock();
    let feed = queries::feed_by_secret(&mut db, &store::digest(secret.as_bytes())).await?.or_missing()?;
    let current = SchoolYear::containing(today).0;
    let (mut rows, mut saved) = (Vec::new(), Vec::new());
    for year in current - 1..=current + 1 {
        rows.extend(crate::calendar::queries::procedures(&mut db, year).await?);
        saved.extend(queries::saved_at(&mut db, year).await?);
    }
    rows.retain(|row| feed.staff_id.is_none() || row.responsible_staff_id == feed.staff_id);
    let text = events::render(&rows, &saved.into_iter().collect(), now);
    let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8"), (CACHE_CONTROL, "private, no-store")];
    Ok((headers, text).into_response())
}
