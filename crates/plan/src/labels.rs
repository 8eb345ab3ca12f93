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

/// The states under which later stages describe papers that are signed.
pub(crate) const SIGNED: [&str; 2] = ["подписан", "протокол подписан"];

/// Whether a paper is one of those that only a few may know of.
pub(crate) fn is_guarded(title: &str) -> bool {
    title.to_lowercase().contains("консилиум")
}

/// «приказ от 12.11.2024 № 17» of «Приказ от 12.11.2024 № 17 «Об итогах»»
pub(crate) fn order_words(title: &str) -> String {
    let short = title.split(" «").next().unwrap_or(title);
    let mut letters = short.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

pub(crate) fn minutes_words(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(|| "протокол".to_owned(), |day| format!("протокол от {}", school::ru::date_short(day)))
}

/// What stands behind the last «№».
pub(crate) fn number_in(words: &str) -> String {
    words.rsplit_once("№ ").map_or_else(String::new, |(_, number)| number.trim().to_owned())
}

/// Whether a paper is an order by the words that it was typed in.
pub(crate) fn is_order(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains("приказ") || words.contains("распоряжени")
}

pub(crate) const NO_YEAR_TO_BEGIN: &str = "Следующий учебный год уже открыт: выберите его вверху страницы.";

pub(crate) fn year_begun(year: i64) -> String {
    format!("Открыт {} учебный год: можно составлять план", school::SchoolYear(year).short())
}
