//! Papers as PDF, laid out by Typst. The only crate that knows Typst.
//!
//! The layout is a fixed template; the paper reaches it as data (`paper.json` and one SVG file per picture), so nothing
//! a person wrote is ever read as code. The same paper gives the same bytes.

mod desk;
mod paper;

#[cfg(test)]
mod tests;

use documents::{Document, Fonts};
use typst::World as _;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{NativeElement as _, Smart};
use typst::introspection::Introspector as _;
use typst::model::HeadingElem;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use desk::{Desk, Sheet};

/// Why a paper could not be laid out.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No typeface for running text was given, or it cannot be read.
    #[error("no typeface for running text")]
    NoTypeface,
    /// The paper could not be handed over to the template.
    #[error("the paper cannot be written down: {0}")]
    Data(#[from] serde_json::Error),
    /// The template did not accept the paper, usually because of a picture.
    #[error("the paper cannot be laid out: {0}")]
    Layout(String),
}

/// The document as a PDF file.
///
/// # Errors
/// When there is no usable typeface or a picture is not an SVG.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, PdfError> {
    let laid_out = lay_out(document, fonts)?;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{} {}", document.dated, document.title)),
        creator: Smart::Custom(Some("ВСОКО".to_owned())),
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&laid_out, &options).map_err(|errors| refusal(&errors));
    comemo::evict(0);
    bytes
}

/// The pages of the headings in order, for the contents of a DOCX ([`documents::Contents::pages`]).
///
/// # Errors
/// As for [`render`].
pub fn heading_pages(document: &Document, fonts: &Fonts) -> Result<Vec<u32>, PdfError> {
    let laid_out = lay_out(document, fonts)?;
    let introspector = laid_out.introspector();
    let headings = introspector.query(&HeadingElem::ELEM.select());
    let page = |heading: &typst::foundations::Content| {
        let page = heading.location().and_then(|location| introspector.page(location));
        page.and_then(|page| u32::try_from(page.get()).ok()).unwrap_or(1)
    };
    let pages = headings.iter().map(page).collect();
    comemo::evict(0);
    Ok(pages)
}

fn lay_out(document: &Document, fonts: &Fonts) -> Result<PagedDocument, PdfError> {
    let desk = Desk::with(fonts).ok_or(PdfError::NoTypeface)?;
    let sheet = Sheet::new(desk, document)?;
    debug_assert!(sheet.source(sheet.main()).is_ok(), "the template is always there");
    typst::compile::<PagedDocument>(&sheet).output.map_err(|errors| refusal(&errors))
}

fn refusal<'a>(errors: impl IntoIterator<Item = &'a SourceDiagnostic>) -> PdfError {
    let messages: Vec<&str> = errors.into_iter().map(|error| error.message.as_str()).collect();
    PdfError::Layout(messages.join("; "))
}
