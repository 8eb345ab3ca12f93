//! A local act as a document: stamps of approval, the text with its sections, the appendices.

use chrono::NaiveDate;
use documents::{Align, Block, Cell, Column, Document, Heading, Page, Paragraph, Run, Stamp, Table};
use roster::setup::queries::School;

use super::appendix::Appendix;
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

/// Lays the act out; `today` dates the file of one that is not approved yet.
pub(super) fn document(act: &LocalAct, appendices: &[Appendix], school: &School, today: NaiveDate) -> Document {
    let mut blocks = stamps(act);
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
    for (at, appendix) in appendices.iter().enumerate() {
        blocks.push(Block::PageBreak);
        let heading = labels::appendix_heading(at + 1, &appendix.title);
        blocks.push(Block::Heading(Heading { level: 2, text: heading.into() }));
        blocks.push(Block::Table(table(appendix)));
    }
    Document {
        title: act.title.as_str().into(),
        institution: school.shown_name().into(),
        dated: act.steps.last().map_or(today, |step| step.done_on),
        page: Page::gost().kept_long().sized(12),
        blocks,
    }
}

/// The stamps of the steps since the text was last closed: at most two stand side by side.
fn stamps(act: &LocalAct) -> Vec<Block> {
    let since = act.steps.iter().rposition(|step| step.act == Act::Return).map_or(0, |at| at + 1);
    let shown = act.steps[since..]
        .iter()
        .filter(|step| matches!(step.act, Act::Consider | Act::Endorse | Act::Adopt | Act::Approve));
    let stamps: Vec<Stamp> = shown
        .map(|step| {
            let mut lines = vec![step.who.as_str().into()];
            if !step.document.is_empty() {
                lines.push(step.document.as_str().into());
            }
            lines.push(labels::stamp_date(step.done_on).into());
            Stamp { heading: labels::stamp_heading(step.act).into(), lines }
        })
        .collect();
    stamps.chunks(2).map(|pair| Block::Stamps { stamps: pair.to_vec() }).collect()
}

fn table(appendix: &Appendix) -> Table {
    let columns = (0..appendix.header.len()).map(|at| Column::words(width(appendix, at))).collect();
    let names: Vec<&str> = appendix.header.iter().map(String::as_str).collect();
    let mut table = Table::new(columns, &names);
    table.rows = appendix.rows.iter().map(|row| row.iter().map(|text| Cell::new(text.as_str())).collect()).collect();
    table
}

/// A column is wide enough for its longest word, and wider the more it has to say.
fn width(appendix: &Appendix, at: usize) -> u32 {
    const MOST: usize = 36;
    let cells = || appendix.rows.iter().chain([&appendix.header]).filter_map(|row| row.get(at));
    let word = cells().flat_map(|cell| cell.split_whitespace()).map(|word| word.chars().count()).max().unwrap_or(0);
    let cell = cells().map(|cell| cell.chars().count()).max().unwrap_or(0);
    u32::try_from((word + 3).max(cell).clamp(6, MOST)).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_has_room_for_its_longest_word() {
        let words = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
        let appendix = Appendix {
            title: String::new(),
            header: words(&["№", "Ответственный", "Срок"]),
            rows: vec![words(&["24", "", "10.09.2025–20.09.2025"])],
        };
        assert_eq!([0, 1, 2].map(|at| width(&appendix, at)), [6, 16, 24]);
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
