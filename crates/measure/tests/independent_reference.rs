//! Values computed a second time, apart from this library: `reference/independent.py` and what it printed.
#![expect(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::BTreeMap;

use measure::agreement::rank_spread;
use measure::effect::return_of_share;
use measure::forecast::{BacktestPlan, Method, Series, backtest, forecast_shares};
use measure::latent::{CategoryLink, ItemParameters, test_information};
use measure::objectivity::{Draws, Examined, Screen, Sign, Year, cohort_break, dossier, item_profile, narrow_spread};
use measure::stats::Confidence;
use measure::{Response, Responses};
use school::Share;

/// The expected values of a quantity with their tolerances.
fn expected(quantity: &str) -> BTreeMap<String, (f64, f64)> {
    let path = format!("{}/reference/independent.csv", env!("CARGO_MANIFEST_DIR"));
    let rows = csv::Reader::from_path(path).unwrap().into_records().map(Result::unwrap);
    let rows = rows.filter(|row| &row[0] == quantity);
    let all: BTreeMap<_, _> =
        rows.map(|row| (row[1].to_owned(), (row[2].parse().unwrap(), row[3].parse().unwrap()))).collect();
    assert!(!all.is_empty(), "no {quantity}");
    all
}

#[track_caller]
fn agree(quantity: &str, answers: &BTreeMap<String, f64>) {
    for (element, (value, tolerance)) in expected(quantity) {
        let answer = answers[&element];
        assert!((answer - value).abs() <= tolerance, "{quantity} {element}: {answer} instead of {value} ± {tolerance}");
    }
}

fn class_of(seed: i64, n: i64, span: i64) -> Vec<i64> {
    (0..n).map(|at| (seed * 7 + at * at * 3 + at * 5) % span).collect()
}

fn raised(scores: Vec<i64>, by: i64) -> Vec<i64> {
    scores.into_iter().map(|score| score + by).collect()
}

fn of_sign(sign: &Sign) -> BTreeMap<String, f64> {
    let interval = sign.interval.unwrap();
    let values = [("statistic", sign.statistic), ("p", sign.p_value), ("low", interval.low), ("high", interval.high)];
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn a_narrow_spread() {
    let others: Vec<Vec<i64>> = (0..6).map(|seed| raised(class_of(seed, 22 + seed, 15), 3)).collect();
    let sign = narrow_spread(&raised(class_of(9, 24, 13), 4), &others, 20, Draws::default()).unwrap();
    agree("narrow_spread", &of_sign(&sign));
}

#[test]
fn a_break_of_a_cohort() {
    let (first, second) = (class_of(3, 80, 20), class_of(4, 70, 18));
    let (before, after) = (raised(class_of(5, 25, 17), 2), class_of(6, 23, 14));
    let years = (Year { class: &before, reference: &first }, Year { class: &after, reference: &second });
    agree("cohort_break", &of_sign(&cohort_break(years.0, years.1, Draws::default()).unwrap()));
}

#[test]
fn a_profile_of_items() {
    let paper = |n: usize, shift: usize, told: bool| {
        let solves = move |person: usize, item: usize| {
            (told && person.is_multiple_of(3) && item >= 4)
                || (person * 5 + item * 3 + person * item + shift) % 11 > item + 1
        };
        let column = |item: usize| (1, (0..n).map(move |person| Response::Points(u8::from(solves(person, item)))));
        Responses::new((0..8).map(column)).unwrap()
    };
    let sign = item_profile(&paper(26, 4, true), &paper(90, 0, false), Draws::default()).unwrap();
    let mut answers = of_sign(&sign);
    answers.insert("matched".to_owned(), sign.evidence("matched").unwrap());
    agree("item_profile", &answers);
}

#[test]
fn the_information_of_a_paper() {
    let item = |slope, steps: &[f64]| ItemParameters::new(CategoryLink::Adjacent, slope, steps.to_vec()).unwrap();
    let items = [item(1.0, &[-0.5]), item(1.7, &[0.3]), item(0.8, &[-1.0, 0.2, 0.9])];
    let mut answers = BTreeMap::new();
    for point in test_information(&items, &[-2.0, 0.0, 1.5]) {
        let ability = format!("{:.1}", point.ability);
        answers.insert(format!("information {ability}"), point.information);
        answers.insert(format!("error {ability}"), point.error.known().unwrap());
        answers.insert(format!("total {ability}"), point.expected_total);
    }
    agree("test_information", &answers);
}

#[test]
fn the_return_of_a_share() {
    let all = [(8, 25), (15, 25), (14, 24), (17, 26), (12, 25), (3, 22), (20, 28)];
    let all = all.map(|(part, whole)| Share::new(part, whole).unwrap());
    let mut answers = BTreeMap::new();
    for (place, share) in all.iter().enumerate() {
        let found = return_of_share(*share, &all).known().unwrap();
        let values = [found.drawn, found.reliability, found.between, found.middle];
        for (name, value) in ["drawn", "reliability", "between", "middle"].into_iter().zip(values) {
            answers.insert(format!("{name} {place}"), value);
        }
    }
    agree("return_of_share", &answers);
}

#[test]
fn shares_ahead() {
    let past = [(14, 25), (17, 26), (15, 24), (19, 27), (20, 26), (18, 25)];
    let past = past.map(|(part, whole)| Share::new(part, whole).unwrap());
    let mut answers = BTreeMap::new();
    for step in forecast_shares(&past, Method::Naive, 2, None).unwrap() {
        for (name, value) in [("mean", step.mean), ("low", step.interval.low), ("high", step.interval.high)] {
            answers.insert(format!("{name} {}", step.horizon), value);
        }
    }
    agree("forecast_shares", &answers);
}

#[test]
fn the_past_replayed() {
    let series = Series::new(&[3.1, 4.0, 3.6, 5.2, 4.9, 6.1, 5.8, 7.4, 6.9]).unwrap();
    let mut answers = BTreeMap::new();
    for row in backtest(&series, Method::Naive, BacktestPlan { first: 5, steps: 2 }).unwrap().horizons {
        let values = [row.n as f64, row.mae, row.mase.unwrap(), row.covered as f64];
        for (name, value) in ["n", "mae", "mase", "covered"].into_iter().zip(values) {
            answers.insert(format!("{name} {}", row.horizon), value);
        }
    }
    agree("backtest", &answers);
}

#[test]
fn places_in_a_ranking() {
    let value = |unit: f64, at: f64| (unit * 3.7 + at * 1.3 + at * at * 0.01).sin() + 0.25 * unit;
    let draws: Vec<Vec<f64>> =
        (0..7).map(|unit| (0..1_000).map(|at| value(f64::from(unit), f64::from(at))).collect()).collect();
    let rows: Vec<&[f64]> = draws.iter().map(Vec::as_slice).collect();
    let mut answers = BTreeMap::new();
    for (unit, spread) in rank_spread(&rows, Confidence::P95).into_iter().enumerate() {
        for (name, place) in [("best", spread.best), ("median", spread.median), ("worst", spread.worst)] {
            answers.insert(format!("{name} {unit}"), place as f64);
        }
    }
    agree("rank_spread", &answers);
}

#[test]
fn a_dossier_of_classes() {
    let chances: [(&str, &[f64]); 4] =
        [("A", &[0.004, 0.5]), ("B", &[0.02, 0.5, 0.03]), ("C", &[0.9]), ("D", &[0.3, 0.018])];
    let screens = [Screen::NarrowSpread, Screen::ItemProfile, Screen::CohortBreak];
    let examined = chances.map(|(name, row)| {
        let signs = screens.into_iter().zip(row).map(|(screen, p)| {
            (screen, Ok(Sign { screen, statistic: 0.0, interval: None, p_value: *p, evidence: vec![], n: 25 }))
        });
        Examined { name: name.to_owned(), screens: signs.collect() }
    });
    let mut answers = BTreeMap::new();
    for class in dossier(&examined, 0.05).classes {
        answers.insert(format!("p {}", class.name), class.p_value.known().unwrap());
        answers.insert(format!("adjusted {}", class.name), class.p_adjusted.known().unwrap());
    }
    agree("dossier", &answers);
}
