use chrono::NaiveDate;
use school::ru::{counted, date_short};
use web::Refusal;

use super::queries::{Nonconformity, TakenStep};
use super::state::{Act, ActionKind, CannotPlan, CannotStep, State};

pub(crate) const NONCONFORMITY: &str = "Несоответствие";
pub(crate) const NONCONFORMITIES: &str = "Несоответствия";
pub(crate) const OPEN_NONCONFORMITY: &str = "Открыть несоответствие";
pub(super) const NEW: &str = "Новое несоответствие";
pub(super) const EDIT: &str = "Изменение несоответствия";
pub(super) const CAUSE: &str = "Поиск причины";
pub(super) const PLAN: &str = "План действий";
pub(super) const STATEMENT_MISSING: &str = "Напишите, в чём несоответствие.";
pub(super) const REQUIREMENT_MISSING: &str = "Напишите, какое требование не выполнено и откуда оно.";
pub(super) const EVIDENCE_MISSING: &str = "Напишите, чем это подтверждается.";
pub(super) const OWNER_MISSING: &str = "Выберите, кто отвечает за этот участок.";
pub(super) const SEVERITY_MISSING: &str = "Выберите, насколько это значительно.";
pub(super) const FOUND_MISSING: &str = "Укажите, когда это обнаружено.";
pub(super) const FOUND_AHEAD: &str = "Эта дата ещё не наступила.";
pub(super) const SAVED: &str = "Несоответствие сохранено.";
pub(super) const CAUSE_SAVED: &str = "Причина записана. Теперь запланируйте действия.";
pub(super) const PLAN_SAVED: &str = "Действия запланированы и стали поручениями.";
pub(super) const FINISHED: &str = "Действия выполнены. Теперь нужна оценка результативности.";
pub(super) const VERIFIED: &str = "Оценка результативности записана.";
pub(super) const CLOSED: &str = "Несоответствие закрыто.";
pub(super) const REOPENED: &str = "Несоответствие открыто снова.";
pub(super) const VERIFIED_ON_MISSING: &str = "Укажите день оценки.";
pub(super) const EFFECTIVE_MISSING: &str = "Выберите, результативны ли действия.";
pub(super) const CHANGED: &str = "Пока вы заполняли форму, несоответствие изменили. Посмотрите, что теперь записано на странице, и отправьте ещё раз.";
pub(super) const CHANGED_ABOVE: &str = "Пока вы заполняли форму, несоответствие изменили: что теперь записано, показано выше. Ваш текст сохранён: сверьте и отправьте ещё раз.";
pub(super) const FOUND_LONG_AGO: &str = "Укажите день этого или прошлого учебного года.";
pub(super) const EFFECTIVE: &str = "Да, несоответствие устранено и не повторяется";
pub(super) const NOT_EFFECTIVE: &str = "Нет, причина осталась";
pub(super) const MINOR: &str = "Малозначительное";
pub(super) const MAJOR: &str = "Значительное";
pub(super) const MINOR_HINT: &str = "единичное отступление, на результат почти не влияет";
pub(super) const MAJOR_HINT: &str = "требование не выполняется или отступления повторяются";

/// The bones of the fish («диаграмма Исикавы»), as they suit a school: code, name, a question that helps.
pub(crate) const CATEGORIES: [(&str, &str, &str); 6] = [
    ("people", "Люди", "Знают ли, умеют ли, хватает ли времени?"),
    ("methods", "Порядок работы", "Есть ли порядок, понятен ли он, выполним ли?"),
    ("resources", "Ресурсы", "Хватает ли техники, материалов, кабинетов?"),
    ("information", "Информация", "Вовремя ли узнали, верны ли данные?"),
    ("environment", "Условия", "Что мешало вокруг: расписание, карантин, ремонт?"),
    ("management", "Управление", "Кто отвечал, был ли контроль, были ли решения?"),
];

impl State {
    /// «причина найдена»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            State::Open => "открыто",
            State::CauseFound => "причина найдена",
            State::Planned => "действия запланированы",
            State::Done => "действия выполнены",
            State::Verified => "результативность оценена",
            State::Closed => "закрыто",
        }
    }

    /// The tone of its tag.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            State::Open => "caution",
            State::CauseFound | State::Planned => "accent",
            State::Done | State::Verified => "plain",
            State::Closed => "done",
        }
    }
}

impl Act {
    /// What was done, for the story.
    #[must_use]
    pub fn done_label(self) -> &'static str {
        match self {
            Act::Edit => "Уточнено, в чём несоответствие",
            Act::FindCause => "Названа причина",
            Act::Plan => "Запланированы действия",
            Act::Finish => "Действия выполнены",
            Act::Verify => "Оценена результативность",
            Act::Close => "Закрыто",
            Act::Reopen => "Открыто снова",
        }
    }
}

impl ActionKind {
    /// «корректирующее действие»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            ActionKind::Correction => "коррекция",
            ActionKind::Corrective => "корректирующее действие",
            ActionKind::Preventive => "предупреждающее действие",
        }
    }

    /// What it is for.
    #[must_use]
    pub fn hint(self) -> &'static str {
        match self {
            ActionKind::Correction => "исправляет само несоответствие",
            ActionKind::Corrective => "устраняет его причину",
            ActionKind::Preventive => "не даёт появиться в других местах",
        }
    }
}

impl Refusal for CannotStep {
    fn say(&self) -> String {
        match self {
            CannotStep::NotFromHere(state) => {
                format!("Сейчас несоответствие — «{}», этот шаг невозможен.", state.label())
            }
            CannotStep::CauseMissing => "Сначала назовите коренную причину.".to_owned(),
            CannotStep::ItemsOpen(n) => {
                format!("Ещё не исполнено {} плана.", counted(*n, "поручение", "поручения", "поручений"))
            }
            CannotStep::OwnWork => {
                "Вы выполняли эти действия или отвечаете за этот участок: результативность оценивает и закрывает \
                 несоответствие другой человек."
                    .to_owned()
            }
            CannotStep::NotYours => {
                "Этот шаг делают аудиторы, тот, кто обнаружил несоответствие, или руководители.".to_owned()
            }
            CannotStep::WordsMissing => "Напишите, на чём основано это решение.".to_owned(),
            CannotStep::NotEffective => {
                "Действия не помогли: откройте несоответствие снова и найдите причину, которую пропустили.".to_owned()
            }
        }
    }
}

impl Refusal for CannotPlan {
    fn say(&self) -> String {
        match self {
            CannotPlan::CorrectiveMissing => {
                "Добавьте хотя бы одно корректирующее действие: то, что устраняет причину.".to_owned()
            }
            CannotPlan::ResponsibleMissing(n) => format!("В действии {n} не выбран ответственный."),
            CannotPlan::DueMissing(n) => format!("В действии {n} не указан срок."),
            CannotPlan::DueFar(n) => format!("В действии {n} срок дальше двух лет."),
            CannotPlan::DuePast(n) => format!("В действии {n} срок уже прошёл."),
            CannotPlan::ExpectedMissing(n) => {
                format!("В действии {n} не сказано, по чему будет видно, что оно помогло.")
            }
        }
    }
}

/// «Несоответствие № 3»
pub(crate) fn title(one: &Nonconformity) -> String {
    format!("{NONCONFORMITY} № {} ({}/{:02})", one.number, one.school_year, (one.school_year + 1) % 100)
}

pub(super) fn title_with_words(one: &Nonconformity) -> String {
    format!("№ {}: {}", one.number, one.statement)
}

/// What an action item calls its source.
pub(super) fn source_title(one: &Nonconformity) -> String {
    format!("{NONCONFORMITY} № {} от {}", one.number, date_short(one.found_on))
}

/// «малозначительное»
pub(crate) fn severity(code: &str) -> &'static str {
    if code == "major" { "значительное" } else { "малозначительное" }
}

pub(super) fn opened(one: &Nonconformity) -> String {
    format!("Открыто несоответствие № {}: {}", one.number, one.statement)
}

pub(super) fn found_in_year(school_year: i64) -> String {
    format!(
        "Несоответствие записано в {}/{:02} учебном году: укажите день из него.",
        school_year,
        (school_year + 1) % 100
    )
}

pub(super) fn verified_early(day: NaiveDate) -> String {
    format!("Действия выполнены {}: оценить результативность можно не раньше этого дня.", date_short(day))
}

/// What is stored now, for the form of somebody who was slower.
pub(super) fn stored(one: &Nonconformity) -> Vec<String> {
    let day = date_short(one.found_on);
    vec![
        one.statement.clone(),
        one.requirement.clone(),
        one.evidence.clone(),
        format!("{}; {}; обнаружено {day}", severity(&one.severity), one.owner),
    ]
}

/// «Действия», «Действия, план 2»
pub(super) fn round_title(round: i64, rounds: usize) -> String {
    if rounds > 1 { format!("Действия, план {round}") } else { "Действия".to_owned() }
}

pub(super) fn saved(one: &Nonconformity) -> String {
    format!("Уточнено несоответствие № {}: {}", one.number, one.statement)
}

pub(super) fn stepped(act: Act, one: &Nonconformity, words: &str) -> String {
    let tail = if words.is_empty() { String::new() } else { format!(": {words}") };
    format!("{NONCONFORMITY} № {} — {}{tail}", one.number, act.done_label().to_lowercase())
}

pub(super) fn planned(one: &Nonconformity, n: usize) -> String {
    let n = i64::try_from(n).unwrap_or_default();
    format!("{NONCONFORMITY} № {}: запланировано {}", one.number, counted(n, "действие", "действия", "действий"))
}

pub(super) fn verification_words(is_effective: bool, evidence: &str) -> String {
    let said = if is_effective { "результативно" } else { "не результативно" };
    format!("{said}. {evidence}")
}

pub(super) fn told(step: &TakenStep) -> String {
    let label = Act::from_code(&step.act).map_or("", Act::done_label);
    if step.remark.is_empty() { label.to_owned() } else { format!("{label}: {}", step.remark) }
}
