//! National tests and state examinations of the demo school.

use rand::Rng;
use rand::rngs::StdRng;

use super::Size;
use super::chance::{bell, happens, stream};
use super::curriculum::place_of;
use super::marks::{Book, Record, faults};
use super::people::People;

/// An item of a test: label, level, the most points, how hard it is.
type Item = (&'static str, &'static str, i64, f64);

/// A national test («ВПР») in one subject of one year group.
pub(super) struct Paper {
    pub(super) school_year: i64,
    pub(super) year_group: i64,
    pub(super) subject: &'static str,
    pub(super) items: &'static [Item],
    pub(super) sat: Vec<Sat>,
}

/// What one participant did.
pub(super) struct Sat {
    pub(super) class_name: String,
    pub(super) points: Vec<Option<i64>>,
    pub(super) primary: i64,
    pub(super) mark: i64,
    pub(super) journal_mark: i64,
}

/// A result of a state examination.
pub(super) struct Exam {
    pub(super) pupil: usize,
    pub(super) class_name: String,
    pub(super) school_year: i64,
    pub(super) is_ege: bool,
    pub(super) subject: &'static str,
    pub(super) variant: &'static str,
    pub(super) primary: i64,
    pub(super) score: Option<i64>,
    pub(super) mark: Option<i64>,
}

const RUSSIAN: &[Item] = &[
    ("1 (2б)", "Б", 2, -0.9),
    ("2 (1б)", "Б", 1, -1.1),
    ("3 (2б)", "Б", 2, -0.6),
    ("4 (3б)", "Б", 3, -0.7),
    ("5 (2б)", "Б", 2, -0.5),
    ("6 (1б)", "Б", 1, -0.8),
    ("7 (1б)", "Б", 1, -0.9),
    ("8 (2б)", "Б", 2, -0.6),
    ("9.1 (1б)", "П", 1, 0.1),
    ("9.2 (2б)", "П", 2, 0.3),
    ("10.1 (1б)", "П", 1, 0.0),
    ("10.2 (2б)", "П", 2, 0.4),
    ("11 (1б)", "Б", 1, -0.7),
    ("12.1 (2б)", "Б", 2, -0.4),
    ("12.2 (1б)", "Б", 1, -0.3),
];

const OTHER: &[Item] = &[
    ("1 (1б)", "Б", 1, -1.2),
    ("2 (1б)", "Б", 1, -0.9),
    ("3 (2б)", "Б", 2, -0.7),
    ("4 (2б)", "Б", 2, -0.6),
    ("5 (1б)", "Б", 1, -0.4),
    ("6.1 (1б)", "Б", 1, -0.5),
    ("6.2 (1б)", "Б", 1, -0.6),
    ("7 (2б)", "П", 2, 0.2),
    ("8 (2б)", "П", 2, 0.5),
    ("9 (2б)", "П", 2, 0.4),
    ("10 (3б)", "В", 3, 1.1),
];

/// Who sits what in spring.
const SITTINGS: &[(i64, &[&str])] = &[
    (4, &["Русский язык", "Математика", "Окружающий мир"]),
    (5, &["Русский язык", "Математика", "История"]),
    (6, &["Русский язык", "Математика", "География"]),
    (7, &["Русский язык", "Алгебра", "Биология"]),
    (8, &["Русский язык", "Алгебра", "Химия"]),
    (10, &["Русский язык", "Алгебра"]),
];

/// The national tests of a year.
pub(super) fn papers(size: &Size, people: &People, books: &[Book], school_year: i64) -> Vec<Paper> {
    let mut papers = Vec::new();
    for (year_group, subjects) in SITTINGS {
        for subject in *subjects {
            let items = if *subject == "Русский язык" { RUSSIAN } else { OTHER };
            let hard = faults::hard_item(size, school_year, subject);
            let place = u64::try_from(papers.len()).unwrap_or_default();
            let mut rng = stream(size.seed, &[4, school_year.unsigned_abs(), place]);
            let mut sat = Vec::new();
            for book in books {
                let class = &people.classes[book.class];
                if class.school_year == school_year && class.year_group == *year_group {
                    let own = book.records.iter().filter(|record| record.subject == place_of(subject));
                    sat.extend(own.filter_map(|record| sit(&mut rng, (items, hard), record, class.name())));
                }
            }
            if !sat.is_empty() {
                papers.push(Paper { school_year, year_group: *year_group, subject: paper_name(subject), items, sat });
            }
        }
    }
    papers
}

/// The test in algebra is called one in mathematics.
fn paper_name(subject: &'static str) -> &'static str {
    if subject == "Алгебра" { "Математика" } else { subject }
}

/// One in twelve is ill.
fn sit(
    rng: &mut StdRng,
    (items, hard): (&'static [Item], Option<usize>),
    record: &Record,
    class_name: String,
) -> Option<Sat> {
    if rng.random_ratio(1, 12) {
        return None;
    }
    let ability = (record.knows - 2.95) * 1.4 + 0.3 * bell(rng);
    let points: Vec<Option<i64>> =
        items.iter().enumerate().map(|(at, item)| answer(rng, ability, hard == Some(at), item)).collect();
    let primary: i64 = points.iter().flatten().sum();
    let top: i64 = items.iter().map(|item| item.2).sum();
    let journal_mark = record.terms.last().copied().unwrap_or(3);
    Some(Sat { class_name, points, primary, mark: test_mark(primary, top), journal_mark })
}

fn answer(rng: &mut StdRng, ability: f64, is_hard: bool, item: &Item) -> Option<i64> {
    let extra = if is_hard { 1.4 } else { 0.0 };
    if rng.random_ratio(1, 60) {
        return None;
    }
    Some((0..item.2).map(|_| i64::from(happens(rng, 1.3 * (ability - item.3 - extra)))).sum())
}

/// Borders at 40, 63 and 84 % of the points, as in the published scale for Russian in the fourth year.
fn test_mark(primary: i64, top: i64) -> i64 {
    match primary * 100 / top.max(1) {
        0..40 => 2,
        40..63 => 3,
        63..84 => 4,
        _ => 5,
    }
}

/// The state examinations of a year: after the ninth and the eleventh.
pub(super) fn exams(size: &Size, people: &People, books: &[Book], school_year: i64) -> Vec<Exam> {
    let mut rng = stream(size.seed, &[5, school_year.unsigned_abs()]);
    let mut exams = Vec::new();
    for book in books {
        let class = &people.classes[book.class];
        if class.school_year != school_year || !matches!(class.year_group, 9 | 11) {
            continue;
        }
        for record in &book.records {
            let (pupil, name) = (class.pupils[record.pupil], class.name());
            let found = if class.year_group == 9 { oge(&mut rng, record) } else { ege(&mut rng, record) };
            exams.extend(found.map(|exam| Exam { pupil, class_name: name, school_year, ..exam }));
        }
    }
    exams
}

const BLANK: Exam = Exam {
    pupil: 0,
    class_name: String::new(),
    school_year: 0,
    is_ege: false,
    subject: "",
    variant: "",
    primary: 0,
    score: None,
    mark: None,
};

fn oge(rng: &mut StdRng, record: &Record) -> Option<Exam> {
    let (subject, top) = exam_of(
        record.subject,
        &[
            ("Русский язык", "Русский язык", 37),
            ("Алгебра", "Математика", 31),
            ("Обществознание", "Обществознание", 37),
        ],
    )?;
    if subject == "Обществознание" && !rng.random_bool(0.5) {
        return None;
    }
    let primary = raw_score(rng, record.knows, top);
    let mark = match primary * 100 / top {
        0..38 => 2,
        38..60 => 3,
        60..80 => 4,
        _ => 5,
    };
    Some(Exam { subject, primary, mark: Some(mark), ..BLANK })
}

fn ege(rng: &mut StdRng, record: &Record) -> Option<Exam> {
    let (subject, top) = exam_of(
        record.subject,
        &[("Русский язык", "Русский язык", 50), ("Алгебра", "Математика", 32), ("Физика", "Физика", 45)],
    )?;
    if subject == "Физика" && record.knows < 4.0 {
        return None;
    }
    let is_base = subject == "Математика" && record.knows < 3.8;
    let primary = if is_base { raw_score(rng, record.knows + 0.5, 21) } else { raw_score(rng, record.knows, top) };
    let base_mark = match primary {
        0..7 => 2,
        7..12 => 3,
        12..17 => 4,
        _ => 5,
    };
    let mark = is_base.then_some(base_mark);
    let score = (!is_base).then(|| (primary * 100 / top).min(100));
    let variant = match (subject, is_base) {
        ("Математика", true) => "базовый",
        ("Математика", false) => "профильный",
        _ => "",
    };
    Some(Exam { is_ege: true, subject, variant, primary, score, mark, ..BLANK })
}

/// The examination that a subject of the curriculum ends in, and its most points.
fn exam_of(subject: usize, known: &[(&str, &'static str, i64)]) -> Option<(&'static str, i64)> {
    known.iter().find(|(own, _, _)| place_of(own) == subject).map(|(_, exam, top)| (*exam, *top))
}

fn raw_score(rng: &mut StdRng, knows: f64, top: i64) -> i64 {
    let ability = (knows - 3.15) * 1.4 + 0.25 * bell(rng);
    (0..top).map(|_| i64::from(happens(rng, ability))).sum()
}
