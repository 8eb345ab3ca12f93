//! By what means the school decides: the share of each method of influence («метод управления») over a year, with the
//! decisions behind it. For the principal.

/// The questions this feature asks of the database.
pub mod queries;

mod shares;
#[cfg(test)]
mod tests;

use access::{Cx, May, Routes};
use axum::extract::RawQuery;
pub use queries::Decision;
use shares::{MethodShare, shares};
use web::forms::Fields;
use web::{Page, Reply, Stage, filters};

use crate::labels;
use crate::method::Method;

/// The addresses of this feature.
#[must_use]
pub fn routes() -> Routes {
    Routes::new().page("/decide/methods", May::SignOrders, show)
}

#[derive(askama::Template)]
#[template(path = "methods/show.html")]
struct MethodsPage {
    year: i64,
    total: usize,
    shares: Vec<MethodShare>,
    decisions: Vec<Decision>,
    picked: Option<Method>,
}

async fn show(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let asked = Fields::parse(query.unwrap_or_default().as_bytes());
    let picked = Method::from_code(asked.get("method"));
    let year = cx.year().await?;
    let decisions = queries::decisions(&mut cx.store(), year).await?;
    let body = MethodsPage {
        year,
        total: decisions.len(),
        shares: shares(&decisions),
        decisions: decisions.into_iter().filter(|one| picked.is_none_or(|method| one.method == method)).collect(),
        picked,
    };
    cx.page(Page::new(labels::METHODS).stage(Stage::Decide).lead(labels::METHODS_LEAD).body(body)).await
}
