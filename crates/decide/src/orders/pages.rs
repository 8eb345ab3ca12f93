//! The pages of orders.

use access::{Cx, May, Sent};
use analyse::problem_zones::{self, Zone};
use axum::extract::{Path, RawQuery};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use chrono::{Datelike, NaiveDate};
use ledger::{Change, links_to};
use roster::setup::queries::school;
use roster::staff::queries::{StaffMember, staff};
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::{ChainLink, Choice, Link};
use web::{OrMissing, OrRefused, Page, Refusal, Reply, Stage, filters, see_other};

use super::queries::{self, OrderLine};
use super::{Clause, Order, OrderHappened, Signature, artefact, paper};
use crate::action_items::{self, NewItem, Source};
use crate::labels;

/// Rows for further clauses that the form offers besides those that exist.
const SPARE_CLAUSES: usize = 2;
/// How a link says that an order decided on a zone.
const DECIDED_BY: &str = "decided_by";

#[derive(askama::Template)]
#[template(path = "orders/list.html")]
struct ListPage {
    year: i64,
    orders: Vec<OrderLine>,
    may_edit: bool,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let orders = queries::orders(&mut cx.store(), year).await?;
    let body = ListPage { year, orders, may_edit: cx.may(May::EditOrders) };
    cx.page(Page::new(labels::ORDERS).stage(Stage::Decide).body(body)).await
}

#[derive(askama::Template)]
#[template(path = "orders/edit.html")]
struct EditPage {
    action: String,
    fields: Fields,
    zones: Vec<Zone>,
    rows: Vec<usize>,
    people: Vec<Choice>,
}

/// The form of a new order, with what the chosen zones say already in it.
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let zones = zones_of(&mut cx.store(), &cx, &asked.ids("zone")).await?;
    let mut fields = Fields::empty()
        .with("heading", labels::HEADING)
        .with("statement", labels::statement(&zones))
        .with("control", labels::CONTROL);
    for (row, zone) in zones.iter().enumerate() {
        fields = fields.with(&format!("task_{row}"), labels::task_for(zone));
    }
    form(&cx, "/decide/orders".to_owned(), fields, zones).await
}

async fn zones_of(db: &mut impl Reads, cx: &Cx, ids: &[i64]) -> Result<Vec<Zone>, web::Failure> {
    let mut zones = Vec::new();
    for id in ids {
        zones.push(problem_zones::zone(db, cx.scope(), *id).await?.or_missing()?);
    }
    Ok(zones)
}

async fn form(cx: &Cx, action: String, fields: Fields, zones: Vec<Zone>) -> Reply {
    let people = staff(&mut cx.store()).await?;
    let count = clause_rows(&fields) + SPARE_CLAUSES;
    let body = EditPage {
        action,
        zones,
        rows: (0..count).collect(),
        people: people.iter().filter(|one| one.left_on.is_none()).map(|one| Choice::new(one.id, named(one))).collect(),
        fields,
    };
    let page = Page::new(labels::ORDER_DRAFT)
        .stage(Stage::Decide)
        .crumb(labels::ORDERS, "/decide/orders")
        .with_errors_of(&body.fields);
    cx.page(page.body(body)).await
}

/// How many clause rows a form has in use: the last row with anything in it, counted from one.
fn clause_rows(fields: &Fields) -> usize {
    let used = |row: &usize| !fields.get(&format!("task_{row}")).is_empty();
    (0..MOST_CLAUSES).filter(used).max().map_or(0, |last| last + 1)
}

/// An order of more clauses than this is not an order that anybody carries out.
const MOST_CLAUSES: usize = 60;

fn named(member: &StaffMember) -> String {
    let name = member.name().with_initials();
    if member.position.is_empty() { name } else { format!("{name}, {}", member.position) }
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let zones = zones_of(&mut change, &cx, &fields.ids("zone")).await?;
    let (id, year) = (new_id(), cx.year().await?);
    let order = match read(&mut change, fields, id, year).await? {
        Ok(order) => order,
        Err(fields) => return form(&cx, "/decide/orders".to_owned(), fields, zones).await,
    };
    queries::save_draft(&mut change, &order).await?;
    for zone in &zones {
        change.link(problem_zones::artefact(zone.id), artefact(id), DECIDED_BY).await?;
    }
    let drafted_on = change.today();
    change.describe(artefact(id), (&order.heading, labels::DRAFT), Some(drafted_on)).await?;
    change.commit(&OrderHappened::drafted(&order)).await?;
    Ok(see_other(format!("/decide/orders/{id}")).done(labels::DRAFT_SAVED).into_response())
}

/// The order that a form describes, or the form again with what is wrong.
async fn read(db: &mut impl Reads, mut fields: Fields, id: i64, year: i64) -> store::Result<Result<Order, Fields>> {
    let people = staff(db).await?;
    let heading = fields.text("heading", labels::HEADING_MISSING);
    let statement = fields.long_text_if_any("statement");
    let control = fields.text_if_any("control");
    let mut clauses = Vec::new();
    for row in 0..clause_rows(&fields) {
        if let Some(clause) = clause(&mut fields, row, &people) {
            clauses.push(clause);
        }
    }
    let (Some(heading), Some(statement), Some(control), false) = (heading, statement, control, fields.has_errors())
    else {
        return Ok(Err(fields));
    };
    Ok(Ok(Order { id, school_year: year, heading, statement, control, clauses, signature: None }))
}

fn clause(fields: &mut Fields, row: usize, people: &[StaffMember]) -> Option<Clause> {
    let task = fields.long_text_if_any(&format!("task_{row}"))?;
    let due_on = fields.date_if_any(&format!("due_{row}"));
    let staff_id = fields.id_if_any(&format!("staff_{row}"));
    let known = people.iter().find(|member| Some(member.id) == staff_id);
    let typed = fields.get(&format!("who_{row}")).to_owned();
    (!task.is_empty()).then(|| Clause {
        id: 0,
        place: 0,
        task,
        responsible_staff_id: known.map(|member| member.id),
        responsible: known.map_or(typed, named),
        due_on,
    })
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
    steps: Vec<Link>,
    panels: Vec<String>,
    fields: Fields,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let order = queries::order(&mut cx.store(), id).await?.or_missing()?;
    let number = next_number(&mut cx.store(), cx.today()).await?;
    let fields = Fields::empty().with("number", number).with_date("signed_on", Some(cx.today()));
    page_of(&cx, order, fields).await
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

async fn page_of(cx: &Cx, order: Order, fields: Fields) -> Reply {
    let mut db = cx.store();
    let school = school(&mut db).await?.unwrap_or_default();
    let title = order.signature.as_ref().map_or_else(|| labels::ORDER_DRAFT.to_owned(), labels::order_title);
    let page = Page::new(title).stage(Stage::Decide).crumb(labels::ORDERS, "/decide/orders").with_errors_of(&fields);
    let is_draft = order.signature.is_none();
    let body = ShowPage {
        preview: documents::html::render(&paper::document(&order, &school, cx.today())),
        zones: linked_zones(&mut db, cx, order.id).await?,
        chain: cx.chain(artefact(order.id)).await?,
        steps: if is_draft { Vec::new() } else { steps(cx, order.id) },
        panels: cx.panels(super::KIND, order.id).await?,
        may_edit: is_draft && cx.may(May::EditOrders),
        may_sign: is_draft && cx.may(May::SignOrders),
        order,
        fields,
    };
    cx.page(page.body(body)).await
}

/// What may follow from a signed order.
fn steps(cx: &Cx, id: i64) -> Vec<Link> {
    let offered = cx.follow_ups(super::KIND);
    offered.iter().map(|step| Link::new(step.label, format!("{}{id}", step.href))).collect()
}

/// The zones that the order is about, as far as the viewer may see them.
async fn linked_zones(db: &mut impl Reads, cx: &Cx, order_id: i64) -> store::Result<Vec<Zone>> {
    let mut zones = Vec::new();
    for link in links_to(db, artefact(order_id)).await? {
        if link.from_kind == problem_zones::KIND && cx.may(May::ReadProblems) {
            zones.extend(problem_zones::zone(db, cx.scope(), link.from_id).await?);
        }
    }
    Ok(zones)
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let order = queries::order(&mut db, id).await?.or_missing()?;
    order.editable().or_refused()?;
    let mut fields = Fields::empty()
        .with("heading", &order.heading)
        .with("statement", &order.statement)
        .with("control", &order.control);
    for (row, clause) in order.clauses.iter().enumerate() {
        let staff_id = clause.responsible_staff_id.map_or(String::new(), |id| id.to_string());
        let typed = if clause.responsible_staff_id.is_none() { clause.responsible.as_str() } else { "" };
        fields = fields
            .with(&format!("task_{row}"), &clause.task)
            .with(&format!("staff_{row}"), staff_id)
            .with(&format!("who_{row}"), typed)
            .with_date(&format!("due_{row}"), clause.due_on);
    }
    let zones = linked_zones(&mut db, &cx, id).await?;
    form(&cx, format!("/decide/orders/{id}"), fields, zones).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::order(&mut change, id).await?.or_missing()?;
    known.editable().or_refused()?;
    let order = match read(&mut change, fields, id, known.school_year).await? {
        Ok(order) => order,
        Err(fields) => {
            let zones = linked_zones(&mut change, &cx, id).await?;
            return form(&cx, format!("/decide/orders/{id}"), fields, zones).await;
        }
    };
    queries::save_draft(&mut change, &order).await?;
    let drafted_on = change.today();
    change.describe(artefact(id), (&order.heading, labels::DRAFT), Some(drafted_on)).await?;
    change.commit(&OrderHappened::drafted(&order)).await?;
    Ok(see_other(format!("/decide/orders/{id}")).done(labels::DRAFT_SAVED).into_response())
}

/// Signs the order and decides the zones it is about, all in one change.
pub(super) async fn sign(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let order = queries::order(&mut change, id).await?.or_missing()?;
    let Some(signed_on) = fields.date("signed_on", labels::DATE_MISSING) else {
        return page_of(&cx, order, fields).await;
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
        return page_of(&cx, order, fields).await;
    }
    if queries::number_is_taken(&mut change, &signature.number, calendar_year(signed_on)).await? {
        fields.refuse("number", labels::number_is_taken(&signature.number, signed_on.year()));
        return page_of(&cx, order, fields).await;
    }
    queries::save_signature(&mut change, id, &signature).await?;
    let title = labels::order_title(&signature);
    open_items(&mut change, &order, (&title, signed_on)).await?;
    change
        .describe(artefact(id), (&format!("{title} «{}»", order.heading), labels::IS_SIGNED), Some(signed_on))
        .await?;
    for link in links_to(&mut change, artefact(id)).await? {
        if link.from_kind == problem_zones::KIND {
            problem_zones::decided(&mut change, link.from_id, &title).await?;
        }
    }
    change.commit(&OrderHappened::signed(&order, &signature)).await?;
    Ok(see_other(format!("/decide/orders/{id}")).done(labels::SIGNED).into_response())
}

/// What a signed order asks for becomes action items.
async fn open_items(change: &mut Change, order: &Order, (title, signed_on): (&str, NaiveDate)) -> store::Result<()> {
    let item = |clause: &Clause| NewItem {
        place: clause.place,
        task: clause.task.clone(),
        responsible_staff_id: clause.responsible_staff_id,
        responsible: clause.responsible.clone(),
        due_on: clause.due_on,
    };
    let source = Source {
        artefact: artefact(order.id),
        title: title.to_owned(),
        school_year: order.school_year,
        opened_on: signed_on,
    };
    action_items::open(change, &source, &order.clauses.iter().map(item).collect::<Vec<_>>()).await?;
    Ok(())
}

#[derive(askama::Template)]
#[template(path = "orders/remove.html")]
struct RemovePage {
    order: Order,
}

pub(super) async fn confirm_removal(cx: Cx, Path(id): Path<i64>) -> Reply {
    let order = queries::order(&mut cx.store(), id).await?.or_missing()?;
    order.editable().or_refused()?;
    let page = Page::new(labels::REMOVE_DRAFT).stage(Stage::Decide).crumb(labels::ORDERS, "/decide/orders");
    let page = page.crumb(order.heading.clone(), format!("/decide/orders/{id}"));
    cx.page(page.body(RemovePage { order })).await
}

/// Throws a draft away; the zones it was about stay as they are.
pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let order = queries::order(&mut change, id).await?.or_missing()?;
    order.editable().or_refused()?;
    queries::remove_draft(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    change.commit(&OrderHappened::removed(&order)).await?;
    Ok(see_other("/decide/orders").done(labels::DRAFT_REMOVED).into_response())
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let order = queries::order(&mut db, id).await?.or_missing()?;
    let school = school(&mut db).await?.unwrap_or_default();
    let document = paper::document(&order, &school, cx.today());
    let bytes = documents::docx::render(&document, &paper::FONTS)?;
    let number = order.signature.map_or_else(|| "draft".to_owned(), |signature| web::url::encode(&signature.number));
    let name = format!("attachment; filename=\"prikaz-{number}.docx\"");
    Ok(([(CONTENT_TYPE, DOCX.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
