//! The Russian words of this crate.

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use school::ru::date_short;
use school::{SchoolYear, TermScheme};

pub(crate) const FIRST_START: &str = "Первый запуск";
pub(crate) const FIRST_START_LEAD: &str = "Назовите школу и создайте учётную запись директора. Это займёт минуту; всё остальное программа возьмёт из ваших файлов.";
pub(crate) const SCHOOL_NAME_MISSING: &str = "Укажите наименование школы, как в уставе.";
pub(crate) const SETUP_CODE_WRONG: &str = "Код не совпадает с тем, что программа вывела при запуске.";

pub(crate) const SAVED: &str = "Изменения сохранены.";
pub(crate) const LINK_ACCOUNT: &str = "Кто это в списке сотрудников";
pub(crate) const ACCOUNTS: &str = "Учётные записи";
pub(crate) const PICK: &str = "Выберите из списка.";
pub(crate) const PICK_BOTH: &str = "Выберите и предмет, и учителя.";
pub(crate) const FEMALE: &str = "женский";
pub(crate) const MALE: &str = "мужской";
pub(crate) const SURNAME_MISSING: &str = "Укажите фамилию.";
pub(crate) const GIVEN_NAME_MISSING: &str = "Укажите имя.";
pub(crate) const NAME_NOT_LETTERS: &str = "В имени могут быть только буквы, дефис и пробел.";
pub(crate) const NEW_STUDENT: &str = "Новый ученик";
pub(crate) const STUDENT_EXISTS: &str = "Ученик с таким именем и датой рождения уже есть. Откройте его карточку и переведите в нужный класс; однофамильца различит дата рождения.";
pub(crate) const PICK_CLASS: &str = "Выберите класс.";
pub(crate) const FROM_MISSING: &str = "Укажите первый день в классе.";
pub(crate) const LAST_MISSING: &str = "Укажите последний день в классе.";
pub(crate) const NOT_ENROLLED: &str = "В этот день ученик не числится ни в одном классе.";
pub(crate) const BEFORE_BIRTH: &str = "Эта дата раньше даты рождения.";
pub(crate) const STUDENT_ACCESS: &str = "Доступ родителей и ученика";
pub(crate) const WHO_MISSING: &str = "Укажите, кого вы приглашаете.";
pub(crate) const GUARDIAN_NAMELESS: &str = "Укажите фамилию, имя и отчество родителя.";
pub(crate) const PICK_ACCOUNT: &str = "Выберите учётную запись.";
pub(crate) const MY_STUDENTS: &str = "Мои ученики";
pub(crate) const NEW_MEMBER: &str = "Новый сотрудник";
pub(crate) const MEMBER_EXISTS: &str = "Сотрудник с таким именем и датой рождения уже есть в списке.";
pub(crate) const IN_FUTURE: &str = "Эта дата ещё не наступила.";
pub(crate) const LEFT_BEFORE: &str = "Дата увольнения раньше даты приёма.";
pub(crate) const EXPERIENCE_UNDATED: &str = "Укажите, на какую дату посчитан стаж.";
pub(crate) const EXPERIENCE_TOO_LONG: &str = "Стаж больше, чем позволяет возраст.";
pub(crate) const NEW_SUBJECT: &str = "Новый предмет";
pub(crate) const SUBJECT_NAMELESS: &str = "Укажите название предмета.";
pub(crate) const SUBJECT_EXISTS: &str = "Такое название уже есть у предмета или закреплено за ним.";
pub(crate) const SHORT_NAME_LONG: &str = "Краткое название — не длиннее 20 знаков: оно стоит в узком столбце.";
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

pub(crate) fn kinds_confirmed(year: i64, count: u64) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let classes = school::ru::counted(count, "класса", "классов", "классов");
    format!("Подтверждено, что у {classes} {} учебного года нет особенностей", school::SchoolYear(year).short())
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

pub(crate) fn sex(code: Option<&str>) -> &'static str {
    match code {
        Some("f") => FEMALE,
        Some("m") => MALE,
        _ => "",
    }
}

pub(crate) fn birth_impossible(ages: &RangeInclusive<u32>) -> String {
    format!("По этой дате человеку не от {} до {} лет. Проверьте год.", ages.start(), ages.end())
}

pub(crate) fn outside_year(year: i64, from: NaiveDate, until: NaiveDate) -> String {
    let year = SchoolYear(year).short();
    format!("{year} учебный год длится с {} по {}.", date_short(from), date_short(until))
}

pub(crate) fn cannot_enrol(refusal: &str) -> String {
    format!("Зачислить нельзя: {refusal}.")
}

pub(crate) fn student_made(name: &str, class: &str, from: NaiveDate) -> String {
    format!("Добавлен ученик {name}: {class} класс с {}", date_short(from))
}

pub(crate) fn student_saved(name: &str) -> String {
    format!("Изменены сведения об ученике {name}")
}

pub(crate) fn enrolled(name: &str, class: &str, from: NaiveDate) -> String {
    format!("{name}: зачисление в {class} класс с {}", date_short(from))
}

pub(crate) fn withdrawn(name: &str, class: &str, last: NaiveDate) -> String {
    format!("{name}: последний день в {class} классе — {}", date_short(last))
}

pub(crate) fn relative_invited(name: &str, role: &str, student: &str) -> String {
    format!("Создано приглашение: {name} ({role}), ученик {student}")
}

pub(crate) fn relative_added(account: &str, student: &str) -> String {
    format!("{account}: открыт доступ к сведениям об ученике {student}")
}

pub(crate) fn relative_removed(account: &str, student: &str) -> String {
    format!("{account}: закрыт доступ к сведениям об ученике {student}")
}

pub(crate) fn member_made(name: &str) -> String {
    format!("Добавлен сотрудник {name}")
}

pub(crate) fn member_saved(name: &str) -> String {
    format!("Изменены сведения о сотруднике {name}")
}

pub(crate) fn subject_made(name: &str) -> String {
    format!("Добавлен предмет «{name}»")
}

pub(crate) fn subject_saved(name: &str) -> String {
    format!("Изменён предмет «{name}»")
}

pub(crate) fn alias_removed(alias: &str, subject: &str) -> String {
    format!("Название «{alias}» больше не означает предмет «{subject}»")
}

pub(crate) fn account_of(name: &str, login: &str) -> String {
    format!("{name} ({login})")
}
