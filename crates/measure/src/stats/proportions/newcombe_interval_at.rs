//! The interval of Newcombe for the difference of two shares at any confidence.

use school::Share;

use super::wilson_interval_at::wilson_interval_at;
use crate::stats::Confidence;
use crate::stats::wilson_interval::{Interval, real};

/// The interval of Newcombe for the difference `first − second` of shares of two separate groups.
///
/// # Definition
/// That of [`newcombe_interval`](crate::newcombe_interval), from intervals of Wilson of this confidence.
///
/// # Reads as
/// A range of differences within −1 to 1.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// For separate groups; for the same students twice: [`paired_newcombe_interval`](crate::paired_newcombe_interval).
///
/// # Source
/// Newcombe R. G. (1998), Statistics in Medicine 17, 873–890, method 10.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, newcombe_interval_at};
/// use school::Share;
///
/// let (after, before) = (Share::new(56, 70).unwrap(), Share::new(48, 80).unwrap());
/// let sure = newcombe_interval_at(after, before, Confidence::P90);
/// let surer = newcombe_interval_at(after, before, Confidence::P99);
/// assert!(surer.low < sure.low && sure.high < surer.high);
/// ```
#[must_use]
pub fn newcombe_interval_at(first: Share, second: Share, confidence: Confidence) -> Interval {
    let [p1, p2] = [first, second].map(|share| real(share.part()) / real(share.whole()));
    let [one, two] = [first, second].map(|share| wilson_interval_at(share, confidence));
    let difference = p1 - p2;
    let below = (p1 - one.low).hypot(two.high - p2);
    let above = (one.high - p1).hypot(p2 - two.low);
    Interval { low: (difference - below).max(-1.0), high: (difference + above).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_95_it_is_the_interval_shown_everywhere() {
        for (a, m, b, n) in [(56, 70, 48, 80), (0, 10, 0, 20), (10, 10, 0, 20)] {
            let (first, second) = (Share::new(a, m).unwrap(), Share::new(b, n).unwrap());
            let (one, other) =
                (newcombe_interval_at(first, second, Confidence::P95), crate::newcombe_interval(first, second));
            assert!((one.low - other.low).abs() < 1e-14 && (one.high - other.high).abs() < 1e-14);
        }
    }
}
