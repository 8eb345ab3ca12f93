//! How far the difference of two shares may be off.

use school::Share;

use super::wilson_interval::{Interval, real, wilson_interval};
use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{Measured, Why};

/// The 95 % interval of Newcombe for the difference `first − second` of shares of two separate groups.
///
/// # Definition
/// With the Wilson intervals (l₁, u₁) and (l₂, u₂) and d = p₁ − p₂: from `d − √((p₁−l₁)² + (u₂−p₂)²)`
/// to `d + √((u₁−p₁)² + (p₂−l₂)²)`.
///
/// # Reads as
/// A range of differences within −1 to 1; if it leaves out 0, chance alone hardly explains the difference.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// For separate groups. The same students before and after are surer than this interval says. Of twenty
/// comparisons of nothing one leaves out 0 by chance.
///
/// # Source
/// Newcombe R. G. (1998), Statistics in Medicine 17, 873–890, method 10.
///
/// # Example
/// ```
/// use measure::newcombe_interval;
/// use school::Share;
///
/// let interval = newcombe_interval(Share::new(56, 70).unwrap(), Share::new(48, 80).unwrap());
/// assert!((interval.low - 0.0524).abs() < 0.00005);
/// assert!((interval.high - 0.3339).abs() < 0.00005);
/// ```
#[must_use]
pub fn newcombe_interval(first: Share, second: Share) -> Interval {
    let [p1, p2] = [first, second].map(|share| real(share.part()) / real(share.whole()));
    let [one, two] = [first, second].map(wilson_interval);
    let difference = p1 - p2;
    let below = (p1 - one.low).hypot(two.high - p2);
    let above = (one.high - p1).hypot(p2 - two.low);
    Interval { low: (difference - below).max(-1.0), high: (difference + above).min(1.0) }
}

fn end(first: (i64, i64), second: (i64, i64), of: fn(Interval) -> f64) -> Measured<f64> {
    let shares = Share::new(first.0, first.1).zip(Share::new(second.0, second.1));
    Measured::from_option(shares, Why::EmptyBase).map(|(first, second)| of(newcombe_interval(first, second)))
}

pub(crate) const MEASURE: Measure = Measure {
    name: "newcombe_interval",
    title: "Доверительный интервал разности долей",
    method: "Интервал Ньюкома для разности долей двух разных групп с доверительной вероятностью 95 %; строится из \
             интервалов Уилсона обеих долей. Если он не содержит нуля, случайностью разность объяснить трудно.",
    source: "Newcombe (1998), метод 10",
    quantities: &[
        Quantity {
            name: "low",
            reads: Reads::DifferenceOfShares,
            computes: Computes::FromTwoCounts(|first, second| end(first, second, |interval| interval.low)),
        },
        Quantity {
            name: "high",
            reads: Reads::DifferenceOfShares,
            computes: Computes::FromTwoCounts(|first, second| end(first, second, |interval| interval.high)),
        },
    ],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn exchanging_the_groups_mirrors_the_interval(a in 0_i64..99, b in 0_i64..99, c in 0_i64..99, d in 0_i64..99) {
            let (first, second) = (Share::new(a, a + b + 1).unwrap(), Share::new(c, c + d + 1).unwrap());
            let (one, other) = (newcombe_interval(first, second), newcombe_interval(second, first));
            prop_assert!(one.low <= one.high);
            prop_assert!((one.low + other.high).abs() < 1e-12 && (one.high + other.low).abs() < 1e-12);
            prop_assert!(newcombe_interval(first, first).covers(0.0));
        }
    }
}
