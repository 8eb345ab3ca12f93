//! The home page («Главная»): what to do next along the cycle, for this viewer.

use access::{Cx, May, Routes};
use web::{Page, Reply};

pub(crate) fn routes() -> Routes {
    Routes::new().page("/", May::SignedIn, show)
}

#[derive(askama::Template)]
#[template(path = "home/home.html")]
struct HomePage {}

async fn show(cx: Cx) -> Reply {
    cx.page(Page::new("Главная").body(HomePage {})).await
}
