//! The card as a document.

use chrono::NaiveDate;
use documents::{Align, Block, Column, Document, Fonts, Page, Paragraph, Run, Stamp, Table};
use roster::setup::queries::School;
use school::PersonName;

use super::Card;
use super::labels::day_words;
use super::pages::IndicatorLine;

/// Lays the card out.
pub(super) fn document(card: &Card, indicators: &[IndicatorLine], school: &School, today: NaiveDate) -> Document {
    let principal = PersonName::parse(&school.principal_name)
        .map_or_else(|_| school.principal_name.clone(), |name| name.initials_first());
    let centred = |text: &str| Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::bold(text)]));
    let mut blocks = vec![
        Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(&school.name)])),
        Block::Space { height: 4 },
        Block::Stamps { stamps: vec![Stamp::approved_by("Директор", &principal, None)] },
        Block::Space { height: 4 },
        Block::Title { lines: vec!["ТЕХНОЛОГИЧЕСКАЯ КАРТА".into()] },
        centred(&card.name),
        Block::Space { height: 4 },
        Block::Table(passport(card)),
    ];
    if !indicators.is_empty() {
        blocks.push(Block::Space { height: 4 });
        let mut table = Table::new(vec![Column::words(6), Column::words(3)], &["Показатель", "Норма"]);
        table.caption = Some("Показатели и нормы".into());
        for one in indicators {
            table.row([one.name.as_str(), if one.norm.is_empty() { "—" } else { &one.norm }]);
        }
        blocks.push(Block::Table(table));
    }
    blocks.push(Block::Space { height: 4 });
    blocks.push(Block::Table(steps(card)));
    Document {
        title: format!("Технологическая карта «{}»", card.name).into(),
        institution: school.name.as_str().into(),
        dated: today,
        page: Page::gost().sized(12),
        blocks,
    }
}

fn passport(card: &Card) -> Table {
    let mut table = Table::new(vec![Column::words(3), Column::words(7)], &["Раздел", "Содержание"]);
    for (name, text) in super::labels::passport(card).into_iter().filter(|(_, text)| !text.is_empty()) {
        table.row([name.to_owned(), text.lines().collect::<Vec<_>>().join("; ")]);
    }
    table
}

fn steps(card: &Card) -> Table {
    let columns = vec![Column::numbers(1), Column::words(6), Column::words(4), Column::words(3), Column::words(2)];
    let names = ["№", "Что сделать, что изучить", "Где посмотреть", "Кто выполняет", "Срок от начала"];
    let mut table = Table::new(columns, &names).captioned("Этапы");
    for (place, step) in (1..).zip(&card.steps) {
        table.row([
            place.to_string(),
            step.task.clone(),
            step.sources.clone(),
            step.performer.clone(),
            day_words(step.days),
        ]);
    }
    table
}

/// The faces that papers are set in.
pub(super) const FONTS: Fonts = Fonts {
    sans: &[assets::fonts::PT_SANS_REGULAR, assets::fonts::PT_SANS_BOLD],
    serif: &[assets::fonts::PT_SERIF_REGULAR, assets::fonts::PT_SERIF_BOLD],
};
