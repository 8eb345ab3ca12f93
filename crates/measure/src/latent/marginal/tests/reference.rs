//! Published values, values of lme4, and values of a program that shares nothing but the definition.

use std::collections::HashMap;

use super::*;
use crate::latent::{Identification, ItemParameters, likelihood_ratio};

fn first_thresholds(fit: &MarginalFit) -> Vec<f64> {
    fit.items.iter().map(|item| item.parameters.thresholds()[0]).collect()
}

/// `reference/latent/marginal/rasch.R`, lme4 1.1-31: difficulties, errors, variance, log-likelihood.
#[test]
fn rasch_is_that_of_lme4() {
    let of_lme4 = [
        (LSAT6, [-2.730_013, -0.998_606, -0.239_854, -1.306_451, -2.099_404], 0.570_228, -2_466.937_600),
        (LSAT7, [-1.868_265, -0.791_006, -1.460_979, -0.521_506, -1.992_974], 1.022_661, -2_664.900_891),
    ];
    let errors = [
        [0.130_431, 0.079_176, 0.071_771, 0.084_635, 0.105_437],
        [0.100_418, 0.081_155, 0.091_301, 0.078_720, 0.103_699],
    ];
    for ((counts, difficulties, variance, log_likelihood), errors) in of_lme4.into_iter().zip(errors) {
        let fit = fitted(&of_counts(&counts), MarginalModel::PartialCredit);
        for (value, expected) in first_thresholds(&fit).into_iter().zip(difficulties) {
            assert_near(value, expected, 2e-6);
        }
        for (item, expected) in fit.items.iter().zip(errors) {
            assert_near(item.threshold_errors[0].unwrap(), expected, 3e-5);
            assert_eq!(item.slope_error, None);
        }
        assert_near(fit.abilities[0].variance, variance, 5e-6);
        assert_near(fit.log_likelihood, log_likelihood, 2e-6);
        assert_eq!((fit.parameters, fit.persons), (6, 1000));
    }
}

/// Rizopoulos (2006), J. Stat. Software 17(5): LSAT 6 with a common slope, ability N(0, 1), and with slopes of their own.
#[test]
fn lsat6_is_as_published() {
    let responses = of_counts(&LSAT6);
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    settings.identification = Identification::StandardAbility;
    let rasch = fit_marginal(&responses, &settings).unwrap();
    for (value, expected) in first_thresholds(&rasch).into_iter().zip([-3615, -1322, -318, -1730, -2780]) {
        assert_near(value, f64::from(expected) / 1000.0, 5.1e-4);
    }
    assert_near(rasch.items[0].parameters.slope(), 0.755, 5.1e-4);
    assert_near(rasch.log_likelihood, -2466.938, 5.1e-4);
    let ability = rasch.abilities[0];
    assert_eq!((ability.variance, ability.variance_error), (1.0, None));
    assert!(rasch.items[0].slope_error.is_some());
    let two = fitted(&responses, MarginalModel::GeneralisedPartialCredit);
    assert_near(two.log_likelihood, -2466.653, 5.1e-4);
    let test = likelihood_ratio((rasch.log_likelihood, rasch.parameters), (two.log_likelihood, two.parameters));
    let test = test.known().unwrap();
    assert_near(test.chi_square, 0.568, 1.1e-3);
    assert_eq!(test.degrees, 4);
}

/// Chalmers (2012), J. Stat. Software 48(6): LSAT 7, slopes and intercepts of mirt, two parameters.
#[test]
fn lsat7_is_as_published() {
    let fit = fitted(&of_counts(&LSAT7), MarginalModel::GeneralisedPartialCredit);
    let published = [(0.988, 1.856), (1.081, 0.808), (1.706, 1.804), (0.765, 0.486), (0.736, 1.855)];
    for (item, (slope, intercept)) in fit.items.iter().zip(published) {
        assert_near(item.parameters.slope(), slope, 1.5e-3);
        assert_near(-item.parameters.slope() * item.parameters.thresholds()[0], intercept, 1.5e-3);
    }
    assert_near(fit.log_likelihood, -2658.805, 5.1e-4);
    assert_near(fit.criteria().unwrap().aic, 5337.610, 1.1e-3);
    assert_near(fit.deviance(), 5317.610, 1.1e-3);
}

/// mirt 1.41 and TAM 4.3-25 on LSAT 6, printed by both to more digits than were published.
#[test]
fn fit_and_abilities_are_those_of_mirt_and_tam() {
    let responses = of_counts(&LSAT6);
    let two = fitted(&responses, MarginalModel::GeneralisedPartialCredit);
    let of_mirt = [(0.450_376, 2), (1.691_039, 2), (0.666_280, 1), (0.175_307, 2), (0.111_050, 2)];
    for (fit, (s_x2, degrees)) in s_x2(&two).into_iter().zip(of_mirt) {
        let fit = fit.known().unwrap();
        assert_near(fit.value, s_x2, 2e-6);
        assert_eq!((fit.degrees, fit.persons), (degrees, 1000));
        assert!(fit.p > 0.05 && fit.p < 1.0);
    }
    let slopes = [0.258_115, 0.186_680, 0.232_764, 0.185_143, 0.209_909];
    let places = [0.866_472, 0.307_491, 0.099_623, 0.434_317, 0.871_222];
    for (item, (slope, place)) in two.items.iter().zip(slopes.into_iter().zip(places)) {
        assert_near(item.slope_error.unwrap(), slope, 1e-4);
        assert_near(item.threshold_errors[0].unwrap(), place, 1e-4);
    }
    let rasch = fitted(&responses, MarginalModel::PartialCredit);
    let abilities = expected_abilities(&rasch);
    let first = abilities[0].known().unwrap();
    assert_near(first.value, -1.442_412, 1e-4);
    assert_near(first.error, 0.602_088, 1e-4);
    assert_near(eap_reliability(&rasch).known().unwrap(), 0.294_174, 1e-5);
}

/// Persons of `reference/latent/marginal/responses.csv` with their groups.
fn project() -> (Responses, Vec<usize>) {
    let greatest = [1, 1, 2, 1, 3, 2, 1, 1];
    let mut groups = Vec::new();
    let mut columns = vec![Vec::new(); greatest.len()];
    let text = include_str!("../../../../reference/latent/marginal/responses.csv");
    for row in csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
        groups.push(row[0].parse::<usize>().unwrap());
        for (item, column) in columns.iter_mut().enumerate() {
            let is_given = if row[0] == *"0" { item < 6 } else { item >= 2 };
            column.push(match (&row[item + 1], is_given) {
                (_, false) => Response::NotAdministered,
                ("", true) => Response::Missing,
                (points, true) => Response::Points(points.parse().unwrap()),
            });
        }
    }
    (Responses::new(greatest.into_iter().zip(columns)).unwrap(), groups)
}

fn values_of(model: &str) -> HashMap<(String, String), f64> {
    let text = include_str!("../../../../reference/latent/marginal/values.csv");
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records().map(Result::unwrap);
    let of_model = rows.filter(|row| row[0] == *model);
    of_model.map(|row| ((row[1].to_owned(), row[2].to_owned()), row[3].parse().unwrap())).collect()
}

/// Checks all that was computed for a model, and counts how much.
fn check(model: &str, fit: &MarginalFit) -> usize {
    let values = values_of(model);
    let mut checked = 0;
    let mut near = |quantity: &str, element: String, value: Option<f64>| {
        if let Some(expected) = values.get(&(quantity.to_owned(), element)) {
            assert_near(value.unwrap(), *expected, 2e-5);
            checked += 1;
        }
    };
    near("log_likelihood", String::new(), Some(fit.log_likelihood));
    for (at, item) in fit.items.iter().enumerate() {
        let name = format!("Q{}", at + 1);
        near("slope", name.clone(), Some(item.parameters.slope()));
        near("slope_error", name.clone(), item.slope_error);
        near("location", name.clone(), Some(item.parameters.location()));
        near("location_error", name.clone(), item.location_error);
        for (step, threshold) in item.parameters.thresholds().iter().enumerate() {
            near("threshold", format!("{name} {}", step + 1), Some(*threshold));
            near("threshold_error", format!("{name} {}", step + 1), item.threshold_errors[step]);
        }
    }
    for (at, ability) in fit.abilities.iter().enumerate() {
        let name = (at + 1).to_string();
        near("mean", name.clone(), Some(ability.mean));
        near("mean_error", name.clone(), ability.mean_error);
        near("log_deviation", name.clone(), Some(ability.variance.ln() / 2.0));
        // The error of ln σ is that of σ² over 2σ².
        near("log_deviation_error", name, ability.variance_error.map(|error| error / (2.0 * ability.variance)));
    }
    assert_eq!(checked, values.len());
    checked
}

/// `reference/latent/marginal/marginal.py`: items of 1 to 3 points, missing answers, booklets.
#[test]
fn every_model_is_that_of_the_reference() {
    let (responses, groups) = project();
    let alone = [
        ("partial_credit", MarginalModel::PartialCredit, 27),
        ("rating_scale", MarginalModel::RatingScale, 19),
        ("generalised", MarginalModel::GeneralisedPartialCredit, 41),
        ("graded", MarginalModel::Graded, 41),
    ];
    for (name, model, count) in alone {
        assert_eq!(check(name, &fitted(&responses, model)), count);
    }
    let mut settings = MarginalSettings::new(MarginalModel::GeneralisedPartialCredit);
    settings.groups = Some(&groups);
    assert_eq!(check("generalised_two_groups", &fit_marginal(&responses, &settings).unwrap()), 45);
}

#[test]
fn anchors_stay_and_hold_the_scale() {
    let (responses, _) = project();
    let anchors = [
        Anchor { item: 2, parameters: ItemParameters::partial_credit(vec![-0.8, 0.5]).unwrap() },
        Anchor { item: 3, parameters: ItemParameters::rasch(0.1).unwrap() },
    ];
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    settings.anchors = &anchors;
    let fit = fit_marginal(&responses, &settings).unwrap();
    assert_eq!(check("partial_credit_anchored", &fit), 23);
    assert_eq!(fit.identification, Identification::Anchored(vec![2, 3]));
    for anchor in &anchors {
        let item = &fit.items[anchor.item];
        assert_eq!(item.threshold_errors, vec![None; anchor.parameters.greatest()]);
        for (kept, given) in item.parameters.thresholds().iter().zip(anchor.parameters.thresholds()) {
            assert_near(*kept, *given, 1e-15);
        }
    }
}
