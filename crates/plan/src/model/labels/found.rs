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
pub(crate) const LESSONS: &str = "Уроки и часы контрольных работ";
pub(crate) const NATIONAL_TESTS: &str = "Дни ВПР";
pub(crate) const FIRST_LESSON: &str = "Работа стоит на первом уроке.";

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

pub(crate) fn comes_too_soon(
    (subject, group): (&str, u8),
    (earlier, ended): (&str, NaiveDate),
    from: NaiveDate,
) -> String {
    let subject = subject_of(subject, group);
    let days = (from - ended).num_days();
    if days <= 0 {
        return format!("{subject}: в те же дни идёт работа «{earlier}» (до {}).", ru::date_short(ended));
    }
    let days = ru::counted(days, "день", "дня", "дней");
    format!("{subject}: {days} после работы «{earlier}» ({}).", ru::date_short(ended))
}

/// «Алгебра, 8-е классы»
pub(crate) fn subject_of(subject: &str, group: u8) -> String {
    format!("{subject}, {group}-е классы")
}

pub(crate) fn nobody_comes((from, until): (NaiveDate, NaiveDate), is_holiday: bool) -> String {
    if from < until {
        return format!("{}–{}: выходные и праздничные дни.", ru::date_short(from), ru::date_short(until));
    }
    let what = if is_holiday { "праздничный день" } else { "воскресенье" };
    format!("{}: {what}.", ru::date_short(from))
}

pub(crate) fn meets_national_tests((from, until): (NaiveDate, NaiveDate), groups: &[u8]) -> String {
    let groups: Vec<String> = groups.iter().map(u8::to_string).collect();
    format!("Дни ВПР {}–{}: {}-е классы.", ru::date_short(from), ru::date_short(until), groups.join(", "))
}

pub(crate) fn meets_work_from_outside(name: &str, (from, until): (NaiveDate, NaiveDate), groups: &[u8]) -> String {
    let groups: Vec<String> = groups.iter().map(u8::to_string).collect();
    let (from, until) = (ru::date_short(from), ru::date_short(until));
    format!("В дни работы «{name}» ({from}–{until}): {}-е классы.", groups.join(", "))
}

/// Whether a procedure is called by the national tests.
pub(crate) fn is_national_test(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("впр") || (name.contains("всероссийск") && name.contains("проверочн"))
}

pub(crate) fn national_tests_unknown(year: i64) -> String {
    format!("Дни ВПР в {} учебном году не введены.", school::SchoolYear(year).long())
}

pub(crate) fn takes_too_many_hours(lessons: i64, hours: i64, most: i64) -> String {
    let share = school::Share::new(lessons, hours)
        .map_or_else(String::new, |share| format!(" — {}", ru::percent(&share.exact(), 1)));
    let lessons = ru::counted(lessons, "урок", "урока", "уроков");
    format!("На работы уходит {lessons} из {hours} ч в год{share}, а можно не больше {most} %.")
}

pub(crate) fn hours_are_unknown(subjects: &[String], without: &[&str]) -> String {
    let mut told = Vec::new();
    if !subjects.is_empty() {
        let subjects: Vec<&str> = subjects.iter().map(String::as_str).collect();
        told.push(format!("Не введены часы: {}.", some(&subjects, "; ")));
    }
    if !without.is_empty() {
        told.push(format!("Не назван предмет: {}.", quoted(without)));
    }
    told.join(" ")
}

pub(crate) fn last_lesson(lesson: i64, all: i64) -> String {
    format!("Работа стоит на последнем уроке ({lesson}-й из {all}).")
}

pub(crate) fn lessons_are_unknown(works: &[&str]) -> String {
    format!("Не введён номер урока или число уроков в этот день: {}.", quoted(works))
}

pub(crate) fn classes_are_unclear(works: &[(&str, &str)]) -> String {
    let told: Vec<String> = works
        .iter()
        .map(|(name, classes)| match classes.trim() {
            "" => format!("«{name}» (классы не названы)"),
            classes => format!("«{name}» (написано «{classes}»)"),
        })
        .collect();
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    format!("Не понятно, какие классы пишут: {}. Эти работы не сверены с другими.", some(&told, ", "))
}

pub(crate) fn day_is_unknown(works: &[&str]) -> String {
    format!("Не назван точный день: {}. Две работы в один день здесь не найти.", quoted(works))
}

/// The first few, and how many more there are.
fn some(names: &[&str], between: &str) -> String {
    const SHOWN: usize = 5;
    let shown: Vec<&str> = names.iter().take(SHOWN).copied().collect();
    let rest = names.len().saturating_sub(SHOWN);
    let rest = if rest > 0 { format!(" и ещё {rest}") } else { String::new() };
    format!("{}{rest}", shown.join(between))
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("«{name}»")).collect();
    some(&names.iter().map(String::as_str).collect::<Vec<_>>(), ", ")
}

/// What people write into a cell that they leave empty.
pub(crate) fn says_nothing(text: &str) -> bool {
    const NOTHING: &[&str] = &[
        "нет",
        "нету",
        "н/д",
        "не указан",
        "не указана",
        "не указано",
        "не указаны",
        "не определен",
        "не определено",
        "не назначен",
        "не требуется",
        "отсутствует",
        "уточняется",
        "прочерк",
    ];
    let said = school::name_key(text.trim().trim_end_matches('.'));
    !said.chars().any(char::is_alphanumeric) || NOTHING.contains(&said.as_str())
}
