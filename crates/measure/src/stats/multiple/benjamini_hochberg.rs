//! Many tests at once: few false finds among the finds.

use super::{ascending, check};
use crate::stats::sample::size;
use crate::{Measured, Why};

/// Probabilities adjusted by Benjamini and Hochberg, in the order given.
///
/// # Definition
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎: the adjusted p₍ᵢ₎ is the least of 1 and of p₍ⱼ₎·m/j over j ≥ i.
///
/// # Reads as
/// Call those at most 0.05 finds, and about one find of twenty is false.
///
/// # Undefined when
/// There are none: [`Why::EmptyBase`]; a number outside 0 to 1: [`Why::Inapplicable`].
///
/// # Caution
/// For independent tests or such as go together. A class is picked out for a check, not found guilty.
///
/// # Source
/// Benjamini Y., Hochberg Y. (1995), JRSS B 57, 289–300.
///
/// # Example
/// ```
/// use measure::stats::benjamini_hochberg;
///
/// let adjusted = benjamini_hochberg(&[0.01, 0.5, 0.02, 0.04]).known().unwrap();
/// assert_eq!(adjusted, [0.04, 0.5, 0.04, 0.04 * 4.0 / 3.0]);
/// ```
pub fn benjamini_hochberg(probabilities: &[f64]) -> Measured<Vec<f64>> {
    compute(probabilities).into()
}

fn compute(probabilities: &[f64]) -> Result<Vec<f64>, Why> {
    check(probabilities)?;
    let m = size(probabilities.len());
    let mut adjusted = vec![1.0; probabilities.len()];
    let mut least = 1.0_f64;
    for (place, at) in ascending(probabilities).into_iter().enumerate().rev() {
        least = least.min(probabilities[at] * m / size(place + 1));
        adjusted[at] = least;
    }
    Ok(adjusted)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_probability_is_refused() {
        assert_eq!(benjamini_hochberg(&[]).why(), Some(Why::EmptyBase));
        assert_eq!(benjamini_hochberg(&[0.5, f64::NAN]).why(), Some(Why::Inapplicable));
        assert_eq!(benjamini_hochberg(&[1.1]).why(), Some(Why::Inapplicable));
    }

    proptest! {
        #[test]
        fn adjusting_keeps_the_order_and_lessens_nothing(p in prop::collection::vec(0.0_f64..=1.0, 1..30)) {
            let gentle = benjamini_hochberg(&p).known().unwrap();
            let strict = crate::stats::holm(&p).known().unwrap();
            for at in 0..p.len() {
                prop_assert!(p[at] <= gentle[at] + 1e-15 && gentle[at] <= strict[at] + 1e-15 && strict[at] <= 1.0);
                for other in 0..p.len() {
                    prop_assert!(p[at] > p[other] || (gentle[at] <= gentle[other] && strict[at] <= strict[other]));
                }
            }
        }
    }
}
