//! The Russian words of this feature.

use school::{SchoolYear, ru};

use super::batches::Origin;
use super::row::Column;
use crate::done::Done;

pub(super) const ROADMAP: &str = "Дорожная карта";
pub(super) const NEW_ROW: &str = "Новое мероприятие";
pub(super) const EDIT_ROW: &str = "Изменить мероприятие";
pub(super) const IMPORT: &str = "Загрузить дорожную карту";
pub(super) const PREVIEW: &str = "Проверьте, что прочитано";
pub(super) const SAVED: &str = "Сохранено.";
pub(super) const REMOVED: &str = "Строка удалена.";
pub(super) const IMPORTED: &str = "Дорожная карта загружена. Это действие можно отменить.";
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

pub(super) const GRID: &str = "Дорожная карта таблицей";
pub(super) const ROLL_OVER: &str = "Перенос невыполненного";
pub(super) const NOTHING_CHANGED: &str = "Ничего не изменилось.";
pub(super) const NOTHING_PICKED: &str = "Отметьте хотя бы одно мероприятие.";
pub(super) const NOTHING_TO_UNDO: &str = "Отменять нечего: все эти строки с тех пор изменены.";
pub(super) const UNDONE: &str = "Действие отменено: строки снова такие, как были до него.";
pub(super) const RETURNED: &str = "Строка возвращена.";
/// The column of marks on paper.
pub(super) const DONE: &str = "Отметка о выполнении";

pub(super) fn column(column: Column) -> &'static str {
    match column {
        Column::Number => "№",
        Column::Activity => "Мероприятие",
        Column::Expected => "Ожидаемые результаты",
        Column::Responsible => "Ответственные",
        Column::Period => "Сроки",
        Column::StartsOn => "Начало",
        Column::EndsOn => "Окончание",
    }
}

pub(super) fn grid_lead(year: i64) -> String {
    format!(
        "Дорожная карта на {} учебный год одной таблицей. Сроки — словами («сентябрь 2024», «до 15.03.2025»): понятные \
         станут датами сами.",
        SchoolYear(year).short()
    )
}

pub(super) fn grid_saved(year: i64, counts: [i64; 4]) -> String {
    format!("Дорожная карта {} изменена таблицей: {}", SchoolYear(year).short(), crate::grid::labels::counts(counts))
}

fn rows(count: usize) -> String {
    ru::counted(i64::try_from(count).unwrap_or(i64::MAX), "мероприятие", "мероприятия", "мероприятий")
}

pub(super) fn rolled_over(year: i64, count: usize) -> String {
    let (to, from) = (SchoolYear(year), SchoolYear(year).previous());
    format!("В дорожную карту {} перенесено из {}: {}", to.short(), from.short(), rows(count))
}

pub(super) fn undone(year: i64, count: usize) -> String {
    let count = ru::counted(i64::try_from(count).unwrap_or(i64::MAX), "строка", "строки", "строк");
    format!("В дорожной карте {} отменено последнее действие: {count}", SchoolYear(year).short())
}

pub(super) fn returned(activity: &str) -> String {
    format!("Дорожная карта: возвращено мероприятие «{activity}»")
}

/// «Загружена таблица»
pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Import => "Загружена таблица",
        Origin::RollOver => "Перенесено невыполненное прошлого года",
        Origin::Table => "Сохранена правка таблицей",
    }
}

/// The mark of a row on paper: «05.06.2025, протокол № 3»
pub(super) fn mark(done: &Done) -> String {
    let day = ru::date_short(done.done_on);
    if done.note.is_empty() { day } else { format!("{day}, {}", done.note) }
}

pub(super) const STATES: [(&str, &str); 3] = [("open", "Не выполнено"), ("late", "Срок прошёл"), ("done", "Выполнено")];

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
    format!("Дорожная карта развития ВСОКО на {} учебный год", SchoolYear(year).long())
}

pub(super) fn row_was_joined(number: &str) -> String {
    let which = if number.is_empty() {
        "предыдущей строки".to_owned()
    } else {
        format!("строки {number}")
    };
    format!("Продолжение ячейки, разорванной на две строки, присоединено к тексту {which}.")
}

pub(super) fn row_has_no_number(activity: &str) -> String {
    format!("Строка без номера «{activity}» оставлена отдельным мероприятием.")
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
    let rows = ru::counted(rows, "мероприятие", "мероприятия", "мероприятий");
    let how = match has_replaced {
        Replaced::Everything => " вместо прежних",
        Replaced::Nothing => "",
    };
    format!("Загружена дорожная карта на {} учебный год: {rows}{how}", SchoolYear(year).long())
}

/// What became of the rows that were there before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Replaced {
    /// they are gone
    Everything,
    /// they have stayed
    Nothing,
}
