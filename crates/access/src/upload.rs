//! What a form sent. It cannot be received unchecked: a plain form's token is checked by the guard, the token of a form
//! with files here, because only here is it read.

use std::sync::Arc;

use axum::extract::{FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use web::Failure;
use web::forms::Fields;

use crate::App;
use crate::guard::{FORM_TOKEN_FIELD, Visit, is_our_token};

/// The fields and files of a form that came from our own page.
pub struct Sent(pub Fields);

impl FromRequest<App> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, _: &App) -> Result<Self, Failure> {
        let visit = request.extensions().get::<Arc<Visit>>().cloned();
        let visit = visit.ok_or_else(|| Failure::internal("a form without a guard"))?;
        let kind = request.headers().get(CONTENT_TYPE).map(|kind| kind.as_bytes().to_vec()).unwrap_or_default();
        let fields = Fields::receive(request).await?;
        let is_checked = !kind.starts_with(b"multipart/");
        if is_checked || is_our_token(&visit, fields.get(FORM_TOKEN_FIELD)) {
            Ok(Self(fields))
        } else {
            Err(web::failure::foreign_form())
        }
    }
}
