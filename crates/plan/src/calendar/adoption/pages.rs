//! The page on which the council's decision is written down.

use access::{Cx, Sent};
use axum::response::IntoResponse;
use web::forms::Fields;
use web::{Page, Refusal, Reply, Stage, filters, see_other};

use super::{Standing, State, may_adopt, queries};
use crate::calendar::queries::procedures;
use crate::calendar::{CalendarHappened, labels};

#[derive(askama::Template)]
#[template(path = "calendar/adoption.html")]
struct AdoptionPage {
    year: i64,
    fields: Fields,
    standing: Standing,
    row_count: usize,
    may_withdraw: bool,
}

pub(crate) async fn confirm(cx: Cx) -> Reply {
    form(&cx, Fields::empty().with_date("adopted_on", Some(cx.today()))).await
}

async fn form(cx: &Cx, fields: Fields) -> Reply {
    let year = cx.year().await?;
    let mut db = cx.store();
    let standing = Standing::of(&mut db, year).await?;
    let body = AdoptionPage {
        year,
        row_count: procedures(&mut db, year).await?.len(),
        may_withdraw: standing.state() != State::Draft,
        standing,
        fields,
    };
    let page = Page::new("Утверждение циклограммы").stage(Stage::Plan).crumb(labels::PAGE, "/plan/calendar");
    cx.page(page.with_errors_of(&body.fields).body(body)).await
}

pub(crate) async fn adopt(cx: Cx, Sent(mut fields): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let number = fields.text("minutes_number", labels::MINUTES_MISSING);
    let adopted_on = fields.date("adopted_on", labels::ADOPTED_ON_MISSING);
    let (Some(number), Some(adopted_on)) = (number, adopted_on) else {
        drop(change);
        return form(&cx, fields).await;
    };
    let standing = Standing::of(&mut change, year).await?;
    let row_count = procedures(&mut change, year).await?.len();
    if let Err(refusal) = may_adopt(standing.state(), row_count, adopted_on, cx.today()) {
        drop(change);
        fields.refuse_all(refusal.say());
        return form(&cx, fields).await;
    }
    queries::save_adoption(&mut change, year, (&number, adopted_on)).await?;
    let said = CalendarHappened::of_year(year, "calendar.adopted", labels::adopted(year, &number, adopted_on));
    change.commit(&said).await?;
    Ok(see_other("/plan/calendar").done(labels::ADOPTED).into_response())
}

/// The record was a mistake: the cyclogram is a draft again.
pub(crate) async fn withdraw(cx: Cx, Sent(_): Sent) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    if queries::withdraw_adoption(&mut change, year).await? == 0 {
        drop(change);
        return Ok(see_other("/plan/calendar").caution(labels::NOTHING_CHANGED).into_response());
    }
    change.commit(&CalendarHappened::of_year(year, "calendar.withdrawn", labels::adoption_withdrawn(year))).await?;
    Ok(see_other("/plan/calendar").done(labels::adoption_withdrawn(year)).into_response())
}
