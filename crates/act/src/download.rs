//! Papers to be saved.

use documents::{Document, Fonts};
use web::Reply;

/// The faces that papers are set in.
const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};

/// The paper as a DOCX file of this name.
pub(crate) fn docx(document: &Document, name: &str) -> Reply {
    let bytes = documents::docx::render(document, &FONTS)?;
    Ok(web::download(&format!("{name}.docx"), web::DOCX, bytes))
}
