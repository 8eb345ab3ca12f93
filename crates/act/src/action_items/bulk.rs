//! Accepting several items at once, and taking it back.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use chrono::TimeDelta;
use store::new_id;
use web::{Reply, see_other};

use super::queries::{NewStep, Together};
use super::state::{self, Act, State};
use super::{ItemHappened, describe, labels, queries, steps};

const REVIEW: &str = "/act/action-items?state=under_review";

pub(super) async fn accept(cx: Cx, Sent(fields): Sent) -> Reply {
    let picked = fields.ids("item");
    if picked.is_empty() {
        return Ok(see_other(REVIEW).refused(labels::NOTHING_PICKED).into_response());
    }
    let (bulk_id, mut accepted) = (new_id(), 0);
    let mut change = cx.begin().await?;
    for id in &picked {
        let Some(item) = queries::action_item(&mut change, cx.scope(), *id).await? else { continue };
        let at = steps::circumstances(&mut change, &cx, &item, "").await?;
        if item.state() != State::UnderReview || state::step(item.state(), Act::Accept, &at).is_err() {
            continue;
        }
        let evidence = steps::shown_by(&mut change, &item, "").await?;
        let (act, state) = (Act::Accept, State::Done);
        let step = NewStep { act, state, remark: "", bulk_id: Some(bulk_id), evidence: &evidence };
        queries::take_step(&mut change, *id, item.version, step).await?;
        describe(&mut change, &item, State::Done).await?;
        let sentence = labels::stepped(act, &item, "");
        change.say(&ItemHappened { id: *id, kind: steps::kind_of(act), sentence }).await?;
        accepted += 1;
    }
    if accepted == 0 {
        return Ok(see_other(REVIEW).refused(labels::NOTHING_TO_ACCEPT).into_response());
    }
    let said = labels::accepted_many(accepted, picked.len() - accepted);
    change.commit(&ItemHappened { id: bulk_id, kind: "action_items.accepted", sentence: said.clone() }).await?;
    Ok(see_other(REVIEW).done(said).into_response())
}

/// For how long after it an acceptance of several may be taken back from the list.
const UNDO_HOURS: i64 = 24;

/// What the viewer accepted together of late and nobody has moved since.
pub(super) async fn undoable(cx: &Cx) -> store::Result<Option<Together>> {
    if !cx.may(May::EditOrders) {
        return Ok(None);
    }
    let since = cx.now() - TimeDelta::hours(UNDO_HOURS);
    queries::last_together(&mut cx.store(), &cx.viewer().name, since).await
}

/// Whatever was accepted together and not touched since is under review again.
pub(super) async fn undo(cx: Cx, Path(bulk_id): Path<i64>, Sent(_): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let mut undone = 0;
    for id in queries::accepted_together(&mut change, bulk_id).await? {
        let Some(item) = queries::action_item(&mut change, cx.scope(), id).await? else { continue };
        let Some(state) = item.state().after(Act::Undo) else { continue };
        let step = NewStep { act: Act::Undo, state, remark: "", bulk_id: Some(bulk_id), evidence: "" };
        queries::take_step(&mut change, id, item.version, step).await?;
        describe(&mut change, &item, state).await?;
        let sentence = labels::stepped(Act::Undo, &item, "");
        change.say(&ItemHappened { id, kind: steps::kind_of(Act::Undo), sentence }).await?;
        undone += 1;
    }
    if undone == 0 {
        return Ok(see_other(REVIEW).refused(labels::NOTHING_TO_UNDO).into_response());
    }
    let said = labels::acceptance_undone(undone);
    change
        .commit(&ItemHappened { id: bulk_id, kind: "action_items.acceptance_undone", sentence: said.clone() })
        .await?;
    Ok(see_other(REVIEW).done(said).into_response())
}
