//! How long a model of two parameters takes by marginal likelihood, with standard errors: 20 items.
#![expect(clippy::unwrap_used, reason = "a benchmark may stop")]

use std::time::Instant;

use measure::latent::marginal::{MarginalModel, MarginalSettings, fit_marginal};
use measure::{Response, Responses};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

const ITEMS: usize = 20;

fn simulated(persons: usize, seed: u64) -> Responses {
    let mut random = Pcg64::seed_from_u64(seed);
    let items: Vec<(f64, f64)> =
        (0..ITEMS).map(|_| (random.random_range(0.6..2.0), random.random_range(-2.0..2.0))).collect();
    let mut columns = vec![Vec::new(); ITEMS];
    for _ in 0..persons {
        // A sum of twelve uniform numbers is near enough to normal.
        let ability = (0..12).map(|_| random.random_range(0.0..1.0)).sum::<f64>() - 6.0;
        for (column, (slope, place)) in columns.iter_mut().zip(&items) {
            let p = 1.0 / (1.0 + (-slope * (ability - place)).exp());
            column.push(Response::Points(u8::from(random.random_range(0.0..1.0) < p)));
        }
    }
    Responses::new(columns.into_iter().map(|column| (1, column))).unwrap()
}

fn main() {
    for (persons, times) in [(1_000, 40), (20_000, 10), (200_000, 4)] {
        let responses = simulated(persons, 7);
        for threads in [1, 2] {
            for model in [MarginalModel::PartialCredit, MarginalModel::GeneralisedPartialCredit] {
                let mut settings = MarginalSettings::new(model);
                settings.threads = threads;
                let mut best = f64::INFINITY;
                let mut said = String::new();
                for _ in 0..times {
                    let start = Instant::now();
                    let fit = fit_marginal(&responses, &settings).unwrap();
                    best = best.min(start.elapsed().as_secs_f64());
                    said = format!("{} steps, log-likelihood {:.6}", fit.steps, fit.log_likelihood);
                }
                println!("{persons} persons, {threads} threads, {model:?}: {:.1} ms ({said})", best * 1e3);
            }
        }
    }
}
