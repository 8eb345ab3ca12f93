//! 2: the table of order 1324, row by row, and what it leaves open.

use analyse::engine::catalogue;
use formula::{Indicator, Outcome, State, Unit};

use super::super::content::{IndicatorLine, LineState, Part, Point, Question, Table, TableRow};
use super::super::figures::{line, must_hide};
use super::super::gather::{Gathered, indicators};
use crate::labels;

/// The rows that are printed: of several that share a number (a mean in marks and one in points) those that are known,
/// or the first if none is.
fn printed(gathered: &Gathered) -> Vec<(&'static Indicator, Outcome)> {
    let rows: Vec<(&'static Indicator, Outcome)> =
        indicators().filter_map(|one| Some((one, gathered.row(&one.code)?.clone()))).collect();
    let is_known = |outcome: &Outcome| outcome.value().is_some();
    let mut printed: Vec<(&'static Indicator, Outcome)> = Vec::new();
    for (indicator, outcome) in rows.iter().cloned() {
        let any = rows.iter().any(|(other, outcome)| other.number == indicator.number && is_known(outcome));
        let is_first = !printed.iter().any(|(other, _)| other.number == indicator.number);
        if is_known(&outcome) || (!any && is_first) {
            printed.push((indicator, outcome));
        }
    }
    printed
}

pub(super) fn lines(gathered: &Gathered) -> Vec<IndicatorLine> {
    let shown = |(indicator, outcome): (&Indicator, Outcome)| {
        let is_hidden = must_hide(indicator.unit, &outcome);
        let state = match outcome.state {
            _ if is_hidden => LineState::Hidden,
            State::Value => LineState::Value,
            State::Zero => LineState::Zero,
            State::Absent(_) => LineState::Absent,
            State::NotApplicable(_) => LineState::NotApplicable,
        };
        let shown = line(indicator.unit, &outcome);
        let figure = outcome.figure.filter(|_| !is_hidden);
        IndicatorLine {
            code: indicator.code.clone(),
            number: indicator.number.clone(),
            part: indicator.section.clone(),
            name: indicator.name.clone(),
            unit: labels::unit(indicator.unit).to_owned(),
            value: figure.map(|figure| Point::new(&figure.value, shown.clone())),
            share: figure.and_then(|figure| figure.share),
            shown,
            state,
        }
    };
    printed(gathered).into_iter().map(shown).collect()
}

pub(super) fn parts(lines: &[IndicatorLine]) -> Vec<Part> {
    let columns = [("№ п/п", 10), ("Показатель", 58), ("Единица измерения", 14), ("Значение", 18)];
    let mut table = Table::new("Показатели деятельности общеобразовательной организации", 2, &columns);
    let mut part = "";
    for line in lines {
        if line.part != part {
            part = &line.part;
            table.rows.push(TableRow::Group(part.to_owned()));
        }
        table.row([line.number.clone(), line.name.clone(), line.unit.clone(), line.shown.clone()]);
    }
    if lines.iter().any(|line| line.state == LineState::Hidden) {
        table.notes.push("«Менее 5 чел.» — группа слишком мала, чтобы публиковать её результаты.".to_owned());
    }
    table.notes.push(
        "Значение «чел./%» — численность и её доля. «Нет данных» — сведения не внесены; ноль печатается как ноль."
            .to_owned(),
    );
    vec![Part::Table(table)]
}

pub(super) fn questions(gathered: &Gathered) -> Vec<Question> {
    let absent = |(indicator, outcome): &(&'static Indicator, Outcome)| {
        let State::Absent(why) = &outcome.state else { return None };
        let name = if indicator.short_name.is_empty() { &indicator.name } else { &indicator.short_name };
        let missing = &indicator.missing;
        let (text, href) = if missing.text.is_empty() {
            (why.say(), "/collect/imports".to_owned())
        } else {
            (missing.text.clone(), missing.page.clone())
        };
        let action = match href.as_str() {
            "/collect/conditions" => "Внести сведения об условиях",
            _ => "Загрузить данные",
        };
        Some(Question {
            text: format!("Строка {} «{}»: {}", indicator.number, name.trim_end_matches(':'), lower(&text)),
            href,
            action: action.to_owned(),
        })
    };
    let mut questions: Vec<Question> = printed(gathered).iter().filter_map(absent).collect();
    questions.extend(gathered.checks.iter().filter(|check| check.holds == Some(false)).map(|check| {
        let number = check.code.split('-').next().unwrap_or_default();
        let code = indicators().find(|one| one.number == number).map_or("1324.1.1", |one| one.code.as_str());
        Question {
            text: format!("{}{}", check.message, sides(code, check)),
            href: format!("/analyse/explain/{code}"),
            action: "Посмотреть, как получено".to_owned(),
        }
    }));
    questions
}

/// «: 610 и 614», as far as both sides are numbers of the unit of the row.
fn sides(code: &str, check: &formula::CheckOutcome) -> String {
    // A check of what is known counts people, whatever the unit of the row.
    if let (true, Some(left)) = (check.code.ends_with("-known"), &check.left) {
        return format!(" ({} человек)", analyse::shown::value(Unit::People, &left.value));
    }
    let unit = catalogue().indicator(code).map_or(Unit::People, |indicator| indicator.unit);
    match (&check.left, &check.right) {
        (Some(left), Some(right)) => {
            format!(": {} и {}", analyse::shown::value(unit, &left.value), analyse::shown::value(unit, &right.value))
        }
        _ => String::new(),
    }
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
