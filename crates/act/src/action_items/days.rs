//! The day an item is due on: asked for by its doer, moved or left by another leader.

use access::{Cx, May, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use store::Reads;
use web::forms::Fields;
use web::{OrMissing, Refusal, Reply, see_other};

use super::postponing::{self, Moving, RequestAct, Standing};
use super::queries::{self, ActionItem, Request};
use super::{ItemHappened, describe, is_doer, labels, pages};

/// What the rule has to know of an item, with the words of a form.
fn moving<'a>(cx: &Cx, item: &ActionItem, request: Option<&Request>, reason: &'a str) -> Moving<'a> {
    Moving {
        state: item.state(),
        request: request.map_or(Standing::Quiet, Request::standing),
        due_on: item.due_on,
        today: cx.today(),
        is_doer: is_doer(cx, item),
        is_principal: cx.may(May::SignOrders),
        reason,
    }
}

/// The item and its last request, unless somebody moved the day while the form was being filled in.
async fn asked_about(
    db: &mut impl Reads,
    cx: &Cx,
    id: i64,
    fields: &mut Fields,
    day_field: &str,
) -> Result<(ActionItem, Option<Request>), web::Failure> {
    let item = queries::action_item(db, cx.scope(), id).await?.or_missing()?;
    if school::ru::parse_date(fields.get("known_due")) != item.due_on {
        fields.refuse(day_field, labels::due_changed(&item));
    }
    Ok((item, queries::request(db, id).await?))
}

pub(super) async fn postpone(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (item, request) = asked_about(&mut change, &cx, id, &mut fields, "until").await?;
    let until = fields.date("until", labels::NEW_DATE_MISSING);
    let reason = fields.text("reason", labels::REASON_MISSING);
    let at = moving(&cx, &item, request.as_ref(), reason.as_deref().unwrap_or_default());
    let refusal = until.filter(|_| reason.is_some()).and_then(|until| postponing::postpone(&at, until).err());
    if let Some(refusal) = refusal.filter(|_| !fields.has_errors()) {
        fields.refuse(refusal.field(("until", "reason")), refusal.say());
    }
    let (Some(until), Some(reason), false) = (until, reason, fields.has_errors()) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    queries::postpone(&mut change, id, (item.due_on, until), &reason).await?;
    if let Some(request) = request.filter(|one| one.standing().after(RequestAct::Grant).is_some()) {
        let days = (item.due_on, Some(until));
        queries::add_request(&mut change, (id, request.ordinal), RequestAct::Grant, days, &reason).await?;
    }
    let sentence = labels::postponed(&item, until, &reason);
    let state = item.state();
    describe(&mut change, &ActionItem { due_on: Some(until), ..item }, state).await?;
    change.commit(&ItemHappened { id, kind: "action_item.postponed", sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::POSTPONED).into_response())
}

pub(super) async fn ask(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (item, request) = asked_about(&mut change, &cx, id, &mut fields, "asked_until").await?;
    let until = fields.date("asked_until", labels::NEW_DATE_MISSING);
    let reason = fields.text("asked_reason", labels::REASON_MISSING);
    let at = moving(&cx, &item, request.as_ref(), reason.as_deref().unwrap_or_default());
    let refusal = until.filter(|_| reason.is_some()).and_then(|until| postponing::ask(&at, until).err());
    if let Some(refusal) = refusal.filter(|_| !fields.has_errors()) {
        fields.refuse(refusal.field(("asked_until", "asked_reason")), refusal.say());
    }
    let (Some(until), Some(reason), false) = (until, reason, fields.has_errors()) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    let (before, days) = (request.map_or(0, |one| one.ordinal), (item.due_on, Some(until)));
    queries::add_request(&mut change, (id, before), RequestAct::Ask, days, &reason).await?;
    let sentence = labels::asked(&item, until, &reason);
    change.commit(&ItemHappened { id, kind: "action_item.postponement_asked", sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::ASKED).into_response())
}

pub(super) async fn decline(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let mut change = cx.begin().await?;
    let (item, request) = asked_about(&mut change, &cx, id, &mut fields, "refusal").await?;
    let reason = fields.text("refusal", labels::REFUSAL_MISSING);
    let at = moving(&cx, &item, request.as_ref(), reason.as_deref().unwrap_or_default());
    if let Some(refusal) = postponing::decline(&at).err().filter(|_| !fields.has_errors()) {
        fields.refuse("refusal", refusal.say());
    }
    let (Some(request), Some(reason), false) = (request, reason, fields.has_errors()) else {
        return pages::page_of(&cx, item, fields, Vec::new()).await;
    };
    let days = (item.due_on, request.due_to);
    queries::add_request(&mut change, (id, request.ordinal), RequestAct::Decline, days, &reason).await?;
    let sentence = labels::declined(&item, &reason);
    change.commit(&ItemHappened { id, kind: "action_item.postponement_declined", sentence }).await?;
    Ok(see_other(format!("/act/action-items/{id}")).done(labels::DECLINED).into_response())
}
