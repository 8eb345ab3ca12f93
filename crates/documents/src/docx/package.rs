//! The archive around the parts of a DOCX.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::styles::{NAMESPACES, numbering, settings, styles};
use super::xml::{field, paragraph, twips};
use crate::text::escape;
use crate::{Document, Page, RenderError};

const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;

pub(super) fn pack(document: &Document, body: &str, lists: usize, images: &[Vec<u8>]) -> Result<Vec<u8>, RenderError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    // The archive's own dates are the oldest a ZIP can say: the paper's date is in its properties.
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(2))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let stored = packed.compression_method(CompressionMethod::Stored).compression_level(None);
    let number =
        format!(r#"{DECLARATION}<w:hdr {NAMESPACES}>{}</w:hdr>"#, paragraph("Header", "", &field("PAGE", "2")));
    let no_number = format!(r#"{DECLARATION}<w:hdr {NAMESPACES}>{}</w:hdr>"#, paragraph("Header", "", ""));
    let text = format!(r#"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"#);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", PACKAGE_RELATIONS.to_owned()),
        ("docProps/core.xml", properties(document)),
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", relations(images.len())),
        ("word/styles.xml", styles(&document.page)),
        ("word/numbering.xml", numbering(lists)),
        ("word/settings.xml", settings()),
        ("word/header1.xml", number),
        ("word/header2.xml", no_number),
    ];
    for (name, content) in parts {
        archive.start_file(name, packed)?;
        archive.write_all(content.as_bytes())?;
    }
    for (index, image) in images.iter().enumerate() {
        archive.start_file(format!("word/media/chart{}.png", index + 1), stored)?;
        archive.write_all(image)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// The properties of a sheet; `is_first` says that its first page is the first of the paper.
pub(super) fn section(page: &Page, is_first: bool) -> String {
    let (short, long) = (11_906, 16_838);
    let size = if page.is_landscape {
        format!(r#"<w:pgSz w:w="{long}" w:h="{short}" w:orient="landscape"/>"#)
    } else {
        format!(r#"<w:pgSz w:w="{short}" w:h="{long}"/>"#)
    };
    format!(
        concat!(
            r#"<w:sectPr><w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdFirstHeader"/>{}"#,
            r#"<w:pgMar w:top="{}" w:right="{}" w:bottom="{}" w:left="{}" w:header="{}" w:footer="567" w:gutter="0"/>{}</w:sectPr>"#
        ),
        size,
        twips(page.top),
        twips(page.right),
        twips(page.bottom),
        twips(page.left),
        twips(10),
        if is_first { "<w:titlePg/>" } else { "" }
    )
}

fn properties(document: &Document) -> String {
    let day = document.dated.format("%Y-%m-%dT00:00:00Z");
    format!(
        concat!(
            r#"{}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" "#,
            r#"xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" "#,
            r#"xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>"#,
            r#"<dc:language>ru-RU</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{}</dcterms:modified></cp:coreProperties>"#
        ),
        DECLARATION,
        escape(document.title.as_str()),
        escape(document.institution.as_str()),
        day,
        day
    )
}

fn relations(images: usize) -> String {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let mut xml = format!(
        concat!(
            r#"{d}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
            r#"<Relationship Id="rIdStyles" Type="{k}/styles" Target="styles.xml"/>"#,
            r#"<Relationship Id="rIdNumbering" Type="{k}/numbering" Target="numbering.xml"/>"#,
            r#"<Relationship Id="rIdSettings" Type="{k}/settings" Target="settings.xml"/>"#,
            r#"<Relationship Id="rIdHeader" Type="{k}/header" Target="header1.xml"/>"#,
            r#"<Relationship Id="rIdFirstHeader" Type="{k}/header" Target="header2.xml"/>"#
        ),
        d = DECLARATION,
        k = kind
    );
    for number in 1..=images {
        xml.push_str(&format!(
            r#"<Relationship Id="rIdPicture{number}" Type="{kind}/image" Target="media/chart{number}.png"/>"#
        ));
    }
    xml.push_str("</Relationships>");
    xml
}

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#,
    r#"<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/header2.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
);

const PACKAGE_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rIdDocument" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rIdProperties" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#
);
