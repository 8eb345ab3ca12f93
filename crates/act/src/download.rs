//! Papers to be saved.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use documents::{Document, Fonts};
use web::Reply;

/// The faces that papers are set in.
const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The paper as a DOCX file of this name.
pub(crate) fn docx(document: &Document, name: &str) -> Reply {
    let bytes = documents::docx::render(document, &FONTS)?;
    let name = format!("attachment; filename=\"{name}.docx\"");
    Ok(([(CONTENT_TYPE, DOCX.to_owned()), (CONTENT_DISPOSITION, name)], bytes).into_response())
}
