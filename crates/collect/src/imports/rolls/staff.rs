use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use ledger::Change;
use roster::staff::queries::{StaffCourse, StaffMember, courses, save_course, save_staff_member};
use school::name_key;
use store::{Reads, Result};

use crate::imports::finding::{Answer, Place, Spot};
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
    pub(crate) birth_at: Spot,
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
        rows: HashMap::new(),
        plan: StaffPlan::default(),
    };
    for mut one in written {
        comparison.believe(&mut one);
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
    /// The rows of each name: the person and what was said first, to tell namesakes.
    rows: HashMap<String, Vec<(i64, WrittenStaff)>>,
    plan: StaffPlan,
}

impl Comparison<'_, '_> {
    fn row(&mut self, one: &WrittenStaff) {
        let born_and_position = (one.birth_on, one.position.as_deref());
        let found = self.resolver.staff_of_list(&one.name, born_and_position, &one.place);
        let Some(id) = self.tally.settle(found) else {
            return;
        };
        let Some(id) = self.told_apart(id, one) else {
            return;
        };
        self.course(id, one);
        let mut before = self.card(id);
        let is_first = !self.cards.contains_key(&id);
        let is_made = self.resolver.made.staff.iter().any(|made| made.id == id);
        if is_first && is_made {
            // Who is not said to teach is not counted as a teacher.
            "other".clone_into(&mut before.staff_kind);
        }
        let after = merged(&before, one, self.today);
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

    /// Leaves out a date of birth that nobody at work has.
    fn believe(&mut self, one: &mut WrittenStaff) {
        let place = one.birth_at.on(&one.place.sheet);
        let today = self.today;
        one.birth_on = one.birth_on.and_then(|born| super::believed(self.resolver, born, today, AGES, &place));
    }

    /// The person of a row. A person may take several rows; rows of one name that contradict each other may be of two
    /// people, and that is asked.
    fn told_apart(&mut self, id: i64, one: &WrittenStaff) -> Option<i64> {
        let rows = self.rows.entry(tidy(&one.name)).or_default();
        let same = rows.iter().find(|(other, first)| *other == id && !contradict(first, one));
        // A namesake that was made for an earlier row of this file has his further rows too.
        let same = same.or_else(|| {
            let is_row_of_id = rows.iter().any(|(other, _)| *other == id);
            rows.iter().find(|(_, first)| is_row_of_id && !contradict(first, one))
        });
        if let Some((same, _)) = same {
            return Some(*same);
        }
        let Some((_, first)) = rows.iter().find(|(other, _)| *other == id) else {
            rows.push((id, one.clone()));
            return Some(id);
        };
        let question = labels::namesakes(&tidy(&one.name), &one.place, &facts(one), &first.place, &facts(first));
        match self.resolver.ask(question) {
            Some(Answer::Create) => {
                let id = self.resolver.make_namesake(&one.name, &one.place)?;
                rows.push((id, one.clone()));
                Some(id)
            }
            Some(Answer::Take) => Some(id),
            Some(_) => {
                self.tally.left_out += 1;
                None
            }
            None => {
                self.tally.waiting += 1;
                None
            }
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

/// Ages that people at work have.
const AGES: (u32, u32) = (16, 100);

/// What a row says of a person.
fn facts(one: &WrittenStaff) -> String {
    labels::staff_facts(&merged(&StaffMember::default(), one, NaiveDate::default()))
}

/// Whether two rows of one name cannot be of one person, or not both be right.
fn contradict(one: &WrittenStaff, two: &WrittenStaff) -> bool {
    fn differ<T: PartialEq>(one: &Option<T>, two: &Option<T>) -> bool {
        one.is_some() && two.is_some() && one != two
    }
    let position = |row: &WrittenStaff| row.position.as_deref().map(name_key);
    differ(&position(one), &position(two))
        || differ(&one.staff_kind, &two.staff_kind)
        || differ(&one.birth_on, &two.birth_on)
        || differ(&one.sex, &two.sex)
        || differ(&one.education, &two.education)
        || differ(&one.education_is_pedagogical, &two.education_is_pedagogical)
        || differ(&one.category, &two.category)
        || differ(&one.category_on, &two.category_on)
        || differ(&one.experience_years, &two.experience_years)
        || differ(&one.employed_from, &two.employed_from)
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
