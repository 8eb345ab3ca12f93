//! The Russian words of inspections.

use chrono::NaiveDate;
use plan::calendar::Procedure;
use plan::cards::InspectionKind;
use school::SchoolYear;
use school::ru::{counted, date_short};
use web::Refusal;

use super::inspection::{Comparison, Duty, Inspection};
use super::report::{CannotAct, ReportState};

pub(super) const INSPECTION: &str = "Проверка";
pub(super) const FINDING: &str = "Вывод справки";
pub(super) const UNDECIDED: &str = "ждёт решения";
pub(super) const DECIDED: &str = "решение принято";
pub(super) const INSPECTIONS: &str = "Проверки и справки";
pub(super) const LEAD: &str = "Что изучается сейчас, кто и когда этим занят, какие справки готовы.";
pub(super) const START: &str = "Начать проверку";
pub(super) const STUDY: &str = "Изучить в проверке";
pub(super) const NEW: &str = "Новая проверка";
pub(super) const EDIT: &str = "Изменение проверки";
pub(super) const REMOVE: &str = "Удаление проверки";
pub(super) const REPORT: &str = "Справка";
pub(super) const EDIT_REPORT: &str = "Текст справки";
pub(super) const SAVED: &str = "Проверка сохранена.";
pub(super) const CREATED: &str = "Проверка начата: этапы открыты, план-задание можно распечатать.";
pub(super) const REMOVED: &str = "Проверка удалена.";
pub(super) const STEP_DONE: &str = "Этап отмечен выполненным.";
pub(super) const STEP_OPEN: &str = "Отметка о выполнении снята.";
pub(super) const REPORT_SAVED: &str = "Справка сохранена.";
pub(super) const SUBMITTED: &str = "Справка передана на подпись.";
pub(super) const RETURNED: &str = "Справка возвращена группе.";
pub(super) const SIGNED: &str = "Справка подписана. Значения показателей сохранены такими, какими были сегодня.";
pub(super) const LISTED: &str = "Лист ознакомления дополнен.";
pub(super) const UNLISTED: &str = "Лист ознакомления изменён.";
pub(super) const ANNULLED: &str = "Справка аннулирована. Её текст сохранён; при необходимости начните новую редакцию.";
pub(super) const REDRAFTED: &str = "Начата новая редакция справки. Показатели снова рассчитываются на сегодня.";
pub(super) const REDRAFTED_SENTENCE: &str = "Начата новая редакция: справка";
pub(super) const ALREADY_KNOWS: &str =
    "Этот человек уже отметил, что ознакомлен: запись остаётся в листе ознакомления.";
pub(super) const ACKNOWLEDGED: &str = "Вы отметили, что ознакомлены со справкой.";

pub(super) const TITLE_MISSING: &str = "Назовите тему проверки.";
pub(super) const KIND_MISSING: &str = "Выберите вид контроля.";
pub(super) const PURPOSE_MISSING: &str = "Напишите, зачем проводится проверка.";
pub(super) const START_MISSING: &str = "Укажите, когда проверка начинается.";
pub(super) const END_MISSING: &str = "Укажите, когда проверка заканчивается.";
pub(super) const END_EARLY: &str = "Проверка не может закончиться раньше, чем начнётся.";
pub(super) const LEAD_MISSING: &str = "Выберите руководителя группы.";
pub(super) const STEPS_MISSING: &str = "Добавьте хотя бы один этап: что сделать и к какому дню.";
pub(super) const TEACHER_NEEDED: &str = "Персональный контроль изучает работу педагога: выберите учителя.";
pub(super) const TEACHER_IN_GROUP: &str =
    "Педагог не может входить в группу, которая изучает его работу. Выберите другого.";
pub(super) const PICK: &str = "Выберите из списка.";
pub(super) const TERM_NEEDED: &str = "Чтобы сравнить с предыдущим периодом, выберите учебный период.";
pub(super) const DAY_AHEAD: &str = "Этот день ещё не наступил.";
pub(super) const PICK_PERSON: &str = "Выберите, кто должен ознакомиться.";

pub(super) const STARTED: &str = "Начата проверка";
pub(super) const CHANGED: &str = "Изменена проверка";
pub(super) const REMOVED_SENTENCE: &str = "Удалена проверка";
pub(super) const DONE_SENTENCE: &str = "Выполнен этап";
pub(super) const REOPENED_SENTENCE: &str = "Снята отметка о выполнении этапа";
pub(super) const WRITTEN_SENTENCE: &str = "Сохранён черновик справки";
pub(super) const SUBMITTED_SENTENCE: &str = "Передана на подпись справка";
pub(super) const RETURNED_SENTENCE: &str = "Возвращена на доработку справка";
pub(super) const SIGNED_SENTENCE: &str = "Подписана справка";
pub(super) const LISTED_SENTENCE: &str = "Изменён лист ознакомления: справка";

/// The single fields of an inspection, for showing what somebody else has written.
pub(super) const FIELDS: [(&str, &str); 21] = [
    ("title", "Тема"),
    ("kind", "Вид контроля"),
    ("basis", "Основание"),
    ("ordered_by", ORDERED_BY),
    ("purpose", "Цель"),
    ("object", "Объект"),
    ("matter", "Предмет контроля"),
    ("methods", "Методы"),
    ("sample", "Выборка"),
    ("papers", "Документы"),
    ("outputs", "Итоговые документы"),
    ("considered_at", "Где рассматривается"),
    ("starts_on", "Начало"),
    ("ends_on", "Окончание"),
    ("class", "Классы"),
    ("subject", "Предмет"),
    ("teacher", "Учитель"),
    ("term", "Период"),
    ("comparison", "С чем сравнивать"),
    ("recheck_days", "Повторный контроль, дней"),
    ("lead", "Руководитель группы"),
];
pub(super) const MEMBERS: &str = "Члены группы";
pub(super) const INDICATORS: &str = "Показатели";
pub(super) const STEPS: &str = "Этапы";

/// The single fields of a report.
pub(super) const REPORT_FIELDS: [(&str, &str); 5] = [
    ("studied", "Что изучено и как"),
    ("facts", "Установлено: словами группы"),
    ("comparison", "Сравнение: словами группы"),
    ("causes", "Причины"),
    ("recheck_on", "Повторный контроль"),
];
pub(super) const FINDINGS: &str = "Выводы";
pub(super) const RECOMMENDATIONS: &str = "Рекомендации";

/// «Вывод 1 справки «Алгебра в 8-х классах»»
pub(super) fn finding_title(number: i64, title: &str) -> String {
    format!("Вывод {number} справки «{title}»")
}

impl Comparison {
    /// «с прошлым учебным годом»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Comparison::YearBefore => "с прошлым учебным годом (те же ученики)",
            Comparison::TermBefore => "с предыдущим учебным периодом",
        }
    }
}

impl Duty {
    /// «руководитель группы»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Duty::Lead => "руководитель группы",
            Duty::Expert => "эксперт",
        }
    }
}

impl ReportState {
    /// «черновик»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            ReportState::Draft => "готовится",
            ReportState::Submitted => "на подписи",
            ReportState::Signed => "подписана",
            ReportState::Annulled => "аннулирована",
        }
    }

    /// For `levels::tag`.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            ReportState::Draft => "plain",
            ReportState::Submitted => "caution",
            ReportState::Signed => "done",
            ReportState::Annulled => "caution",
        }
    }

    /// What the state of the report makes of the inspection, for chains.
    #[must_use]
    pub fn of_inspection(self) -> &'static str {
        match self {
            ReportState::Draft => "идёт",
            ReportState::Submitted => "справка на подписи",
            ReportState::Signed => "справка подписана",
            ReportState::Annulled => "справка аннулирована",
        }
    }
}

impl Refusal for CannotAct {
    fn say(&self) -> String {
        match self {
            CannotAct::OutOfTurn(ReportState::Draft) => "Справка ещё не передана на подпись.".to_owned(),
            CannotAct::OutOfTurn(ReportState::Submitted) => {
                "Справка уже передана на подпись. Чтобы изменить её, верните её группе.".to_owned()
            }
            CannotAct::OutOfTurn(ReportState::Signed) => {
                "Справка подписана и остаётся такой, какая есть. Если в ней ошибка, справку аннулируют и составляют новую."
                    .to_owned()
            }
            CannotAct::OutOfTurn(ReportState::Annulled) => {
                "Справка аннулирована. Чтобы исправить её, начните новую редакцию.".to_owned()
            }
            CannotAct::FactsMissing => "Напишите, что установлено: факты и цифры.".to_owned(),
            CannotAct::FindingsMissing => "В справке нет ни одного вывода. Добавьте вывод.".to_owned(),
            CannotAct::TaskMissing(place) => format!("Рекомендация {place}: напишите, что рекомендуется."),
            CannotAct::AddresseeMissing(place) => format!("Рекомендация {place}: укажите, кому она адресована."),
            CannotAct::DateMissing(place) => format!("Рекомендация {place}: укажите, к какому сроку."),
            CannotAct::StepsOpen(count) => format!(
                "Не отмечено выполнение: {}. Отметьте этапы или подтвердите, что справка готова без них.",
                counted(i64::try_from(*count).unwrap_or(i64::MAX), "этап", "этапа", "этапов")
            ),
            CannotAct::RemarkMissing => "Напишите, что нужно дополнить или исправить.".to_owned(),
            CannotAct::ReasonMissing => "Напишите, почему справка аннулируется.".to_owned(),
            CannotAct::SignedEarly => "Дата справки раньше начала проверки. Исправьте дату.".to_owned(),
            CannotAct::SignedAhead => "Дата справки ещё не наступила. Исправьте дату.".to_owned(),
            CannotAct::DueEarly(place) => {
                format!("Рекомендация {place}: срок раньше даты справки. Верните справку группе и исправьте срок.")
            }
            CannotAct::RecheckEarly => {
                "Повторный контроль назначен раньше окончания проверки. Верните справку группе и исправьте дату."
                    .to_owned()
            }
            CannotAct::WasSigned => {
                "По этой проверке была подписана справка: проверка хранится вместе с ней и не удаляется.".to_owned()
            }
        }
    }
}

pub(super) fn happened(what: &str, title: &str) -> String {
    format!("{what} «{title}»")
}

pub(super) fn step_happened(what: &str, task: &str, title: &str) -> String {
    format!("{what} «{task}» (проверка «{title}»)")
}

pub(super) fn report_happened(what: &str, title: &str) -> String {
    format!("{what} по итогам проверки «{title}»")
}

pub(super) fn returned(remark: &str) -> String {
    format!("{RETURNED_SENTENCE} ({})", remark.trim())
}

pub(super) fn acknowledged(who: &str) -> String {
    format!("{who}: ознакомление, справка")
}

pub(super) fn report_title(title: &str, signed_on: NaiveDate) -> String {
    format!("Справка от {} по итогам проверки «{title}»", date_short(signed_on))
}

pub(super) fn of_zones(headings: &[String]) -> String {
    match headings {
        [one] => format!("Изучение проблемной зоны: {one}"),
        _ => "Изучение проблемных зон".to_owned(),
    }
}

pub(super) const PURPOSE_OF_ZONES: &str =
    "Выяснить причины обнаруженного, проверить данные и предложить адресную помощь";
pub(super) const BASIS_OF_ZONES: &str = "Результаты анализа данных внутренней системы оценки качества образования";
pub(super) const METHODS_OF_ZONES: &str = "Анализ данных\nСобеседование с учителем\nПосещение уроков";
pub(super) const OUTPUTS: &str = "Аналитическая справка";
pub(super) const STEPS_OF_ZONES: [(&str, &str, i64); 4] = [
    ("Проверить исходные данные", "электронный журнал, загруженные файлы", 2),
    ("Обсудить с учителем возможные причины", "собеседование", 5),
    ("Посетить уроки, посмотреть работы обучающихся", "уроки, тетради", 10),
    ("Подготовить справку с рекомендациями", "материалы группы", 14),
];

/// What the group begins the section on what was studied with.
pub(super) fn studied(parts: [(&str, &str); 3]) -> String {
    let lines = parts.iter().filter(|(_, text)| !text.is_empty());
    lines.map(|(name, text)| format!("{name}: {}.", joined(text))).collect::<Vec<_>>().join("\n")
}

/// Lines as one line.
pub(super) fn joined(text: &str) -> String {
    let lines = text.lines().map(|line| line.trim().trim_end_matches(['.', ';'])).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("; ")
}

pub(super) fn annulled(reason: &str) -> String {
    format!("Аннулирована справка ({})", reason.trim())
}

pub(super) fn edition(number: i64) -> String {
    format!("Справка, аннулированная редакция {number}")
}

/// Where the cyclogram plans what is carried out.
pub(super) fn plan_item(procedure: &Procedure) -> String {
    let year = SchoolYear(procedure.school_year).short();
    format!("Циклограмма на {year} учебный год, строка {}: «{}»", procedure.place, procedure.name)
}

pub(super) fn step_early(from: NaiveDate) -> String {
    format!("День раньше проверки: укажите не раньше {}.", date_short(from))
}

pub(super) fn step_span(from: NaiveDate, until: NaiveDate) -> String {
    format!("Срок этапа вне проверки: укажите день с {} по {}.", date_short(from), date_short(until))
}

/// Parts of the words of a plan that no class of the year is found for.
pub(super) fn unread(parts: &[String]) -> String {
    format!("Не удалось понять, какие это классы: «{}». Отметьте их сами.", parts.join("», «"))
}

/// Beside a line of an earlier draft.
pub(super) fn copied(line: &str) -> String {
    format!(
        "В тексте группы осталась строка с числами прежнего черновика: «{line}». Числа программа вписывает сама и обновляет до подписания: уберите эту строку."
    )
}

pub(super) fn changed_by(who: &str, when: &str) -> String {
    format!(
        "Пока вы писали, этот же текст изменил(а) {who} ({when}). Ваш текст сохранён в форме. Ниже показано, что записано сейчас: перенесите нужное и сохраните ещё раз."
    )
}

pub(super) const STUDIED: &str = "Изучено";
pub(super) const METHODS: &str = "Методы";
pub(super) const SAMPLE: &str = "Объём";
pub(super) const ORDERED_BY: &str = "Приказ о проведении";
pub(super) const COVERAGE: &str = "Охват";

/// «Директор»
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What the page of an inspection says of it.
pub(super) fn facts(one: &Inspection) -> Vec<(&'static str, String)> {
    let recheck =
        one.recheck_days.map_or_else(String::new, |days| format!("через {days} дн. после окончания проверки"));
    vec![
        ("Сроки", period(one)),
        ("Основание", one.basis.clone()),
        (ORDERED_BY, one.ordered_by.clone()),
        ("Цель", one.purpose.clone()),
        ("Объект", one.object.clone()),
        ("Предмет контроля", one.matter.clone()),
        (METHODS, one.methods.clone()),
        ("Выборка", one.sample.clone()),
        ("Какие документы запросить", one.papers.clone()),
        ("Форма результата", one.outputs.clone()),
        ("Где рассматривается", one.considered_at.clone()),
        ("Повторный контроль", recheck),
    ]
}

/// «с 03.02.2025 по 14.02.2025»
pub(super) fn period(one: &Inspection) -> String {
    format!("с {} по {}", date_short(one.starts_on), date_short(one.ends_on))
}

/// Under the title of an inspection.
pub(super) fn lead(kind: InspectionKind) -> String {
    format!("Проверка, вид контроля: {}", kind.label())
}
