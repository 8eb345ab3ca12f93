//! Many tests at once: hardly a false find at all.

use super::{ascending, check};
use crate::stats::sample::size;
use crate::{Measured, Why};

/// Probabilities adjusted by Holm, in the order given.
///
/// # Definition
/// With p₍₁₎ ≤ … ≤ p₍ₘ₎: the adjusted p₍ᵢ₎ is the least of 1 and the greatest of p₍ⱼ₎·(m − j + 1) over j ≤ i.
///
/// # Reads as
/// Call those at most 0.05 finds, and in nineteen of twenty such families no find is false.
///
/// # Undefined when
/// There are none: [`Why::EmptyBase`]; a number outside 0 to 1: [`Why::Inapplicable`].
///
/// # Caution
/// Holds for any dependence, and for many tests finds little; to pick out what to check use
/// [`benjamini_hochberg`](crate::benjamini_hochberg).
///
/// # Source
/// Holm S. (1979), Scandinavian Journal of Statistics 6, 65–70.
///
/// # Example
/// ```
/// use measure::stats::holm;
///
/// let adjusted = holm(&[0.01, 0.5, 0.02, 0.04]).known().unwrap();
/// assert_eq!(adjusted, [0.04, 0.5, 0.06, 0.08]);
/// ```
pub fn holm(probabilities: &[f64]) -> Measured<Vec<f64>> {
    compute(probabilities).into()
}

fn compute(probabilities: &[f64]) -> Result<Vec<f64>, Why> {
    check(probabilities)?;
    let mut adjusted = vec![1.0; probabilities.len()];
    let mut greatest = 0.0_f64;
    for (place, at) in ascending(probabilities).into_iter().enumerate() {
        greatest = greatest.max(probabilities[at] * size(probabilities.len() - place)).min(1.0);
        adjusted[at] = greatest;
    }
    Ok(adjusted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_probability_is_refused() {
        assert_eq!(holm(&[]).why(), Some(Why::EmptyBase));
        assert_eq!(holm(&[-0.1]).why(), Some(Why::Inapplicable));
    }
}
