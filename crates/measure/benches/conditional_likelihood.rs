//! How long the Rasch model by conditional likelihood takes: `cargo bench -p measure --bench conditional_likelihood`.

use std::time::Instant;

use measure::latent::{
    AbilityMethod, ConditionalModel, Identification, ItemParameters, abilities, andersen_test, fit_conditional,
    item_fit, person_fit, yen_q3,
};
use measure::{Response, Responses};
use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

/// Responses to 20 items from −2 to 2 logits; each cell is left out with this probability.
fn responses(persons: usize, missing: f64) -> Responses {
    let mut random = Pcg64::seed_from_u64(3);
    let ability = |random: &mut Pcg64| (0..12).map(|_| random.random::<f64>()).sum::<f64>() - 6.0;
    let abilities: Vec<f64> = (0..persons).map(|_| ability(&mut random)).collect();
    let columns: Vec<(u8, Vec<Response>)> = (0..20)
        .map(|item| {
            let item = ItemParameters::rasch(f64::from(item) * 4.0 / 19.0 - 2.0).expect("a finite difficulty");
            let cell = |&ability: &f64| {
                let solved = random.random::<f64>() < item.probabilities(ability)[1];
                let left_out = random.random::<f64>() < missing;
                if left_out { Response::Missing } else { Response::Points(u8::from(solved)) }
            };
            (1, abilities.iter().map(cell).collect())
        })
        .collect();
    Responses::new(columns).expect("columns of one length")
}

/// The median of some runs, in milliseconds.
fn time<T>(what: &str, runs: usize, run: impl Fn() -> T) {
    let one = |_| {
        let start = Instant::now();
        std::hint::black_box(run());
        start.elapsed().as_secs_f64() * 1000.0
    };
    let mut times: Vec<f64> = (0..runs).map(one).collect();
    times.sort_by(f64::total_cmp);
    println!("{what}: {:.2} ms (least {:.2}, most {:.2})", times[runs / 2], times[0], times[runs - 1]);
}

fn main() {
    for persons in [1_000, 20_000, 200_000] {
        let data = responses(persons, 0.0);
        let fit = || fit_conditional(&data, ConditionalModel::Rasch, &Identification::SumZero).expect("a fit");
        let items = fit().items().to_vec();
        time(&format!("{persons}: difficulties and errors"), 21, fit);
        time(&format!("{persons}: fit of items"), 21, || item_fit(&items, &data, AbilityMethod::Mle));
        time(&format!("{persons}: abilities, WLE"), 21, || abilities(&items, &data, AbilityMethod::Wle));
        time(&format!("{persons}: fit of persons"), 11, || person_fit(&items, &data, AbilityMethod::Mle));
        time(&format!("{persons}: all of these"), 21, || {
            let fit = fit();
            let fits =
                (item_fit(fit.items(), &data, AbilityMethod::Mle), person_fit(&items, &data, AbilityMethod::Mle));
            (fits, abilities(fit.items(), &data, AbilityMethod::Wle))
        });
        time(&format!("{persons}: Andersen's test"), 5, || andersen_test(&data, ConditionalModel::Rasch, None));
        time(&format!("{persons}: Q3"), 5, || yen_q3(&items, &data));
    }
    let holes = responses(20_000, 0.05);
    time("20000 with 5 % missing: difficulties and errors", 3, || {
        fit_conditional(&holes, ConditionalModel::Rasch, &Identification::SumZero)
    });
}
