//! The responsibility matrix on paper.

use chrono::NaiveDate;
use documents::{Align, Block, Cell, Column, Document, Page, Paragraph, Run, Table};
use roster::setup::queries::School;

use super::{Line, Matrix, labels};

/// The matrix on a sheet that lies on its side.
pub(super) fn document(matrix: &Matrix, year: i64, (school, today): (&School, NaiveDate)) -> Document {
    let width = |at: usize| if at == 0 { Column::words(40) } else { Column::numbers(14) };
    let columns: Vec<Column> = (0..=matrix.columns.len()).map(width).collect();
    let names: Vec<&str> = std::iter::once(labels::WHAT).chain(matrix.columns.iter().map(String::as_str)).collect();
    let mut table = Table::new(columns, &names).noted(labels::LEGEND);
    for group in &matrix.groups {
        table.rows.push(vec![Cell::new(group.name.as_str()).across(names.len()).strong()]);
        for line in &group.lines {
            let cells = std::iter::once(Cell::new(named(line))).chain(letters(line).into_iter().map(Cell::new));
            table.rows.push(cells.collect());
        }
    }
    Document {
        title: labels::title(year).into(),
        institution: school.shown_name().into(),
        dated: today,
        page: Page { left: 15, ..Page::gost().sized(12).landscape() },
        blocks: vec![
            Block::Paragraph(Paragraph::standing(Align::Center, vec![Run::plain(school.name.as_str())])),
            Block::Title { lines: vec![labels::title(year).into()] },
            Block::Table(table),
        ],
    }
}

/// A row's name with the number of its procedures.
pub(super) fn named(line: &Line) -> String {
    let count = labels::counted(line.procedures);
    if count.is_empty() { line.name.clone() } else { format!("{} ({count})", line.name) }
}

/// The letters of a row, column by column.
pub(super) fn letters(line: &Line) -> Vec<String> {
    let cell =
        |parts: &std::collections::BTreeSet<_>| parts.iter().map(|part| labels::letter(*part)).collect::<Vec<_>>();
    line.parts.iter().map(|parts| cell(parts).join(", ")).collect()
}
