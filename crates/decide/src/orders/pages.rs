//! The pages of orders: the list, one order, its signature and its paper.

use access::{Cx, May, Sent};
use analyse::problem_zones::{self, Zone};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::{Datelike, NaiveDate};
use ledger::links_to;
use roster::setup::queries::school;
use store::Reads;
use web::forms::Fields;
use web::ui::{ChainLink, Link};
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::drafting::{as_read, read_otherwise};
use super::queries::{self, OrderLine};
use super::{Order, OrderHappened, Reader, Signature, artefact, paper, take_effect};
use crate::labels;
use crate::rival::{self, Rival};
use crate::wording::{self, Punishing};

/// How a link says that an order decided on a zone.
pub(super) const DECIDED_BY: &str = "decided_by";

#[derive(askama::Template)]
#[template(path = "orders/list.html")]
struct ListPage {
    year: i64,
    orders: Vec<OrderLine>,
    may_edit: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let orders = queries::orders_for(&mut cx.store(), Reader::of(&cx), year).await?;
    let body = ListPage { year, orders, may_edit: cx.may(May::EditOrders) };
    cx.page(Page::new(labels::ORDERS).stage(Stage::Decide).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "orders/show.html")]
struct ShowPage {
    order: Order,
    preview: String,
    zones: Vec<Zone>,
    may_edit: bool,
    may_sign: bool,
    chain: Vec<ChainLink>,
    hints: Vec<Punishing>,
    steps: Vec<Link>,
    panels: Vec<String>,
    fields: Fields,
    /// what whoever signs has read
    seen: Fields,
    /// who has changed the text while it was read
    rival: Option<Rival>,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let order = queries::order_for(&mut cx.store(), Reader::of(&cx), id).await?.or_missing()?;
    let number = next_number(&mut cx.store(), cx.today()).await?;
    let fields = Fields::empty().with("number", number).with_date("signed_on", Some(cx.today()));
    page_of(&cx, order, fields, None).await
}

async fn next_number(db: &mut impl Reads, today: NaiveDate) -> store::Result<i64> {
    let (from, until) = calendar_year(today);
    Ok(queries::last_number(db, from, until).await? + 1)
}

/// The calendar year of a day, within which orders are numbered: its first day and that of the next.
fn calendar_year(day: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(day);
    (first(day.year()), first(day.year() + 1))
}

async fn page_of(cx: &Cx, order: Order, fields: Fields, rival: Option<Rival>) -> Reply {
    let mut db = cx.store();
    let school = school(&mut db).await?.unwrap_or_default();
    let title = order.signature.as_ref().map_or_else(|| labels::ORDER_DRAFT.to_owned(), labels::order_title);
    let page = Page::new(title).stage(Stage::Decide).crumb(labels::ORDERS, "/decide/orders").with_errors_of(&fields);
    let is_draft = order.signature.is_none();
    let body = ShowPage {
        preview: documents::html::render(&paper::document(&order, &school, cx.today())),
        zones: linked_zones(&mut db, cx, order.id).await?,
        chain: cx.chain(artefact(order.id)).await?,
        hints: if is_draft { hints(&order) } else { Vec::new() },
        steps: if is_draft { Vec::new() } else { steps(cx, order.id) },
        panels: cx.panels(super::KIND, order.id).await?,
        may_edit: is_draft && cx.may(May::EditOrders),
        may_sign: is_draft && cx.may(May::SignOrders),
        seen: as_read(&order),
        order,
        fields,
        rival,
    };
    cx.page(page.body(body)).await
}

/// What in a draft punishes instead of helping.
fn hints(order: &Order) -> Vec<Punishing> {
    let tasks = order.clauses.iter().map(|clause| clause.task.as_str());
    let said: Vec<&str> = std::iter::once(order.statement.as_str()).chain(tasks).collect();
    wording::hints(&[&order.heading], &said)
}

/// What may follow from a signed order.
fn steps(cx: &Cx, id: i64) -> Vec<Link> {
    let offered = cx.follow_ups(super::KIND);
    offered.iter().map(|step| Link::new(step.label, format!("{}{id}", step.href))).collect()
}

/// The zones that the order is about, as far as the viewer may see them.
pub(super) async fn linked_zones(db: &mut impl Reads, cx: &Cx, order_id: i64) -> store::Result<Vec<Zone>> {
    let mut zones = Vec::new();
    for link in links_to(db, artefact(order_id)).await? {
        if link.from_kind == problem_zones::KIND && cx.may(May::ReadProblems) {
            zones.extend(problem_zones::zone(db, cx.scope(), link.from_id).await?);
        }
    }
    Ok(zones)
}

/// Signs the order and decides the zones it is about, all in one change.
pub(super) async fn sign(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let order = queries::order(&mut change, id).await?.or_missing()?;
    if order.signature.is_none() && rival::is_stale(&fields, order.version) {
        let rival = read_otherwise(&mut change, &order, &fields).await?;
        fields.refuse_all(labels::CHANGED_WHILE_READ);
        return page_of(&cx, order, fields, Some(rival)).await;
    }
    let Some(signed_on) = fields.date("signed_on", labels::DATE_MISSING) else {
        return page_of(&cx, order, fields, None).await;
    };
    let school = school(&mut change).await?.unwrap_or_default();
    let signature = Signature {
        number: fields.get("number").to_owned(),
        signed_on,
        post: labels::PRINCIPAL.to_owned(),
        signatory: paper::signatory(&school),
    };
    if let Err(refusal) = order.sign(signature.clone()) {
        fields.refuse_all(refusal.say());
        return page_of(&cx, order, fields, None).await;
    }
    if queries::number_is_taken(&mut change, &signature.number, calendar_year(signed_on)).await? {
        fields.refuse("number", labels::number_is_taken(&signature.number, signed_on.year()));
        return page_of(&cx, order, fields, None).await;
    }
    take_effect(&mut change, &order, &signature).await?;
    change.commit(&OrderHappened::signed(&order, &signature)).await?;
    Ok(see_other(format!("/decide/orders/{id}")).done(labels::SIGNED).into_response())
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let order = queries::order_for(&mut db, Reader::of(&cx), id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let document = paper::document(&order, &school, cx.today());
    let bytes = documents::docx::render(&document, &paper::FONTS)?;
    let title = order.signature.as_ref().map_or_else(|| labels::ORDER_DRAFT.to_owned(), labels::order_title);
    Ok(web::download(&format!("{title}.docx"), web::DOCX, bytes))
}
