use super::*;
use crate::Response;

fn cell(points: Option<u8>) -> Response {
    points.map_or(Response::NotAdministered, Response::Points)
}

#[test]
fn only_persons_with_both_count() {
    let items = [-0.4, 0.0, 0.7].map(|b| ItemParameters::rasch(b).unwrap());
    let rows = [[Some(1), Some(0), None], [Some(0), Some(1), Some(1)], [Some(1), Some(1), Some(0)], [None; 3]];
    let responses = Responses::new((0..3).map(|item| (1, rows.map(|row| cell(row[item]))))).unwrap();
    let wle = super::super::abilities(&items, &responses, AbilityMethod::Wle).unwrap();
    let residual = |person: usize, item: usize| {
        let ability = wle[person].known().unwrap().value;
        f64::from(rows[person][item].unwrap()) - items[item].expected_points(ability)
    };
    let pairs = yen_q3(&items, &responses).unwrap();
    assert_eq!(pairs.iter().map(|pair| (pair.one, pair.other)).collect::<Vec<_>>(), [(0, 1), (0, 2), (1, 2)]);
    // Two persons have items 1 and 3: the correlation of two points is 1 or −1.
    let sign = (residual(1, 0) - residual(2, 0)) * (residual(1, 2) - residual(2, 2));
    assert!((pairs[1].q3.known().unwrap() - sign.signum()).abs() < 1e-12);
}

#[test]
fn without_pairs_or_spread_there_is_no_correlation() {
    let items = [ItemParameters::rasch(0.0).unwrap(), ItemParameters::rasch(0.0).unwrap()];
    let apart = Responses::new([(1, [cell(Some(1)), cell(None)]), (1, [cell(None), cell(Some(0))])]).unwrap();
    assert_eq!(yen_q3(&items, &apart).unwrap()[0].q3.why(), Some(Why::TooFew { n: 0, needed: 2 }));
    let alike = Responses::new([(1, [cell(Some(1)); 9]), (1, [cell(Some(0)); 9])]).unwrap();
    assert_eq!(yen_q3(&items, &alike).unwrap()[0].q3.why(), Some(Why::DivisionByZero));
    assert_eq!(yen_q3(&items[..1], &apart), Err(NotAbilities::OtherItems));
    assert!(yen_q3(&[], &Responses::default()).unwrap().is_empty());
}
