//! Putting the details of a step right: a wrong day, number or body, with the reason.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use web::forms::Fields;
use web::ui::Choice;
use web::{OrMissing, Page, Refusal, Reply, Stage, filters, see_other};

use super::step_pages::{Described, described};
use super::{Act, LocalAct, Step, artefact, labels, queries};
use crate::editing::is_stale;
use crate::happened::PlanHappened;
use crate::papers::{choices, papers};

#[derive(askama::Template)]
#[template(path = "local_acts/correct.html")]
struct CorrectPage {
    act: LocalAct,
    ordinal: usize,
    done: &'static str,
    fields: Fields,
    bodies: Vec<Choice>,
    papers: Vec<Choice>,
}

/// The step of this number, if the viewer may put it right: approval and repeal are the principal's.
fn step_of(cx: &Cx, act: &LocalAct, ordinal: usize) -> Result<Step, web::Failure> {
    let step = ordinal.checked_sub(1).and_then(|at| act.steps.get(at)).or_missing()?;
    let is_allowed = match step.act {
        Act::Approve | Act::Expire => cx.may(May::ApprovePlan),
        Act::Replace => false,
        _ => true,
    };
    is_allowed.then(|| step.clone()).or_missing()
}

pub(super) async fn ask(cx: Cx, Path((id, ordinal)): Path<(i64, usize)>) -> Reply {
    let act = queries::act(&mut cx.store(), id).await?.or_missing()?;
    let step = step_of(&cx, &act, ordinal)?;
    let fields = Fields::empty()
        .with("body", step.body_id.map_or_else(String::new, |id| id.to_string()))
        .with("who", &step.who)
        .with("document", &step.document)
        .with_date("done_on", Some(step.done_on));
    form(&cx, act, (ordinal, step.act), fields).await
}

async fn form(cx: &Cx, act: LocalAct, (ordinal, of): (usize, Act), fields: Fields) -> Reply {
    let mut db = cx.store();
    let bodies = crate::bodies::queries::bodies(&mut db).await?;
    let page = Page::new(labels::CORRECT)
        .stage(Stage::Plan)
        .crumb(labels::ACTS, "/plan/local-acts")
        .crumb(act.title.clone(), format!("/plan/local-acts/{}", act.id))
        .with_errors_of(&fields);
    let body = CorrectPage {
        ordinal,
        done: labels::done(of),
        fields,
        bodies: bodies.into_iter().map(|one| Choice::new(one.id, one.name)).collect(),
        papers: choices(&papers(&mut db, true).await?),
        act,
    };
    cx.page(page.body(body)).await
}

pub(super) async fn correct(cx: Cx, Path((id, ordinal)): Path<(i64, usize)>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let act = queries::act(&mut change, id).await?.or_missing()?;
    let known = step_of(&cx, &act, ordinal)?;
    if is_stale(&fields, act.version) {
        fields.refuse_all(labels::STALE);
        return form(&cx, act, (ordinal, known.act), fields).await;
    }
    let reason = fields.text("reason", labels::REASON_MISSING);
    let described = described(&mut change, &mut fields, (Some(known.act), &known.recorded_by)).await?;
    let (Some(reason), Some(Described { step, ground, paper })) = (reason, described) else {
        return form(&cx, act, (ordinal, known.act), fields).await;
    };
    if let Err(refusal) = act.may_correct(ordinal, &step, ground, change.today()) {
        fields.refuse_all(refusal.say());
        return form(&cx, act, (ordinal, known.act), fields).await;
    }
    let place = (id, i64::try_from(ordinal).unwrap_or_default());
    queries::correct_step(&mut change, place, &step, (&labels::details(&known), &reason)).await?;
    if let Some(paper) = paper {
        change.link(paper.artefact, artefact(id), "decided_by").await?;
    }
    let sentence = labels::correction(&act.title, (&known, &step), &reason);
    change.commit(&PlanHappened { kind: "local_act.corrected", subject: artefact(id), sentence }).await?;
    Ok(see_other(format!("/plan/local-acts/{id}")).done(labels::CORRECTED).into_response())
}
