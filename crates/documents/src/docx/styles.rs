//! The fixed parts of a DOCX: styles, numbering, settings.

use crate::Page;

/// Namespaces of all WordprocessingML parts written here.
pub(super) const NAMESPACES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture""#
);

struct Style {
    id: &'static str,
    name: &'static str,
    /// Paragraph properties, in the order the schema wants.
    paragraph: &'static str,
    /// Run properties.
    run: &'static str,
}

const fn style(id: &'static str, name: &'static str, paragraph: &'static str, run: &'static str) -> Style {
    Style { id, name, paragraph, run }
}

const SINGLE: &str = r#"<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>"#;

/// Paragraph styles besides those that depend on the page.
const STYLES: [Style; 18] = [
    style("Standing", "Без отступа", r#"<w:ind w:firstLine="0"/>"#, ""),
    style("ListNumber", "List Number", r#"<w:contextualSpacing/><w:jc w:val="both"/>"#, ""),
    style("ListBullet", "List Bullet", r#"<w:contextualSpacing/><w:jc w:val="both"/>"#, ""),
    style(
        "Title",
        "Title",
        r#"<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="60" w:after="60" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        r#"<w:b/><w:sz w:val="32"/><w:szCs w:val="32"/>"#,
    ),
    style(
        "Subject",
        "Заголовок к тексту",
        r#"<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="240" w:after="240" w:line="240" w:lineRule="auto"/>"#,
        "<w:b/>",
    ),
    style(
        "TableCaption",
        "caption",
        r#"<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="160" w:after="60" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="24"/><w:szCs w:val="24"/>"#,
    ),
    style(
        "FigureCaption",
        "Подпись рисунка",
        r#"<w:suppressAutoHyphens/><w:spacing w:before="60" w:after="200" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        r#"<w:sz w:val="24"/><w:szCs w:val="24"/>"#,
    ),
    style(
        "Figure",
        "Рисунок",
        r#"<w:keepNext/><w:spacing w:before="160" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        "",
    ),
    style(
        "TableText",
        "Текст таблицы",
        r#"<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/>"#,
        r#"<w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ),
    style(
        "TableHead",
        "Шапка таблицы",
        r#"<w:keepNext/><w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        r#"<w:b/><w:sz w:val="22"/><w:szCs w:val="22"/>"#,
    ),
    style(
        "AfterTable",
        "После таблицы",
        r#"<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="12"/><w:szCs w:val="12"/>"#,
    ),
    style(
        "Note",
        "Примечание",
        r#"<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/><w:jc w:val="both"/>"#,
        r#"<w:color w:val="4B5563"/><w:sz w:val="20"/><w:szCs w:val="20"/>"#,
    ),
    style(
        "Stamp",
        "Гриф",
        r#"<w:suppressAutoHyphens/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>"#,
        "",
    ),
    style(
        "Signature",
        "Signature",
        r#"<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>"#,
        "",
    ),
    style(
        "ContentsHeading",
        "TOC Heading",
        r#"<w:keepNext/><w:spacing w:before="0" w:after="200" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/>"#,
        "<w:b/>",
    ),
    style("TOC1", "toc 1", r#"<w:spacing w:before="60" w:after="20" w:line="240" w:lineRule="auto"/>"#, ""),
    style(
        "TOC2",
        "toc 2",
        r#"<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:left="284"/>"#,
        "",
    ),
    style(
        "TOC3",
        "toc 3",
        r#"<w:spacing w:before="20" w:after="20" w:line="240" w:lineRule="auto"/><w:ind w:left="567"/>"#,
        "",
    ),
];

pub(super) fn styles(page: &Page) -> String {
    let (size, line) = (page.size * 2, page.spacing * 240 / 100);
    let mut xml = format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles {ns}><w:docDefaults><w:rPrDefault><w:rPr>"#,
            r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman" w:eastAsia="Times New Roman"/>"#,
            r#"<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/>"#,
            r#"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>"#
        ),
        ns = NAMESPACES,
        size = size,
        line = line
    );
    let body = r#"<w:ind w:firstLine="709"/><w:jc w:val="both"/>"#;
    xml.push_str(&paragraph_style("BodyText", "Body Text", body, ""));
    for (level, size, before) in [(1u32, size + 4, 320u32), (2, size, 240), (3, size, 160)] {
        xml.push_str(&heading_style(level, size, before));
    }
    for style in &STYLES {
        xml.push_str(&paragraph_style(style.id, style.name, style.paragraph, style.run));
    }
    xml.push_str(&paragraph_style(
        "Header",
        "header",
        &format!(r#"{SINGLE}<w:jc w:val="center"/>"#),
        r#"<w:sz w:val="24"/><w:szCs w:val="24"/>"#,
    ));
    xml.push_str(TABLE_GRID);
    xml.push_str("</w:styles>");
    xml
}

fn paragraph_style(id: &str, name: &str, paragraph: &str, run: &str) -> String {
    format!(
        r#"<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"#
    )
}

fn heading_style(level: u32, size: u32, before: u32) -> String {
    let (align, italic) = match level {
        1 => ("center", ""),
        2 => ("left", ""),
        _ => ("left", "<w:i/>"),
    };
    format!(
        concat!(
            r#"<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>"#,
            r#"<w:next w:val="BodyText"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>"#,
            r#"<w:spacing w:before="{before}" w:after="120" w:line="240" w:lineRule="auto"/><w:jc w:val="{align}"/><w:outlineLvl w:val="{outline}"/></w:pPr>"#,
            r#"<w:rPr><w:b/>{italic}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#
        ),
        level = level,
        before = before,
        align = align,
        outline = level - 1,
        italic = italic,
        size = size
    )
}

const TABLE_GRID: &str = concat!(
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>"#,
    r#"<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
    r#"<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>"#,
    r#"<w:top w:val="single" w:sz="4" w:space="0" w:color="808893"/><w:left w:val="single" w:sz="4" w:space="0" w:color="808893"/>"#,
    r#"<w:bottom w:val="single" w:sz="4" w:space="0" w:color="808893"/><w:right w:val="single" w:sz="4" w:space="0" w:color="808893"/>"#,
    r#"<w:insideH w:val="single" w:sz="4" w:space="0" w:color="808893"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="808893"/>"#,
    r#"</w:tblBorders></w:tblPr></w:style>"#
);

/// One numbering for dashes, and one for each list of the document, so that each numbered list starts with one.
pub(super) fn numbering(lists: usize) -> String {
    let level = |format: &str, text: &str| {
        format!(
            concat!(
                r#"<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:suff w:val="space"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>"#,
                r#"<w:pPr><w:ind w:left="0" w:firstLine="709"/></w:pPr></w:lvl>"#
            ),
            format, text
        )
    };
    let mut xml = format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering {}>"#,
            r#"<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{}</w:abstractNum>"#,
            r#"<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>{}</w:abstractNum>"#,
            r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#
        ),
        NAMESPACES,
        level("bullet", "–"),
        level("decimal", "%1.")
    );
    for list in 0..lists {
        xml.push_str(&format!(
            r#"<w:num w:numId="{}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>"#,
            list + 2
        ));
    }
    xml.push_str("</w:numbering>");
    xml
}

pub(super) fn settings() -> String {
    format!(
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings {}>"#,
            r#"<w:autoHyphenation/><w:defaultTabStop w:val="709"/><w:characterSpacingControl w:val="doNotCompress"/>"#,
            r#"<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>"#,
            r#"<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#
        ),
        NAMESPACES
    )
}
