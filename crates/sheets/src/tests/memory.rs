//! The memory that refused files cost, measured in a process of their own.

use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Command;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::build::{compound, xlsx, xlsx_with};
use crate::{TableFile, Workbook};

const FILE: &str = "SHEETS_MEASURED_FILE";
const MOST: u64 = 300 * 1024;

/// Does nothing unless it is run by `refused` below, as a child that opens one file.
#[test]
fn child_opens_the_file() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let outcome = read(Path::new(&path));
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let sentence = outcome.map_or_else(|refusal| refusal.to_string(), |()| "read".to_owned());
    println!("\npeak={} outcome={sentence}", peak.trim().trim_end_matches(" kB"));
}

fn read(path: &Path) -> Result<(), crate::Unreadable> {
    let file = TableFile::open(path)?;
    let workbook = Workbook::open_file(&file)?;
    for position in 0..workbook.sheets().len() {
        let mut rows = workbook.rows(position)?;
        while rows.next_row()?.is_some() {}
        workbook.merges(position)?;
    }
    Ok(())
}

/// What a child says about a file, having kept within the limit of memory.
fn outcome(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upload");
    std::fs::write(&path, bytes).unwrap();
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "tests::memory::child_opens_the_file", "--nocapture"])
        .env(FILE, &path)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&child.stdout).into_owned();
    let line = said.lines().find_map(|line| line.strip_prefix("peak=")).unwrap_or_else(|| panic!("{said}"));
    let (peak, outcome) = line.split_once(" outcome=").unwrap();
    let peak: u64 = peak.parse().unwrap();
    assert!(peak < MOST, "{peak} kB for: {outcome}");
    outcome.to_owned()
}

fn refused(bytes: &[u8], because: &str) {
    let outcome = outcome(bytes);
    assert!(outcome.contains(because), "{outcome}");
}

/// A workbook of which one part is a piece repeated.
fn repeated(part: &str, before: &str, piece: &str, times: usize) -> Vec<u8> {
    let plain = xlsx_with(b"", &[]);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut source = zip::ZipArchive::new(Cursor::new(plain)).unwrap();
    for position in 0..source.len() {
        let entry = source.by_index_raw(position).unwrap();
        if entry.name() != part {
            writer.raw_copy_file(entry).unwrap();
        }
    }
    let level = if before.is_empty() { 9 } else { 1 };
    let options = SimpleFileOptions::default().compression_level(Some(level));
    writer.start_file(part, options).unwrap();
    writer.write_all(before.as_bytes()).unwrap();
    let block = piece.repeat(1000);
    (0..times.div_ceil(1000)).for_each(|_| writer.write_all(block.as_bytes()).unwrap());
    writer.finish().unwrap().into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";

#[test]
#[cfg(target_os = "linux")]
fn bombs_cost_little_memory() {
    refused(&repeated(SHEET, "", "          ", 20_000_000), "архивной бомбе");
    refused(&repeated(SHEET, "<worksheet>", "<a>", 1_000_000), "разметка");
    let row = "<worksheet><sheetData><row r=\"1\">";
    refused(&repeated(SHEET, row, "<c><v>1</v></c>", 1_000_000), "столбцов больше");
    let rows = "<worksheet><sheetData>";
    refused(&repeated(SHEET, rows, "<row><c><v>1</v></c></row>", 1_100_000), "строк больше");
    let merges = "<worksheet><sheetData/><mergeCells>";
    refused(&repeated(SHEET, merges, "<mergeCell ref=\"A1:B2\"/>", 1_000_000), "объединённых");
    let one_text = "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>";
    refused(&repeated(SHEET, one_text, "длинный текст ", 1_000_000), "текста");
}

#[test]
#[cfg(target_os = "linux")]
fn shared_texts_cost_little_memory() {
    let text = "<si><t>Очень длинный комментарий учителя к уроку</t></si>";
    refused(&repeated("xl/sharedStrings.xml", "<sst>", text, 1_500_000), "слишком много текста");
    refused(&repeated("xl/sharedStrings.xml", "<sst>", "<si/>", 5_000_000), "слишком много текста");
}

#[test]
#[cfg(target_os = "linux")]
fn other_formats_cost_little_memory() {
    let page = "<table>".to_owned() + &"<tr><td>5".repeat(2_000_000);
    refused(page.as_bytes(), "ячеек");
    let quote = "а;б\n\"".to_owned() + &"в".repeat(50_000_000);
    refused(quote.as_bytes(), "текста");
    refused(&compound("EncryptedPackage", &vec![7; 5_000_000]), "паролем");
    let mut truncated = xlsx(&"<row><c><v>1</v></c></row>".repeat(100_000));
    truncated.truncate(truncated.len() / 2);
    refused(&truncated, "обрывается");
}

#[test]
#[cfg(target_os = "linux")]
fn a_year_of_marks_is_read() {
    let marks = r#"<row><c t="inlineStr"><is><t>Орлова Анна</t></is></c><c t="inlineStr"><is><t>8А</t></is></c><c><v>45537</v></c><c><v>5</v></c></row>"#;
    let mut bytes = repeated(SHEET, "<worksheet><sheetData>", marks, 200_000);
    assert!(outcome(&bytes).contains("обрывается"), "the markup is not closed");
    let closed = "<worksheet><sheetData>".to_owned() + &marks.repeat(50_000) + "</sheetData></worksheet>";
    bytes = xlsx_with(closed.as_bytes(), &[]);
    assert_eq!(outcome(&bytes), "read");
}
