//! The action plan as a document and as a workbook.

use access::Cx;
use axum::extract::RawQuery;
use chrono::NaiveDate;
use documents::{Block, Cell, Document, Page, Table};
use roster::setup::queries::{School, school};
use sheets::{Field, PrintedColumn, PrintedTable, write_printed};
use web::Reply;

use super::labels;
use super::overview::{Line, Overview};
use super::row::Column;

/// The printed columns with their widths.
const PRINTED: [(Column, u32); 5] = [
    (Column::Number, 5),
    (Column::Activity, 32),
    (Column::Expected, 27),
    (Column::Responsible, 18),
    (Column::Period, 14),
];
/// The width of the column of marks.
const MARKS: u32 = 14;

pub(super) async fn docx(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query).await?;
    let school = school(&mut cx.store()).await?.unwrap_or_default();
    let document = document(overview.year, &overview.lines, &school, cx.today());
    let bytes = documents::docx::render(&document, &crate::local_acts::FONTS)?;
    Ok(web::download(&format!("dorozhnaya-karta-{}.docx", overview.year), web::DOCX, bytes))
}

/// Lays the plan out, lying on its side.
fn document(year: i64, lines: &[Line], school: &School, today: NaiveDate) -> Document {
    let widths = PRINTED.iter().map(|(column, width)| match column {
        Column::Number => documents::Column::numbers(*width),
        _ => documents::Column::words(*width),
    });
    let widths = widths.chain([documents::Column::words(MARKS)]).collect();
    let mut table = Table::new(widths, &heads());
    table.rows = lines.iter().map(|line| texts(line).into_iter().map(Cell::new).collect()).collect();
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

fn heads() -> Vec<&'static str> {
    PRINTED.iter().map(|(column, _)| labels::column(*column)).chain([labels::DONE]).collect()
}

fn texts(line: &Line) -> Vec<String> {
    let row = &line.row;
    let mark = line.mark.as_ref().map(labels::mark).unwrap_or_default();
    vec![
        row.number.clone(),
        row.activity.clone(),
        row.expected.clone(),
        row.responsible.clone(),
        row.period.clone(),
        mark,
    ]
}

pub(super) async fn xlsx(cx: Cx, RawQuery(query): RawQuery) -> Reply {
    let overview = Overview::of(&cx, query).await?;
    let school = school(&mut cx.store()).await?.unwrap_or_default();
    let widths = PRINTED.iter().map(|(_, width)| *width).chain([MARKS]);
    let columns: Vec<PrintedColumn> =
        heads().into_iter().zip(widths).map(|(head, width)| PrintedColumn { head, width }).collect();
    let heading = [school.shown_name().to_owned(), labels::title(overview.year)];
    let table = PrintedTable { sheet: labels::ROADMAP, heading: &heading, columns: &columns };
    let rows = overview.lines.iter().map(|line| texts(line).into_iter().map(Field::Text).collect());
    let bytes = write_printed(&table, rows, None)?;
    Ok(web::download(&format!("dorozhnaya-karta-{}.xlsx", overview.year), web::XLSX, bytes))
}
