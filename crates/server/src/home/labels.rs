use chrono::NaiveDate;
use school::SchoolYear;
use school::ru::{date_long, date_short, plural};

pub(super) const HOME: &str = "Главная";

pub(super) fn lead(year: SchoolYear, today: NaiveDate) -> String {
    format!("{} учебный год. Сегодня {}", year.short(), date_long(today))
}

pub(super) const LOAD_MARKS: &str = "Загрузите отметки";
pub(super) const LOAD_MARKS_TEXT: &str =
    "За этот учебный год отметок ещё нет. Подойдут табели классов и любые таблицы из электронного журнала.";
pub(super) const LOAD_PAPERS: &str = "Загрузите результаты ВПР";
pub(super) const LOAD_PAPERS_TEXT: &str =
    "Форма Ф1 «Индивидуальные результаты» из ФИС ОКО: с ней видно, совпадают ли отметки.";
pub(super) const ENTER_CONDITIONS: &str = "Введите сведения об условиях";
pub(super) const ENTER_CONDITIONS_TEXT: &str = "Компьютеры, библиотека, площади: часть 2 показателей самообследования.";
pub(super) const NEW_ZONES_TEXT: &str = "Места, которые стоит проверить. Это предположения, а не выводы.";
pub(super) const STUDIED_ZONES_TEXT: &str = "Их изучают, но решения по ним ещё нет: подготовьте приказ с поручениями.";
pub(super) const DRAFTS_TEXT: &str = "Проекты приказов, которые ещё не подписаны.";
pub(super) const OVERDUE_TEXT: &str = "Срок прошёл, работа ещё не принята.";
pub(super) const OPEN_ITEMS_TEXT: &str = "Поручения в работе.";
pub(super) const REPORT: &str = "Отчёт о самообследовании";

pub(super) fn open_year(year: SchoolYear) -> String {
    format!("Откройте {} учебный год", year.short())
}

/// What to do about the report.
pub(super) fn report(latest: Option<(i64, NaiveDate)>) -> String {
    match latest {
        None => "Цифры подставляются сами; останется написать выводы.".to_owned(),
        Some((number, on)) => format!("Последняя редакция — № {number} от {}.", date_short(on)),
    }
}

pub(super) fn new_zones(n: i64) -> String {
    format!("{n} {}", plural(n, "новая проблемная зона", "новые проблемные зоны", "новых проблемных зон"))
}

pub(super) fn studied_zones(n: i64) -> String {
    format!("{n} {} без решения", plural(n, "проблемная зона", "проблемные зоны", "проблемных зон"))
}

pub(super) fn drafts(n: i64) -> String {
    format!("{n} {} на подпись", plural(n, "приказ", "приказа", "приказов"))
}

pub(super) fn overdue(n: i64) -> String {
    format!("{n} {} просрочено", plural(n, "поручение", "поручения", "поручений"))
}

pub(super) fn open_items(n: i64) -> String {
    format!("{n} {} в работе", plural(n, "поручение", "поручения", "поручений"))
}

pub(super) const OPEN_YEAR_TEXT: &str =
    "Этот учебный год уже идёт, а в программе его ещё нет: добавьте его, чтобы составить циклограмму.";
pub(super) const MAKE_CALENDAR: &str = "Составьте циклограмму";
pub(super) const MAKE_CALENDAR_TEXT: &str =
    "Типовые процедуры года уже готовы: останется назвать ответственных и сроки.";
pub(super) const NEAR_PROCEDURES_TEXT: &str = "Начинаются или заканчиваются в ближайшие две недели.";
pub(super) const OPEN_PROPOSALS_TEXT: &str = "Выводы о результатах решений ждут места в плане следующего года.";
pub(super) const OPEN_MINUTES_TEXT: &str = "День заседания прошёл, протокол ещё не подписан.";
pub(super) const ITEMS_TO_ACCEPT_TEXT: &str =
    "Исполнители сообщили о готовности: примите работу или верните с замечанием.";
pub(super) const TO_SIGN_TEXT: &str = "Группа закончила работу: подпишите справку или верните с замечанием.";
pub(super) const UNDECIDED_TEXT: &str =
    "Выводы подписаны, решения по ним ещё нет: подготовьте приказ или вынесите на заседание.";
pub(super) const DUE_EFFECTS_TEXT: &str = "Пора рассчитать те же показатели ещё раз и увидеть, помогло ли решение.";

pub(super) fn to_sign(n: i64) -> String {
    format!("{n} {} подписи", plural(n, "справка ждёт", "справки ждут", "справок ждут"))
}

pub(super) fn undecided(n: i64) -> String {
    format!("{n} {} без решения", plural(n, "справка", "справки", "справок"))
}

pub(super) fn near_procedures(n: i64) -> String {
    format!("{n} {} по циклограмме", plural(n, "процедура", "процедуры", "процедур"))
}

pub(super) fn open_proposals(n: i64) -> String {
    format!("{n} {} в план", plural(n, "предложение", "предложения", "предложений"))
}

pub(super) fn open_minutes(n: i64) -> String {
    format!("{n} {} без протокола", plural(n, "заседание", "заседания", "заседаний"))
}

pub(super) fn items_to_accept(n: i64) -> String {
    format!("{n} {} на проверке", plural(n, "поручение", "поручения", "поручений"))
}

pub(super) fn due_effects(n: i64) -> String {
    format!("{n} {} пора измерить", plural(n, "результат", "результата", "результатов"))
}

pub(super) const ACTION_ITEM: &str = "Поручение";
pub(super) const PROCEDURE: &str = "Процедура";
pub(super) const OPEN_NONCONFORMITIES_TEXT: &str = "Найти причину, назначить действия, проверить, помогли ли они.";
pub(super) const REPORT_UNDECIDED: &str = "Справка подписана, решения по ней ещё нет";
pub(super) const ZONE_UNDECIDED: &str = "Проблемная зона: решения ещё нет";

pub(super) fn open_nonconformities(n: i64) -> String {
    format!("{n} {} не закрыто", plural(n, "несоответствие", "несоответствия", "несоответствий"))
}

/// «И ещё 5»
pub(super) fn more(n: &usize) -> String {
    format!("и ещё {n}")
}

pub(super) const INSPECTION: &str = "Проверка с вашим участием";
pub(super) const REPORT_TO_READ: &str = "Справка для ознакомления";
pub(super) const ACT_TO_READ: &str = "Локальный акт для ознакомления";
pub(super) const EXPIRING_TEXT: &str = "Срок действия заканчивается или прошёл: подготовьте новую редакцию.";

pub(super) fn expiring(n: usize) -> String {
    let n = i64::try_from(n).unwrap_or(i64::MAX);
    format!("{n} {} пора обновить", plural(n, "локальный акт", "локальных акта", "локальных актов"))
}
