//! One edition: what it shows, and the steps from consideration to publication.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::NaiveDate;
use decide::orders::queries::order;
use store::Reads;
use web::forms::Fields;
use web::{Failure, OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::edition::{Edition, EditionState, Standing};
use super::file::Format;
use super::pages::file;
use super::{EditionMoved, artefact, paper, queries};
use crate::labels;

#[derive(askama::Template)]
#[template(path = "self_evaluation/edition.html")]
struct EditionPage {
    edition: Edition,
    title: String,
    state: &'static str,
    tone: &'static str,
    fields: Fields,
    orders: Vec<(i64, String)>,
    zone_count: i64,
    preview: String,
    may_consider: bool,
    may_approve: bool,
    may_publish: bool,
    may_withdraw: bool,
}

async fn load(db: &mut impl Reads, id: i64) -> Result<Edition, Failure> {
    queries::edition(db, id).await?.or_missing()
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let edition = load(&mut cx.store(), id).await?;
    let fields = Fields::empty().with("body", labels::COUNCIL).with_date("dated", Some(cx.today()));
    page_of(&cx, edition, fields).await
}

async fn page_of(cx: &Cx, edition: Edition, fields: Fields) -> Reply {
    let mut db = cx.store();
    let (orders, zone_count) = told_of(&mut db, cx, edition.id).await?;
    let standing = edition.standing();
    let may = |what, next| cx.may(what) && edition.may_become(next, NaiveDate::MAX).is_ok();
    let title = labels::edition_title(&edition);
    let page = Page::new(&title)
        .stage(Stage::Publish)
        .crumb(labels::REPORTS, "/publish/reports")
        .crumb(labels::report_title(edition.year), format!("/publish/reports/{}", edition.year))
        .with_errors_of(&fields);
    let body = EditionPage {
        may_consider: may(May::EditReports, Standing::Considered),
        may_approve: may(May::SignOrders, Standing::Approved),
        may_publish: may(May::EditReports, Standing::Published),
        may_withdraw: may(May::EditReports, Standing::Withdrawn),
        preview: documents::html::render(&paper::document(&edition)),
        state: labels::standing(standing),
        tone: labels::tone(standing),
        title,
        edition,
        fields,
        orders,
        zone_count,
    };
    cx.page(page.body(body)).await
}

/// The orders and the number of problem zones that the edition tells of, as far as the viewer may know.
async fn told_of(db: &mut impl Reads, cx: &Cx, id: i64) -> Result<(Vec<(i64, String)>, i64), Failure> {
    let (mut orders, mut zones) = (Vec::new(), 0);
    for link in ledger::links_to(db, artefact(id)).await? {
        if link.from_kind == decide::orders::KIND && cx.may(May::ReadDecisions) {
            orders.extend(order(db, link.from_id).await?.map(|order| (order.id, order.heading)));
        } else if link.from_kind == analyse::problem_zones::KIND && cx.may(May::ReadProblems) {
            zones += 1;
        }
    }
    Ok((orders, zones))
}

pub(super) async fn download(cx: Cx, Path((id, name)): Path<(i64, String)>) -> Reply {
    let format = name.strip_prefix("report.").and_then(Format::from_extension).or_missing()?;
    file(load(&mut cx.store(), id).await?, format).await
}

/// What a form must say for a step.
struct Asked {
    standing: Standing,
    body: Option<&'static str>,
    number: Option<&'static str>,
}

pub(super) async fn consider(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let (body, number) = (Some(labels::BODY_MISSING), Some(labels::NUMBER_MISSING));
    step(cx, id, fields, Asked { standing: Standing::Considered, body, number }).await
}

pub(super) async fn approve(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let number = Some(labels::NUMBER_MISSING);
    step(cx, id, fields, Asked { standing: Standing::Approved, body: None, number }).await
}

pub(super) async fn publish(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    step(cx, id, fields, Asked { standing: Standing::Published, body: None, number: None }).await
}

pub(super) async fn withdraw(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let body = Some(labels::REASON_MISSING);
    step(cx, id, fields, Asked { standing: Standing::Withdrawn, body, number: None }).await
}

/// Begin, load, ask the rule, save and say, answer: the same for every step.
async fn step(cx: Cx, id: i64, mut fields: Fields, asked: Asked) -> Reply {
    let mut change = cx.begin().await?;
    let edition = load(&mut change, id).await?;
    let Some(state) = read(&mut fields, &asked, cx.today(), &cx.actor().name) else {
        return page_of(&cx, edition, fields).await;
    };
    if let Err(refusal) = edition.may_become(state.standing, state.dated) {
        fields.refuse_all(refusal.say());
        return page_of(&cx, edition, fields).await;
    }
    queries::add_state(&mut change, &edition, &state).await?;
    let kind = match state.standing {
        Standing::Considered => "report_edition.considered",
        Standing::Approved => "report_edition.approved",
        Standing::Published => "report_edition.published",
        Standing::Withdrawn => "report_edition.withdrawn",
    };
    change.commit(&EditionMoved { id, sentence: labels::edition_moved(&edition, &state), kind }).await?;
    Ok(see_other(format!("/publish/editions/{id}")).done(labels::STATE_SAVED).into_response())
}

fn read(fields: &mut Fields, asked: &Asked, today: NaiveDate, by: &str) -> Option<EditionState> {
    let mut text = |name: &str, missing: Option<&str>| match missing {
        Some(missing) => fields.text(name, missing),
        None => Some(String::new()),
    };
    let body = text("body", asked.body);
    let number = text("number", asked.number);
    // A publication is dated by the day it happens; papers have their own dates.
    let dated = if asked.number.is_some() { fields.date("dated", labels::DATE_MISSING) } else { Some(today) };
    Some(EditionState {
        standing: asked.standing,
        body: body?,
        number: number?,
        dated: dated?,
        set_on: today,
        set_by: by.to_owned(),
    })
}
