//! Papers of a school: one model, rendered as DOCX ([`docx::render`]) and as an HTML preview ([`html::render`]);
//! the crate `pdf` renders the same model through Typst.
//!
//! Layout follows ГОСТ Р 7.0.97-2016. The crate knows no stage of the cycle and no database: it gets words and
//! pictures and returns bytes, the same bytes for the same model.

pub mod docx;
mod grid;
pub mod html;
mod model;
pub mod orders;
mod picture;
pub mod samples;
mod table;
mod text;

#[cfg(test)]
mod tests;

pub use grid::{Grid, Slot};
pub use model::{
    Acquaintance, Align, Block, Contents, Document, Heading, List, ListKind, Page, Paragraph, Person, Picture, Run,
    Sides, Signature, Stamp,
};
pub use table::{Cell, Column, Row, Table, Weight};
pub use text::Text;

/// Typefaces as whole TTF files: the crate finds none by itself, so that a document looks the same on every machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fonts {
    /// Faces of charts.
    pub sans: &'static [&'static [u8]],
    /// Faces of running text (PDF only: a DOCX names Times New Roman).
    pub serif: &'static [&'static [u8]],
}

/// Why a document could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A picture is not an SVG that can be drawn.
    #[error("picture {number} cannot be drawn: {reason}")]
    Picture {
        /// Its number in the document, from 1.
        number: usize,
        /// What the drawing library said.
        reason: String,
    },
    /// The archive could not be written.
    #[error("the archive cannot be written: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// Bytes could not be written.
    #[error("bytes cannot be written: {0}")]
    Write(#[from] std::io::Error),
}
