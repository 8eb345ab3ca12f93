//! The derivatives are those of the value, in every model.

use super::*;
use crate::latent::ItemParameters;
use crate::latent::marginal::information::observed_information;
use crate::latent::marginal::{checks, expectation, layout, likelihood, patterns};

fn likelihood_of(responses: &Responses, settings: &MarginalSettings<'_>) -> likelihood::Likelihood {
    let none = vec![0; responses.persons()];
    let patterns = patterns::Patterns::new(responses, settings.groups.unwrap_or(&none));
    let groups = checks::groups(responses, settings).unwrap();
    let points: Vec<usize> = (0..responses.items()).map(|item| usize::from(responses.greatest(item))).collect();
    likelihood::Likelihood {
        shape: settings.model.shape(),
        layout: layout::Layout::new(settings.model, &points, groups, settings.anchors),
        patterns: std::sync::Arc::new(patterns),
        nodes: expectation::Nodes::new(settings.quadrature),
        threads: 2,
    }
}

/// Forty persons with gaps, two groups, blocks enough for pairs within and across.
fn sample() -> (Responses, Vec<usize>) {
    let rows: Vec<[u8; 9]> = (0..700_u32)
        .map(|person| {
            let mut state = person.wrapping_mul(2_654_435_761).wrapping_add(12_345);
            std::array::from_fn(|item| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let draw = u8::try_from(state >> 28).unwrap();
                if draw == 15 { 99 } else { (draw + u8::from(person % 3 == 0)) % [2, 3, 4][item % 3] }
            })
        })
        .collect();
    (of_rows([1, 2, 3, 1, 2, 3, 1, 2, 3], &rows), (0..700).map(|person| usize::from(person % 3 == 0)).collect())
}

#[test]
fn gradient_and_information_are_derivatives_of_the_value() {
    let (responses, groups) = sample();
    let anchors = [Anchor { item: 0, parameters: ItemParameters::two_parameters(1.0, 0.3).unwrap() }];
    let models = [
        MarginalModel::PartialCredit,
        MarginalModel::RatingScale,
        MarginalModel::GeneralisedPartialCredit,
        MarginalModel::Graded,
    ];
    for (model, is_anchored) in models.into_iter().zip([false, true, true, false]) {
        let mut settings = MarginalSettings::new(model);
        settings.quadrature = Quadrature { nodes: 15, half_range: 4.0 };
        settings.groups = Some(&groups);
        settings.anchors = if is_anchored { &anchors } else { &[] };
        let likelihood = likelihood_of(&responses, &settings);
        assert!(likelihood.patterns.blocks.len() > 2);
        let mut naturals = vec![0.0; likelihood.layout.naturals.len()];
        for (item, &at) in likelihood.layout.items.iter().enumerate() {
            naturals[at] = 0.8 + 0.1 * item as f64;
            for points in 1..=likelihood.layout.points[item] {
                naturals[at + points] = 0.9 - 0.8 * points as f64;
            }
        }
        let free = likelihood.layout.start(&naturals);
        let point = likelihood.at(free.clone()).unwrap();
        let information = observed_information(&likelihood, &point);
        let step = 1e-4;
        for at in 0..free.len() {
            let moved = |by: f64| {
                let mut free = free.clone();
                free[at] += by;
                likelihood.at(free).unwrap()
            };
            let (high, low) = (moved(step), moved(-step));
            assert_near(point.gradient[at], (high.value - low.value) / (2.0 * step), 1e-4);
            for other in 0..free.len() {
                let bend = (low.gradient[other] - high.gradient[other]) / (2.0 * step);
                assert_near(information.get(at, other), bend, 1e-4);
                assert_near(information.get(at, other), information.get(other, at), 1e-9);
            }
        }
    }
}

/// Thirty items too hard for anyone are solved and thirty too easy to fail are not: as a product that is below any number.
#[test]
fn answers_that_contradict_each_other_do_not_underflow() {
    let column = |item: usize| (0..4_usize).map(move |person| Response::Points(u8::from((item < 30) == (person < 3))));
    let responses = Responses::new((0..60).map(|item| (1, column(item)))).unwrap();
    let likelihood = likelihood_of(&responses, &MarginalSettings::new(MarginalModel::GeneralisedPartialCredit));
    let mut free = vec![0.0; 120];
    for (item, pair) in free.chunks_exact_mut(2).enumerate() {
        pair.copy_from_slice(&[8.0, if item < 30 { -40.0 } else { 40.0 }]);
    }
    let point = likelihood.at(free).unwrap();
    let nodes = Quadrature::default().abilities();
    let shares: f64 = nodes.iter().map(|node| (-0.5 * node * node).exp()).sum();
    let log = |logit: f64| -(-logit).exp().ln_1p();
    let of = |sign: f64| {
        let logs = nodes.iter().map(|node| {
            let (hard, easy) = (log(sign * (8.0 * node - 40.0)), log(-sign * (8.0 * node + 40.0)));
            30.0 * (hard + easy) - 0.5 * node * node - shares.ln()
        });
        let most = logs.clone().fold(f64::NEG_INFINITY, f64::max);
        most + logs.map(|log| (log - most).exp()).sum::<f64>().ln()
    };
    assert_near(point.value, 3.0 * of(1.0) + of(-1.0), 1e-8);
}
