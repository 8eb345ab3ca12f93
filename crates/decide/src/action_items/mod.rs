//! Action items («поручения»): the clauses of signed orders, by the day they are due, with the word of who saw them done.

/// The questions this feature asks of the database, and its writes.
pub mod queries;

use access::{Cx, May, Routes, Sent};
use axum::extract::Path;
use axum::response::IntoResponse;
use ledger::{Artefact, Happening};
use queries::ActionItem;
use web::{OrMissing, Page, Reply, Stage, filters, see_other};

use crate::labels;

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().page("/decide/action-items", May::ReadDecisions, list).action(
        "/decide/action-items/{id}/fulfilment",
        May::EditOrders,
        fulfil,
    )
}

#[derive(askama::Template)]
#[template(path = "action_items/list.html")]
struct ListPage {
    open: Vec<ItemLine>,
    done: Vec<ItemLine>,
    may_edit: bool,
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
    let body = ListPage { open, done, may_edit: cx.may(May::EditOrders) };
    cx.page(Page::new(labels::ACTION_ITEMS).stage(Stage::Decide).body(body)).await
}

async fn fulfil(cx: Cx, Path(id): Path<i64>, Sent(mut fields): Sent) -> Reply {
    let back = see_other("/decide/action-items");
    let Some(evidence) = fields.text("evidence", labels::EVIDENCE_MISSING) else {
        return Ok(back.refused(labels::EVIDENCE_MISSING).into_response());
    };
    let mut change = cx.begin().await?;
    let item = queries::action_item(&mut change, cx.scope(), id).await?.or_missing()?;
    if item.fulfilled_on.is_some() {
        return Ok(back.refused(labels::ALREADY_FULFILLED).into_response());
    }
    queries::fulfil(&mut change, id, &evidence).await?;
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
        crate::orders::artefact(self.item.order_id)
    }
    fn sentence(&self) -> String {
        labels::fulfilled(&self.item.number, self.item.place)
    }
}
