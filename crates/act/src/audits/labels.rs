use school::ru::{counted, date_short};
use web::Refusal;

use super::audit::{Audit, Line, Verdict};
use super::queries::Agreement;
use super::rules::{CannotConclude, CannotFill, CannotPlan, State};

pub(crate) const AUDIT: &str = "Внутренний аудит";
pub(crate) const AUDITS: &str = "Внутренние аудиты";
pub(super) const PROGRAMME: &str = "Программа внутренних аудитов";
pub(super) const NEW_AUDIT: &str = "Новый аудит";
pub(super) const EDIT_AUDIT: &str = "Изменение аудита";
pub(super) const LINE: &str = "Строка чек-листа";
pub(super) const REMOVE: &str = "Убрать аудит из программы";
pub(super) const OBJECT_MISSING: &str = "Напишите, что проверяется: процесс, объединение, документ.";
pub(super) const OWNER_MISSING: &str = "Выберите, кто отвечает за объект аудита.";
pub(super) const CRITERIA_MISSING: &str = "Укажите, с чем сравнивать: закон, положение, порядок.";
pub(super) const START_MISSING: &str = "Укажите первый день аудита.";
pub(super) const END_MISSING: &str = "Укажите последний день аудита.";
pub(super) const AUDIT_SAVED: &str = "Аудит сохранён в программе.";
pub(super) const AUDIT_REMOVED: &str = "Аудит убран из программы.";
pub(super) const LINES_MISSING: &str = "Напишите хотя бы одно требование.";
pub(super) const LINES_ADDED: &str = "Вопросы добавлены в чек-лист.";
pub(super) const LINE_SAVED: &str = "Строка сохранена.";
pub(super) const LINE_REMOVED: &str = "Строка удалена.";
pub(super) const REQUIREMENT_MISSING: &str = "Напишите требование.";
pub(super) const EVIDENCE_MISSING: &str = "Напишите, что увидели: документ, запись, слова собеседника.";
pub(super) const NOTE_MISSING: &str = "Напишите, в чём несоответствие.";
pub(super) const PICK_RESULT: &str = "Выберите результат из списка.";
pub(super) const WORDS_MISSING: &str = "Напишите вывод аудита.";
pub(super) const NOT_A_FINDING: &str = "Сначала отметьте в строке несоответствие и сохраните её.";
pub(super) const OPENED: &str = "Несоответствие открыто. Теперь найдите его причину.";
pub(super) const AUDIT_CONCLUDED: &str = "Аудит завершён.";
pub(super) const REASON_MISSING: &str = "Напишите, почему аудит возобновляют.";
pub(super) const AUDIT_REOPENED: &str = "Аудит возобновлён, прежний вывод сохранён.";
pub(super) const AGREEMENT_MISSING: &str = "Выберите, согласны ли вы с выводами аудита.";
pub(super) const OBJECTIONS_MISSING: &str = "Напишите, с чем вы не согласны.";
pub(super) const AGREEMENT_SAVED: &str = "Ваш ответ записан и войдёт в протокол.";
pub(super) const AGREED: &str = "Согласен (согласна)";
pub(super) const NOT_AGREED: &str = "Есть возражения";

/// What is usually asked about the internal system of assessment: requirement, source, question.
pub(super) const USUAL_LINES: [[&str; 3]; 8] = [
    [
        "Действует внутренняя система оценки качества образования",
        "273-ФЗ, ст. 28, ч. 3, п. 13",
        "Есть ли утверждённое положение о ВСОКО и выполняется ли её план?",
    ],
    [
        "Самообследование проводится ежегодно, отчёт представлен учредителю и размещён на сайте",
        "273-ФЗ, ст. 28, ч. 3, пп. 3 и 13; ст. 29, ч. 2",
        "Когда утверждён и размещён последний отчёт? Подтверждаются ли его числа?",
    ],
    [
        "Текущий контроль и промежуточная аттестация идут по порядку, который установила школа",
        "273-ФЗ, ст. 28, ч. 3, п. 10; ст. 30, ч. 2; ст. 58",
        "Есть ли порядок? Совпадают ли с ним записи в журналах?",
    ],
    [
        "Результаты освоения программ учитываются индивидуально и хранятся",
        "273-ФЗ, ст. 28, ч. 3, п. 11",
        "Где и сколько хранятся результаты? Можно ли найти их по ученику?",
    ],
    [
        "Обучающимся с академической задолженностью созданы условия для её ликвидации",
        "273-ФЗ, ст. 58, чч. 3–5",
        "Есть ли график, знают ли о нём родители, назначена ли помощь?",
    ],
    ["Процедуры оценки проведены в сроки циклограммы", "Циклограмма ВСОКО", "Какие процедуры перенесены и почему?"],
    [
        "По итогам процедур приняты решения, у каждого есть исполнитель и срок",
        "Положение о ВСОКО",
        "Что решили по последней справке и что сделано?",
    ],
    [
        "С результатами ознакомлены те, кого они касаются",
        "Положение о ВСОКО",
        "Кто и когда ознакомлен? Есть ли подписи?",
    ],
];

impl State {
    /// «идёт»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            State::Planned => "запланирован",
            State::UnderWay => "идёт",
            State::Concluded => "завершён",
        }
    }
}

impl Verdict {
    /// «соответствует»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Verdict::Conform => "соответствует",
            Verdict::Minor => "малозначительное несоответствие",
            Verdict::Major => "значительное несоответствие",
            Verdict::NotApplicable => "неприменимо",
        }
    }

    /// The tone of its tag.
    #[must_use]
    pub fn tone(self) -> &'static str {
        match self {
            Verdict::Conform => "done",
            Verdict::Minor => "caution",
            Verdict::Major => "error",
            Verdict::NotApplicable => "plain",
        }
    }
}

impl Refusal for CannotPlan {
    fn say(&self) -> String {
        match self {
            CannotPlan::AuditorsMissing => "Назначьте хотя бы одного аудитора.".to_owned(),
            CannotPlan::OwnWork(name) => {
                format!(
                    "{name} отвечает за этот объект и не может проверять собственную работу. Назначьте другого аудитора."
                )
            }
            CannotPlan::OwnAuditors => {
                "Вы отвечаете за этот объект: сменить ответственного или аудиторов может другой человек.".to_owned()
            }
            CannotPlan::OutsideYear(from, until) => {
                format!("Аудит стоит в программе учебного года: дни с {} по {}.", date_short(*from), date_short(*until))
            }
            CannotPlan::EndsBeforeStart => "Аудит заканчивается раньше, чем начинается.".to_owned(),
        }
    }
}

impl Refusal for CannotFill {
    fn say(&self) -> String {
        match self {
            CannotFill::Concluded => "Аудит завершён. Чтобы что-то исправить, возобновите его.".to_owned(),
            CannotFill::OwnWork => "Вы отвечаете за этот объект: чек-лист заполняет другой аудитор.".to_owned(),
            CannotFill::NotAuditor => "Чек-лист и вывод — дело аудиторов, назначенных на этот аудит.".to_owned(),
            CannotFill::NotPlanner => "Программу аудитов изменяют директор и заместители.".to_owned(),
            CannotFill::UnderWay => "Аудит ещё не завершён.".to_owned(),
            CannotFill::NotOwner => "Согласие записывает тот, кто отвечает за объект аудита.".to_owned(),
            CannotFill::HasNonconformity => {
                "По этой строке открыто несоответствие: результат изменить нельзя, работайте с несоответствием."
                    .to_owned()
            }
        }
    }
}

impl Refusal for CannotConclude {
    fn say(&self) -> String {
        match self {
            CannotConclude::Concluded => "Аудит уже завершён.".to_owned(),
            CannotConclude::NoLines => "В чек-листе нет ни одного вопроса.".to_owned(),
            CannotConclude::Unanswered(n) => {
                format!("В чек-листе без результата {}.", counted(*n, "строка", "строки", "строк"))
            }
            CannotConclude::FindingsOpen(n) => format!(
                "Отмечено {}, по которым несоответствие не открыто: откройте их в строках чек-листа.",
                counted(*n, "нарушение", "нарушения", "нарушений")
            ),
            CannotConclude::NotAuditor => CannotFill::NotAuditor.say(),
            CannotConclude::NotBegun(day) => {
                format!("Аудит начинается {}: завершить его можно с этого дня.", date_short(*day))
            }
            CannotConclude::OwnWork => "Вы отвечаете за этот объект: аудит завершает аудитор.".to_owned(),
        }
    }
}

pub(super) fn planned(audit: &Audit) -> String {
    format!(
        "В программу внутренних аудитов внесён аудит «{}», {}–{}",
        audit.object,
        date_short(audit.starts_on),
        date_short(audit.ends_on)
    )
}

pub(super) fn removed(audit: &Audit) -> String {
    format!("Из программы внутренних аудитов убран аудит «{}»", audit.object)
}

pub(super) fn concluded(audit: &Audit) -> String {
    format!("Завершён внутренний аудит «{}»", audit.object)
}

pub(super) fn reopened(audit: &Audit, reason: &str) -> String {
    format!("Возобновлён внутренний аудит «{}»: {reason}", audit.object)
}

pub(super) fn agreed(audit: &Audit, said: &Agreement) -> String {
    let what = if said.is_agreed { "согласие" } else { "возражения" };
    let tail = if said.words.is_empty() { String::new() } else { format!(": {}", said.words) };
    format!("Аудит «{}»: ответственный за объект записал {what}{tail}", audit.object)
}

pub(super) fn lines_added(audit: &Audit, n: usize) -> String {
    let n = i64::try_from(n).unwrap_or_default();
    format!("Чек-лист аудита «{}»: добавлено {}", audit.object, counted(n, "требование", "требования", "требований"))
}

pub(super) fn line_saved(audit: &Audit, line: &Line) -> String {
    let result = line.verdict().map_or("без результата", Verdict::label);
    format!("Чек-лист аудита «{}»: «{}» — {result}", audit.object, line.requirement)
}

pub(super) fn line_removed(audit: &Audit, line: &Line) -> String {
    format!("Чек-лист аудита «{}»: удалено требование «{}»", audit.object, line.requirement)
}

pub(super) fn audit_changed(by: &Audit) -> String {
    format!(
        "Пока вы заполняли форму, аудит изменили: теперь «{}», {}–{}, критерии: {}. Ваши правки сохранены в форме — \
         сверьте и отправьте ещё раз.",
        by.object,
        date_short(by.starts_on),
        date_short(by.ends_on),
        by.criteria
    )
}

pub(super) fn after_audit(audit: &Audit) -> String {
    format!("по итогам внутреннего аудита «{}»", audit.object)
}
