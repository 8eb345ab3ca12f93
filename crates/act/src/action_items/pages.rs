//! The page of one action item.

use access::{Cx, May};
use axum::extract::Path;
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use decide::action_items::artefact;
use store::Reads;
use web::forms::Fields;
use web::ui::{ChainLink, Choice};
use web::{OrMissing, Page, Reply, Stage, filters};

use super::evidence::may_withdraw;
use super::postponing::Standing;
use super::queries::{self, ActionItem, Evidence, Request, TakenStep};
use super::state::{Act, State};
use super::{is_doer, labels, may_report};
use crate::people::{choices, present};

#[derive(askama::Template)]
#[template(path = "action_items/show.html")]
struct ShowPage {
    item: ActionItem,
    state: State,
    place: String,
    source_href: Option<String>,
    is_overdue: bool,
    evidence: Vec<EvidenceLine>,
    story: Vec<StoryLine>,
    since: Vec<StoryLine>,
    may: Offered,
    asked: Option<Request>,
    people: Vec<Choice>,
    /// whose words a browser keeps, and about which state of the item
    keep: (String, String),
    fields: Fields,
    chain: Vec<ChainLink>,
}

/// Which forms the page offers.
struct Offered {
    begin: bool,
    submit: bool,
    accept: bool,
    send_back: bool,
    confirm: bool,
    reopen: bool,
    report: bool,
    postpone: bool,
    ask: bool,
    hand_over: bool,
}

struct EvidenceLine {
    one: Evidence,
    name: String,
    href: String,
    may_withdraw: bool,
    /// taking it back was tried and refused
    is_refused: bool,
}

struct StoryLine {
    at: DateTime<Utc>,
    who: String,
    what: String,
}

/// «Справка от 20.02.2025», or the name of the file, or the address.
pub(super) fn evidence_name(one: &Evidence) -> String {
    let names = [&one.words, &one.file_name, &one.link];
    names.into_iter().find(|name| !name.is_empty()).cloned().unwrap_or_default()
}

pub(super) async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let item = queries::action_item(&mut cx.store(), cx.scope(), id).await?.or_missing()?;
    let asked = waiting(&mut cx.store(), &item).await?;
    let fields = Fields::empty()
        .with_date("effective_on", Some(cx.today()))
        .with_date("until", asked.as_ref().and_then(|asked| asked.due_to))
        .with("reason", asked.map(|asked| asked.words).unwrap_or_default());
    page_of(&cx, item, fields, Vec::new()).await
}

/// The request for a later day, if it waits for an answer.
async fn waiting(db: &mut impl Reads, item: &ActionItem) -> store::Result<Option<Request>> {
    if item.asked_until.is_none() {
        return Ok(None);
    }
    let asked = queries::request(db, item.id).await?;
    Ok(asked.filter(|one| one.standing() == Standing::Asked))
}

/// The page with what was typed; `since` are the steps that somebody took while it was being typed.
pub(super) async fn page_of(cx: &Cx, item: ActionItem, fields: Fields, since: Vec<TakenStep>) -> Reply {
    let mut db = cx.store();
    let source = cx.artefact_kind(&item.source_kind).filter(|kind| cx.may(kind.may));
    let evidence = queries::evidence_of(&mut db, item.id).await?;
    let story = queries::story(&mut db, item.id).await?;
    let told = story.len();
    let page = Page::new(labels::ACTION_ITEM).stage(Stage::Act).crumb(labels::ACTION_ITEMS, "/act/action-items");
    let mut page = page.with_errors_of(&fields);
    if !since.is_empty() {
        page = page.status(StatusCode::CONFLICT);
    }
    let may = offered(cx, &item);
    let people = if may.hand_over { present(&mut db).await? } else { Vec::new() };
    let others: Vec<_> = people.into_iter().filter(|one| Some(one.id) != item.responsible_staff_id).collect();
    let body = ShowPage {
        state: item.state(),
        place: labels::place(&item),
        source_href: source.map(|kind| format!("{}{}", kind.href, item.source_id)),
        is_overdue: item.is_overdue(cx.today()),
        evidence: evidence.into_iter().map(|one| evidence_line((cx, &fields), &item, one)).collect(),
        story: story
            .into_iter()
            .map(|one| StoryLine { at: one.made_at, what: labels::told(&one), who: one.made_by })
            .collect(),
        since: since
            .into_iter()
            .map(|one| StoryLine { at: one.made_at, what: labels::taken(&one.act, &one.remark), who: one.made_by })
            .collect(),
        may,
        asked: waiting(&mut db, &item).await?,
        people: choices(&others),
        keep: (format!("{}-item-{}", cx.viewer().account_id, item.id), format!("{}-{told}", item.version)),
        chain: cx.chain(artefact(item.id)).await?,
        fields,
        item,
    };
    cx.page(page.body(body)).await
}

fn evidence_line((cx, fields): (&Cx, &Fields), item: &ActionItem, one: Evidence) -> EvidenceLine {
    let is_refused = !fields.error(&format!("withdraw_{}", one.id)).is_empty();
    let href = match &one.file_sha256 {
        Some(_) => format!("/act/action-items/{}/evidence/{}", item.id, one.id),
        None => one.link.clone(),
    };
    EvidenceLine { name: evidence_name(&one), href, may_withdraw: may_withdraw(cx, item, &one), is_refused, one }
}

fn offered(cx: &Cx, item: &ActionItem) -> Offered {
    let (leads, does, state) = (cx.may(May::EditOrders), is_doer(cx, item), item.state());
    let judges = leads && (!does || cx.may(May::SignOrders));
    let can = |act: Act| state.after(act).is_some();
    Offered {
        begin: does && can(Act::Begin),
        submit: does && can(Act::Submit),
        accept: judges && can(Act::Accept),
        send_back: leads && can(Act::Return),
        confirm: judges && can(Act::Confirm),
        reopen: leads && can(Act::Reopen),
        report: may_report(cx, item) && state != State::Done,
        postpone: judges && state != State::Done,
        ask: does && !judges && matches!(state, State::New | State::InProgress),
        hand_over: judges && can(Act::HandOver),
    }
}
