//! Control works: how often classes write, and whether the national tests leave room.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::coverage::{ClassFact, covered};
use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{Found, ModelFacts, Place};
use super::procedures::place;
use crate::calendar::{Procedure, ProcedureKind};

/// A procedure in which classes write.
fn works(facts: &ModelFacts) -> impl Iterator<Item = &Procedure> {
    let is_work = |one: &&Procedure| matches!(one.kind, ProcedureKind::ControlWork | ProcedureKind::ExternalWork);
    facts.procedures.iter().filter(is_work)
}

/// The day of a work, where one is named and not a period.
fn day_of(work: &Procedure) -> Option<NaiveDate> {
    match (work.starts_on, work.due_on) {
        (Some(from), Some(until)) if from == until => Some(from),
        (Some(day), None) | (None, Some(day)) => Some(day),
        _ => None,
    }
}

/// A class writes one work a day.
pub(super) fn one_work_a_day(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let mut written: BTreeMap<(NaiveDate, ClassFact), Vec<&Procedure>> = BTreeMap::new();
    for work in works(facts) {
        if let Some(day) = day_of(work) {
            for class in covered(&work.classes, &facts.classes) {
                written.entry((day, class)).or_default().push(work);
            }
        }
    }
    let too_many = written.into_iter().filter(|(_, works)| works.len() > book.works.most_a_day);
    too_many
        .map(|((day, class), works)| {
            let names: Vec<&str> = works.iter().map(|work| work.name.as_str()).collect();
            let place = Place::named(format!("class:{}:{day}", class.name), words::class(&class.name));
            Found::new("works.day", place, words::writes_too_much(day, &names))
        })
        .collect()
}

/// Works in one subject and year group keep their distance.
pub(super) fn works_of_a_subject_keep_distance(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let mut written: BTreeMap<(i64, u8), Vec<(NaiveDate, &Procedure)>> = BTreeMap::new();
    for work in works(facts) {
        let (Some(subject), Some(day)) = (work.subject_id, work.starts_on.or(work.due_on)) else { continue };
        let mut groups: Vec<u8> =
            covered(&work.classes, &facts.classes).into_iter().map(|class| class.year_group).collect();
        groups.dedup();
        for group in groups {
            written.entry((subject, group)).or_default().push((day, work));
        }
    }
    let mut found = Vec::new();
    for ((subject, group), mut works) in written {
        works.sort_by_key(|(day, work)| (*day, work.id));
        for pair in works.windows(2) {
            let ((before, earlier), (day, work)) = (pair[0], pair[1]);
            // Two works on one day are found by their own rule.
            if before < day && (day - before).num_days() <= book.works.days_between {
                let subject = facts.subjects.get(&subject).map_or("", String::as_str);
                let message = words::comes_too_soon(subject, group, (&earlier.name, before), day);
                let mut place = place(work);
                place.key = format!("{}:{group}", place.key);
                found.push(Found::new("works.interval", place, message));
            }
        }
    }
    found
}

/// While the national tests are written, classes that write them have no other works.
pub(super) fn national_tests_are_left_alone(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let mut found = Vec::new();
    for work in works(facts).filter(|work| work.kind == ProcedureKind::ControlWork) {
        let ends = work.due_on.or(work.starts_on);
        let (Some(from), Some(until)) = (work.starts_on.or(ends), ends) else { continue };
        let overlapping = book.vpr_windows.iter().filter(|window| from <= window.until && window.from <= until);
        for window in overlapping {
            let classes = covered(&work.classes, &facts.classes);
            let mut groups: Vec<u8> = classes
                .iter()
                .map(|class| class.year_group)
                .filter(|group| window.year_groups.contains(group))
                .collect();
            groups.dedup();
            if !groups.is_empty() {
                let message = words::meets_national_tests((window.from, window.until), &groups);
                found.push(Found::new("works.vpr_window", place(work), message));
            }
        }
    }
    found
}

/// What the program has no data for is said, not passed over.
pub(super) fn what_cannot_be_checked(facts: &ModelFacts, _: &Rulebook) -> Vec<Found> {
    if works(facts).next().is_none() {
        return Vec::new();
    }
    let place = || Place::named("works", words::CYCLOGRAM);
    let mut found = vec![
        Found::new("works.hours", place(), words::HOURS_UNKNOWN),
        Found::new("works.lesson", place(), words::LESSONS_UNKNOWN),
    ];
    let is_unreadable = |work: &&Procedure| day_of(work).is_none() || covered(&work.classes, &facts.classes).is_empty();
    let unreadable: Vec<&str> = works(facts).filter(is_unreadable).map(|work| work.name.as_str()).collect();
    if !unreadable.is_empty() {
        found.push(Found::new("works.unreadable", place(), words::day_is_unknown(&unreadable)));
    }
    found
}
