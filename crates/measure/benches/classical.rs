//! How long the classical analysis of a large test paper takes: `cargo bench -p measure --bench classical`.

use std::time::{Duration, Instant};

use measure::classical::{MissingAnswers, analyse};
use measure::{Response, Responses};

fn main() {
    for (name, persons, greatest, absent) in
        [("0/1", 200_000, 1, 0), ("0–2", 200_000, 2, 0), ("0/1 with 3 % missing", 200_000, 1, 3), ("0/1", 1_000, 1, 0)]
    {
        let responses = made(persons, 20, greatest, absent);
        let mut times: Vec<Duration> = (0..31)
            .map(|_| {
                let start = Instant::now();
                let analysis = analyse(&responses, MissingAnswers::Pairwise).expect("a made paper can be analysed");
                let time = start.elapsed();
                assert!(analysis.alpha.is_ok());
                time
            })
            .collect();
        times.sort_unstable();
        println!("{persons} × 20, {name}: median {:?}, best {:?}", times[15], times[0]);
    }
}

/// Points of persons of different ability, by a plain generator with a fixed seed.
fn made(persons: u64, items: u64, greatest: u8, absent: u64) -> Responses {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut below = move |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let ability: Vec<u64> = (0..persons).map(|_| below(100) + below(100)).collect();
    let columns: Vec<Vec<Response>> = (0..items)
        .map(|item| {
            let answer = |ability: &u64| {
                if below(100) < absent {
                    return Response::Missing;
                }
                let solves = |_: &u8| below(200) < (ability + 150 - 6 * item) / 2;
                Response::Points((0..greatest).filter(solves).fold(0, |points, _| points + 1))
            };
            ability.iter().map(answer).collect()
        })
        .collect();
    Responses::new(columns.into_iter().map(|column| (greatest, column))).expect("made points fit")
}
