//! How two ordered values go together, by the pairs they order.

use super::pair_counts::count;
use crate::stats::midranks::real;
use crate::{Measured, Why};

/// The association of two ordered values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrdinalAssociation {
    /// Goodman and Kruskal's γ, −1 to 1; unknown when no pair is ordered by both.
    pub gamma: Measured<f64>,
    /// Somers' d of the second value given the first.
    pub second_given_first: f64,
    /// Somers' d of the first value given the second.
    pub first_given_second: f64,
}

/// Goodman and Kruskal's γ, and Somers' d in both directions.
///
/// # Definition
/// With C concordant and D discordant of n₀ pairs, n₁ tied in x and n₂ in y: `γ = (C − D)/(C + D)`,
/// `d(y|x) = (C − D)/(n₀ − n₁)`, `d(x|y) = (C − D)/(n₀ − n₂)`.
///
/// # Reads as
/// −1 to 1. d(y|x): of pairs that differ in x, how many more are ordered alike by y than oppositely.
///
/// # Undefined when
/// One of the values never differs: [`Why::NoSpread`]; γ alone: no pair differs in both.
///
/// # Caution
/// γ leaves all ties out and so looks strong with few different marks; put τ-b beside it.
///
/// # Source
/// Goodman L. A., Kruskal W. H. (1954), JASA 49, 732–764; Somers R. H. (1962), American Sociological Review 27,
/// 799–811.
///
/// # Example
/// ```
/// use measure::stats::ordinal_association;
///
/// let answer = ordinal_association(&[2.0, 3.0, 3.0, 4.0], &[2.0, 3.0, 4.0, 4.0]).known().unwrap();
/// assert_eq!(answer.gamma.known(), Some(1.0));
/// assert_eq!(answer.second_given_first, 4.0 / 5.0);
/// ```
pub fn ordinal_association(x: &[f64], y: &[f64]) -> Measured<OrdinalAssociation> {
    compute(x, y).into()
}

fn compute(x: &[f64], y: &[f64]) -> Result<OrdinalAssociation, Why> {
    let pairs = count(x, y)?;
    if pairs.tied_first == pairs.pairs || pairs.tied_second == pairs.pairs {
        return Err(Why::NoSpread);
    }
    let ordered = pairs.concordant + pairs.discordant;
    let gamma = if ordered == 0 { Err(Why::NoSpread) } else { Ok(pairs.s() / real(ordered)) };
    Ok(OrdinalAssociation {
        gamma: gamma.into(),
        second_given_first: pairs.s() / real(pairs.pairs - pairs.tied_first),
        first_given_second: pairs.s() / real(pairs.pairs - pairs.tied_second),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_ordered_pairs_there_is_no_gamma() {
        let answer = ordinal_association(&[1.0, 1.0, 2.0], &[1.0, 2.0, 1.0]).known().unwrap();
        assert_eq!(answer.gamma.known(), Some(-1.0));
        assert_eq!(ordinal_association(&[1.0, 1.0], &[1.0, 2.0]).why(), Some(Why::NoSpread));
    }
}
