//! The report as a document: title page with stamps, contents, numbered headings, tables and charts.

use documents::{
    Align, Block, Cell, Column, Contents, Document, Fonts, Heading, List, ListKind, Page, Paragraph, Run, Signature,
    Stamp,
};
use school::PersonName;
use school::ru::{date_long, date_short};

use super::content::{Part, Section, SectionContent, Table, TableRow};
use super::drawing;
use super::edition::{Edition, Standing};
use crate::labels;

/// The faces that papers are set in.
pub(super) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[
        assets::fonts::PT_SERIF_REGULAR,
        assets::fonts::PT_SERIF_BOLD,
        assets::fonts::PT_SERIF_ITALIC,
        assets::fonts::PT_SERIF_BOLD_ITALIC,
    ],
};

/// The whole report.
pub(super) fn document(edition: &Edition) -> Document {
    let mut blocks = cover(edition);
    blocks.extend([contents(edition), Block::PageBreak, heading(1, "1. Аналитическая часть")]);
    for section in &edition.content.sections {
        blocks.extend(section_blocks(section));
    }
    blocks.push(Block::Signature(Signature { post: labels::PRINCIPAL.into(), name: principal(edition).into() }));
    blocks.extend(questions(edition));
    document_of(edition, blocks)
}

/// One section, for the page where its text is written.
pub(super) fn section_document(edition: &Edition, section: Section) -> Document {
    let sections = edition.content.sections.iter().filter(|one| one.section == section);
    document_of(edition, sections.flat_map(section_blocks).collect())
}

fn document_of(edition: &Edition, blocks: Vec<Block>) -> Document {
    Document {
        title: labels::report_title(edition.year).into(),
        institution: edition.content.school.name.as_str().into(),
        dated: edition.made_on,
        page: Page::gost().sized(12).kept_long(),
        blocks,
    }
}

fn centred(run: Run) -> Block {
    Block::Paragraph(Paragraph::standing(Align::Center, vec![run]))
}

fn cover(edition: &Edition) -> Vec<Block> {
    let card = &edition.content.school;
    let mut blocks = vec![centred(Run::plain(&card.name))];
    blocks.push(Block::Space { height: 12 });
    blocks.push(Block::Stamps { stamps: stamps(edition) });
    blocks.push(Block::Space { height: 55 });
    blocks.push(Block::Title {
        lines: vec!["ОТЧЁТ".into(), "о результатах самообследования".into(), format!("за {} год", edition.year).into()],
    });
    blocks.push(Block::Space { height: 4 });
    blocks.push(centred(Run::plain(format!("по состоянию на {}", date_long(edition.as_of)))));
    blocks.push(Block::Space { height: 70 });
    let issued = edition.made_on.format("%Y").to_string();
    let place = if card.locality.is_empty() { issued } else { format!("{}, {issued}", card.locality) };
    blocks.push(centred(Run::plain(place)));
    blocks.push(Block::PageBreak);
    blocks
}

/// «РАССМОТРЕНО» at the left once it is, «УТВЕРЖДАЮ» at the right with what is known.
fn stamps(edition: &Edition) -> Vec<Stamp> {
    let of = |standing| edition.states.iter().filter(move |state| state.standing == standing);
    let mut considered = Vec::new();
    for state in of(Standing::Considered) {
        considered.push(state.body.as_str().into());
        considered.push(format!("протокол от {} № {}", date_short(state.dated), state.number).into());
    }
    let mut stamps = Vec::new();
    if !considered.is_empty() {
        stamps.push(Stamp { heading: "РАССМОТРЕНО".into(), lines: considered });
    }
    let approval = of(Standing::Approved).next_back();
    let mut approved = Stamp::approved_by(labels::PRINCIPAL, &principal(edition), approval.map(|state| state.dated));
    if let Some(state) = approval {
        approved.lines.push(format!("приказ от {} № {}", date_short(state.dated), state.number).into());
    }
    stamps.push(approved);
    stamps
}

/// «М. П. Орлова», as far as the card of the school says it.
fn principal(edition: &Edition) -> String {
    let name = &edition.content.school.principal;
    PersonName::parse(name).map_or_else(|_| name.clone(), |name| name.initials_first())
}

fn contents(edition: &Edition) -> Block {
    Block::Contents(Contents { heading: labels::CONTENTS.into(), pages: edition.heading_pages.clone() })
}

fn heading(level: u8, text: impl Into<documents::Text>) -> Block {
    Block::Heading(Heading { level, text: text.into() })
}

fn section_blocks(section: &SectionContent) -> Vec<Block> {
    if section.parts.is_empty() && section.analysis.is_empty() {
        return Vec::new();
    }
    let level = match section.section {
        Section::Indicators | Section::Conclusions => 1,
        _ => 2,
    };
    let mut blocks = vec![heading(level, section.section.heading())];
    blocks.extend(section.parts.iter().map(part));
    let lines = section.analysis.lines().filter(|line| !line.trim().is_empty());
    blocks.extend(lines.map(|line| Block::Paragraph(Paragraph::running(vec![Run::plain(line.trim())]))));
    blocks
}

fn part(part: &Part) -> Block {
    match part {
        Part::Text(text) => Block::Paragraph(Paragraph::running(vec![Run::plain(text)])),
        Part::Heading(text) => heading(3, text),
        Part::Note(text) => Block::Note { text: text.into() },
        Part::Table(table) => Block::Table(table_block(table)),
        Part::Chart(chart) => Block::Picture(drawing::picture(chart)),
    }
}

fn table_block(table: &Table) -> documents::Table {
    let column = |(place, width): (usize, &u32)| {
        if place < table.words { Column::words(*width) } else { Column::numbers(*width) }
    };
    let columns: Vec<Column> = table.widths.iter().enumerate().map(column).collect();
    let across = columns.len();
    let cell = |text: &String| {
        let cell = Cell::new(text);
        if text == labels::NO_DATA || text == labels::NOT_APPLICABLE || text == labels::FEWER || text == labels::HIDDEN
        {
            cell.faint()
        } else {
            cell
        }
    };
    let row = |row: &TableRow| match row {
        TableRow::Plain(cells) => cells.iter().map(cell).collect(),
        TableRow::Total(cells) => cells.iter().map(|text| Cell::new(text).strong()).collect(),
        TableRow::Group(text) => vec![Cell::new(text).strong().across(across).aligned(Align::Left)],
    };
    documents::Table {
        caption: Some(table.caption.as_str().into()),
        columns,
        header: vec![table.header.iter().map(Cell::new).collect()],
        rows: table.rows.iter().map(row).collect(),
        notes: table.notes.iter().map(Into::into).collect(),
    }
}

fn questions(edition: &Edition) -> Vec<Block> {
    let questions = &edition.content.questions;
    if questions.is_empty() {
        return Vec::new();
    }
    let note = "Сведения, которых не было на день формирования редакции. Значения по этим строкам не рассчитаны и не \
                заменены нулями.";
    let items = questions.iter().map(|question| vec![Run::plain(format!("{}.", question.text.trim_end_matches('.')))]);
    vec![
        Block::PageBreak,
        heading(1, format!("Приложение. {}", labels::QUESTIONS)),
        Block::Paragraph(Paragraph::running(vec![Run::plain(note)])),
        Block::List(List { mark: ListKind::Numbered, items: items.collect() }),
    ]
}
