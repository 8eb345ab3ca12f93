//! The page of history: who did what, in the words of then, with the state of the hash chain.

use axum::extract::Query;
use ledger::Entry;
use web::ui::Pagination;
use web::{Page, Reply, Stage, filters};

use crate::{Cx, May, Routes, labels};

const PER_PAGE: i64 = 50;

pub(crate) fn routes() -> Routes {
    Routes::new().page("/settings/history", May::ReadHistory, list)
}

#[derive(serde::Deserialize)]
struct Asked {
    page: Option<i64>,
}

#[derive(askama::Template)]
#[template(path = "history.html")]
struct HistoryPage {
    entries: Vec<Entry>,
    count: i64,
    broken_at: Option<i64>,
    pagination: Pagination,
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Reply {
    let mut db = cx.store();
    let count = ledger::entry_count(&mut db).await?;
    let pagination = Pagination::new(asked.page.unwrap_or(1), count, PER_PAGE, "/settings/history");
    let body = HistoryPage {
        entries: ledger::entries(&mut db, pagination.offset(), PER_PAGE).await?,
        broken_at: ledger::verify_chain(&mut db).await?.err().map(|fault| fault.seq),
        count,
        pagination,
    };
    cx.page(Page::new(labels::HISTORY).stage(Stage::Settings).body(body)).await
}
