//! The paper as data for the template: the model itself, with numbers given and spans of tables laid out.

use documents::{Align, Block, Document, Grid, Row, Slot, Table};
use serde_json::{Value, json};

/// Name of the file of the n-th picture.
pub(crate) fn picture_name(number: usize) -> String {
    format!("picture-{number}.svg")
}

/// Everything the template reads.
pub(crate) fn data(document: &Document, family: &str) -> Result<Value, serde_json::Error> {
    let (mut tables, mut pictures) = (0, 0);
    let mut blocks = Vec::with_capacity(document.blocks.len());
    for block in &document.blocks {
        blocks.push(match block {
            Block::Table(table) => {
                tables += usize::from(table.caption.is_some());
                table_data(table, tables)
            }
            Block::Picture(picture) => {
                pictures += 1;
                let (width, _) = picture.size_on(&document.page);
                json!({
                    "kind": "picture",
                    "number": pictures,
                    "file": picture_name(pictures),
                    "width": width,
                    "caption": picture.caption,
                    "alt": picture.alt,
                })
            }
            other => serde_json::to_value(other)?,
        });
    }
    Ok(json!({
        "title": document.title,
        "institution": document.institution,
        "page": document.page,
        "family": family,
        "blocks": blocks,
    }))
}

fn table_data(table: &Table, number: usize) -> Value {
    let widths: Vec<u32> = table.columns.iter().map(|column| column.width.max(1)).collect();
    json!({
        "kind": "table",
        "number": number,
        "caption": table.caption,
        "size": table.size(),
        "columns": widths,
        "header": cells(table, &table.header),
        "rows": cells(table, &table.rows),
        "notes": table.notes,
    })
}

/// The cells in reading order, places without a cell filled, spans cut to the table.
fn cells(table: &Table, rows: &[Row]) -> Vec<Value> {
    let mut cells = Vec::new();
    for row in Grid::new(rows, table.columns.len()).rows {
        for (column, slot) in table.columns.iter().zip(row) {
            match slot {
                Slot::Cell { cell, columns, rows } => cells.push(json!({
                    "text": cell.text,
                    "columns": columns,
                    "rows": rows,
                    "align": cell.align,
                    "column_align": column.align,
                    "weight": cell.weight,
                })),
                Slot::Empty => cells.push(json!({
                    "text": "", "columns": 1, "rows": 1, "align": Align::Left, "column_align": Align::Left, "weight": "plain",
                })),
                Slot::Below { .. } | Slot::Covered => {}
            }
        }
    }
    cells
}
