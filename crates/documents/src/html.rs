//! The document as a fragment of HTML, for a preview on a page: the same words and numbers, no styles of its own.

use crate::text::escape;
use crate::{
    Acquaintance, Align, Block, Cell, Contents, Document, Grid, List, ListKind, Paragraph, Picture, Row, Run, Slot,
    Stamp, Table, Text, Weight,
};

/// An `<article class="paper">` with the whole document; headings begin with `h2`.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut page = Preview { html: String::new(), headings: 0, tables: 0, pictures: 0, document };
    page.html.push_str(r#"<article class="paper" lang="ru">"#);
    for block in &document.blocks {
        page.block(block);
    }
    page.html.push_str("</article>\n");
    page.html
}

struct Preview<'a> {
    html: String,
    headings: usize,
    tables: usize,
    pictures: usize,
    document: &'a Document,
}

impl Preview<'_> {
    fn push(&mut self, line: &str) {
        self.html.push('\n');
        self.html.push_str(line);
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => {
                self.headings += 1;
                let (level, id) = (heading.depth() + 1, self.headings);
                let text = words(&heading.text);
                self.push(&format!(r#"<h{level} id="section-{id}">{text}</h{level}>"#));
            }
            Block::Paragraph(text) => self.paragraph(text),
            Block::Table(table) => {
                if table.caption.is_some() {
                    self.tables += 1;
                }
                let html = table_html(table, self.tables);
                self.push(&html);
            }
            Block::Picture(picture) => {
                self.pictures += 1;
                let html = figure(picture, self.pictures);
                self.push(&html);
            }
            Block::List(list) => self.push(&list_html(list)),
            Block::Note { text } => self.push(&format!(r#"<p class="paper-note">{}</p>"#, words(text))),
            Block::PageBreak | Block::Turn { .. } => self.push(r#"<hr class="paper-break">"#),
            Block::Space { .. } => self.push(r#"<div class="paper-space"></div>"#),
            Block::Stamps { stamps } => self.stamps(stamps),
            Block::Title { lines } => {
                let lines: Vec<String> = lines.iter().map(words).collect();
                self.push(&format!(r#"<p class="paper-title">{}</p>"#, lines.join("<br>")));
            }
            Block::Subject { text } => self.push(&format!(r#"<p class="paper-subject">{}</p>"#, words(text))),
            Block::Sides(sides) => self.push(&format!(
                r#"<p class="paper-sides"><span>{}</span> <span>{}</span></p>"#,
                words(&sides.left),
                words(&sides.right)
            )),
            Block::Signature(signature) => self.push(&format!(
                r#"<p class="paper-signature"><span>{}</span> <span class="paper-line"></span> <span>{}</span></p>"#,
                words(&signature.post),
                words(&signature.name)
            )),
            Block::Acquaintance(people) => self.acquaintance(people),
            Block::Contents(contents) => self.contents(contents),
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let class = match (paragraph.is_indented, paragraph.align) {
            (true, _) => r#" class="paper-text""#,
            (false, Align::Center) => r#" class="paper-center""#,
            (false, Align::Right) => r#" class="paper-right""#,
            (false, _) => "",
        };
        self.push(&format!("<p{class}>{}</p>", runs(&paragraph.runs)));
    }

    fn stamps(&mut self, stamps: &[Stamp]) {
        self.push(r#"<div class="paper-stamps">"#);
        for stamp in stamps.iter().take(2) {
            let lines: Vec<String> = std::iter::once(&stamp.heading).chain(&stamp.lines).map(words).collect();
            self.push(&format!("<p>{}</p>", lines.join("<br>")));
        }
        self.push("</div>");
    }

    fn acquaintance(&mut self, list: &Acquaintance) {
        self.push(&format!(r#"<p class="paper-acquaintance">{}</p>"#, words(&list.heading)));
        self.push(r#"<ul class="paper-signers">"#);
        for person in &list.people {
            let post = if person.post.is_empty() { String::new() } else { format!(", {}", words(&person.post)) };
            self.push(&format!(r#"<li>{}{post} <span class="paper-line"></span></li>"#, words(&person.name)));
        }
        self.push("</ul>");
    }

    fn contents(&mut self, contents: &Contents) {
        let heading = words(&contents.heading);
        self.push(&format!(r#"<nav class="paper-contents" aria-label="{heading}"><p>{heading}</p><ol>"#));
        let entries: Vec<String> = self
            .document
            .headings()
            .enumerate()
            .map(|(index, heading)| {
                let (depth, text) = (heading.depth(), words(&heading.text));
                format!(r##"<li class="paper-level-{depth}"><a href="#section-{}">{text}</a></li>"##, index + 1)
            })
            .collect();
        self.push(&entries.join("\n"));
        self.push("</ol></nav>");
    }
}

fn words(text: &Text) -> String {
    escape(text.as_str()).replace('\n', "<br>")
}

fn runs(runs: &[Run]) -> String {
    runs.iter()
        .map(|run| {
            let text = words(&run.text);
            let text = if run.italic { format!("<em>{text}</em>") } else { text };
            if run.bold { format!("<strong>{text}</strong>") } else { text }
        })
        .collect()
}

fn list_html(list: &List) -> String {
    let (tag, class) = match list.mark {
        ListKind::Numbered => ("ol", ""),
        ListKind::Dashed => ("ul", r#" class="paper-dashes""#),
    };
    let items: Vec<String> = list.items.iter().map(|item| format!("<li>{}</li>", runs(item))).collect();
    format!("<{tag}{class}>\n{}\n</{tag}>", items.join("\n"))
}

fn table_html(table: &Table, number: usize) -> String {
    let caption = table.caption.as_ref();
    let caption =
        caption.map_or_else(String::new, |text| format!("<caption>Таблица\u{a0}{number}. {}</caption>\n", words(text)));
    let name = table.caption.as_ref().map_or_else(|| "Таблица".to_owned(), words);
    let name = name.replace("<br>", " ");
    let head = section(&table.header, table, "th");
    let body = section(&table.rows, table, "td");
    let notes: String =
        table.notes.iter().map(|note| format!("\n<p class=\"paper-note\">{}</p>", words(note))).collect();
    format!(
        "<div class=\"paper-table\" role=\"region\" aria-label=\"{name}\" tabindex=\"0\"><table>\n{caption}<thead>\n{head}</thead>\n<tbody>\n{body}</tbody>\n</table></div>{notes}"
    )
}

fn section(rows: &[Row], table: &Table, tag: &str) -> String {
    let mut html = String::new();
    for row in Grid::new(rows, table.columns.len()).rows {
        html.push_str("<tr>");
        for (x, slot) in row.iter().enumerate() {
            match slot {
                Slot::Cell { cell, columns, rows } => {
                    let align = cell.align.unwrap_or(table.columns[x].align);
                    html.push_str(&cell_html(cell, (*columns, *rows), align, tag));
                }
                Slot::Empty => html.push_str(&format!("<{tag}></{tag}>")),
                Slot::Below { .. } | Slot::Covered => {}
            }
        }
        html.push_str("</tr>\n");
    }
    html
}

fn cell_html(cell: &Cell, (columns, rows): (usize, usize), align: Align, tag: &str) -> String {
    let wide = if columns > 1 { format!(r#" colspan="{columns}""#) } else { String::new() };
    let tall = if rows > 1 { format!(r#" rowspan="{rows}""#) } else { String::new() };
    let scope = if tag == "th" { r#" scope="col""# } else { "" };
    let scope = if tag == "th" && columns > 1 { r#" scope="colgroup""# } else { scope };
    let class = match align {
        _ if tag == "th" => "",
        Align::Center => r#" class="paper-center""#,
        Align::Right => r#" class="paper-right""#,
        Align::Left | Align::Justify => "",
    };
    let text = words(&cell.text);
    let text = match cell.weight {
        Weight::Plain => text,
        Weight::Strong => format!("<strong>{text}</strong>"),
        Weight::Faint => format!(r#"<span class="paper-faint">{text}</span>"#),
    };
    format!("<{tag}{scope}{wide}{tall}{class}>{text}</{tag}>")
}

fn figure(picture: &Picture, number: usize) -> String {
    let drawing =
        if is_drawing(&picture.svg) { picture.svg.clone() } else { format!("<p>{}</p>", words(&picture.alt)) };
    let caption = words(&picture.caption);
    format!("<figure>{drawing}<figcaption>Рис.\u{a0}{number}. {caption}</figcaption></figure>")
}

/// Whether an SVG consists of nothing but shapes and words, so that it may stand on a page as it is.
fn is_drawing(svg: &str) -> bool {
    const ELEMENTS: [&str; 10] = ["svg", "g", "a", "title", "rect", "path", "polyline", "text", "line", "circle"];
    let known = |tag: &str| {
        let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
        let attributes = tag.split('"').step_by(2).flat_map(str::split_whitespace);
        let clean = attributes.clone().all(|word| !word.starts_with("on") && !word.starts_with("style"));
        ELEMENTS.contains(&name) && clean && !tag.contains("script:")
    };
    let mut tags = svg.split('<');
    let before = tags.next().unwrap_or_default();
    before.is_empty()
        && svg.starts_with("<svg ")
        && tags.all(|piece| piece.split_once('>').is_some_and(|(tag, _)| known(tag)))
}
