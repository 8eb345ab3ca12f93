//! How far a share of a small group may be off.

use num_traits::ToPrimitive;
use school::Share;

use crate::Measured;
use crate::registry::{Computes, Measure, Quantity, Reads};

/// The two-sided 95 % point of the normal distribution.
pub(crate) const Z95: f64 = 1.959_963_984_540_054;

/// A confidence interval for display («доверительный интервал»); its ends are finite and in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    /// Whether the value lies inside, ends included.
    #[must_use]
    pub fn covers(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

/// The 95 % score interval of Wilson for a share.
///
/// # Definition
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)`, z = 1.959964, without continuity correction.
///
/// # Reads as
/// A range of shares within 0 to 1; the shorter, the surer.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// Speaks of chance only, as if these students were drawn from many alike. It knows nothing of copied
/// papers or lenient marking, and the students of one class are more alike than a sample.
///
/// # Source
/// Wilson E. B. (1927), JASA 22, 209–212; Newcombe R. G. (1998), Statistics in Medicine 17, 857–872, method 3.
///
/// # Example
/// ```
/// use measure::wilson_interval;
/// use school::Share;
///
/// // Nobody of twenty: still up to 16 % may be hidden behind it.
/// let interval = wilson_interval(Share::new(0, 20).unwrap());
/// assert_eq!(interval.low, 0.0);
/// assert!((interval.high - 0.1611).abs() < 0.00005);
/// ```
#[must_use]
pub fn wilson_interval(share: Share) -> Interval {
    let (part, n) = (real(share.part()), real(share.whole()));
    let p = part / n;
    let square = Z95 * Z95;
    let middle = p + square / (2.0 * n);
    let spread = Z95 * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
    let scale = 1.0 + square / n;
    let low = if share.part() == 0 { 0.0 } else { ((middle - spread) / scale).clamp(0.0, p) };
    let high = if share.part() == share.whole() { 1.0 } else { ((middle + spread) / scale).clamp(p, 1.0) };
    Interval { low, high }
}

/// A count as a floating-point number; counts are far below 2⁵³.
pub(crate) fn real(count: i64) -> f64 {
    count.to_f64().expect("every i64 has a nearest f64")
}

fn end(counts: (i64, i64), of: fn(Interval) -> f64) -> Measured<f64> {
    Measured::share(counts.0, counts.1).map(|share| of(wilson_interval(share)))
}

pub(crate) const MEASURE: Measure = Measure {
    name: "wilson_interval",
    title: "Доверительный интервал доли",
    method: "Интервал Уилсона с доверительной вероятностью 95 % без поправки на непрерывность. Показывает, в каких \
             пределах доля могла бы оказаться случайно при такой численности. Не учитывает списывания, завышения \
             отметок и сходства учеников одного класса.",
    source: "Wilson (1927); Newcombe (1998), метод 3",
    quantities: &[
        Quantity {
            name: "low",
            reads: Reads::Share,
            computes: Computes::FromCounts(|counts| end(counts, |interval| interval.low)),
        },
        Quantity {
            name: "high",
            reads: Reads::Share,
            computes: Computes::FromCounts(|counts| end(counts, |interval| interval.high)),
        },
    ],
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_interval_covers_its_share(part in 0_i64..=i64::MAX, whole in 1_i64..=i64::MAX) {
            let share = Share::new(part.min(whole), whole).unwrap();
            let Interval { low, high } = wilson_interval(share);
            let p = real(share.part()) / real(share.whole());
            prop_assert!((0.0..=1.0).contains(&low) && (0.0..=1.0).contains(&high));
            prop_assert!(low <= p && p <= high, "{low} {p} {high}");
        }

        #[test]
        fn the_interval_of_the_rest_is_the_mirror(part in 0_i64..500, more in 0_i64..500) {
            let share = Share::new(part, part + more + 1).unwrap();
            let (one, rest) = (wilson_interval(share), wilson_interval(share.complement()));
            prop_assert!((one.low - (1.0 - rest.high)).abs() < 1e-12);
            prop_assert!((one.high - (1.0 - rest.low)).abs() < 1e-12);
        }
    }
}
