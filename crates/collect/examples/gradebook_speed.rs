//! How long a year of gradebook marks takes.
//!
//! `gradebook_speed make FOLDER` writes a synthetic year (40 classes, 1,000 students, 16 subjects, 900,000 marks) as CSV
//! and XLSX; `gradebook_speed load FILE DATABASE` imports one and prints seconds and the peak of memory.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use chrono::{Duration, NaiveDate};
use collect::imports::{Decisions, DiskFile, KeptMappings, Options, Original, Reading, apply, recount, tallies};
use ledger::{Actor, Change};
use store::Store;

const CLASSES: u32 = 40;
const STUDENTS: u32 = 25;
const SUBJECTS: [&str; 16] = [
    "Русский язык",
    "Литература",
    "Иностранный язык (английский)",
    "Алгебра",
    "Геометрия",
    "Вероятность и статистика",
    "Информатика",
    "История",
    "Обществознание",
    "География",
    "Физика",
    "Химия",
    "Биология",
    "Музыка",
    "Физическая культура",
    "Труд (технология)",
];
/// 40 × 25 × 16 × 56 are 896,000; every fourth student has one more in the first subjects.
const MARKS: u32 = 56;

struct Line {
    student: String,
    class: String,
    subject: &'static str,
    teacher: String,
    on: NaiveDate,
    mark: u32,
    weight: &'static str,
}

fn lines() -> impl Iterator<Item = Line> {
    let first = NaiveDate::from_ymd_opt(2024, 9, 2).expect("a date");
    (0..CLASSES).flat_map(move |class| {
        (0..STUDENTS).flat_map(move |student| {
            (0..16_u32).flat_map(move |subject| {
                let more = u32::from(student % 4 == 0) * u32::from(subject < 16);
                (0..MARKS + more).map(move |number| {
                    let seed = class * 7_919 + student * 104_729 + subject * 1_299_709 + number * 15_485_863;
                    let on = first + Duration::days(i64::from(number * 47 / 10));
                    Line {
                        student: person(class * STUDENTS + student),
                        class: format!(
                            "{}{}",
                            5 + class / 8,
                            ["А", "Б", "В", "Г", "Д", "Е", "Ж", "З"][(class % 8) as usize]
                        ),
                        subject: SUBJECTS[subject as usize],
                        teacher: teacher(subject * 4 + class / 10),
                        on,
                        mark: 2 + (seed / 97) % 4,
                        weight: ["1", "1", "1,5", "2"][(seed % 4) as usize],
                    }
                })
            })
        })
    })
}

fn person(number: u32) -> String {
    let surnames =
        ["Абрамов", "Белов", "Власов", "Голубев", "Данилов", "Егоров", "Жуков", "Зайцев", "Исаев", "Калинин"];
    let names = ["Артур", "Богдан", "Виктор", "Глеб", "Денис", "Егор", "Захар", "Иван", "Кирилл", "Лев"];
    let fathers = [
        "Андреевич",
        "Борисович",
        "Викторович",
        "Глебович",
        "Денисович",
        "Егорович",
        "Захарович",
        "Иванович",
        "Кириллович",
        "Львович",
    ];
    let at = |list: [&'static str; 10], number: u32| list[(number % 10) as usize];
    format!("{} {} {}", at(surnames, number), at(names, number / 10), at(fathers, number / 100))
}

fn teacher(number: u32) -> String {
    format!(
        "{} Ольга Петровна",
        ["Юдина", "Яшина", "Ершова", "Фомина", "Шилова", "Чернова", "Орлова", "Тарасова"][(number % 8) as usize]
            .to_owned()
            + ["", "-Белая", "-Серая", "-Синяя", "-Малая", "-Большая", "-Новая", "-Старая"][(number / 8 % 8) as usize]
    )
}

fn make(folder: &Path) {
    let head = ["Ученик", "Класс", "Предмет", "Учитель", "Дата", "Отметка", "Вес"];
    let mut csv = String::from("\u{feff}") + &head.join(";") + "\r\n";
    let mut count = 0;
    for line in lines() {
        let on = line.on.format("%d.%m.%Y");
        writeln!(
            csv,
            "{};{};{};{};{on};{};{}\r",
            line.student, line.class, line.subject, line.teacher, line.mark, line.weight
        )
        .expect("writing to a string does not fail");
        count += 1;
    }
    std::fs::write(folder.join("gradebook.csv"), csv).expect("writing the CSV");
    let rows = lines().map(|line| {
        vec![
            sheets::Field::from(line.student),
            sheets::Field::from(line.class),
            sheets::Field::from(line.subject),
            sheets::Field::from(line.teacher),
            sheets::Field::from(line.on),
            sheets::Field::from(i64::from(line.mark)),
            sheets::Field::from(line.weight),
        ]
    });
    let bytes = sheets::write_table("Отметки", &head, rows).expect("writing the workbook");
    std::fs::write(folder.join("gradebook.xlsx"), bytes).expect("writing the XLSX");
    println!("{count} rows");
}

async fn load(file: &Path, database: &str) {
    let store = Store::open(database).await.expect("the database");
    store.migrate(&collect::schema()).await.expect("the tables");
    let today = NaiveDate::from_ymd_opt(2025, 6, 1).expect("a date");
    let now = today.and_hms_opt(9, 0, 0).expect("a time").and_utc();
    let options = Options { school_year: Some(2024), create_missing: true, today };
    println!("before: {} MB", peak());
    let start = Instant::now();
    let disk = DiskFile::open(file).expect("the file");
    println!("looked at and hashed: {:.2?}", start.elapsed());
    let Reading::Parsed(parsed) = disk.parse(&KeptMappings::default()).expect("a table") else {
        panic!("the columns are not known");
    };
    println!("read: {:.2?}, {} MB", start.elapsed(), peak());
    let change = Change::begin(&store, Actor::program("Замер"), now, today).await.expect("a change");
    let applied =
        apply(change, *parsed, Original::Disk(&disk), &options, &Decisions::default()).await.expect("an import");
    println!(
        "{} rows in {:.2?}, peak {} MB; created {}, unchanged {}, left out {}, discrepancies {}",
        applied.preview.rows_read,
        start.elapsed(),
        peak(),
        applied.preview.created,
        applied.preview.unchanged,
        applied.preview.left_out,
        applied.preview.discrepancies.len()
    );
    let mut store = store;
    let kept = tallies(&mut store, 2024).await.expect("counters");
    assert_eq!(kept, recount(&mut store, 2024).await.expect("a recount"), "counters are true");
    println!("{} counters are true", kept.len());
}

/// The most memory this process has used, in MB.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:"));
    let kb = line.and_then(|line| line.split_whitespace().nth(1)).and_then(|kb| kb.parse::<u64>().ok());
    kb.unwrap_or(0) / 1024
}

#[tokio::main]
async fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["make", folder] => make(Path::new(folder)),
        ["load", file, database] => load(&PathBuf::from(file), database).await,
        _ => eprintln!("gradebook_speed make FOLDER | load FILE DATABASE"),
    }
}
