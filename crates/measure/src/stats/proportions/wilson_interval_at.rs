//! The score interval of Wilson at any confidence, and with a correction for continuity.

use school::Share;

use crate::stats::Confidence;
use crate::stats::wilson_interval::{Interval, real};

/// The score interval of Wilson for a share, at any confidence.
///
/// # Definition
/// `(p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n)` with the normal point z of the confidence. At 95 %:
/// [`wilson_interval`](crate::wilson_interval).
///
/// # Reads as
/// A range of shares within 0 to 1.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// Speaks of chance only; see [`wilson_interval`](crate::wilson_interval).
///
/// # Source
/// Wilson E. B. (1927), JASA 22, 209–212; Newcombe R. G. (1998), Statistics in Medicine 17, 857–872, method 3.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, wilson_interval_at};
/// use school::Share;
///
/// let share = Share::new(8, 10).unwrap();
/// let (sure, surer) = (wilson_interval_at(share, Confidence::P90), wilson_interval_at(share, Confidence::P99));
/// assert!(surer.low < sure.low && sure.high < surer.high);
/// ```
#[must_use]
pub fn wilson_interval_at(share: Share, confidence: Confidence) -> Interval {
    let (part, n) = (real(share.part()), real(share.whole()));
    let (p, z) = (part / n, confidence.z());
    let square = z * z;
    let middle = p + square / (2.0 * n);
    let spread = z * (p * (1.0 - p) / n + square / (4.0 * n * n)).sqrt();
    let scale = 1.0 + square / n;
    let low = if share.part() == 0 { 0.0 } else { ((middle - spread) / scale).clamp(0.0, p) };
    let high = if share.part() == share.whole() { 1.0 } else { ((middle + spread) / scale).clamp(p, 1.0) };
    Interval { low, high }
}

/// The score interval of Wilson with the correction for continuity.
///
/// # Definition
/// With q = 1 − p: from `(2np + z² − 1 − z·√(z² − 2 − 1/n + 4p(nq + 1))) / (2(n + z²))` to
/// `(2np + z² + 1 + z·√(z² + 2 − 1/n + 4p(nq − 1))) / (2(n + z²))`; 0 for nobody and 1 for everybody.
///
/// # Reads as
/// A range of shares within 0 to 1, a little wider than without the correction.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// Covers almost always at least as often as promised, hence wider than need be in the middle.
///
/// # Source
/// Newcombe R. G. (1998), Statistics in Medicine 17, 857–872, method 4.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, wilson_corrected_interval};
/// use school::Share;
///
/// // The example of Newcombe: 81 of 263.
/// let interval = wilson_corrected_interval(Share::new(81, 263).unwrap(), Confidence::P95);
/// assert!((interval.low - 0.2535).abs() < 5e-5 && (interval.high - 0.3682).abs() < 5e-5);
/// ```
#[must_use]
pub fn wilson_corrected_interval(share: Share, confidence: Confidence) -> Interval {
    let (part, n) = (real(share.part()), real(share.whole()));
    let (rest, z) = (n - part, confidence.z());
    let square = z * z;
    let p = part / n;
    let end = |part: f64, rest: f64| {
        let root = (square - 2.0 - 1.0 / n + 4.0 * (part / n) * (rest + 1.0)).max(0.0).sqrt();
        (2.0 * part + square - 1.0 - z * root) / (2.0 * (n + square))
    };
    let low = if share.part() == 0 { 0.0 } else { end(part, rest).clamp(0.0, p) };
    let high = if share.part() == share.whole() { 1.0 } else { (1.0 - end(rest, part)).clamp(p, 1.0) };
    Interval { low, high }
}
