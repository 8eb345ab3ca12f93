//! The Russian of the pages of imports.

use school::ru;

use crate::imports::finding::{About, Place};
use crate::imports::kind::Kind;
use crate::imports::preview::Preview;

pub(super) const IMPORTS: &str = "Загрузка файлов";
pub(super) const BATCH: &str = "Загрузка";
pub(super) const LEAD: &str = "Что это за таблица, программа узнаёт по содержанию, а не по имени файла. Сначала покажет, что изменится, и только потом загрузит.";
pub(super) const COLUMNS: &str = "Что в столбцах";
pub(super) const COLUMNS_LEAD: &str =
    "Проверьте, что программа верно поняла таблицу. Выбор запомнится для файлов с такими же заголовками.";
pub(super) const UNDO: &str = "Отмена загрузки";
pub(super) const STEPS: [&str; 3] = ["Файл", "Проверка", "Загружено"];
pub(super) const TABLE_STEPS: [&str; 4] = ["Файл", "Столбцы", "Проверка", "Загружено"];

pub(super) const CHOOSE_FILES: &str = "Выберите хотя бы один файл.";
pub(super) const APPLIED: &str = "Файл загружен.";
pub(super) const SAVED_ANSWERS: &str = "Ответы учтены.";
pub(super) const NOTHING_ANSWERED: &str = "Не выбрано ни одного ответа.";
pub(super) const DISCARDED: &str = "Файл убран. В данных школы ничего не изменилось.";
pub(super) const GONE: &str = "Этого файла среди ожидающих больше нет: он загружен или убран.";
pub(super) const NOTHING_NEW: &str = "Всё, что есть в файле, уже загружено: ничего не изменилось.";
pub(super) const SCHOOL_CHANGED: &str =
    "Пока файл ждал, данные школы изменились. Посмотрите на предпросмотр ещё раз и подтвердите загрузку.";
pub(super) const BROKEN: &str = "Работа прервалась из-за ошибки в программе. Ничего не записано. Попробуйте ещё раз; если ошибка повторится, покажите файл администратору.";
pub(super) const COLUMNS_REQUIRED: &str = "Без этих столбцов таблицу не загрузить:";
pub(super) const COLUMN_TWICE: &str = "Этот столбец уже выбран для другого поля.";
pub(super) const YEAR_REQUIRED: &str = "Выберите учебный год, к которому относится таблица.";

/// What a kind of file is, and where it comes from.
pub(super) struct KindHelp {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    pub(super) from: &'static str,
}

pub(super) fn kinds() -> Vec<KindHelp> {
    Kind::ALL.into_iter().map(|kind| KindHelp { name: kind.name(), what: what(kind), from: from(kind) }).collect()
}

fn what(kind: Kind) -> &'static str {
    match kind {
        Kind::ClassYearSheet => "Ученики класса, предметы, отметки за четверти или полугодия и за год",
        Kind::VprIndividualResults => "Баллы за каждое задание, первичный балл, отметка за ВПР и по журналу",
        Kind::Students => "ФИО, класс, дата рождения, пол, даты зачисления и выбытия",
        Kind::Staff => "ФИО, должность, образование, категория, стаж, курсы",
        Kind::SubjectMarks => "Ученик, класс, предмет, период, отметка: строка на отметку или столбец на период",
        Kind::JournalMarks => "Ученик, класс, предмет, учитель, дата, отметка, вес: строка на отметку",
        Kind::Oge => "Ученик, предмет, первичный балл, отметка",
        Kind::Ege => "Ученик, предмет, тестовый балл",
        Kind::Achievements => "Ученик, олимпиада или конкурс, уровень, результат, дата",
    }
}

fn from(kind: Kind) -> &'static str {
    match kind {
        Kind::ClassYearSheet => {
            "Электронный журнал: Отчёты → «Табель успеваемости учащегося» → весь класс → выгрузить в Excel"
        }
        Kind::VprIndividualResults => "ФИС ОКО: Аналитика → Ф1 «Индивидуальные результаты» → Excel",
        Kind::Students => "Электронный журнал или «Контингент»: список учеников в Excel или CSV",
        Kind::Staff => "Кадровая программа или своя таблица Excel",
        Kind::SubjectMarks | Kind::JournalMarks => "Выгрузка отметок из электронного журнала в Excel или CSV",
        Kind::Oge | Kind::Ege => "Протоколы результатов, которые присылает региональный центр, или своя таблица",
        Kind::Achievements => "Своя таблица Excel",
    }
}

pub(super) fn refused(file_name: &str, why: &str) -> String {
    format!("«{file_name}»: {}", sentence(why))
}

/// With a small first letter after the name of a file, and a stop at the end.
fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{text}{stop}")
}

pub(super) fn uploaded(file_name: &str) -> String {
    format!("Файл «{file_name}» принят на проверку")
}

pub(super) fn discarded(file_name: &str) -> String {
    format!("Файл «{file_name}» убран без загрузки")
}

pub(super) fn received(count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    format!("{} на проверку: откройте каждый.", ru::counted(count, "файл принят", "файла приняты", "файлов принято"))
}

pub(super) fn place(place: &Place) -> String {
    place_of(&place.sheet, &place.address())
}

pub(super) fn place_of(sheet: &str, address: &str) -> String {
    match (sheet, address) {
        ("", "") => String::new(),
        ("", address) => spot(address),
        (sheet, "") => format!("лист «{sheet}»"),
        (sheet, address) => format!("лист «{sheet}», {}", spot(address)),
    }
}

fn spot(address: &str) -> String {
    if address.bytes().all(|byte| byte.is_ascii_digit()) {
        format!("строка {address}")
    } else {
        format!("ячейка {address}")
    }
}

pub(super) fn severity(code: &str) -> (&'static str, &'static str) {
    match code {
        "error" => ("не взято", "error"),
        "warning" => ("проверьте", "caution"),
        _ => ("к сведению", "plain"),
    }
}

pub(super) fn about(about: About) -> &'static str {
    match about {
        About::Year => "Учебный год",
        About::Class => "Классы",
        About::Subject => "Предметы",
        About::Student => "Ученики",
        About::Staff => "Работники",
        About::Item => "Задания и участники работы",
        About::Cell => "Отметки, которые нельзя прочесть однозначно",
        About::Term => "Учебные периоды",
        About::Conflict => "Разные значения: какое верно",
    }
}

fn count(n: u64, one: &str, few: &str, many: &str) -> String {
    ru::counted(i64::try_from(n).unwrap_or(i64::MAX), one, few, many)
}

pub(super) fn rows(n: u64) -> String {
    count(n, "строка", "строки", "строк")
}

/// What pressing the button will do.
pub(super) fn will_do(preview: &Preview) -> String {
    let mut parts = Vec::new();
    if preview.created > 0 {
        let created = count(preview.created, "новое значение", "новых значения", "новых значений");
        parts.push(format!("будет записано {created}"));
    }
    if preview.changed > 0 {
        let changed = count(preview.changed, "значение", "значения", "значений");
        parts.push(format!("{} {changed}", verb(preview.changed, "изменится", "изменятся", "изменится")));
    }
    if !preview.made.is_empty() {
        parts.push(format!("появятся: {}", preview.made.join("; ")));
    }
    if parts.is_empty() && preview.waiting > 0 {
        return "Пока загружать нечего: сначала ответьте на вопросы.".to_owned();
    }
    if parts.is_empty() {
        return "Загружать нечего.".to_owned();
    }
    let text = parts.join(", ");
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    format!("{}.", first.chain(letters).collect::<String>())
}

/// The form of a verb that goes with a number: «1 изменится», «2 изменятся», «5 изменится».
fn verb<'v>(n: u64, one: &'v str, few: &'v str, many: &'v str) -> &'v str {
    match (n % 10, n % 100) {
        (_, 11..=14) => many,
        (1, _) => one,
        (2..=4, _) => few,
        _ => many,
    }
}

/// What will be left out, if anything.
pub(super) fn will_not_do(preview: &Preview) -> String {
    let mut parts = Vec::new();
    let Preview { waiting, left_out, gone, .. } = *preview;
    if waiting > 0 {
        let values = count(waiting, "значение ждёт", "значения ждут", "значений ждут");
        let will_not = verb(waiting, "пока не загрузится", "пока не загрузятся", "пока не загрузятся");
        parts.push(format!("{values} ответа и {will_not}"));
    }
    if left_out > 0 {
        let values = count(left_out, "значение", "значения", "значений");
        let will_not = verb(left_out, "не загрузится", "не загрузятся", "не загрузятся");
        parts.push(format!("{values} {will_not}, причины в замечаниях"));
    }
    if gone > 0 {
        let values = count(gone, "значение", "значения", "значений");
        parts.push(format!("{values} есть в школе, а в файле больше нет: в школе всё останется, список в замечаниях"));
    }
    if parts.is_empty() { String::new() } else { format!("{}.", parts.join("; ")) }
}

pub(super) fn step(step: usize) -> &'static str {
    match step {
        0 => "Читаем файл",
        1 => "Сверяем с данными школы",
        _ => "Записываем",
    }
}

pub(super) fn undone(kept: &[String]) -> String {
    if kept.is_empty() {
        return "Загрузка отменена: всё стало как до неё.".to_owned();
    }
    format!("Загрузка отменена. Осталось, потому что используется: {}.", kept.join(", "))
}

pub(super) fn whole(why: &str) -> String {
    let mut letters = why.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    sentence(&first.chain(letters).collect::<String>())
}

pub(super) fn bulk(count: usize, text: &str) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let alike = ru::counted(count, "одинаковый вопрос", "одинаковых вопроса", "одинаковых вопросов");
    format!("{alike}, например: {text}")
}

pub(super) fn column(letters: &str, heading: &str) -> String {
    if heading.is_empty() { letters.to_owned() } else { format!("{letters}: {heading}") }
}

pub(super) fn missing_fields(names: &[&str]) -> String {
    format!("{COLUMNS_REQUIRED} {}.", names.join(", "))
}

pub(super) fn term_field(term: &str) -> String {
    format!("Отметка: {term}")
}

pub(super) const TAB_CREATED: &str = "Создать";
pub(super) const TAB_CHANGED: &str = "Изменить";
pub(super) const TAB_SKIPPED: &str = "Пропустить";
pub(super) const TAB_QUESTIONS: &str = "Вопросы";
pub(super) const TAB_NOTES: &str = "Замечания";
pub(super) const CREATED_ROWS: &str = "Будет создано";
pub(super) const CHANGED_ROWS: &str = "Изменится";
pub(super) const SKIPPED_ROWS: &str = "Уже есть";

pub(super) fn given(field: &str, text: &str) -> String {
    format!("{field}: {text} (стоит над таблицей)")
}

#[cfg(test)]
mod tests {
    use super::verb;

    #[test]
    fn verbs_agree_with_numbers() {
        let said = [1, 2, 4, 5, 11, 12, 21, 22, 100].map(|n| verb(n, "ждёт", "ждут", "ждут_"));
        assert_eq!(said, ["ждёт", "ждут", "ждут", "ждут_", "ждут_", "ждут_", "ждёт", "ждут", "ждут_"]);
    }
}
