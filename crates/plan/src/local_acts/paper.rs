//! A local act as a document: stamps of approval, the text with its sections, the appendices.

use chrono::NaiveDate;
use documents::{Align, Block, Cell, Column, Document, Heading, Page, Paragraph, Run, Stamp, Table};
use roster::setup::queries::School;
use roster::staff::queries::StaffMember;

use super::appendix::Appendix;
use super::queries::Reader;
use super::{Act, LocalAct, labels};

/// Whether a line of the text is the heading of a section: «1. Общие положения».
pub(super) fn is_heading(line: &str) -> bool {
    let line = line.trim();
    let Some((number, rest)) = line.split_once(". ") else { return false };
    !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
        && rest.chars().count() < 120
        && !rest.ends_with(['.', ';', ':', ','])
}

/// From so many columns on a table lies on its side.
const WIDE: usize = 5;

/// Lays the act out with its appendices and, if there is one, its acquaintance list; `today` dates the file of one that is
/// not approved yet.
pub(super) fn document(
    act: &LocalAct,
    appendices: &[Appendix],
    school: &School,
    readers: Vec<Vec<String>>,
    today: NaiveDate,
) -> Document {
    let page = Page::gost().kept_long().sized(12);
    let mut blocks = stamps(act, &school.principal_name);
    blocks.push(Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(school.name.as_str())])));
    blocks.push(Block::Space { height: 10 });
    blocks.push(Block::Title { lines: vec![act.title.as_str().into()] });
    for line in act.body_text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        blocks.push(if is_heading(line) {
            Block::Heading(Heading { level: 2, text: line.into() })
        } else {
            Block::Paragraph(Paragraph::running(vec![Run::plain(line)]))
        });
    }
    let mut is_lying = false;
    for (at, appendix) in appendices.iter().enumerate() {
        let is_wide = appendix.header.len() >= WIDE;
        blocks.push(if is_wide == is_lying { Block::PageBreak } else { Block::Turn { is_landscape: is_wide } });
        is_lying = is_wide;
        let heading = labels::appendix_heading(at + 1, &appendix.title);
        blocks.push(Block::Heading(Heading { level: 2, text: heading.into() }));
        blocks.push(Block::Table(table(appendix, Page { is_landscape: is_wide, ..page }.text_width())));
    }
    if !readers.is_empty() {
        blocks.push(if is_lying { Block::Turn { is_landscape: false } } else { Block::PageBreak });
        blocks.push(Block::Heading(Heading { level: 2, text: labels::READERS_TITLE.into() }));
        blocks.push(Block::Table(reader_table(readers, page.text_width())));
    }
    Document {
        title: act.title.as_str().into(),
        institution: school.shown_name().into(),
        dated: act.steps.last().map_or(today, |step| step.done_on),
        page,
        blocks,
    }
}

/// The stamps of the steps since the text was last closed: at most two stand side by side.
fn stamps(act: &LocalAct, principal_name: &str) -> Vec<Block> {
    let since = act.steps.iter().rposition(|step| step.act == Act::Return).map_or(0, |at| at + 1);
    let shown = act.steps[since..]
        .iter()
        .filter(|step| matches!(step.act, Act::Consider | Act::Endorse | Act::Adopt | Act::Approve));
    let stamps: Vec<Stamp> = shown
        .map(|step| {
            let mut lines = vec![labels::stamp_who(step, principal_name).into()];
            if !step.document.is_empty() {
                lines.push(step.document.as_str().into());
            }
            let date = labels::stamp_date(step.done_on);
            if !step.document.contains(&date) {
                lines.push(date.into());
            }
            Stamp { heading: labels::stamp_heading(step.act).into(), lines }
        })
        .collect();
    stamps.chunks(2).map(|pair| Block::Stamps { stamps: pair.to_vec() }).collect()
}

/// The acquaintance list alone, as it is laid out to be signed.
pub(super) fn reader_sheet(act: &LocalAct, readers: Vec<Vec<String>>, school: &School, today: NaiveDate) -> Document {
    let page = Page::gost().sized(12);
    let title = labels::edition_title(&act.title, act.edition);
    Document {
        title: labels::READERS_TITLE.into(),
        institution: school.shown_name().into(),
        dated: today,
        page,
        blocks: vec![
            Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(school.name.as_str())])),
            Block::Title { lines: vec![labels::READERS_TITLE.into(), title.into()] },
            Block::Table(reader_table(readers, page.text_width())),
        ],
    }
}

/// The rows of an acquaintance list: who has confirmed in the program or on paper has a date, the others have room to sign.
pub(super) fn reader_rows<'a>(listed: impl Iterator<Item = (&'a StaffMember, &'a Reader)>) -> Vec<Vec<String>> {
    let row = |(at, (member, reader)): (usize, (&StaffMember, &Reader))| {
        let day = reader.signed_on.or_else(|| reader.acknowledged_at.map(|at| at.date_naive()));
        let is_electronic = reader.acknowledged_at.is_some() && reader.signed_on.is_none();
        vec![
            (at + 1).to_string(),
            member.name().full(),
            member.position.clone(),
            day.map(school::ru::date_short).unwrap_or_default(),
            if is_electronic { labels::CONFIRMED.to_owned() } else { String::new() },
        ]
    };
    listed.enumerate().map(row).collect()
}

fn reader_table(rows: Vec<Vec<String>>, millimetres: u32) -> Table {
    let header = labels::READER_COLUMNS.map(str::to_owned).to_vec();
    let mut table = table(&Appendix { title: String::new(), header, rows }, millimetres);
    if let [number, name, position, day, signature] = table.columns.as_mut_slice() {
        (number.width, name.width, position.width, day.width, signature.width) = (6, 34, 26, 14, 20);
    }
    table
}

/// The table of an appendix; a row of one cell names the group of those below it.
fn table(appendix: &Appendix, millimetres: u32) -> Table {
    let columns = widths(appendix, millimetres).into_iter().map(Column::words).collect();
    let names: Vec<&str> = appendix.header.iter().map(String::as_str).collect();
    let mut table = Table::new(columns, &names);
    let row = |row: &Vec<String>| match row.as_slice() {
        [group] if names.len() > 1 => vec![Cell::new(group.as_str()).across(names.len()).strong()],
        cells => cells.iter().map(|text| Cell::new(text.as_str())).collect(),
    };
    table.rows = appendix.rows.iter().map(row).collect();
    table
}

/// Widths in letters: numbers and dates are never broken, words have room for a syllable or two, and what is left goes to
/// those who have most to say.
fn widths(appendix: &Appendix, millimetres: u32) -> Vec<u32> {
    const WORD: usize = 13;
    const MOST: usize = 60;
    let room = usize::try_from(millimetres / 2).unwrap_or(MOST);
    let cells = |at: usize| {
        let rows = appendix.rows.iter().filter(|row| row.len() > 1);
        rows.chain([&appendix.header]).filter_map(move |row| row.get(at))
    };
    let length = |text: &str| text.chars().count();
    let least = |at: usize| {
        let words = cells(at).flat_map(|cell| cell.split_whitespace());
        let kept = |word: &str| {
            if word.contains(|sign: char| sign.is_ascii_digit()) { length(word) } else { length(word).min(WORD) }
        };
        words.map(kept).max().unwrap_or(0).max(3) + 2
    };
    let most = |at: usize| cells(at).map(|cell| length(cell)).max().unwrap_or(0).min(MOST) + 2;
    let columns: Vec<(usize, usize)> = (0..appendix.header.len()).map(|at| (least(at), most(at))).collect();
    let taken: usize = columns.iter().map(|(least, _)| least).sum();
    let wished: usize = columns.iter().map(|(least, most)| most.saturating_sub(*least)).sum();
    let spare = room.saturating_sub(taken).min(wished);
    let width = |(least, most): &(usize, usize)| least + most.saturating_sub(*least) * spare / wished.max(1);
    columns.iter().map(|column| u32::try_from(width(column)).unwrap_or(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_dates_are_never_broken() {
        let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let long = "Рекомендации по итогам процедуры обсуждаются на методическом совете и на совещании при директоре";
        let appendix = Appendix {
            title: String::new(),
            header: words(&["№", "Объект", "Процедура", "Инструментарий", "Срок", "Ответственный", "Решение"]),
            rows: vec![words(&["24", long, long, long, "10.09.2025–20.09.2025", long, long]), words(&["Группа"])],
        };
        let landscape = Page::gost().kept_long().landscape().text_width();
        let found = widths(&appendix, landscape);
        assert!(found[0] >= 5 && found[4] >= 23 && found.iter().sum::<u32>() <= landscape / 2, "{found:?}");
        let act = super::super::draft(super::super::ActKind::QualityRegulation);
        let today = "2025-06-05".parse().unwrap();
        let paper = document(
            &act,
            std::slice::from_ref(&appendix),
            &School::default(),
            vec![words(&["1", "Ким", "", "", ""])],
            today,
        );
        let turns: Vec<bool> = paper
            .blocks
            .iter()
            .filter_map(|block| if let Block::Turn { is_landscape } = block { Some(*is_landscape) } else { None })
            .collect();
        assert_eq!(turns, [true, false]);
    }

    #[test]
    fn a_heading_is_told_from_a_paragraph() {
        for (line, expected) in [
            ("1. Общие положения", true),
            (" 10. Заключительные положения ", true),
            ("1.1. Положение определяет цели.", false),
            ("1. Положение определяет цели.", false),
            ("Без номера", false),
        ] {
            assert_eq!(is_heading(line), expected, "{line}");
        }
    }
}
