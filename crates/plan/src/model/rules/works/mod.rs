//! Control works: how often classes write, how much of the lessons it takes, and whether the national tests leave room.

mod lessons;
mod national;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};
use school::name_key;

use super::super::coverage::{ClassFact, covered};
use super::super::labels::found as words;
use super::super::rulebook::Rulebook;
use super::super::{Found, ModelFacts, Place};
use super::procedures::place;
use crate::calendar::{Procedure, ProcedureKind};

const CALENDAR: &str = "/plan/calendar";
const LESSONS: &str = "/plan/model/lessons";
const NATIONAL_TESTS: &str = "/plan/model/vpr";

/// A procedure in which classes write.
struct Work<'a> {
    row: &'a Procedure,
    /// who writes; nothing where the text is not understood
    classes: Option<Vec<ClassFact>>,
    /// first and last day
    span: Option<(NaiveDate, NaiveDate)>,
}

impl Work<'_> {
    /// The day, where one is named and not a period.
    fn day(&self) -> Option<NaiveDate> {
        self.span.filter(|(from, until)| from == until).map(|(day, _)| day)
    }

    fn classes(&self) -> &[ClassFact] {
        self.classes.as_deref().unwrap_or_default()
    }

    /// The year groups that write, in order.
    fn groups(&self) -> Vec<u8> {
        let mut groups: Vec<u8> = self.classes().iter().map(|class| class.year_group).collect();
        groups.dedup();
        groups
    }

    /// Whether the school sets the work itself.
    fn is_own(&self) -> bool {
        self.row.kind == ProcedureKind::ControlWork
    }
}

/// The works of the year; a class that only the cyclogram names is a class too.
fn works<'a>(facts: &'a ModelFacts) -> Vec<Work<'a>> {
    let is_work = |one: &&Procedure| matches!(one.kind, ProcedureKind::ControlWork | ProcedureKind::ExternalWork);
    let rows: Vec<&'a Procedure> = facts.procedures.iter().filter(is_work).collect();
    let mut known = facts.classes.clone();
    let named = rows.iter().filter_map(|row| covered(&row.classes, &facts.classes)).flatten();
    known.extend(named.filter(|class| class.name != class.year_group.to_string()));
    known.sort();
    known.dedup();
    let work = |row: &'a Procedure| Work { row, classes: covered(&row.classes, &known), span: row.span() };
    rows.into_iter().map(work).collect()
}

/// What is wrong with the works of the year, and what of them cannot be told.
pub(super) fn works_are_bearable(facts: &ModelFacts, book: &Rulebook) -> Vec<Found> {
    let works = works(facts);
    let mut found = one_work_a_day(&works, book);
    found.extend(works_of_a_subject_keep_distance(facts, &works, book));
    found.extend(works_are_written_on_school_days(&works, book));
    found.extend(national::tests_are_left_alone(facts, &works, book));
    found.extend(lessons::works_take_few_hours(facts, &works, book));
    found.extend(lessons::works_stand_in_the_middle(facts, &works, book));
    found.extend(unreadable(&works));
    found
}

/// A class writes one work a day.
fn one_work_a_day(works: &[Work<'_>], book: &Rulebook) -> Vec<Found> {
    let mut written: BTreeMap<(NaiveDate, &ClassFact), Vec<&Procedure>> = BTreeMap::new();
    for work in works {
        let Some(day) = work.day() else { continue };
        for class in work.classes() {
            written.entry((day, class)).or_default().push(work.row);
        }
    }
    let too_many = written.into_iter().filter(|(_, works)| works.len() > book.works.most_a_day);
    too_many
        .map(|((day, class), works)| {
            let names: Vec<&str> = works.iter().map(|work| work.name.as_str()).collect();
            let place = Place::named(format!("class:{}:{day}", class.name), words::class(&class.name), CALENDAR);
            Found::new("works.day", place, words::writes_too_much(day, &names))
        })
        .collect()
}

/// Works in one subject and year group keep their distance, from the end of one to the beginning of the next.
fn works_of_a_subject_keep_distance(facts: &ModelFacts, works: &[Work<'_>], book: &Rulebook) -> Vec<Found> {
    let mut written: BTreeMap<(i64, u8), Vec<&Work<'_>>> = BTreeMap::new();
    for work in works {
        let (Some(subject), true) = (work.row.subject_id, work.span.is_some()) else { continue };
        for group in work.groups() {
            written.entry((subject, group)).or_default().push(work);
        }
    }
    let mut found = Vec::new();
    for ((subject, group), mut works) in written {
        works.sort_by_key(|work| (work.span, work.row.id));
        let mut before: Option<(NaiveDate, &Work<'_>)> = None;
        for work in works {
            let Some((from, until)) = work.span else { continue };
            if let Some((ended, earlier)) = before
                && (from - ended).num_days() <= book.works.days_between
                && !is_one_work(earlier, work)
            {
                let subject = facts.subjects.get(&subject).map_or("", String::as_str);
                let message = words::comes_too_soon((subject, group), (&earlier.row.name, ended), from);
                let place = place(work.row).about(group).about(earlier.row.id);
                found.push(Found::new("works.interval", place, message));
            }
            if before.is_none_or(|(ended, _)| until >= ended) {
                before = Some((until, work));
            }
        }
    }
    found
}

/// One work that classes write on their own days or as rows of their own; two works of one day are found by the rule of
/// the day.
fn is_one_work(one: &Work<'_>, other: &Work<'_>) -> bool {
    let is_shared = one.classes().iter().any(|class| other.classes().contains(class));
    let is_same_day = one.day().is_some() && one.day() == other.day();
    is_same_day || (!is_shared && name_key(&one.row.name) == name_key(&other.row.name))
}

/// Nobody writes on a Sunday or a public holiday.
fn works_are_written_on_school_days(works: &[Work<'_>], book: &Rulebook) -> Vec<Found> {
    let is_off = |day: NaiveDate| day.weekday() == Weekday::Sun || book.days_off.has(day);
    let mut found = Vec::new();
    for work in works {
        let Some((from, until)) = work.span else { continue };
        if from.iter_days().take_while(|day| *day <= until).all(is_off) {
            let message = words::nobody_comes((from, until), book.days_off.has(from));
            found.push(Found::new("works.day_off", place(work.row), message));
        }
    }
    found
}

/// What is not understood is said, not passed over.
fn unreadable(works: &[Work<'_>]) -> Vec<Found> {
    let mut found = Vec::new();
    let unclear: Vec<(&str, &str)> = works
        .iter()
        .filter(|work| work.classes.is_none())
        .map(|work| (work.row.name.as_str(), work.row.classes.as_str()))
        .collect();
    if !unclear.is_empty() {
        let place = Place::named("works:classes", words::CYCLOGRAM, CALENDAR);
        found.push(Found::new("works.unreadable", place, words::classes_are_unclear(&unclear)));
    }
    let is_undated = |work: &&Work<'_>| if work.is_own() { work.day().is_none() } else { work.span.is_none() };
    let undated: Vec<&str> = works.iter().filter(is_undated).map(|work| work.row.name.as_str()).collect();
    if !undated.is_empty() {
        let place = Place::named("works:days", words::CYCLOGRAM, CALENDAR);
        found.push(Found::new("works.unreadable", place, words::day_is_unknown(&undated)));
    }
    found
}
