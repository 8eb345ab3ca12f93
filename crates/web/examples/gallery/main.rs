//! Every macro of the design system on one page. `gallery` prints the page; `gallery serve 8090` serves it with its
//! styles, fonts and script, and beside it the pages of failures and a page of long work.

mod page;

use axum::Router;
use axum::response::IntoResponse;
use axum::routing::get;
use web::{Failure, see_other};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    if words.next().as_deref() != Some("serve") {
        println!("{}", page::gallery().into_html().map_err(|_| "the gallery does not render")?);
        return Ok(());
    }
    let port: u16 = words.next().and_then(|port| port.parse().ok()).unwrap_or(8090);
    let pages = Router::new()
        .route("/", get(async || page::gallery()))
        .route("/wrong", get(async || page::form_with_errors()))
        .route("/sign-in", get(async || page::sign_in()))
        .route("/running", get(async || page::running()))
        .route("/missing", get(async || Failure::missing().page().in_shell(&page::shell()).into_response()))
        .route("/broken", get(async || Failure::internal("looked at on purpose")))
        .route("/said", get(async || see_other("/").done("Приказ сохранён.")))
        .merge(assets::router());
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://127.0.0.1:{port}");
    axum::serve(listener, web::with_security_headers(pages)).await?;
    Ok(())
}
