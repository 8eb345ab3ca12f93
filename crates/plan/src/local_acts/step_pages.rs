//! What is done with an act: considered, endorsed, adopted, approved; and who has to know it.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use roster::staff::queries::staff;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::appendix::written;
use super::{Act, LocalAct, State, Step, artefact, labels, live, pages, queries, record};
use crate::happened::PlanHappened;

/// Everything but the approval, which takes another right.
pub(super) async fn step(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let others = [Act::Consider, Act::Endorse, Act::Adopt, Act::Return, Act::Expire];
    let read = |code: &str| Act::from_code(code).filter(|act| others.contains(act));
    let picked = fields.choice("act", labels::PICK_ACT, read);
    take(&cx, id, picked, fields).await
}

pub(super) async fn approve(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Some(Act::Approve), fields).await
}

async fn take(cx: &Cx, id: i64, picked: Option<Act>, mut fields: Fields) -> Reply {
    let year = cx.year().await?;
    let mut change = cx.begin().await?;
    let mut act = queries::act(&mut change, id).await?.or_missing()?;
    let done_on = fields.date("done_on", labels::DATE_MISSING);
    let body_id = fields.id_if_any("body");
    let bodies = crate::bodies::queries::bodies(&mut change).await?;
    let body = bodies.iter().find(|body| Some(body.id) == body_id);
    let typed = fields.text_if_any("who").unwrap_or_default();
    let document = fields.text_if_any("document").unwrap_or_default();
    let (Some(picked), Some(done_on), false) = (picked, done_on, fields.has_errors()) else {
        return pages::page_of(cx, act, fields).await;
    };
    let step = Step {
        act: picked,
        done_on,
        body_id: body.map(|body| body.id),
        who: if typed.is_empty() { body.map_or_else(String::new, |body| body.name.clone()) } else { typed },
        document,
        recorded_by: cx.viewer().name.clone(),
    };
    let state = match act.take(&step, change.today()) {
        Ok(state) => state,
        Err(refusal) => {
            fields.refuse_all(refusal.say());
            return pages::page_of(cx, act, fields).await;
        }
    };
    // The appendices stay as they are from the day on which the text is closed.
    if picked == Act::Consider {
        act.appendices = written(&live::appendices(&mut change, &act, year).await?);
        queries::save_act(&mut change, &act).await?;
    } else if picked == Act::Return {
        act.appendices = String::new();
        queries::save_act(&mut change, &act).await?;
    }
    record(&mut change, &act, &step, state).await?;
    if picked == Act::Approve {
        replace_earlier(&mut change, &act, &step).await?;
    }
    let sentence = labels::stepped(&act.title, &step);
    change.commit(&PlanHappened { kind: "local_act.step", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::DONE).into_response())
}

/// An approved edition takes the place of the one before it.
async fn replace_earlier(change: &mut Change, act: &LocalAct, approval: &Step) -> store::Result<()> {
    let Some(before) = act.replaces_id else { return Ok(()) };
    let Some(before) = queries::act(change, before).await? else { return Ok(()) };
    if super::target(before.state(), Act::Replace).is_none() {
        return Ok(());
    }
    let who = labels::REPLACED_BY.to_owned();
    let step = Step { act: Act::Replace, who, body_id: None, ..approval.clone() };
    record(change, &before, &step, State::Replaced).await
}

#[derive(askama::Template)]
#[template(path = "local_acts/readers.html")]
struct ReadersPage {
    act: LocalAct,
    fields: Fields,
    people: Vec<Choice>,
}

pub(super) async fn pick_readers(cx: Cx, Path(id): Path<i64>) -> Reply {
    let mut db = cx.store();
    let act = queries::act(&mut db, id).await?.or_missing()?;
    let asked = queries::readers(&mut db, id).await?;
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
    let people = present.map(|one| Choice::new(one.id, one.name().full()).hint(one.position.clone())).collect();
    cx.page(page.body(ReadersPage { act, fields, people })).await
}

pub(super) async fn ask_readers(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let act = queries::act(&mut change, id).await?.or_missing()?;
    let known = staff(&mut change).await?;
    let picked = fields.ids("staff");
    let picked: Vec<i64> = known.iter().map(|one| one.id).filter(|id| picked.contains(id)).collect();
    queries::save_readers(&mut change, id, &picked).await?;
    let sentence = labels::readers_asked(&act.title, picked.len());
    change.commit(&PlanHappened { kind: "local_act.readers_asked", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::SAVED).into_response())
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
