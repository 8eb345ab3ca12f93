use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ledger::Change;
use roster::staff::queries::{StaffCourse, StaffMember, courses, save_course, save_staff_member};
use school::name_key;
use store::{Reads, Result};

use crate::imports::finding::{Answer, Place};
use crate::imports::labels;
use crate::imports::made::Trail;
use crate::imports::preview::{Outcome, Tally};
use crate::imports::resolver::{Resolver, tidy};

/// A member of staff as a list has it; what a list does not say is none.
#[derive(Debug, Clone, Default)]
pub(crate) struct WrittenStaff {
    pub(crate) place: Place,
    pub(crate) name: String,
    pub(crate) position: Option<String>,
    /// `pedagogical`, `administrative`, `other`
    pub(crate) staff_kind: Option<&'static str>,
    pub(crate) birth_on: Option<NaiveDate>,
    pub(crate) sex: Option<&'static str>,
    /// `higher`, `vocational`, `other`
    pub(crate) education: Option<&'static str>,
    pub(crate) education_is_pedagogical: Option<bool>,
    /// `highest`, `first`, `none`
    pub(crate) category: Option<&'static str>,
    pub(crate) category_on: Option<NaiveDate>,
    pub(crate) experience_years: Option<i64>,
    pub(crate) employed_from: Option<NaiveDate>,
    pub(crate) course: Option<WrittenCourse>,
}

/// A course named in the row.
#[derive(Debug, Clone)]
pub(crate) struct WrittenCourse {
    pub(crate) title: String,
    pub(crate) hours: Option<i64>,
    pub(crate) completed_on: NaiveDate,
    pub(crate) is_fgos: bool,
}

/// What is to be written besides the people that are made.
#[derive(Debug, Default)]
pub(crate) struct StaffPlan {
    changed: Vec<(StaffMember, StaffMember)>,
    courses: Vec<StaffCourse>,
}

/// Compares a staff list with the staff of the school. Experience is told as of `today`.
pub(crate) async fn plan(
    db: &mut impl Reads,
    resolver: &mut Resolver<'_>,
    written: Vec<WrittenStaff>,
    today: NaiveDate,
    tally: &mut Tally,
) -> Result<StaffPlan> {
    let known = courses(db).await?;
    let mut comparison = Comparison {
        resolver,
        tally,
        today,
        courses: known.iter().map(course_key).collect(),
        cards: HashMap::new(),
        plan: StaffPlan::default(),
    };
    for one in written {
        comparison.row(&one);
    }
    Ok(comparison.plan)
}

type CourseKey = (i64, String, NaiveDate);

fn course_key(course: &StaffCourse) -> CourseKey {
    (course.staff_id, name_key(&course.title), course.completed_on)
}

struct Comparison<'c, 'd> {
    resolver: &'c mut Resolver<'d>,
    tally: &'c mut Tally,
    today: NaiveDate,
    courses: HashSet<CourseKey>,
    /// A person may take several rows, one for each course: what the rows say is put together here.
    cards: HashMap<i64, StaffMember>,
    plan: StaffPlan,
}

impl Comparison<'_, '_> {
    fn row(&mut self, one: &WrittenStaff) {
        let found = self.resolver.staff(&one.name, &one.place);
        let Some(id) = self.tally.settle(found) else {
            return;
        };
        self.course(id, one);
        let before = self.card(id);
        let after = merged(&before, one, self.today);
        let is_first = !self.cards.contains_key(&id);
        let made = &mut self.resolver.made.staff;
        if let Some(made) = made.iter_mut().find(|made| made.id == id) {
            *made = after.clone();
            if is_first {
                let facts = Some(labels::staff_facts(&after));
                let what = tidy(&one.name);
                self.tally.row(Outcome::Created, &one.place, what, None, facts);
            }
            self.cards.insert(id, after);
        } else if before != after {
            self.differs(one, before, after);
        } else if is_first && one.course.is_none() {
            self.unchanged(one, &before);
        }
    }

    fn card(&self, id: i64) -> StaffMember {
        let (known, made) = (&self.resolver.world.staff, &self.resolver.made.staff);
        let member = || known.iter().chain(made).find(|member| member.id == id);
        let card = self.cards.get(&id).or_else(member);
        card.cloned().unwrap_or_default()
    }

    fn course(&mut self, staff_id: i64, one: &WrittenStaff) {
        let Some(written) = &one.course else {
            return;
        };
        let course = new_course(staff_id, written, &one.place);
        let (what, after) = labels::course(&tidy(&one.name), &course.title, course.completed_on);
        let outcome = if self.courses.insert(course_key(&course)) {
            self.plan.courses.push(course);
            Outcome::Created
        } else {
            Outcome::Unchanged
        };
        self.tally.row(outcome, &one.place, what, None, Some(after));
    }

    fn unchanged(&mut self, one: &WrittenStaff, before: &StaffMember) {
        let was = labels::staff_facts(before);
        let what = tidy(&one.name);
        self.tally.row(Outcome::Unchanged, &one.place, what, Some(was.clone()), Some(was));
    }

    fn differs(&mut self, one: &WrittenStaff, before: StaffMember, after: StaffMember) {
        let what = tidy(&one.name);
        let (was, becomes) = (labels::staff_facts(&before), labels::staff_facts(&after));
        if before.batch_id.is_none() && overwrites(&before, &after) {
            let question = labels::corrected_by_hand(&one.place, &what, &was, &becomes);
            match self.resolver.ask(question) {
                Some(Answer::Take) => {}
                Some(_) => return self.unchanged(one, &before),
                None => {
                    self.tally.waiting += 1;
                    return;
                }
            }
        }
        self.tally.row(Outcome::Changed, &one.place, what, Some(was), Some(becomes));
        self.cards.insert(after.id, after.clone());
        let mut changed = self.plan.changed.iter_mut();
        match changed.find(|(before, _)| before.id == after.id) {
            Some((_, later)) => *later = after,
            None => self.plan.changed.push((before, after)),
        }
    }
}

fn merged(before: &StaffMember, one: &WrittenStaff, today: NaiveDate) -> StaffMember {
    let text = |new: Option<&'static str>, old: &Option<String>| new.map(str::to_owned).or_else(|| old.clone());
    // The same count of years, told again later, is not news.
    let years_are_news = one.experience_years.is_some() && one.experience_years != before.experience_years;
    StaffMember {
        position: one.position.clone().unwrap_or_else(|| before.position.clone()),
        staff_kind: one.staff_kind.map_or_else(|| before.staff_kind.clone(), str::to_owned),
        birth_on: one.birth_on.or(before.birth_on),
        sex: text(one.sex, &before.sex),
        education: text(one.education, &before.education),
        education_is_pedagogical: one.education_is_pedagogical.or(before.education_is_pedagogical),
        category: text(one.category, &before.category),
        category_on: one.category_on.or(before.category_on),
        experience_years: one.experience_years.or(before.experience_years),
        experience_on: if years_are_news { Some(today) } else { before.experience_on },
        employed_from: one.employed_from.or(before.employed_from),
        ..before.clone()
    }
}

/// Whether the new card contradicts the old one, rather than adding to it.
fn overwrites(before: &StaffMember, after: &StaffMember) -> bool {
    fn contradicts<T: PartialEq>(before: &Option<T>, after: &Option<T>) -> bool {
        before.is_some() && before != after
    }
    (!before.position.is_empty() && before.position != after.position)
        || before.staff_kind != after.staff_kind
        || contradicts(&before.birth_on, &after.birth_on)
        || contradicts(&before.sex, &after.sex)
        || contradicts(&before.education, &after.education)
        || contradicts(&before.education_is_pedagogical, &after.education_is_pedagogical)
        || contradicts(&before.category, &after.category)
        || contradicts(&before.category_on, &after.category_on)
        || contradicts(&before.experience_years, &after.experience_years)
        || contradicts(&before.employed_from, &after.employed_from)
}

fn new_course(staff_id: i64, course: &WrittenCourse, place: &Place) -> StaffCourse {
    StaffCourse {
        id: 0,
        staff_id,
        title: tidy(&course.title),
        hours: course.hours,
        completed_on: course.completed_on,
        is_fgos: course.is_fgos,
        batch_id: None,
        source_row: place.row.map(i64::from),
    }
}

impl StaffPlan {
    pub(crate) async fn write(self, change: &mut Change, trail: &mut Trail) -> Result<()> {
        let batch_id = Some(trail.batch_id);
        for (before, after) in self.changed {
            trail.changed("staff", &before, before.batch_id);
            save_staff_member(change, &StaffMember { batch_id, ..after }).await?;
        }
        for course in self.courses {
            save_course(change, &StaffCourse { batch_id, ..course }).await?;
        }
        Ok(())
    }
}
