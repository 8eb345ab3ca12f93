//! The review as a document.

use chrono::NaiveDate;
use documents::{
    Align, Block, Cell, Column, Document, Fonts, Heading, List, ListKind, Page, Paragraph, Run, Sides, Signature, Table,
};
use roster::setup::queries::School;
use school::PersonName;
use school::ru::date_long;

use super::content::{Content, Line, Part, Proposed};
use super::labels;
use super::queries::Edition;

/// What the paper is made of.
pub(super) struct Sheet<'a> {
    pub(super) year: i64,
    pub(super) school: &'a School,
    pub(super) content: &'a Content,
    /// number, day and signatory of a signed edition
    pub(super) edition: Option<&'a Edition>,
    pub(super) today: NaiveDate,
}

/// Lays the review out.
pub(super) fn document(sheet: &Sheet<'_>) -> Document {
    let centred = |text: String| Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(text)]));
    let dated = sheet.edition.map_or(sheet.today, |edition| edition.signed_on);
    let mut blocks = vec![
        centred(sheet.school.name.clone()),
        Block::Space { height: 6 },
        Block::Title { lines: labels::paper_title(sheet.year).map(Into::into).to_vec() },
        Block::Space { height: 2 },
    ];
    blocks.push(match sheet.edition {
        Some(edition) => Block::Sides(Sides {
            left: date_long(edition.signed_on).into(),
            right: format!("№ {}", edition.number).into(),
        }),
        None => centred(format!("проект, по состоянию на {}", date_long(sheet.today))),
    });
    for (number, one) in (1..).zip(&sheet.content.parts) {
        blocks.extend(part(number, one));
    }
    if !sheet.content.proposals.is_empty() {
        blocks.push(heading(format!("{}. {}", sheet.content.parts.len() + 1, labels::PROPOSALS)));
        let item = |one: &Proposed| vec![Run::plain(format!("{} ({}; {})", one.words, one.source, one.state))];
        let items = sheet.content.proposals.iter().map(item);
        blocks.push(Block::List(List { mark: ListKind::Numbered, items: items.collect() }));
    }
    let signatory = sheet.edition.map_or_else(|| signatory(sheet.school), |edition| edition.signatory.clone());
    blocks.push(Block::Signature(Signature { post: labels::PRINCIPAL.into(), name: signatory.into() }));
    Document {
        title: labels::title(sheet.year).into(),
        institution: sheet.school.name.as_str().into(),
        dated,
        page: Page::gost().sized(12).kept_long(),
        blocks,
    }
}

fn heading(text: String) -> Block {
    Block::Heading(Heading { level: 1, text: text.into() })
}

fn part(number: usize, part: &Part) -> Vec<Block> {
    let mut blocks = vec![heading(format!("{number}. {}", part.title))];
    if part.lines.is_empty() {
        blocks.push(running(labels::NOTHING_YET, false));
    } else {
        let row = |line: &Line| vec![Cell::new(line.what.as_str()), Cell::new(line.count.to_string())];
        blocks.push(Block::Table(Table {
            caption: None,
            columns: vec![Column::words(8), Column::numbers(2)],
            header: vec![vec![Cell::new(labels::WHAT), Cell::new(labels::HOW_MANY)]],
            rows: part.lines.iter().map(row).collect(),
            notes: Vec::new(),
        }));
    }
    for list in &part.lists {
        blocks.push(running(&format!("{}:", list.title), true));
        let more = Some(list.more.as_str()).filter(|more| !more.is_empty());
        let words = list.items.iter().map(|(words, _)| words.as_str()).chain(more);
        let items = words.map(|words| vec![Run::plain(words)]).collect();
        blocks.push(Block::List(List { mark: ListKind::Dashed, items }));
    }
    let written = part.conclusion.as_ref().map_or("", |said| &said.words);
    blocks.extend(written.lines().filter(|line| !line.trim().is_empty()).map(|line| running(line.trim(), false)));
    blocks
}

/// «В. П. Соколова», as the school's card says it.
pub(super) fn signatory(school: &School) -> String {
    PersonName::parse(&school.principal_name)
        .map_or_else(|_| school.principal_name.clone(), |name| name.initials_first())
}

fn running(text: &str, keeps_next: bool) -> Block {
    Block::Paragraph(Paragraph { keeps_next, ..Paragraph::running(vec![Run::plain(text)]) })
}

/// The faces that papers are set in.
pub(super) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};
