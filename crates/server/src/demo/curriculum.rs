//! What is taught in which year, and how much of it is marked.

use std::ops::RangeInclusive;

/// A subject of the demo school.
pub(super) struct Taught {
    pub(super) name: &'static str,
    pub(super) years: RangeInclusive<i64>,
    /// marks a year relative to other subjects
    pub(super) weight: i64,
    /// how much higher or lower than the average it is marked
    pub(super) ease: f64,
}

const fn taught(name: &'static str, first: i64, last: i64, weight: i64, ease: f64) -> Taught {
    Taught { name, years: first..=last, weight, ease }
}

/// The demo school's curriculum; the names are those of the usual subjects.
pub(super) const CURRICULUM: &[Taught] = &[
    taught("Русский язык", 2, 11, 5, -0.15),
    taught("Литературное чтение", 2, 4, 4, 0.25),
    taught("Литература", 5, 11, 3, 0.15),
    taught("Иностранный язык (английский)", 2, 11, 3, 0.0),
    taught("Математика", 2, 6, 5, -0.15),
    taught("Алгебра", 7, 11, 3, -0.3),
    taught("Геометрия", 7, 11, 2, -0.3),
    taught("Вероятность и статистика", 7, 11, 1, -0.1),
    taught("Информатика", 7, 11, 1, 0.2),
    taught("Окружающий мир", 2, 4, 2, 0.2),
    taught("История", 5, 11, 2, 0.05),
    taught("Обществознание", 8, 11, 1, 0.05),
    taught("География", 5, 11, 2, 0.05),
    taught("Биология", 5, 11, 1, 0.05),
    taught("Физика", 7, 11, 2, -0.25),
    taught("Химия", 8, 11, 2, -0.3),
    taught("Изобразительное искусство", 2, 7, 1, 0.7),
    taught("Музыка", 2, 8, 1, 0.75),
    taught("Труд (технология)", 2, 9, 1, 0.6),
    taught("Физическая культура", 2, 11, 2, 0.7),
];

/// The subjects of a year group, as positions in [`CURRICULUM`]. The first year is not marked.
pub(super) fn subjects_of(year_group: i64) -> Vec<usize> {
    CURRICULUM
        .iter()
        .enumerate()
        .filter(|(_, taught)| taught.years.contains(&year_group))
        .map(|(place, _)| place)
        .collect()
}

/// The position of a subject.
pub(super) fn place_of(name: &str) -> usize {
    CURRICULUM.iter().position(|taught| taught.name == name).expect("a subject of the curriculum above")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_subject_is_a_usual_one() {
        for taught in CURRICULUM {
            let known = roster::subjects::USUAL_SUBJECTS.iter().any(|usual| usual.name == taught.name);
            assert!(known, "{} is not among the usual subjects", taught.name);
        }
    }
}
