//! The staff of the demo school and who teaches what.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rand::Rng;
use rand::rngs::StdRng;

use super::chance::stream;
use super::curriculum::CURRICULUM;
use super::people::{Class, LETTERS, Member, age_on};
use super::{Size, day, names};

/// Hours a week that one teacher of a subject gives, in the weights of the curriculum.
const LOAD: i64 = 22;
/// In primary school one teacher gives everything but these.
const SPECIALISTS: [&str; 3] = ["Иностранный язык (английский)", "Музыка", "Физическая культура"];

const LEADERS: [&str; 4] = [
    "Директор",
    "Заместитель директора по УВР",
    "Заместитель директора по методической работе",
    "Заместитель директора по воспитательной работе",
];
const BESIDE: [&str; 4] = ["Педагог-психолог", "Социальный педагог", "Педагог-библиотекарь", "Учитель-логопед"];
const COURSES: [&str; 4] = [
    "Обновлённый ФГОС ООО: содержание и реализация",
    "Функциональная грамотность школьников",
    "Оценивание учебных достижений по ФГОС",
    "Цифровые инструменты учителя",
];

/// Who holds what: a position and a number → a member of staff and their load this year.
#[derive(Default)]
struct Posts {
    staff: Vec<Member>,
    holders: BTreeMap<(&'static str, u64), usize>,
    loads: BTreeMap<(&'static str, u64), i64>,
}

/// Makes the staff and puts them into the classes.
pub(super) fn staff(size: &Size, classes: &mut [Class]) -> Vec<Member> {
    let mut rng = stream(size.seed, &[2]);
    let leaders = LEADERS.iter().chain(&BESIDE).map(|position| member(&mut rng, size, position)).collect();
    let mut posts = Posts { staff: leaders, ..Posts::default() };
    for school_year in size.years() {
        posts.loads.clear();
        for class in classes.iter_mut().filter(|class| class.school_year == school_year) {
            place(&mut rng, size, &mut posts, class);
        }
    }
    posts.staff
}

fn place(rng: &mut StdRng, size: &Size, posts: &mut Posts, class: &mut Class) {
    let primary =
        (class.year_group <= 4).then(|| posts.holder(rng, size, "Учитель начальных классов", primary_turn(class)));
    for (subject, teacher) in &mut class.teachers {
        let taught = &CURRICULUM[*subject];
        let own = primary.filter(|_| !SPECIALISTS.contains(&taught.name));
        *teacher = own.unwrap_or_else(|| posts.teacher(rng, size, position_of(taught.name), taught.weight));
    }
    let turn = usize::try_from(class.year_group).unwrap_or_default() + if class.letter == 'А' { 0 } else { 3 };
    let among = &class.teachers;
    class.homeroom = primary.unwrap_or_else(|| among[turn % among.len()].1);
}

/// A primary teacher leads a class from its first year to its fourth, and then takes the next first year.
fn primary_turn(class: &Class) -> u64 {
    let letter = LETTERS.iter().position(|letter| *letter == class.letter).unwrap_or_default();
    let cohort = (class.school_year - class.year_group).rem_euclid(4).unsigned_abs();
    cohort + 4 * u64::try_from(letter).unwrap_or_default()
}

impl Posts {
    fn holder(&mut self, rng: &mut StdRng, size: &Size, position: &'static str, number: u64) -> usize {
        *self.holders.entry((position, number)).or_insert_with(|| {
            self.staff.push(member(rng, size, position));
            self.staff.len() - 1
        })
    }

    /// The first teacher of the position who has hours left.
    fn teacher(&mut self, rng: &mut StdRng, size: &Size, position: &'static str, hours: i64) -> usize {
        let load = |number: &u64| self.loads.get(&(position, *number)).copied().unwrap_or(0);
        let number = (0..).find(|number| load(number) + hours <= LOAD).expect("somebody without any hours is found");
        *self.loads.entry((position, number)).or_default() += hours;
        self.holder(rng, size, position, number)
    }
}

fn position_of(subject: &str) -> &'static str {
    match subject {
        "Русский язык" | "Литература" | "Литературное чтение" => {
            "Учитель русского языка и литературы"
        }
        "Иностранный язык (английский)" => "Учитель английского языка",
        "Математика" | "Алгебра" | "Геометрия" | "Вероятность и статистика" => {
            "Учитель математики"
        }
        "Информатика" => "Учитель информатики",
        "История" | "Обществознание" => "Учитель истории и обществознания",
        "География" => "Учитель географии",
        "Биология" => "Учитель биологии",
        "Химия" => "Учитель химии",
        "Физика" => "Учитель физики",
        "Музыка" => "Учитель музыки",
        "Физическая культура" => "Учитель физической культуры",
        "Труд (технология)" => "Учитель труда (технологии)",
        _ => "Учитель изобразительного искусства",
    }
}

fn member(rng: &mut StdRng, size: &Size, position: &'static str) -> Member {
    let today = day(size.newest + 1, 6, 1);
    let is_woman = rng.random_bool(0.85);
    let age = rng.random_range(23..66_u64);
    let birth_on = today.checked_sub_days(Days::new(age * 365 + rng.random_range(0..365))).unwrap_or_default();
    let experience_years = (age_on(birth_on, today) - 22 - rng.random_range(0..6)).max(0);
    let category = match rng.random_range(0..10) {
        _ if experience_years < 3 => "без категории",
        0..=3 => "высшая",
        4..=6 => "первая",
        _ => "без категории",
    };
    let some_day = |rng: &mut StdRng, years: u64| back(today, rng.random_range(30..years * 365));
    let course =
        rng.random_bool(0.85).then(|| (names::pick(rng, &COURSES), rng.random_range(2..6) * 18, some_day(rng, 6)));
    Member {
        name: names::adult(rng, is_woman),
        is_woman,
        birth_on,
        position,
        education: if rng.random_bool(0.88) {
            "высшее"
        } else {
            "среднее профессиональное"
        },
        category,
        category_on: (category != "без категории").then(|| some_day(rng, 5)),
        experience_years,
        course,
    }
}

fn back(from: NaiveDate, days: u64) -> NaiveDate {
    from.checked_sub_days(Days::new(days)).unwrap_or(from)
}
