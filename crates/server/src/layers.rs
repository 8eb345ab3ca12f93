//! What stands around all routes: headers, compression, limits, the log of requests, embedded files, `/health`.

use std::any::Any;
use std::time::Instant;

use access::{App, Routes};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

/// A year of marks of a large school as CSV is about 150 MB.
const LARGEST_REQUEST: usize = 256 << 20;
/// Brotli at this level costs about as much as gzip.
const COMPRESSION: i32 = 4;
/// Word and Excel files are compressed already.
const OFFICE: &str = "application/vnd.openxmlformats-officedocument";

/// The whole site.
pub fn site(app: &App, routes: Routes) -> Router {
    let health = Router::new().route("/health", get(health)).with_state(app.clone());
    let pages = routes.into_router(app).merge(health).fallback(nowhere);
    let compressible = DefaultPredicate::new()
        .and(NotForContentType::const_new(OFFICE))
        .and(NotForContentType::const_new("application/pdf"));
    let compression =
        CompressionLayer::new().quality(CompressionLevel::Precise(COMPRESSION)).compress_when(compressible);
    let pages = pages.layer(compression).layer(CatchPanicLayer::custom(broken));
    web::with_security_headers(pages.merge(assets::router()))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .layer(from_fn(log))
}

/// Says that the program runs and its database answers.
async fn health(State(app): State<App>) -> (StatusCode, &'static str) {
    match ledger::data_version(&mut app.store()).await {
        Ok(_) => (StatusCode::OK, "ok"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "database"),
    }
}

/// An address that nobody has: nothing is said about who asks.
async fn nowhere() -> Response {
    web::failure::missing(&web::Shell::default()).into_response()
}

/// One line a request. The query is left out: it may hold a name that somebody looked for.
async fn log(request: Request, next: Next) -> Response {
    let (method, path, began) = (request.method().clone(), request.uri().path().to_owned(), Instant::now());
    let response = next.run(request).await;
    let (status, took_ms) = (response.status().as_u16(), began.elapsed().as_millis());
    tracing::info!(%method, path, status, took_ms);
    response
}

#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
fn broken(panic: Box<dyn Any + Send>) -> Response {
    let said = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    web::Failure::internal(said.unwrap_or("a panic without words")).into_response()
}
