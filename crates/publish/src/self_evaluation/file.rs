//! The report as a file: a Word document, a PDF, or one HTML page that needs nothing else.

use super::edition::Edition;
use super::paper::{FONTS, document};
use crate::labels;

/// The formats that a report can be had in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word
    Docx,
    /// PDF
    Pdf,
    /// a page with its styles inside
    Html,
}

impl Format {
    /// The format of a file name's ending.
    #[must_use]
    pub fn from_extension(extension: &str) -> Option<Format> {
        match extension.to_ascii_lowercase().as_str() {
            "docx" => Some(Format::Docx),
            "pdf" => Some(Format::Pdf),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        }
    }

    /// The ending of its file names.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Html => "html",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Docx => web::DOCX,
            Format::Pdf => "application/pdf",
            Format::Html => "text/html; charset=utf-8",
        }
    }
}

/// Why a report could not be written as a file.
#[derive(Debug, thiserror::Error)]
pub enum CannotRender {
    /// as DOCX
    #[error("the report cannot be written as DOCX")]
    Docx(#[from] documents::RenderError),
    /// as PDF
    #[error("the report cannot be written as PDF")]
    Pdf(#[from] pdf::PdfError),
}

/// The edition as a file: the same edition gives the same bytes.
///
/// # Errors
/// When the document cannot be laid out.
pub fn render(edition: &Edition, format: Format) -> Result<Vec<u8>, CannotRender> {
    let document = document(edition);
    match format {
        Format::Docx => Ok(documents::docx::render(&document, &FONTS)?),
        Format::Pdf => Ok(pdf::render(&document, &FONTS)?),
        Format::Html => Ok(page(&labels::report_title(edition.year), &documents::html::render(&document)).into_bytes()),
    }
}

/// On which pages the headings stand.
pub(super) fn heading_pages(edition: &Edition) -> Result<Vec<u32>, CannotRender> {
    Ok(pdf::heading_pages(&document(edition), &FONTS)?)
}

fn page(title: &str, body: &str) -> String {
    let style = include_str!("file.css");
    format!(
        "<!doctype html>\n<html lang=\"ru\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}
