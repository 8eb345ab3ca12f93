//! Action items («поручения»): what decisions ask for, by the day it is due, with the word of who saw it done.

/// The questions this feature asks of the database, and its writes.
pub mod queries;

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use decide::action_items::artefact;
use ledger::{Artefact, Happening};
use queries::ActionItem;
use web::ui::ChainLink;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use crate::labels;

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page("/act/action-items", May::ReportProgress, list)
        .page("/act/action-items/{id}", May::ReportProgress, show)
        .action("/act/action-items/{id}/fulfilment", May::EditOrders, fulfil)
}

#[derive(askama::Template)]
#[template(path = "action_items/list.html")]
struct ListPage {
    open: Vec<ItemLine>,
    done: Vec<ItemLine>,
}

struct ItemLine {
    item: ActionItem,
    is_overdue: bool,
}

/// Leaders see all items of the year; everybody else those given to themselves.
async fn list(cx: Cx) -> Reply {
    let year = cx.year().await?;
    let items = queries::action_items(&mut cx.store(), cx.scope(), year).await?;
    let today = cx.today();
    let line = |item: ActionItem| ItemLine { is_overdue: item.is_overdue(today), item };
    let (done, open) = items.into_iter().map(line).partition(|line| line.item.fulfilled_on.is_some());
    cx.page(Page::new(labels::ACTION_ITEMS).stage(Stage::Act).body(ListPage { open, done })).await
}

#[derive(askama::Template)]
#[template(path = "action_items/show.html")]
struct ShowPage {
    item: ActionItem,
    source_href: Option<String>,
    is_overdue: bool,
    may_fulfil: bool,
    chain: Vec<ChainLink>,
}

async fn show(cx: Cx, Path(id): Path<i64>) -> Reply {
    let item = queries::action_item(&mut cx.store(), cx.scope(), id).await?.or_missing()?;
    let source = cx.artefact_kind(&item.source_kind).filter(|kind| cx.may(kind.may));
    let body = ShowPage {
        source_href: source.map(|kind| format!("{}{}", kind.href, item.source_id)),
        is_overdue: item.is_overdue(cx.today()),
        may_fulfil: cx.may(May::EditOrders) && item.fulfilled_on.is_none(),
        chain: cx.chain(artefact(id)).await?,
        item,
    };
    let page = Page::new(labels::ACTION_ITEM).stage(Stage::Act).crumb(labels::ACTION_ITEMS, "/act/action-items");
    cx.page(page.body(body)).await
}

async fn fulfil(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let back = see_other(format!("/act/action-items/{id}"));
    let Some(evidence) = fields.text("evidence", labels::EVIDENCE_MISSING) else {
        return Ok(back.refused(labels::EVIDENCE_MISSING).into_response());
    };
    let mut change = cx.begin().await?;
    let item = queries::action_item(&mut change, cx.scope(), id).await?.or_missing()?;
    if item.fulfilled_on.is_some() {
        return Ok(back.refused(labels::ALREADY_FULFILLED).into_response());
    }
    queries::fulfil(&mut change, id, &evidence).await?;
    let today = change.today();
    change.describe(artefact(id), (&item.task, labels::DONE), Some(today)).await?;
    change.commit(&Fulfilled { item }).await?;
    Ok(back.done(labels::FULFILLED).into_response())
}

struct Fulfilled {
    item: ActionItem,
}

impl Happening for Fulfilled {
    fn kind(&self) -> &'static str {
        "action_item.fulfilled"
    }
    fn subject(&self) -> Artefact {
        artefact(self.item.id)
    }
    fn sentence(&self) -> String {
        labels::fulfilled(&self.item.source_title, self.item.place)
    }
}
