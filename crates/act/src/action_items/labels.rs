use school::ru::{counted, date_short, plural};
use web::Refusal;

use super::postponing::CannotPostpone;
use super::queries::{ActionItem, Told};
use super::state::{Act, CannotStep, State};

pub(crate) const ACTION_ITEM: &str = "Поручение";
pub(crate) const ACTION_ITEMS: &str = "Поручения";
pub(crate) const BOARD: &str = "Доска поручений";
pub(super) const VIEWS: &str = "Виды списка";
pub(super) const STANDINGS: &str = "Состояние";
pub(super) const AS_LIST: &str = "Список";
pub(super) const AS_BOARD: &str = "Доска";
pub(super) const MINE: &str = "Мои сроки";
pub(super) const MY_ITEMS: &str = "Только мои";
pub(super) const OPEN: &str = "Не исполнены";
pub(super) const OVERDUE: &str = "Срок прошёл";
pub(super) const ESCALATED: &str = "Требуют решения";
pub(super) const OTHER_SOURCE: &str = "Другое основание";
pub(super) const ESCALATION: &str = "Через сколько дней после срока поручение показывают руководителям";
pub(super) const DAYS_MISSING: &str = "Укажите число дней от 0 до 60.";
pub(super) const ESCALATION_SAVED: &str = "Настройка сохранена.";

pub(super) const BEGUN: &str = "Поручение взято в работу.";
pub(super) const SUBMITTED: &str = "Передано на проверку.";
pub(super) const ACCEPTED: &str = "Исполнение принято.";
pub(super) const RETURNED: &str = "Возвращено исполнителю с замечанием.";
pub(super) const FULFILLED: &str = "Исполнение отмечено.";
pub(super) const REOPENED: &str = "Поручение снова в работе.";
pub(super) const NOTE_ADDED: &str = "Запись о ходе работы добавлена.";
pub(super) const NOTE_MISSING: &str = "Напишите, что уже сделано или что мешает.";
pub(super) const EVIDENCE_ADDED: &str = "Подтверждение добавлено.";
pub(super) const EVIDENCE_MISSING: &str = "Приложите файл, укажите ссылку или напишите, чем подтверждается.";
pub(super) const EFFECTIVE_MISSING: &str = "Укажите, к какой дате относится подтверждение.";
pub(super) const EFFECTIVE_AHEAD: &str = "Эта дата ещё не наступила.";
pub(super) const LINK_STRANGE: &str = "Ссылка начинается с https:// или http://.";
pub(super) const FILE_TOO_LARGE: &str = "Файл больше 20 МБ. Приложите часть или укажите ссылку.";
pub(super) const POSTPONED: &str = "Срок перенесён.";
pub(super) const REASON_MISSING: &str = "Напишите, почему срок переносится.";
pub(super) const REASON_THIN: &str = "Напишите причину подробнее: хотя бы несколько слов.";
pub(super) const REFUSAL_MISSING: &str = "Напишите, почему срок остаётся прежним.";
pub(super) const ASKED: &str = "Просьба о переносе срока отправлена руководителям.";
pub(super) const DECLINED: &str = "Срок остался прежним, исполнитель увидит ваш ответ.";
pub(super) const HEIR_MISSING: &str = "Выберите, кому передать поручение.";
pub(super) const HEIR_SAME: &str = "Поручение уже у этого человека.";
pub(super) const HANDED_OVER: &str = "Поручение передано. Новый исполнитель увидит его в своих сроках.";
pub(super) const HANDED_INSTEAD: &str = "поручение передано другому";
pub(super) const WITHDRAWAL_REASON: &str = "Напишите, почему подтверждение отзывается.";
pub(super) const EVIDENCE_WITHDRAWN: &str = "Подтверждение отозвано. В ходе работы осталась запись об этом.";
pub(super) const NEW_DATE_MISSING: &str = "Укажите новый срок.";
pub(super) const NOTHING_PICKED: &str = "Отметьте хотя бы одно поручение.";
pub(super) const NOTHING_TO_ACCEPT: &str = "Среди отмеченных нет поручений, которые вы можете принять.";
pub(super) const NOTHING_TO_UNDO: &str = "Отменять нечего: эти поручения уже изменены.";

impl State {
    /// «на проверке»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            State::New => "новое",
            State::InProgress => "в работе",
            State::UnderReview => "на проверке",
            State::Done => "исполнено",
        }
    }

    /// «Новые»: the head of a column.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            State::New => "Новые",
            State::InProgress => "В работе",
            State::UnderReview => "На проверке",
            State::Done => "Исполнено",
        }
    }

    /// The tone of its tag.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            State::New => "plain",
            State::InProgress => "accent",
            State::UnderReview => "caution",
            State::Done => "done",
        }
    }
}

impl Act {
    /// «принято»: what was done, for the story of an item.
    #[must_use]
    pub fn done_label(self) -> &'static str {
        match self {
            Act::Begin => "Взято в работу",
            Act::Submit => "Передано на проверку",
            Act::Accept => "Исполнение принято",
            Act::Return => "Возвращено с замечанием",
            Act::Confirm => "Отмечено исполнение",
            Act::Reopen => "Возвращено в работу",
            Act::Undo => "Приёмка отменена",
            Act::HandOver => "Передано другому",
        }
    }
}

impl Refusal for CannotStep {
    fn say(&self) -> String {
        match self {
            CannotStep::NotFromHere(state) => format!("Сейчас поручение — «{}», этот шаг невозможен.", state.label()),
            CannotStep::NotTheDoer => "Это отмечает тот, кому дано поручение.".to_owned(),
            CannotStep::NothingShown => {
                "Напишите, чем подтверждается исполнение, или сначала приложите файл либо ссылку.".to_owned()
            }
            CannotStep::RemarkMissing => "Напишите, что нужно доработать.".to_owned(),
            CannotStep::OwnWork => "Своё поручение принимает другой руководитель.".to_owned(),
            CannotStep::OwnItem => "Своё поручение передаёт другой руководитель.".to_owned(),
            CannotStep::ReasonMissing => REASON_THIN.to_owned(),
        }
    }
}

impl Refusal for CannotPostpone {
    fn say(&self) -> String {
        match self {
            CannotPostpone::Done => "Поручение исполнено: переносить срок незачем.".to_owned(),
            CannotPostpone::NotLater => "Новый срок должен быть позже нынешнего.".to_owned(),
            CannotPostpone::Past => "Новый срок уже прошёл.".to_owned(),
            CannotPostpone::UnderReview => "Поручение на проверке: срок уже не мешает.".to_owned(),
            CannotPostpone::OwnItem => "Срок своего поручения переносит другой руководитель: попросите его.".to_owned(),
            CannotPostpone::NotTheDoer => "О переносе просит тот, кому дано поручение.".to_owned(),
            CannotPostpone::NothingAsked => "На эту просьбу уже ответили.".to_owned(),
            CannotPostpone::ReasonMissing => REASON_THIN.to_owned(),
        }
    }
}

impl CannotPostpone {
    /// The field of a form that it is about: the day or the reason.
    pub(super) fn field<'a>(self, (day, reason): (&'a str, &'a str)) -> &'a str {
        if self == CannotPostpone::ReasonMissing { reason } else { day }
    }
}

/// The kind of decision in the filter: the word of its owner, or a plain one.
pub(super) fn place(item: &ActionItem) -> String {
    format!("{}, п.\u{a0}{}", item.source_title, item.place)
}

pub(super) fn told(one: &Told) -> String {
    let words = |head: &str| if one.words.is_empty() { head.to_owned() } else { format!("{head}: {}", one.words) };
    match one.what.as_str() {
        "note" => one.words.clone(),
        "postponement" => {
            let to = one.due_to.map(date_short).unwrap_or_default();
            match one.due_from {
                Some(from) => words(&format!("Срок перенесён с {} на {to}", date_short(from))),
                None => words(&format!("Назначен срок {to}")),
            }
        }
        "request ask" => {
            words(&format!("Просьба перенести срок на {}", one.due_to.map(date_short).unwrap_or_default()))
        }
        "request decline" => words("Просьба о переносе срока отклонена"),
        "withdrawal" => words(&format!("Отозвано подтверждение «{}»", one.subject)),
        act => words(Act::from_code(act).map_or("", Act::done_label)),
    }
}

pub(super) fn taken(act: &str, remark: &str) -> String {
    let label = Act::from_code(act).map_or("", Act::done_label);
    if remark.is_empty() { label.to_owned() } else { format!("{label}: {remark}") }
}

/// The sentence of history for a step.
pub(super) fn stepped(act: Act, item: &ActionItem, remark: &str) -> String {
    let tail = if remark.is_empty() { String::new() } else { format!(": {remark}") };
    format!("{} — поручение «{}» ({}){tail}", act.done_label(), item.task, place(item))
}

pub(super) fn noted(item: &ActionItem, words: &str) -> String {
    format!("Ход работы по поручению «{}»: {words}", item.task)
}

pub(super) fn evidenced(item: &ActionItem, what: &str) -> String {
    format!("К поручению «{}» приложено подтверждение: {what}", item.task)
}

pub(super) fn postponed(item: &ActionItem, until: chrono::NaiveDate, reason: &str) -> String {
    let from = item.due_on.map_or_else(String::new, |due| format!(" с {}", date_short(due)));
    format!("Срок поручения «{}» перенесён{from} на {}: {reason}", item.task, date_short(until))
}

pub(super) fn asked(item: &ActionItem, until: chrono::NaiveDate, reason: &str) -> String {
    format!("Просьба перенести срок поручения «{}» на {}: {reason}", item.task, date_short(until))
}

pub(super) fn declined(item: &ActionItem, reason: &str) -> String {
    format!("Просьба о переносе срока поручения «{}» отклонена: {reason}", item.task)
}

/// «Орлова А. В. → Лебедев А. В.: заболела»
pub(super) fn from_to(from: &str, to: &str, reason: &str) -> String {
    format!("{from} → {to}: {reason}")
}

pub(super) fn withdrawn(item: &ActionItem, what: &str, reason: &str) -> String {
    format!("К поручению «{}» отозвано подтверждение «{what}»: {reason}", item.task)
}

pub(super) fn due_changed(item: &ActionItem) -> String {
    let now = item.due_on.map(date_short).unwrap_or_default();
    format!("Пока вы заполняли форму, срок уже перенесли: теперь {now}. Проверьте и отправьте ещё раз, если нужно.")
}

pub(super) fn accepted_many(n: usize, left: usize) -> String {
    let n = i64::try_from(n).unwrap_or_default();
    let done = format!("{} {}", plural(n, "Принято", "Принято", "Принято"), items(n));
    match i64::try_from(left).unwrap_or_default() {
        0 => format!("{done}."),
        left => format!("{done}. {} оставлено: не на проверке или поручено вам.", items(left)),
    }
}

pub(super) fn acceptance_undone(n: usize) -> String {
    format!("Приёмка отменена: {} снова на проверке.", items(i64::try_from(n).unwrap_or_default()))
}

fn items(n: i64) -> String {
    counted(n, "поручение", "поручения", "поручений")
}

impl super::digest::Urgency {
    /// The heading of its part of the digest.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            super::digest::Urgency::Given => "Передано вам",
            super::digest::Urgency::Overdue => "Срок прошёл",
            super::digest::Urgency::Tomorrow => "Сегодня и завтра",
            super::digest::Urgency::Week => "В ближайшие семь дней",
        }
    }
}
