use proptest::prelude::*;

use super::*;
use crate::NoLogistic;

/// `reference/risk/made.csv`: lessons missed, mean mark, late arrivals, outcome.
fn made() -> (Vec<Vec<f64>>, Vec<bool>) {
    let mut table = csv::Reader::from_reader(&include_bytes!("../../reference/risk/made.csv")[..]);
    let rows: Vec<Vec<f64>> =
        table.records().map(|row| row.unwrap().iter().map(|cell| cell.parse().unwrap()).collect()).collect();
    rows.into_iter().map(|mut row| (row.drain(..3).collect::<Vec<f64>>(), row[0] == 1.0)).unzip()
}

fn students() -> Students {
    let (rows, outcomes) = made();
    Students::new(&rows, &outcomes).unwrap()
}

fn answer(quantity: &str, element: &str) -> f64 {
    let students = students();
    let outcomes = students.outcomes();
    let mut words = element.split(' ');
    let ridge = if words.next() == Some("rounded") { 0.0 } else { words.next().unwrap().parse().unwrap() };
    let which = words.next().map(|number| number.parse::<usize>().unwrap() - 1);
    let model = risk_model(&students, ridge).unwrap();
    let round = |chance: f64| if element == "rounded" { (chance * 10.0).round() / 10.0 } else { chance };
    let chances: Vec<f64> = (0..students.len()).map(|student| round(model.chance(students.of(student)))).collect();
    let roc = roc_area(&chances, outcomes).unwrap();
    let found = calibration(&chances, outcomes, 10).unwrap();
    match quantity {
        "at_mean" => model.at_mean,
        "per_sd" => model.terms[which.unwrap()].per_sd,
        "se" => model.terms[which.unwrap()].standard_error,
        "loglik" => model.log_likelihood,
        "chance" => chances[which.unwrap()],
        "auc" => roc.area,
        "auc_low" => roc.interval.unwrap().low,
        "auc_high" => roc.interval.unwrap().high,
        "brier" => found.brier,
        "slope" => found.slope.unwrap(),
        other => panic!("no quantity {other}"),
    }
}

#[test]
fn every_value_agrees_with_r() {
    let mut expected = csv::Reader::from_reader(&include_bytes!("../../reference/risk/expected.csv")[..]);
    let mut compared = 0;
    for row in expected.records().map(Result::unwrap) {
        let (value, tolerance): (f64, f64) = (row[2].parse().unwrap(), row[3].parse().unwrap());
        let got = answer(&row[0], &row[1]);
        assert!((got - value).abs() <= tolerance, "{} {}: {got} instead of {value}", &row[0], &row[1]);
        compared += 1;
    }
    assert_eq!(compared, 31);
}

#[test]
fn what_cannot_be_modelled_says_why() {
    let outcomes: Vec<bool> = (0..12).map(|n| n % 2 == 0).collect();
    let of = |value: fn(usize) -> f64| -> Vec<[f64; 1]> { (0..12).map(|n| [value(n)]).collect() };
    let fails = |rows: &[[f64; 1]], outcomes: &[bool], ridge| {
        risk_model(&Students::new(rows, outcomes).unwrap(), ridge).unwrap_err()
    };
    assert_eq!(fails(&of(|_| 3.3), &outcomes, 1.0), NoRisk::ConstantSign { sign: 0 });
    let parity = of(|n| f64::from(u8::from(n % 2 == 0)));
    assert_eq!(fails(&parity, &outcomes, 0.0), NoRisk::Model(NoLogistic::Separated { term: 0 }));
    assert!(risk_model(&Students::new(&parity, &outcomes).unwrap(), 1.0).is_ok(), "the ridge holds the coefficient");
    assert_eq!(fails(&parity, &outcomes, -1.0), NoRisk::BadRidge);
    assert_eq!(fails(&parity, &outcomes, f64::NAN), NoRisk::BadRidge);
    assert_eq!(fails(&parity, &[true; 12], 1.0), NoRisk::FewOutcomes { with: 12, without: 0 });
    assert_eq!(Students::new(&[[f64::NAN]], &[true]).unwrap_err(), NoRisk::BadStudent { student: 0 });
    assert_eq!(Students::new(&[[1.0]], &[]).unwrap_err(), NoRisk::BadStudent { student: 0 });
    assert_eq!(Students::new::<[f64; 1]>(&[], &[]).unwrap_err(), NoRisk::NoSigns);
    assert_eq!(Students::new(&[vec![1.0], vec![]], &[true, false]).unwrap_err(), NoRisk::BadStudent { student: 1 });
    assert!(roc_area(&[0.1, 0.2, 0.3], &[true, false, false]).is_err());
    for (estimates, area) in [([0.1, 0.2, 0.7, 0.9], 1.0), ([0.9, 0.8, 0.2, 0.1], 0.0), ([0.3; 4], 0.5)] {
        let roc = roc_area(&estimates, &[false, false, true, true]).unwrap();
        assert_eq!(
            (roc.area, roc.standard_error, roc.interval.err()),
            (area, Err(NoRisk::NoRocError), Some(NoRisk::NoRocError))
        );
    }
    assert!(calibration(&[], &[], 5).is_err() && calibration(&[1.5], &[true], 5).is_err());
}

#[test]
fn a_sign_that_copies_another_is_named() {
    let rows: Vec<[f64; 2]> = (0..20).map(|n| [f64::from(n), 2.0 * f64::from(n) + 1.0]).collect();
    let outcomes: Vec<bool> = (0..20).map(|n| n % 3 == 0).collect();
    let students = Students::new(&rows, &outcomes).unwrap();
    assert_eq!(risk_model(&students, 0.0).unwrap_err(), NoRisk::Model(NoLogistic::Collinear { term: 1 }));
    let shared = risk_model(&students, 1.0).unwrap();
    assert!((shared.terms[0].per_sd - shared.terms[1].per_sd).abs() < 1e-9, "the ridge shares it out");
}

#[test]
fn the_model_and_its_check_do_not_depend_on_the_order_of_rows() {
    let (mut rows, mut outcomes) = made();
    let model = risk_model(&students(), 2.0).unwrap();
    let checked = cross_validate(&students(), 2.0, 5).unwrap();
    rows.rotate_left(71);
    outcomes.rotate_left(71);
    let turned = Students::new(&rows, &outcomes).unwrap();
    assert_eq!(risk_model(&turned, 2.0).unwrap(), model);
    let again = cross_validate(&turned, 2.0, 5).unwrap();
    assert_eq!(again.deviance, checked.deviance);
    let area = |found: &CrossValidated, outcomes: &[bool]| roc_area(&found.chances, outcomes).unwrap().area;
    assert_eq!(area(&again, &outcomes), area(&checked, students().outcomes()));
}

#[test]
fn unseen_students_are_estimated_worse_than_seen_ones() {
    let students = students();
    let (ridge, deviance) = choose_ridge(&students, 1).unwrap();
    assert!(RIDGES.contains(&ridge));
    let model = risk_model(&students, ridge).unwrap();
    let seen: Vec<f64> = (0..students.len()).map(|student| model.chance(students.of(student))).collect();
    let unseen = cross_validate(&students, ridge, 1).unwrap();
    assert_eq!(unseen.deviance, deviance);
    let brier = |chances: &[f64]| calibration(chances, students.outcomes(), 10).unwrap().brier;
    assert!(brier(&unseen.chances) > brier(&seen));
    assert_ne!(cross_validate(&students, ridge, 2).unwrap().chances, unseen.chances);
    let sizes: Vec<i64> =
        calibration(&seen, students.outcomes(), 10).unwrap().rows.iter().map(|row| row.observed.whole()).collect();
    assert_eq!((sizes.len(), sizes.iter().sum::<i64>()), (10, 300));
}

#[test]
fn known_coefficients_are_found_again_with_honest_errors() {
    // 200 samples of 200 students: 95 % intervals of the slope cover the truth within Monte Carlo error.
    let (truth, mut covered, mut sum) = (0.8, 0, 0.0);
    let mut state = 3_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        f64::from(u32::try_from(state >> 32).unwrap()) / 4_294_967_296.0
    };
    for _ in 0..200 {
        let rows: Vec<[f64; 1]> = (0..200).map(|_| [4.0 * uniform() - 2.0]).collect();
        let outcomes: Vec<bool> =
            rows.iter().map(|[x]| uniform() < 1.0 / (1.0 + (0.5_f64 - truth * x).exp())).collect();
        let term = risk_model(&Students::new(&rows, &outcomes).unwrap(), 0.0).unwrap().terms[0];
        covered += i32::from((term.coefficient - truth).abs() < 1.96 * term.standard_error);
        sum += term.coefficient;
    }
    assert!((182..=198).contains(&covered), "{covered}");
    assert!((sum / 200.0 - truth).abs() < 0.05, "{}", sum / 200.0);
}

/// How often the interval of the area covers the area among 2,000 new students; three signs, the first of this weight.
fn coverage_of_areas(n: usize, weight: f64, rounds: u64) -> f64 {
    use rand::{Rng, SeedableRng};
    let (mut covered, mut all) = (0.0, 0.0);
    for round in 0..rounds {
        let mut generator = rand_pcg::Pcg64::seed_from_u64(round);
        let mut draw = |n: usize| {
            let mut normal = || (0..12).map(|_| generator.random::<f64>()).sum::<f64>() - 6.0;
            let rows: Vec<[f64; 3]> = (0..n).map(|_| [normal(), normal(), normal()]).collect();
            let outcomes: Vec<bool> = rows
                .iter()
                .map(|row| generator.random::<f64>() < 1.0 / (1.0 + (0.5 - weight * row[0]).exp()))
                .collect();
            (rows, outcomes)
        };
        let ((rows, outcomes), (new, came)) = (draw(n), draw(2_000));
        let students = Students::new(&rows, &outcomes).unwrap();
        let Ok(found) = cross_validated_area(&students, 1.0, 1) else { continue };
        let model = risk_model(&students, 1.0).unwrap();
        let chances: Vec<f64> = new.iter().map(|row| model.chance(row)).collect();
        covered += f64::from(u8::from(found.interval.unwrap().covers(roc_area(&chances, &came).unwrap().area)));
        all += 1.0;
    }
    covered / all
}

#[test]
fn intervals_of_the_area_cover_that_of_new_students() {
    for (n, weight) in [(60, 0.0), (200, 0.0), (200, 1.0)] {
        let covered = coverage_of_areas(n, weight, 30);
        // Of thirty, four standard errors of 0.95 lie below by 0.16.
        assert!(covered >= 0.8, "{n} {weight}: {covered}");
    }
}

#[test]
fn what_a_part_lacks_is_said_of_all() {
    let few: Vec<[f64; 1]> = (0..20).map(|n| [f64::from(n % 7)]).collect();
    let outcomes: Vec<bool> = (0..20).map(|n| n < 5).collect();
    let students = Students::new(&few, &outcomes).unwrap();
    assert_eq!(choose_ridge(&students, 1), Err(NoRisk::FewForCheck { with: 5, without: 15 }));
    let one = Students::new(&few, &(0..20).map(|n| n < 1).collect::<Vec<bool>>()).unwrap();
    assert_eq!(choose_ridge(&one, 1), Err(NoRisk::FewOutcomes { with: 1, without: 19 }));
    let lone: Vec<[f64; 1]> = (0..20).map(|n| [f64::from(u8::from(n == 3))]).collect();
    let halves: Vec<bool> = (0..20).map(|n| n % 2 == 0).collect();
    assert_eq!(choose_ridge(&Students::new(&lone, &halves).unwrap(), 1), Err(NoRisk::SignOfFew { sign: 0 }));
}

#[test]
fn reasons_are_plain_and_blame_nobody() {
    let model = risk_model(&students(), 5.0).unwrap();
    let names = ["пропущено уроков", "средняя отметка", "опозданий"];
    let text = say(&model, &[20.0, 4.4, 5.0], &names);
    assert_eq!(
        text,
        "Оценка вероятности 27\u{a0}%. Повышает оценку: пропущено уроков (20, в среднем 7,8). Понижает оценку: \
         средняя отметка (4,4, в среднем 3,8)."
    );
    let like_the_mean: Vec<f64> = model.terms.iter().map(|term| term.mean).collect();
    assert!(reasons(&model, &like_the_mean).is_empty());
    assert!(say(&model, &like_the_mean, &names).ends_with("Признаки близки к средним."));
    // Late arrivals count for little, and which way is not known: they are no reason.
    assert!(reasons(&model, &[8.0, 3.8, 60.0]).iter().all(|reason| reason.sign != 2));
    for word in ["неуспева", "слаб", "плох", "виноват", "двоечник"] {
        assert!(!text.contains(word));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn contributions_add_up_and_nothing_is_infinite(
        rows in prop::collection::vec((-3_i32..4, -3_i32..4, any::<bool>()), 0..60), ridge in 0_u8..3,
    ) {
        let outcomes: Vec<bool> = rows.iter().map(|row| row.2).collect();
        let rows: Vec<[f64; 2]> = rows.iter().map(|row| [f64::from(row.0), f64::from(row.1)]).collect();
        let Ok(students) = Students::new(&rows, &outcomes) else { return Ok(()) };
        let Ok(model) = risk_model(&students, f64::from(ridge)) else { return Ok(()) };
        let chances: Vec<f64> = rows.iter().map(|row| model.chance(row)).collect();
        for (row, chance) in rows.iter().zip(&chances) {
            let odds = model.at_mean + model.contributions(row).iter().sum::<f64>();
            prop_assert!((chance / (1.0 - chance) / odds.exp() - 1.0).abs() < 1e-6);
        }
        // The mean estimate is the observed share: the constant is not held by the ridge.
        let found = calibration(&chances, &outcomes, 4).unwrap();
        let share = f64::from(u32::try_from(model.with_outcome).unwrap()) / rows.len() as f64;
        prop_assert!((found.mean - share).abs() < 1e-6);
        let roc = roc_area(&chances, &outcomes).unwrap();
        prop_assert!((0.0..=1.0).contains(&roc.area));
        match roc.interval {
            Ok(interval) => prop_assert!(interval.low <= roc.area && roc.area <= interval.high && interval.low < interval.high),
            Err(reason) => prop_assert_eq!(reason, NoRisk::NoRocError),
        }
        let mirrored: Vec<f64> = chances.iter().map(|chance| -chance).collect();
        prop_assert!((roc_area(&mirrored, &outcomes).unwrap().area + roc.area - 1.0).abs() < 1e-12);
    }
}
