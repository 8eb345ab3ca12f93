//! The Russian words of this feature.

use chrono::NaiveDate;
use school::ru;

pub(super) const PAGE: &str = "Показатели и нормы";
pub(super) const LEAD: &str = "Что измеряет школа, по каким формулам и на каком основании. Показатели — это данные: при \
    изменении приказа меняется набор, а не программа.";
pub(super) const SETTINGS: &str = "Настройки расчёта";
pub(super) const SAVED: &str = "Настройки сохранены. Показатели пересчитаны.";
pub(super) const NOTHING_CHANGED: &str = "Ничего не изменилось.";
pub(super) const WEIGHTS_OUT_OF_ORDER: &str =
    "Вес лучшей отметки не может быть меньше веса худшей; веса — целые числа от 0 до 100.";
pub(super) const NOT_A_NUMBER: &str = "Введите число, например 36 или 57 %.";

pub(super) fn validity(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (None, None) => "без срока".to_owned(),
        (Some(from), None) => format!("с {}", ru::date_short(from)),
        (None, Some(to)) => format!("по {}", ru::date_short(to)),
        (Some(from), Some(to)) => format!("с {} по {}", ru::date_short(from), ru::date_short(to)),
    }
}

pub(super) fn unit(unit: formula::Unit) -> &'static str {
    use formula::Unit;
    match unit {
        Unit::Share => "доля, %",
        Unit::PeopleShare => "чел. / %",
        Unit::WorkShare => "работ / %",
        Unit::People => "чел.",
        Unit::Points => "балл",
        Unit::Index => "индекс 0–100",
        Unit::Mark => "отметка",
        Unit::PerPerson => "ед. на учащегося",
        Unit::YesNo => "да / нет",
        Unit::SquareMetres => "м²",
    }
}
