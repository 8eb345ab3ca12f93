//! The Russian words of the navigation and of chains.

pub(crate) const CALENDAR: &str = "Циклограмма";
pub(crate) const PROCEDURE: &str = "Процедура циклограммы";
pub(crate) const MODEL: &str = "Модель ВСОКО";
pub(crate) const BODIES: &str = "Органы и группы";
pub(crate) const RESPONSIBILITY: &str = "Ответственность";
pub(crate) const BODY: &str = "Орган";
pub(crate) const ELEMENT: &str = "Компонент модели";
pub(crate) const ACTS: &str = "Локальные акты";
pub(crate) const ACT: &str = "Локальный акт";
pub(crate) const ROADMAP: &str = "Дорожная карта";
pub(crate) const NO_YEAR_TO_BEGIN: &str = "Следующий учебный год уже открыт: выберите его вверху страницы.";

pub(crate) fn year_begun(year: i64) -> String {
    format!("Открыт {} учебный год: можно составлять план", school::SchoolYear(year).short())
}
