//! The body of a DOCX: one function per kind of block.

use std::fmt::Write as _;

use super::xml::{dressed, emu, field, justification, paragraph, runs, twips, words};
use super::{package, tables};
use crate::text::escape;
use crate::{
    Acquaintance, Align, Block, Contents, Document, Heading, List, ListKind, Page, Paragraph, Picture, Sides,
    Signature, Stamp, Text,
};

pub(super) struct Body<'a> {
    document: &'a Document,
    /// the sheet that blocks stand on by now
    page: Page,
    is_turned: bool,
    xml: String,
    headings: usize,
    tables: usize,
    pictures: usize,
    lists: usize,
}

impl<'a> Body<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        Self {
            document,
            page: document.page,
            is_turned: false,
            xml: String::new(),
            headings: 0,
            tables: 0,
            pictures: 0,
            lists: 0,
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.paragraph(text),
            Block::Table(table) => {
                if table.caption.is_some() {
                    self.tables += 1;
                }
                self.xml.push_str(&tables::table(table, self.tables, self.page.text_width()));
            }
            Block::Picture(picture) => self.picture(picture),
            Block::List(list) => self.list(list),
            Block::Note { text } => self.line("Note", "", &words(text.as_str())),
            Block::PageBreak => self.line("Standing", "", r#"<w:r><w:br w:type="page"/></w:r>"#),
            Block::Turn { is_landscape } => {
                let ended = self.section();
                self.line("Standing", &ended, "");
                self.page = Page { is_landscape: *is_landscape, ..self.page };
                self.is_turned = true;
            }
            Block::Space { height } => {
                let spacing = format!(
                    r#"<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>"#,
                    twips(*height).max(20)
                );
                self.line("Standing", &spacing, "");
            }
            Block::Stamps { stamps } => self.stamps(stamps),
            Block::Title { lines } => {
                for line in lines {
                    self.line("Title", "", &words(line.as_str()));
                }
            }
            Block::Subject { text } => {
                let right = twips(self.page.text_width()).saturating_sub(twips(90));
                self.line("Subject", &format!(r#"<w:ind w:right="{right}"/>"#), &words(text.as_str()));
            }
            Block::Sides(sides) => self.sides(sides),
            Block::Signature(signature) => self.signature(signature),
            Block::Acquaintance(people) => self.acquaintance(people),
            Block::Contents(contents) => self.contents(contents),
        }
    }

    /// The body with the properties of its last sheet.
    pub(super) fn finish(mut self) -> String {
        let last = self.section();
        self.xml.push_str(&last);
        self.xml
    }

    /// The properties of the sheet that ends here; only the very first page of the paper goes without a number.
    fn section(&self) -> String {
        package::section(&self.page, !self.is_turned)
    }

    fn line(&mut self, style: &str, properties: &str, content: &str) {
        self.xml.push_str(&paragraph(style, properties, content));
    }

    fn heading(&mut self, heading: &Heading) {
        self.headings += 1;
        let (id, depth) = (self.headings, heading.depth());
        let content = format!(
            r#"<w:bookmarkStart w:id="{id}" w:name="_Toc{id:06}"/>{}<w:bookmarkEnd w:id="{id}"/>"#,
            words(heading.text.as_str())
        );
        self.line(&format!("Heading{depth}"), "", &content);
    }

    fn paragraph(&mut self, text: &Paragraph) {
        let keep = if text.keeps_next { "<w:keepNext/>" } else { "" };
        let style = if text.is_indented { "BodyText" } else { "Standing" };
        let align = format!(r#"{keep}<w:jc w:val="{}"/>"#, justification(text.align));
        self.line(style, &align, &runs(&text.runs));
    }

    fn picture(&mut self, picture: &Picture) {
        self.pictures += 1;
        let number = self.pictures;
        let (width, height) = picture.size_on(&self.page);
        let (cx, cy) = (emu(width), emu(height));
        let alt = escape(picture.alt.as_str());
        let drawing = format!(
            concat!(
                r#"<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{cx}" cy="{cy}"/>"#,
                r#"<wp:docPr id="{number}" name="Рис. {number}" descr="{alt}"/>"#,
                r#"<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>"#,
                r#"<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>"#,
                r#"<pic:nvPicPr><pic:cNvPr id="{number}" name="chart{number}.png" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>"#,
                r#"<pic:blipFill><a:blip r:embed="rIdPicture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"#,
                r#"<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{cx}" cy="{cy}"/></a:xfrm>"#,
                r#"<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>"#,
                r#"</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"#
            ),
            cx = cx,
            cy = cy,
            number = number,
            alt = alt
        );
        self.line("Figure", "", &drawing);
        let caption = format!("Рис.\u{a0}{number}. {}", picture.caption);
        self.line("FigureCaption", "", &words(&caption));
    }

    fn list(&mut self, list: &List) {
        self.lists += 1;
        let (number, style) = match list.mark {
            ListKind::Numbered => (self.lists + 1, "ListNumber"),
            ListKind::Dashed => (1, "ListBullet"),
        };
        let marks = format!(r#"<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>"#);
        for item in &list.items {
            self.line(style, &marks, &runs(item));
        }
    }

    fn stamps(&mut self, stamps: &[Stamp]) {
        let half = twips(self.page.text_width()) / 2;
        let cell = |stamp: Option<&Stamp>| {
            let lines: String = stamp.map_or_else(
                || paragraph("Stamp", "", ""),
                |stamp| {
                    let heading = paragraph("Stamp", "", &words(stamp.heading.as_str()));
                    let rest = stamp.lines.iter().map(|line| paragraph("Stamp", "", &words(line.as_str())));
                    std::iter::once(heading).chain(rest).collect()
                },
            );
            tables::top_cell(half, &lines)
        };
        let (left, right) = match stamps {
            [] => return,
            [only] => (None, Some(only)),
            [left, right, ..] => (Some(left), Some(right)),
        };
        let row = format!("{}{}", cell(left), cell(right));
        self.xml.push_str(&tables::bare(&[half, half], &[row]));
        self.line("Standing", "", "");
    }

    fn sides(&mut self, sides: &Sides) {
        let right = twips(self.page.text_width());
        let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:pos="{right}"/></w:tabs>"#);
        let content = format!("{}<w:r><w:tab/></w:r>{}", words(sides.left.as_str()), words(sides.right.as_str()));
        self.line("Standing", &tabs, &content);
    }

    fn signature(&mut self, signature: &Signature) {
        let width = twips(self.page.text_width());
        let columns = [width * 45 / 100, width * 25 / 100, width * 30 / 100];
        let line = |text: &Text, align: Align| {
            paragraph("Signature", &format!(r#"<w:jc w:val="{}"/>"#, justification(align)), &words(text.as_str()))
        };
        let row = format!(
            "{}{}{}",
            tables::bare_cell(columns[0], "", &line(&signature.post, Align::Left)),
            tables::bare_cell(columns[1], tables::LINE_BELOW, &paragraph("Signature", "", "")),
            tables::bare_cell(columns[2], "", &line(&signature.name, Align::Right))
        );
        self.line("Standing", "<w:keepNext/>", "");
        self.xml.push_str(&tables::bare(&columns, &[row]));
        self.line("Standing", "", "");
    }

    fn acquaintance(&mut self, list: &Acquaintance) {
        self.line("Standing", "<w:keepNext/>", &words(list.heading.as_str()));
        let width = twips(self.page.text_width());
        let columns = [width * 50 / 100, width * 20 / 100, width * 30 / 100];
        let mut rows = Vec::new();
        for person in &list.people {
            let who = if person.post.is_empty() {
                person.name.to_string()
            } else {
                format!("{}, {}", person.name, person.post)
            };
            rows.push(format!(
                "{}{}{}",
                tables::bare_cell(columns[0], "", &paragraph("Signature", "", &words(&who))),
                tables::bare_cell(columns[1], tables::LINE_BELOW, &paragraph("Signature", "", "")),
                tables::bare_cell(
                    columns[2],
                    "",
                    &paragraph("Signature", r#"<w:jc w:val="right"/>"#, &words("«___» ________ 20__\u{a0}г."))
                )
            ));
        }
        if !rows.is_empty() {
            self.xml.push_str(&tables::bare(&columns, &rows));
        }
        self.line("Standing", "", "");
    }

    /// Own contents: a link and a page reference per heading. The automatic field of Word stays empty in other
    /// programs until somebody asks for it.
    fn contents(&mut self, contents: &Contents) {
        self.line("ContentsHeading", "", &words(contents.heading.as_str()));
        let right = twips(self.page.text_width());
        for (index, heading) in self.document.headings().enumerate() {
            let id = index + 1;
            let page = contents.pages.get(index).map_or_else(String::new, u32::to_string);
            let tabs = format!(r#"<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{right}"/></w:tabs>"#);
            let mut entry = format!(r#"<w:hyperlink w:anchor="_Toc{id:06}" w:history="1">"#);
            write!(entry, "{}<w:r><w:tab/></w:r>", dressed("", heading.text.as_str()))
                .expect("writing to a string cannot fail");
            entry.push_str(&field(&format!(r"PAGEREF _Toc{id:06} \h"), &page));
            entry.push_str("</w:hyperlink>");
            self.line(&format!("TOC{}", heading.depth()), &tabs, &entry);
        }
    }
}
