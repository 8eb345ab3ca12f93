//! The Russian words of the cyclogram.

use chrono::NaiveDate;
use school::{SchoolYear, ru};

use super::adoption::Adoption;
use super::{Area, Column, ProcedureKind};
pub(super) use crate::grid::labels::{counts as grid_counts, disputed, done as grid_done};

pub(super) const PAGE: &str = "Циклограмма ВСОКО";
pub(super) const NEW: &str = "Новая процедура";
pub(super) const EDIT: &str = "Изменить процедуру";
pub(super) const REMOVE: &str = "Удалить процедуру";
pub(super) const GRID: &str = "Правка таблицей";
pub(super) const IN_CALENDAR: &str = "в циклограмме";
pub(super) const SAVED: &str = "Процедура сохранена.";
pub(super) const REMOVED: &str = "Процедура удалена из циклограммы.";
pub(super) const RETURNED: &str = "Процедура снова в циклограмме.";
pub(super) const NOTHING_CHANGED: &str = "Ничего не изменилось.";
pub(super) const NAMELESS: &str = "Назовите процедуру.";
pub(super) const NO_SUCH_AREA: &str =
    "Выберите направление: программы, условия, процесс, результаты или удовлетворённость.";
pub(super) const NO_SUCH_KIND: &str = "Такого вида процедур нет. Возьмите вид из подсказки или оставьте поле пустым.";
pub(super) const DUE_BEFORE_START: &str = "Срок раньше начала. Поменяйте даты местами или исправьте одну из них.";
pub(super) const GONE: &str =
    "Эту процедуру тем временем удалил другой сотрудник. Если она нужна, добавьте её заново: текст ниже сохранён.";
pub(super) const NOTHING_PICKED: &str = "Отметьте хотя бы одну строку.";
pub(super) const UNDONE: &str = "Добавленные строки убраны.";
pub(super) const NOTHING_TO_UNDO: &str = "Убирать нечего: все добавленные строки уже изменены или удалены.";
pub(super) const FEED: &str = "Циклограмма в календаре телефона";
pub(super) const FEED_REVOKED: &str = "Ссылка отозвана: календари больше не получат изменений.";
pub(super) const FEED_NEEDS_STAFF: &str = "Ваша учётная запись не связана с сотрудником, поэтому личной ленты нет. Возьмите общую или обратитесь к директору.";
pub(super) const ADOPTED: &str = "Утверждение записано.";
pub(super) const MINUTES_MISSING: &str = "Укажите номер протокола.";
pub(super) const ADOPTED_ON_MISSING: &str = "Укажите дату заседания, например 29.08.2025.";
pub(super) const TEMPLATE: &str = "Типовая циклограмма";
pub(super) const ROLL_OVER: &str = "Перенос из прошлого года";
pub(super) const MONTHS: &str = "Календарь";
pub(super) const GANTT: &str = "Диаграмма";
pub(super) const LIST: &str = "Список";
pub(super) const DOCX_NAME: &str = "Циклограмма внутренней системы оценки качества образования";
pub(super) const NO_TERM: &str = "без срока";
pub(super) const SHEET: &str = "Циклограмма";
/// The second sheet of the workbook.
pub(super) const SHEET_OF_ALL: &str = "Все графы";
pub(super) const COUNCIL: &str = "педагогическим советом";
pub(super) const FEED_NAME: &str = "Циклограмма ВСОКО";
/// The rows of the roadmap among those of the cyclogram.
pub(super) const ROADMAP: &str = "Дорожная карта";

pub(super) fn area(area: Area) -> &'static str {
    match area {
        Area::Programmes => "Программы",
        Area::Conditions => "Условия",
        Area::Process => "Процесс",
        Area::Results => "Результаты",
        Area::Satisfaction => "Удовлетворённость",
    }
}

/// By what a direction is recognised in a table from elsewhere.
pub(super) fn area_stem(area: Area) -> &'static str {
    match area {
        Area::Programmes => "программ",
        Area::Conditions => "услови",
        Area::Process => "процесс",
        Area::Results => "результат",
        Area::Satisfaction => "удовлетвор",
    }
}

pub(super) fn kind(kind: ProcedureKind) -> &'static str {
    match kind {
        ProcedureKind::Monitoring => "мониторинг",
        ProcedureKind::ControlWork => "контрольная работа",
        ProcedureKind::ExternalWork => "внешняя работа",
        ProcedureKind::Inspection => "внутришкольный контроль",
        ProcedureKind::Survey => "анкетирование",
        ProcedureKind::DocumentReview => "экспертиза документов",
        ProcedureKind::Report => "отчёт, анализ",
    }
}

pub(super) fn column(column: Column) -> &'static str {
    match column {
        Column::Area => "Направление",
        Column::Object => "Объект",
        Column::Name => "Процедура",
        Column::Kind => "Вид",
        Column::Method => "Метод",
        Column::Indicators => "Показатели",
        Column::Instrument => "Инструментарий",
        Column::Periodicity => "Периодичность",
        Column::StartsOn => "Начало",
        Column::DueOn => "Срок",
        Column::Classes => "Классы, охват",
        Column::Subject => "Предмет",
        Column::Responsible => "Ответственный",
        Column::Performers => "Исполнители",
        Column::LocalAct => "Локальный акт",
        Column::ResultForm => "Форма результата",
        Column::ConsideredAt => "Где рассматривается",
        Column::DecisionForm => "Управленческое решение",
    }
}

/// «10.09.2024 – 20.09.2024», «до 20.09.2024», «без срока»
pub(super) fn span(starts_on: Option<NaiveDate>, due_on: Option<NaiveDate>) -> String {
    match (starts_on, due_on) {
        (Some(from), Some(until)) if from == until => ru::date_short(from),
        (Some(from), Some(until)) => format!("{} – {}", ru::date_short(from), ru::date_short(until)),
        (Some(from), None) => format!("с {}", ru::date_short(from)),
        (None, Some(until)) => format!("до {}", ru::date_short(until)),
        (None, None) => NO_TERM.to_owned(),
    }
}

pub(super) fn no_such_indicator(typed: &str) -> String {
    format!(
        "Показателя «{typed}» нет. Названия и коды стоят на странице «Показатели и нормы»; несколько показателей \
         разделяйте точкой с запятой."
    )
}

pub(super) fn no_such_subject(typed: &str) -> String {
    format!("Предмета «{typed}» нет в списке школы. Исправьте название или оставьте поле пустым.")
}

pub(super) fn outside_year(year: SchoolYear, (first, last): (NaiveDate, NaiveDate)) -> String {
    format!(
        "Дата не из {} учебного года: подходят дни с {} по {}.",
        year.short(),
        ru::date_short(first),
        ru::date_short(last)
    )
}

pub(super) fn merged(who: &str, columns: &[Column]) -> String {
    format!("Пока вы правили, {who} изменил(а): {}. Изменения объединены, ничего не потеряно.", columns_named(columns))
}

pub(super) fn columns_named(columns: &[Column]) -> String {
    columns.iter().map(|one| column(*one).to_lowercase()).collect::<Vec<_>>().join(", ")
}

pub(super) fn removal_refused(count: i64) -> String {
    let words = ru::counted(count, "документ", "документа", "документов");
    format!("По этой процедуре уже есть {words}: удалить её нельзя. Измените срок или содержание.")
}

pub(super) fn added(name: &str, year: i64) -> String {
    format!("В циклограмму {} внесена процедура «{name}»", SchoolYear(year).short())
}

pub(super) fn changed(name: &str, year: i64, columns: &[Column]) -> String {
    format!("В циклограмме {} изменена процедура «{name}»: {}", SchoolYear(year).short(), columns_named(columns))
}

pub(super) fn removed(name: &str, year: i64) -> String {
    format!("Из циклограммы {} удалена процедура «{name}»", SchoolYear(year).short())
}

pub(super) fn returned(name: &str, year: i64) -> String {
    format!("В циклограмму {} возвращена процедура «{name}»", SchoolYear(year).short())
}

pub(super) fn grid_lead(year: i64) -> String {
    format!(
        "Циклограмма на {} учебный год одной таблицей. Даты — как 05.09.2025; показатели — названиями через точку с \
         запятой. Таблицу из Excel можно вставить целиком, начиная с любой ячейки.",
        SchoolYear(year).short()
    )
}

pub(super) fn grid_saved(year: i64, counts: [i64; 4]) -> String {
    format!("Циклограмма {} изменена таблицей: {}", SchoolYear(year).short(), grid_counts(counts))
}

pub(super) fn template_taken(year: i64, count: i64) -> String {
    let rows = ru::counted(count, "строка", "строки", "строк");
    format!("В циклограмму {} из типовой перенесено: {rows}", SchoolYear(year).short())
}

pub(super) fn rolled_over(year: i64, count: i64) -> String {
    let rows = ru::counted(count, "строка", "строки", "строк");
    let (to, from) = (SchoolYear(year), SchoolYear(year).previous());
    format!("В циклограмму {} перенесено из {}: {rows}", to.short(), from.short())
}

pub(super) fn batch_undone(year: i64, count: i64) -> String {
    let rows = ru::counted(count, "строка", "строки", "строк");
    format!("Из циклограммы {} убрано добавленное разом: {rows}", SchoolYear(year).short())
}

pub(super) fn rows_added(count: i64) -> String {
    format!("Добавлено: {}. Это действие можно отменить.", ru::counted(count, "строка", "строки", "строк"))
}

pub(super) fn adopted(year: i64, number: &str, on: NaiveDate) -> String {
    let year = SchoolYear(year).short();
    format!("Циклограмма {year} утверждена педсоветом, протокол № {number} от {}", ru::date_short(on))
}

pub(super) fn adoption_withdrawn(year: i64) -> String {
    format!("Запись об утверждении циклограммы {} убрана как ошибочная", SchoolYear(year).short())
}

pub(super) fn feed_made(is_personal: bool) -> &'static str {
    if is_personal {
        "Создана личная ссылка на циклограмму"
    } else {
        "Создана общая ссылка на циклограмму"
    }
}

pub(super) const FEED_REVOKED_SAID: &str = "Отозвана ссылка на циклограмму";

pub(super) fn already_there() -> &'static str {
    "уже есть в этом году"
}

pub(super) fn has_left(name: &str) -> String {
    format!("{name} больше не работает: назначьте ответственного")
}

pub(super) fn batch_origin(is_template: bool) -> &'static str {
    if is_template {
        "Из типовой циклограммы добавлены строки:"
    } else {
        "Из прошлого года перенесены строки:"
    }
}

pub(super) fn preview_lead(year: i64, is_template: bool) -> String {
    let year = SchoolYear(year);
    if is_template {
        return format!(
            "Строки войдут в циклограмму на {} учебный год. Снимите отметку с тех, что вам не нужны; сроки и \
            ответственных потом можно изменить.",
            year.short()
        );
    }
    format!(
        "Строки {} года на те же дни {} учебного года; воскресенья сдвинуты на понедельник. Снимите отметку с тех, что не \
         повторяются.",
        year.previous().short(),
        year.short()
    )
}

pub(super) const STAMP_ADOPTED: &str = "УТВЕРЖДЕНА";
pub(super) const PRINCIPAL: &str = "Директор";
pub(super) const AMENDED_NOTE: &str = "После утверждения в циклограмму внесены изменения.";

pub(super) fn minutes(number: &str, on: NaiveDate) -> String {
    format!("протокол от {} № {number}", ru::date_short(on))
}

/// «Утверждена педагогическим советом, протокол от 29.08.2025 № 1», or that it is a draft
pub(super) fn approval(adoption: Option<&Adoption>) -> String {
    match adoption {
        Some(one) => format!("Утверждена {COUNCIL}, {}", minutes(&one.minutes_number, one.adopted_on)),
        None => "Проект: педагогическим советом не утверждена".to_owned(),
    }
}

pub(super) fn docx_year(year: SchoolYear) -> String {
    format!("на {} учебный год", year.long())
}

/// The heading of a printed column made of these.
pub(super) fn printed(columns: &[Column]) -> &'static str {
    match columns {
        [Column::Name, ..] => "Процедура, метод",
        [Column::StartsOn, ..] => "Срок",
        [Column::Classes, ..] => "Классы, предмет",
        [one, ..] => column(*one),
        [] => "",
    }
}

pub(super) fn bar_hint(name: &str, span: &str, responsible: &str) -> String {
    if responsible.is_empty() { format!("{name}: {span}") } else { format!("{name}: {span}, {responsible}") }
}

pub(super) fn gantt_note(has_today: bool) -> &'static str {
    if has_today {
        "Пунктир — сегодняшний день. По щелчку открывается процедура."
    } else {
        "По щелчку открывается процедура."
    }
}

pub(super) fn gantt_alt(year: i64, count: usize) -> String {
    let count = ru::counted(i64::try_from(count).unwrap_or(i64::MAX), "процедура", "процедуры", "процедур");
    format!("Диаграмма сроков {} учебного года: {count} по месяцам", SchoolYear(year).short())
}

/// What an event of a calendar program says below its name.
pub(super) fn event_description(row: &super::Procedure) -> String {
    let told = [Column::Object, Column::Classes, Column::Responsible, Column::ResultForm, Column::ConsideredAt];
    let line =
        |one: Column| one.words(row).filter(|text| !text.is_empty()).map(|text| format!("{}: {text}", column(one)));
    told.into_iter().filter_map(line).collect::<Vec<_>>().join("\n")
}
