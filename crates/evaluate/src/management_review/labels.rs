//! The Russian words of the review of a year.

use measure::effect::Verdict;
use school::{SchoolYear, ru};

use super::{Figures, Section};

pub(crate) const TITLE: &str = "Анализ со стороны руководства";
pub(crate) const STATE: &str = "готовится";
pub(crate) const LEAD: &str = "Итоги года по внутренней системе оценки качества: что планировали, нашли, решили, сделали и что помогло. Числа считаются заново, ваши выводы сохраняются.";
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
            ("Новые проблемные зоны", figures.zones[0], "/analyse/problems?state=new"),
            ("Изучаются", figures.zones[1], "/analyse/problems?state=studying"),
            ("По ним принято решение", figures.zones[2], "/analyse/problems?state=decided"),
            ("Больше не обнаруживаются", figures.gone, "/analyse/problems?state=gone"),
        ],
        Section::Decided => vec![
            ("Подписано приказов", figures.orders.len(), "/decide/orders"),
            ("Проектов приказов", figures.drafts, "/decide/orders"),
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
            ("Предложений без ответа", figures.unanswered.len(), "/plan/proposals"),
        ],
    }
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
    lines.push(("Ожидают своего дня", figures.waiting, "/evaluate/effects?state=fixed"));
    lines
}

/// What a part names one by one: text and address.
pub(crate) fn named(section: Section, figures: &Figures) -> Vec<(String, String)> {
    match section {
        Section::Planned => figures.without_result.iter().map(|one| (one.name.clone(), String::new())).collect(),
        Section::Decided => figures
            .orders
            .iter()
            .map(|order| {
                let number = order.number.as_deref().unwrap_or_default();
                let day = order.signed_on.map(ru::date_short).unwrap_or_default();
                (format!("Приказ от {day} № {number} «{}»", order.heading), format!("/decide/orders/{}", order.id))
            })
            .collect(),
        Section::Found => Vec::new(),
        Section::Fulfilled => figures
            .overdue
            .iter()
            .map(|item| (format!("{} ({})", item.task, item.responsible), format!("/act/action-items/{}", item.id)))
            .collect(),
        Section::Effective => {
            figures.due.iter().map(|one| (one.title.clone(), format!("/evaluate/effects/{}", one.id))).collect()
        }
        Section::Open => {
            figures.undecided.iter().map(|zone| (zone.heading.clone(), analyse::addresses::zone(zone.id))).collect()
        }
    }
}

/// How the named things of a part are introduced.
pub(crate) fn named_title(section: Section) -> &'static str {
    match section {
        Section::Planned => "Срок прошёл, результата нет",
        Section::Found => "",
        Section::Decided => "Приказы",
        Section::Fulfilled => "Срок прошёл",
        Section::Effective => "Пора измерить",
        Section::Open => "Проблемные зоны без решения",
    }
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
