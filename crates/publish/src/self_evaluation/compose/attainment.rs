//! 1.3, first half: attainment by marks of the last finished school year and over the years.

use analyse::{OutcomeTable, shown};
use formula::{Dimension, Group, Outcome, Unit};
use school::{EducationLevel, Exact, SchoolYear, ru};

use super::super::content::{Chart, Drawing, MarkSharesRow, Part, Point, Scale, Table};
use super::super::figures::{cell, hidden, hidden_size, hidden_within, marked, notes, reading};
use super::super::gather::Gathered;
use super::super::words;
use super::activity::capital;

const PASS: &str = "students.pass_rate";
const GOOD: &str = "students.good_mark_rate";
const EXCELLENT: &str = "students.excellent";
const ONE_THREE: &str = "students.one_three";
const MARKS_PASS: &str = "school.pass_rate";
const MARKS_GOOD: &str = "school.good_mark_rate";
const MEAN: &str = "school.mean_mark";
const INDEX: &str = "school.simonov_index";

pub(super) fn parts(gathered: &Gathered) -> Vec<Part> {
    let whole = |code: &str| gathered.attainment.get(code, &Vec::new()).filter(|outcome| outcome.value().is_some());
    let year = SchoolYear(gathered.finished());
    let mut parts = vec![Part::Heading("Успеваемость и качество знаний".to_owned())];
    let Some(good) = whole(GOOD) else {
        parts.push(super::absent(&format!("Годовые отметки за {} учебный год", year.short())));
        return parts;
    };
    parts.push(Part::Text(text(gathered, good, whole(PASS))));
    parts.push(Part::Table(trend(gathered)));
    if gathered.trend.iter().filter(|(_, table)| value(table, GOOD).is_some()).count() > 1 {
        parts.push(Part::Chart(trend_chart(gathered)));
    }
    let rows = rows(gathered);
    parts.push(Part::Table(table_of(gathered, "уровням образования", &rows.levels)));
    parts.push(Part::Chart(marks_by_level(gathered, &rows.levels)));
    parts.extend(breakdown(gathered, "параллелям", &rows.year_groups));
    parts.extend(breakdown(gathered, "классам", &rows.classes));
    parts.extend(by_subject(gathered));
    parts
}

fn value(table: &OutcomeTable, code: &str) -> Option<Exact> {
    table.get(code, &Vec::new()).and_then(Outcome::value)
}

/// «В 2023/24 учебном году успевают на «4» и «5» 123 человека (45,6 %) …».
fn text(gathered: &Gathered, good: &Outcome, pass: Option<&Outcome>) -> String {
    let part = good.part().unwrap_or(0);
    let mut text = format!(
        "По итогам {} учебного года {} на «4» и «5» {}",
        SchoolYear(gathered.finished()).short(),
        words::succeed(part),
        words::people_share(good).unwrap_or_default(),
    );
    if let Some(whole) = good.whole() {
        text.push_str(&format!(" из {}", words_of_base(whole)));
    }
    text.push('.');
    if let Some(said) = pass.and_then(words::people_share) {
        text.push_str(&format!(" Без неудовлетворительных отметок и «н/а» год завершили {said}."));
    }
    let before = gathered.trend.iter().rev().nth(1);
    if let (Some(now), Some((year, table))) = (good.value(), before)
        && let Some(was) = value(table, GOOD)
    {
        text.push_str(&format!(
            " По сравнению с {} учебным годом доля учащихся, успевающих на «4» и «5», {}.",
            SchoolYear(*year).short(),
            words::share_moved(&now, &was)
        ));
    }
    text.push_str(&words::caution(good.n()));
    text
}

/// «614 учащихся, имеющих отметки», «21 учащегося, имеющего отметки».
fn words_of_base(n: i64) -> String {
    let noun = ru::plural(n, "учащегося, имеющего отметки", "учащихся, имеющих отметки", "учащихся, имеющих отметки");
    format!("{} {noun}", ru::thousands(n))
}

fn trend(gathered: &Gathered) -> Table {
    let names: Vec<String> = gathered.trend.iter().map(|(year, _)| SchoolYear(*year).short()).collect();
    let mut columns = vec![("Показатель", 46)];
    columns.extend(names.iter().map(|name| (name.as_str(), 18)));
    let mut table = Table::new("Результаты обучения по учебным годам", 1, &columns);
    let rows = [
        ("Успевают (по учащимся), %", PASS, Unit::Share),
        ("Успевают на «4» и «5» (по учащимся), %", GOOD, Unit::Share),
        ("Отличники, %", EXCELLENT, Unit::Share),
        ("С одной «3», %", ONE_THREE, Unit::Share),
        ("Успеваемость по отметкам, %", MARKS_PASS, Unit::Share),
        ("Качество знаний по отметкам, %", MARKS_GOOD, Unit::Share),
        ("Степень обученности (СОУ)", INDEX, Unit::Index),
        ("Средняя отметка", MEAN, Unit::Mark),
    ];
    for (name, code, unit) in rows {
        let mut cells = vec![name.to_owned()];
        cells.extend(gathered.trend.iter().map(|(_, table)| cell(unit, table.get(code, &Vec::new()))));
        table.row(cells);
    }
    table.notes.push(
        "По учащимся — все отметки учащегося сразу; по отметкам — каждая годовая отметка отдельно. Без 1-х классов."
            .to_owned(),
    );
    table
}

fn trend_chart(gathered: &Gathered) -> Chart {
    let series = [("Успевают", PASS), ("На «4» и «5»", GOOD)].map(|(name, code)| {
        let readings =
            gathered.trend.iter().map(|(_, table)| reading(Unit::Share, table.get(code, &Vec::new()))).collect();
        (name.to_owned(), readings)
    });
    let caption = "Доля учащихся, успевающих и успевающих на «4» и «5», по учебным годам";
    Chart {
        caption: caption.to_owned(),
        alt: caption.to_owned(),
        drawing: Drawing::Lines {
            scale: Scale::Share,
            periods: gathered.trend.iter().map(|(year, _)| SchoolYear(*year).short()).collect(),
            series: series.to_vec(),
        },
    }
}

/// A group with its size, and the larger group that it is a part of.
struct Row {
    name: String,
    group: Group,
    /// what the groups within it call it
    key: String,
    larger: String,
    n: i64,
    is_hidden: bool,
}

/// The groups of the three tables, the small ones hidden in all of them together.
struct Rows {
    levels: Vec<Row>,
    year_groups: Vec<Row>,
    classes: Vec<Row>,
}

fn rows(gathered: &Gathered) -> Rows {
    let level_of = |year_group: &str| {
        let level = year_group.parse().ok().and_then(EducationLevel::of);
        level.map_or_else(String::new, |level| level.code().to_owned())
    };
    let mut levels = rows_of(gathered, Dimension::Level, |_| String::new());
    let mut year_groups = rows_of(gathered, Dimension::YearGroup, level_of);
    let mut classes = rows_of(gathered, Dimension::Class, digits);
    for row in &mut levels {
        row.name = EducationLevel::from_code(&row.key).map_or_else(String::new, |level| capital(level.name()));
    }
    let sizes: Vec<i64> = levels.iter().map(|row| row.n).collect();
    for (row, is_hidden) in levels.iter_mut().zip(hidden(&sizes)) {
        row.is_hidden = is_hidden;
    }
    hide(&mut year_groups, &levels);
    hide(&mut classes, &year_groups);
    Rows { levels, year_groups, classes }
}

fn rows_of(gathered: &Gathered, dimension: Dimension, larger: impl Fn(&str) -> String) -> Vec<Row> {
    let outcomes = gathered.attainment.of(GOOD, &[dimension]).into_iter();
    let mut rows: Vec<Row> = outcomes
        .filter(|outcome| outcome.value().is_some())
        .map(|outcome| {
            let key = outcome.at(dimension).unwrap_or_default().to_owned();
            Row {
                name: shown::place(dimension, outcome.at(dimension)),
                group: outcome.by.clone(),
                larger: larger(&key),
                n: outcome.whole().or(outcome.n()).unwrap_or(0),
                key,
                is_hidden: false,
            }
        })
        .collect();
    let level = |row: &Row| EducationLevel::from_code(&row.key);
    rows.sort_by_key(|row| (level(row), digits(&row.key).parse::<u32>().ok(), ru::sort_key(&row.key)));
    rows
}

fn hide(rows: &mut [Row], larger: &[Row]) {
    let place = |row: &Row| larger.iter().position(|one| one.key == row.larger).unwrap_or(larger.len());
    let sizes: Vec<(usize, i64)> = rows.iter().map(|row| (place(row), row.n)).collect();
    let mut larger_hidden: Vec<bool> = larger.iter().map(|row| row.is_hidden).collect();
    larger_hidden.push(false);
    for (row, is_hidden) in rows.iter_mut().zip(hidden_within(&sizes, &larger_hidden)) {
        row.is_hidden = is_hidden;
    }
}

/// «8» of «8А».
fn digits(name: &str) -> String {
    name.chars().take_while(char::is_ascii_digit).collect()
}

/// The cells of a row after its name: base, pass, good, excellent, mean, index.
fn cells(table: &OutcomeTable, row: &Row) -> Vec<String> {
    let outcome = |code: &str| table.get(code, &row.group);
    if row.is_hidden {
        let mut cells = vec![row.name.clone(), hidden_size(row.n)];
        cells.extend(std::iter::repeat_n(ru::NO_VALUE.to_owned(), 5));
        return cells;
    }
    vec![
        marked(&row.name, row.n),
        ru::thousands(row.n),
        cell(Unit::Share, outcome(PASS)),
        cell(Unit::Share, outcome(GOOD)),
        cell(Unit::Share, outcome(EXCELLENT)),
        cell(Unit::Mark, outcome(MEAN)),
        cell(Unit::Index, outcome(INDEX)),
    ]
}

const COLUMNS: [(&str, u32); 7] = [
    ("Группа", 28),
    ("Учащихся", 12),
    ("Успевают, %", 12),
    ("На «4» и «5», %", 12),
    ("Отличники, %", 12),
    ("Средняя отметка", 12),
    ("СОУ", 12),
];

fn table_of(gathered: &Gathered, by: &str, rows: &[Row]) -> Table {
    let year = SchoolYear(gathered.finished()).short();
    let mut table = Table::new(format!("Результаты по {by}, {year} учебный год"), 1, &COLUMNS);
    for row in rows {
        table.row(cells(&gathered.attainment, row));
    }
    let whole = gathered.attainment.get(GOOD, &Vec::new());
    let school = Row {
        name: "По школе".to_owned(),
        group: Vec::new(),
        key: String::new(),
        larger: String::new(),
        n: whole.and_then(Outcome::whole).unwrap_or(0),
        is_hidden: false,
    };
    table.total(cells(&gathered.attainment, &school));
    let sizes: Vec<i64> = rows.iter().map(|row| row.n).collect();
    let hidden: Vec<bool> = rows.iter().map(|row| row.is_hidden).collect();
    table.notes = notes(&sizes, &hidden);
    table
}

/// Counts of the marks 2, 3, 4 and 5, found from what indicators over the same marks say: how many there are, how many
/// are at least 3, how many at least 4, and their sum.
fn mark_counts(table: &OutcomeTable, group: &Group) -> Option<[i64; 4]> {
    let mean = table.get(MEAN, group)?;
    let n = mean.n()?;
    let sum = mean.value()? * Exact::from_integer(n.into());
    let sum = i64::try_from(sum.is_integer().then(|| sum.to_integer())?).ok()?;
    let pass = table.get(MARKS_PASS, group)?.part()?;
    let good = table.get(MARKS_GOOD, group)?.part()?;
    let (twos, threes) = (n - pass, pass - good);
    let fives = sum - 2 * twos - 3 * threes - 4 * good;
    let counts = [twos, threes, good - fives, fives];
    counts.iter().all(|count| *count >= 0).then_some(counts)
}

fn marks_by_level(gathered: &Gathered, levels: &[Row]) -> Chart {
    let shown = levels.iter().filter(|row| !row.is_hidden);
    let mut groups: Vec<(String, &Group)> = shown
        .filter_map(|row| Some((EducationLevel::from_code(&row.key)?.abbreviation().to_owned(), &row.group)))
        .collect();
    let whole = Vec::new();
    groups.push(("Школа".to_owned(), &whole));
    let rows = groups.into_iter().filter_map(|(label, group)| {
        let counts = mark_counts(&gathered.attainment, group)?;
        let n: i64 = counts.iter().sum();
        (n > 0).then(|| MarkSharesRow {
            label,
            base: format!("n = {}", ru::thousands(n)),
            shares: counts.iter().map(|count| share_point(*count, n)).collect(),
        })
    });
    let caption = "Распределение годовых отметок по уровням образования";
    Chart {
        caption: caption.to_owned(),
        alt: caption.to_owned(),
        drawing: Drawing::MarkShares { rows: rows.collect() },
    }
}

pub(super) fn share_point(count: i64, n: i64) -> Point {
    let share = Exact::new(count.into(), n.max(1).into());
    Point::new(&share, ru::percent(&share, 1))
}

/// A table and a chart of groups of one kind: year groups or classes.
fn breakdown(gathered: &Gathered, by: &str, rows: &[Row]) -> Vec<Part> {
    if rows.len() < 2 {
        return Vec::new();
    }
    let table = table_of(gathered, by, rows);
    let bars = rows
        .iter()
        .filter(|row| !row.is_hidden)
        .map(|row| (row.name.clone(), reading(Unit::Share, gathered.attainment.get(GOOD, &row.group))));
    let whole = value(&gathered.attainment, GOOD);
    let threshold = whole.map(|whole| Point::new(&whole, format!("по школе {}", ru::percent(&whole, 1))));
    let caption = format!("Доля учащихся, успевающих на «4» и «5», по {by}");
    let bars: Vec<_> = bars.collect();
    let mut parts = vec![Part::Table(table)];
    // One picture holds about thirty bars; more classes make several pictures.
    let pictures = bars.chunks(MOST_BARS).count();
    for (place, bars) in bars.chunks(MOST_BARS).enumerate() {
        let caption = if pictures > 1 { format!("{caption} (часть {})", place + 1) } else { caption.clone() };
        parts.push(Part::Chart(Chart {
            alt: caption.clone(),
            caption,
            drawing: Drawing::Bars { scale: Scale::Share, bars: bars.to_vec(), threshold: threshold.clone() },
        }));
    }
    parts
}

const MOST_BARS: usize = 24;

fn by_subject(gathered: &Gathered) -> Vec<Part> {
    let mut outcomes: Vec<&Outcome> = gathered.attainment.of(MARKS_GOOD, &[Dimension::Subject]);
    outcomes.retain(|outcome| outcome.value().is_some() && outcome.at(Dimension::Subject).is_some());
    outcomes.sort_by_key(|outcome| ru::sort_key(outcome.at(Dimension::Subject).unwrap_or_default()));
    if outcomes.len() < 2 {
        return Vec::new();
    }
    let columns = [
        ("Предмет", 34),
        ("Отметок", 12),
        ("Успеваемость, %", 14),
        ("Качество, %", 14),
        ("Средняя отметка", 14),
        ("СОУ", 12),
    ];
    let year = SchoolYear(gathered.finished()).short();
    let mut table = Table::new(format!("Результаты по предметам (годовые отметки), {year} учебный год"), 1, &columns);
    let sizes: Vec<i64> = outcomes.iter().map(|outcome| outcome.whole().unwrap_or(0)).collect();
    let hidden = hidden(&sizes);
    let mut bars = Vec::new();
    for ((outcome, n), is_hidden) in outcomes.iter().zip(&sizes).zip(hidden.iter().copied()) {
        let name = outcome.at(Dimension::Subject).unwrap_or_default();
        let of = |unit, code: &str| {
            if is_hidden { ru::NO_VALUE.to_owned() } else { cell(unit, gathered.attainment.get(code, &outcome.by)) }
        };
        table.row([
            marked(name, *n),
            if is_hidden { hidden_size(*n) } else { ru::thousands(*n) },
            of(Unit::Share, MARKS_PASS),
            of(Unit::Share, MARKS_GOOD),
            of(Unit::Mark, MEAN),
            of(Unit::Index, INDEX),
        ]);
        if !is_hidden {
            bars.push((name.to_owned(), reading(Unit::Share, Some(outcome))));
        }
    }
    table.notes = notes(&sizes, &hidden);
    let threshold = value(&gathered.attainment, MARKS_GOOD)
        .map(|whole| Point::new(&whole, format!("по школе {}", ru::percent(&whole, 1))));
    let caption = "Качество знаний по предметам (доля отметок «4» и «5»)";
    let chart = Chart {
        caption: caption.to_owned(),
        alt: caption.to_owned(),
        drawing: Drawing::Bars { scale: Scale::Share, bars, threshold },
    };
    vec![Part::Table(table), Part::Chart(chart)]
}
