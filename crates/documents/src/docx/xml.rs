//! Pieces of WordprocessingML that all parts share.

use super::hyphens::SOFT_HYPHEN;
use crate::text::escape;
use crate::{Align, Run, Weight};

/// Twentieths of a point in a millimetre, rounded to whole units.
pub(super) const fn twips(millimetres: u32) -> u32 {
    (millimetres * 14_400 + 127) / 254
}

/// English metric units, in which pictures are measured.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive length of at most a page")]
pub(super) fn emu(millimetres: f64) -> u64 {
    (millimetres.max(0.0) * 36_000.0) as u64
}

pub(super) const fn justification(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

/// A paragraph in a style.
pub(super) fn paragraph(style: &str, properties: &str, content: &str) -> String {
    let style = if style.is_empty() { String::new() } else { format!(r#"<w:pStyle w:val="{style}"/>"#) };
    if style.is_empty() && properties.is_empty() {
        return format!("<w:p>{content}</w:p>");
    }
    format!("<w:p><w:pPr>{style}{properties}</w:pPr>{content}</w:p>")
}

/// Words in the dress of the paragraph.
pub(super) fn words(text: &str) -> String {
    dressed("", text)
}

pub(super) fn runs(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| {
            let bold = if run.bold { "<w:b/>" } else { "" };
            let italic = if run.italic { "<w:i/>" } else { "" };
            dressed(&format!("{bold}{italic}"), run.text.as_str())
        })
        .collect()
}

pub(super) fn weighted(weight: Weight, text: &str) -> String {
    match weight {
        Weight::Plain => words(text),
        Weight::Strong => dressed("<w:b/>", text),
        Weight::Faint => dressed(r#"<w:color w:val="6B7280"/>"#, text),
    }
}

/// A run with properties; line breaks of the text become breaks of the line.
pub(super) fn dressed(properties: &str, text: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    let part = |part: &str| format!(r#"<w:t xml:space="preserve">{}</w:t>"#, escape(part));
    let line = |line: &str| line.split(SOFT_HYPHEN).map(part).collect::<Vec<_>>().join("<w:softHyphen/>");
    let lines: Vec<String> = text.split('\n').map(line).collect();
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

/// A field that an office program fills in, with the text shown until it does; a field with nothing to show asks to be
/// filled in as soon as the file is opened.
pub(super) fn field(instruction: &str, shown: &str) -> String {
    let dirty = if shown.is_empty() { r#" w:dirty="true""# } else { "" };
    format!(
        concat!(
            r#"<w:r><w:fldChar w:fldCharType="begin"{}/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>"#,
            r#"<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>"#
        ),
        dirty,
        instruction,
        escape(shown)
    )
}
