//! How values of indicators are shown: the one place in this crate where an exact number becomes text.

use formula::{Better, Dimension, Group, Indicator, Outcome, State, Unit};
use school::{EducationLevel, Exact, Term, ru};

/// A value in its unit, rounded for reading: «57,1 %», «64,3», «4,25», «да».
#[must_use]
pub fn value(unit: Unit, value: &Exact) -> String {
    match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => ru::percent(value, 1),
        Unit::Index => ru::number(value, 1),
        Unit::People if value.is_integer() => ru::number(value, 0),
        Unit::People | Unit::Points | Unit::Mark | Unit::PerPerson => ru::number(value, 2),
        Unit::YesNo if *value == Exact::from_integer(0) => "нет".to_owned(),
        Unit::YesNo => "да".to_owned(),
        Unit::SquareMetres => format!("{}{}м²", ru::number(value, 2), ru::NBSP),
    }
}

/// A numerator or a denominator: whole as it is, otherwise with two places: «2 995», «11 402,5».
#[must_use]
pub fn side(value: &Exact) -> String {
    let whole = value.is_integer().then(|| i64::try_from(value.to_integer()).ok()).flatten();
    whole.map_or_else(|| ru::number(value, 2), ru::thousands)
}

/// A border of a level or a rule, as exactly as it was written: «57 %», «28,5 %», «36».
#[must_use]
pub fn border(unit: Unit, border: &Exact) -> String {
    match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => formula::percent_words(border),
        _ => formula::exact_words(border),
    }
}

/// A change in its unit with its sign; of shares in percentage points: «−8,3 п. п.».
#[must_use]
pub fn change(unit: Unit, change: &Exact) -> String {
    match unit {
        Unit::Share | Unit::PeopleShare | Unit::WorkShare => {
            format!("{}{}п.{}п.", ru::signed(&(change * Exact::from_integer(100)), 1), ru::NBSP, ru::NBSP)
        }
        Unit::Index => ru::signed(change, 1),
        Unit::People => ru::signed(change, 0),
        Unit::Points | Unit::Mark | Unit::PerPerson | Unit::SquareMetres | Unit::YesNo => ru::signed(change, 2),
    }
}

/// «17 работ»: not to be broken from its number.
#[must_use]
pub fn works(n: i64) -> String {
    ru::counted(n, "работа", "работы", "работ").replacen(' ', "\u{a0}", 1)
}

/// The value of an outcome, or a dash.
#[must_use]
pub fn outcome(unit: Unit, outcome: &Outcome) -> String {
    match (outcome.value(), &outcome.state) {
        (Some(number), _) if unit == Unit::PeopleShare => match outcome.part() {
            Some(part) => format!("{}{}чел. / {}", ru::thousands(part), ru::NBSP, value(unit, &number)),
            None => value(unit, &number),
        },
        (Some(number), _) if unit == Unit::WorkShare => match outcome.part() {
            Some(part) => format!("{} / {}", works(part), value(unit, &number)),
            None => value(unit, &number),
        },
        (Some(number), _) => value(unit, &number),
        (None, State::NotApplicable(_)) => "неприменимо".to_owned(),
        (None, _) => ru::NO_VALUE.to_owned(),
    }
}

/// The key of the level for `ui/levels.html`; empty where the indicator has no levels.
#[must_use]
pub fn level_key(indicator: &Indicator, outcome: &Outcome) -> &'static str {
    let Some(value) = outcome.value() else {
        return match outcome.state {
            State::NotApplicable(_) => "not_applicable",
            _ => "absent",
        };
    };
    indicator.levels.of(&value, indicator.better).map_or("", |(level, _)| level.code())
}

/// The level with the name that the pack gives it, for `ui/levels.html`; empty where the indicator has no levels.
#[must_use]
pub fn level(indicator: &Indicator, outcome: &Outcome) -> web::ui::Level {
    let named = outcome.value().and_then(|value| indicator.levels.of(&value, indicator.better));
    let name = named.map_or_else(String::new, |(level, name)| level.own_name(name));
    web::ui::Level { key: level_key(indicator, outcome), name }
}

/// The word for `levels::change`: `better`, `worse`, `same`, `up`, `down`.
#[must_use]
pub fn direction(better: Better, change: &Exact) -> &'static str {
    let zero = Exact::from_integer(0);
    match (better, change.cmp(&zero)) {
        (_, std::cmp::Ordering::Equal) => "same",
        (Better::Higher, std::cmp::Ordering::Greater) | (Better::Lower, std::cmp::Ordering::Less) => "better",
        (Better::Higher, std::cmp::Ordering::Less) | (Better::Lower, std::cmp::Ordering::Greater) => "worse",
        (Better::Neither, std::cmp::Ordering::Greater) => "up",
        (Better::Neither, std::cmp::Ordering::Less) => "down",
    }
}

/// One value of a breakdown in words: «8А», «7-е классы», «2-я четверть», «задание 4К1».
#[must_use]
pub fn place(dimension: Dimension, value: Option<&str>) -> String {
    let Some(value) = value else { return format!("{}: не указано", dimension.title()) };
    match dimension {
        Dimension::Term if value == "year" => "год".to_owned(),
        Dimension::Term => Term::from_code(value).map_or_else(|| value.to_owned(), Term::name),
        Dimension::YearGroup => format!("{value}-е классы"),
        Dimension::Level => {
            EducationLevel::from_code(value).map_or_else(|| value.to_owned(), |level| level.abbreviation().to_owned())
        }
        Dimension::Item => format!("задание {value}"),
        Dimension::Sex if value == "f" => "девочки".to_owned(),
        Dimension::Sex if value == "m" => "мальчики".to_owned(),
        Dimension::Class | Dimension::Subject | Dimension::Sex => value.to_owned(),
    }
}

/// A group in words as a viewer sees it: the whole is the school only for those who see all of it.
#[must_use]
pub fn group_seen_by(scope: &access::Scope, of: &Group) -> String {
    if of.is_empty() && !scope.whole { "Мои классы и предметы".to_owned() } else { group(of) }
}

/// A group in words: «8А, Алгебра, 2-я четверть»; the whole is «Школа».
#[must_use]
pub fn group(group: &Group) -> String {
    if group.is_empty() {
        return "Школа".to_owned();
    }
    let places: Vec<String> = group.iter().map(|(dimension, value)| place(*dimension, value.as_deref())).collect();
    places.join(", ")
}
