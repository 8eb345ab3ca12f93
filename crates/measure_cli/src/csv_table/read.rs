use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;
use std::str::Utf8Error;

use csv::{ReaderBuilder, StringRecord};

use super::Table;
use crate::Refusal;

impl Table {
    /// Reads a file.
    pub(crate) fn open(path: &Path) -> Result<Table, Refusal> {
        let bytes = std::fs::read(path).map_err(|cause| {
            let why = match cause.kind() {
                ErrorKind::NotFound => "такого файла нет".to_owned(),
                ErrorKind::PermissionDenied => "нет доступа".to_owned(),
                ErrorKind::IsADirectory => "это папка, а не файл".to_owned(),
                _ => cause.raw_os_error().map_or_else(
                    || "ошибка при чтении".to_owned(),
                    |code| format!("ошибка при чтении, код системы {code}"),
                ),
            };
            Refusal::new(format!("файл {} не читается: {why}", path.display()))
        })?;
        Table::read(&bytes)
    }

    /// Reads the bytes of a file.
    pub(crate) fn read(bytes: &[u8]) -> Result<Table, Refusal> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|fault| not_utf8(bytes, fault))?;
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter(text))
            .from_reader(text.as_bytes());
        let mut record = StringRecord::new();
        let mut inner_breaks = 0;
        if !next(&mut reader, &mut record)? {
            return Err(Refusal::new("файл пуст: нет строки заголовка"));
        }
        let mut table = Table { names: header(&record)?, text: String::new(), ends: Vec::new(), file_rows: Vec::new() };
        inner_breaks += breaks(&record);
        while next(&mut reader, &mut record)? {
            table.push(line(text, &record).saturating_sub(inner_breaks), &record)?;
            inner_breaks += breaks(&record);
        }
        if table.rows() == 0 {
            return Err(Refusal::new("под заголовком нет ни одной строки"));
        }
        Ok(table)
    }

    fn push(&mut self, row: usize, record: &StringRecord) -> Result<(), Refusal> {
        if record.len() != self.names.len() {
            let cells = school::ru::counted(count(record.len()), "ячейка", "ячейки", "ячеек");
            return Err(Refusal::new(format!("строка {row}: {cells}, а в заголовке {}", self.names.len())));
        }
        let before = self.file_rows.last().copied().unwrap_or(1);
        if self.names.len() == 1 && row > before + 1 {
            return Err(Refusal::new(format!("строка {} пуста; пропуск обозначьте NA", before + 1)));
        }
        for cell in record {
            self.text.push_str(cell.trim());
            self.ends.push(self.text.len());
        }
        self.file_rows.push(row);
        Ok(())
    }
}

fn not_utf8(bytes: &[u8], fault: Utf8Error) -> Refusal {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Refusal::new("это не CSV, а книга Excel; сохраните лист как «CSV UTF-8»");
    }
    let line = bytes[..fault.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
    Refusal::new(format!("строка {line}: файл не в кодировке UTF-8; сохраните его как «CSV UTF-8»"))
}

fn next(reader: &mut csv::Reader<&[u8]>, record: &mut StringRecord) -> Result<bool, Refusal> {
    reader.read_record(record).map_err(|fault| Refusal::new(format!("файл не читается как CSV: {fault}")))
}

/// The sign that stands most often between the cells of the header; a comma if there is only one column.
fn delimiter(text: &str) -> u8 {
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            other if !is_quoted => counts.iter_mut().filter(|(sign, _)| *sign == other).for_each(|(_, n)| *n += 1),
            _ => {}
        }
    }
    counts.iter().rev().max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0).map_or(b',', |(sign, _)| *sign)
}

fn header(record: &StringRecord) -> Result<Vec<String>, Refusal> {
    let names: Vec<String> = record.iter().map(|name| name.trim().to_owned()).collect();
    let mut seen = HashSet::new();
    for (at, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(Refusal::new(format!("строка 1: у столбца {} нет имени", at + 1)));
        }
        if !seen.insert(name) {
            return Err(Refusal::new(format!("строка 1: столбец «{name}» встречается дважды")));
        }
    }
    Ok(names)
}

/// The line on which a record begins: the position that the reader gives stands before the blank lines above it.
fn line(text: &str, record: &StringRecord) -> usize {
    let (line, byte) = record.position().map_or((1, 0), |position| (position.line(), position.byte()));
    let rest = text.as_bytes().get(usize::try_from(byte).unwrap_or(0)..).unwrap_or_default();
    let blank = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    usize::try_from(line).unwrap_or(0) + blank
}

/// How many line breaks stand inside quoted cells: they begin no row.
fn breaks(record: &StringRecord) -> usize {
    record.iter().map(|cell| cell.matches('\n').count()).sum()
}

fn count(of: usize) -> i64 {
    i64::try_from(of).unwrap_or(i64::MAX)
}
