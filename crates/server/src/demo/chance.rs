//! Chance that falls the same way every time.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

/// A stream of chance of its own for everything that is generated separately.
pub(super) fn stream(seed: u64, what: &[u64]) -> StdRng {
    // Any mixing will do as long as neighbours differ: these are the constants of SplitMix64.
    let mixed = what.iter().fold(seed, |sum, part| {
        let step = (sum ^ part).wrapping_add(0x9e37_79b9_7f4a_7c15);
        (step ^ (step >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9)
    });
    StdRng::seed_from_u64(mixed)
}

/// Roughly normal, mean 0 and deviation 1.
pub(super) fn bell(rng: &mut StdRng) -> f64 {
    let sum: f64 = (0..6).map(|_| rng.random_range(-1.0..1.0)).sum();
    sum * 0.707
}

/// The chance of an event with these odds on the logistic scale.
pub(super) fn happens(rng: &mut StdRng, logit: f64) -> bool {
    rng.random::<f64>() < 1.0 / (1.0 + (-logit).exp())
}

/// The mark nearest to a level.
pub(super) fn mark_near(level: f64) -> i64 {
    match level {
        low if low < 2.5 => 2,
        middle if middle < 3.5 => 3,
        good if good < 4.5 => 4,
        _ => 5,
    }
}
