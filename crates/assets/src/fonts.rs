//! Typefaces of charts and documents (PT Sans and PT Serif, SIL Open Font License), whole TTF files in memory.
//! Pages use Golos Text, which the browser loads by itself.

/// Charts and headings.
pub const PT_SANS_REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts/pt-sans-regular.ttf"));
/// Emphasis in charts and headings.
pub const PT_SANS_BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts/pt-sans-bold.ttf"));
/// Body text of printed documents.
pub const PT_SERIF_REGULAR: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts/pt-serif-regular.ttf"));
/// Bold body text.
pub const PT_SERIF_BOLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts/pt-serif-bold.ttf"));
/// Italic body text.
pub const PT_SERIF_ITALIC: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts/pt-serif-italic.ttf"));
/// Bold italic body text.
pub const PT_SERIF_BOLD_ITALIC: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/fonts/pt-serif-bold-italic.ttf"));
