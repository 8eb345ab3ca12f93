//! The Russian words of this crate.

pub(crate) const FIRST_START: &str = "Первый запуск";
pub(crate) const FIRST_START_LEAD: &str = "Назовите школу и создайте учётную запись директора. Это займёт минуту; всё остальное программа возьмёт из ваших файлов.";
pub(crate) const SCHOOL_NAME_MISSING: &str = "Укажите наименование школы, как в уставе.";
pub(crate) const SETUP_CODE_WRONG: &str =
    "Код не совпадает с тем, что программа вывела при запуске.";

pub(crate) fn school_founded(name: &str) -> String {
    format!("Создана школа: {name}")
}
