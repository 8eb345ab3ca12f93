//! The same table as XLSX: `csv_to_xlsx FROM.csv TO.xlsx`. For measuring imports.

use std::error::Error;

use sheets::{Field, Kind, Workbook, write_table};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("csv_to_xlsx FROM.csv TO.xlsx".into());
    };
    let bytes = std::fs::read(from)?;
    let text = std::str::from_utf8(&bytes)?.trim_start_matches('\u{feff}');
    let mut lines = text.lines();
    let head: Vec<&str> = lines.next().unwrap_or_default().split(';').collect();
    let rows = lines.map(|line| line.split(';').map(field).collect());
    let made = write_table("Журнал", &head, rows)?;
    // What is measured must be readable.
    assert_eq!(Workbook::open(&made)?.kind(), Kind::Xlsx);
    Ok(std::fs::write(to, made)?)
}

/// Numbers and dates stand in a workbook as such, not as texts.
fn field(text: &str) -> Field {
    match (text.parse::<i64>(), school::ru::parse_date(text)) {
        (Ok(number), _) => Field::Whole(number),
        (_, Some(date)) => Field::Date(date),
        _ => Field::Text(text.to_owned()),
    }
}
