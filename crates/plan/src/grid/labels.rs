//! The Russian words of tables that are edited as a whole.

pub(super) const GONE: &str =
    "Эту строку тем временем удалил другой сотрудник. Отметьте «Удалить» или впишите её заново в пустую строку.";

/// A row that somebody else has removed while it was edited.
pub(super) fn gone(who: &str, at: &str) -> String {
    format!(
        "Эту строку тем временем удалил другой сотрудник ({who}, {at}). Отметьте «Вернуть», чтобы она осталась с вашими \
         правками, или «Удалить»."
    )
}

/// What stands at a field that two people changed.
pub(crate) fn disputed(who: &str, at: &str, text: &str) -> String {
    let text = if text.is_empty() { "(пусто)" } else { text };
    format!("{who} ({at}) записал(а) здесь: «{text}». Оставьте своё или впишите это.")
}

/// «добавлено 2, удалено 1»
pub(crate) fn counts(of: [i64; 4]) -> String {
    let told = ["добавлено", "изменено", "удалено", "возвращено"].into_iter().zip(of);
    told.filter(|(_, count)| *count > 0).map(|(word, count)| format!("{word} {count}")).collect::<Vec<_>>().join(", ")
}

/// What is said once the table is saved.
pub(crate) fn done(of: [i64; 4]) -> String {
    format!("Таблица сохранена: {}.", counts(of))
}
