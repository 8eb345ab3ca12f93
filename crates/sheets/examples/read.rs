//! Reads table files and says how many rows and cells they have, how long it took and how much memory.
//!
//! `cargo run --release --example read -- FILE…`; `--make N FILE` writes a journal of N rows to try it on.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use sheets::{Field, TableFile, Workbook, write_csv, write_table};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, count, path] = arguments.as_slice()
        && flag == "--make"
    {
        let rows = count.parse().unwrap_or(1_000);
        return finish(make(rows, path));
    }
    arguments
        .iter()
        .map(|path| finish(read(path)))
        .max_by_key(|code| *code != ExitCode::SUCCESS)
        .unwrap_or(ExitCode::SUCCESS)
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn finish(outcome: Outcome) -> ExitCode {
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn read(path: &str) -> Outcome {
    let begun = Instant::now();
    let file = TableFile::open(Path::new(path))?;
    let workbook = Workbook::open_file(&file)?;
    for (position, sheet) in workbook.sheets().iter().enumerate() {
        let (mut count, mut cells, mut shown) = (0u64, 0u64, 0usize);
        let mut rows = workbook.rows(position)?;
        while let Some(row) = rows.next_row()? {
            count += 1;
            cells += row.cells().count() as u64;
            shown += row.cells().map(|cell| cell.value.shown().len()).sum::<usize>();
        }
        println!("{}: {count} rows, {cells} cells, {shown} bytes shown", sheet.name);
    }
    println!("{:?}, {} ms", workbook.kind(), begun.elapsed().as_millis());
    if let Some(mut records) = workbook.records()? {
        let begun = Instant::now();
        let mut fields = 0;
        while let Some(record) = records.next_record()? {
            fields += record.fields().count();
        }
        println!("records alone: {fields} fields, {} ms", begun.elapsed().as_millis());
    }
    if let Ok(status) = std::fs::read_to_string("/proc/self/status") {
        status.lines().filter(|line| line.starts_with("VmHWM")).for_each(|line| println!("{line}"));
    }
    Ok(())
}

fn make(count: u32, path: &str) -> Outcome {
    let headers = ["student", "class", "subject", "teacher", "date", "mark", "weight", "kind"];
    let start = chrono::NaiveDate::from_ymd_opt(2024, 9, 2).unwrap_or_default();
    let rows = (0..count).map(|row| {
        vec![
            Field::Text(format!("Иванова Мария Сергеевна{}", row % 1_000)),
            Field::Text(format!("{}А", 5 + row % 7)),
            Field::from("Русский язык"),
            Field::Text(format!("Петрова Анна Ивановна{}", row % 50)),
            Field::Date(start + chrono::Days::new(u64::from(row % 260))),
            Field::Whole(i64::from(2 + row % 4)),
            Field::Decimal("1.5".to_owned()),
            Field::from("ответ на уроке"),
        ]
    });
    let bytes =
        if path.ends_with(".csv") { write_csv(&headers, rows) } else { write_table("Журнал", &headers, rows)? };
    Ok(std::fs::write(path, bytes)?)
}
