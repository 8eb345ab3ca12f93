//! The action plan as a document.

use chrono::NaiveDate;
use documents::{Block, Cell, Column, Document, Page, Table};
use roster::setup::queries::School;

use super::{ActionPlanRow, labels};

/// Lays the plan out, lying on its side.
pub(super) fn document(year: i64, rows: &[ActionPlanRow], school: &School, today: NaiveDate) -> Document {
    let columns = vec![Column::numbers(5), Column::words(34), Column::words(30), Column::words(18), Column::words(13)];
    let mut table = Table::new(columns, &labels::COLUMNS);
    let cells = |row: &ActionPlanRow| {
        let texts = [&row.number, &row.activity, &row.expected, &row.responsible, &row.period];
        texts.into_iter().map(|text| Cell::new(text.as_str())).collect()
    };
    table.rows = rows.iter().map(cells).collect();
    let title = labels::title(year);
    Document {
        title: title.as_str().into(),
        institution: school.shown_name().into(),
        dated: today,
        page: Page::gost().sized(12).landscape(),
        blocks: vec![
            Block::Title { lines: vec![title.as_str().into(), school.shown_name().into()] },
            Block::Table(table),
        ],
    }
}
