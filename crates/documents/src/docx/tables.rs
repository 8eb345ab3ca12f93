//! Tables of a DOCX: bordered ones with data, bare ones that only hold words in place.

use super::hyphens::hyphenated;
use super::xml::{justification, paragraph, twips, weighted, words};
use crate::{Align, Cell, Grid, Row, Slot, Table};

/// A line at the bottom of a cell, to sign on.
pub(super) const LINE_BELOW: &str =
    r#"<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="000000"/></w:tcBorders>"#;

/// A table with its caption above and its notes below.
pub(super) fn table(table: &Table, number: usize, text_width: u32) -> String {
    let mut xml = String::new();
    if let Some(caption) = &table.caption {
        let caption = format!("Таблица\u{a0}{number}. {caption}");
        xml.push_str(&paragraph("TableCaption", "", &words(&caption)));
    }
    let widths = widths(table, twips(text_width));
    xml.push_str(concat!(
        r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>"#,
        r#"<w:tblLayout w:type="fixed"/><w:tblLook w:firstRow="1"/></w:tblPr>"#
    ));
    xml.push_str(&grid_columns(&widths));
    section(&mut xml, table, &table.header, &widths, Part::Header);
    section(&mut xml, table, &table.rows, &widths, Part::Body);
    xml.push_str("</w:tbl>");
    for note in &table.notes {
        xml.push_str(&paragraph("Note", "", &words(note.as_str())));
    }
    xml.push_str(&paragraph("AfterTable", "", ""));
    xml
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Header,
    Body,
}

fn section(xml: &mut String, table: &Table, rows: &[Row], widths: &[u32], part: Part) {
    let header = if part == Part::Header { "<w:tblHeader/>" } else { "" };
    for row in Grid::new(rows, widths.len()).rows {
        xml.push_str(&format!("<w:tr><w:trPr><w:cantSplit/>{header}</w:trPr>"));
        for (x, slot) in row.iter().enumerate() {
            let align = table.columns[x].align;
            match slot {
                Slot::Cell { cell, columns, rows } => {
                    let merge = if *rows > 1 { r#"<w:vMerge w:val="restart"/>"# } else { "" };
                    let content = content(cell, align, part, table.size());
                    xml.push_str(&place(&widths[x..x + columns], merge, part, &content));
                }
                Slot::Below { columns } => {
                    let content = paragraph("TableText", "", "");
                    xml.push_str(&place(&widths[x..x + columns], "<w:vMerge/>", part, &content));
                }
                Slot::Covered => {}
                Slot::Empty => xml.push_str(&place(&widths[x..=x], "", part, &paragraph("TableText", "", ""))),
            }
        }
        xml.push_str("</w:tr>");
    }
}

fn content(cell: &Cell, align: Align, part: Part, size: u32) -> String {
    let (style, align) = match part {
        Part::Header => ("TableHead", cell.align.unwrap_or(Align::Center)),
        Part::Body => ("TableText", cell.align.unwrap_or(align)),
    };
    let text = match part {
        Part::Header => weighted(cell.weight, &hyphenated(cell.text.as_str())),
        Part::Body => weighted(cell.weight, cell.text.as_str()),
    };
    // Eleven points are in the style; a table with many columns says its own size.
    let text = if size == 11 { text } else { sized(&text, size * 2) };
    paragraph(style, &format!(r#"<w:jc w:val="{}"/>"#, justification(align)), &text)
}

fn sized(run: &str, half_points: u32) -> String {
    let size = format!(r#"<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#);
    match run.strip_prefix("<w:r><w:rPr>") {
        Some(rest) => match rest.split_once("</w:rPr>") {
            Some((properties, words)) => format!("<w:r><w:rPr>{properties}{size}</w:rPr>{words}"),
            None => run.to_owned(),
        },
        None => run.replacen("<w:r>", &format!("<w:r><w:rPr>{size}</w:rPr>"), 1),
    }
}

fn place(widths: &[u32], merge: &str, part: Part, content: &str) -> String {
    let width: u32 = widths.iter().sum();
    let span = if widths.len() > 1 { format!(r#"<w:gridSpan w:val="{}"/>"#, widths.len()) } else { String::new() };
    let shade = match part {
        Part::Header => r#"<w:shd w:val="clear" w:color="auto" w:fill="EEF2F6"/>"#,
        Part::Body => "",
    };
    format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{shade}<w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>"#
    )
}

/// Column widths that add up to the text width exactly.
fn widths(table: &Table, total: u32) -> Vec<u32> {
    let sum: u32 = table.columns.iter().map(|column| column.width.max(1)).sum();
    let (mut part, mut taken) = (0, 0);
    let share = |part: u32| u32::try_from(u64::from(total) * u64::from(part) / u64::from(sum.max(1))).unwrap_or(total);
    table
        .columns
        .iter()
        .map(|column| {
            part += column.width.max(1);
            let width = share(part) - taken;
            taken += width;
            width
        })
        .collect()
}

fn grid_columns(widths: &[u32]) -> String {
    let columns: String = widths.iter().map(|width| format!(r#"<w:gridCol w:w="{width}"/>"#)).collect();
    format!("<w:tblGrid>{columns}</w:tblGrid>")
}

/// A table without borders.
pub(super) fn bare(widths: &[u32], rows: &[String]) -> String {
    let total: u32 = widths.iter().sum();
    let rows: String = rows.iter().map(|row| format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>")).collect();
    format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/>"#,
            r#"<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>{}{}</w:tbl>"#
        ),
        total,
        grid_columns(widths),
        rows
    )
}

/// A cell of a bare table; its words stand at the bottom, where signatures are.
pub(super) fn bare_cell(width: u32, properties: &str, content: &str) -> String {
    format!(
        r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}<w:vAlign w:val="bottom"/></w:tcPr>{content}</w:tc>"#
    )
}

/// A cell of a bare table whose words stand at the top.
pub(super) fn top_cell(width: u32, content: &str) -> String {
    format!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>"#)
}
