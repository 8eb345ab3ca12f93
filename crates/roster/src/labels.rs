//! The Russian words of this crate.

use school::{SchoolYear, TermScheme};

pub(crate) const FIRST_START: &str = "Первый запуск";
pub(crate) const FIRST_START_LEAD: &str = "Назовите школу и создайте учётную запись директора. Это займёт минуту; всё остальное программа возьмёт из ваших файлов.";
pub(crate) const SCHOOL_NAME_MISSING: &str = "Укажите наименование школы, как в уставе.";
pub(crate) const SETUP_CODE_WRONG: &str = "Код не совпадает с тем, что программа вывела при запуске.";

pub(crate) const SAVED: &str = "Изменения сохранены.";
pub(crate) const PICK: &str = "Выберите из списка.";
pub(crate) const PICK_BOTH: &str = "Выберите и предмет, и учителя.";
pub(crate) const CLASSES: &str = "Классы";
pub(crate) const CLASS_EXISTS: &str = "Такой класс в этом учебном году уже есть.";
pub(crate) const STAFF: &str = "Педагоги и сотрудники";
pub(crate) const ASSOCIATIONS: &str = "Методические объединения";
pub(crate) const ASSOCIATION: &str = "Методическое объединение";
pub(crate) const NEW_ASSOCIATION: &str = "Новое методическое объединение";
pub(crate) const ASSOCIATION_NAMELESS: &str = "Назовите объединение.";
pub(crate) const ASSOCIATION_EXISTS: &str = "Объединение с таким названием уже есть.";
pub(crate) const ASSOCIATION_WITHOUT_SUBJECTS: &str = "Отметьте хотя бы один предмет.";
pub(crate) const SUBJECTS: &str = "Предметы";
pub(crate) const SCHOOL: &str = "Школа";
pub(crate) const SCHOOL_CARD: &str = "Карточка школы";
pub(crate) const YEARS: &str = "Учебные годы и периоды";
pub(crate) const ALIAS_TAKEN: &str = "Это название уже закреплено за предметом.";
pub(crate) const ALIAS_EMPTY: &str = "Введите название, под которым предмет встречается в файлах.";
pub(crate) const YEAR_UNREAD: &str = "Укажите учебный год, например 2026/27.";
pub(crate) const DATE_MISSING: &str = "Укажите дату.";

pub(crate) fn scheme(scheme: TermScheme) -> &'static str {
    match scheme {
        TermScheme::Quarters => "четверти",
        TermScheme::HalfYears => "полугодия",
        TermScheme::Trimesters => "триместры",
    }
}

pub(crate) fn staff_kind(code: &str) -> &'static str {
    match code {
        "pedagogical" => "педагогический работник",
        "administrative" => "администрация и хозяйство",
        _ => "прочие",
    }
}

pub(crate) fn education(code: Option<&str>, is_pedagogical: Option<bool>) -> String {
    let level = match code {
        Some("higher") => "высшее",
        Some("vocational") => "среднее профессиональное",
        Some(_) => "иное",
        None => return String::new(),
    };
    match is_pedagogical {
        Some(true) => format!("{level}, педагогическое"),
        _ => level.to_owned(),
    }
}

pub(crate) fn category(code: Option<&str>) -> &'static str {
    match code {
        Some("highest") => "высшая",
        Some("first") => "первая",
        Some("none") => "без категории",
        _ => "",
    }
}

pub(crate) fn class_title(name: &str, year: i64) -> String {
    format!("{name} класс, {} учебный год", SchoolYear(year).short())
}

pub(crate) fn class_made(name: &str, year: i64) -> String {
    format!("Создан класс {name} ({} учебный год)", SchoolYear(year).short())
}

pub(crate) fn class_saved(name: &str) -> String {
    format!("Изменены сведения о классе {name}")
}

pub(crate) fn alias_added(alias: &str, subject: &str) -> String {
    format!("Название «{alias}» закреплено за предметом «{subject}»")
}

pub(crate) fn school_saved(name: &str) -> String {
    format!("Изменена карточка школы: {name}")
}

pub(crate) fn year_saved(year: i64) -> String {
    format!("Изменены даты {} учебного года", SchoolYear(year).short())
}

pub(crate) fn term_overlap(refusal: &str) -> String {
    format!("Даты не сохранены: {refusal}")
}

pub(crate) fn school_founded(name: &str) -> String {
    format!("Создана школа: {name}")
}

pub(crate) fn association_saved(name: &str) -> String {
    format!("Сохранено методическое объединение «{name}»")
}

pub(crate) fn association_removed(name: &str) -> String {
    format!("Упразднено методическое объединение «{name}»")
}
