//! The Russian words for figures of a report.

use chrono::NaiveDate;
use school::ru::{counted, date_short};

use super::Met;
use crate::inspections::figures::Frozen;
use crate::inspections::inspection::Comparison;

pub(super) const AT_LEAST: &[&str] = &["не ниже", "не менее", "не меньше", "≥", ">=", "минимум"];
pub(super) const FROM: &[&str] = &["от "];
pub(super) const AT_MOST: &[&str] = &["не выше", "не более", "не больше", "≤", "<=", "максимум"];
pub(super) const UP_TO: &[&str] = &["до "];
pub(super) const MORE_THAN: &[&str] = &["выше", "более", "больше", ">"];
pub(super) const LESS_THAN: &[&str] = &["ниже", "менее", "меньше", "<"];

pub(super) const NO_CLASSES: &str = "Показатели не рассчитаны: в нагрузке педагога за этот учебный год нет классов и предметов, которые охватывает проверка.";

/// What a report notes where a change stands on few pupils.
pub(in crate::inspections) const FEW_PEOPLE: &str = "группа меньше 10: сравнивать нельзя";

/// «ниже нормы: требует проверки»
pub(in crate::inspections) fn verdict(met: Met, is_few: bool) -> String {
    let what = match met {
        Met::Kept => return String::new(),
        Met::Below => "ниже нормы",
        Met::Above => "выше нормы",
    };
    let so = if is_few {
        "требует проверки; группа меньше 10, выводы делать рано"
    } else {
        "требует проверки"
    };
    format!("{what}: {so}")
}

/// The two rows of columns of the picture: «на 22.11.2026», «годом ранее».
pub(in crate::inspections) fn series(as_of: NaiveDate, comparison: Comparison) -> [String; 2] {
    [format!("на {}", date_short(as_of)), before(comparison).to_owned()]
}

/// «годом ранее»
pub(in crate::inspections) fn before(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::YearBefore => "годом ранее",
        Comparison::TermBefore => "предыдущий период",
    }
}

/// The size of the base, and how many pupils the class has: «66 (6 уч.)».
pub(in crate::inspections) fn size(figure: &Frozen) -> String {
    let n = figure.n.map_or_else(|| "—".to_owned(), |n| n.to_string());
    figure.people.map_or_else(|| n.clone(), |people| format!("{n} ({people}\u{a0}уч.)"))
}

/// The norm as a table shows it: «не ниже 70 % — ниже нормы: требует проверки».
pub(in crate::inspections) fn norm(figure: &Frozen) -> String {
    let norm = figure.norm.replace(" %", "\u{a0}%");
    match (norm.is_empty(), figure.verdict.is_empty()) {
        (true, _) => "—".to_owned(),
        (_, true) => norm,
        _ => format!("{norm} — {}", figure.verdict),
    }
}

/// A figure in a sentence: «Качество знаний, 8А: 57,1 % (12 из 21); норма: не ниже 60 % — ниже нормы: требует проверки».
pub(super) fn figure(figure: &Frozen) -> String {
    let is_bare_share = figure.value.ends_with('%') && !figure.value.contains(" / ");
    let counts = if figure.whole.is_empty() || !(is_bare_share || figure.value.contains(" / ")) {
        String::new()
    } else if is_bare_share {
        format!(" ({} из {})", figure.part, figure.whole)
    } else {
        format!(" (всего {})", figure.whole)
    };
    let reason = if figure.reason.is_empty() { String::new() } else { format!(" ({})", figure.reason) };
    let people = match (figure.people, figure.n) {
        (Some(people), Some(n)) if people < 10 && n > people => {
            format!("; за этим {}", counted(people, "ученик", "ученика", "учеников"))
        }
        _ => String::new(),
    };
    let norm = if figure.norm.is_empty() { String::new() } else { format!("; норма: {}", norm(figure)) };
    format!("{}, {}: {}{counts}{reason}{people}{norm}.", figure.name, figure.place, figure.value)
}

/// The change of a figure in a sentence; nothing where there is nothing to compare with.
pub(super) fn change(figure: &Frozen, comparison: Comparison) -> Option<String> {
    if figure.change.is_empty() {
        return None;
    }
    let before = before(comparison);
    let note = if figure.note.is_empty() { String::new() } else { format!(" ({})", figure.note) };
    Some(format!("{}, {}: {before} {}, изменение {}{note}.", figure.name, figure.place, figure.earlier, figure.change))
}

/// A file that figures came from: «ВПР.xlsx, лист «5А», загружен 03.02.2025».
pub(in crate::inspections) fn source(name: &str, sheet: &str, loaded: &str) -> String {
    let sheet = if sheet.is_empty() { String::new() } else { format!(", лист «{sheet}»") };
    format!("{name}{sheet}, загружен {loaded}")
}

/// The passport of an indicator in sentences, for the appendix.
pub(in crate::inspections) fn passport(figure: &Frozen) -> Vec<String> {
    let lines = [
        ("Формула", &figure.formula),
        ("Числитель", &figure.numerator),
        ("База расчёта", &figure.base),
        ("Набор показателей", &figure.pack),
    ];
    lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(name, text)| format!("{name}: {text}.")).collect()
}

/// «8А, Алгебра: 3 ÷ 5 = 60,0 %»; nothing where nothing was divided.
pub(in crate::inspections) fn counts(figure: &Frozen) -> Option<String> {
    let (part, whole) = (&figure.part, &figure.whole);
    (!whole.is_empty()).then(|| format!("{}: числитель {part}, знаменатель {whole}; {}.", figure.place, figure.value))
}

pub(in crate::inspections) fn sources(files: &str) -> String {
    format!("Откуда данные: {files}.")
}
