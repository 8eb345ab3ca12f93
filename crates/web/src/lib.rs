//! What every page stands on: the shell around it, forms with errors at the fields, failures, addresses, security
//! headers and the design system.
//!
//! Knows no database and no people: whoever renders a page says in [`Shell`] who is looking and what may be shown.
//! Pages work with links and forms alone; the script only improves them, and nothing here knows whether it ran.
//!
//! A page struct is an askama template next to its handler. Its crate has an `askama.toml` with
//! `dirs = ["src", "../web/src"]`, so templates import the macros listed in [`ui`], and the module with the struct says
//! `use web::filters;`.

mod download;
pub mod failure;
pub mod filters;
pub mod flash;
pub mod forms;
mod headers;
mod page;
mod shell;
mod stage;
pub mod ui;
pub mod url;

pub use download::{DOCX, XLSX, download};
pub use failure::{Failure, OrMissing, OrRefused, Refusal, Reply};
pub use flash::{Flash, SeeOther, see_other};
pub use headers::with_security_headers;
pub use page::{Page, Rendered};
pub use shell::{NavLink, Shell, Theme};
pub use stage::Stage;

#[cfg(test)]
mod tests;
