//! Makers of files, honest and hostile.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of parts.
pub(super) fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub(super) const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;
const MAIN: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="/xl/styles.xml"/></Relationships>"#;

/// A workbook with one sheet, given the markup of the sheet and other parts.
pub(super) fn xlsx_with(sheet: &[u8], more: &[(&str, &[u8])]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("xl/workbook.xml", MAIN.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    parts.extend_from_slice(more);
    archive(&parts)
}

/// A workbook with one sheet of given rows.
pub(super) fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_with(sheet(rows).as_bytes(), &[])
}

pub(super) fn sheet(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

/// A spreadsheet of OpenDocument with one sheet of given rows.
pub(super) fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        r#"<?xml version="1.0"?><office:document-content><office:body><office:spreadsheet><table:table table:name="Оценки">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"#
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// An old Office file with one stream.
pub(super) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    let mut content = stream.to_vec();
    content.resize(stream.len().max(4096).next_multiple_of(SECTOR), 0);
    let sectors = content.len() / SECTOR;
    let tables = (sectors + 2).div_ceil(SECTOR / 4 - 1) + 1;
    let mut table: Vec<u32> = (1..=sectors as u32).collect();
    *table.last_mut().unwrap() = END;
    table.push(END);
    table.extend(std::iter::repeat_n(0xFFFF_FFFD, tables));
    table.resize(tables * SECTOR / 4, 0xFFFF_FFFF);

    let mut file = vec![0u8; SECTOR];
    file[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file[30..32].copy_from_slice(&9u16.to_le_bytes());
    file[32..34].copy_from_slice(&6u16.to_le_bytes());
    file[44..48].copy_from_slice(&(tables as u32).to_le_bytes());
    file[48..52].copy_from_slice(&(sectors as u32).to_le_bytes());
    file[56..60].copy_from_slice(&4096u32.to_le_bytes());
    file[60..64].copy_from_slice(&END.to_le_bytes());
    file[68..72].copy_from_slice(&END.to_le_bytes());
    for position in 0..109 {
        let at = 76 + position * 4;
        let value = if position < tables { (sectors + 1 + position) as u32 } else { 0xFFFF_FFFF };
        file[at..at + 4].copy_from_slice(&value.to_le_bytes());
    }
    file.extend(&content);
    file.extend(entry("Root Entry", 5, END, 0));
    file.extend(entry(name, 2, 0, content.len() as u32));
    file.resize(file.len() + 256, 0);
    table.iter().for_each(|number| file.extend(number.to_le_bytes()));
    file
}

fn entry(name: &str, kind: u8, start: u32, size: u32) -> Vec<u8> {
    let mut entry = vec![0u8; 128];
    let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    entry[..units.len()].copy_from_slice(&units);
    entry[64..66].copy_from_slice(&(units.len() as u16 + 2).to_le_bytes());
    entry[66] = kind;
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&size.to_le_bytes());
    entry
}

/// A record of an old workbook.
pub(super) fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend((content.len() as u16).to_le_bytes());
    record.extend(content);
    record
}

/// An old workbook with one sheet «Итоги» of given records.
pub(super) fn xls(texts: &[&str], cells: &[Vec<u8>]) -> Vec<u8> {
    let mut shared = Vec::new();
    shared.extend((texts.len() as u32).to_le_bytes());
    shared.extend((texts.len() as u32).to_le_bytes());
    for text in texts {
        let units: Vec<u16> = text.encode_utf16().collect();
        shared.extend((units.len() as u16).to_le_bytes());
        shared.push(1);
        units.iter().for_each(|unit| shared.extend(unit.to_le_bytes()));
    }
    // A text may go on in the next record, which says its width anew.
    let (first, second) = shared.split_at((8 + 3 + 4).min(shared.len() - 2));
    let general = record(0xE0, &[0; 20]);
    let date = record(0xE0, &[[0, 0, 14, 0].as_slice(), &[0; 16]].concat());
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    let name: Vec<u8> = "Итоги".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut globals = [begin, general, date].concat();
    let listing_length = 4 + 8 + name.len();
    let shared = [record(0xFC, first), record(0x3C, &[&[1], second].concat())].concat();
    let offset = globals.len() + listing_length + shared.len() + 4;
    let listing = [&(offset as u32).to_le_bytes()[..], &[0, 0, 5, 1], &name].concat();
    globals.extend(record(0x85, &listing));
    globals.extend(shared);
    globals.extend(record(0x0A, &[]));
    globals.extend(record(0x0809, &[0, 6, 0x10, 0, 0, 0, 0, 0]));
    cells.iter().for_each(|cell| globals.extend(cell));
    globals.extend(record(0x0A, &[]));
    compound("Workbook", &globals)
}

/// The bytes before the content of a cell of an old workbook, all counted from 0.
pub(super) fn place(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// What all sheets show, row by row, cells separated by bars.
pub(super) fn shown(bytes: &[u8]) -> Vec<String> {
    let workbook = crate::Workbook::open(bytes).unwrap();
    let mut lines = Vec::new();
    for position in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(position).unwrap();
        while let Some(row) = rows.next_row().unwrap() {
            let cells: Vec<_> = (1..=row.last_column()).map(|column| row.get(column).shown()).collect();
            lines.push(format!("{}: {}", row.number(), cells.join("|")));
        }
    }
    lines
}

/// Opens a file and reads all of it, as an import does.
pub(super) fn read_all(bytes: &[u8]) -> Result<(), crate::Unreadable> {
    let workbook = crate::Workbook::open(bytes)?;
    for position in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(position)?;
        while let Some(row) = rows.next_row()? {
            std::hint::black_box(row.cells().map(|cell| cell.value.shown().len()).sum::<usize>());
        }
        workbook.merges(position)?;
    }
    Ok(())
}
