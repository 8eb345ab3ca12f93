//! The Russian words of the model.

pub(crate) mod found;
pub(super) mod typical;

use super::{ElementKind, Part, Severity};

pub(super) const MODEL: &str = "Модель ВСОКО";
pub(super) const CHECK: &str = "Проверка модели";
pub(super) const ELEMENT: &str = "Компонент модели";
pub(super) const NEW_ELEMENT: &str = "Новый компонент модели";
pub(super) const NAMELESS: &str = "Назовите компонент.";
pub(super) const PICK_KIND: &str = "Выберите реестр.";
pub(super) const TAKEN: &str = "Такой компонент в этом реестре уже есть.";
pub(super) const SAVED: &str = "Сохранено.";
pub(super) const STALE: &str = "Пока вы редактировали, запись изменилась. Сравните и сохраните ещё раз.";
pub(super) const NOTHING_ADDED: &str = "Всё, что есть в типовой модели, уже внесено.";
pub(super) const REASON_MISSING: &str = "Напишите, почему это можно оставить так.";
pub(super) const ACCEPTED: &str = "Замечание принято с пояснением.";
pub(super) const RECALLED: &str = "Принятие отменено: замечание снова открыто.";
pub(super) const REMOVED: &str = "Компонент удалён.";
pub(super) const NOTHING: &str = "пока пусто";
pub(super) const PROCEDURES: &str = "Процедуры";

pub(super) const FIELDS: &[(&str, &str)] = &[("name", "Название"), ("note", "Пояснение")];

pub(super) fn picture_alt(elements: usize, links: usize) -> String {
    format!(
        "Модель ВСОКО: {}, {}",
        school::ru::counted(number(elements), "компонент", "компонента", "компонентов"),
        school::ru::counted(number(links), "связь", "связи", "связей")
    )
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(super) fn kind_name(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Document => "Документы",
        ElementKind::Subject => "Субъекты",
        ElementKind::Object => "Объекты",
        ElementKind::Instrument => "Инструменты",
        ElementKind::Resource => "Ресурсы",
        ElementKind::Product => "Продукты",
        ElementKind::Decision => "Решения",
    }
}

pub(super) fn part_name(part: Part) -> &'static str {
    match part {
        Part::Conditions => "качество условий",
        Part::Process => "качество образовательной деятельности",
        Part::Results => "качество результатов",
    }
}

/// «ошибка»
#[must_use]
pub fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ошибка",
        Severity::Warning => "предупреждение",
        Severity::Note => "замечание",
    }
}

pub(super) fn severities(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Ошибки",
        Severity::Warning => "Предупреждения",
        Severity::Note => "Замечания",
    }
}

pub(super) fn area_with_count(area: crate::calendar::Area, count: usize) -> String {
    let count = school::ru::counted(number(count), "процедура", "процедуры", "процедур");
    format!("{}: {count}", found::area_name(area))
}

pub(super) fn saved(name: &str) -> String {
    format!("Сохранён компонент модели ВСОКО «{name}»")
}

pub(super) fn removed(name: &str) -> String {
    format!("Удалён компонент модели ВСОКО «{name}»")
}

pub(super) fn typical_added(count: usize) -> String {
    let count = school::ru::counted(number(count), "компонент", "компонента", "компонентов");
    format!("Внесена типовая модель ВСОКО: {count}")
}

pub(super) fn accepted(message: &str, reason: &str) -> String {
    format!("Принято замечание проверки модели «{message}»: {reason}")
}

pub(super) fn recalled(message: &str) -> String {
    format!("Отменено принятие замечания проверки модели «{message}»")
}

pub(super) fn unknown_codes(codes: &[&str]) -> String {
    format!("Таких показателей нет: {}. Коды есть на странице «Показатели и нормы».", codes.join(", "))
}

pub(super) const ACTS: &str = "Локальные акты";
pub(super) const BODIES: &str = "Органы и группы";
pub(super) const INDICATORS: &str = "Показатели";
pub(super) const ALL_OPEN: &str = "Открытые";
pub(super) const ALL_ACCEPTED: &str = "Принятые";
pub(super) const ACCEPT: &str = "Принять замечание с пояснением";
