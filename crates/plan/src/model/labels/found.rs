//! What the rules say.

use chrono::NaiveDate;
use school::ru;

use super::super::{Element, ElementKind, Part, Target};
use super::number;
use crate::calendar::Area;

pub(crate) const MODEL: &str = "Модель ВСОКО";
pub(crate) const CYCLOGRAM: &str = "Циклограмма";
pub(crate) const NO_INSTRUMENT: &str = "Не указан инструментарий.";
pub(crate) const NO_OWNER: &str = "Не указан ответственный.";
pub(crate) const NO_DATE: &str = "Не указан срок.";
pub(crate) const NO_DECISION: &str = "Не указано, какое решение принимается по итогам.";
pub(crate) const HOURS_UNKNOWN: &str =
    "Доля часов на оценочные работы (не больше 10 %) не проверена: часов учебного плана нет.";
pub(crate) const LESSONS_UNKNOWN: &str =
    "Не стоят ли работы на первом или последнем уроке, не проверено: расписания нет.";

pub(crate) fn area_name(area: Area) -> &'static str {
    match area {
        Area::Programmes => "Программы",
        Area::Conditions => "Условия",
        Area::Process => "Процесс",
        Area::Results => "Результаты",
        Area::Satisfaction => "Удовлетворённость",
    }
}

fn register(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Document => "документов",
        ElementKind::Subject => "субъектов",
        ElementKind::Object => "объектов",
        ElementKind::Instrument => "инструментов",
        ElementKind::Resource => "ресурсов",
        ElementKind::Product => "продуктов",
        ElementKind::Decision => "форм управленческих решений",
    }
}

pub(crate) fn register_is_empty(kind: ElementKind) -> String {
    format!("В модели нет {}.", register(kind))
}

pub(crate) fn no_procedures(year: i64) -> String {
    format!("В циклограмме на {} учебный год нет ни одной процедуры.", school::SchoolYear(year).long())
}

pub(crate) fn part_is_missing(part: Part, has_object: bool, has_procedure: bool) -> Option<String> {
    let missing = match (has_object, has_procedure) {
        (true, true) => return None,
        (false, true) => "нет объекта",
        (true, false) => "нет процедур",
        (false, false) => "нет ни объекта, ни процедур",
    };
    Some(format!("Составляющая «{}»: {missing}.", super::part_name(part)))
}

pub(crate) fn stands_alone(element: &Element) -> String {
    format!("«{}» ни с чем не связан.", element.name)
}

pub(crate) fn link_is_broken(element: &Element, to: &Target) -> String {
    let what = match to {
        Target::Element(_) => "компонентом, которого больше нет".to_owned(),
        Target::Procedure(_) => "процедурой, которой больше нет".to_owned(),
        Target::LocalAct(_) => "локальным актом, которого больше нет".to_owned(),
        Target::Body(_) => "органом, которого больше нет".to_owned(),
        Target::Indicator(code) => format!("показателем {code}, которого нет в наборах"),
    };
    format!("«{}» связан с {what}.", element.name)
}

pub(crate) fn direction_is_missing(area: Area) -> String {
    let name = match area {
        Area::Programmes => "качество образовательных программ",
        Area::Conditions => "качество условий",
        Area::Process => "образовательный процесс",
        Area::Results => "качество образовательных результатов",
        Area::Satisfaction => "удовлетворённость потребителей",
    };
    format!("Направление «{name}» не охвачено ни одной процедурой.")
}

pub(crate) fn is_measured_twice(other: &str, indicator: &str) -> String {
    format!("В те же дни у тех же классов показатель «{indicator}» измеряет и процедура «{other}».")
}

pub(crate) fn is_unused(name: &str) -> String {
    format!("Инструмент «{name}» не применяется ни в одной процедуре года.")
}

pub(crate) fn is_not_measured(name: &str) -> String {
    format!("Показатель «{name}» не измеряется ни одной процедурой.")
}

pub(crate) fn pack_is_not_measured(count: usize, missing: &[&str]) -> String {
    const SHOWN: usize = 3;
    let named: Vec<String> = missing.iter().take(SHOWN).map(|name| format!("«{name}»")).collect();
    let rest = missing.len().saturating_sub(SHOWN);
    let rest = if rest > 0 { format!(" и ещё {rest}") } else { String::new() };
    format!("Без процедур {} из {count}: {}{rest}.", missing.len(), named.join(", "))
}

pub(crate) fn is_unknown(code: &str) -> String {
    format!("Показателя {code} нет в наборах.")
}

pub(crate) fn act_has_expired(until: NaiveDate) -> String {
    format!("Срок действия закончился {}.", ru::date_short(until))
}

pub(crate) fn act_expires(until: NaiveDate) -> String {
    format!("Действует до {}.", ru::date_short(until))
}

pub(crate) fn has_too_much(month: Option<(i32, u32)>, count: usize, most: usize) -> String {
    let month = month.map_or_else(String::new, |(year, month)| format!("{} {year}: ", ru::month_name(month)));
    let count = ru::counted(number(count), "процедура", "процедуры", "процедур");
    format!("{month}{count} со сроком в этом месяце при пороге {most}.")
}

pub(crate) fn class(name: &str) -> String {
    format!("Класс {name}")
}

pub(crate) fn writes_too_much(day: NaiveDate, works: &[&str]) -> String {
    let works: Vec<String> = works.iter().map(|work| format!("«{work}»")).collect();
    format!("{}: {}.", ru::date_short(day), works.join(", "))
}

pub(crate) fn comes_too_soon(subject: &str, group: u8, (earlier, before): (&str, NaiveDate), day: NaiveDate) -> String {
    let days = ru::counted((day - before).num_days(), "день", "дня", "дней");
    format!("{subject}, {group}-е классы: {days} после работы «{earlier}» ({}).", ru::date_short(before))
}

pub(crate) fn meets_national_tests((from, until): (NaiveDate, NaiveDate), groups: &[u8]) -> String {
    let groups: Vec<String> = groups.iter().map(u8::to_string).collect();
    format!("Дни ВПР {}–{}: {}-е классы.", ru::date_short(from), ru::date_short(until), groups.join(", "))
}

pub(crate) fn day_is_unknown(works: &[&str]) -> String {
    const SHOWN: usize = 5;
    let named: Vec<String> = works.iter().take(SHOWN).map(|work| format!("«{work}»")).collect();
    let rest = works.len().saturating_sub(SHOWN);
    let rest = if rest > 0 { format!(" и ещё {rest}") } else { String::new() };
    format!("Не названы классы или точный день: {}{rest}. Две работы в один день здесь не найти.", named.join(", "))
}
