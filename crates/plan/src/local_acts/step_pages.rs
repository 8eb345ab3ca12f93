//! What is done with an act: considered, endorsed, adopted, approved, repealed.

use access::{Cx, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::Change;
use store::Reads;
use web::forms::Fields;
use web::{OrMissing, Refusal, Reply, see_other};

use super::appendix::written;
use super::changed::{ChangedLine, changed_lines};
use super::{Act, CannotStep, Ground, LocalAct, State, Step, artefact, labels, live, pages, queries, record};
use crate::editing::is_stale;
use crate::happened::PlanHappened;
use crate::papers::{Paper, papers, picked};

/// Everything but approval and repeal, which take another right.
pub(super) async fn step(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let others = [Act::Consider, Act::Endorse, Act::Adopt, Act::Return];
    let read = |code: &str| Act::from_code(code).filter(|act| others.contains(act));
    let picked = fields.choice("act", labels::PICK_ACT, read);
    take(&cx, id, picked, fields).await
}

pub(super) async fn approve(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Some(Act::Approve), fields).await
}

pub(super) async fn expire(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Some(Act::Expire), fields).await
}

/// The step that a form describes, what it rests on, and the paper that was picked.
pub(super) struct Described {
    pub(super) step: Step,
    pub(super) ground: Ground,
    pub(super) paper: Option<Paper>,
}

/// Reads body, person, paper and day; nothing while the form has errors.
pub(super) async fn described(
    db: &mut impl Reads,
    fields: &mut Fields,
    (act, recorded_by): (Option<Act>, &str),
) -> store::Result<Option<Described>> {
    let done_on = fields.date("done_on", labels::DATE_MISSING);
    let body_id = fields.id_if_any("body");
    let bodies = crate::bodies::queries::bodies(db).await?;
    let body = bodies.iter().find(|body| Some(body.id) == body_id);
    let papers = papers(db, true).await?;
    let paper = picked(fields, &papers).cloned();
    let typed = fields.text_if_any("who").unwrap_or_default();
    let document = fields.text_if_any("document").unwrap_or_default();
    let (Some(act), Some(done_on), false) = (act, done_on, fields.has_errors()) else { return Ok(None) };
    let document = paper.as_ref().filter(|_| document.is_empty()).map_or(document, Paper::words);
    let ground = Ground {
        is_council: body.is_some_and(|body| labels::may_adopt(body) && body.exists_on(done_on)),
        is_order: paper.as_ref().is_some_and(Paper::is_order) || crate::labels::is_order(&document),
    };
    let step = Step {
        act,
        done_on,
        body_id: body.map(|body| body.id),
        who: if typed.is_empty() { body.map_or_else(String::new, |body| body.name.clone()) } else { typed },
        document,
        recorded_by: recorded_by.to_owned(),
    };
    Ok(Some(Described { step, ground, paper }))
}

async fn take(cx: &Cx, id: i64, picked: Option<Act>, mut fields: Fields) -> Reply {
    let mut change = cx.begin().await?;
    let mut act = queries::act(&mut change, id).await?.or_missing()?;
    if is_stale(&fields, act.version) {
        fields.refuse_all(labels::STALE_STEP);
        let seen = fields.get("version").parse().unwrap_or_default();
        let since = since(&mut change, &act, seen).await?;
        return pages::page_of(cx, act, fields, since).await;
    }
    let described = described(&mut change, &mut fields, (picked, &cx.viewer().name)).await?;
    let Some(Described { step, ground, paper }) = described else {
        return pages::page_of(cx, act, fields, Vec::new()).await;
    };
    let rival = step.act == Act::Approve && has_rival(&mut change, &act).await?;
    let state = if rival { Err(CannotStep::HasSuccessor) } else { act.take(&step, ground, change.today()) };
    let state = match state {
        Ok(state) => state,
        Err(refusal) => {
            fields.refuse_all(refusal.say());
            return pages::page_of(cx, act, fields, Vec::new()).await;
        }
    };
    // The appendices stay as they are from the day on which the text is closed.
    if step.act == Act::Consider {
        act.appendices = written(&live::appendices(&mut change, &act, cx.today()).await?);
        act.school_year = Some(live::plan_year(&act, cx.today()));
        queries::save_act(&mut change, &act).await?;
    } else if step.act == Act::Return {
        act.appendices = String::new();
        queries::save_act(&mut change, &act).await?;
    }
    record(&mut change, &act, &step, state).await?;
    if let Some(paper) = paper {
        change.link(paper.artefact, artefact(id), "decided_by").await?;
    }
    let carried = if step.act == Act::Approve { replace_earlier(&mut change, &act, &step).await? } else { 0 };
    let sentence = labels::stepped(&act.title, &step);
    change.commit(&PlanHappened { kind: "local_act.step", subject: artefact(id), sentence }).await?;
    let done = if carried > 0 { labels::CARRIED } else { labels::DONE };
    Ok(see_other(format!("/plan/local-acts/{id}")).done(done).into_response())
}

/// What has changed in an act since the version that somebody looked at.
async fn since(db: &mut impl Reads, act: &LocalAct, seen: i64) -> store::Result<Vec<ChangedLine>> {
    let before = queries::revision(db, act.id, seen).await?;
    Ok(before.map(|(text, _)| changed_lines(&text, &labels::told(act))).unwrap_or_default())
}

/// Whether another edition takes the place of the same one already.
async fn has_rival(db: &mut impl Reads, act: &LocalAct) -> store::Result<bool> {
    let Some(before) = act.replaces_id else { return Ok(false) };
    let others = queries::successors(db, before).await?;
    Ok(others.iter().any(|other| other.id != act.id && !matches!(other.state(), State::Draft)))
}

/// An approved edition takes the place of the one before it on the day on which it comes into force, and its readers are
/// asked for this one. Answers how many.
async fn replace_earlier(change: &mut Change, act: &LocalAct, approval: &Step) -> store::Result<u64> {
    let Some(before) = act.replaces_id else { return Ok(0) };
    let Some(before) = queries::act(change, before).await? else { return Ok(0) };
    if super::target(before.state(), Act::Replace).is_none() {
        return Ok(0);
    }
    let who = labels::REPLACED_BY.to_owned();
    let done_on = act.valid_from.map_or(approval.done_on, |from| from.max(approval.done_on));
    let step = Step { act: Act::Replace, who, body_id: None, done_on, ..approval.clone() };
    record(change, &before, &step, State::Replaced).await?;
    queries::carry_readers(change, before.id, act.id).await
}
