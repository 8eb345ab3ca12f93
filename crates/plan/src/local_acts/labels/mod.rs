//! The Russian words of this feature.

pub(super) mod templates;

use chrono::NaiveDate;
use school::ru;

use super::{Act, ActKind, CannotStep, LocalAct, State, Step};
use crate::model::{ElementKind, Part};

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
pub(super) const MODEL: &str = "Модель внутренней системы оценки качества образования";
pub(super) const MODEL_COLUMNS: [&str; 4] = ["№", "Компонент", "Пояснение", "С чем связан"];
pub(super) const INDICATOR_COLUMNS: [&str; 4] = ["№", "Показатель", "Набор", "Где используется"];
pub(super) const OWN_PACK: &str = "показатель школы";
pub(super) const REMOVED: &str = "Проект удалён.";
pub(super) const CORRECT: &str = "Исправить сведения";
pub(super) const CORRECTED: &str = "Сведения исправлены.";
pub(super) const REASON_MISSING: &str = "Напишите, почему сведения исправляются.";
pub(super) const PICK_READERS: &str = "Отметьте, кто подписал.";
pub(super) const NOTED: &str = "Подписи на бумаге отмечены.";
pub(super) const CARRIED: &str = "Тех, кого знакомили с прежней редакцией, программа просит ознакомиться с новой.";
pub(super) const STALE_STEP: &str =
    "Пока страница была открыта, акт изменили. Ниже показано, что изменилось. Посмотрите и нажмите ещё раз.";
pub(super) const PICK_TEMPLATE: &str = "Выберите шаблон.";
pub(super) const READERS_TITLE: &str = "Лист ознакомления";
pub(super) const READER_COLUMNS: [&str; 5] = ["№", "Фамилия, имя, отчество", "Должность", "Дата", "Подпись"];
pub(super) const CYCLOGRAM_COLUMNS: [&str; 7] =
    ["№", "Объект", "Процедура", "Инструментарий", "Срок", "Ответственный", "Решение"];
pub(super) const MEMBER_COLUMNS: [&str; 3] = ["№", "Кто", "Место в составе"];

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
            CannotStep::AfterNext => "Дата позже следующей отметки.",
            CannotStep::NoCouncil => {
                "Акт принимает коллегиальный орган управления: выберите в списке органов педагогический совет, общее \
                 собрание или другой совет. Нет в списке — внесите его в раздел «Органы и группы»."
            }
            CannotStep::NoOrder => {
                "Нужен приказ: выберите его в списке или впишите, например «приказ от 05.06.2025 № 17»."
            }
            CannotStep::HasSuccessor => "Новая редакция этого акта уже есть. Продолжите её или удалите её проект.",
            CannotStep::NotApproved => "Знакомят с действующим актом: сначала его нужно утвердить.",
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

/// «утверждено, вступит в силу 01.09.2027», as far as the days say more than the state.
pub(super) fn standing(act: &LocalAct, today: NaiveDate) -> String {
    let state = act.state_on(today);
    match (state, act.valid_from, act.replaced_on()) {
        (State::Approved, Some(from), _) if from > today => {
            format!("{}, вступит в силу {}", state_name(state), ru::date_short(from))
        }
        (State::Approved, _, Some(day)) => {
            format!("{}, с {} заменяется новой редакцией", state_name(state), ru::date_short(day))
        }
        _ => state_name(state).to_owned(),
    }
}

/// How long the act is in force, or would be.
pub(super) fn validity(act: &LocalAct, today: NaiveDate) -> String {
    let ends = act.replaced_on().and_then(|day| day.pred_opt()).or_else(|| match act.steps.last() {
        Some(step) if step.act == Act::Expire => Some(step.done_on),
        _ => act.valid_until,
    });
    let from = act.valid_from.map(|day| format!("с {} ", ru::date_short(day))).unwrap_or_default();
    let until = ends.map_or_else(|| "без срока".to_owned(), |day| format!("по {}", ru::date_short(day)));
    match act.state_on(today) {
        State::Draft | State::Considered | State::Endorsed | State::Adopted => {
            format!("ещё не действует; в проекте — {from}{until}")
        }
        State::Expired | State::Replaced => format!("больше не действует (действовал {from}{until})"),
        State::Approved => format!("{from}{until}"),
    }
}

/// What an act says, for comparing two versions of it line by line.
pub(super) fn told(act: &LocalAct) -> String {
    let validity = [("Действует с", act.valid_from), ("Действует по", act.valid_until)];
    let validity = validity.map(|(name, day)| day.map(|day| format!("{name} {}\n", ru::date_short(day))));
    let year = act.school_year.map(|year| format!("{}\n", plan_of(year)));
    let file = if act.file_name.is_empty() {
        String::new()
    } else {
        format!("Файл: {} ({})\n", act.file_name, act.file_sha256.get(..8).unwrap_or_default())
    };
    let head = format!("{}: {}\nНомер: {}\n", kind_name(act.kind), act.title, act.number);
    let days: String = validity.into_iter().chain([year]).flatten().collect();
    format!("{head}{days}{file}{}", act.body_text)
}

/// «Приложения по плану на 2025/2026 учебный год»
pub(super) fn plan_of(year: i64) -> String {
    format!("Приложения по плану на {} учебный год", school::SchoolYear(year).long())
}

/// What a step says, in one line.
pub(super) fn details(step: &Step) -> String {
    let parts = [step.who.clone(), step.document.clone(), ru::date_short(step.done_on)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

pub(super) fn correction(title: &str, (before, after): (&Step, &Step), reason: &str) -> String {
    let what = done(after.act).to_lowercase();
    format!("«{title}», {what}: исправлено «{}» на «{}» — {reason}", details(before), details(after))
}

pub(super) fn removed(title: &str) -> String {
    format!("Удалён проект локального акта «{title}»")
}

pub(super) fn signatures_noted(title: &str, names: &[String]) -> String {
    format!("«{title}»: отмечены подписи на бумаге — {}", names.join(", "))
}

/// Whether a body of the register is a council or an assembly, which alone adopts acts.
pub(super) fn may_adopt(body: &crate::bodies::CollegialBody) -> bool {
    let name = body.name.to_lowercase();
    match body.kind {
        crate::bodies::BodyKind::PedagogicalCouncil => true,
        crate::bodies::BodyKind::Own => ["совет", "собрани", "конференци"].iter().any(|word| name.contains(word)),
        _ => false,
    }
}

/// The registers of the model as a paper names them.
pub(super) fn register(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Document => "Документы",
        ElementKind::Subject => "Субъекты",
        ElementKind::Object => "Объекты оценки",
        ElementKind::Instrument => "Инструменты",
        ElementKind::Resource => "Ресурсы",
        ElementKind::Product => "Продукты",
        ElementKind::Decision => "Формы управленческих решений",
    }
}

pub(super) fn part(part: Part) -> &'static str {
    match part {
        Part::Conditions => "качество условий",
        Part::Process => "качество образовательной деятельности",
        Part::Results => "качество результатов",
    }
}

/// How somebody came to know an act: «подписано на бумаге 05.09.2025, отметила Орлова А. В.».
pub(super) fn on_paper(day: NaiveDate, noted_by: &str) -> String {
    format!("подпись на бумаге {}, отметил(а) {noted_by}", ru::date_short(day))
}

pub(super) fn reads_how(has_account: bool) -> &'static str {
    if has_account {
        "подтвердит под своей учётной записью"
    } else {
        "подпишет на бумаге: учётной записи нет"
    }
}

pub(super) const CONFIRMED: &str = "подтверждено в программе";

pub(super) fn stepped(title: &str, step: &Step) -> String {
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

/// Who stands in the stamp: a bare post with the principal's name.
pub(super) fn stamp_who(step: &Step, principal_name: &str) -> String {
    let is_bare = step.who.trim().to_lowercase() == "директор";
    if step.act == Act::Approve && is_bare { principal(principal_name) } else { step.who.clone() }
}

/// «Директор В. П. Соколова», as far as the school's card says it.
pub(super) fn principal(name: &str) -> String {
    let name = school::PersonName::parse(name).map_or_else(|_| name.to_owned(), |name| name.initials_first());
    format!("Директор {name}").trim_end().to_owned()
}
