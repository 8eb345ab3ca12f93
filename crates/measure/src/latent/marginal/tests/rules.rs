//! What holds for any responses.

use proptest::prelude::*;

use super::*;
use crate::latent::Identification;

#[derive(Debug, PartialEq)]
struct Shown(Vec<f64>);

/// All numbers of a fit.
fn shown(fit: &MarginalFit) -> Shown {
    let mut all = vec![fit.log_likelihood];
    for item in &fit.items {
        all.push(item.parameters.slope());
        all.extend(item.parameters.thresholds());
        all.extend(item.slope_error.iter().chain(item.threshold_errors.iter().flatten()).chain(&item.location_error));
    }
    for ability in &fit.abilities {
        all.extend([ability.mean, ability.variance]);
        all.extend(ability.mean_error.iter().chain(&ability.variance_error));
    }
    Shown(all)
}

fn by_row(responses: &Responses, order: &[usize]) -> Responses {
    Responses::new((0..responses.items()).map(|item| {
        let column = order.iter().map(|&person| responses.get(person, item));
        (responses.greatest(item), column.collect::<Vec<Response>>())
    }))
    .unwrap()
}

#[test]
fn neither_the_order_of_persons_nor_threads_change_a_digit() {
    let responses = of_counts(&LSAT7);
    let order: Vec<usize> = (0..1000).map(|at| (at * 387) % 1000).collect();
    let turned = by_row(&responses, &order);
    for model in [MarginalModel::PartialCredit, MarginalModel::GeneralisedPartialCredit, MarginalModel::Graded] {
        let fit = fitted(&responses, model);
        let mut settings = MarginalSettings::new(model);
        settings.threads = 3;
        let other = fit_marginal(&turned, &settings).unwrap();
        assert_eq!(shown(&fit), shown(&other));
        let (abilities, turned_abilities) = (expected_abilities(&fit), expected_abilities(&other));
        for (at, &person) in order.iter().enumerate() {
            assert_eq!(abilities[person], turned_abilities[at]);
        }
        assert_eq!(s_x2(&fit), s_x2(&other));
        assert_eq!(eap_reliability(&fit), eap_reliability(&other));
    }
}

#[test]
fn a_person_without_answers_changes_nothing() {
    let responses = of_counts(&LSAT6);
    let with_one_more = Responses::new((0..5).map(|item| {
        let column = responses.item(item).chain([Response::NotAdministered]);
        (1, column.collect::<Vec<Response>>())
    }))
    .unwrap();
    let (fit, more) =
        (fitted(&responses, MarginalModel::PartialCredit), fitted(&with_one_more, MarginalModel::PartialCredit));
    assert_eq!(more.persons, 1000);
    for (one, other) in shown(&fit).0.into_iter().zip(shown(&more).0) {
        assert_near(one, other, 1e-10);
    }
    let abilities = expected_abilities(&more);
    assert_eq!((abilities.len(), abilities[1000].why()), (1001, Some(crate::Why::NoData)));
    assert!(abilities[999].is_known());
}

#[test]
fn conditions_on_the_scale_differ_by_a_shift() {
    let responses = of_counts(&LSAT6);
    let fit = |identification| {
        let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
        settings.identification = identification;
        fit_marginal(&responses, &settings).unwrap()
    };
    let centred = fit(Identification::CentredAbility);
    let places = |fit: &MarginalFit| fit.items.iter().map(|item| item.parameters.thresholds()[0]).collect::<Vec<f64>>();
    let conditions =
        [Identification::SumZero, Identification::FirstZero, Identification::StepsZero, Identification::CumulatedZero];
    for condition in conditions {
        let other = fit(condition.clone());
        assert_eq!((&other.identification, other.log_likelihood), (&condition, centred.log_likelihood));
        let shift = other.abilities[0].mean;
        for (one, other) in places(&centred).into_iter().zip(places(&other)) {
            assert_near(one + shift, other, 1e-12);
        }
        let zero = if condition == Identification::FirstZero { places(&other)[0] } else { places(&other).iter().sum() };
        assert_near(zero, 0.0, 1e-12);
        assert!(other.abilities[0].mean_error.unwrap() > 0.0);
        let (one, two) =
            (expected_abilities(&centred)[7].known().unwrap(), expected_abilities(&other)[7].known().unwrap());
        assert_near(one.value + shift, two.value, 1e-12);
        assert_near(one.error, two.error, 1e-12);
    }
    assert_near(fit(Identification::FirstZero).items[0].threshold_errors[0].unwrap(), 0.0, 1e-9);
}

#[test]
fn finer_nodes_do_not_matter() {
    let responses = of_counts(&LSAT7);
    for model in [MarginalModel::PartialCredit, MarginalModel::Graded] {
        let usual = fitted(&responses, model);
        let mut settings = MarginalSettings::new(model);
        settings.quadrature = Quadrature { nodes: 241, half_range: 8.0 };
        let finer = fit_marginal(&responses, &settings).unwrap();
        for (one, other) in shown(&usual).0.into_iter().zip(shown(&finer).0) {
            assert_near(one, other, 1e-5);
        }
        assert!(!usual.is_range_narrow());
    }
}

#[test]
fn a_range_that_cuts_the_population_is_said() {
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    settings.quadrature = Quadrature { nodes: 61, half_range: 2.0 };
    let fit = fit_marginal(&of_counts(&LSAT7), &settings).unwrap();
    assert!(fit.is_range_narrow() && fit.beyond_nodes < 1.0);
}

#[test]
fn item_fit_wants_one_group_and_whole_rows() {
    let responses = of_counts(&LSAT6);
    let groups: Vec<usize> = (0..1000).map(|person| person % 2).collect();
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    settings.groups = Some(&groups);
    let fit = fit_marginal(&responses, &settings).unwrap();
    assert!(s_x2(&fit).iter().all(|fit| fit.why() == Some(crate::Why::Inapplicable)));
    let gaps: Vec<[u8; 4]> = (0..200_u8)
        .map(|person| {
            let mut row = std::array::from_fn(|item| (person >> item) & 1);
            row[usize::from(person) % 4] = 99;
            if person % 5 == 0 { row.map(|points| if points == 99 { 99 } else { 1 }) } else { row }
        })
        .collect();
    let fit = fitted(&of_rows([1; 4], &gaps), MarginalModel::PartialCredit);
    assert!(s_x2(&fit).iter().all(|fit| fit.why() == Some(crate::Why::EmptyBase)));
    // Two items leave one total, and its one degree of freedom is spent on the item.
    let short = of_rows([1; 2], &[[0, 0], [1, 0], [1, 1], [0, 1], [1, 1], [0, 0], [1, 0]].repeat(5));
    let fit = fitted(&short, MarginalModel::PartialCredit);
    assert!(s_x2(&fit).iter().all(|fit| matches!(fit.why(), Some(crate::Why::TooFew { .. }))));
}

#[test]
fn a_true_rasch_model_spends_one_degree_on_each_item() {
    // Five items of LSAT 6: four totals between none and all; cells are joined only where fewer than one is expected.
    let fit = fitted(&of_counts(&LSAT6), MarginalModel::PartialCredit);
    let two = fitted(&of_counts(&LSAT6), MarginalModel::GeneralisedPartialCredit);
    for (one, other) in s_x2(&fit).into_iter().zip(s_x2(&two)) {
        assert_eq!(one.known().unwrap().degrees, other.known().unwrap().degrees + 1);
    }
}

#[test]
fn perfect_scores_have_finite_abilities() {
    let fit = fitted(&of_counts(&LSAT7), MarginalModel::GeneralisedPartialCredit);
    let abilities = expected_abilities(&fit);
    let (none, all) = (abilities[0].known().unwrap(), abilities[999].known().unwrap());
    assert!(none.value < -1.5 && all.value > 0.5 && none.error > 0.3 && all.error < 1.0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_fit_is_finite_or_refused(
        rows in proptest::collection::vec(proptest::array::uniform4(0_u8..5), 0..40),
        model in 0_usize..4,
    ) {
        let models = [
            MarginalModel::PartialCredit,
            MarginalModel::RatingScale,
            MarginalModel::GeneralisedPartialCredit,
            MarginalModel::Graded,
        ];
        // 3 and 4 stand for gaps, beyond the second item; the first two items are right or wrong.
        let rows: Vec<[u8; 4]> = rows
            .into_iter()
            .map(|row| [row[0] % 2, row[1] % 2, if row[2] > 2 { 99 } else { row[2] }, if row[3] > 2 { 99 } else { row[3] }])
            .collect();
        let responses = of_rows([1, 1, 2, 2], &rows);
        let mut settings = MarginalSettings::new(models[model]);
        settings.quadrature = Quadrature { nodes: 21, half_range: 6.0 };
        settings.most_steps = 100;
        if let Ok(fit) = fit_marginal(&responses, &settings) {
            prop_assert!(shown(&fit).0.iter().all(|value| value.is_finite()));
            let abilities = expected_abilities(&fit);
            let is_good = |ability: &crate::latent::Ability| ability.value.is_finite() && ability.error > 0.0;
            let all_good = abilities.iter().filter_map(|ability| ability.known()).all(|ability| is_good(&ability));
            prop_assert!(all_good);
            let reliability = eap_reliability(&fit).known().unwrap();
            prop_assert!((0.0..=1.0).contains(&reliability));
            for fit in s_x2(&fit).into_iter().filter_map(crate::Measured::known) {
                prop_assert!(fit.value >= 0.0 && (0.0..=1.0).contains(&fit.p));
            }
        }
    }
}
