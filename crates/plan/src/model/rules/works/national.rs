use school::SchoolYear;

use super::super::super::labels::found as words;
use super::super::super::rulebook::{Rulebook, VprWindow};
use super::super::super::{Found, ModelFacts, Place};
use super::super::procedures::place;
use super::{NATIONAL_TESTS, Work};

/// While classes write the national tests or other works from outside, they have no works of the school's own.
pub(super) fn tests_are_left_alone(facts: &ModelFacts, works: &[Work<'_>], book: &Rulebook) -> Vec<Found> {
    let own: Vec<&Work<'_>> = works.iter().filter(|work| work.is_own()).collect();
    let from_outside: Vec<&Work<'_>> = works.iter().filter(|work| !work.is_own()).collect();
    let windows = windows(facts, book);
    let mut found = Vec::new();
    for work in &own {
        let Some((from, until)) = work.span else { continue };
        let mut told: Vec<u8> = Vec::new();
        for other in &from_outside {
            let Some((first, last)) = other.span.filter(|(first, last)| from <= *last && *first <= until) else {
                continue;
            };
            let groups = shared_groups(work, other);
            if !groups.is_empty() {
                let message = words::meets_work_from_outside(&other.row.name, (first, last), &groups);
                found.push(Found::new("works.vpr_window", place(work.row).about(other.row.id), message));
                told.extend(groups);
            }
        }
        for window in windows.iter().filter(|window| from <= window.until && window.from <= until) {
            let mut groups = work.groups();
            groups.retain(|group| window.year_groups.contains(group) && !told.contains(group));
            if !groups.is_empty() {
                let message = words::meets_national_tests((window.from, window.until), &groups);
                found.push(Found::new("works.vpr_window", place(work.row).about(window.from), message));
                told.extend(groups);
            }
        }
    }
    let is_known = !windows.is_empty()
        || from_outside.iter().any(|work| work.span.is_some() && words::is_national_test(&work.row.name));
    if !own.is_empty() && !is_known {
        let place = Place::named("works:vpr", words::NATIONAL_TESTS, NATIONAL_TESTS);
        found.push(Found::new("works.vpr_unknown", place, words::national_tests_unknown(facts.school_year)));
    }
    found
}

/// The days that the school has entered for the year; otherwise those of the pack.
fn windows<'a>(facts: &'a ModelFacts, book: &'a Rulebook) -> Vec<&'a VprWindow> {
    if !facts.vpr_windows.is_empty() {
        return facts.vpr_windows.iter().collect();
    }
    let year = SchoolYear(facts.school_year);
    book.vpr_windows.iter().filter(|window| year.contains(window.from)).collect()
}

/// The year groups that have to write both; works in different subjects do not meet.
fn shared_groups(work: &Work<'_>, other: &Work<'_>) -> Vec<u8> {
    if let (Some(one), Some(two)) = (work.row.subject_id, other.row.subject_id)
        && one != two
    {
        return Vec::new();
    }
    let shared = work.classes().iter().filter(|class| other.classes().contains(class));
    let mut groups: Vec<u8> = shared.map(|class| class.year_group).collect();
    groups.dedup();
    groups
}
