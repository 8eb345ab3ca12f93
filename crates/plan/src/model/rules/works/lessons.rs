use std::collections::BTreeMap;

use super::super::super::coverage::ClassFact;
use super::super::super::labels::found as words;
use super::super::super::rulebook::Rulebook;
use super::super::super::{Found, ModelFacts, Place};
use super::super::procedures::place;
use super::{LESSONS, Work};

/// Works take no more than a certain share of the hours of a subject; of a year group the class counts that writes most.
pub(super) fn works_take_few_hours(facts: &ModelFacts, works: &[Work<'_>], book: &Rulebook) -> Vec<Found> {
    let mut written: BTreeMap<(i64, &ClassFact), i64> = BTreeMap::new();
    for work in works {
        let Some(subject) = work.row.subject_id else { continue };
        let takes = facts.lessons.get(&work.row.id).map_or(1, |lesson| lesson.takes);
        for class in work.classes() {
            *written.entry((subject, class)).or_default() += takes;
        }
    }
    let mut most: BTreeMap<(i64, u8), i64> = BTreeMap::new();
    for ((subject, class), lessons) in written {
        let known = most.entry((subject, class.year_group)).or_default();
        *known = lessons.max(*known);
    }
    let mut found = Vec::new();
    let mut unknown: Vec<String> = Vec::new();
    for ((subject, group), lessons) in most {
        let name = words::subject_of(facts.subjects.get(&subject).map_or("", String::as_str), group);
        match facts.hours.get(&(subject, group)) {
            Some(hours) if lessons * 100 > hours * book.works.most_hours_percent => {
                let message = words::takes_too_many_hours(lessons, *hours, book.works.most_hours_percent);
                let place = Place::named(format!("hours:{subject}:{group}"), name, LESSONS);
                found.push(Found::new("works.hours", place, message));
            }
            Some(_) => {}
            None => unknown.push(name),
        }
    }
    let without: Vec<&str> =
        works.iter().filter(|work| work.row.subject_id.is_none()).map(|work| work.row.name.as_str()).collect();
    if !unknown.is_empty() || !without.is_empty() {
        let place = Place::named("works:hours", words::LESSONS, LESSONS);
        found.push(Found::new("works.hours_unknown", place, words::hours_are_unknown(&unknown, &without)));
    }
    found
}

/// The school's own works stand neither at the first nor at the last lesson, except in a subject of one lesson a week.
pub(super) fn works_stand_in_the_middle(facts: &ModelFacts, works: &[Work<'_>], book: &Rulebook) -> Vec<Found> {
    let mut found = Vec::new();
    let mut unknown: Vec<&str> = Vec::new();
    for work in works.iter().filter(|work| work.is_own() && work.day().is_some()) {
        if is_once_a_week(facts, work, book) {
            continue;
        }
        let known = facts.lessons.get(&work.row.id).copied().unwrap_or_default();
        match (known.lesson, known.lessons_that_day) {
            (Some(1), _) => found.push(Found::new("works.lesson", place(work.row), words::FIRST_LESSON)),
            (Some(lesson), Some(all)) if lesson + known.takes > all => {
                found.push(Found::new("works.lesson", place(work.row), words::last_lesson(lesson, all)));
            }
            (Some(_), Some(_)) => {}
            _ => unknown.push(&work.row.name),
        }
    }
    if !unknown.is_empty() {
        let place = Place::named("works:lesson", words::LESSONS, LESSONS);
        found.push(Found::new("works.lesson_unknown", place, words::lessons_are_unknown(&unknown)));
    }
    found
}

/// Whether all who write have one lesson of the subject a week: it cannot be moved.
fn is_once_a_week(facts: &ModelFacts, work: &Work<'_>, book: &Rulebook) -> bool {
    let Some(subject) = work.row.subject_id else { return false };
    let is_one = |group: &u8| {
        facts.hours.get(&(subject, *group)).is_some_and(|hours| *hours <= book.works.hours_of_one_lesson_a_week)
    };
    let groups = work.groups();
    !groups.is_empty() && groups.iter().all(is_one)
}
