use super::build::{TYPES, archive, compound, ods, read_all, record, xls, xlsx};
use crate::{Foreign, Kind, Unreadable, Workbook};

fn refused(bytes: &[u8]) -> Unreadable {
    read_all(bytes).unwrap_err()
}

#[test]
fn content_and_not_the_name_decides() {
    let page = b"<html><body><table><tr><td>5</td></tr></table></body></html>";
    for (bytes, kind) in [
        (xlsx(""), Kind::Xlsx),
        (ods("<table:table-row/>"), Kind::Ods),
        (xls(&["x"], &[]), Kind::Xls),
        (page.to_vec(), Kind::Html),
        ("ФИО;Класс\nИванов;8А\n".into(), Kind::Delimited),
    ] {
        assert_eq!(Kind::detect(&bytes), Ok(kind));
    }
}

#[test]
fn a_name_that_contradicts_the_content_is_refused() {
    for (kind, name) in [
        (Kind::Xlsx, "Табель.XLSX"),
        (Kind::Xlsx, "Табель"),
        (Kind::Xlsx, "Табель 8А от 12.09.2024"),
        (Kind::Xlsx, "Отчёт за 1.четверть"),
        (Kind::Xls, "Журнал.xls"),
        (Kind::Html, "Журнал 8А.xls"),
        (Kind::Delimited, "отметки.txt"),
        (Kind::Delimited, "отметки.TSV"),
        (Kind::Ods, "список.ods"),
    ] {
        assert_eq!(kind.refusal_of_name(name), None, "{name}");
    }
    for (kind, name) in [
        (Kind::Xlsx, "table.pdf"),
        (Kind::Xlsx, "табель.csv"),
        (Kind::Xlsx, "табель.xls"),
        (Kind::Delimited, "m.exe"),
        (Kind::Delimited, "m.xlsx"),
        (Kind::Html, "html.zip"),
        (Kind::Ods, "список.xlsx"),
    ] {
        assert!(kind.refusal_of_name(name).is_some(), "{name}");
    }
    assert_eq!(
        Kind::Xlsx.refusal_of_name("table.pdf").unwrap(),
        "Файл назван «table.pdf», а внутри таблица Excel (XLSX): имя и содержание противоречат друг другу. Если это тот \
         файл, сохраните его с расширением .xlsx и загрузите снова."
    );
}

#[test]
fn what_is_no_table_is_named() {
    for (bytes, what) in [
        (archive(&[("word/document.xml", b"<w/>")]), Foreign::TextDocument),
        (archive(&[("ppt/presentation.xml", b"<p/>")]), Foreign::Presentation),
        (archive(&[("8А.xlsx", b"")]), Foreign::Archive),
        (archive(&[("xl/workbook.bin", b"")]), Foreign::BinaryWorkbook),
        (b"%PDF-1.7 ...".to_vec(), Foreign::Pdf),
        (b"\x89PNG\r\n\x1a\n".to_vec(), Foreign::Picture),
        (b"Rar!\x1a\x07".to_vec(), Foreign::Archive),
        (compound("WordDocument", &[0; 600]), Foreign::TextDocument),
        (compound("Book", &record(0x0809, &[0, 5])), Foreign::ExcelBefore97),
        (b"<html><form>login</form></html>".to_vec(), Foreign::PageWithoutTable),
        (b"<?xml version='1.0'?><Workbook xmlns='urn'/>".to_vec(), Foreign::XmlWorkbook),
        ("Уважаемые родители!\nСобрание в среду.\n".into(), Foreign::TextWithoutColumns),
        (vec![1, 2, 3, 0, 255], Foreign::Unknown),
    ] {
        assert_eq!(refused(&bytes), Unreadable::NotATable(what), "{what:?}");
    }
}

#[test]
fn protected_files_and_macros_are_refused() {
    assert_eq!(refused(&compound("EncryptedPackage", &[7; 5000])), Unreadable::Encrypted);
    let macros = archive(&[("[Content_Types].xml", TYPES.as_bytes()), ("xl/vbaProject.bin", b"x")]);
    assert_eq!(refused(&macros), Unreadable::Macros);
    let types =
        TYPES.replace("openxmlformats-officedocument.spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main");
    assert_eq!(refused(&archive(&[("[Content_Types].xml", types.as_bytes())])), Unreadable::Macros);
    let password = record(0x2F, &[0; 6]);
    let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0]);
    assert_eq!(refused(&compound("Workbook", &[begin, password].concat())), Unreadable::Encrypted);
    let sheet = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<m:encryption-data/>"),
        ("content.xml", b"noise"),
    ]);
    assert_eq!(refused(&sheet), Unreadable::Encrypted);
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = xlsx(r#"<row r="1"><c r="A1"><v>5</v></c></row>"#);
    for length in [4, 40, whole.len() / 2, whole.len() - 1] {
        assert_eq!(refused(&whole[..length]), Unreadable::Truncated, "{length} bytes");
    }
    let old = xls(&["Алгебра"], &[]);
    assert!(matches!(refused(&old[..old.len() / 2]), Unreadable::Truncated | Unreadable::NotATable(_)));
    assert_eq!(refused(b""), Unreadable::Empty);
    assert_eq!(refused(b"\xef\xbb\xbf \r\n"), Unreadable::Empty);
}

#[test]
fn a_spoilt_byte_is_noticed() {
    let rows: String =
        (1..500).map(|row| format!(r#"<row r="{row}"><c r="A{row}"><v>{}</v></c></row>"#, row * 7919)).collect();
    let whole = xlsx(&rows);
    let mut spoilt = whole.clone();
    let middle = whole.windows(10).position(|name| name == b"sheet1.xml").unwrap() + 400;
    spoilt[middle] ^= 0x10;
    assert!(matches!(refused(&spoilt), Unreadable::Damaged { .. } | Unreadable::Truncated));
}

#[test]
fn every_refusal_says_what_to_do() {
    let sentences = [
        Unreadable::Encrypted,
        Unreadable::Macros,
        Unreadable::Truncated,
        Unreadable::TooManyCells { sheet: "Лист1".into(), limit: 10 },
        Unreadable::UnclosedQuote { row: 7 },
        Unreadable::FileTooLarge { bytes: 200_000_000, limit: 100_663_296 },
    ];
    for sentence in sentences.map(|refusal| refusal.to_string()) {
        assert!(sentence.ends_with('.') && sentence.contains(". ") || sentence.contains(": "), "{sentence}");
    }
    assert_eq!(
        Unreadable::FileTooLarge { bytes: 200_000_000, limit: 100_663_296 }.to_string(),
        "Файл слишком большой: 191 МБ, принимаются файлы до 96 МБ. Разделите его на части, например по классам."
    );
}

#[test]
fn a_missing_sheet_is_an_error() {
    let bytes = xlsx("");
    let workbook = Workbook::open(&bytes).unwrap();
    assert_eq!(workbook.rows(1).err(), Some(Unreadable::NoSuchSheet { sheet: 1 }));
}
