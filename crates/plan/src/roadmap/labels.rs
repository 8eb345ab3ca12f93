//! The Russian words of this feature.

pub(super) const ROADMAP: &str = "Дорожная карта";
pub(super) const NEW_ROW: &str = "Новое мероприятие";
pub(super) const EDIT_ROW: &str = "Изменить мероприятие";
pub(super) const IMPORT: &str = "Загрузить дорожную карту";
pub(super) const PREVIEW: &str = "Проверьте, что прочитано";
pub(super) const SAVED: &str = "Сохранено.";
pub(super) const REMOVED: &str = "Строка удалена.";
pub(super) const IMPORTED: &str = "Дорожная карта загружена.";
pub(super) const STALE: &str = "Пока вы редактировали, запись изменилась. Сравните и сохраните ещё раз.";
pub(super) const ACTIVITY_MISSING: &str = "Напишите, что нужно сделать.";
pub(super) const DATES_TURNED: &str = "Окончание не может быть раньше начала.";
pub(super) const NOTHING_GIVEN: &str = "Вставьте таблицу или выберите файл.";
pub(super) const NOTHING_READ: &str = "В таблице не нашлось ни одной строки с мероприятием.";
pub(super) const YEAR_MISSING: &str = "Выберите год или оставьте без дат.";
pub(super) const WITHOUT_DATES: &str = "оставить без дат";

/// How headings of the five columns begin.
pub(super) const HEADING_STEMS: [&[&str]; 5] = [
    &["№", "n п", "п/п"],
    &["мероприяти", "содержание", "действи"],
    &["ожидаем", "результат"],
    &["ответственн", "исполнител"],
    &["срок", "дата", "период"],
];

pub(super) const COLUMNS: [&str; 5] = ["№", "Мероприятие", "Ожидаемые результаты", "Ответственные", "Сроки"];

pub(super) const FIELDS: &[(&str, &str)] = &[
    ("number", "№"),
    ("activity", "Мероприятие"),
    ("expected", "Ожидаемые результаты"),
    ("responsible", "Ответственные"),
    ("period", "Сроки"),
    ("starts_on", "Начало"),
    ("ends_on", "Окончание"),
];

pub(super) fn title(year: i64) -> String {
    format!("Дорожная карта развития ВСОКО на {} учебный год", school::SchoolYear(year).long())
}

pub(super) fn row_was_joined(number: &str) -> String {
    let which = if number.is_empty() {
        "предыдущей строки".to_owned()
    } else {
        format!("строки {number}")
    };
    format!("Продолжение ячейки, разорванной на две строки, присоединено к тексту {which}.")
}

pub(super) fn numbers_jump(from: i64, to: i64) -> String {
    format!("После номера {from} идёт {to}: номера оставлены как в таблице.")
}

pub(super) fn saved(activity: &str) -> String {
    format!("Дорожная карта: сохранено мероприятие «{activity}»")
}

pub(super) fn removed(activity: &str) -> String {
    format!("Дорожная карта: удалено мероприятие «{activity}»")
}

pub(super) fn imported(year: i64, rows: usize, has_replaced: Replaced) -> String {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    let rows = school::ru::counted(rows, "мероприятие", "мероприятия", "мероприятий");
    let how = match has_replaced {
        Replaced::Everything => " вместо прежних",
        Replaced::Nothing => "",
    };
    format!("Загружена дорожная карта на {} учебный год: {rows}{how}", school::SchoolYear(year).long())
}

/// What became of the rows that were there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replaced {
    /// they are gone
    Everything,
    /// they have stayed
    Nothing,
}
