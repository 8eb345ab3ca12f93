//! What tests stand on: a fresh database of each kind, a stopped clock, people who use the program through its real
//! router, and pages read as a person reads them. For `[dev-dependencies]` only; it knows no stage of the cycle.
//!
//! ```no_run
//! # async fn example(routes: fn() -> access::Routes) {
//! testkit::on_both(access::schema(), |store| async move {
//!     let school = testkit::School::new(store, routes()).await;
//!     let mut deputy = school.deputy().await;
//!     let page = deputy.get("/collect/imports").await;
//!     assert_eq!(page.heading(), "Загрузка файлов");
//!     let page = deputy.submit("/collect/conditions", &[("computers", "42")]).await;
//!     page.must_say("Сохранено");
//! })
//! .await;
//! # }
//! ```
#![expect(
    clippy::missing_panics_doc,
    clippy::unwrap_used,
    reason = "this crate exists for tests: a panic is a failed test, and the message says which step failed"
)]

mod browser;
mod clock;
mod databases;
mod page;
mod school;

pub use browser::Browser;
pub use clock::StoppedClock;
pub use databases::{on_both, on_postgres, on_sqlite};
pub use page::{Form, Link, Page, Table};
pub use school::{School, change};
