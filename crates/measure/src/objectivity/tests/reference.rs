//! The values of `reference/objectivity/screens.csv` (numpy, scipy, statsmodels).

use std::collections::BTreeMap;

use crate::objectivity::polynomial::Polynomials;
use crate::objectivity::{
    AnswerSheets, BunchingPlan, Draws, ScoreCounts, SimilarityPlan, border_masses, border_window, bunching,
    generalised_binomial, predictive, similarity,
};

fn score_counts() -> BTreeMap<String, Vec<i64>> {
    let mut all: BTreeMap<String, Vec<i64>> = BTreeMap::new();
    let text = include_str!("../../../reference/objectivity/score_counts.csv");
    for row in csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
        all.entry(row[0].to_owned()).or_default().push(row[2].parse().unwrap());
    }
    all
}

/// The elements of a quantity, split at spaces, with the expected values.
fn expected(quantity: &str) -> Vec<(Vec<String>, f64)> {
    let text = include_str!("../../../reference/objectivity/screens.csv");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.records().map(Result::unwrap).filter(|row| &row[0] == quantity);
    let rows: Vec<_> =
        rows.map(|row| (row[1].split(' ').map(str::to_owned).collect(), row[2].parse().unwrap())).collect();
    assert!(!rows.is_empty(), "no reference for {quantity}");
    rows
}

fn numbers(element: &[String]) -> Vec<i64> {
    element.iter().map(|part| part.parse().unwrap()).collect()
}

#[track_caller]
fn close(answer: f64, expected: f64, tolerance: f64, element: &[String]) {
    assert!((answer - expected).abs() <= tolerance * expected.abs().max(1e-3), "{element:?}: {answer} {expected}");
}

#[test]
fn the_window_at_a_border_is_that_of_scipy() {
    let all = score_counts();
    for (quantity, of_window) in [("binomial_p_above_more", true), ("log_ratio_above_below", false)] {
        for (element, value) in expected(quantity) {
            let scores = ScoreCounts::from_counts(all[&element[0]].clone()).unwrap();
            let window = border_window(&scores, element[1].parse().unwrap(), element[2].parse().unwrap()).unwrap();
            let answer = if of_window { window.p_above_more } else { window.log_ratio };
            close(answer.known().unwrap(), value, 1e-10, &element);
        }
    }
}

#[test]
fn heap_and_hollow_are_those_of_numpy() {
    let all = score_counts();
    for (quantity, is_excess) in [("excess_mass", true), ("missing_mass", false)] {
        for (element, value) in expected(quantity) {
            let scores = ScoreCounts::from_counts(all[&element[0]].clone()).unwrap();
            let degree = element[2].parse().unwrap();
            let plan = BunchingPlan { degree, ..BunchingPlan::at(element[1].parse().unwrap()) };
            let (excess, missing) = border_masses(&scores, plan).unwrap();
            close(if is_excess { excess } else { missing }, value, 1e-8, &element);
        }
    }
}

#[test]
fn the_smooth_curve_is_a_poisson_regression() {
    let all = score_counts();
    for (element, value) in expected("log_linear_3") {
        let counts: Vec<f64> = all[&element[0]].iter().map(|count| f64::from(i32::try_from(*count).unwrap())).collect();
        let curve = Polynomials::new(counts.len(), 3, |_| true).unwrap().log_linear(&counts).unwrap();
        close(curve[element[1].parse::<usize>().unwrap()], value, 1e-6, &element);
    }
}

#[test]
fn distributions_are_those_of_scipy() {
    for (element, value) in expected("beta_binomial_at_least") {
        let [n, k, with, without] = numbers(&element)[..] else { panic!() };
        close(predictive::at_least(&predictive::beta_binomial(n, with, without), k), value, 1e-9, &element);
    }
    for (element, value) in expected("none_of_first") {
        let [n, k, a, b, c] = numbers(&element)[..] else { panic!() };
        close(predictive::at_least(&predictive::none_of_first(n, [a, b, c]), k), value, 1e-9, &element);
    }
    let chances = (0..30_u8).map(|i| f64::from((u16::from(i) * 37) % 89 + 5) / 100.0);
    for (element, value) in expected("generalised_binomial_at_least") {
        let answer = generalised_binomial::at_least(chances.clone(), element[0].parse().unwrap());
        close(answer, value, 1e-10, &element);
    }
}

#[test]
fn a_heap_is_told_from_a_slope() {
    let all = score_counts();
    let p_value = |case: &str, cut: usize| {
        let plan = BunchingPlan { draws: Draws { most: 999, seed: 1 }, ..BunchingPlan::at(cut) };
        bunching(&ScoreCounts::from_counts(all[case].clone()).unwrap(), plan).unwrap().sign.p_value
    };
    assert!(p_value("heaped", 14) <= 0.001);
    assert!(p_value("smooth", 14) > 0.05 && p_value("rising", 14) > 0.05);
    let heap = bunching(&ScoreCounts::from_counts(all["heaped"].clone()).unwrap(), BunchingPlan::at(14)).unwrap();
    // The analytic error of a weighted sum of a multinomial, found apart with numpy: sqrt(n·var(weights)).
    assert!((7.0..10.0).contains(&heap.excess_se), "{}", heap.excess_se);
    let beyond = heap.sign.interval.unwrap();
    assert!(beyond.low > 0.0, "the heap is beyond what the slope misses: {beyond:?}");
    // The interval counts the misfit of the polynomial, so it is wider than sampling alone would make it.
    assert!(beyond.high - beyond.low > 2.0 * 1.96 * heap.excess_se, "{beyond:?}");
}

#[test]
fn pairs_are_as_likely_as_by_another_way() {
    let text = include_str!("../../../reference/objectivity/answer_sheets.csv");
    let rows: Vec<Vec<u32>> = csv::Reader::from_reader(text.as_bytes())
        .records()
        .map(|row| row.unwrap().iter().map(|cell| cell.parse().unwrap()).collect())
        .collect();
    let columns: Vec<_> =
        (0..rows[0].len()).map(|item| (1, rows.iter().map(|row| Some(row[item])).collect())).collect();
    let plan = SimilarityPlan { keep: usize::MAX, ..SimilarityPlan::default() };
    let alike = similarity(&AnswerSheets::from_answers(&columns).unwrap(), &[], plan).unwrap();
    let expected = include_str!("../../../reference/objectivity/similarity.csv");
    for row in csv::Reader::from_reader(expected.as_bytes()).records().map(Result::unwrap) {
        let [first, second, matches] = [0, 1, 2].map(|at| row[at].parse::<usize>().unwrap());
        let pair = alike.closest.iter().find(|pair| (pair.first, pair.second) == (first, second)).unwrap();
        assert_eq!(pair.matches, matches);
        for (answer, expected) in [(pair.expected, &row[3]), (pair.p_value, &row[4])] {
            let expected: f64 = expected.parse().unwrap();
            assert!((answer - expected).abs() < 1e-6, "{first} {second}: {answer} {expected}");
        }
    }
    assert_eq!((alike.closest[0].first, alike.closest[0].second), (0, 21));
}
