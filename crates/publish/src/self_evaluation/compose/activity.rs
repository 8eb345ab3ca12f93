//! 1.1: how many pupils there are, at what levels, in how many classes.

use school::{EducationLevel, Exact, ru};

use super::super::content::{Chart, Drawing, Part, Scale, Table};
use super::super::figures::amount;
use super::super::gather::{Gathered, count};
use super::super::words;

/// The rows of order 1324 that count the pupils of each level.
pub(super) const OF_LEVEL: [(EducationLevel, &str); 3] = [
    (EducationLevel::Primary, "1324.1.2"),
    (EducationLevel::LowerSecondary, "1324.1.3"),
    (EducationLevel::UpperSecondary, "1324.1.4"),
];
const ALL: &str = "1324.1.1";

pub(super) fn parts(gathered: &Gathered) -> Vec<Part> {
    let Some(all) = gathered.count(ALL).filter(|all| *all > 0) else {
        return vec![super::absent("Численность учащихся на дату отчёта")];
    };
    let mut parts =
        vec![Part::Text(contingent(gathered, all)), Part::Table(by_year(gathered)), Part::Chart(chart(gathered))];
    if !gathered.classes.is_empty() {
        parts.push(Part::Table(classes(gathered)));
    }
    parts.extend(special(gathered).map(Part::Text));
    parts
}

fn contingent(gathered: &Gathered, all: i64) -> String {
    let classes: i64 = gathered.classes.iter().map(|row| row.classes).sum();
    let place = if classes > 0 { format!(" {}", words::in_classes(classes)) } else { String::new() };
    let levels: Vec<String> = OF_LEVEL
        .iter()
        .filter_map(|(level, code)| Some((level, gathered.count(code).filter(|n| *n > 0)?)))
        .map(|(level, n)| format!("{} — {}", genitive(*level), ru::thousands(n)))
        .collect();
    let mut text = format!(
        "По состоянию на {} в школе {} {}{place}: по программам {}.",
        ru::date_long(gathered.as_of),
        words::studied(all),
        words::pupils(all),
        levels.join(", "),
    );
    let before = gathered.earlier.last().and_then(|(_, table)| count(table.get(ALL, &Vec::new())?)).filter(|n| *n > 0);
    if let Some(before) = before {
        text.push_str(&format!(
            " По сравнению с концом {} года численность {}.",
            gathered.year - 1,
            words::grown(all, before)
        ));
    }
    text
}

fn genitive(level: EducationLevel) -> &'static str {
    match level {
        EducationLevel::Primary => "начального общего образования",
        EducationLevel::LowerSecondary => "основного общего образования",
        EducationLevel::UpperSecondary => "среднего общего образования",
    }
}

/// Counts of a row by year, the reported one last; years without pupils are unknown.
fn counts(gathered: &Gathered, code: &str) -> Vec<Option<i64>> {
    let group = Vec::new();
    let is_known = |table: &analyse::OutcomeTable| table.get(ALL, &group).and_then(count).is_some_and(|all| all > 0);
    let earlier = gathered
        .earlier
        .iter()
        .map(|(_, table)| if is_known(table) { table.get(code, &group).and_then(count) } else { None });
    earlier.chain([gathered.count(code)]).collect()
}

fn years(gathered: &Gathered) -> Vec<i64> {
    gathered.earlier.iter().map(|(year, _)| *year).chain([gathered.year]).collect()
}

fn shown(count: Option<i64>) -> String {
    count.map_or_else(|| ru::NO_VALUE.to_owned(), ru::thousands)
}

fn by_year(gathered: &Gathered) -> Table {
    let names: Vec<String> = years(gathered).iter().map(|year| format!("{year} год")).collect();
    let mut columns = vec![("Уровень образования", 46)];
    columns.extend(names.iter().map(|name| (name.as_str(), 18)));
    let mut table = Table::new("Численность учащихся на конец года, человек", 1, &columns);
    for (level, code) in OF_LEVEL {
        let mut cells = vec![capital(level.name())];
        cells.extend(counts(gathered, code).into_iter().map(shown));
        table.row(cells);
    }
    let mut cells = vec!["Всего".to_owned()];
    cells.extend(counts(gathered, ALL).into_iter().map(shown));
    table.total(cells);
    table
}

fn chart(gathered: &Gathered) -> Chart {
    let series = OF_LEVEL.map(|(level, code)| {
        let readings = counts(gathered, code).into_iter().map(amount).collect();
        (level.abbreviation().to_owned(), readings)
    });
    let caption = "Численность учащихся по уровням образования";
    Chart {
        caption: caption.to_owned(),
        alt: format!("{caption} по годам"),
        drawing: Drawing::Columns {
            scale: Scale::Amount,
            groups: years(gathered).iter().map(ToString::to_string).collect(),
            series: series.to_vec(),
        },
    }
}

fn classes(gathered: &Gathered) -> Table {
    let columns = [("Уровень образования", 40), ("Классов", 20), ("Учащихся", 20), ("В среднем в классе", 20)];
    let mut table = Table::new("Классы и их средняя наполняемость", 1, &columns);
    let of_level = |level: EducationLevel| {
        let rows = gathered.classes.iter();
        let rows = rows.filter(|row| u8::try_from(row.year_group).ok().and_then(EducationLevel::of) == Some(level));
        rows.map(|row| row.classes).sum::<i64>()
    };
    let cells = |name: String, classes: i64, pupils: Option<i64>| {
        let mean = pupils.filter(|_| classes > 0).map(|n| ru::number(&Exact::new(n.into(), classes.into()), 1));
        vec![name, ru::thousands(classes), shown(pupils), mean.unwrap_or_else(|| ru::NO_VALUE.to_owned())]
    };
    for (level, code) in OF_LEVEL {
        let classes = of_level(level);
        if classes > 0 {
            table.row(cells(capital(level.name()), classes, gathered.count(code)));
        }
    }
    let all = gathered.classes.iter().map(|row| row.classes).sum();
    table.total(cells("Всего".to_owned(), all, gathered.count(ALL)));
    table
}

/// Pupils of advanced and profile classes, of distance and network forms.
fn special(gathered: &Gathered) -> Option<String> {
    let forms = [
        ("1324.1.20", "углублённо изучают отдельные учебные предметы"),
        ("1324.1.21", "обучаются по программам профильного обучения"),
        ("1324.1.22", "обучаются с применением дистанционных технологий и электронного обучения"),
        ("1324.1.23", "обучаются в рамках сетевой формы реализации программ"),
    ];
    let said: Vec<String> = forms
        .into_iter()
        .filter_map(|(code, what)| {
            let outcome = gathered.row(code)?;
            let is_some = outcome.part().is_some_and(|part| part > 0);
            is_some.then(|| words::people_share(outcome).map(|share| format!("{what} — {share}")))?
        })
        .collect();
    (!said.is_empty()).then(|| format!("Из общего числа учащихся {}.", said.join("; ")))
}

/// The same words with a capital letter.
pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
