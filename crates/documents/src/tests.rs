//! The papers as a reader gets them: text and structure, the same bytes each time, and words that stay words.

use std::io::Read as _;

use resvg::usvg::roxmltree;

use crate::{
    Acquaintance, Align, Block, Cell, Column, Contents, Document, Fonts, Grid, Heading, List, ListKind, Page,
    Paragraph, Person, Picture, Run, Sides, Signature, Slot, Stamp, Table, Text, docx, html, orders, samples,
};

const NO_FONTS: Fonts = Fonts { sans: &[], serif: &[] };

/// One part of a DOCX as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// What stands in a DOCX, a paragraph a line: its style, its words, what else it holds; a line per table row.
fn outline(bytes: &[u8]) -> String {
    let text = part(bytes, "word/document.xml");
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut lines = String::new();
    for node in document.descendants() {
        match node.tag_name().name() {
            "tr" => {
                let is_header = node.descendants().any(|inner| inner.has_tag_name((W, "tblHeader")));
                lines.push_str(if is_header { "row, repeated\n" } else { "row\n" });
            }
            "p" => lines.push_str(&format!("{}\n", line(node))),
            _ => {}
        }
    }
    lines
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn line(paragraph: roxmltree::Node<'_, '_>) -> String {
    let mut line = String::new();
    let cell = paragraph.parent().filter(|parent| parent.has_tag_name((W, "tc")));
    for node in cell.into_iter().flat_map(|cell| cell.first_element_child().unwrap().children()) {
        match node.tag_name().name() {
            "gridSpan" => line.push_str(&format!("{} columns ", node.attribute((W, "val")).unwrap())),
            "vMerge" => line.push_str(node.attribute((W, "val")).map_or("(from above) ", |_| "(and below) ")),
            _ => {}
        }
    }
    for node in paragraph.descendants() {
        match node.tag_name().name() {
            "pStyle" => line.push_str(&format!("[{}] ", node.attribute((W, "val")).unwrap())),
            "t" | "instrText" => line.push_str(node.text().unwrap_or_default()),
            "tab" if node.parent().is_some_and(|parent| parent.has_tag_name((W, "r"))) => line.push_str(" → "),
            "br" => line.push_str(node.attribute((W, "type")).unwrap_or(" / ")),
            "drawing" => line.push_str("(picture)"),
            _ => {}
        }
    }
    if cell.is_some() { format!("    {}", line.trim_end()) } else { line.trim_end().to_owned() }
}

fn order() -> Document {
    orders::administrative_order(&samples::order())
}

fn report() -> Document {
    samples::report(vec![samples::picture("Качество знаний по классам")])
}

#[test]
fn an_order_is_laid_out_by_the_standard() {
    let bytes = docx::render(&order(), &NO_FONTS).unwrap();
    insta::assert_snapshot!("order_docx", outline(&bytes));
    insta::assert_snapshot!("order_html", html::render(&order()));
    let text = part(&bytes, "word/document.xml");
    // 20, 10, 20, 20 mm.
    assert!(text.contains(r#"<w:pgMar w:top="1134" w:right="567" w:bottom="1134" w:left="1134""#));
    assert!(text.contains("<w:titlePg/>"));
    assert!(part(&bytes, "word/header1.xml").contains(" PAGE "));
    assert!(!part(&bytes, "word/header2.xml").contains("PAGE"));
    assert!(part(&bytes, "word/styles.xml").contains(r#"<w:lang w:val="ru-RU""#));
    assert!(part(&bytes, "docProps/core.xml").contains("2025-06-05T00:00:00Z"));
}

#[test]
fn an_order_kept_long_has_a_wide_left_margin() {
    let paper = orders::OrderPaper { is_kept_long: true, ..samples::order() };
    assert_eq!(orders::administrative_order(&paper).page.left, 30);
}

#[test]
fn an_order_without_date_and_number_leaves_room() {
    let paper = orders::OrderPaper { dated: None, number: None, control: String::new(), ..samples::order() };
    let page = html::render(&orders::administrative_order(&paper));
    assert!(page.contains("«____» ____________ 20___ г.") && page.contains("№\u{a0}______"));
    assert!(!page.contains("Контроль за исполнением"));
}

#[test]
fn a_heading_of_an_order_has_no_full_stop() {
    let paper = orders::OrderPaper { heading: "Об итогах. ".to_owned(), ..samples::order() };
    assert!(html::render(&orders::administrative_order(&paper)).contains(">Об итогах<"));
}

#[test]
fn a_report_has_headings_tables_pictures_contents() {
    let bytes = docx::render(&report(), &NO_FONTS).unwrap();
    insta::assert_snapshot!("report_docx", outline(&bytes));
    insta::assert_snapshot!("report_html", html::render(&report()));
    let text = part(&bytes, "word/document.xml");
    assert!(text.contains(r#"descr="Качество знаний: 5А"#), "pictures speak");
    assert_eq!(text.matches("<w:tblHeader/>").count(), 3);
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(docx::render(&report(), &NO_FONTS).unwrap(), docx::render(&report(), &NO_FONTS).unwrap());
    assert_eq!(html::render(&report()), html::render(&report()));
}

#[test]
fn contents_show_pages_when_somebody_counted_them() {
    let mut paper = report();
    for block in &mut paper.blocks {
        if let Block::Contents(contents) = block {
            contents.pages = vec![3, 3, 4, 17];
        }
    }
    let text = part(&docx::render(&paper, &NO_FONTS).unwrap(), "word/document.xml");
    assert!(text.contains("<w:t>17</w:t>"));
}

/// Everything a person may type, in every place that takes words.
#[test]
fn words_never_become_markup() {
    for nasty in [
        "<script>alert(1)</script>",
        "</w:t></w:r></w:p>",
        "]]> <!-- <![CDATA[",
        "\"' onload='x' & &amp; &#0;",
        "#panic() $x$ *b* _i_ `c` @ref <label> \\",
        "\u{0}\u{1}\u{8}\u{b}\u{c}\u{1b}\u{7f}\u{85}\u{fffe}\u{ffff}\u{feff}\u{202e}",
        "строка\nстрока\r\nстрока\tтаб",
    ] {
        let paper = filled_with(nasty);
        let bytes = docx::render(&paper, &NO_FONTS).unwrap();
        for name in ["word/document.xml", "docProps/core.xml"] {
            let text = part(&bytes, name);
            roxmltree::Document::parse(&text).unwrap();
            assert!(text.chars().all(|letter| letter == '\n' || !letter.is_control()), "{name}: {nasty:?}");
        }
        let page = html::render(&paper);
        assert!(!page.contains("<script") && !page.contains("<!--") && !page.contains("</w:t>"), "{nasty:?}");
        assert!(!page.contains("onload='x'"), "{nasty:?}");
    }
}

/// A paper in which every block says the same words.
fn filled_with(words: &str) -> Document {
    Document {
        title: words.into(),
        institution: words.into(),
        dated: chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap(),
        page: Page::gost().landscape(),
        blocks: every_block(words),
    }
}

fn every_block(words: &str) -> Vec<Block> {
    let text = || Text::from(words);
    let runs = || vec![Run::plain(words), Run::bold(words), Run::italic(words)];
    let columns = vec![Column::words(1), Column::numbers(1)];
    let mut table = Table::new(columns, &[words, words]).captioned(words).noted(words);
    table.rows.push(vec![Cell::new(words).across(7).down(9)]);
    let people = vec![Person { name: text(), post: text() }];
    vec![
        Block::Contents(Contents { heading: text(), pages: vec![] }),
        Block::Heading(Heading { level: 9, text: text() }),
        Block::Paragraph(Paragraph::running(runs())),
        Block::Paragraph(Paragraph::standing(Align::Right, vec![])),
        Block::Table(table),
        Block::Picture(Picture { caption: text(), alt: text(), ..samples::picture("") }),
        Block::List(List { mark: ListKind::Dashed, items: vec![runs(), vec![]] }),
        Block::Note { text: text() },
        Block::Stamps { stamps: vec![Stamp { heading: text(), lines: vec![text()] }] },
        Block::Title { lines: vec![text()] },
        Block::Subject { text: text() },
        Block::Sides(Sides { left: text(), right: text() }),
        Block::Signature(Signature { post: text(), name: text() }),
        Block::Acquaintance(Acquaintance { heading: text(), people }),
    ]
}

#[test]
fn a_table_may_stand_on_a_sheet_that_lies() {
    let mut paper = filled_with("Слово");
    paper.page = Page::gost();
    paper.blocks.push(Block::Turn { is_landscape: true });
    paper.blocks.push(Block::Note { text: "Лёжа".into() });
    let text = part(&docx::render(&paper, &NO_FONTS).unwrap(), "word/document.xml");
    roxmltree::Document::parse(&text).unwrap();
    assert_eq!(text.matches("<w:sectPr>").count(), 2);
    assert_eq!(text.matches("<w:titlePg/>").count(), 1);
    let (standing, lying) = text.split_once("</w:sectPr>").unwrap();
    assert!(!standing.contains("landscape") && lying.contains(r#"w:orient="landscape""#));
}

#[test]
fn a_drawing_that_is_more_than_a_drawing_stays_off_the_page() {
    for svg in [
        "<svg xmlns=\"x\"><script>alert(1)</script></svg>",
        "<svg xmlns=\"x\" onload=\"alert(1)\"></svg>",
        "<svg xmlns=\"x\"><a href=\"javascript:alert(1)\"></a></svg>",
        "<svg xmlns=\"x\"><foreignObject></foreignObject></svg>",
        "<svg xmlns=\"x\"><g\nonclick=\"x\"></g></svg>",
        "<!DOCTYPE svg><svg xmlns=\"x\"></svg>",
        "nothing",
    ] {
        let picture = Picture { svg: svg.to_owned(), ..samples::picture("Рисунок") };
        let page = html::render(&samples::report(vec![picture]));
        assert!(!page.contains("<svg") && page.contains("5А — 57,1"), "{svg}");
    }
}

#[test]
fn a_picture_that_is_no_svg_is_named() {
    let picture = Picture { svg: "<p>".to_owned(), ..samples::picture("Рисунок") };
    let error = docx::render(&samples::report(vec![samples::picture("1"), picture]), &NO_FONTS).unwrap_err();
    assert!(error.to_string().starts_with("picture 2 cannot be drawn"));
}

#[test]
fn spans_beyond_the_table_are_cut() {
    let rows = vec![vec![Cell::new("а").across(5).down(5)], vec![Cell::new("б"), Cell::new("в")]];
    let grid = Grid::new(&rows, 3);
    assert!(matches!(grid.rows[0][0], Slot::Cell { columns: 3, rows: 2, .. }));
    assert_eq!(grid.rows[1], [Slot::Below { columns: 3 }, Slot::Covered, Slot::Covered]);
}

#[test]
fn a_cell_never_runs_over_one_from_above() {
    let rows = vec![
        vec![Cell::new("а"), Cell::new("б").down(2), Cell::new("в")],
        vec![Cell::new("г").across(2), Cell::new("д")],
    ];
    let grid = Grid::new(&rows, 3);
    assert!(matches!(grid.rows[1][0], Slot::Cell { columns: 1, .. }));
    assert_eq!(grid.rows[1][1], Slot::Below { columns: 1 });
    assert!(matches!(grid.rows[1][2], Slot::Cell { cell, .. } if cell.text.as_str() == "д"));
}

#[test]
fn a_wide_picture_fits_between_the_margins() {
    let picture = Picture { width: 4000.0, height: 1000.0, ..samples::picture("") };
    assert_eq!(picture.size_on(&Page::gost()), (180.0, 45.0));
}
