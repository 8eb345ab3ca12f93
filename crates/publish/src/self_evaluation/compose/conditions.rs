//! 1.2, 1.4, 1.5, 1.7 and 1.8: management, the year, graduates, library, rooms and computers.

use analyse::engine::catalogue;
use formula::Unit;
use school::{SchoolYear, Term, ru};

use super::super::content::{Part, Table};
use super::super::figures::line;
use super::super::gather::Gathered;
use super::super::words;
use super::activity::capital;

pub(super) fn management(gathered: &Gathered) -> Vec<Part> {
    let mut parts = vec![Part::Text(
        "Управление школой осуществляется в соответствии с законодательством Российской Федерации и уставом на основе \
         сочетания принципов единоначалия и коллегиальности."
            .to_owned(),
    )];
    if !gathered.associations.is_empty() {
        let columns = [("Методическое объединение", 74), ("Учебных предметов", 26)];
        let mut table = Table::new("Методические объединения учителей", 1, &columns);
        let mut rows = gathered.associations.clone();
        rows.sort_by(|left, right| ru::compare(&left.0, &right.0));
        for (name, subjects) in rows {
            table.row([name, if subjects > 0 { ru::thousands(subjects) } else { ru::NO_VALUE.to_owned() }]);
        }
        parts.push(Part::Table(table));
    }
    parts
}

pub(super) fn process(gathered: &Gathered) -> Vec<Part> {
    let Some(dates) = &gathered.year_dates else {
        return vec![super::absent("Календарь учебного года")];
    };
    let mut parts = vec![Part::Text(format!(
        "{} учебный год начался {} и заканчивается {} Календарный учебный график утверждается ежегодно.",
        SchoolYear(gathered.year).short(),
        ru::date_long(dates.starts_on),
        ru::date_long(dates.ends_on),
    ))];
    if !gathered.terms.is_empty() {
        let caption = format!("Учебные периоды {} учебного года", SchoolYear(gathered.year).short());
        let mut table = Table::new(caption, 1, &[("Период", 40), ("Начало", 30), ("Окончание", 30)]);
        for term in &gathered.terms {
            let name = Term::from_code(&term.code).map_or_else(|| term.code.clone(), Term::name);
            table.row([name, ru::date_short(term.starts_on), ru::date_short(term.ends_on)]);
        }
        parts.push(Part::Table(table));
    }
    parts
}

/// Rows of the table of order 1324 as a small table of their own; nothing if nothing is known.
fn rows(gathered: &Gathered, caption: &str, codes: &[&str]) -> Option<Table> {
    let mut table = Table::new(caption, 1, &[("Показатель", 64), ("Единица", 16), ("Значение", 20)]);
    let mut is_known = false;
    for code in codes {
        let (Some(indicator), Some(outcome)) = (catalogue().indicator(code), gathered.row(code)) else { continue };
        is_known |= outcome.value().is_some();
        let name = if indicator.short_name.is_empty() { &indicator.name } else { &indicator.short_name };
        let unit = crate::labels::unit(indicator.unit).to_owned();
        table.row([capital(name.trim_end_matches([':', ','])), unit, line(indicator.unit, outcome)]);
    }
    is_known.then_some(table)
}

pub(super) fn graduates(gathered: &Gathered) -> Vec<Part> {
    let codes = ["1324.1.14", "1324.1.15", "1324.1.16", "1324.1.17"];
    let caption = format!("Итоги выпуска {} года", gathered.year);
    rows(gathered, &caption, &codes)
        .map_or_else(|| vec![super::absent("Сведения об аттестатах выпускников")], |table| vec![Part::Table(table)])
}

/// Whether a yes-or-no row says yes.
fn says_yes(gathered: &Gathered, code: &str) -> Option<bool> {
    Some(*gathered.row(code)?.value()?.numer() != 0)
}

pub(super) fn supply(gathered: &Gathered) -> Vec<Part> {
    let codes =
        ["1324.2.2", "1324.2.3", "1324.2.4", "1324.2.4.1", "1324.2.4.2", "1324.2.4.3", "1324.2.4.4", "1324.2.4.5"];
    let caption = "Учебно-методическое и библиотечно-информационное обеспечение";
    let Some(table) = rows(gathered, caption, &codes) else {
        return vec![super::absent("Сведения о библиотечном фонде и читальном зале")];
    };
    let mut said = Vec::new();
    if let Some(value) = gathered.row("1324.2.2").and_then(formula::Outcome::value) {
        said.push(format!(
            "На одного учащегося приходится {} экз. учебной и учебно-методической литературы.",
            ru::number(&value, 2)
        ));
    }
    match says_yes(gathered, "1324.2.4") {
        Some(true) => {
            let equipment = [
                ("1324.2.4.1", "компьютерами"),
                ("1324.2.4.2", "медиатекой"),
                ("1324.2.4.3", "средствами сканирования и распознавания текстов"),
                ("1324.2.4.4", "выходом в Интернет"),
                ("1324.2.4.5", "контролируемой распечаткой материалов"),
            ];
            let with: Vec<String> = equipment
                .iter()
                .filter(|(code, _)| says_yes(gathered, code) == Some(true))
                .map(|(_, what)| (*what).to_owned())
                .collect();
            let with = if with.is_empty() {
                String::new()
            } else {
                format!(", он обеспечен {}", words::listed(&with))
            };
            said.push(format!("В библиотеке есть читальный зал{with}."));
        }
        Some(false) => said.push("Читального зала в библиотеке нет.".to_owned()),
        None => {}
    }
    let mut parts = vec![Part::Table(table)];
    if !said.is_empty() {
        parts.insert(0, Part::Text(said.join(" ")));
    }
    parts
}

pub(super) fn material_base(gathered: &Gathered) -> Vec<Part> {
    let codes = ["1324.2.1", "1324.2.5", "1324.2.6"];
    let Some(table) = rows(gathered, "Материально-техническая база в расчёте на учащихся", &codes)
    else {
        return vec![super::absent("Сведения о компьютерах, доступе в Интернет и площади помещений")];
    };
    let value = |code: &str| gathered.row(code).and_then(formula::Outcome::value);
    let mut said = Vec::new();
    if let Some(area) = value("1324.2.6") {
        said.push(format!(
            "на одного учащегося приходится {} кв. м помещений образовательной деятельности",
            ru::number(&area, 2)
        ));
    }
    if let Some(computers) = value("1324.2.1") {
        said.push(format!("компьютеров в учебном процессе — {} на одного учащегося", ru::number(&computers, 2)));
    }
    if let Some(outcome) = gathered.row("1324.2.5").filter(|outcome| outcome.value().is_some()) {
        said.push(format!("доступ к широкополосному Интернету обеспечен: {}", line(Unit::PeopleShare, outcome)));
    }
    vec![Part::Text(format!("{}.", capital(&said.join("; ")))), Part::Table(table)]
}
