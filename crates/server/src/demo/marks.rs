//! Marks of the demo school: an ability, an ease of the subject, a habit of the class, chance, and a few planted faults.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use rand::Rng;
use rand::rngs::StdRng;
use roster::setup::{TermDates, usual_terms};
use school::{SchoolYear, TermScheme};

use super::Size;
use super::chance::{bell, mark_near, stream};
use super::curriculum::{CURRICULUM, place_of};
use super::people::{Class, People, marks_a_year};

/// The average level that the school marks at.
const USUAL_LEVEL: f64 = 3.66;
/// How much of a mark is the pupil.
const ABILITY: f64 = 0.62;
/// One journal mark in this many counts double: a test paper.
const PAPERS: u32 = 6;

/// A mark in the gradebook.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) on: NaiveDate,
    pub(super) mark: i64,
    /// hundredths
    pub(super) weight: i64,
}

/// What a pupil got in a subject: marks of each term, the term marks, the year mark.
#[derive(Clone)]
pub(super) struct Record {
    /// position in [`Class::pupils`]
    pub(super) pupil: usize,
    pub(super) subject: usize,
    pub(super) journal: Vec<Vec<Given>>,
    pub(super) terms: Vec<i64>,
    pub(super) year: Option<i64>,
    /// what the pupil really knows, on the scale of marks: assessed papers and examinations measure it
    pub(super) knows: f64,
}

/// All records of one class.
pub(super) struct Book {
    /// position in [`People::classes`]
    pub(super) class: usize,
    pub(super) scheme: TermScheme,
    pub(super) records: Vec<Record>,
}

impl Book {
    /// The same when only the first term is over.
    pub(super) fn after_first_term(&self) -> Book {
        let cut = |record: &Record| Record {
            journal: record.journal.iter().take(1).cloned().collect(),
            terms: record.terms.iter().take(1).copied().collect(),
            year: None,
            ..record.clone()
        };
        Book { class: self.class, scheme: self.scheme, records: self.records.iter().map(cut).collect() }
    }

    /// How many terms the year has.
    pub(super) fn terms(&self) -> usize {
        self.scheme.terms().len()
    }
}

/// The gradebook of a class.
pub(super) fn book(size: &Size, people: &People, at: usize) -> Book {
    let class = &people.classes[at];
    let seed = [3, class.school_year.unsigned_abs(), u64::try_from(at).unwrap_or_default()];
    let mut rng = stream(size.seed, &seed);
    let scheme = if class.year_group > 9 { TermScheme::HalfYears } else { TermScheme::Quarters };
    let days: Vec<Vec<NaiveDate>> =
        usual_terms(SchoolYear(class.school_year), scheme).iter().map(lesson_days).collect();
    let mut records = Vec::new();
    let habit = 0.12 * bell(&mut rng) + 0.03 * years_before(size, class);
    for (subject, _) in &class.teachers {
        let teacher = 0.12 * bell(&mut rng);
        for (place, pupil) in class.pupils.iter().enumerate() {
            let own = ABILITY * people.pupils[*pupil].ability + 0.3 * bell(&mut rng);
            let knows = USUAL_LEVEL + CURRICULUM[*subject].ease + habit + teacher + own - tired(class.year_group);
            let mut record =
                Record { pupil: place, subject: *subject, journal: vec![], terms: vec![], year: None, knows };
            fill(&mut rng, size, class, &days, &mut record);
            records.push(record);
        }
    }
    Book { class: at, scheme, records }
}

/// Adolescence: marks sink towards the eighth year and rise again in the tenth.
fn tired(year_group: i64) -> f64 {
    match year_group {
        0..=4 => -0.1,
        5 => 0.0,
        6 => 0.08,
        7..=9 => 0.16,
        _ => -0.1,
    }
}

/// The school gets a little better from year to year.
fn years_before(size: &Size, class: &Class) -> f64 {
    f64::from(i32::try_from(class.school_year - size.newest).unwrap_or_default())
}

fn fill(rng: &mut StdRng, size: &Size, class: &Class, days: &[Vec<NaiveDate>], record: &mut Record) {
    let all = marks_a_year(class.year_group, record.subject, size.marks_a_pupil());
    let count = usize::try_from(all).unwrap_or_default();
    for (term, lessons) in days.iter().enumerate() {
        let level = record.knows + fault(size, class, record.subject, term, days.len());
        let share = (count / days.len()).max(3);
        let mut on: Vec<NaiveDate> = (0..share).map(|_| lessons[rng.random_range(0..lessons.len())]).collect();
        on.sort_unstable();
        let given: Vec<Given> = on.into_iter().map(|on| one_mark(rng, level, on)).collect();
        record.terms.push(weighted_mark(&given));
        record.journal.push(given);
    }
    let is_forgotten = faults::year_marks_missing(size, class, record.subject);
    record.year = (!is_forgotten).then(|| rounded(record.terms.iter().sum(), record.terms.len()));
}

fn one_mark(rng: &mut StdRng, level: f64, on: NaiveDate) -> Given {
    let is_paper = rng.random_ratio(1, PAPERS);
    Given { on, mark: mark_near(level + 0.75 * bell(rng)), weight: if is_paper { 200 } else { 100 } }
}

/// The weighted average, half up.
fn weighted_mark(given: &[Given]) -> i64 {
    let (sum, weight) = sums(given);
    (2 * sum + weight).div_euclid(2 * weight.max(1)).clamp(2, 5)
}

/// The sum of marks by weight, and the weights.
pub(super) fn sums(given: &[Given]) -> (i64, i64) {
    given.iter().fold((0, 0), |(sum, weight), one| (sum + one.mark * one.weight, weight + one.weight))
}

fn rounded(sum: i64, count: usize) -> i64 {
    let count = i64::try_from(count).unwrap_or(1).max(1);
    (2 * sum + count).div_euclid(2 * count).clamp(2, 5)
}

fn lesson_days(term: &TermDates) -> Vec<NaiveDate> {
    let all = term.starts_on.iter_days().take_while(|day| *day <= term.ends_on);
    let is_lesson = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    // The last days of a term belong to the term marks.
    let last = term.ends_on.checked_sub_days(Days::new(3)).unwrap_or(term.ends_on);
    all.filter(is_lesson).filter(|day| *day <= last && !(day.month() == 5 && day.day() <= 9)).collect()
}

fn fault(size: &Size, class: &Class, subject: usize, term: usize, terms: usize) -> f64 {
    let mut shift = 0.0;
    if faults::is_inflated(size, class, subject) {
        shift += 0.8;
    }
    if term + 1 == terms && faults::sinks(size, class, subject) {
        shift -= 1.0;
    }
    if faults::recovers(size, class, subject) {
        shift += [-1.1, -0.6, 0.2, 0.6][term.min(3)];
    }
    shift
}

/// What is wrong in this school, for its deputy to find.
pub(super) mod faults {
    use super::{Class, Size, place_of};

    /// A class whose marks for Russian and mathematics are higher than what it knows.
    pub(in crate::demo) fn is_inflated(size: &Size, class: &Class, subject: usize) -> bool {
        let is_subject = subject == place_of("Русский язык") || subject == place_of("Математика");
        class.school_year == size.newest && class.year_group == 6 && class.letter == 'А' && is_subject
    }

    /// A class that lost its algebra in the last quarter.
    pub(in crate::demo) fn sinks(size: &Size, class: &Class, subject: usize) -> bool {
        class.school_year == size.newest
            && class.year_group == 8
            && class.letter == 'А'
            && subject == place_of("Алгебра")
    }

    /// A class that began the year badly and was helped.
    pub(in crate::demo) fn recovers(size: &Size, class: &Class, subject: usize) -> bool {
        class.school_year == size.newest
            && class.year_group == 7
            && class.letter == 'А'
            && (subject == place_of("Русский язык") || subject == place_of("История"))
    }

    /// Year marks that nobody has entered.
    pub(in crate::demo) fn year_marks_missing(size: &Size, class: &Class, subject: usize) -> bool {
        class.school_year == size.newest
            && class.year_group == 9
            && class.letter == 'А'
            && subject == place_of("География")
    }

    /// The item of this year's national test in Russian that everybody fails.
    pub(in crate::demo) fn hard_item(size: &Size, school_year: i64, subject: &str) -> Option<usize> {
        (school_year == size.newest && subject == "Русский язык").then_some(4)
    }
}
