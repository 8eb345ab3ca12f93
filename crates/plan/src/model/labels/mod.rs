//! The Russian words of the model.

pub(crate) mod classes;
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
    let elements = school::ru::counted(number(elements), "компонент", "компонента", "компонентов");
    format!("Модель ВСОКО: {elements}, {}", counted_links(links))
}

fn counted_links(links: usize) -> String {
    school::ru::counted(number(links), "связь", "связи", "связей")
}

/// The number of links that stands in the box of an entry.
pub(super) fn links(links: usize) -> String {
    if links == 0 { "без связей".to_owned() } else { counted_links(links) }
}

/// The columns of the picture of one element.
pub(super) const STAR: [&str; 3] = ["Опираются на него", "Компонент", "С чем связан"];

pub(super) fn star_alt(name: &str, links: usize) -> String {
    format!("Связи компонента «{name}»: {}", counted_links(links))
}

pub(super) fn and_more(rest: usize) -> String {
    format!("и ещё {rest}")
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

pub(super) const NO_SUCH_INDICATOR: &str = "Такого показателя больше нет. Выберите показатели ещё раз.";
pub(super) const PROCEDURES_OF_YEAR: &str = "Процедуры циклограммы";

pub(super) fn indicators_of(pack: &str) -> String {
    format!("Показатели: {pack}")
}

pub(super) const ACTS: &str = "Локальные акты";
pub(super) const BODIES: &str = "Органы и группы";
pub(super) const INDICATORS: &str = "Показатели";
pub(super) const ALL_OPEN: &str = "Открытые";
pub(super) const ALL_ACCEPTED: &str = "Принятые";
pub(super) const ACCEPT: &str = "Принять замечание с пояснением";
pub(super) const REMOVE: &str = "Удалить компонент модели";
pub(super) const PICTURE: &str = "Реестры модели и число связей между ними";
pub(super) const REGISTER_COLUMNS: [&str; 4] = ["№", "Компонент", "Пояснение", "С чем связан"];
pub(super) const FINDING_COLUMNS: [&str; 4] = ["№", "Где", "Что", "Почему это важно и что делать"];
pub(super) const ACCEPTED_COLUMNS: [&str; 4] = ["№", "Где", "Что", "Почему принято"];
pub(super) const NOTHING_FOUND: &str = "Замечаний нет.";

pub(super) fn for_year(year: i64) -> String {
    format!("на {} учебный год", school::SchoolYear(year).long())
}

pub(super) fn paper_title(title: &str, year: i64) -> String {
    format!("{title} {}", for_year(year))
}

pub(super) fn accepted_by(accepted: &super::Accepted) -> String {
    format!("{} ({}, {})", accepted.reason, accepted.by, school::ru::date_short(accepted.on))
}

pub(super) const LESSON: &str = "Который урок";
pub(super) const ALL_LESSONS: &str = "Уроков в этот день";
pub(super) const TAKES: &str = "Занимает уроков";
pub(super) const HOURS: &str = "Часов в год";
pub(super) const LESSON_TOO_LATE: &str = "Номер урока больше, чем уроков в этот день.";
pub(super) const NOTHING_CHANGED: &str = "Ничего не изменилось.";

pub(super) fn somebody_else(stored: &str) -> String {
    let stored = if stored.is_empty() { "пусто" } else { stored };
    format!("Пока вы редактировали, здесь записали другое: {stored}. Проверьте и сохраните ещё раз.")
}

pub(super) fn lessons_saved(year: i64, fields: usize) -> String {
    let fields = school::ru::counted(number(fields), "значение", "значения", "значений");
    format!("Изменены уроки и часы контрольных работ на {}: {fields}", school::SchoolYear(year).long())
}

pub(super) const NATIONAL_TESTS: &str = "Дни ВПР";
pub(super) const ALREADY_ENTERED: &str = "Эти дни уже введены.";
pub(super) const NO_FIRST_DAY: &str = "Укажите первый день.";
pub(super) const NO_LAST_DAY: &str = "Укажите последний день.";
pub(super) const NO_SOURCE: &str = "Укажите, откуда взяты дни: приказ, письмо.";
pub(super) const NO_YEAR_GROUPS: &str = "Укажите параллели, например: 4–8, 10.";
pub(super) const ENDS_BEFORE: &str = "Последний день раньше первого.";
pub(super) const WINDOW_REMOVED: &str = "Дни ВПР убраны.";

pub(super) fn outside_year(year: i64) -> String {
    format!("День вне {} учебного года.", school::SchoolYear(year).long())
}

/// «20.04.2027–20.05.2027», one day by itself
pub(super) fn days((from, until): (chrono::NaiveDate, chrono::NaiveDate)) -> String {
    let from_text = school::ru::date_short(from);
    if from == until { from_text } else { format!("{from_text}–{}", school::ru::date_short(until)) }
}

pub(super) fn window_added(days_of: (chrono::NaiveDate, chrono::NaiveDate)) -> String {
    format!("Введены дни ВПР: {}", days(days_of))
}

pub(super) fn window_removed(days_of: (chrono::NaiveDate, chrono::NaiveDate)) -> String {
    format!("Убраны дни ВПР: {}", days(days_of))
}
