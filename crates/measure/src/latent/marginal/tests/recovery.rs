//! Known parameters are found again.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

use super::*;
use crate::latent::ItemParameters;

fn normal(random: &mut Pcg64) -> f64 {
    let (one, other): (f64, f64) = (random.random_range(1e-12..1.0), random.random_range(0.0..1.0));
    (-2.0 * one.ln()).sqrt() * (std::f64::consts::TAU * other).cos()
}

fn drawn(items: &[ItemParameters], abilities: &[f64], random: &mut Pcg64) -> Responses {
    let mut columns = vec![Vec::new(); items.len()];
    for ability in abilities {
        for (column, item) in columns.iter_mut().zip(items) {
            let mut left = random.random_range(0.0..1.0);
            let mut points = 0;
            for share in item.probabilities(*ability) {
                if left < share || usize::from(points) == item.greatest() {
                    break;
                }
                left -= share;
                points += 1;
            }
            column.push(Response::Points(points));
        }
    }
    let greatest = items.iter().map(|item| u8::try_from(item.greatest()).unwrap());
    Responses::new(greatest.zip(columns)).unwrap()
}

/// Twelve samples of 500: the mean of the estimates is near the truth, and 95 of 100 intervals cover it.
#[test]
fn slopes_and_thresholds_are_found_and_covered() {
    let truth: Vec<ItemParameters> = [
        (0.8, vec![-1.0]),
        (1.2, vec![-0.2, 0.9]),
        (1.0, vec![0.3]),
        (1.5, vec![1.0]),
        (0.9, vec![-1.2, 0.4]),
        (1.3, vec![0.0]),
    ]
    .into_iter()
    .map(|(slope, thresholds)| ItemParameters::new(MarginalModel::Graded.link(), slope, thresholds).unwrap())
    .collect();
    let mut random = Pcg64::seed_from_u64(31);
    let (mut covered, mut all, mut bias) = (0, 0, 0.0);
    let samples = 12;
    for _ in 0..samples {
        let abilities: Vec<f64> = (0..500).map(|_| normal(&mut random)).collect();
        let mut settings = MarginalSettings::new(MarginalModel::Graded);
        settings.quadrature = Quadrature { nodes: 31, half_range: 6.0 };
        let fit = fit_marginal(&drawn(&truth, &abilities, &mut random), &settings).unwrap();
        for (item, truth) in fit.items.iter().zip(&truth) {
            let thresholds = item.parameters.thresholds().iter().zip(truth.thresholds()).zip(&item.threshold_errors);
            let slope = ((&item.parameters.slope(), &truth.slope()), &item.slope_error);
            let mut count = |((value, truth), error): ((&f64, &f64), &Option<f64>)| {
                let off = (value - truth) / error.unwrap();
                covered += u32::from(off.abs() < 1.96);
                bias += off;
                all += 1;
            };
            count(slope);
            thresholds.for_each(&mut count);
        }
    }
    let coverage = f64::from(covered) / f64::from(all);
    assert_eq!(all, samples * 14);
    assert!((0.90..=0.99).contains(&coverage), "{coverage}");
    assert!((bias / f64::from(all)).abs() < 0.25, "{bias}");
}

#[test]
fn the_means_of_groups_come_from_common_items() {
    let truth: Vec<ItemParameters> =
        (0..12).map(|item| ItemParameters::rasch(-1.5 + 0.27 * f64::from(item)).unwrap()).collect();
    let mut random = Pcg64::seed_from_u64(8);
    let groups: Vec<usize> = (0..800).map(|person| person / 400).collect();
    let abilities: Vec<f64> = groups.iter().map(|&group| 0.8 * group as f64 + normal(&mut random)).collect();
    let whole = drawn(&truth, &abilities, &mut random);
    // The first group sat items 1 to 8, the second items 5 to 12.
    let columns = (0..12).map(|item| {
        let column = whole.item(item).zip(&groups).map(|(response, group)| {
            let is_given = if *group == 0 { item < 8 } else { item >= 4 };
            if is_given { response } else { Response::NotAdministered }
        });
        (1, column.collect::<Vec<Response>>())
    });
    let responses = Responses::new(columns).unwrap();
    let mut settings = MarginalSettings::new(MarginalModel::PartialCredit);
    settings.groups = Some(&groups);
    let fit = fit_marginal(&responses, &settings).unwrap();
    let second = fit.abilities[1];
    assert!((second.mean - 0.8).abs() < 3.0 * second.mean_error.unwrap() && second.mean_error.unwrap() < 0.2);
    assert!((second.variance - 1.0).abs() < 3.0 * second.variance_error.unwrap());
    let shift: f64 =
        fit.items.iter().zip(&truth).map(|(one, truth)| one.parameters.location() - truth.location()).sum();
    assert!((shift / 12.0).abs() < 0.2);
    // Taken for one population the stronger group makes its items seem easier.
    let one = fitted(&responses, MarginalModel::PartialCredit);
    assert!(one.items[11].parameters.location() < fit.items[11].parameters.location() - 0.1);
}
