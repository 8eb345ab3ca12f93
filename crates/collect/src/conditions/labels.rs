//! The Russian of conditions.

use chrono::NaiveDate;
use school::ru;

use super::definitions::{Condition, Kind};

pub(super) const CONDITIONS: &str = "Условия";
pub(super) const LEAD: &str =
    "Числа для самообследования, которых нет в файлах. Каждое относится к дате: прежние значения остаются.";
pub(super) const DATE_MISSING: &str = "Укажите, на какую дату верны эти сведения.";
pub(super) const DATE_AHEAD: &str = "Эта дата ещё не наступила.";
pub(super) const NEGATIVE: &str = "Здесь не бывает отрицательных чисел.";
pub(super) const TOO_LARGE: &str = "Слишком большое число: проверьте, нет ли лишних цифр.";
pub(super) const NOTHING: &str = "Заполните хотя бы одно поле.";
pub(super) const UNCHANGED: &str = "Такие значения на эту дату уже записаны.";
pub(super) const SAVED: &str = "Сохранено.";
pub(super) const YES: &str = "Да";
pub(super) const NO: &str = "Нет";

pub(super) fn entered(as_of: NaiveDate, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let values = ru::counted(count, "значение", "значения", "значений");
    format!("Введены сведения об условиях на {}: {values}", ru::date_long(as_of))
}

/// What the indicator is, and what was known before.
pub(super) fn hint(condition: &Condition, previous: Option<(NaiveDate, String)>) -> String {
    let mut parts = Vec::new();
    if !condition.help.is_empty() {
        parts.push(condition.help.clone());
    }
    let feeds: Vec<String> = condition.indicators().map(|(number, name)| feeds(number, name)).collect();
    if !feeds.is_empty() {
        parts.push(format!("Для показателя {}", feeds.join(", ")));
    }
    if let Some((as_of, value)) = previous {
        parts.push(format!("Было на {}: {value}", ru::date_short(as_of)));
    }
    parts.join(". ")
}

fn feeds(number: &str, name: &str) -> String {
    let name = name.trim_end_matches(", в том числе:");
    if name.is_empty() { number.to_owned() } else { format!("{number} «{name}»") }
}

pub(super) fn value(kind: Kind, number: &school::Exact) -> String {
    if kind == Kind::YesNo {
        return if number.is_integer() && number.to_integer() == 1 { YES } else { NO }.to_owned();
    }
    if number.is_integer() {
        return number.to_integer().to_string();
    }
    let shown = ru::number(number, 2);
    shown.trim_end_matches('0').to_owned()
}

pub(super) fn unit(kind: Kind) -> &'static str {
    match kind {
        Kind::Area => "кв. м",
        Kind::Number | Kind::YesNo => "",
    }
}
