//! The members of a body: joining, changing, leaving.

use access::{Cx, Sent};
use axum::extract::{Path, RawQuery};
use axum::response::IntoResponse;
use chrono::NaiveDate;
use roster::staff::queries::{StaffMember, staff};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::pages::refuse_long;
use super::{CollegialBody, Member, artefact, labels, may_join, queries};
use crate::editing::{Differing, differing, is_stale};
use crate::happened::PlanHappened;

/// What fits a line of a paper.
const LONGEST_SEAT: usize = 120;

#[derive(askama::Template)]
#[template(path = "bodies/member.html")]
struct MemberPage {
    action: String,
    version: i64,
    fields: Fields,
    theirs: Vec<Differing>,
    people: Vec<Choice>,
    is_new: bool,
}

pub(super) async fn new(cx: Cx, Path(id): Path<i64>, RawQuery(query): RawQuery) -> Reply {
    let body = queries::body(&mut cx.store(), id).await?.or_missing()?;
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let fields = Fields::empty().with("seat", asked.get("seat")).with_date("since", Some(cx.today()));
    form(&cx, &body, None, fields, Vec::new()).await
}

pub(super) async fn edit(cx: Cx, Path((id, member)): Path<(i64, i64)>) -> Reply {
    let mut db = cx.store();
    let body = queries::body(&mut db, id).await?.or_missing()?;
    let members = queries::members_of(&mut db, id).await?;
    let known = members.into_iter().find(|one| one.id == member).or_missing()?;
    form(&cx, &body, Some(&known), filled(&known), Vec::new()).await
}

fn filled(member: &Member) -> Fields {
    let typed = if member.staff_id.is_none() { member.name.as_str() } else { "" };
    Fields::empty()
        .with("staff", member.staff_id.map_or_else(String::new, |id| id.to_string()))
        .with("name", typed)
        .with("seat", &member.seat)
        .with_date("since", Some(member.since))
        .with_date("until", member.until)
}

async fn form(cx: &Cx, body: &CollegialBody, member: Option<&Member>, fields: Fields, theirs: Vec<Differing>) -> Reply {
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
        action: member.map_or_else(|| format!("{base}/members"), |one| format!("{base}/members/{}", one.id)),
        people: people.map(|one| Choice::new(one.id, one.name().full())).collect(),
        is_new: member.is_none(),
        version: member.map_or(0, |one| one.version),
        theirs,
        fields,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn create(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    receive(&cx, id, None, fields).await
}

pub(super) async fn save(cx: Cx, Path((id, member)): Path<(i64, i64)>, Sent(fields): Sent) -> Reply {
    receive(&cx, id, Some(member), fields).await
}

async fn receive(cx: &Cx, body_id: i64, member: Option<i64>, mut fields: Fields) -> Reply {
    let mut change = cx.begin().await?;
    let body = queries::body(&mut change, body_id).await?.or_missing()?;
    let others = queries::members_of(&mut change, body_id).await?;
    let known = match member {
        Some(member) => Some(others.iter().find(|one| one.id == member).or_missing()?),
        None => None,
    };
    let theirs = match known {
        Some(member) if is_stale(&fields, member.version) => {
            fields.refuse_all(labels::STALE);
            differing(&fields, &filled(member), labels::MEMBER_FIELDS)
        }
        _ => Vec::new(),
    };
    let people = staff(&mut change).await?;
    let joined = read(&mut fields, (body_id, known), &people);
    let allowed = joined.map(|joined| may_join(&body, &others, &joined, change.today()).map(|()| joined));
    let joined = match allowed {
        Some(Ok(joined)) => joined,
        Some(Err(refusal)) => {
            fields.refuse_all(refusal.say());
            return form(cx, &body, known, fields, theirs).await;
        }
        None => return form(cx, &body, known, fields, theirs).await,
    };
    queries::save_member(&mut change, &joined).await?;
    let sentence = labels::member_saved(&body.name, &joined);
    change.commit(&PlanHappened { kind: "body.member_saved", subject: artefact(body_id), sentence }).await?;
    Ok(see_other(format!("/plan/bodies/{body_id}")).done(labels::SAVED).into_response())
}

fn read(fields: &mut Fields, (body_id, before): (i64, Option<&Member>), people: &[StaffMember]) -> Option<Member> {
    let staff_id = fields.id_if_any("staff");
    let known = people.iter().find(|one| Some(one.id) == staff_id);
    let typed = fields.text_if_any("name");
    let name = known.map(|one| one.name().with_initials()).or(typed).unwrap_or_default();
    if name.is_empty() {
        fields.refuse("staff", labels::WHO);
    }
    let seat = fields.text_if_any("seat");
    refuse_long(fields, "seat", LONGEST_SEAT);
    refuse_long(fields, "name", LONGEST_SEAT);
    let since: Option<NaiveDate> = fields.date("since", labels::SINCE);
    let until = fields.date_if_any("until");
    let (Some(seat), Some(since), false) = (seat, since, fields.has_errors()) else { return None };
    let (id, version) = before.map_or((0, 0), |one| (one.id, one.version));
    Some(Member { id, body_id, staff_id: known.map(|one| one.id), name, seat, since, until, version })
}

/// Takes a member out who was entered by mistake; who has left is given a last day instead.
pub(super) async fn remove(cx: Cx, Path((id, member)): Path<(i64, i64)>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let body = queries::body(&mut change, id).await?.or_missing()?;
    let members = queries::members_of(&mut change, id).await?;
    let gone = members.into_iter().find(|one| one.id == member).or_missing()?;
    queries::remove_member(&mut change, member).await?;
    let sentence = labels::member_removed(&body.name, &gone.name);
    change.commit(&PlanHappened { kind: "body.member_removed", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/bodies/{id}")).done(labels::REMOVED).into_response())
}
