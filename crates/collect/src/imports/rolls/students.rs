use std::collections::HashSet;

use chrono::NaiveDate;
use ledger::Change;
use roster::students::queries::{Enrolment, Student, end_enrolment, enrolments_of, save_student};
use serde::{Deserialize, Serialize};
use store::{Reads, Result};

use crate::imports::dirt;
use crate::imports::finding::{Answer, Place, Spot};
use crate::imports::labels;
use crate::imports::made::Trail;
use crate::imports::preview::{Outcome, Tally};
use crate::imports::resolver::Resolver;

/// A student as a list has it.
#[derive(Debug, Clone)]
pub(crate) struct WrittenStudent {
    pub(crate) place: Place,
    /// the cell of the class
    pub(crate) class_at: Spot,
    pub(crate) name: String,
    pub(crate) class: String,
    pub(crate) birth_on: Option<NaiveDate>,
    pub(crate) birth_at: Spot,
    pub(crate) sex: Option<&'static str>,
    pub(crate) from_on: Option<NaiveDate>,
    /// the last day
    pub(crate) left_on: Option<NaiveDate>,
    pub(crate) left_at: Spot,
}

/// A stay whose end is set, as it was.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct StayBefore {
    pub(crate) id: i64,
    pub(crate) until_on: Option<NaiveDate>,
    pub(crate) batch_id: Option<i64>,
}

/// What is to be written besides the people that are made.
#[derive(Debug, Default)]
pub(crate) struct StudentsPlan {
    changed: Vec<(Student, Student)>,
    ended: Vec<(Enrolment, NaiveDate)>,
}

/// Compares a list of students with those of the school.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    written: Vec<WrittenStudent>,
    tally: &mut Tally,
) -> Result<StudentsPlan> {
    let mut plan = StudentsPlan::default();
    let mut seen = HashSet::new();
    for mut one in written {
        if one.left_on.is_some_and(|left| has_left_too_early(resolver, &one, left)) {
            tally.left_out += 1;
            continue;
        }
        one.birth_on = believed_birth(resolver, &one);
        let Some(class) = tally.settle(resolver.class(&one.class, &one.class_at.on(&one.place.sheet))) else {
            continue;
        };
        let found = resolver.student_born(&one.name, one.birth_on, class, &one.place);
        let Some(id) = tally.settle(found) else {
            continue;
        };
        if !seen.insert(id) {
            let message = labels::student_twice(&one.name);
            resolver.warn("second_row", &one.place, &one.name, message);
            tally.left_out += 1;
            continue;
        }
        if resolver.made.students.iter().any(|made| made.id == id) {
            add(resolver, &one, id, tally);
        } else {
            compare(db, resolver, &one, id, class, &mut plan, tally).await?;
        }
    }
    Ok(plan)
}

/// Ages on the first day of the school year that a student may have.
const AGES: (u32, u32) = (5, 25);

/// The date of birth, unless nobody at school has such an age: that is told.
fn believed_birth(resolver: &mut Resolver<'_>, one: &WrittenStudent) -> Option<NaiveDate> {
    let born = one.birth_on?;
    let first_day = resolver.year_starts_on();
    super::believed(resolver, born, first_day, AGES, &one.birth_at.on(&one.place.sheet))
}

/// Whether the list says that the student left before the first day in the class: that is told.
fn has_left_too_early(resolver: &mut Resolver<'_>, one: &WrittenStudent, left: NaiveDate) -> bool {
    let from = one.from_on.unwrap_or_else(|| resolver.year_starts_on()).max(resolver.year_starts_on());
    if left >= from {
        return false;
    }
    let text = school::ru::date_short(left);
    let place = one.left_at.on(&one.place.sheet);
    resolver.error("left_too_early", &place, &text, dirt::left_too_early(left, from));
    true
}

/// A student that is made: the list says more than the name.
fn add(resolver: &mut Resolver<'_>, one: &WrittenStudent, id: i64, tally: &mut Tally) {
    let year = resolver.world.year;
    let stays = resolver.made.stays.iter_mut();
    for stay in stays.filter(|stay| stay.student_id == id) {
        if let Some(from_on) = one.from_on.filter(|day| year.contains(*day)) {
            stay.from_on = from_on;
        }
        let until = one.left_on.and_then(|day| day.succ_opt());
        stay.until_on = until.filter(|until| *until > stay.from_on);
    }
    let students = resolver.made.students.iter_mut();
    for student in students.filter(|student| student.id == id) {
        student.birth_on = one.birth_on;
        student.sex = one.sex.map(str::to_owned);
    }
    let after = labels::student_facts(one.birth_on, one.sex);
    let what = labels::student_of(&one.name, &one.class);
    tally.row(Outcome::Created, &one.place, what, None, Some(after));
}

async fn compare(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    one: &WrittenStudent,
    id: i64,
    class: usize,
    plan: &mut StudentsPlan,
    tally: &mut Tally,
) -> Result<()> {
    let Some(before) = resolver.world.students.get(&id).cloned() else {
        return Ok(());
    };
    let sex = one.sex.map(str::to_owned);
    let after = Student {
        birth_on: one.birth_on.or(before.birth_on),
        sex: sex.or_else(|| before.sex.clone()),
        ..before.clone()
    };
    let was = labels::student_facts(before.birth_on, before.sex.as_deref());
    let becomes = labels::student_facts(after.birth_on, after.sex.as_deref());
    let what = labels::student_of(&one.name, &one.class);
    let overwrites = (before.birth_on.is_some() && before.birth_on != after.birth_on)
        || (before.sex.is_some() && before.sex != after.sex);
    if before == after {
        let ended = end_of_stay(db, resolver, one, id, class, plan).await?;
        let outcome = if ended { Outcome::Changed } else { Outcome::Unchanged };
        tally.row(outcome, &one.place, what, Some(was), Some(becomes));
        return Ok(());
    }
    if overwrites && before.batch_id.is_none() {
        let question = labels::corrected_by_hand(&one.place, &what, &was, &becomes);
        match resolver.ask(question) {
            Some(Answer::Take) => {}
            Some(_) => {
                tally.row(Outcome::Unchanged, &one.place, what, Some(was.clone()), Some(was));
                return Ok(());
            }
            None => {
                tally.waiting += 1;
                return Ok(());
            }
        }
    }
    end_of_stay(db, resolver, one, id, class, plan).await?;
    tally.row(Outcome::Changed, &one.place, what, Some(was), Some(becomes));
    plan.changed.push((before, after));
    Ok(())
}

/// Plans the end of the student's stay in the class, where the list tells of one that is not known.
async fn end_of_stay(
    db: &mut impl Reads,
    resolver: &Resolver<'_>,
    one: &WrittenStudent,
    id: i64,
    class: usize,
    plan: &mut StudentsPlan,
) -> Result<bool> {
    let Some(until) = one.left_on.and_then(|day| day.succ_opt()) else {
        return Ok(false);
    };
    let class_id = resolver.world.classes[class].id;
    let stays = enrolments_of(db, id).await?;
    let stay = stays.into_iter().rfind(|stay| stay.class_group_id == class_id && stay.from_on < until);
    match stay {
        Some(stay) if stay.until_on != Some(until) => {
            plan.ended.push((stay, until));
            Ok(true)
        }
        _ => Ok(false),
    }
}

impl StudentsPlan {
    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = Some(trail.batch_id);
        for (before, after) in self.changed {
            trail.changed("student", &super::queries::StudentRow::of(&before), before.batch_id);
            save_student(change, &Student { batch_id, ..after }).await?;
        }
        for (stay, until) in self.ended {
            let before = StayBefore { id: stay.id, until_on: stay.until_on, batch_id: stay.batch_id };
            trail.changed("enrolment", &before, stay.batch_id);
            end_enrolment(change, stay.id, Some(until)).await?;
        }
        Ok(())
    }
}
