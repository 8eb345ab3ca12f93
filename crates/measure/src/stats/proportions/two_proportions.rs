//! Two shares of separate groups, by the normal approximation.

use school::Share;

use crate::stats::distributions::normal_two_sided;
use crate::stats::wilson_interval::real;
use crate::{Measured, Why};

/// The comparison of two shares by the normal approximation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoProportions {
    /// The standardised difference, first less second.
    pub z: f64,
    /// The two-sided probability.
    pub p: f64,
}

/// The test of two shares of separate groups with a pooled variance.
///
/// # Definition
/// With p̄ the share of both groups together: `z = (p₁ − p₂) / √(p̄(1−p̄)(1/n₁ + 1/n₂))`.
///
/// # Reads as
/// z above 0: the first share is higher. p: the probability of a difference at least as large by chance.
///
/// # Undefined when
/// Nobody or everybody in both groups: [`Why::NoSpread`].
///
/// # Caution
/// An approximation: with fewer than about five expected in a cell use [`fisher_exact`](crate::fisher_exact).
///
/// # Source
/// Fleiss J. L., Levin B., Paik M. C. (2003), Statistical Methods for Rates and Proportions, chapter 3.
///
/// # Example
/// ```
/// use measure::stats::two_proportions;
/// use school::Share;
///
/// let test = two_proportions(Share::new(12, 25).unwrap(), Share::new(20, 27).unwrap()).known().unwrap();
/// assert!((test.z + 1.930_956).abs() < 1e-6);
/// ```
pub fn two_proportions(first: Share, second: Share) -> Measured<TwoProportions> {
    let [(k1, n1), (k2, n2)] = [first, second].map(|share| (real(share.part()), real(share.whole())));
    let pooled = (k1 + k2) / (n1 + n2);
    let variance = pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2);
    if variance <= 0.0 {
        return Measured::Unknown(Why::NoSpread);
    }
    let z = (k1 / n1 - k2 / n2) / variance.sqrt();
    Measured::Known(TwoProportions { z, p: normal_two_sided(z) })
}
