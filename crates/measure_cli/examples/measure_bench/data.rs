//! Invented data of known parameters, the same for a seed on every machine.

use measure::{Response, Responses};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

const SEED: u64 = 20_240_901;

/// Persons by 20 right-or-wrong items: abilities N(0, 1), difficulties from −2 to 2, slopes from 0.7 to 1.6.
pub(crate) fn test_paper(persons: usize) -> Responses {
    const ITEMS: usize = 20;
    let mut random = Pcg64::seed_from_u64(SEED);
    let mut columns: Vec<Vec<Response>> = (0..ITEMS).map(|_| Vec::with_capacity(persons)).collect();
    for _ in 0..persons {
        let ability = normal(&mut random);
        for (item, column) in columns.iter_mut().enumerate() {
            let place = item as f64 / (ITEMS - 1) as f64;
            let (difficulty, slope) = (4.0 * place - 2.0, 0.7 + 0.9 * ((item * 7) % ITEMS) as f64 / ITEMS as f64);
            let chance = 1.0 / (1.0 + (-slope * (ability - difficulty)).exp());
            column.push(Response::Points(u8::from(random.random::<f64>() < chance)));
        }
    }
    Responses::new(columns.into_iter().map(|column| (1, column))).expect("columns of equal length")
}

/// Ratings with two crossed factors: y = 3.2 + 0.3 x + u(student) + v(teacher) + e.
#[derive(Debug)]
pub(crate) struct Ratings {
    pub(crate) y: Vec<f64>,
    pub(crate) x: Vec<f64>,
    pub(crate) students: Vec<usize>,
    pub(crate) teachers: Vec<usize>,
}

/// As many ratings, students and teachers as told; every student and every teacher is met.
pub(crate) fn ratings(rows: usize, students: usize, teachers: usize) -> Ratings {
    let mut random = Pcg64::seed_from_u64(SEED);
    let of_students: Vec<f64> = (0..students).map(|_| 0.33 * normal(&mut random)).collect();
    let of_teachers: Vec<f64> = (0..teachers).map(|_| 0.51 * normal(&mut random)).collect();
    let mut made = Ratings { y: Vec::new(), x: Vec::new(), students: Vec::new(), teachers: Vec::new() };
    for row in 0..rows {
        let student = if row < students { row } else { random.random_range(0..students) };
        let teacher = if row < teachers { row } else { random.random_range(0..teachers) };
        let x = normal(&mut random);
        made.y.push(3.2 + 0.3 * x + of_students[student] + of_teachers[teacher] + 1.18 * normal(&mut random));
        made.x.push(x);
        made.students.push(student);
        made.teachers.push(teacher);
    }
    made
}

fn normal(random: &mut Pcg64) -> f64 {
    let (radius, angle): (f64, f64) = (1.0 - random.random::<f64>(), random.random());
    (-2.0 * radius.ln()).sqrt() * (std::f64::consts::TAU * angle).cos()
}
