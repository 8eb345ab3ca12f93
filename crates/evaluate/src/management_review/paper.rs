//! The review as a document.

use chrono::NaiveDate;
use documents::{
    Align, Block, Cell, Column, Document, Fonts, Heading, List, ListKind, Page, Paragraph, Run, Signature, Table,
};
use plan::proposals::Proposal;
use roster::setup::queries::School;
use school::PersonName;
use school::ru::date_long;

use super::queries::Conclusion;
use super::{Figures, Section, labels};

/// The most things that a part names one by one.
pub(super) const MOST_NAMED: usize = 20;

/// What the paper is made of.
pub(super) struct Sheet<'a> {
    pub(super) year: i64,
    pub(super) school: &'a School,
    pub(super) figures: &'a Figures,
    pub(super) conclusions: &'a [Conclusion],
    pub(super) proposals: &'a [Proposal],
    pub(super) today: NaiveDate,
}

/// Lays the review out.
pub(super) fn document(sheet: &Sheet<'_>) -> Document {
    let centred = |text: String| Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(text)]));
    let mut blocks = vec![
        centred(sheet.school.name.clone()),
        Block::Space { height: 6 },
        Block::Title { lines: labels::paper_title(sheet.year).map(Into::into).to_vec() },
        Block::Space { height: 2 },
        centred(format!("по состоянию на {}", date_long(sheet.today))),
    ];
    for (number, section) in (1..).zip(Section::ALL) {
        blocks.extend(part(sheet, number, section));
    }
    if !sheet.proposals.is_empty() {
        blocks.push(heading(format!("{}. {}", Section::ALL.len() + 1, labels::PROPOSALS)));
        let items =
            sheet.proposals.iter().map(|one| vec![Run::plain(format!("{} ({})", one.words, one.state.label()))]);
        blocks.push(Block::List(List { mark: ListKind::Numbered, items: items.collect() }));
    }
    let principal = PersonName::parse(&sheet.school.principal_name)
        .map_or_else(|_| sheet.school.principal_name.clone(), |name| name.initials_first());
    blocks.push(Block::Signature(Signature { post: labels::PRINCIPAL.into(), name: principal.into() }));
    Document {
        title: labels::title(sheet.year).into(),
        institution: sheet.school.name.as_str().into(),
        dated: sheet.today,
        page: Page::gost().sized(12).kept_long(),
        blocks,
    }
}

fn heading(text: String) -> Block {
    Block::Heading(Heading { level: 1, text: text.into() })
}

fn part(sheet: &Sheet<'_>, number: usize, section: Section) -> Vec<Block> {
    let mut blocks = vec![heading(format!("{number}. {}", labels::section(section)))];
    let row = |(what, count, _): labels::Line| vec![Cell::new(what), Cell::new(count.to_string())];
    blocks.push(Block::Table(Table {
        caption: None,
        columns: vec![Column::words(8), Column::numbers(2)],
        header: vec![vec![Cell::new(labels::WHAT), Cell::new(labels::HOW_MANY)]],
        rows: labels::lines(section, sheet.figures).into_iter().map(row).collect(),
        notes: Vec::new(),
    }));
    let named = labels::named(section, sheet.figures);
    if !named.is_empty() {
        blocks.push(running(&format!("{}:", labels::named_title(section)), true));
        let left = named.len().saturating_sub(MOST_NAMED);
        let mut items: Vec<Vec<Run>> =
            named.into_iter().take(MOST_NAMED).map(|(text, _)| vec![Run::plain(text)]).collect();
        if left > 0 {
            items.push(vec![Run::plain(labels::more(left))]);
        }
        blocks.push(Block::List(List { mark: ListKind::Dashed, items }));
    }
    let written = sheet.conclusions.iter().find(|one| one.section == section.code());
    let lines = written.map_or("", |one| &one.words).lines().filter(|line| !line.trim().is_empty());
    blocks.extend(lines.map(|line| running(line.trim(), false)));
    blocks
}

fn running(text: &str, keeps_next: bool) -> Block {
    Block::Paragraph(Paragraph { keeps_next, ..Paragraph::running(vec![Run::plain(text)]) })
}

/// The faces that papers are set in.
pub(super) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};
