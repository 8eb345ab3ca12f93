//! Models by conditional likelihood against eRm, psychotools and formulas in R: `reference/latent/conditional`.

use std::collections::HashMap;
use std::path::PathBuf;

use crate::latent::{
    AbilityMethod, ConditionalFit, ConditionalModel, Identification, ResidualFit, abilities, abilities_by_total,
    andersen_test, fit_conditional, item_fit, person_fit, wle_reliability, yen_q3,
};
use crate::{Measured, Response, Responses};
use rstest::rstest;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("reference/latent/conditional")
}

/// The responses of a case; the greatest points of an item are the greatest seen.
fn responses(case: &str) -> Responses {
    let mut reader = csv::Reader::from_path(folder().join(format!("{case}.csv"))).unwrap();
    let width = reader.headers().unwrap().len();
    let mut columns: Vec<Vec<Response>> = vec![Vec::new(); width];
    for record in reader.records() {
        for (column, cell) in columns.iter_mut().zip(record.unwrap().iter()) {
            column.push(if cell.is_empty() { Response::Missing } else { Response::Points(cell.parse().unwrap()) });
        }
    }
    let greatest = |column: &Vec<Response>| column.iter().filter_map(|response| response.points()).max().unwrap();
    Responses::new(columns.into_iter().map(|column| (greatest(&column), column))).unwrap()
}

/// The answers to lay beside the expected values, by quantity and element.
type Answers = HashMap<(String, String), f64>;

fn put(answers: &mut Answers, quantity: &str, element: impl Into<String>, value: f64) {
    answers.insert((quantity.to_owned(), element.into()), value);
}

/// Lays every expected value of a case beside the answer; says how many there were.
fn compare(case: &str, answers: &Answers) -> usize {
    let mut reader = csv::Reader::from_path(folder().join("expected.csv")).unwrap();
    let mut compared = 0;
    let mut wrong = Vec::new();
    for record in reader.records().map(Result::unwrap).filter(|record| &record[0] == case) {
        let number = |column: usize| record[column].parse::<f64>().unwrap();
        let key = (record[1].to_owned(), record[2].to_owned());
        let answer = *answers.get(&key).unwrap_or_else(|| panic!("{case}: no answer for {key:?}"));
        compared += 1;
        let off = (answer - number(3)).abs();
        if off.is_nan() || off > number(4) {
            wrong.push(format!("{case} {key:?}: {answer} instead of {}", number(3)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    compared
}

fn fitted(responses: &Responses, model: ConditionalModel, identification: &Identification) -> ConditionalFit {
    fit_conditional(responses, model, identification).unwrap()
}

fn put_fit(answers: &mut Answers, prefix: &str, element: &str, fit: Measured<ResidualFit>) {
    let Some(fit) = fit.known() else { return };
    put(answers, &format!("{prefix}outfit_msq"), element, fit.outfit);
    put(answers, &format!("{prefix}infit_msq"), element, fit.infit);
    put(answers, &format!("{prefix}outfit_t"), element, fit.outfit_t().known().unwrap());
    put(answers, &format!("{prefix}infit_t"), element, fit.infit_t().known().unwrap());
}

fn put_fits(answers: &mut Answers, responses: &Responses, fit: &ConditionalFit) {
    let mle = AbilityMethod::Mle;
    for (item, fit) in item_fit(fit.items(), responses, mle).unwrap().into_iter().enumerate() {
        put_fit(answers, "", &format!("Q{}", item + 1), fit);
    }
    for (person, fit) in person_fit(fit.items(), responses, mle).unwrap().into_iter().enumerate() {
        put_fit(answers, "person_", &(person + 1).to_string(), fit);
    }
}

#[rstest]
#[case("lsat6", 120)]
#[case("lsat7", 120)]
#[case("booklets", 117)]
fn the_rasch_model_agrees_with_r(#[case] case: &str, #[case] expected: usize) {
    let responses = responses(case);
    let rasch = ConditionalModel::Rasch;
    let fit = fitted(&responses, rasch, &Identification::SumZero);
    let first = fitted(&responses, rasch, &Identification::FirstZero);
    let mut answers = Answers::new();
    for item in 0..responses.items() {
        let name = format!("Q{}", item + 1);
        put(&mut answers, "cml_rasch_difficulty", &name, fit.items()[item].location());
        put(&mut answers, "cml_rasch_difficulty_erm", &name, fit.items()[item].location());
        put(&mut answers, "cml_rasch_se", &name, fit.errors(item)[0]);
        put(&mut answers, "cml_rasch_difficulty_first0", &name, first.items()[item].location());
        put(&mut answers, "cml_rasch_se_first0", &name, first.errors(item)[0]);
    }
    put(&mut answers, "cml_loglik", "", fit.log_likelihood());
    let andersen = andersen_test(&responses, rasch, None).unwrap();
    put(&mut answers, "andersen_lr", "chi2", andersen.test.chi_square);
    put(&mut answers, "andersen_lr", "df", andersen.test.degrees as f64);
    put(&mut answers, "andersen_lr", "p", andersen.test.p);
    put_fits(&mut answers, &responses, &fit);
    for (total, ability) in abilities_by_total(fit.items(), AbilityMethod::Wle).unwrap().into_iter().enumerate() {
        let ability = ability.known().unwrap();
        put(&mut answers, "wle_theta_by_score", total.to_string(), ability.value);
        put(&mut answers, "wle_se_by_score", total.to_string(), ability.error);
    }
    for (total, ability) in abilities_by_total(fit.items(), AbilityMethod::Mle).unwrap().into_iter().enumerate() {
        if let Some(ability) = ability.known() {
            put(&mut answers, "mle_theta_by_score", total.to_string(), ability.value);
        }
    }
    for pair in yen_q3(fit.items(), &responses).unwrap() {
        if let Some(q3) = pair.q3.known() {
            put(&mut answers, "yen_q3", format!("Q{} Q{}", pair.one + 1, pair.other + 1), q3);
        }
    }
    let wle: Vec<_> = abilities(fit.items(), &responses, AbilityMethod::Wle).unwrap();
    let wle: Vec<_> = wle.into_iter().filter_map(Measured::known).collect();
    put(&mut answers, "wle_reliability", "", wle_reliability(&wle).known().unwrap());
    assert_eq!(compare(case, &answers), expected);
}

#[rstest]
#[case("partial", ConditionalModel::PartialCredit, Identification::CumulatedZero, 82)]
#[case("partial_missing", ConditionalModel::PartialCredit, Identification::CumulatedZero, 33)]
#[case("three_missing", ConditionalModel::PartialCredit, Identification::CumulatedZero, 49)]
#[case("rating", ConditionalModel::RatingScale, Identification::FirstStepsZero, 79)]
fn items_of_several_points_agree_with_r(
    #[case] case: &str,
    #[case] model: ConditionalModel,
    #[case] identification: Identification,
    #[case] expected: usize,
) {
    let responses = responses(case);
    let fit = fitted(&responses, model, &identification);
    let mean = fit.identified(&Identification::StepsZero).unwrap();
    let mut answers = Answers::new();
    for item in 0..responses.items() {
        for (step, threshold) in fit.items()[item].thresholds().iter().enumerate() {
            let name = format!("Q{}.c{}", item + 1, step + 1);
            put(&mut answers, "threshold", &name, *threshold);
            put(&mut answers, "threshold_se", &name, fit.errors(item)[step]);
            let name = format!("Q{}-C{}", item + 1, step + 1);
            put(&mut answers, "cml_pcm_threshold_mean0", name, mean.items()[item].thresholds()[step]);
        }
    }
    put(&mut answers, "cml_loglik", "", fit.log_likelihood());
    put(&mut answers, "cml_loglik_psychotools", "", fit.log_likelihood());
    put_fits(&mut answers, &responses, &fit);
    assert_eq!(compare(case, &answers), expected);
}
