use proptest::prelude::*;

use super::*;
use crate::latent::CategoryLink;

const ALL: [EquatingMethod; 4] = [
    EquatingMethod::MeanMean,
    EquatingMethod::MeanSigma,
    EquatingMethod::Haebara(Quadrature { nodes: 41, half_range: 4.0 }),
    EquatingMethod::StockingLord(Quadrature { nodes: 41, half_range: 4.0 }),
];

fn items(parameters: &[(f64, f64)]) -> Vec<ItemParameters> {
    parameters.iter().map(|(slope, place)| ItemParameters::two_parameters(*slope, *place).unwrap()).collect()
}

/// Parameters of six common items in two papers, not quite on one line; the lines of Haebara and of Stocking and Lord were
/// found by scipy (`reference/latent/marginal/equating.py`).
const OLD: [(f64, f64); 6] = [(0.9, -1.6), (1.3, -0.7), (0.8, 0.0), (1.6, 0.4), (1.1, 1.1), (0.7, 2.0)];
const NEW: [(f64, f64); 6] = [(1.0, -1.9), (1.5, -0.8), (1.0, -0.25), (1.7, 0.1), (1.4, 0.6), (0.75, 1.7)];

#[test]
fn means_and_deviations_are_those_of_the_formula() {
    let line = equate(&items(&OLD), &items(&NEW), EquatingMethod::MeanMean).unwrap();
    assert!((line.slope - 7.35 / 6.4).abs() < 1e-12);
    assert!((line.shift - (1.2 / 6.0 - 7.35 / 6.4 * (-0.55 / 6.0))).abs() < 1e-12);
    let line = equate(&items(&OLD), &items(&NEW), EquatingMethod::MeanSigma).unwrap();
    let spread = |of: [(f64, f64); 6]| {
        let mean = of.iter().map(|item| item.1).sum::<f64>() / 6.0;
        of.iter().map(|item| (item.1 - mean).powi(2)).sum::<f64>().sqrt()
    };
    assert!((line.slope - spread(OLD) / spread(NEW)).abs() < 1e-12);
}

#[test]
fn curves_come_nearest_where_scipy_finds() {
    let nodes = Quadrature { nodes: 41, half_range: 4.0 };
    let of_scipy = [
        (EquatingMethod::Haebara(nodes), 1.145_974_513, 0.300_126_403),
        (EquatingMethod::StockingLord(nodes), 1.142_559_549, 0.302_521_423),
    ];
    for (method, slope, shift) in of_scipy {
        let line = equate(&items(&OLD), &items(&NEW), method).unwrap();
        assert!((line.slope - slope).abs() < 1e-7 && (line.shift - shift).abs() < 1e-7, "{line:?}");
    }
}

#[test]
fn slopes_of_one_keep_the_unit() {
    let old = [-1.0, 0.2, 1.4].map(|b| ItemParameters::rasch(b).unwrap());
    let new = [-1.6, -0.3, 1.0].map(|b| ItemParameters::rasch(b).unwrap());
    for method in ALL {
        let line = equate(&old, &new, method).unwrap();
        assert_eq!(line.slope, 1.0);
        assert!((line.shift - 0.5).abs() < 0.02, "{method:?} {line:?}");
    }
}

#[test]
fn what_cannot_be_joined_is_refused() {
    let some = items(&OLD);
    assert_eq!(equate(&[], &[], EquatingMethod::MeanMean), Err(NotEquated::NoCommonItems));
    assert_eq!(equate(&some, &some[1..], EquatingMethod::MeanMean), Err(NotEquated::UnequalNumber));
    let partial = ItemParameters::partial_credit(vec![0.0, 1.0]).unwrap();
    assert_eq!(equate(&some[..1], &[partial], EquatingMethod::MeanMean), Err(NotEquated::OtherItem { item: 0 }));
    assert_eq!(equate(&some[..1], &some[..1], EquatingMethod::MeanSigma), Err(NotEquated::NoSpread));
    let wrong_key = items(&[(-0.9, -1.6)]);
    assert_eq!(equate(&some[..1], &wrong_key, EquatingMethod::MeanMean), Err(NotEquated::BadSlopes));
    let no_nodes = EquatingMethod::Haebara(Quadrature { nodes: 2, half_range: 4.0 });
    assert_eq!(equate(&some, &some, no_nodes), Err(NotEquated::BadQuadrature));
    assert_eq!(
        NotEquated::OtherItem { item: 2 }.to_string(),
        "общее задание 3 в двух работах имеет разные баллы или модели"
    );
}

proptest! {
    #[test]
    fn a_line_that_holds_exactly_is_found(
        slope in 0.5_f64..2.0, shift in -1.5_f64..1.5, cumulative: bool,
        parameters in proptest::collection::vec((0.5_f64..2.0, -1.5_f64..1.5, 0.1_f64..1.5), 2..6),
    ) {
        let link = if cumulative { CategoryLink::Cumulative } else { CategoryLink::Adjacent };
        let new: Vec<ItemParameters> =
            parameters.iter().map(|(a, b, gap)| ItemParameters::new(link, *a, vec![*b, b + gap]).unwrap()).collect();
        let old: Vec<ItemParameters> = new.iter().map(|item| moved(item, slope, shift).unwrap()).collect();
        for method in ALL {
            let line = equate(&old, &new, method).unwrap();
            prop_assert!((line.slope - slope).abs() < 1e-6 && (line.shift - shift).abs() < 1e-6, "{method:?} {line:?}");
            prop_assert!(line.drift.iter().all(|drift| drift.abs() < 1e-5));
        }
    }
}
