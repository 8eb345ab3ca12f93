//! How often each sum of ranks comes up by chance: the distributions behind the exact rank tests.

use num_traits::ToPrimitive;

use crate::Why;
use crate::stats::midranks::real;

/// How many steps of work an exact distribution may take.
const MOST_STEPS: u64 = 400_000_000;

/// A distribution over whole sums from 0 on, and the probabilities of its two tails at one of them.
pub(crate) struct Tails {
    /// P(sum ≤ observed).
    pub(crate) lower: f64,
    /// P(sum ≥ observed).
    pub(crate) upper: f64,
}

impl Tails {
    fn at(probabilities: &[f64], observed: usize) -> Tails {
        let total: f64 = probabilities.iter().sum();
        let lower: f64 = probabilities.iter().take(observed + 1).sum();
        // Added from the far end, where the numbers are small.
        let upper: f64 = probabilities.iter().skip(observed).rev().sum();
        Tails { lower: (lower / total).min(1.0), upper: (upper / total).min(1.0) }
    }

    /// Twice the smaller tail.
    pub(crate) fn two_sided(&self) -> f64 {
        (2.0 * self.lower.min(self.upper)).min(1.0)
    }
}

/// The sum of `chosen` of the weights when every choice is equally likely.
pub(crate) fn of_choice(weights: &[u64], chosen: usize, observed: u64) -> Result<Tails, Why> {
    // Of the two groups the smaller one is counted: the sums of the other are the rest.
    let all: u64 = weights.iter().sum();
    if 2 * chosen > weights.len() {
        let tails = of_choice(weights, weights.len() - chosen, all - observed)?;
        return Ok(Tails { lower: tails.upper, upper: tails.lower });
    }
    let mut largest = weights.to_vec();
    largest.sort_unstable();
    let greatest: u64 = largest.iter().rev().take(chosen).sum();
    let width = places(greatest)?;
    let steps = (weights.len() as u64).saturating_mul(chosen as u64).saturating_mul(greatest + 1);
    if steps > MOST_STEPS {
        return Err(Why::TooLarge);
    }
    // ways[c][s]: the probability to have chosen c so far with sum s, when the i-th weight is taken with the
    // chance that makes every choice equally likely: (still to choose)/(weights left).
    let mut ways = vec![vec![0.0_f64; width]; chosen + 1];
    ways[0][0] = 1.0;
    for (passed, &weight) in largest.iter().enumerate() {
        let left = real((weights.len() - passed) as u64);
        let shift = places(weight)? - 1;
        for taken in (0..=chosen.min(passed)).rev() {
            let take = real((chosen - taken) as u64) / left;
            let (these, more) = ways.split_at_mut(taken + 1);
            let row = &mut these[taken];
            if let Some(next) = more.first_mut() {
                for (to, from) in next.iter_mut().skip(shift).zip(row.iter()) {
                    *to += from * take;
                }
            }
            for way in row.iter_mut() {
                *way *= 1.0 - take;
            }
        }
    }
    Ok(Tails::at(&ways[chosen], places(observed)? - 1))
}

/// The sum of those weights whose sign is plus when every sign is a toss of a coin.
pub(crate) fn of_signs(weights: &[u64], observed: u64) -> Result<Tails, Why> {
    let greatest: u64 = weights.iter().sum();
    if (weights.len() as u64).saturating_mul(greatest + 1) > MOST_STEPS {
        return Err(Why::TooLarge);
    }
    let mut ways = vec![0.0_f64; places(greatest)?];
    ways[0] = 1.0;
    for &weight in weights {
        let shift = places(weight)? - 1;
        for sum in (0..ways.len()).rev() {
            let taken = if sum >= shift { ways[sum - shift] } else { 0.0 };
            ways[sum] = (ways[sum] + taken) / 2.0;
        }
    }
    Ok(Tails::at(&ways, places(observed)? - 1))
}

fn places(greatest: u64) -> Result<usize, Why> {
    greatest.to_usize().and_then(|greatest| greatest.checked_add(1)).ok_or(Why::TooLarge)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_counted_as_by_hand() {
        // Of 1, 2, 3, 4 two: sums 3, 4, 5, 5, 6, 7.
        let tails = of_choice(&[1, 2, 3, 4], 2, 5).unwrap();
        assert!((tails.lower - 4.0 / 6.0).abs() < 1e-15 && (tails.upper - 4.0 / 6.0).abs() < 1e-15);
        assert_eq!(tails.two_sided(), 1.0);
        // Three of four: sums 6, 7, 8, 9.
        let tails = of_choice(&[1, 2, 3, 4], 3, 7).unwrap();
        assert!((tails.lower - 0.5).abs() < 1e-15 && (tails.upper - 0.75).abs() < 1e-15);
    }

    #[test]
    fn signs_are_counted_as_by_hand() {
        // Of 1, 2, 3: sums 0, 1, 2, 3, 3, 4, 5, 6.
        let tails = of_signs(&[1, 2, 3], 1).unwrap();
        assert!((tails.lower - 0.25).abs() < 1e-15 && (tails.upper - 0.875).abs() < 1e-15);
    }

    #[test]
    fn what_would_take_too_long_is_refused() {
        let many: Vec<u64> = (1..=4_000).collect();
        assert_eq!(of_choice(&many, 2_000, 9).err(), Some(Why::TooLarge));
        assert_eq!(of_signs(&many, 9).err(), Some(Why::TooLarge));
    }
}
