//! What is odd about files: codes that stay and sentences for people. None of it is mended here.

use chrono::NaiveDate;
use school::SchoolYear;

use super::long_table::{self, Field};

/// The code of the trouble with a mark for a term or a year, and its words.
pub(crate) fn odd_mark(text: &str) -> (&'static str, String) {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_attendance = |c: char| "НБУОнбуоHOHo".contains(c);
    match text {
        "0" => ("mark_zero", "Отметка «0»: так журналы показывают отсутствие отметки".to_owned()),
        "1" => ("mark_one", "Отметка «1»: в школе ставят от 2 до 5".to_owned()),
        _ if text.parse::<f64>().is_ok() && digits > 1 || fraction(text) => {
            ("mark_fraction", format!("«{text}» — не целая отметка: похоже на средний балл"))
        }
        _ if digits == 1 && text.ends_with(['+', '-', '−', '–']) => {
            ("mark_with_sign", format!("Отметка «{text}» со знаком: знаки в отчётах не считаются"))
        }
        _ if digits == 1 && text.starts_with(is_attendance) => {
            ("mark_with_attendance", format!("В ячейке «{text}» отметка вместе с посещаемостью"))
        }
        _ if digits > 1 => ("mark_several", format!("В ячейке «{text}» не одна отметка")),
        _ if text.to_lowercase().starts_with("зач") || text.to_lowercase().starts_with("незач") => {
            ("mark_pass", format!("«{text}» — зачёт, а не отметка от 2 до 5"))
        }
        _ if text.chars().count() == 1 && text.starts_with(is_attendance) => {
            ("mark_attendance", format!("«{text}» — посещаемость, а не отметка"))
        }
        _ => ("mark_unreadable", format!("«{text}» — не отметка от 2 до 5, не «н/а» и не «осв.»")),
    }
}

fn fraction(text: &str) -> bool {
    text.split_once(',').is_some_and(|(whole, rest)| {
        let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        is_number(whole) && is_number(rest)
    })
}

pub(crate) fn more_questions(most: u64) -> String {
    format!(
        "Вопросов одного вида больше {most}: остальные появятся после ответов на эти. Проверьте, верно ли сопоставлены столбцы"
    )
}

pub(crate) fn too_many_names(what: &str) -> String {
    format!("В столбце «{what}» больше разных значений, чем бывает в школе. Проверьте, что в столбцах таблицы")
}

// Class year sheets.

pub(crate) const NO_STUDENT: &str = "Таблица без строки «Ученик: …»: непонятно, чьи это отметки. Она пропущена";

pub(crate) fn no_class(student: &str) -> String {
    format!("У ученика «{student}» не указан класс («Класс: …»). Отметки не загружены")
}

pub(crate) fn no_header(student: &str) -> String {
    format!("Для ученика «{student}» не найдена таблица с колонками «Предмет» и «Итог»")
}

pub(crate) fn other_year(year: &str, first: &str) -> String {
    format!("Учебный год {year}, а у первого ученика файла — {first}. Разделите файл по годам. Отметки не загружены")
}

pub(crate) fn not_a_year(text: &str) -> String {
    format!("«{text}» — не учебный год: ожидается, например, 2024/2025")
}

pub(crate) fn student_again(name: &str) -> String {
    format!("«{name}» встречается в файле второй раз")
}

pub(crate) fn column_twice(name: &str, first: &str) -> String {
    format!("Колонка «{name}» повторяется: прочитана первая ({first})")
}

pub(crate) fn subject_twice(subject: &str, student: &str, first: u32) -> String {
    format!("Предмет «{subject}» у ученика «{student}» повторяется: он уже есть в строке {first}")
}

pub(crate) fn average_zero(subject: &str, term: &str) -> String {
    format!("{subject}, {term}: отметка есть, а средний балл 0 — данных для него в журнале нет")
}

pub(crate) fn mark_not_average(mark: i64, average: &str) -> String {
    format!("Отметка {mark}, а средний балл {average} округляется иначе")
}

pub(crate) fn not_an_average(text: &str) -> String {
    format!("«{text}» — не средний балл: ожидается число от 0 до 5")
}

pub(crate) fn no_year_marks(subject: &str, students: &str) -> String {
    format!("По предмету «{subject}» есть отметки за периоды, но годовых нет ни у кого ({students})")
}

pub(crate) fn no_year_mark(subject: &str, student: &str) -> String {
    format!("{student}, {subject}: отметки за периоды есть, годовой нет")
}

pub(crate) fn examination_mark(name: &str) -> String {
    format!("Колонка «{name}» заполнена: отметки за экзамены загружаются отдельной таблицей")
}

// Form Ф1.

pub(crate) const NO_TITLE: &str =
    "В ячейке A3 ожидается название вида «ВПР 2026 Русский язык 4 класс»: по нему узнаются год, предмет и класс";

pub(crate) const NO_ITEMS: &str = "Не найдены колонки заданий вида «1 (2б)»";

pub(crate) fn no_column(name: &str) -> String {
    format!("Нет колонки «{name}»")
}

pub(crate) fn no_held_on(text: &str) -> String {
    match text {
        "" => "Не указана дата работы («Дата: 21.04.2026»)".to_owned(),
        text => format!("«{text}» — не дата работы: ожидается, например, 21.04.2026"),
    }
}

pub(crate) fn no_level(label: &str) -> String {
    format!("У задания {label} не указан уровень сложности (Б, П или В): нужен ответ")
}

pub(crate) fn unknown_level(label: &str, text: &str) -> String {
    format!("Уровень сложности задания {label} — «{text}»: ожидается Б, П или В. Нужен ответ")
}

pub(crate) fn odd_item(text: &str) -> String {
    format!("«{text}» стоит среди заданий, но записано не так, как задание: ожидается, например, «9.2 (2б)»")
}

pub(crate) fn item_twice(first: (&str, &str), second: (&str, &str), label: &str) -> String {
    let ((first, first_at), (second, second_at)) = (first, second);
    let letter = if first == second {
        ""
    } else {
        ", хотя записаны по-разному (русская и латинская К?)"
    };
    format!(
        "Задания «{first}» ({first_at}) и «{second}» ({second_at}) — с одним номером {label}{letter}. Они не складываются"
    )
}

pub(crate) fn primary_above(score: i64, max: i64) -> String {
    format!("Первичный балл {score}, а за работу можно получить не больше {max}. Первичный балл не загружен")
}

pub(crate) fn absent(has_results: bool) -> String {
    let though =
        if has_results { ", хотя баллы или отметка стоят: проверьте" } else { "" };
    format!("Вариант «отсутствовал»: участником не считается{though}. Строка не загружена")
}

pub(crate) fn nothing_of(reasons: &[String]) -> String {
    format!("Из файла нечего загрузить: {}", reasons.join("; "))
}

pub(crate) fn declared_count(declared: u64, read: u64) -> String {
    format!("В файле указано участников: {declared}, а строк с результатами: {read}. Выгрузите файл заново")
}

pub(crate) fn not_a_count(text: &str) -> String {
    format!("«{text}»: непонятно, сколько участников")
}

pub(crate) fn max_primary(declared: i64, sum: i64) -> String {
    format!("Максимальный первичный балл указан {declared}, а сумма по заданиям {sum}")
}

pub(crate) fn points_above(label: &str, points: i64, max: i64) -> String {
    format!("За задание {label} стоит {points}, а можно получить не больше {max}. Участник не загружен")
}

pub(crate) fn not_points(label: &str, text: &str) -> String {
    match text {
        "" => format!("За задание {label} ничего не стоит: ожидаются баллы или X. Участник не загружен"),
        text => format!("За задание {label} стоит «{text}»: ожидаются баллы или X. Участник не загружен"),
    }
}

pub(crate) fn other_mark_of_score(score: i64, mark: i64, usual: i64) -> String {
    format!("Первичный балл {score}, отметка {mark}, а у других с таким баллом отметка {usual}. Загружено как в файле")
}

pub(crate) fn other_sum(primary: i64, sum: i64) -> String {
    format!("Первичный балл {primary}, а сумма баллов за задания {sum}. Загружено как в файле")
}

pub(crate) fn not_primary(text: &str) -> String {
    format!("«{text}» — не первичный балл. Участник не загружен")
}

pub(crate) fn code_twice(code: &str, first: u32) -> String {
    format!("Код участника {code} уже есть в строке {first}. Загружена первая строка")
}

pub(crate) const NO_CODE: &str = "Нет кода участника. Строка не загружена";

pub(crate) fn mark_outside(text: &str) -> String {
    format!("«{text}» — не отметка от 2 до 5. Участник загружен без неё")
}

pub(crate) fn no_mark(column: &str) -> String {
    format!("Нет значения в колонке «{column}»")
}

// Files that are something else.

pub(crate) const COLLECTION_FORM: &str = "Это пустая форма сбора результатов ВПР (листы «Протокол» и «Служебный»): в неё \
    результаты только вводят. Загрузите отчёт «Индивидуальные результаты» (Ф1): его можно скачать в личном кабинете ФИС ОКО \
    после обработки работ";

pub(crate) fn filled_collection_form(participants: &str) -> String {
    format!(
        "Это заполненная форма сбора результатов ВПР ({participants}): её сдают в ФИС ОКО, отметок и классов в ней нет. \
         Загрузите отчёт «Индивидуальные результаты» (Ф1): он появится в личном кабинете ФИС ОКО после обработки работ"
    )
}

pub(crate) const PERIOD_REPORT: &str = "Это «Отчет об успеваемости и посещаемости ученика»: в нём текущие отметки за часть \
    года. Загрузите «Табель успеваемости учащегося (весь класс)» или таблицу текущих отметок";

pub(crate) fn summary_report(title: &str) -> String {
    format!(
        "Это сводный отчёт «{title}»: в нём готовые проценты, а не результаты участников. Загрузите отчёт \
         «Индивидуальные результаты» (Ф1), проценты система посчитает сама"
    )
}

pub(crate) const UNKNOWN_SHAPE: &str = "В файле не найдено ни табеля, ни результатов ВПР, ни таблицы со знакомыми колонками. \
    Нужна таблица, в первой строке которой названия колонок: например, «Ученик», «Класс», «Предмет», «Дата», «Отметка»";

// Long tables.

pub(crate) fn incomplete(missing: &str) -> String {
    format!("В строке не указано: {missing}. Она не загружена")
}

pub(crate) fn not_a_date(name: &str, text: &str) -> String {
    format!("{name}: «{text}» — не дата, ожидается, например, 05.09.2024")
}

pub(crate) fn not_a_number(name: &str, text: &str) -> String {
    format!("{name}: «{text}» — не целое число")
}

pub(crate) fn out_of_range(name: &str, number: i64, from: i64, to: i64) -> String {
    format!("{name}: {number}, а бывает от {from} до {to}")
}

pub(crate) fn not_a_value(name: &str, text: &str, expected: &str) -> String {
    format!("{name}: «{text}», ожидается {expected}")
}

pub(crate) fn not_a_term(text: &str) -> String {
    format!("«{text}» — не учебный период: ожидается, например, «1 четверть», «2 полугодие» или «год»")
}

pub(crate) fn from_position(position: &str, kind: &str) -> String {
    format!("Вид работника не указан: по должности «{position}» отнесён к группе «{kind}»")
}

pub(crate) fn unknown_position(position: &str) -> String {
    let said = match position {
        "" => "Ни вид работника, ни должность не указаны".to_owned(),
        position => format!("По должности «{position}» вид работника неизвестен"),
    };
    format!("{said}: новый работник отнесён к прочим и не считается педагогом. Уточните вид в его карточке")
}

pub(crate) fn impossible_birth(born: NaiveDate, youngest: u32, oldest: u32) -> String {
    let born = school::ru::date_short(born);
    format!("Дата рождения {born}: ожидается возраст от {youngest} до {oldest} лет. Дата не загружена")
}

pub(crate) fn left_too_early(left: NaiveDate, from: NaiveDate) -> String {
    let (left, from) = (school::ru::date_short(left), school::ru::date_short(from));
    format!("Дата выбытия {left} раньше первого дня в классе ({from}). Строка не загружена")
}

pub(crate) const TOTAL_ROW: &str = "Строка итогов пропущена";

pub(crate) fn course_without_date(title: &str) -> String {
    format!("У курсов «{title}» нет даты окончания: они не загружены")
}

pub(crate) fn no_result(name: &str) -> String {
    format!("В строке нет значения «{name}». Она не загружена")
}

pub(crate) fn mark_for_score(mark: i64) -> String {
    format!("Математика базового уровня оценивается отметкой: {mark} из столбца баллов загружается как отметка")
}

pub(crate) fn papers_of_two_years(one: SchoolYear, other: SchoolYear) -> String {
    let (one, other) = (one.short(), other.short());
    format!("В файле работы разных учебных лет: {one} и {other}. Сохраните их в отдельные файлы и загрузите по одному")
}

/// «E и F», «E, F и G».
fn listed(letters: &[String]) -> String {
    match letters {
        [first @ .., last] if !first.is_empty() => format!("{} и {last}", first.join(", ")),
        _ => letters.join(""),
    }
}

pub(crate) fn columns_differ(name: &str, letters: &[String], row: u32, first: &str, other: &str) -> String {
    let shown = |text: &str| if text.is_empty() { "пусто".to_owned() } else { format!("«{text}»") };
    format!(
        "Столбец «{name}» повторяется: {}. Значения в них разные, например в строке {row}: {} и {}. Выберите, какой из \
         них загружать",
        listed(letters),
        shown(first),
        shown(other)
    )
}

pub(crate) fn columns_agree(name: &str, letters: &[String]) -> String {
    format!("Столбец «{name}» повторяется: {}. Значения в них одинаковые, прочитан {}", listed(letters), letters[0])
}

pub(crate) fn column_not_read(name: &str, letters: &str) -> String {
    format!("Столбец {letters} «{name}» не прочитан: из таблиц этого вида он не загружается")
}

pub(crate) fn marks_not_read(name: &str, letters: &str) -> String {
    format!(
        "Столбец {letters} «{name}» не прочитан, а в нём, похоже, отметки. Таблица загружается как список учеников. Чтобы \
         загрузить отметки, нужна таблица со столбцами «Ученик», «Класс», «Предмет» и «Период» с «Отметкой» или столбцом \
         на каждый период"
    )
}

pub(crate) fn columns_missing(fields: &[Field]) -> String {
    let names: Vec<&str> = fields.iter().map(|&field| long_table::field_name(field)).collect();
    match names.as_slice() {
        [] => "Такие файлы читаются без сопоставления колонок: загрузите файл ещё раз".to_owned(),
        names => format!("Не указаны колонки: {}", names.join(", ")),
    }
}
