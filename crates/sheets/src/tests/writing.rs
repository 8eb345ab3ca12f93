use chrono::NaiveDate;

use super::build::shown;
use crate::{Field, Value, Workbook, write_csv, write_table};

fn rows() -> Vec<Vec<Field>> {
    let dangerous = ["=1+1", "+7 900", "-5", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A1"];
    let mut rows: Vec<Vec<Field>> = dangerous.iter().map(|text| vec![Field::from(*text)]).collect();
    rows.push(vec![
        Field::from("Орлова; Анна «А»"),
        Field::Whole(-12),
        Field::Decimal("4.25".into()),
        Field::Date(NaiveDate::from_ymd_opt(2025, 5, 30).unwrap()),
        Field::Empty,
        Field::from("сказала \"да\""),
    ]);
    rows
}

#[test]
fn what_is_written_is_read_back() {
    let bytes = write_table("Оценки 8А", &["ФИО", "Число"], rows()).unwrap();
    let lines = shown(&bytes);
    assert_eq!(lines[0], "1: ФИО|Число");
    assert_eq!(lines[7], "8: Орлова; Анна «А»|-12|4.25|30.05.2025||сказала \"да\"");
    let workbook = Workbook::open(&bytes).unwrap();
    for row in &workbook.grid(0).unwrap()[1..7] {
        assert!(matches!(row.get(1), Value::Text(_)));
        assert!(row.cells().all(|cell| !cell.is_formula));
    }
    assert!(write_table("имя [с] скобками", &[], []).is_err());
}

#[test]
fn a_csv_runs_no_formulas() {
    let text = String::from_utf8(write_csv(&["=ФИО", "Число"], rows())).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[0], "\u{feff}'=ФИО;Число");
    assert_eq!(&lines[1..5], ["'=1+1", "'+7 900", "'-5", "'@SUM(A1)"]);
    assert_eq!(lines[7], "\"Орлова; Анна «А»\";-12;4,25;30.05.2025;;\"сказала \"\"да\"\"\"");
}
