//! The Russian words of this feature.

use super::Part;
use crate::bodies::BodyKind;
use crate::calendar::Area;

pub(super) const MATRIX: &str = "Матрица ответственности";
pub(super) const LEAD: &str = "Что делают в оценке качества органы и должности: функции берутся из реестра органов, \
    процедуры — из циклограммы. Матрица складывается сама.";
pub(super) const FUNCTIONS: &str = "Функции";
pub(super) const WHAT: &str = "Функция, процедуры";
pub(super) const LEGEND: &str = "О — ответственный, И — исполнитель, С — согласует, рассматривает.";

pub(super) fn month(month: Option<(i32, u32)>) -> String {
    month.map_or_else(String::new, |(year, month)| format!("{} {year}", school::ru::month_name(month)))
}

/// «О»
pub(super) fn letter(part: Part) -> &'static str {
    match part {
        Part::Answers => "О",
        Part::Performs => "И",
        Part::Considers => "С",
    }
}

pub(super) fn procedures_of(area: Area) -> String {
    let area = match area {
        Area::Programmes => "программы",
        Area::Conditions => "условия",
        Area::Process => "процесс",
        Area::Results => "результаты",
        Area::Satisfaction => "удовлетворённость",
    };
    format!("Процедуры: {area}")
}

pub(super) fn counted(procedures: usize) -> String {
    match i64::try_from(procedures) {
        Ok(count) if count > 1 => school::ru::counted(count, "процедура", "процедуры", "процедур"),
        _ => String::new(),
    }
}

pub(super) fn title(year: i64) -> String {
    format!("Матрица ответственности ВСОКО на {} учебный год", school::SchoolYear(year).long())
}

/// A body that takes part, considers or adopts does not answer for the function alone.
pub(super) fn part_of_function(function: &str) -> Part {
    let function = function.to_lowercase();
    let begins = |words: &[&str]| words.iter().any(|word| function.starts_with(word));
    if begins(&["рассматрива", "согласу", "утвержда", "принима"]) {
        Part::Considers
    } else if begins(&["участву"]) {
        Part::Performs
    } else {
        Part::Answers
    }
}

/// Whether a part of a text is a person: «Орлова А. В.».
pub(super) fn is_person(text: &str) -> bool {
    text.split_whitespace().skip(1).any(|word| word.ends_with('.') && word.chars().count() <= 4)
}

/// A post as a column is called; teachers of all subjects are one.
pub(super) fn post(text: &str) -> Option<String> {
    let mut letters = text.trim().chars();
    let first = letters.next()?;
    let text: String = first.to_lowercase().chain(letters).collect();
    let is_teacher = text.starts_with("учител") && !text.contains("логопед") && !text.contains("дефектолог");
    Some(if is_teacher { "учителя".to_owned() } else { text })
}

/// Whether a text means the body of this kind.
pub(super) fn names_kind(kind: BodyKind, text: &str) -> bool {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().all(|word| text.contains(word));
    match kind {
        BodyKind::Administration => has(&["администрац"]) || has(&["совещани", "директор"]),
        BodyKind::PedagogicalCouncil => has(&["педсовет"]) || has(&["педагогическ", "совет"]),
        BodyKind::MethodologicalCouncil => has(&["методсовет"]) || has(&["методическ", "совет"]),
        BodyKind::QualityCommission => has(&["комисси", "всоко"]),
        BodyKind::ExpertGroup => has(&["экспертн", "групп"]),
        BodyKind::CreativeGroup => has(&["творческ", "групп"]),
        BodyKind::ClassTeachers => has(&["классн", "руковод"]),
        BodyKind::ParentsCouncil => has(&["совет", "родител"]) || has(&["родительск", "комитет"]),
        BodyKind::PupilsCouncil => has(&["совет", "обучающ"]) || has(&["ученическ", "совет"]),
        BodyKind::SocialPartners => has(&["социальн", "партн"]),
        BodyKind::Own => false,
    }
}
