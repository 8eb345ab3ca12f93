//! The people of the demo school: pupils who grow through the years, and the staff.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;
use school::PersonName;

use super::chance::{bell, stream};
use super::curriculum::{CURRICULUM, subjects_of};
use super::{Size, day, names};

/// Letters of classes.
pub(super) const LETTERS: [char; 8] = ['А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З'];
/// Pupils in a class, at most.
const LARGEST_CLASS: usize = 25;

/// A pupil.
pub(super) struct Pupil {
    pub(super) name: PersonName,
    pub(super) is_girl: bool,
    pub(super) birth_on: NaiveDate,
    /// mean 0, deviation 1
    pub(super) ability: f64,
    /// the school year in which the cohort was in its first year
    first_year: i64,
    letter: char,
    /// after the ninth year about half of the pupils leave
    stays_after_nine: bool,
    /// came or left in the middle of a year
    arrived_on: Option<NaiveDate>,
    pub(super) left_on: Option<NaiveDate>,
}

/// A class of one school year.
pub(super) struct Class {
    pub(super) school_year: i64,
    pub(super) year_group: i64,
    pub(super) letter: char,
    /// positions in [`People::pupils`], in the order of the register
    pub(super) pupils: Vec<usize>,
    /// a member of staff
    pub(super) homeroom: usize,
    /// subject → member of staff
    pub(super) teachers: Vec<(usize, usize)>,
}

/// A member of staff.
pub(super) struct Member {
    pub(super) name: PersonName,
    pub(super) is_woman: bool,
    pub(super) birth_on: NaiveDate,
    pub(super) position: &'static str,
    pub(super) education: &'static str,
    pub(super) category: &'static str,
    pub(super) category_on: Option<NaiveDate>,
    pub(super) experience_years: i64,
    pub(super) course: Option<(&'static str, i64, NaiveDate)>,
}

/// Everybody.
pub(super) struct People {
    pub(super) pupils: Vec<Pupil>,
    pub(super) staff: Vec<Member>,
    pub(super) classes: Vec<Class>,
}

impl Class {
    pub(super) fn name(&self) -> String {
        format!("{}{}", self.year_group, self.letter)
    }
}

impl Pupil {
    fn year_group_in(&self, school_year: i64) -> Option<i64> {
        let year_group = school_year - self.first_year + 1;
        let last = if self.stays_after_nine { 11 } else { 9 };
        let (starts_on, ends_on) = (day(school_year, 9, 1), day(school_year + 1, 5, 31));
        let is_here = self.arrived_on.is_none_or(|on| on <= ends_on) && self.left_on.is_none_or(|on| on > starts_on);
        (1..=last).contains(&year_group).then_some(year_group).filter(|_| is_here)
    }

    /// The first day in a school year.
    pub(super) fn begins_on(&self, school_year: i64) -> NaiveDate {
        day(school_year, 9, 1).max(self.arrived_on.unwrap_or(NaiveDate::MIN))
    }
}

impl People {
    /// Who there is in a school of this size.
    pub(super) fn of(size: &Size) -> Self {
        let pupils = pupils(size);
        let mut classes = Vec::new();
        for school_year in size.years() {
            for year_group in 1..=11 {
                classes.extend(classes_of(&pupils, school_year, year_group));
            }
        }
        let staff = super::staffing::staff(size, &mut classes);
        Self { pupils, staff, classes }
    }
}

fn pupils(size: &Size) -> Vec<Pupil> {
    let mut taken = BTreeSet::new();
    let mut pupils = Vec::new();
    // Nine full cohorts and two halves make the school.
    let usual = size.students.div_ceil(10);
    for first_year in (size.newest - size.years - 9)..=size.newest {
        let mut rng = stream(size.seed, &[1, first_year.unsigned_abs()]);
        let count = usual + rng.random_range(0..=usual / 12) - rng.random_range(0..=usual / 12);
        let letters = count.div_ceil(LARGEST_CLASS).min(LETTERS.len());
        for place in 0..count {
            let pupil = pupil(&mut rng, size, first_year, LETTERS[place % letters]);
            if taken.insert(pupil.name.full()) {
                pupils.push(pupil);
            }
        }
    }
    pupils
}

fn pupil(rng: &mut StdRng, size: &Size, first_year: i64, letter: char) -> Pupil {
    let is_girl = rng.random_bool(0.5);
    let ability = bell(rng) + if is_girl { 0.15 } else { -0.15 };
    let moves = rng.random_range(0..60);
    let some_day = |rng: &mut StdRng| {
        let year = size.newest - rng.random_range(0..size.years);
        day(year, 9, 20).checked_add_days(Days::new(rng.random_range(0..220))).unwrap_or_default()
    };
    Pupil {
        name: names::child(rng, is_girl),
        is_girl,
        birth_on: day(first_year - 7, 9, 1).checked_add_days(Days::new(rng.random_range(0..365))).unwrap_or_default(),
        ability,
        first_year,
        letter,
        stays_after_nine: ability + 0.5 * bell(rng) > 0.1,
        arrived_on: (moves == 0).then(|| some_day(rng)),
        left_on: (moves == 1).then(|| some_day(rng)),
    }
}

fn classes_of(pupils: &[Pupil], school_year: i64, year_group: i64) -> Vec<Class> {
    let here: Vec<usize> =
        (0..pupils.len()).filter(|at| pupils[*at].year_group_in(school_year) == Some(year_group)).collect();
    // The tenth year is put together anew from those who stay.
    let letters = here.len().div_ceil(LARGEST_CLASS + 3).max(1);
    let letter_of = |place: usize, at: usize| if year_group > 9 { LETTERS[place % letters] } else { pupils[at].letter };
    let mut classes: Vec<Class> = Vec::new();
    for letter in LETTERS {
        let mut own: Vec<usize> = here
            .iter()
            .enumerate()
            .filter(|(place, at)| letter_of(*place, **at) == letter)
            .map(|(_, at)| *at)
            .collect();
        if own.is_empty() {
            continue;
        }
        own.sort_by(|left, right| school::ru::compare(&pupils[*left].name.full(), &pupils[*right].name.full()));
        let teachers = subjects_of(year_group).into_iter().map(|subject| (subject, 0)).collect();
        classes.push(Class { school_year, year_group, letter, pupils: own, homeroom: 0, teachers });
    }
    classes
}

/// How many marks a year a pupil of this year group gets in a subject, if all subjects give `all` together.
pub(super) fn marks_a_year(year_group: i64, subject: usize, all: i64) -> i64 {
    let total: i64 = subjects_of(year_group).into_iter().map(|at| CURRICULUM[at].weight).sum();
    all * CURRICULUM[subject].weight / total.max(1)
}

/// The age in whole years on a day.
pub(super) fn age_on(birth_on: NaiveDate, on: NaiveDate) -> i64 {
    let before_birthday = (on.month(), on.day()) < (birth_on.month(), birth_on.day());
    i64::from(on.year() - birth_on.year()) - i64::from(before_birthday)
}
