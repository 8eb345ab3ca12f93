//! The memory that refused uploads cost, measured in a process of their own.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use sheets::{TableFile, Workbook};

use crate::imports::parse::{Reading, Source, parse};
use crate::imports::upload::ImportError;

const FILE: &str = "IMPORTS_MEASURED_FILE";
const MOST: u64 = 300 * 1024;

/// Does nothing unless it is run by `refused` below, as a child that reads one file.
#[test]
fn child_reads_the_file() {
    let Some(path) = std::env::var_os(FILE) else {
        return;
    };
    let said = match read(Path::new(&path)) {
        Ok(Reading::Parsed(parsed)) => format!("read {}", parsed.content.len()),
        Ok(Reading::NeedsMapping(_)) => "columns wanted".to_owned(),
        Err(refusal) => refusal.to_string(),
    };
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    println!("\npeak={} outcome={said}", peak.trim().trim_end_matches(" kB"));
}

fn read(path: &Path) -> Result<Reading, ImportError> {
    let file = TableFile::open(path)?;
    let book = Workbook::open_file(&file)?;
    parse(&book, Source { file_name: "файл.csv", sha256: "" }, None)
}

/// What a child says about a file of a beginning and of numbered pieces, having kept within the limit of memory.
fn outcome(beginning: &str, times: u32, piece: impl Fn(u32) -> String) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upload");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    file.write_all(beginning.as_bytes()).unwrap();
    (0..times).for_each(|number| file.write_all(piece(number).as_bytes()).unwrap());
    drop(file);
    let child = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "imports::cases::memory::child_reads_the_file", "--nocapture"])
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

fn refused(beginning: &str, times: u32, piece: impl Fn(u32) -> String, because: &str) {
    let outcome = outcome(beginning, times, piece);
    assert!(outcome.contains(because), "{outcome}");
}

#[test]
#[cfg(target_os = "linux")]
fn endless_lists_cost_little_memory() {
    refused("ФИО;Класс\n", 8_000_000, |_| "a;b\n".to_owned(), "строк больше");
    let marks = "Ученик;Класс;Предмет;1 четверть;2 четверть;3 четверть;4 четверть;Год\n";
    let row = |number: u32| format!("Орлова Анна Олеговна {number};8А;Алгебра;О 2;0;4;5;4\n");
    refused(marks, 60_000, row, "строк больше");
    let comment = "длинное примечание ".repeat(100);
    refused("ФИО;Класс;Пол\n", 40_000, |_| format!("Орлова Анна;8А;{comment}\n"), "текста");
}

#[test]
#[cfg(target_os = "linux")]
fn endless_journals_cost_little_memory() {
    let journal = "Дата;Ученик;Класс;Предмет;Отметка\n";
    let names = |number: u32| format!("02.09.2024;Ученик {number};8А;Алгебра;5\n");
    refused(journal, 500_000, names, "столбце «ФИО ученика»");
    let days = |number: u32| format!("день {number};Орлова Анна;8А;Алгебра;5\n");
    assert_eq!(outcome(journal, 600_000, days), "read 0");
}

#[test]
#[cfg(target_os = "linux")]
fn a_wide_table_is_refused_by_its_headings() {
    let headings: Vec<String> = (0..2_002).map(|column| format!("Оценка {column}")).collect();
    let row = "5;".repeat(2_001) + "5\n";
    refused(&(headings.join(";") + "\n"), 6_000, |_| row.clone(), "столбцов больше");
}
