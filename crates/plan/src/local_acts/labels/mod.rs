//! The Russian words of this feature.

pub(super) mod regulation;

use chrono::NaiveDate;
use school::ru;

use super::{Act, ActKind, CannotStep, State};

pub(super) const ACTS: &str = "Локальные акты";
pub(super) const NEW_ACT: &str = "Новый локальный акт";
pub(super) const EDIT_ACT: &str = "Изменить локальный акт";
pub(super) const READERS: &str = "Кого ознакомить";
pub(super) const TITLE_MISSING: &str = "Напишите название акта.";
pub(super) const PICK_KIND: &str = "Выберите вид акта.";
pub(super) const DATES_TURNED: &str = "Последний день действия не может быть раньше первого.";
pub(super) const DATE_MISSING: &str = "Укажите дату.";
pub(super) const PICK_ACT: &str = "Выберите, что сделано.";
pub(super) const SAVED: &str = "Сохранено.";
pub(super) const STALE: &str = "Пока вы редактировали, запись изменилась. Сравните и сохраните ещё раз.";
pub(super) const DONE: &str = "Отметка сохранена.";
pub(super) const ACKNOWLEDGED: &str = "Спасибо, ваше ознакомление записано.";
pub(super) const NEW_EDITION: &str = "Создан проект новой редакции.";
pub(super) const REPLACED_BY: &str = "новая редакция";
pub(super) const INDICATORS: &str = "Показатели внутренней системы оценки качества образования";
pub(super) const COMMISSION: &str = "Состав комиссии по ВСОКО";
pub(super) const INDICATOR_COLUMNS: [&str; 3] = ["№", "Показатель", "Набор"];
pub(super) const CYCLOGRAM_COLUMNS: [&str; 7] =
    ["№", "Объект", "Процедура", "Инструментарий", "Срок", "Ответственный", "Решение"];
pub(super) const MEMBER_COLUMNS: [&str; 2] = ["Кто", "Место в составе"];

pub(super) const FIELDS: &[(&str, &str)] = &[
    ("title", "Название"),
    ("number", "Номер"),
    ("body_text", "Текст"),
    ("valid_from", "Действует с"),
    ("valid_until", "Действует по"),
];

pub(super) fn kind_name(kind: ActKind) -> &'static str {
    match kind {
        ActKind::QualityRegulation => "Положение о ВСОКО (с приложениями из плана)",
        ActKind::Regulation => "Положение",
        ActKind::Procedure => "Порядок",
        ActKind::Programme => "Программа",
        ActKind::Plan => "План",
        ActKind::Rules => "Правила",
    }
}

/// «рассмотрено»
#[must_use]
pub fn state_name(state: State) -> &'static str {
    match state {
        State::Draft => "проект",
        State::Considered => "рассмотрено",
        State::Endorsed => "согласовано",
        State::Adopted => "принято",
        State::Approved => "утверждено",
        State::Expired => "утратило силу",
        State::Replaced => "заменено новой редакцией",
    }
}

/// What was done, as the list of steps tells it.
pub(super) fn done(act: Act) -> &'static str {
    match act {
        Act::Consider => "Рассмотрено",
        Act::Endorse => "Согласовано",
        Act::Adopt => "Принято",
        Act::Approve => "Утверждено",
        Act::Return => "Возвращено на доработку",
        Act::Expire => "Признано утратившим силу",
        Act::Replace => "Заменено",
    }
}

pub(super) fn tone(state: State) -> &'static str {
    match state {
        State::Draft => "caution",
        State::Considered | State::Endorsed | State::Adopted => "accent",
        State::Approved => "done",
        State::Expired | State::Replaced => "plain",
    }
}

impl web::Refusal for CannotStep {
    fn say(&self) -> String {
        match self {
            CannotStep::NotNow => "Сейчас с актом этого сделать нельзя: он в другом состоянии.",
            CannotStep::BeforePrevious => "Дата раньше предыдущей отметки.",
            CannotStep::InFuture => "Дата ещё не наступила.",
            CannotStep::WhoMissing => "Назовите орган или человека.",
            CannotStep::DocumentMissing => {
                "Укажите документ: номер протокола или приказа, а при возврате — что доработать."
            }
            CannotStep::NothingToRead => "В акте нет ни текста, ни файла.",
        }
        .to_owned()
    }
}

pub(super) fn period(from: Option<NaiveDate>, until: Option<NaiveDate>) -> String {
    match (from, until) {
        (Some(from), Some(until)) if from != until => format!("{}–{}", ru::date_short(from), ru::date_short(until)),
        (Some(day), _) | (None, Some(day)) => ru::date_short(day),
        (None, None) => String::new(),
    }
}

pub(super) fn cyclogram(year: i64) -> String {
    format!("Циклограмма ВСОКО на {} учебный год", school::SchoolYear(year).long())
}

/// «истекает через 12 дней», when it is time to say so.
pub(super) fn running_out(days_left: Option<i64>, remind: i64) -> String {
    match days_left {
        Some(days) if days < 0 => "срок действия истёк".to_owned(),
        Some(0) => "последний день действия".to_owned(),
        Some(days) if days <= remind => format!("истекает через {}", ru::counted(days, "день", "дня", "дней")),
        _ => String::new(),
    }
}

pub(super) fn saved(title: &str, edition: i64) -> String {
    format!("Сохранён локальный акт «{title}», редакция {edition}")
}

pub(super) fn stepped(title: &str, step: &super::Step) -> String {
    let document = if step.document.is_empty() { String::new() } else { format!(", {}", step.document) };
    format!("«{title}»: {} {}, {}{document}", done(step.act).to_lowercase(), ru::date_short(step.done_on), step.who)
}

pub(super) fn readers_asked(title: &str, count: usize) -> String {
    let count = ru::counted(i64::try_from(count).unwrap_or(i64::MAX), "человека", "человек", "человек");
    format!("«{title}»: просим ознакомиться {count}")
}

pub(super) fn acknowledged(title: &str) -> String {
    format!("Ознакомление с актом «{title}» подтверждено")
}

pub(super) fn edition_title(title: &str, edition: i64) -> String {
    if edition > 1 { format!("{title} (редакция {edition})") } else { title.to_owned() }
}

pub(super) fn appendix_heading(number: usize, title: &str) -> String {
    format!("Приложение {number}. {title}")
}

/// Words of the approval stamp.
pub(super) fn stamp_heading(act: Act) -> &'static str {
    match act {
        Act::Consider => "РАССМОТРЕНО",
        Act::Endorse => "СОГЛАСОВАНО",
        Act::Adopt => "ПРИНЯТО",
        _ => "УТВЕРЖДЕНО",
    }
}

pub(super) fn stamp_date(day: NaiveDate) -> String {
    format!("от {}", ru::date_short(day))
}

/// «Директор В. П. Соколова», as far as the school's card says it.
pub(super) fn principal(name: &str) -> String {
    let name = school::PersonName::parse(name).map_or_else(|_| name.to_owned(), |name| name.initials_first());
    format!("Директор {name}").trim_end().to_owned()
}
