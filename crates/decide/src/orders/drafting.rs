//! Drafting an order: the form of a draft, saving it, throwing it away.

use access::{Cx, Sent};
use analyse::inspections::{self, SignedReport};
use analyse::problem_zones::{self, Zone};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use ledger::Artefact;
use roster::staff::queries::{StaffMember, staff};
use store::{Reads, new_id};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::pages::{DECIDED_BY, linked_zones};
use super::{Clause, Order, OrderHappened, artefact, begins_as_heading, queries};
use crate::labels;
use crate::method::Method;
use crate::people::{self, Named};
use crate::rival::{self, Rival};
use crate::rows;

#[derive(askama::Template)]
#[template(path = "orders/edit.html")]
struct EditPage {
    draft: Draft,
    fields: Fields,
    rows: Vec<usize>,
    people: Vec<Choice>,
    methods: Vec<Choice>,
}

/// The draft that a form is about.
struct Draft {
    /// where the form goes
    action: String,
    /// the zones that the order is about
    zones: Vec<Zone>,
    /// the signed report that the order follows
    report: Option<(i64, SignedReport)>,
    /// how often it was saved when the form was made
    version: i64,
    /// who saved it meanwhile
    rival: Option<Rival>,
}

impl Draft {
    fn new(zones: Vec<Zone>) -> Self {
        Self { action: "/decide/orders".to_owned(), zones, report: None, version: 0, rival: None }
    }

    fn of(order: &Order, zones: Vec<Zone>) -> Self {
        Self {
            action: format!("/decide/orders/{}", order.id),
            zones,
            report: None,
            version: order.version,
            rival: None,
        }
    }
}

/// The form of a new order, with what the chosen zones or the signed report say already in it.
pub(super) async fn new(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    if let Some((id, report)) = report_of(&mut cx.store(), &cx, &asked).await? {
        let fields = after_report(&report);
        return form(&cx, Draft { report: Some((id, report)), ..Draft::new(Vec::new()) }, fields).await;
    }
    let zones = zones_of(&mut cx.store(), &cx, &asked.ids("zone")).await?;
    let mut fields = Fields::empty()
        .with("heading", labels::HEADING)
        .with("statement", labels::statement(&zones))
        .with("control", labels::CONTROL)
        .with("method", Method::Administrative.code());
    for (row, task) in labels::tasks_for(&zones).into_iter().enumerate() {
        fields = fields.with(&format!("task_{row}"), task);
    }
    form(&cx, Draft::new(zones), fields).await
}

/// The signed report that a form or an address names.
async fn report_of(db: &mut impl Reads, cx: &Cx, asked: &Fields) -> Result<Option<(i64, SignedReport)>, web::Failure> {
    let Some(id) = asked.ids("inspection").first().copied() else { return Ok(None) };
    let report = inspections::signed_report(db, cx.scope(), id).await?.or_missing()?;
    Ok(Some((id, report)))
}

/// What a signed report suggests: its conclusions, and its recommendations as clauses with their people and days.
fn after_report(report: &SignedReport) -> Fields {
    let mut fields = Fields::empty()
        .with("heading", labels::heading_after(&report.title))
        .with("statement", labels::statement_after(&report.title, &report.statement))
        .with("control", labels::CONTROL)
        .with("method", Method::Administrative.code());
    for (row, advice) in report.recommendations.iter().enumerate() {
        let staff_id = advice.staff_id.map_or(String::new(), |id| id.to_string());
        let typed = if advice.staff_id.is_none() { advice.responsible.as_str() } else { "" };
        fields = fields
            .with(&format!("task_{row}"), &advice.text)
            .with(&format!("staff_{row}"), staff_id)
            .with(&format!("who_{row}"), typed)
            .with_date(&format!("due_{row}"), advice.due_on);
    }
    fields
}

async fn zones_of(db: &mut impl Reads, cx: &Cx, ids: &[i64]) -> Result<Vec<Zone>, web::Failure> {
    let mut zones = Vec::new();
    for id in ids {
        zones.push(problem_zones::zone(db, cx.scope(), *id).await?.or_missing()?);
    }
    Ok(zones)
}

async fn form(cx: &Cx, draft: Draft, fields: Fields) -> Reply {
    let people = staff(&mut cx.store()).await?;
    let count = rows::shown(&fields, clause_rows(&fields), MOST_CLAUSES);
    let body = EditPage {
        draft,
        rows: (0..count).collect(),
        people: people::choices(&people),
        methods: labels::methods(),
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

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let zones = zones_of(&mut change, &cx, &fields.ids("zone")).await?;
    let report = report_of(&mut change, &cx, &fields).await?;
    if rows::wants_more(&fields) {
        return form(&cx, Draft { report, ..Draft::new(zones) }, fields).await;
    }
    let id = new_id();
    let year = match &report {
        Some((_, report)) => report.school_year,
        None => cx.year().await?,
    };
    let order = match read(&mut change, fields, id, year).await? {
        Ok(order) => order,
        Err(fields) => return form(&cx, Draft { report, ..Draft::new(zones) }, fields).await,
    };
    queries::save_draft(&mut change, &order).await?;
    if let Some((inspection, _)) = report {
        let inspection = Artefact { kind: inspections::KIND, id: inspection };
        change.link(inspection, artefact(id), DECIDED_BY).await?;
        for finding in inspections::findings(&mut change, inspection.id).await? {
            change.link(finding, artefact(id), DECIDED_BY).await?;
        }
    }
    for zone in &zones {
        change.link(problem_zones::artefact(zone.id), artefact(id), DECIDED_BY).await?;
    }
    let drafted_on = change.today();
    change.describe(artefact(id), (labels::ORDER_DRAFT, labels::DRAFT), Some(drafted_on)).await?;
    change.commit(&OrderHappened::drafted(&order)).await?;
    Ok(see_other(format!("/decide/orders/{id}")).done(labels::DRAFT_SAVED).into_response())
}

/// The order that a form describes, or the form again with what is wrong.
async fn read(db: &mut impl Reads, mut fields: Fields, id: i64, year: i64) -> store::Result<Result<Order, Fields>> {
    let people = staff(db).await?;
    let heading = fields.text("heading", labels::HEADING_MISSING);
    if heading.as_ref().is_some_and(|heading| !begins_as_heading(heading)) {
        fields.refuse("heading", labels::HEADING_FORM);
    }
    let method = fields.choice_if_any("method", Method::from_code).unwrap_or(Method::Administrative);
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
    Ok(Ok(Order { id, school_year: year, heading, statement, control, clauses, method, version: 0, signature: None }))
}

fn clause(fields: &mut Fields, row: usize, people: &[StaffMember]) -> Option<Clause> {
    let task = fields.long_text_if_any(&format!("task_{row}"))?;
    let due_on = fields.date_if_any(&format!("due_{row}"));
    let who = people::chosen(fields, (&format!("staff_{row}"), &format!("who_{row}")), people);
    (!task.is_empty()).then_some(Clause {
        id: 0,
        place: 0,
        task,
        responsible_staff_id: who.staff_id,
        responsible: who.name,
        due_on,
    })
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let order = queries::order(&mut db, id).await?.or_missing()?;
    order.editable().or_refused()?;
    let zones = linked_zones(&mut db, &cx, id).await?;
    form(&cx, Draft::of(&order, zones), filled(&order)).await
}

/// The form of a draft as it is saved.
fn filled(order: &Order) -> Fields {
    let mut fields = Fields::empty()
        .with("heading", &order.heading)
        .with("statement", &order.statement)
        .with("control", &order.control)
        .with("method", order.method.code());
    for (row, clause) in order.clauses.iter().enumerate() {
        let who = Named { staff_id: clause.responsible_staff_id, name: clause.responsible.clone() };
        fields = fields.with(&format!("task_{row}"), &clause.task).with_date(&format!("due_{row}"), clause.due_on);
        fields = people::with_chosen(fields, (&format!("staff_{row}"), &format!("who_{row}")), &who);
    }
    fields
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::order(&mut change, id).await?.or_missing()?;
    known.editable().or_refused()?;
    if rows::wants_more(&fields) {
        let zones = linked_zones(&mut change, &cx, id).await?;
        return form(&cx, Draft { version: rows::version(&fields), ..Draft::of(&known, zones) }, fields).await;
    }
    if rival::is_stale(&fields, known.version) {
        let zones = linked_zones(&mut change, &cx, id).await?;
        let (fields, rival) = beside(&mut change, fields, &known).await?;
        return form(&cx, Draft { rival: Some(rival), ..Draft::of(&known, zones) }, fields).await;
    }
    let is_by_itself = fields.is_ticked("autosave");
    let order = match read(&mut change, fields, id, known.school_year).await? {
        Ok(order) => order,
        Err(fields) => {
            let zones = linked_zones(&mut change, &cx, id).await?;
            return form(&cx, Draft::of(&known, zones), fields).await;
        }
    };
    queries::save_draft(&mut change, &order).await?;
    let drafted_on = change.today();
    change.describe(artefact(id), (labels::ORDER_DRAFT, labels::DRAFT), Some(drafted_on)).await?;
    change.commit(&OrderHappened::drafted(&order)).await?;
    if is_by_itself {
        // The script finds the new version in the form.
        return Ok(see_other(format!("/decide/orders/{id}/edit")).into_response());
    }
    Ok(see_other(format!("/decide/orders/{id}")).done(labels::DRAFT_SAVED).into_response())
}

/// The text as one who signs it reads it, paragraph by paragraph, in the hidden fields of the form of the signature.
pub(super) fn as_read(order: &Order) -> Fields {
    let fields = Fields::empty()
        .with("seen_heading", &order.heading)
        .with("seen_statement", &order.statement)
        .with("seen_control", &order.control);
    let clause = |fields: Fields, clause: &Clause| {
        fields.with(&format!("seen_clause_{}", clause.place), labels::clause_as_read(clause))
    };
    order.clauses.iter().fold(fields, clause)
}

/// Where an order says something else than the page from which it was to be signed.
pub(super) async fn read_otherwise(db: &mut impl Reads, order: &Order, seen: &Fields) -> store::Result<Rival> {
    let shown = |field: &str, value: &str| Some((labels::seen_field(field)?, value.to_owned()));
    let differences = rival::differences(&as_read(order), seen, shown);
    let (by, at) = queries::last_change(db, order.id).await?.unwrap_or_default();
    Ok(Rival { by, at, differences })
}

/// What was typed, ready to be saved over what somebody else saved meanwhile, and where the two differ.
async fn beside(db: &mut impl Reads, mut typed: Fields, known: &Order) -> store::Result<(Fields, Rival)> {
    let people = staff(db).await?;
    let shown = |field: &str, value: &str| {
        let label = labels::order_field(field)?;
        Some((label, labels::field_value(field, value, &people)))
    };
    let differences = rival::differences(&filled(known), &typed, shown);
    let (by, at) = queries::last_change(db, known.id).await?.unwrap_or_default();
    typed.refuse_all(labels::CHANGED_MEANWHILE);
    Ok((typed, Rival { by, at, differences }))
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
