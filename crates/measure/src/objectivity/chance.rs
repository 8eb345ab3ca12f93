//! Seeded draws, and the chance of a value under them.

use rand::{Rng, SeedableRng};
use rand_pcg::Pcg64;

/// How often to draw, and from which seed: the same draws give the same answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// The most draws; where little depends on them fewer are made.
    pub most: u32,
    /// The seed.
    pub seed: u64,
}

impl Default for Draws {
    fn default() -> Draws {
        Draws { most: 99_999, seed: 1 }
    }
}

/// So many draws at least as far off as the observation end the search: the chance is large enough to be told.
const ENOUGH: u32 = 30;

impl Draws {
    pub(super) fn generator(self) -> Pcg64 {
        Pcg64::seed_from_u64(self.seed)
    }

    /// Fewer draws, so that the work stays within bounds; at least 999.
    pub(super) fn lightened(self, work_of_one: usize) -> Draws {
        const WORK: usize = 3_000_000;
        let most = u32::try_from(WORK / work_of_one.max(1)).unwrap_or(u32::MAX);
        Draws { most: self.most.min(most.max(999)), seed: self.seed }
    }

    /// The chance of a draw at least as far off: sequential Monte-Carlo of Besag and Clifford (1991), valid at any number of
    /// draws. With `l` draws as far off after `ENOUGH` of them it is l over the draws made; else (l + 1) over (draws + 1).
    pub(super) fn chance(self, mut is_as_far: impl FnMut(&mut Pcg64) -> bool) -> f64 {
        let mut generator = self.generator();
        let mut as_far = 0;
        for drawn in 1..=self.most {
            as_far += u32::from(is_as_far(&mut generator));
            if as_far == ENOUGH {
                return f64::from(as_far) / f64::from(drawn);
            }
        }
        f64::from(as_far + 1) / (f64::from(self.most) + 1.0)
    }
}

/// A place below `n`, each as likely.
pub(super) fn place(generator: &mut Pcg64, n: usize) -> usize {
    let below = u64::try_from(n).expect("a length fits 64 bits");
    usize::try_from(generator.random_range(0..below)).expect("below a length")
}

/// The sum of `k` different values of a list, each choice as likely; the list is left in another order.
pub(super) fn sum_of_some(generator: &mut Pcg64, values: &mut [f64], k: usize) -> f64 {
    let mut sum = 0.0;
    for at in 0..k.min(values.len()) {
        let other = at + place(generator, values.len() - at);
        values.swap(at, other);
        sum += values[at];
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chance_of_a_known_event_is_found() {
        let draws = Draws { most: 20_000, seed: 3 };
        let rare = draws.chance(|generator| generator.random::<f64>() < 0.002);
        assert!((0.0012..0.0030).contains(&rare), "{rare}");
        let half = draws.chance(|generator| generator.random::<f64>() < 0.5);
        assert!((0.3..0.75).contains(&half), "{half}");
        assert_eq!(draws.chance(|_| false), 1.0 / 20_001.0);
        assert_eq!(draws.chance(|_| true), 1.0);
        assert_eq!(rare, draws.chance(|generator| generator.random::<f64>() < 0.002));
    }

    #[test]
    fn some_of_all_is_all() {
        let mut values = [1.0, 2.0, 4.0];
        assert_eq!(sum_of_some(&mut Draws::default().generator(), &mut values, 3), 7.0);
    }
}
