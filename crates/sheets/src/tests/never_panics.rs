use proptest::prelude::*;

use super::build::{ods, place, read_all, record, sheet, xls, xlsx_with};

/// Small honest files of every format.
fn honest() -> Vec<Vec<u8>> {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45537</v></c><c r="C1" t="inlineStr"><is><t>a&amp;b</t></is></c></row>"#;
    let texts = b"<sst><si><t>\xd0\x90</t></si></sst>";
    let styles = b"<styleSheet><cellXfs><xf/><xf numFmtId='14'/></cellXfs></styleSheet>";
    let cells = [
        record(0xFD, &[place(0, 0, 0), vec![1, 0, 0, 0]].concat()),
        record(0xBD, &[vec![1, 0, 0, 0, 0, 0, 22, 0, 0, 0, 1, 0]].concat()),
        record(0xE5, &[1, 0, 0, 0, 0, 0, 0, 0, 3, 0]),
    ];
    vec![
        xlsx_with(sheet(rows).as_bytes(), &[("xl/sharedStrings.xml", texts), ("xl/styles.xml", styles)]),
        ods(r#"<table:table-row><table:table-cell office:value-type="float" office:value="4"/></table:table-row>"#),
        xls(&["Предмет", "Алгебра"], &cells),
        "<table><tr><td colspan=2>5&nbsp;</td><td rowspan='3'>4</td></tr></table>".into(),
        "ФИО;Класс\n\"Орлов\";8А\n".into(),
    ]
}

/// The markup of a sheet, unpacked: mutations of packed bytes seldom get past the checksum.
const MARKUP: &str = r#"<worksheet><!-- x --><sheetData><row r="1" s='2'><c r="A1" t="s"><v>0</v></c><c r="ZZ1"><f>1</f><v>4.5e3</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>"#;

fn mutated(mut bytes: Vec<u8>, changes: &[(prop::sample::Index, u8)]) -> Vec<u8> {
    for (place, byte) in changes {
        if !bytes.is_empty() {
            let at = place.index(bytes.len());
            bytes[at] = *byte;
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, u8)>> {
    prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)
}

proptest! {
    #[test]
    fn on_random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read_all(&bytes);
    }

    #[test]
    fn on_random_bytes_behind_a_signature(kind in 0usize..4, bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let signatures: [&[u8]; 4] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<table>", b"sep=;"];
        let _ = read_all(&[signatures[kind], &bytes].concat());
    }

    #[test]
    fn on_mutated_files(kind in 0usize..5, changes in changes(), cut in any::<prop::sample::Index>()) {
        let file = honest().swap_remove(kind);
        let _ = read_all(&mutated(file.clone(), &changes));
        let _ = read_all(&file[..cut.index(file.len())]);
    }

    #[test]
    fn on_mutated_markup(changes in changes()) {
        let _ = read_all(&xlsx_with(&mutated(MARKUP.into(), &changes), &[]));
    }

    #[test]
    fn on_any_markup(text in "[<>/!\\-\\[\\]?&;=\"' a-cr-v:0-9A]{0,120}") {
        let _ = read_all(&xlsx_with(text.as_bytes(), &[]));
        let _ = read_all(format!("<table>{text}").as_bytes());
    }
}

#[test]
fn honest_files_are_read() {
    for (position, file) in honest().iter().enumerate() {
        assert_eq!(read_all(file), Ok(()), "file {position}");
    }
}
