//! The Russian words of the review of a year.

use act::action_items::queries::ActionItem;
use act::audits::queries::ProgrammeRow;
use act::nonconformities::State as Nonconforming;
use act::nonconformities::queries::Nonconformity;
use analyse::inspections::queries::InspectionLine;
use analyse::problem_zones::Zone;
use decide::meetings::MeetingKind;
use decide::meetings::queries::MeetingLine;
use decide::orders::queries::OrderLine;
use measure::effect::Verdict;
use school::{SchoolYear, ru};
use web::Refusal;

use super::state::{CannotStep, State};
use super::{Figures, Section};
use crate::effects::{Amendment, Review, amendment_words as changes, shown_value};

pub(crate) const TITLE: &str = "Анализ со стороны руководства";
pub(crate) const LEAD: &str = "Итоги года по внутренней системе оценки качества: что планировали, нашли, решили, сделали и что помогло. До подписания числа считаются заново, ваши выводы сохраняются.";
pub(crate) const NOTHING_YET: &str = "Записей за этот год пока нет.";
pub(crate) const SIGNED: &str = "Анализ подписан, его содержание больше не изменится.";
pub(crate) const REOPENED: &str = "Начата новая редакция. Подписанная осталась ниже.";
pub(crate) const NUMBER_MISSING: &str = "Укажите номер.";
pub(crate) const DAY_MISSING: &str = "Укажите дату подписания.";
pub(crate) const DAY_WRONG: &str = "Дата подписания — не раньше начала учебного года и не позже сегодняшнего дня.";
pub(crate) const REASON_MISSING: &str = "Напишите, зачем нужна новая редакция.";
pub(crate) const CONCLUSION: &str = "Вывод";
pub(crate) const WRITTEN: &str = "Вывод сохранён.";
pub(crate) const WORDS_MISSING: &str = "Напишите, что предлагаете включить в план.";
pub(crate) const PROPOSED: &str = "Предложение передано в план следующего года.";
pub(crate) const REASON: &str = "по итогам анализа со стороны руководства";
pub(crate) const CHANGED_MEANWHILE: &str =
    "Пока вы писали, этот вывод изменил другой человек. Его текст показан выше: соедините и сохраните ещё раз.";
pub(crate) const PRINCIPAL: &str = "Директор";
pub(crate) const PROPOSALS: &str = "Предложения в план следующего года";
pub(crate) const WHAT: &str = "Что";
pub(crate) const HOW_MANY: &str = "Сколько";

pub(crate) fn paper_title(year: i64) -> [String; 3] {
    [
        "АНАЛИЗ".to_owned(),
        "внутренней системы оценки качества образования со стороны руководства".to_owned(),
        format!("за {} учебный год", SchoolYear(year).short()),
    ]
}

pub(crate) fn title(year: i64) -> String {
    format!("{TITLE}, {}", SchoolYear(year).short())
}

pub(crate) fn section(section: Section) -> &'static str {
    match section {
        Section::Planned => "Что было запланировано",
        Section::Found => "Что обнаружено",
        Section::Audits => "Внутренние аудиты и несоответствия",
        Section::Decided => "Что решено",
        Section::Fulfilled => "Что сделано",
        Section::Effective => "Что помогло",
        Section::Open => "Что осталось открытым",
    }
}

/// A line of a part: what, how many, where to look.
pub(crate) type Line = (&'static str, usize, &'static str);

pub(crate) fn lines(section: Section, figures: &Figures) -> Vec<Line> {
    match section {
        Section::Planned => vec![
            ("Процедур в циклограмме", figures.planned, ""),
            ("Из них с результатом", figures.carried_out, ""),
            ("Срок прошёл, результата нет", figures.without_result.len(), ""),
        ],
        Section::Found => vec![
            ("Проверок", figures.inspections, "/analyse/inspections"),
            ("Из них справка подписана", figures.reports.len(), "/analyse/inspections"),
            ("Новые проблемные зоны", figures.zones[0], "/analyse/problems?state=new"),
            ("Изучаются", figures.zones[1], "/analyse/problems?state=studying"),
            ("По ним принято решение", figures.zones[2], "/analyse/problems?state=decided"),
            ("Больше не обнаруживаются", figures.gone, "/analyse/problems?state=gone"),
        ],
        Section::Audits => audits(figures),
        Section::Decided => vec![
            ("Подписано приказов", figures.orders.len(), "/decide/orders"),
            ("Проектов приказов", figures.drafts, "/decide/orders"),
            ("Подписано протоколов заседаний", figures.meetings.len(), "/decide/meetings"),
            ("Решений, принятых на заседаниях", figures.resolutions, "/decide/meetings"),
        ],
        Section::Fulfilled => vec![
            ("Поручений", figures.items, "/act/action-items"),
            ("Исполнено", figures.fulfilled, "/act/action-items"),
            ("Из них в срок", figures.in_time, ""),
            ("Срок прошёл", figures.overdue.len(), "/act/action-items"),
        ],
        Section::Effective => effective(figures),
        Section::Open => vec![
            ("Проблемных зон без решения", figures.undecided.len(), "/analyse/problems"),
            ("Поручений с прошедшим сроком", figures.overdue.len(), "/act/action-items"),
            ("Результатов, которые пора измерить", figures.due.len(), "/evaluate/effects?state=due"),
            ("Несоответствий не закрыто", figures.nonconformities.len() - closed(figures), "/act/nonconformities"),
            ("Предложений без ответа", figures.unanswered, "/plan/proposals"),
        ],
    }
}

fn closed(figures: &Figures) -> usize {
    figures.nonconformities.iter().filter(|one| one.state() == Nonconforming::Closed).count()
}

fn audits(figures: &Figures) -> Vec<Line> {
    let over = figures.audits.iter().filter(|audit| audit.concluded_on.is_some()).count();
    let major = figures.nonconformities.iter().filter(|one| one.severity == "major").count();
    let is_planned = |one: &&Nonconformity| !matches!(one.state(), Nonconforming::Open | Nonconforming::CauseFound);
    let planned = figures.nonconformities.iter().filter(is_planned).count();
    vec![
        ("Аудитов в программе", figures.audits.len(), "/act/audits"),
        ("Завершено (есть чек-лист, протокол, отчёт)", over, "/act/audits"),
        ("Несоответствий обнаружено", figures.nonconformities.len(), "/act/nonconformities"),
        ("Из них значительных", major, ""),
        ("По ним есть план корректирующих действий", planned, ""),
        ("Закрыто после оценки результативности", closed(figures), ""),
    ]
}

fn effective(figures: &Figures) -> Vec<Line> {
    let verdict = |verdict: Verdict| match verdict {
        Verdict::Improved => "Стало лучше",
        Verdict::NoChange => "Существенных изменений нет",
        Verdict::Worse => "Стало хуже",
        Verdict::CannotTell => "Сказать нельзя",
    };
    let mut lines: Vec<Line> = vec![("Зафиксировано целей", figures.aims, "/evaluate/effects")];
    lines.extend(Verdict::ALL.iter().zip(figures.verdicts).map(|(one, count)| (verdict(*one), count, "")));
    lines.push(("Цель достигнута", figures.reached, ""));
    lines.push(("Условия изменены после фиксации", figures.amended.len(), ""));
    lines.push(("Ожидают своего дня", figures.waiting, "/evaluate/effects?state=fixed"));
    lines
}

type Names = Vec<(String, String)>;

/// What a part names one by one: a title, then texts and addresses.
pub(crate) fn lists(section: Section, figures: &Figures) -> Vec<(&'static str, Names)> {
    match section {
        Section::Planned => {
            let names = figures.without_result.iter().map(|one| (one.name.clone(), String::new()));
            vec![("Срок прошёл, результата нет", names.collect())]
        }
        Section::Found => {
            let report = |one: &InspectionLine| (one.title.clone(), format!("/analyse/inspections/{}", one.id));
            vec![("Подписанные справки", figures.reports.iter().map(report).collect())]
        }
        Section::Audits => vec![
            ("Программа аудитов", figures.audits.iter().map(audit).collect()),
            ("Несоответствия", figures.nonconformities.iter().map(nonconformity).collect()),
        ],
        Section::Decided => vec![
            ("Приказы", figures.orders.iter().map(order).collect()),
            ("Протоколы заседаний", figures.meetings.iter().map(minutes).collect()),
        ],
        Section::Fulfilled => {
            let item = |item: &ActionItem| {
                (format!("{} ({})", item.task, item.responsible), format!("/act/action-items/{}", item.id))
            };
            vec![("Срок прошёл", figures.overdue.iter().map(item).collect())]
        }
        Section::Effective => vec![
            ("Пора измерить", figures.due.iter().map(|one| (one.title.clone(), effect(one))).collect()),
            ("Как менялись условия", figures.amended.iter().map(amended).collect()),
        ],
        Section::Open => {
            let zone = |zone: &Zone| (zone.heading.clone(), analyse::addresses::zone(zone.id));
            vec![("Проблемные зоны без решения", figures.undecided.iter().map(zone).collect())]
        }
    }
}

fn effect(review: &Review) -> String {
    format!("/evaluate/effects/{}", review.id)
}

fn audit(one: &ProgrammeRow) -> (String, String) {
    let state = match one.concluded_on {
        Some(day) => format!("завершён {}", ru::date_short(day)),
        None => format!("по плану до {}", ru::date_short(one.ends_on)),
    };
    (format!("{} — {state}", one.object), format!("/act/audits/{}", one.id))
}

fn nonconformity(one: &Nonconformity) -> (String, String) {
    let cause = if one.root_cause.is_empty() { String::new() } else { format!("; причина: {}", one.root_cause) };
    let words = format!("№ {}: {} — {}{cause}", one.number, one.statement, one.state().label());
    (words, format!("/act/nonconformities/{}", one.id))
}

fn order(one: &OrderLine) -> (String, String) {
    let number = one.number.as_deref().unwrap_or_default();
    let day = one.signed_on.map(ru::date_short).unwrap_or_default();
    (format!("Приказ от {day} № {number} «{}»", one.heading), format!("/decide/orders/{}", one.id))
}

fn minutes(one: &MeetingLine) -> (String, String) {
    let kind = MeetingKind::from_code(&one.kind).map_or("", MeetingKind::label);
    let number = one.number.as_deref().unwrap_or_default();
    let words = format!("{kind}, протокол от {} № {number}", ru::date_short(one.day));
    (words, format!("/decide/meetings/{}", one.id))
}

fn amended((review, amendment): &(Review, Amendment)) -> (String, String) {
    let indicator = analyse::engine::catalogue().indicator(&review.indicator_code);
    let what = changes(amendment, |number| shown_value(indicator, number));
    (format!("{}: {what}; {} ({})", review.title, amendment.reason, amendment.amended_by), effect(review))
}

pub(crate) fn more(count: usize) -> String {
    format!("и ещё {count}")
}

pub(crate) fn written(section_name: &str, year: i64) -> String {
    format!("Написан вывод «{section_name}» анализа со стороны руководства за {} учебный год", SchoolYear(year).short())
}

pub(crate) fn proposed(words: &str, year: i64) -> String {
    format!("По итогам {} учебного года предложено: {words}", SchoolYear(year).short())
}

impl State {
    /// «готовится»
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            State::Draft => "готовится",
            State::Signed => "подписан",
        }
    }
}

impl Refusal for CannotStep {
    fn say(&self) -> String {
        match self.0 {
            State::Signed => "Анализ подписан. Чтобы что-то изменить, директор начинает новую редакцию.".to_owned(),
            State::Draft => "Анализ ещё не подписан: изменения вносят в него самого.".to_owned(),
        }
    }
}

pub(crate) fn signed(year: i64, number: &str) -> String {
    format!("Подписан анализ со стороны руководства за {} учебный год, № {number}", SchoolYear(year).short())
}

pub(crate) fn reopened(year: i64, reason: &str) -> String {
    format!(
        "Начата новая редакция анализа со стороны руководства за {} учебный год: {reason}",
        SchoolYear(year).short()
    )
}

/// «Редакция 1: от 20.06.2025 № 3»
pub(crate) fn edition(edition: i64, number: &str, day: chrono::NaiveDate) -> String {
    format!("Редакция {edition}: от {} № {number}", ru::date_short(day))
}
