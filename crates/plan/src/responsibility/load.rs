//! Who does what in the cyclogram, and whether it is too much for one person. Pure.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use school::{PersonName, name_key};

use crate::calendar::Procedure;

/// What a person has to do with a procedure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Duty {
    /// «ответственный»
    Answers,
    /// «исполнитель»
    Performs,
}

/// A person of the cyclogram: from the staff list, or as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLoad {
    /// the name as it is shown
    pub name: String,
    /// what the person has to do with which procedure, by its place in the list given
    pub duties: BTreeMap<usize, Duty>,
    /// the month with the most procedures to answer for: year and month
    pub fullest_month: Option<(i32, u32)>,
    /// how many procedures the person answers for in that month
    pub most_at_once: usize,
}

impl PersonLoad {
    /// How many procedures the person answers for.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.duties.values().filter(|duty| **duty == Duty::Answers).count()
    }

    /// How many procedures the person performs for others.
    #[must_use]
    pub fn performs(&self) -> usize {
        self.duties.len() - self.answers()
    }
}

/// Everybody named in the procedures with what they do, those who answer for most first. `staff` are ids with names
/// as papers write them.
#[must_use]
pub fn loads(procedures: &[Procedure], staff: &[(i64, String)]) -> Vec<PersonLoad> {
    let names: BTreeMap<i64, &str> = staff.iter().map(|(id, name)| (*id, name.as_str())).collect();
    let listed: BTreeSet<String> = staff.iter().map(|(_, name)| name_key(name)).collect();
    let mut people: BTreeMap<String, (String, BTreeMap<usize, Duty>)> = BTreeMap::new();
    let mut read = Names { listed: &listed, known: BTreeMap::new() };
    let mut note = |read: &mut Names, name: &str, place: usize, duty: Duty| {
        let name = name.trim();
        if !name.is_empty() {
            let key = read.name_of(name).unwrap_or_else(|| name_key(name));
            let person = people.entry(key).or_insert_with(|| (name.to_owned(), BTreeMap::new()));
            let known = person.1.entry(place).or_insert(duty);
            *known = duty.min(*known);
        }
    };
    for (place, procedure) in procedures.iter().enumerate() {
        let picked = procedure.responsible_staff_id.and_then(|id| names.get(&id).copied());
        let mut typed = procedure.responsible.split([',', ';', '\n']);
        note(&mut read, picked.or(typed.next()).unwrap_or_default(), place, Duty::Answers);
        // After the first name come its position and further names.
        for other in typed {
            if read.name_of(other).is_some() {
                note(&mut read, other, place, Duty::Answers);
            }
        }
        for performer in procedure.performers.split([',', ';', '\n']) {
            note(&mut read, performer, place, Duty::Performs);
        }
    }
    let mut loads: Vec<PersonLoad> = people
        .into_values()
        .map(|(name, duties)| {
            let (fullest_month, most_at_once) = fullest(procedures, &duties);
            PersonLoad { name, duties, fullest_month, most_at_once }
        })
        .collect();
    loads.sort_by_cached_key(|load| (std::cmp::Reverse(load.answers()), school::ru::sort_key(&load.name)));
    loads
}

/// What words were found to be: a cyclogram says the same ones again and again.
struct Names<'a> {
    listed: &'a BTreeSet<String>,
    known: BTreeMap<String, Option<String>>,
}

impl Names<'_> {
    fn name_of(&mut self, text: &str) -> Option<String> {
        if let Some(known) = self.known.get(text) {
            return known.clone();
        }
        let found = name_of(text, self.listed);
        self.known.insert(text.to_owned(), found.clone());
        found
    }
}

/// The name as papers write it, where words are the name of a person: of one of the staff, with initials, or with a
/// patronymic. «Орлова А.В.», «А. В. Орлова» and «Орлова Анна Викторовна» are one.
fn name_of(text: &str, listed: &BTreeSet<String>) -> Option<String> {
    const PATRONYMICS: [&str; 4] = ["вич", "вна", "чна", "ьич"];
    let name = PersonName::parse(text).ok()?;
    let key = name_key(&name.with_initials());
    let has_patronymic = PATRONYMICS.iter().any(|ending| name.patronymic.ends_with(ending));
    (name.has_initials_only() || has_patronymic || listed.contains(&key)).then_some(key)
}

/// The calendar month in which most of the procedures that one answers for run, and how many they are.
fn fullest(procedures: &[Procedure], duties: &BTreeMap<usize, Duty>) -> (Option<(i32, u32)>, usize) {
    let mut months: BTreeMap<(i32, u32), usize> = BTreeMap::new();
    for (place, _) in duties.iter().filter(|(_, duty)| **duty == Duty::Answers) {
        for month in procedures.get(*place).map(months_of).unwrap_or_default() {
            *months.entry(month).or_default() += 1;
        }
    }
    let fullest = months.into_iter().max_by_key(|(month, count)| (*count, std::cmp::Reverse(*month)));
    fullest.map_or((None, 0), |(month, count)| (Some(month), count))
}

/// The month in which a procedure is due; of one that runs all year only the month of its end counts.
fn months_of(procedure: &Procedure) -> Vec<(i32, u32)> {
    let due: Option<NaiveDate> = procedure.due_on.or(procedure.starts_on);
    due.map(|day| (day.year(), day.month())).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::procedure;

    #[test]
    fn a_person_is_one_whether_picked_or_typed() {
        let mut first = procedure(1, "Входная диагностика");
        first.responsible_staff_id = Some(7);
        first.performers = "учителя, Ким О. П.; орлова а. в.".to_owned();
        let mut second = procedure(2, "Адаптация");
        second.responsible = "Орлова А. В., заместитель директора".to_owned();
        let found = loads(&[first, second], &[(7, "Орлова А. В.".to_owned())]);
        let told: Vec<(&str, usize, usize)> =
            found.iter().map(|load| (load.name.as_str(), load.answers(), load.performs())).collect();
        assert_eq!(told, [("Орлова А. В.", 2, 0), ("Ким О. П.", 0, 1), ("учителя", 0, 1)]);
    }

    #[test]
    fn a_name_is_one_however_it_is_spelled_and_wherever_it_stands() {
        let answers = |id, who: &str| {
            let mut one = procedure(id, "Процедура");
            one.responsible = who.to_owned();
            one
        };
        let rows = [
            answers(1, "Проверкин П. П."),
            answers(2, "Проверкин П.П."),
            answers(3, "П. П. Проверкин"),
            answers(4, "Проверкин Пётр Петрович, учитель"),
            answers(5, "Ким О. П., заместитель директора, Проверкин П.П."),
            answers(7, "классные руководители"),
            answers(8, "классные родители"),
            answers(6, "Ким О. П.; Проверкин Пётр Петрович"),
        ];
        let found = loads(&rows, &[(7, "Проверкин П. П.".to_owned())]);
        let told: Vec<(&str, usize)> = found.iter().map(|load| (load.name.as_str(), load.answers())).collect();
        let expected =
            [("Проверкин П. П.", 6), ("Ким О. П.", 2), ("классные родители", 1), ("классные руководители", 1)];
        assert_eq!(told, expected);
    }

    #[test]
    fn the_fullest_month_is_the_one_in_which_most_is_due() {
        let due = |id, day: &str| {
            let mut one = procedure(id, "Процедура");
            one.responsible = "Ким".to_owned();
            one.due_on = Some(day.parse().unwrap());
            one
        };
        let found = loads(&[due(1, "2024-10-02"), due(2, "2024-10-30"), due(3, "2024-11-05")], &[]);
        assert_eq!((found[0].fullest_month, found[0].most_at_once), (Some((2024, 10)), 2));
    }
}
