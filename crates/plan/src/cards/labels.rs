//! The Russian words of technological cards.

use super::{Card, InspectionKind};

pub(crate) const CARD: &str = "Технологическая карта";
pub(crate) const CARDS: &str = "Технологические карты";
pub(crate) const MAKE_CARD: &str = "Составить технологическую карту";
pub(crate) const LEAD: &str = "Карта описывает, как проводится процедура: что и чем смотрят, по каким показателям, кто и когда. По карте начинают проверку.";
pub(crate) const NEW_CARD: &str = "Новая технологическая карта";
pub(crate) const EDIT_CARD: &str = "Изменение карты";
pub(crate) const REMOVE_CARD: &str = "Удаление карты";
pub(crate) const SAVED: &str = "Карта сохранена.";
pub(crate) const REMOVED: &str = "Карта удалена.";
pub(crate) const NAME_MISSING: &str = "Назовите карту: что проверяют.";
pub(crate) const KIND_MISSING: &str = "Выберите вид контроля.";
pub(crate) const PURPOSE_MISSING: &str = "Напишите, зачем проводится проверка.";
pub(crate) const STEPS_MISSING: &str = "Добавьте хотя бы один этап: что сделать и кто сделает.";
pub(crate) const STEP_WITHOUT_PERFORMER: &str = "Укажите, кто выполняет этап.";
pub(crate) const STEP_WITHOUT_DAY: &str = "Укажите, через сколько дней от начала этап закончен (0 — в первый день).";
pub(crate) const INDICATOR_UNKNOWN: &str = "Такого показателя нет: выберите из списка.";

impl InspectionKind {
    /// «тематический»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            InspectionKind::Thematic => "тематический",
            InspectionKind::WholeSchool => "фронтальный",
            InspectionKind::ClassFocused => "классно-обобщающий",
            InspectionKind::TeacherFocused => "персональный",
            InspectionKind::Overview => "обзорный",
        }
    }
}

/// The names of the fields in the order of the form, for showing what somebody else has written.
pub(crate) const FIELDS: [(&str, &str); 12] = [
    ("name", "Название"),
    ("kind", "Вид контроля"),
    ("basis", "Основание"),
    ("purpose", "Цель"),
    ("object", "Объект"),
    ("matter", "Предмет контроля"),
    ("methods", "Методы"),
    ("instruments", "Инструментарий"),
    ("sample", "Выборка"),
    ("outputs", "Итоговые документы"),
    ("considered_at", "Где рассматривается"),
    ("recheck_days", "Повторный контроль, дней"),
];
pub(crate) const STEPS: &str = "Этапы";
pub(crate) const INDICATORS: &str = "Показатели";

pub(crate) fn changed_by(who: &str, when: &str) -> String {
    format!(
        "Пока вы правили карту, её изменил(а) {who} ({when}). Ваш текст сохранён в форме. Ниже показано, что записано сейчас: перенесите нужное и сохраните ещё раз."
    )
}

/// What the card says in its head, for the page and the paper.
pub(crate) fn passport(card: &Card) -> Vec<(&'static str, String)> {
    let recheck =
        card.recheck_days.map_or_else(String::new, |days| format!("через {days} дн. после окончания проверки"));
    vec![
        ("Вид контроля", card.kind.label().to_owned()),
        ("Основание", card.basis.clone()),
        ("Цель", card.purpose.clone()),
        ("Объект", card.object.clone()),
        ("Предмет контроля", card.matter.clone()),
        ("Методы", card.methods.clone()),
        ("Инструментарий", card.instruments.clone()),
        ("Выборка", card.sample.clone()),
        ("Итоговые документы", card.outputs.clone()),
        ("Где рассматривается", card.considered_at.clone()),
        ("Повторный контроль", recheck),
    ]
}

pub(crate) fn day_words(days: i64) -> String {
    if days == 0 { "в первый день".to_owned() } else { format!("через {days} дн.") }
}

pub(crate) fn card_saved(name: &str) -> String {
    format!("Сохранена технологическая карта «{name}»")
}

pub(crate) fn card_removed(name: &str) -> String {
    format!("Удалена технологическая карта «{name}»")
}

/// Under the title of a card.
pub(crate) fn lead(kind: InspectionKind) -> String {
    format!("Технологическая карта, вид контроля: {}", kind.label())
}
