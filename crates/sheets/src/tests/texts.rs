use encoding_rs::{IBM866, KOI8_R, WINDOWS_1251};

use super::build::{read_all, shown};
use crate::{TableFile, Unreadable, Workbook};

const TABLE: &str = "ФИО;Класс;Предмет;Средний балл\r\nСоболева Анна Ивановна;8А;Русский язык;4,25\r\nЯшин Лев Олегович;8-В;\"Труд; технология\";3,5\r\n";
const SHOWN: [&str; 3] = [
    "1: ФИО|Класс|Предмет|Средний балл",
    "2: Соболева Анна Ивановна|8А|Русский язык|4,25",
    "3: Яшин Лев Олегович|8-В|Труд; технология|3,5",
];

fn wide(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn every_encoding_in_use_is_read() {
    for bytes in [
        TABLE.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", TABLE.as_bytes()].concat(),
        WINDOWS_1251.encode(TABLE).0.into_owned(),
        KOI8_R.encode(TABLE).0.into_owned(),
        IBM866.encode(TABLE).0.into_owned(),
        [vec![0xff, 0xfe], wide(TABLE, u16::to_le_bytes)].concat(),
        [vec![0xfe, 0xff], wide(TABLE, u16::to_be_bytes)].concat(),
        wide(TABLE, u16::to_le_bytes),
        [b"sep=;\r\n".as_slice(), TABLE.as_bytes()].concat(),
    ] {
        let lines: Vec<String> = shown(&bytes).iter().map(|line| line[line.find(':').unwrap()..].into()).collect();
        let expected = SHOWN.map(|line| line[1..].to_owned());
        assert_eq!(lines, expected, "{:?}", &bytes[..12]);
    }
}

#[test]
fn the_delimiter_is_found_in_spite_of_commas() {
    for (delimiter, decimals) in [(';', "4,25;3,5;2,75"), ('\t', "4,25\t3,5\t2,75"), (',', "4.25,3.5,2.75")] {
        let header = ["а", "б", "в"].join(&delimiter.to_string());
        let table = format!("{header}\n{decimals}\n{decimals}\n");
        assert_eq!(shown(table.as_bytes())[1].matches('|').count(), 2, "{delimiter:?}");
    }
}

#[test]
fn a_line_is_named_as_the_editor_names_it() {
    let table = "а;б\n\n\"две\nстроки\";1\nпоследняя;2\n";
    assert_eq!(shown(table.as_bytes()), ["1: а|б", "3: две\nстроки|1", "5: последняя|2"]);
}

#[test]
fn a_stray_quote_does_not_swallow_the_rest() {
    let table = format!("ФИО;Класс\n\"Орлов Егор;8А\n{}", "Белова Ева;8А\n".repeat(10));
    assert_eq!(read_all(table.as_bytes()), Err(Unreadable::UnclosedQuote { row: 2 }));
    let long = format!("ФИО;Класс\n\"Орлов Егор;8А\n{}", "Белова \"Ева\";8А\n".repeat(1000));
    assert_eq!(read_all(long.as_bytes()), Err(Unreadable::UnclosedQuote { row: 2 }));
}

#[test]
fn a_cut_or_spoilt_text_is_refused() {
    let bytes = "Соболева Анна;8А\n".repeat(20).into_bytes();
    let cut = bytes.len() - 2;
    assert_eq!(read_all(&bytes[..cut]), Err(Unreadable::Truncated));
    let mut spoilt = bytes.clone();
    spoilt[200] = 0xFF;
    assert!(matches!(read_all(&spoilt), Err(Unreadable::Damaged { .. })));
}

#[test]
fn records_are_read_in_place() {
    let workbook = Workbook::open(TABLE.as_bytes()).unwrap();
    let mut records = workbook.records().unwrap().unwrap();
    records.next_record().unwrap();
    let record = records.next_record().unwrap().unwrap();
    assert_eq!((record.line, record.get(2), record.get(4), record.get(9), record.get(0)), (2, "8А", "4,25", "", ""));
}

#[test]
fn a_long_text_is_read_from_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("журнал.csv");
    std::fs::write(&path, WINDOWS_1251.encode(&TABLE.repeat(5000)).0).unwrap();
    let file = TableFile::open(&path).unwrap();
    let workbook = Workbook::open_file(&file).unwrap();
    let mut rows = workbook.rows(0).unwrap();
    let mut count = 0;
    while let Some(row) = rows.next_row().unwrap() {
        count += 1;
        assert_eq!(row.last_column(), 4);
    }
    assert_eq!(count, 15_000);
    assert_eq!(TableFile::open(&folder.path().join("нет")).err(), Some(Unreadable::Inaccessible));
}
