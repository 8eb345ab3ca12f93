use super::build::{archive, ods, read_all, sheet, xlsx, xlsx_with};
use crate::{Fault, Limits, Unreadable, Workbook};

fn small() -> Limits {
    Limits {
        cells: 100,
        columns: 50,
        rows: 1000,
        merges: 5,
        parts: 10,
        sheets: 3,
        row_bytes: 1000,
        text_bytes: 500,
        held_cells: 200,
        ..Limits::default()
    }
}

fn refused_within(bytes: &[u8], limits: &Limits) -> Unreadable {
    let read = || {
        let workbook = Workbook::open_within(bytes, limits)?;
        for position in 0..workbook.sheets().len() {
            let mut rows = workbook.rows(position)?;
            while rows.next_row()?.is_some() {}
        }
        Ok(())
    };
    read().unwrap_err()
}

fn lone(address: &str) -> String {
    let row: String = address.chars().filter(char::is_ascii_digit).collect();
    format!(r#"<row r="{row}"><c r="{address}"><v>5</v></c></row>"#)
}

#[test]
fn cells_rows_and_columns_are_counted() {
    let sheet = "Лист1".to_owned();
    let limits = small();
    let many: String = (1..=101).map(|row| lone(&format!("A{row}"))).collect();
    assert_eq!(refused_within(&xlsx(&many), &limits), Unreadable::TooManyCells { sheet: sheet.clone(), limit: 100 });
    assert_eq!(
        refused_within(&xlsx(&lone("A1001")), &limits),
        Unreadable::TooManyRows { sheet: sheet.clone(), limit: 1000 }
    );
    assert_eq!(
        refused_within(&xlsx(&lone("AZ7")), &limits),
        Unreadable::TooManyColumns { sheet: sheet.clone(), row: 7, limit: 50 }
    );
    let records = "5;5;5\n".repeat(40);
    assert_eq!(refused_within(records.as_bytes(), &limits), Unreadable::TooManyCells { sheet, limit: 100 });
    let page = "<table>".to_owned() + &"<tr><td>5".repeat(100);
    assert!(matches!(refused_within(page.as_bytes(), &limits), Unreadable::TooManyCells { limit: 200, .. }));
    let repeated = r#"<table:table-row table:number-rows-repeated="900"><table:table-cell office:value-type="float" office:value="5"/></table:table-row>"#;
    assert!(matches!(refused_within(&ods(repeated), &limits), Unreadable::TooManyCells { .. }));
}

#[test]
fn merges_are_counted_to_the_end() {
    let markup = format!(
        "<worksheet><sheetData>{}</sheetData><mergeCells>{}</mergeCells></worksheet>",
        lone("A1"),
        r#"<mergeCell ref="A1:B1"/>"#.repeat(6)
    );
    let bytes = xlsx_with(markup.as_bytes(), &[]);
    assert_eq!(refused_within(&bytes, &small()), Unreadable::TooManyMerges { sheet: "Лист1".into(), limit: 5 });
}

#[test]
fn texts_are_counted() {
    let long = "я".repeat(300);
    let texts = format!("<sst><si><t>{long}</t></si></sst>");
    let bytes = xlsx_with(sheet("").as_bytes(), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    assert_eq!(refused_within(&bytes, &small()), Unreadable::TooMuchText { limit: 500 });
    let row = format!(
        r#"<row r="1"><c t="inlineStr"><is><t>{0}</t></is></c><c t="inlineStr"><is><t>{0}</t></is></c></row>"#,
        long
    );
    assert!(matches!(refused_within(&xlsx(&row), &small()), Unreadable::RowTooLong { row: 1, .. }));
    let record = format!("а;б\nв;\"{}\n", "г".repeat(5_000_000));
    assert!(matches!(refused_within(record.as_bytes(), &small()), Unreadable::RowTooLong { .. }));
}

#[test]
fn parts_and_sheets_are_counted() {
    let names: Vec<String> = (0..11).map(|number| format!("part{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(refused_within(&archive(&parts), &small()), Unreadable::TooManyParts { limit: 10 });
    let tables = "<table><tr><td>1</table>".repeat(4);
    assert_eq!(refused_within(tables.as_bytes(), &small()), Unreadable::TooManySheets { limit: 3 });
}

#[test]
fn definitions_expand_nothing() {
    let laughs = r#"<!DOCTYPE w [<!ENTITY a "ха"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>"#;
    let damaged = |bytes: &[u8]| match read_all(bytes) {
        Err(Unreadable::Damaged { fault, .. }) => fault,
        other => panic!("{other:?}"),
    };
    assert_eq!(damaged(&xlsx_with(laughs.as_bytes(), &[])), Fault::Definitions);
    let unknown = sheet(r#"<row><c t="inlineStr"><is><t>&b;</t></is></c></row>"#);
    assert_eq!(damaged(&xlsx_with(unknown.as_bytes(), &[])), Fault::Definitions);
    let deep = "<a>".repeat(100_000);
    assert_eq!(damaged(&xlsx_with(deep.as_bytes(), &[])), Fault::Markup);
    let outside = sheet(r#"<row><c t="s"><v>7</v></c></row>"#);
    assert_eq!(damaged(&xlsx_with(outside.as_bytes(), &[])), Fault::Reference);
}

#[test]
fn an_archive_that_lies_about_sizes_is_refused() {
    let whole = xlsx(&lone("A1"));
    // The directory says that every part is one byte long.
    let mut lying = whole.clone();
    let entries: Vec<usize> =
        whole.windows(4).enumerate().filter(|(_, w)| *w == b"PK\x01\x02").map(|(at, _)| at).collect();
    for at in &entries {
        lying[at + 24..at + 28].copy_from_slice(&1u32.to_le_bytes());
    }
    assert!(matches!(read_all(&lying), Err(Unreadable::Damaged { fault: Fault::Packing, .. })));
    // Or that it is enormous.
    let mut boasting = whole;
    boasting[entries[0] + 24..entries[0] + 28].copy_from_slice(&0xFFFF_FFF0u32.to_le_bytes());
    assert!(matches!(read_all(&boasting), Err(Unreadable::InflatesTooMuch { .. })));
}
