//! The papers as a PDF reader gets them.

use std::process::Command;

use documents::{Block, Cell, Column, Document, Fonts, Heading, Page, Paragraph, Run, Table, Text, orders, samples};

use crate::{PdfError, heading_pages, render};

const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[
        assets::fonts::PT_SERIF_REGULAR,
        assets::fonts::PT_SERIF_BOLD,
        assets::fonts::PT_SERIF_ITALIC,
        assets::fonts::PT_SERIF_BOLD_ITALIC,
    ],
};

/// The words of a PDF as `pdftotext` (poppler) reads them.
fn words(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.pdf");
    std::fs::write(&file, pdf).unwrap();
    let read = Command::new("pdftotext").args(["-layout", "-enc", "UTF-8"]).arg(&file).arg("-").output().unwrap();
    assert!(read.status.success(), "pdftotext: {}", String::from_utf8_lossy(&read.stderr));
    let text = String::from_utf8(read.stdout).unwrap();
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| line.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect();
    lines.join("\n")
}

fn report() -> Document {
    samples::report(vec![samples::picture("Качество знаний по классам")])
}

#[test]
fn an_order_reads_from_above() {
    let pdf = render(&orders::administrative_order(&samples::order()), &FONTS).unwrap();
    insta::assert_snapshot!("order", words(&pdf));
}

#[test]
fn a_report_has_contents_tables_pictures_pages() {
    let pdf = render(&report(), &FONTS).unwrap();
    insta::assert_snapshot!("report", words(&pdf));
}

#[test]
fn the_same_paper_gives_the_same_bytes() {
    assert_eq!(render(&report(), &FONTS).unwrap(), render(&report(), &FONTS).unwrap());
}

/// The three renderings of one paper say the same words; the DOCX is read as LibreOffice shows it.
#[test]
fn every_rendering_says_the_same() {
    let paper = report();
    let said = vocabulary(&documents::html::render(&paper).replace('<', " <").replace('>', "> "));
    let typeset = words(&render(&paper, &FONTS).unwrap());
    let office = words(&through_libreoffice(&documents::docx::render(&paper, &FONTS).unwrap()));
    for (name, text) in [("PDF", typeset), ("DOCX", office)] {
        let shown = vocabulary(&text);
        let missing: Vec<_> = said.iter().filter(|word| !shown.contains(*word) && !is_broken(word, &text)).collect();
        assert!(missing.is_empty(), "{name} lacks {missing:?}");
    }
}

/// Whether a word stands in a text broken in two at the end of a line.
fn is_broken(word: &str, text: &str) -> bool {
    let text = text.to_lowercase().replace(['\u{ad}', '\u{2010}'], "-");
    word.char_indices().skip(2).any(|(at, _)| {
        let (head, tail) = word.split_at(at);
        text.contains(&format!("{head}-")) && text.split_whitespace().any(|piece| piece.starts_with(tail))
    })
}

fn through_libreoffice(docx: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("paper.docx");
    std::fs::write(&file, docx).unwrap();
    let converted = Command::new("soffice")
        .arg("--headless")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args(["--convert-to", "pdf", "--outdir"])
        .arg(folder.path())
        .arg(&file)
        .output()
        .expect("LibreOffice is installed: apt-get install libreoffice-writer-nogui");
    assert!(converted.status.success(), "{}", String::from_utf8_lossy(&converted.stderr));
    std::fs::read(folder.path().join("paper.pdf")).unwrap()
}

/// Long Cyrillic words and decimal numbers of a text, without markup.
fn vocabulary(text: &str) -> std::collections::BTreeSet<String> {
    let pieces = text.split(|letter: char| !letter.is_alphanumeric() && letter != ',');
    let pieces = pieces.map(|piece| piece.trim_matches(',').to_lowercase());
    pieces.filter(|piece| !piece.is_ascii() && piece.chars().count() > 3 || piece.contains(',')).collect()
}

#[test]
fn headings_know_their_pages() {
    let pages = heading_pages(&report(), &FONTS).unwrap();
    assert_eq!(pages.len(), report().headings().count());
    assert!(pages.is_sorted() && pages[0] == 3, "{pages:?}");
}

#[test]
fn words_never_become_code() {
    let nasty = "#panic(\"!\") $x$ *b* _i_ `c` @ref <label> \\ // /* ]]> #{ 1 + 1 } \u{0}\u{1b}\u{202e}\nвторая строка";
    let mut table = Table::new(vec![Column::words(1)], &[nasty]).captioned(nasty).noted(nasty);
    table.rows.push(vec![Cell::new(nasty).across(9).down(9).strong()]);
    let paper = Document {
        title: nasty.into(),
        institution: nasty.into(),
        dated: chrono::NaiveDate::from_ymd_opt(2025, 1, 1).unwrap(),
        page: Page::gost(),
        blocks: vec![
            Block::Heading(Heading { level: 1, text: nasty.into() }),
            Block::Paragraph(Paragraph::running(vec![Run::plain(nasty), Run::bold(nasty)])),
            Block::Table(table),
            Block::Note { text: Text::from(nasty) },
        ],
    };
    let text = words(&render(&paper, &FONTS).unwrap());
    assert!(text.contains("#panic(\"!\") $x$ *b* _i_ `c` @ref <label>"), "{text}");
    assert!(text.contains("#{ 1 + 1 }"), "{text}");
}

#[test]
fn an_empty_paper_is_a_page() {
    let paper = Document { blocks: vec![], ..report() };
    assert!(render(&paper, &FONTS).unwrap().starts_with(b"%PDF-"));
}

#[test]
fn without_a_typeface_there_is_no_pdf() {
    let error = render(&report(), &Fonts { sans: &[], serif: &[] }).unwrap_err();
    assert!(matches!(error, PdfError::NoTypeface));
}

#[test]
fn a_picture_that_is_no_svg_is_refused() {
    let picture = documents::Picture { svg: "<p>".to_owned(), ..samples::picture("Рисунок") };
    assert!(matches!(render(&samples::report(vec![picture]), &FONTS).unwrap_err(), PdfError::Layout(_)));
}
