use proptest::prelude::*;

use super::*;
use crate::Response;

fn rasch(places: &[f64]) -> Vec<ItemParameters> {
    places.iter().map(|&place| ItemParameters::rasch(place).unwrap()).collect()
}

fn responses(greatest: &[u8], rows: &[Vec<Option<u8>>]) -> Responses {
    let column = |item: usize| {
        let cell = move |row: &Vec<Option<u8>>| row[item].map_or(Response::Missing, Response::Points);
        (greatest[item], rows.iter().map(cell).collect::<Vec<_>>())
    };
    Responses::new((0..greatest.len()).map(column)).unwrap()
}

#[test]
fn equal_items_have_closed_forms() {
    let items = rasch(&[0.3; 6]);
    let mle = abilities_by_total(&items, AbilityMethod::Mle).unwrap();
    let wle = abilities_by_total(&items, AbilityMethod::Wle).unwrap();
    assert_eq!((mle[0].why(), mle[6].why()), (Some(Why::Inapplicable), Some(Why::Inapplicable)));
    for total in 0..=6 {
        let r = f64::from(u8::try_from(total).unwrap());
        // Warm's likelihood of equal items is the binomial one with half a success and half a failure more.
        let value = wle[total].known().unwrap();
        assert!((value.value - (0.3 + ((r + 0.5) / (6.5 - r)).ln())).abs() < 1e-10);
        let p = (r + 0.5) / 7.0;
        assert!((value.error - 1.0 / (6.0 * p * (1.0 - p)).sqrt()).abs() < 1e-9);
        if let Some(value) = mle[total].known() {
            assert!((value.value - (0.3 + (r / (6.0 - r)).ln())).abs() < 1e-10);
        }
    }
}

#[test]
fn the_posterior_mean_is_the_integral() {
    // One item of difficulty 0 under N(0, 1): by R, integrate(function(t) t*plogis(t)*dnorm(t)) over its norm 1/2.
    let eap = abilities_by_total(&rasch(&[0.0]), AbilityMethod::Eap { mean: 0.0, sd: 1.0 }).unwrap();
    let [fail, pass] = [0, 1].map(|total: usize| eap[total].known().unwrap());
    assert!((pass.value - 0.413_241_928_283_814).abs() < 1e-12);
    assert!((fail.value + pass.value).abs() < 1e-12);
    assert!((pass.error - (1.0 - pass.value * pass.value).sqrt()).abs() < 1e-12);
}

#[test]
fn what_does_not_fit_is_refused() {
    let one = rasch(&[0.0]);
    let answers = responses(&[2], &[vec![Some(2)]]);
    assert_eq!(abilities_by_total(&[], AbilityMethod::Wle), Err(NotAbilities::NoItems));
    assert_eq!(abilities(&one, &answers, AbilityMethod::Wle), Err(NotAbilities::MorePoints { item: 0 }));
    assert_eq!(abilities(&rasch(&[0.0, 1.0]), &answers, AbilityMethod::Wle), Err(NotAbilities::OtherItems));
    let flat = AbilityMethod::Eap { mean: 0.0, sd: 0.0 };
    assert_eq!(abilities_by_total(&one, flat), Err(NotAbilities::BadPrior));
    let slopes = [ItemParameters::two_parameters(0.5, 0.0).unwrap(), ItemParameters::rasch(0.0).unwrap()];
    assert_eq!(abilities_by_total(&slopes, AbilityMethod::Wle), Err(NotAbilities::TotalNotSufficient));
}

#[test]
fn who_answered_nothing_has_no_ability() {
    let answers = responses(&[1, 1], &[vec![None, None], vec![Some(1), None], vec![Some(1), Some(0)]]);
    for method in [AbilityMethod::Mle, AbilityMethod::Wle, AbilityMethod::Eap { mean: 0.0, sd: 1.0 }] {
        let found = abilities(&rasch(&[0.0, 0.0]), &answers, method).unwrap();
        assert_eq!(found[0].why(), Some(Why::NoData));
        assert_eq!(found[1].is_known(), method != AbilityMethod::Mle);
        assert!(found[2].is_known());
    }
}

#[test]
fn reliability_says_what_it_cannot() {
    let one = Ability { value: 0.0, error: 0.5 };
    assert_eq!(wle_reliability(&[one]).why(), Some(Why::TooFew { n: 1, needed: 2 }));
    assert_eq!(wle_reliability(&[one, one]).why(), Some(Why::DivisionByZero));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_higher_total_is_a_higher_ability(
        steps in proptest::collection::vec(proptest::collection::vec(-3.0_f64..3.0, 1..4), 1..8), slope in 0.3_f64..2.5,
    ) {
        let items: Vec<ItemParameters> =
            steps.into_iter().map(|steps| ItemParameters::new(CategoryLink::Adjacent, slope, steps).unwrap()).collect();
        for method in [AbilityMethod::Mle, AbilityMethod::Wle, AbilityMethod::Eap { mean: 0.5, sd: 1.5 }] {
            let found = abilities_by_total(&items, method).unwrap();
            let known: Vec<Ability> = found.iter().filter_map(|a| a.known()).collect();
            prop_assert!(known.windows(2).all(|pair| pair[0].value < pair[1].value), "{known:?}");
            prop_assert!(known.iter().all(|a| a.error > 0.0 && a.error.is_finite()));
            let missing = found.len() - known.len();
            prop_assert_eq!(missing, if method == AbilityMethod::Mle { 2 } else { 0 });
            if method == AbilityMethod::Mle {
                for (total, a) in found.iter().enumerate().filter_map(|(total, a)| Some((total, a.known()?))) {
                    let expected: f64 = items.iter().map(|item| item.expected_points(a.value)).sum();
                    prop_assert!((expected - total as f64).abs() < 1e-9);
                }
            }
        }
    }

    #[test]
    fn patterns_and_totals_agree_where_both_suffice(
        places in proptest::collection::vec(-2.0_f64..2.0, 3), pattern in proptest::collection::vec(0_u8..2, 3),
    ) {
        // The third item hardly differs in slope: the way by patterns is taken, the answer stays the same.
        let equal = rasch(&places);
        let mut nearly = equal.clone();
        nearly[2] = ItemParameters::two_parameters(1.0 + 1e-9, places[2]).unwrap();
        let answers = responses(&[1; 3], &[pattern.into_iter().map(Some).collect()]);
        for method in [AbilityMethod::Mle, AbilityMethod::Wle, AbilityMethod::Eap { mean: 0.0, sd: 1.0 }] {
            let by_total = abilities(&equal, &answers, method).unwrap()[0];
            let by_pattern = abilities(&nearly, &answers, method).unwrap()[0];
            match (by_total.known(), by_pattern.known()) {
                (Some(one), Some(other)) => {
                    prop_assert!((one.value - other.value).abs() < 1e-6 && (one.error - other.error).abs() < 1e-6);
                }
                (one, other) => prop_assert_eq!(one, other),
            }
        }
    }

    #[test]
    fn abilities_of_graded_items_are_finite(
        slopes in proptest::collection::vec(0.4_f64..2.5, 4), pattern in proptest::collection::vec(0_u8..3, 4),
    ) {
        let graded = |slope: &f64| ItemParameters::new(CategoryLink::Cumulative, *slope, vec![-0.7, 0.9]).unwrap();
        let items: Vec<ItemParameters> = slopes.iter().map(graded).collect();
        let extreme = pattern.iter().all(|&p| p == 0) || pattern.iter().all(|&p| p == 2);
        let answers = responses(&[2; 4], &[pattern.into_iter().map(Some).collect()]);
        let mle = abilities(&items, &answers, AbilityMethod::Mle).unwrap()[0];
        prop_assert_eq!(mle.is_known(), !extreme);
        let wle = abilities(&items, &answers, AbilityMethod::Wle).unwrap()[0];
        prop_assert!(wle.is_known());
    }
}
