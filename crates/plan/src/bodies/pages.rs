//! The pages of bodies and their members.

use access::{Cx, May, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use ledger::Change;
use roster::staff::queries::{StaffMember, staff};
use school::name_key;
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::labels::{self, kind_name};
use super::queries;
use super::{BodyKind, CollegialBody, Member, artefact, empty_seats, keep, may_join, usual_bodies};
use crate::editing::{Differing, differing, is_stale};
use crate::happened::PlanHappened;

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
    former: Vec<Member>,
    empty_seats: Vec<&'static str>,
    may_edit: bool,
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
    let (former, present) =
        members.into_iter().partition(|member| member.until.is_some_and(|until| until < cx.today()));
    let page = Page::new(body.name.clone()).stage(Stage::Plan).crumb(labels::BODIES, "/plan/bodies");
    let body = ShowPage {
        kind: kind_name(body.kind),
        functions: body.functions.lines().filter(|line| !line.trim().is_empty()).map(str::to_owned).collect(),
        present,
        former,
        empty_seats,
        may_edit: cx.may(May::EditPlan),
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
    let Some(body) = read(&mut fields, known.as_ref(), &others) else {
        return form(cx, known.as_ref(), fields, theirs).await;
    };
    let id = keep(&mut change, &body).await?;
    let sentence = labels::body_saved(&body.name);
    change.commit(&PlanHappened { kind: "body.saved", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/bodies/{id}")).done(labels::SAVED).into_response())
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

#[derive(askama::Template)]
#[template(path = "bodies/member.html")]
struct MemberPage {
    action: String,
    fields: Fields,
    people: Vec<Choice>,
    is_new: bool,
}

pub(super) async fn new_member(cx: Cx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Reply {
    let body = queries::body(&mut cx.store(), id).await?.or_missing()?;
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let fields = Fields::empty().with("seat", asked.get("seat")).with_date("since", Some(cx.today()));
    member_form(&cx, &body, None, fields).await
}

pub(super) async fn edit_member(cx: Cx, Path((id, member)): Path<(i64, i64)>) -> Reply {
    let mut db = cx.store();
    let body = queries::body(&mut db, id).await?.or_missing()?;
    let members = queries::members_of(&mut db, id).await?;
    let known = members.into_iter().find(|one| one.id == member).or_missing()?;
    let typed = if known.staff_id.is_none() { known.name.as_str() } else { "" };
    let fields = Fields::empty()
        .with("staff", known.staff_id.map_or_else(String::new, |id| id.to_string()))
        .with("name", typed)
        .with("seat", &known.seat)
        .with_date("since", Some(known.since))
        .with_date("until", known.until);
    member_form(&cx, &body, Some(member), fields).await
}

async fn member_form(cx: &Cx, body: &CollegialBody, member: Option<i64>, fields: Fields) -> Reply {
    let people = staff(&mut cx.store()).await?;
    let people = people.iter().filter(|one| one.left_on.is_none() || fields.get("staff") == one.id.to_string());
    let title = if member.is_some() { labels::MEMBER } else { labels::NEW_MEMBER };
    let base = format!("/plan/bodies/{}", body.id);
    let page = Page::new(title)
        .stage(Stage::Plan)
        .crumb(labels::BODIES, "/plan/bodies")
        .crumb(body.name.clone(), base.clone())
        .with_errors_of(&fields);
    let body = MemberPage {
        action: member.map_or_else(|| format!("{base}/members"), |id| format!("{base}/members/{id}")),
        people: people.map(|one| Choice::new(one.id, one.name().full())).collect(),
        is_new: member.is_none(),
        fields,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn create_member(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    receive_member(&cx, id, None, fields).await
}

pub(super) async fn save_member(cx: Cx, Path((id, member)): Path<(i64, i64)>, Sent(fields): Sent) -> Reply {
    receive_member(&cx, id, Some(member), fields).await
}

async fn receive_member(cx: &Cx, body_id: i64, member: Option<i64>, mut fields: Fields) -> Reply {
    let mut change = cx.begin().await?;
    let body = queries::body(&mut change, body_id).await?.or_missing()?;
    let others = queries::members_of(&mut change, body_id).await?;
    if let Some(member) = member {
        others.iter().find(|one| one.id == member).or_missing()?;
    }
    let people = staff(&mut change).await?;
    let Some(joined) = read_member(&mut fields, (body_id, member), &others, &people) else {
        return member_form(cx, &body, member, fields).await;
    };
    queries::save_member(&mut change, &joined).await?;
    let sentence = labels::member_saved(&body.name, &joined);
    change.commit(&PlanHappened { kind: "body.member_saved", subject: artefact(body_id), sentence }).await?;
    Ok(see_other(format!("/plan/bodies/{body_id}")).done(labels::SAVED).into_response())
}

fn read_member(
    fields: &mut Fields,
    (body_id, id): (i64, Option<i64>),
    others: &[Member],
    people: &[StaffMember],
) -> Option<Member> {
    let staff_id = fields.id_if_any("staff");
    let known = people.iter().find(|one| Some(one.id) == staff_id);
    let typed = fields.text_if_any("name");
    let name = known.map(|one| one.name().with_initials()).or(typed).unwrap_or_default();
    if name.is_empty() {
        fields.refuse("staff", labels::WHO);
    }
    let seat = fields.text_if_any("seat");
    let since: Option<NaiveDate> = fields.date("since", labels::SINCE);
    let until = fields.date_if_any("until");
    let (Some(seat), Some(since), false) = (seat, since, fields.has_errors()) else { return None };
    let staff_id = known.map(|one| one.id);
    let member = Member { id: id.unwrap_or_default(), body_id, staff_id, name, seat, since, until };
    if let Err(refusal) = may_join(others, &member) {
        fields.refuse_all(refusal.say());
        return None;
    }
    Some(member)
}
