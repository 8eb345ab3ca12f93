use super::build::{ods, place, record, sheet, shown, xls, xlsx, xlsx_with};
use crate::{Address, Block, Number, Value, Workbook, column_letters, column_number};

#[test]
fn an_empty_text_is_not_an_empty_cell() {
    let bytes = xlsx(
        r#"<row r="13"><c r="A13" t="inlineStr"><is><t>Химия</t></is></c><c r="B13" t="inlineStr"/><c r="C13" t="inlineStr"><is><t></t></is></c><c r="D13" s="1"/></row>"#,
    );
    let workbook = Workbook::open(&bytes).unwrap();
    let rows = workbook.grid(0).unwrap();
    let values: Vec<Value> = (1..=5).map(|column| rows[0].get(column)).collect();
    let lesson = Value::Text("");
    assert_eq!(values, [Value::Text("Химия"), lesson, lesson, Value::Empty, Value::Empty]);
    assert!(rows[0].get(2).is_blank());
}

#[test]
fn numbers_keep_their_digits() {
    for (stored, decimal) in [
        ("4.25", "4.25"),
        ("3.6666666666666665", "3.6666666666666665"),
        ("4.0999999999999996", "4.1"),
        ("1E-3", "0.001"),
        ("5", "5"),
        ("-0.5", "-0.5"),
    ] {
        let bytes = xlsx(&format!(r#"<row r="1"><c r="A1"><v>{stored}</v></c></row>"#));
        let rows = Workbook::open(&bytes).unwrap().grid(0).unwrap();
        let Value::Number(number) = rows[0].get(1) else { panic!("{stored} is a number") };
        assert_eq!((number.stored(), number.decimal().as_ref()), (stored, decimal));
    }
    assert_eq!(Number::read("5.0").unwrap().whole(), Some(5));
    assert_eq!(Number::read("5.5").unwrap().whole(), None);
    assert_eq!(["nan", "inf", "", "5 5", "О"].map(Number::read), [None; 5]);
}

#[test]
fn dates_are_known_by_their_style() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\.mm\.yyyy"/><numFmt numFmtId="165" formatCode="0.0&quot;дней&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"#;
    let rows = r#"<row r="1"><c r="A1" s="0"><v>45537</v></c><c r="B1" s="1"><v>45537</v></c><c r="C1" s="2"><v>45537.5</v></c><c r="D1" s="3"><v>2.5</v></c><c r="E1" t="d"><v>2024-09-02</v></c></row>"#;
    let bytes = xlsx_with(sheet(rows).as_bytes(), &[("xl/styles.xml", styles.as_bytes())]);
    assert_eq!(shown(&bytes), ["1: 45537|02.09.2024|02.09.2024 12:00|2.5|02.09.2024"]);
}

#[test]
fn shared_texts_are_joined_and_unescaped() {
    let texts = r#"<sst><si><t>Труд &amp; быт</t></si><si><r><t>Сред</t></r><r><t xml:space="preserve">ний балл</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b_x</t></si><si><t><![CDATA[1 < 2]]>&#10;&#x41F;</t></si></sst>"#;
    let rows = r#"<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row><row><c t="b"><v>1</v></c><c t="e"><v>#REF!</v></c><c t="str"><f>A1&amp;"x"</f><v>Итог</v></c></row>"#;
    let bytes = xlsx_with(sheet(rows).as_bytes(), &[("xl/sharedStrings.xml", texts.as_bytes())]);
    assert_eq!(shown(&bytes), ["1: Труд & быт|Средний балл|a\rb_x|1 < 2\nП", "2: ИСТИНА|#REF!|Итог"]);
    let rows = Workbook::open(&bytes).unwrap().grid(0).unwrap();
    assert!(rows[1].cells().last().unwrap().is_formula);
}

#[test]
fn prefixes_comments_and_order_do_not_matter() {
    let markup = r#"<?xml version="1.0"?><!-- журнал --><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2" ><x:c r="C2"><x:v>3</x:v></x:c><x:c r='A2'><x:v>1</x:v></x:c></x:row></x:sheetData><x:mergeCells><x:mergeCell ref="A1:Z1"/></x:mergeCells></x:worksheet>"#;
    let bytes = xlsx_with(markup.as_bytes(), &[]);
    assert_eq!(shown(&bytes), ["2: 1||3"]);
    let workbook = Workbook::open(&bytes).unwrap();
    let title = Block { first_row: 1, last_row: 1, first_column: 1, last_column: 26 };
    assert_eq!(workbook.merges(0).unwrap(), [title]);
}

#[test]
fn open_document_repeats_are_unfolded() {
    let bytes = ods(
        r#"<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="float" office:value="4.25" table:number-columns-repeated="2"><text:p>4,25</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
        <table:table-row><table:table-cell office:value-type="string" table:number-columns-spanned="2"><office:annotation><text:p>замечание</text:p></office:annotation><text:p>Русский<text:s text:c="2"/>язык</text:p><text:p>8А</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="date" office:date-value="2025-05-30"><text:p>30.05.25</text:p></table:table-cell></table:table-row>"#,
    );
    assert_eq!(shown(&bytes), ["1: |||4.25|4.25", "2: |||4.25|4.25", "1000003: Русский  язык\n8А||30.05.2025"]);
    assert_eq!(Workbook::open(&bytes).unwrap().merges(0).unwrap().len(), 1);
}

#[test]
fn old_workbooks_are_read() {
    let number = |bits: f64| bits.to_le_bytes().to_vec();
    let cells = [
        record(0xFD, &[place(0, 0, 0), vec![1, 0, 0, 0]].concat()),
        record(0x203, &[place(0, 1, 0), number(4.25)].concat()),
        record(0x27E, &[place(0, 2, 0), ((425u32 << 2) | 3).to_le_bytes().to_vec()].concat()),
        record(0x203, &[place(0, 3, 1), number(45537.0)].concat()),
        record(
            0xBD,
            &[
                vec![1, 0, 0, 0],
                vec![0, 0],
                22u32.to_le_bytes().to_vec(),
                vec![0, 0],
                18u32.to_le_bytes().to_vec(),
                vec![1, 0],
            ]
            .concat(),
        ),
        record(0x06, &[place(1, 2, 0), vec![0, 0, 0, 0, 0, 0, 255, 255], vec![0; 8]].concat()),
        record(0x207, &[vec![2, 0, 0], b"OK".to_vec()].concat()),
        record(0x205, &[place(1, 3, 0), vec![0x17, 1]].concat()),
        record(0xE5, &[1, 0, 0, 0, 0, 0, 0, 0, 3, 0]),
    ];
    let bytes = xls(&["Предмет", "Алгебра"], &cells);
    assert_eq!(shown(&bytes), ["1: Алгебра|4.25|4.25|02.09.2024", "2: 5|4|OK|#REF!"]);
    let workbook = Workbook::open(&bytes).unwrap();
    assert_eq!(workbook.sheets()[0].name, "Итоги");
    let title = Block { first_row: 1, last_row: 1, first_column: 1, last_column: 4 };
    assert_eq!(workbook.merges(0).unwrap(), [title]);
}

#[test]
fn pages_are_read_with_spans() {
    let page = "\u{feff}<HTML><style>td > b { }</style><body><TABLE class='table-print'>
        <tr><th rowspan=2>Предмет<th colspan=\"2\">Март<tr><td>24<td>25
        <tr><td>Алгебра &amp; начала</td><td>5&nbsp;/ 4</td><td>&nbsp;</td></tr></TABLE>
        <table><tr><td>вложено <table><tr><td>внутри</td></tr></table></td></tr></table>";
    let lines = shown(page.as_bytes());
    assert_eq!(lines, ["1: Предмет|Март", "2: |24|25", "3: Алгебра & начала|5 / 4", "1: вложено", "1: внутри"]);
    let workbook = Workbook::open(page.as_bytes()).unwrap();
    let names: Vec<_> = workbook.sheets().iter().map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(names, ["Таблица 1", "Таблица 2", "Таблица 3"]);
    assert_eq!(workbook.merges(0).unwrap().len(), 2);
}

#[test]
fn addresses_are_said_as_in_excel() {
    assert_eq!([1, 26, 27, 702, 703, 16_384].map(column_letters), ["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
    assert_eq!(
        ["A", "z", "XFD", "", "Б", "AAAAA"].map(column_number),
        [Some(1), Some(26), Some(16_384), None, None, None]
    );
    let address = Address { sheet: "Лист1".into(), row: 9, column: 15 };
    assert_eq!(address.to_string(), "Лист1!O9");
}
