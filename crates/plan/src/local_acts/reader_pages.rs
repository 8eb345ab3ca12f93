//! Who has to know an act: asked, confirmed from one's own account, or signed on paper.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use roster::setup::queries::school;
use roster::staff::queries::{StaffMember, staff};
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, OrRefused, Page, Reply, Stage, filters, see_other};

use super::pages::{FONTS, page_of};
use super::queries::Reader;
use super::{CannotStep, LocalAct, State, artefact, labels, paper, queries};
use crate::happened::PlanHappened;

#[derive(askama::Template)]
#[template(path = "local_acts/readers.html")]
struct ReadersPage {
    act: LocalAct,
    fields: Fields,
    people: Vec<Choice>,
}

/// Only an act that was approved is made known.
fn may_ask(act: &LocalAct) -> Result<(), CannotStep> {
    if act.state() == State::Approved { Ok(()) } else { Err(CannotStep::NotApproved) }
}

pub(super) async fn pick(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let act = queries::act(&mut db, id).await?.or_missing()?;
    may_ask(&act).or_refused()?;
    let asked = queries::readers(&mut db, id).await?;
    let with_account = queries::with_account(&mut db).await?;
    let people = staff(&mut db).await?;
    let present = people.iter().filter(|one| one.left_on.is_none());
    // At first everybody is proposed; afterwards those who were picked.
    let is_picked = |staff_id: i64| asked.is_empty() || asked.iter().any(|one| one.staff_id == staff_id);
    let picked = present.clone().filter(|one| is_picked(one.id));
    let fields = picked.fold(Fields::empty(), |fields, one| fields.with("staff", one.id));
    let page = Page::new(labels::READERS)
        .stage(Stage::Plan)
        .crumb(labels::ACTS, "/plan/local-acts")
        .crumb(act.title.clone(), format!("/plan/local-acts/{id}"));
    let choice = |one: &StaffMember| {
        let how = labels::reads_how(with_account.contains(&one.id));
        let hint = if one.position.is_empty() { how.to_owned() } else { format!("{} · {how}", one.position) };
        Choice::new(one.id, one.name().full()).hint(hint)
    };
    let people = present.map(choice).collect();
    cx.page(page.body(ReadersPage { act, fields, people })).await
}

pub(super) async fn ask(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let act = queries::act(&mut change, id).await?.or_missing()?;
    may_ask(&act).or_refused()?;
    let known = staff(&mut change).await?;
    let picked = fields.ids("staff");
    let picked: Vec<i64> = known.iter().map(|one| one.id).filter(|id| picked.contains(id)).collect();
    queries::save_readers(&mut change, id, &picked).await?;
    let sentence = labels::readers_asked(&act.title, picked.len());
    change.commit(&PlanHappened { kind: "local_act.readers_asked", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::SAVED).into_response())
}

/// Who keeps the list notes who has signed it on paper, with the day of the signature.
pub(super) async fn note_signatures(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let act = queries::act(&mut change, id).await?.or_missing()?;
    may_ask(&act).or_refused()?;
    let signed_on = fields.date("signed_on", labels::DATE_MISSING);
    let picked = fields.ids("signed");
    if picked.is_empty() {
        fields.refuse("signed", labels::PICK_READERS);
    }
    if signed_on.is_some_and(|day| day > change.today()) {
        fields.refuse("signed_on", web::Refusal::say(&CannotStep::InFuture));
    }
    let (Some(signed_on), false) = (signed_on, fields.has_errors()) else {
        return page_of(&cx, act, fields, Vec::new()).await;
    };
    let mut names = Vec::new();
    for member in staff(&mut change).await?.iter().filter(|one| picked.contains(&one.id)) {
        if queries::note_signature(&mut change, id, member.id, signed_on).await? {
            names.push(member.name().with_initials());
        }
    }
    (!names.is_empty()).then_some(()).or_missing()?;
    let sentence = labels::signatures_noted(&act.title, &names);
    change.commit(&PlanHappened { kind: "local_act.signatures_noted", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::NOTED).into_response())
}

/// The signed-in member of staff confirms to know the act; nobody can do it for another.
pub(super) async fn acknowledge(cx: Cx, Path(id): Path<i64>, Sent(_): Sent) -> Reply {
    let staff_id = cx.viewer().staff_id.or_missing()?;
    let mut change = cx.begin().await?;
    let act = queries::act(&mut change, id).await?.or_missing()?;
    queries::acknowledge(&mut change, id, staff_id).await?.then_some(()).or_missing()?;
    let sentence = labels::acknowledged(&act.title);
    change.commit(&PlanHappened { kind: "local_act.acknowledged", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::ACKNOWLEDGED).into_response())
}

/// Everybody on the acquaintance list with what is known of the person.
pub(super) fn listed<'a>(
    people: &'a [StaffMember],
    asked: &'a [Reader],
) -> impl Iterator<Item = (&'a StaffMember, &'a Reader)> {
    people.iter().filter_map(|member| Some((member, asked.iter().find(|one| one.staff_id == member.id)?)))
}

/// The acquaintance list alone, to be signed.
pub(super) async fn docx(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let act = queries::act(&mut db, id).await?.or_missing()?;
    let asked = queries::readers(&mut db, id).await?;
    let people = staff(&mut db).await?;
    let school = school(&mut db).await?.unwrap_or_default();
    let rows = paper::reader_rows(listed(&people, &asked));
    let bytes = documents::docx::render(&paper::reader_sheet(&act, rows, &school, cx.today()), &FONTS)?;
    Ok(web::download(&format!("list-oznakomleniya-{id}.docx"), web::DOCX, bytes))
}
