//! The neutral words of findings. A finding says what is seen and that it needs checking; it names no cause and no person.

use formula::{Dimension, Indicator, Outcome, Rule};
use school::ru;

use crate::shown;

pub(super) const YEAR_BEFORE: &str = "прошлый учебный год";

const TO_CHECK: &str = "Требует проверки.";

fn value(indicator: &Indicator, outcome: &Outcome) -> String {
    outcome.value().map_or_else(|| ru::NO_VALUE.to_owned(), |value| shown::value(indicator.unit, &value))
}

/// The words of the pack, and the request to check if they do not say it themselves.
fn closing(rule: &Rule) -> String {
    let words = rule.finding.trim();
    let has_request = words.to_lowercase().contains("требует");
    match (words.is_empty(), has_request) {
        (true, _) => TO_CHECK.to_owned(),
        (false, true) => sentence(words),
        (false, false) => format!("{} {TO_CHECK}", sentence(words)),
    }
}

fn sentence(words: &str) -> String {
    if words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}

pub(super) fn level(rule: &Rule, indicator: &Indicator, outcome: &Outcome) -> String {
    let threshold = shown::border(indicator.unit, &rule.threshold);
    format!("{}: {} при пороге {threshold}. {}", indicator.short_name, value(indicator, outcome), closing(rule))
}

pub(super) fn drop(rule: &Rule, indicator: &Indicator, (before, now): (&Outcome, &Outcome), name: &str) -> String {
    let change = match (before.value(), now.value()) {
        (Some(before), Some(now)) => shown::change(indicator.unit, &(now - before)),
        _ => String::new(),
    };
    format!(
        "{}: {} против {} ({name}), изменение {change} — больше случайного разброса. {}",
        indicator.short_name,
        value(indicator, now),
        value(indicator, before),
        closing(rule)
    )
}

pub(super) fn gap(
    rule: &Rule,
    (indicator, inner): (&Indicator, &Outcome),
    (against, outer): (&Indicator, &Outcome),
) -> String {
    let change = match (inner.value(), outer.value()) {
        (Some(inner), Some(outer)) => shown::change(indicator.unit, &(inner - outer)),
        _ => String::new(),
    };
    format!(
        "{}: {}; {}: {}. Расхождение внутренней и внешней оценки {} {}",
        indicator.short_name,
        value(indicator, inner),
        against.short_name,
        value(against, outer),
        sentence(&change),
        closing(rule)
    )
}

pub(super) fn items(rule: &Rule, low: &[&Outcome], judged: usize) -> String {
    let labels: Vec<&str> = low.iter().filter_map(|item| item.at(Dimension::Item)).collect();
    let threshold = formula::percent_words(&rule.threshold);
    let many = ru::plural(i64::try_from(labels.len()).unwrap_or(i64::MAX), "Задание", "Задания", "Задания");
    format!(
        "{many} {}: выполнение ниже {threshold} ({} из {judged} проверенных). {}",
        labels.join(", "),
        labels.len(),
        closing(rule)
    )
}
