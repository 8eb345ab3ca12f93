//! Office Open XML, written by hand: real styles, headings, lists and tables, pictures with words for those who
//! cannot see them, and nothing that changes from one run to the next.

mod blocks;
mod hyphens;
mod package;
mod styles;
mod tables;
mod xml;

use crate::{Block, Document, Fonts, RenderError, picture};

use blocks::Body;

/// The document as a DOCX file.
///
/// # Errors
/// When a picture is not an SVG that can be drawn.
pub fn render(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, RenderError> {
    let pictures: Vec<_> = document.pictures().collect();
    let images = picture::rasterise(&pictures, fonts)?;
    let mut body = Body::new(document);
    for block in &document.blocks {
        body.block(block);
    }
    let lists = document.blocks.iter().filter(|block| matches!(block, Block::List(_))).count();
    package::pack(document, &body.finish(), lists, &images)
}
