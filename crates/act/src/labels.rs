//! The Russian words of this crate.

pub(crate) const ACTION_ITEM: &str = "Поручение";
pub(crate) const ACTION_ITEMS: &str = "Поручения";
pub(crate) const EVIDENCE_MISSING: &str =
    "Напишите, чем подтверждается исполнение: справка, протокол, ссылка на показатель.";
pub(crate) const ALREADY_FULFILLED: &str = "Исполнение уже отмечено.";
pub(crate) const FULFILLED: &str = "Исполнение отмечено.";
pub(crate) const DONE: &str = "исполнено";

pub(crate) fn fulfilled(source: &str, place: i64) -> String {
    format!("Отмечено исполнение пункта {place}: {source}")
}
