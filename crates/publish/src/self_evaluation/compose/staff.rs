//! 1.6: who teaches, by education, category, experience, age and courses.

use formula::Unit;
use school::ru;

use super::super::content::{Chart, Drawing, Part, Scale, Table};
use super::super::figures::{line, reading};
use super::super::gather::Gathered;
use super::super::words;

const ALL: &str = "1324.1.24";

/// A heading, and rows of order 1324 with their names.
type Group = (&'static str, &'static [(&'static str, &'static str)]);

const GROUPS: [Group; 5] = [
    (
        "Образование",
        &[
            ("Высшее", "1324.1.25"),
            ("в том числе высшее педагогическое", "1324.1.26"),
            ("Среднее профессиональное", "1324.1.27"),
            ("в том числе среднее педагогическое", "1324.1.28"),
        ],
    ),
    (
        "Квалификационная категория",
        &[("Высшая", "1324.1.29.1"), ("Первая", "1324.1.29.2"), ("Всего с категорией", "1324.1.29")],
    ),
    ("Педагогический стаж", &[("До 5 лет", "1324.1.30.1"), ("Свыше 30 лет", "1324.1.30.2")]),
    ("Возраст", &[("До 30 лет", "1324.1.31"), ("От 55 лет", "1324.1.32")]),
    ("Повышение квалификации", &[("За последние 5 лет", "1324.1.33"), ("По применению ФГОС", "1324.1.34")]),
];

pub(super) fn parts(gathered: &Gathered) -> Vec<Part> {
    let Some(all) = gathered.count(ALL).filter(|all| *all > 0) else {
        return vec![super::absent("Численность педагогических работников")];
    };
    let mut parts = vec![Part::Text(text(gathered, all)), Part::Table(table(gathered))];
    parts.extend(GROUPS.iter().filter_map(|group| chart(gathered, group)).map(Part::Chart));
    parts
}

fn text(gathered: &Gathered, all: i64) -> String {
    let share = |code: &str| gathered.row(code).and_then(words::people_share);
    let mut text = format!(
        "На {} в школе {} {} {}.",
        ru::date_long(gathered.as_of),
        ru::plural(all, "работает", "работают", "работают"),
        ru::thousands(all),
        ru::plural(all, "педагогический работник", "педагогических работника", "педагогических работников"),
    );
    if let Some(said) = share("1324.1.25") {
        text.push_str(&format!(" С высшим образованием — {said}."));
    }
    if let (Some(any), Some(highest), Some(first)) = (share("1324.1.29"), share("1324.1.29.1"), share("1324.1.29.2")) {
        text.push_str(&format!(
            " С квалификационной категорией по результатам аттестации — {any}: высшую — {highest}, первую — {first}."
        ));
    }
    if let Some(said) = share("1324.1.33") {
        text.push_str(&format!(
            " Повышение квалификации или профессиональную переподготовку за последние пять лет прошли {said} из числа \
             педагогических и административно-хозяйственных работников."
        ));
    }
    text.push_str(&words::caution(Some(all)));
    text
}

fn table(gathered: &Gathered) -> Table {
    let columns = [("Показатель", 66), ("Человек / доля", 34)];
    let mut table = Table::new("Состав педагогических работников", 1, &columns);
    for (heading, rows) in GROUPS {
        table.rows.push(super::super::content::TableRow::Group(heading.to_owned()));
        for (name, code) in rows {
            let shown = gathered
                .row(code)
                .map_or_else(|| crate::labels::NO_DATA.to_owned(), |outcome| line(Unit::PeopleShare, outcome));
            table.row([(*name).to_owned(), shown]);
        }
    }
    table.notes.push(
        "Доли — от численности педагогических работников; повышение квалификации — от численности педагогических и \
         административно-хозяйственных работников."
            .to_owned(),
    );
    table
}

fn chart(gathered: &Gathered, (heading, rows): &Group) -> Option<Chart> {
    let is_known = rows.iter().any(|(_, code)| gathered.row(code).is_some_and(|outcome| outcome.value().is_some()));
    let bars = rows.iter().map(|(name, code)| ((*name).to_owned(), reading(Unit::PeopleShare, gathered.row(code))));
    let caption = format!("{heading}: доля работников");
    is_known.then(|| Chart {
        alt: caption.clone(),
        caption,
        drawing: Drawing::Bars { scale: Scale::Share, bars: bars.collect(), threshold: None },
    })
}
