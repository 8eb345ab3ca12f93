//! The pages of bodies and their members.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use roster::setup::queries::school;
use roster::staff::queries::staff;
use school::name_key;
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::labels::{self, kind_name};
use super::{BodyKind, CollegialBody, Member, artefact, empty_seats, keep, may_be, usual_bodies};
use super::{paper, queries};
use crate::editing::{Differing, differing, is_stale};
use crate::happened::PlanHappened;
use crate::papers::{choices, papers, picked};

#[derive(askama::Template)]
#[template(path = "bodies/list.html")]
struct ListPage {
    bodies: Vec<Line>,
    may_edit: bool,
}

struct Line {
    body: CollegialBody,
    kind: &'static str,
    head: String,
    members: i64,
}

pub(super) async fn list(cx: Cx) -> Reply {
    let mut db = cx.store();
    let members = queries::members(&mut db).await?;
    let line = |body: CollegialBody| {
        let present: Vec<&Member> =
            members.iter().filter(|one| one.body_id == body.id && one.is_in_office(cx.today())).collect();
        let heads = present.iter().filter(|one| labels::is_head(&one.seat));
        Line {
            kind: kind_name(body.kind),
            head: heads.map(|one| one.name.as_str()).collect::<Vec<_>>().join(", "),
            members: present.iter().map(|_| 1).sum(),
            body,
        }
    };
    let bodies = queries::bodies(&mut db).await?.into_iter().map(line).collect();
    let body = ListPage { bodies, may_edit: cx.may(May::EditPlan) };
    cx.page(Page::new(labels::BODIES).stage(Stage::Plan).body(body)).await
}

/// Adds the bodies of the usual structure that the school does not have yet, with their functions.
pub(super) async fn add_typical(cx: Cx, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::bodies(&mut change).await?;
    let is_missing = |usual: &CollegialBody| known.iter().all(|body| body.kind != usual.kind);
    let mut added = Vec::new();
    for body in usual_bodies().into_iter().filter(is_missing) {
        keep(&mut change, &body).await?;
        added.push(body.name);
    }
    if added.is_empty() {
        return Ok(see_other("/plan/bodies").caution(labels::NOTHING_ADDED).into_response());
    }
    let sentence = labels::typical_added(&added);
    change.commit(&PlanHappened { kind: "body.typical_added", subject: artefact(0), sentence }).await?;
    Ok(see_other("/plan/bodies").done(labels::SAVED).into_response())
}

#[derive(askama::Template)]
#[template(path = "bodies/show.html")]
struct ShowPage {
    body: CollegialBody,
    kind: &'static str,
    functions: Vec<String>,
    present: Vec<Member>,
    later: Vec<Member>,
    former: Vec<Member>,
    empty_seats: Vec<&'static str>,
    may_edit: bool,
    /// nothing rests on it, so that it may go
    may_remove: bool,
    chain: Vec<ChainLink>,
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let body = queries::body(&mut db, id).await?.or_missing()?;
    let members = queries::members_of(&mut db, id).await?;
    let seats: &[&'static str] = match body.kind {
        BodyKind::QualityCommission => &labels::COMMISSION_SEATS,
        _ => &[],
    };
    let empty_seats = empty_seats(seats, &members, cx.today());
    let (present, others): (Vec<Member>, Vec<Member>) =
        members.into_iter().partition(|member| member.is_in_office(cx.today()));
    let (later, former) = others.into_iter().partition(|member| cx.today() < member.since);
    let page = Page::new(body.name.clone()).stage(Stage::Plan).crumb(labels::BODIES, "/plan/bodies");
    let body = ShowPage {
        kind: kind_name(body.kind),
        functions: body.functions.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        present,
        later,
        former,
        empty_seats,
        may_edit: cx.may(May::EditPlan),
        may_remove: cx.may(May::EditPlan) && !queries::is_used(&mut db, id).await?,
        chain: cx.chain(artefact(id)).await?,
        body,
    };
    cx.page(page.body(body)).await
}

#[derive(askama::Template)]
#[template(path = "bodies/edit.html")]
struct EditPage {
    action: String,
    version: i64,
    fields: Fields,
    kinds: Vec<Choice>,
    papers: Vec<Choice>,
    theirs: Vec<Differing>,
}

pub(super) async fn new(cx: Cx) -> Reply {
    form(&cx, None, Fields::empty(), Vec::new()).await
}

pub(super) async fn edit(cx: Cx, Path(id): Path<i64>) -> Reply {
    let body = queries::body(&mut cx.store(), id).await?.or_missing()?;
    let fields = filled(&body);
    form(&cx, Some(&body), fields, Vec::new()).await
}

fn filled(body: &CollegialBody) -> Fields {
    Fields::empty()
        .with("kind", body.kind.code())
        .with("name", &body.name)
        .with("functions", &body.functions)
        .with("order_number", &body.order_number)
        .with_date("order_on", body.order_on)
        .with_date("dissolved_on", body.dissolved_on)
}

async fn form(cx: &Cx, known: Option<&CollegialBody>, fields: Fields, theirs: Vec<Differing>) -> Reply {
    let title = if known.is_some() { labels::EDIT_BODY } else { labels::NEW_BODY };
    let page = Page::new(title).stage(Stage::Plan).crumb(labels::BODIES, "/plan/bodies").with_errors_of(&fields);
    let body = EditPage {
        action: known.map_or_else(|| "/plan/bodies".to_owned(), |body| format!("/plan/bodies/{}", body.id)),
        version: known.map_or(0, |body| body.version),
        papers: choices(&papers(&mut cx.store(), false).await?),
        kinds: BodyKind::ALL.into_iter().map(|kind| Choice::new(kind.code(), kind_name(kind))).collect(),
        fields,
        theirs,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn create(cx: Cx, Sent(fields): Sent) -> Reply {
    let change = cx.begin().await?;
    receive(&cx, change, None, fields).await
}

pub(super) async fn save(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let known = queries::body(&mut change, id).await?.or_missing()?;
    receive(&cx, change, Some(known), fields).await
}

async fn receive(cx: &Cx, mut change: Change, known: Option<CollegialBody>, mut fields: Fields) -> Reply {
    let others = queries::bodies(&mut change).await?;
    let theirs = match &known {
        Some(body) if is_stale(&fields, body.version) => {
            fields.refuse_all(labels::STALE);
            differing(&fields, &filled(body), labels::FIELDS)
        }
        _ => Vec::new(),
    };
    let Some(mut body) = read(&mut fields, known.as_ref(), &others) else {
        return form(cx, known.as_ref(), fields, theirs).await;
    };
    let papers = papers(&mut change, false).await?;
    let order = picked(&fields, &papers);
    if let Some(order) = order {
        (body.order_number, body.order_on) = (order.number(), order.dated);
    }
    if let Err(refusal) = may_be(&others, &body) {
        fields.refuse_all(refusal.say());
        return form(cx, known.as_ref(), fields, theirs).await;
    }
    let id = keep(&mut change, &body).await?;
    if let Some(order) = order {
        change.link(order.artefact, artefact(id), "appointed_by").await?;
    }
    let sentence = labels::body_saved(&body.name);
    change.commit(&PlanHappened { kind: "body.saved", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/bodies/{id}")).done(labels::SAVED).into_response())
}

/// What fits a line of a paper.
const LONGEST_NAME: usize = 150;
const LONGEST_NUMBER: usize = 40;

pub(super) fn refuse_long(fields: &mut Fields, name: &str, most: usize) {
    if fields.get(name).chars().count() > most {
        fields.refuse(name, labels::too_long(most));
    }
}

/// The body that a form describes; nothing if the form has errors. Functions left empty become the usual ones.
fn read(fields: &mut Fields, known: Option<&CollegialBody>, others: &[CollegialBody]) -> Option<CollegialBody> {
    let kind = fields.choice("kind", labels::PICK_KIND, BodyKind::from_code);
    let name = fields.text("name", labels::NAMELESS);
    let id = known.map_or(0, |body| body.id);
    let is_taken = |name: &String| others.iter().any(|one| one.id != id && name_key(&one.name) == name_key(name));
    if name.as_ref().is_some_and(is_taken) {
        fields.refuse("name", labels::TAKEN);
    }
    refuse_long(fields, "name", LONGEST_NAME);
    refuse_long(fields, "order_number", LONGEST_NUMBER);
    let functions = fields.long_text_if_any("functions");
    let order_number = fields.text_if_any("order_number");
    let (order_on, dissolved_on) = (fields.date_if_any("order_on"), fields.date_if_any("dissolved_on"));
    if fields.has_errors() {
        return None;
    }
    let (kind, functions) = (kind?, functions?);
    let is_new_and_empty = known.is_none() && functions.is_empty();
    Some(CollegialBody {
        id,
        kind,
        name: name?,
        functions: if is_new_and_empty { labels::usual_functions(kind).to_owned() } else { functions },
        order_number: order_number?,
        order_on,
        dissolved_on,
        version: known.map_or(0, |body| body.version),
    })
}

/// Takes a body out that was entered by mistake and that nothing rests on.
pub(super) async fn remove(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let body = queries::body(&mut change, id).await?.or_missing()?;
    if queries::is_used(&mut change, id).await? {
        return Ok(see_other(format!("/plan/bodies/{id}")).caution(labels::IN_USE).into_response());
    }
    queries::remove_body(&mut change, id).await?;
    change.unlink(artefact(id)).await?;
    let sentence = labels::body_removed(&body.name);
    change.commit(&PlanHappened { kind: "body.removed", subject: artefact(id), sentence }).await?;
    Ok(see_other("/plan/bodies").done(labels::REMOVED).into_response())
}

pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let body = queries::body(&mut db, id).await?.or_missing()?;
    let members = queries::members_of(&mut db, id).await?;
    let people = staff(&mut db).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let paper = paper::document(&body, &members, &people, (&school, cx.today()));
    let bytes = documents::docx::render(&paper, &crate::local_acts::FONTS)?;
    Ok(web::download(&format!("sostav-{id}.docx"), web::DOCX, bytes))
}
