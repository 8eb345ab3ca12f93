//! The steps of an action item: each loads, asks the rule, keeps, says.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use school::ru::is_telling;
use store::Reads;
use web::forms::Fields;
use web::{OrMissing, Refusal, Reply, see_other};

use super::postponing::RequestAct;
use super::queries::{ActionItem, NewStep};
use super::state::{Act, Circumstances, State};
use super::{ItemHappened, describe, is_doer, labels, pages, queries, state};
use crate::people::present;

pub(super) async fn begin(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Begin, fields, labels::BEGUN).await
}

pub(super) async fn submit(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Submit, fields, labels::SUBMITTED).await
}

pub(super) async fn accept(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Accept, fields, labels::ACCEPTED).await
}

pub(super) async fn send_back(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Return, fields, labels::RETURNED).await
}

pub(super) async fn confirm(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Confirm, fields, labels::FULFILLED).await
}

pub(super) async fn reopen(cx: Cx, Path(id): Path<i64>, Sent(fields): Sent) -> Reply {
    take(&cx, id, Act::Reopen, fields, labels::REOPENED).await
}

/// The name of the field in which the words of an act are typed.
pub(super) fn words_field(act: Act) -> &'static str {
    match act {
        Act::Begin => "begin_words",
        Act::Submit => "submit_words",
        Act::Accept | Act::Undo => "accept_words",
        Act::Return => "return_words",
        Act::Confirm => "evidence",
        Act::Reopen => "reopen_words",
        Act::HandOver => "handover_words",
    }
}

async fn take(cx: &Cx, id: i64, act: Act, mut fields: Fields, done: &str) -> Reply {
    let mut change = cx.begin().await?;
    let item = queries::action_item(&mut change, cx.scope(), id).await?.or_missing()?;
    // A button on the board sends no version: it asks for one step, and the rule says whether it is still there.
    let seen = fields.get("version").parse().unwrap_or(item.version);
    if seen != item.version {
        let since = queries::steps_since(&mut change, id, seen).await?;
        return pages::page_of(cx, item, fields, since).await;
    }
    let Some(words) = fields.long_text_if_any(words_field(act)) else {
        return pages::page_of(cx, item, fields, Vec::new()).await;
    };
    let at = circumstances(&mut change, cx, &item, &words).await?;
    let next = match state::step(item.state(), act, &at) {
        Ok(next) => next,
        Err(refusal) => {
            fields.refuse(words_field(act), refusal.say());
            return pages::page_of(cx, item, fields, Vec::new()).await;
        }
    };
    let evidence = if next == State::Done { shown_by(&mut change, &item, &words).await? } else { String::new() };
    let step = NewStep { act, state: next, remark: &words, bulk_id: None, evidence: &evidence };
    queries::take_step(&mut change, id, item.version, step).await?;
    describe(&mut change, &item, next).await?;
    let sentence = labels::stepped(act, &item, &words);
    change.commit(&ItemHappened { id, kind: kind_of(act), sentence }).await?;
    let back = web::url::safe_back(fields.get("back"));
    let back = if back == "/" { format!("/act/action-items/{id}") } else { back.to_owned() };
    Ok(see_other(back).done(done).into_response())
}

/// Gives an item to somebody else: whoever had it before is told of in its story, a request for a later day ends with it.
pub(super) async fn hand_over(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let item = queries::action_item(&mut change, cx.scope(), id).await?.or_missing()?;
    let seen = fields.get("version").parse().unwrap_or(item.version);
    if seen != item.version {
        let since = queries::steps_since(&mut change, id, seen).await?;
        return pages::page_of(&cx, item, fields, since).await;
    }
    let people = present(&mut change).await?;
    let heir = fields.id("handover_to", labels::HEIR_MISSING);
    let heir = heir.and_then(|heir| people.iter().find(|one| one.id == heir));
    if heir.is_none() && !fields.has_errors() {
        fields.refuse("handover_to", labels::HEIR_MISSING);
    } else if heir.is_some_and(|heir| Some(heir.id) == item.responsible_staff_id) {
        fields.refuse("handover_to", labels::HEIR_SAME);
    }
    let reason = fields.long_text_if_any(words_field(Act::HandOver)).unwrap_or_default();
    let at = circumstances(&mut change, &cx, &item, &reason).await?;
    if let Err(refusal) = state::step(item.state(), Act::HandOver, &at) {
        fields.refuse(words_field(Act::HandOver), refusal.say());
    }
    let (Some(heir), false) = (heir, fields.has_errors()) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    let (name, state) = (heir.with_position(), State::New);
    let remark = labels::from_to(&item.responsible, &name, &reason);
    let step = NewStep { act: Act::HandOver, state, remark: &remark, bulk_id: None, evidence: "" };
    queries::take_step(&mut change, id, item.version, step).await?;
    queries::hand_over(&mut change, id, (heir.id, &name)).await?;
    if let Some(asked) = queries::request(&mut change, id).await?
        && asked.standing().after(RequestAct::Decline).is_some()
    {
        let days = (item.due_on, asked.due_to);
        queries::add_request(&mut change, (id, asked.ordinal), RequestAct::Decline, days, labels::HANDED_INSTEAD)
            .await?;
    }
    describe(&mut change, &item, state).await?;
    let sentence = labels::stepped(Act::HandOver, &item, &remark);
    change.commit(&ItemHappened { id, kind: kind_of(Act::HandOver), sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::HANDED_OVER).into_response())
}

/// What the rule has to know.
pub(super) async fn circumstances(
    db: &mut impl Reads,
    cx: &Cx,
    item: &ActionItem,
    words: &str,
) -> store::Result<Circumstances> {
    Ok(Circumstances {
        is_doer: is_doer(cx, item),
        is_principal: cx.may(May::SignOrders),
        has_words: !words.is_empty(),
        has_reason: is_telling(words),
        has_evidence: !queries::evidence_of(db, item.id).await?.is_empty(),
    })
}

/// By what it is seen that the item is done: the words of the step, what the doer wrote, what lies with the item.
pub(super) async fn shown_by(db: &mut impl Reads, item: &ActionItem, words: &str) -> store::Result<String> {
    if !words.is_empty() {
        return Ok(words.to_owned());
    }
    let story = queries::story(db, item.id).await?;
    let submitted = story.into_iter().find(|one| one.what == Act::Submit.code() && !one.words.is_empty());
    if let Some(submitted) = submitted {
        return Ok(submitted.words);
    }
    let evidence = queries::evidence_of(db, item.id).await?;
    let names = evidence.iter().map(pages::evidence_name);
    Ok(names.collect::<Vec<_>>().join("; "))
}

/// A stable word for programs.
pub(super) fn kind_of(act: Act) -> &'static str {
    match act {
        Act::Begin => "action_item.begun",
        Act::Submit => "action_item.submitted",
        Act::Accept => "action_item.accepted",
        Act::Return => "action_item.returned",
        Act::Confirm => "action_item.fulfilled",
        Act::Reopen => "action_item.reopened",
        Act::Undo => "action_item.acceptance_undone",
        Act::HandOver => "action_item.handed_over",
    }
}
