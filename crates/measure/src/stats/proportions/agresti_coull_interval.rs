//! The interval of a share by adding what its confidence is worth to both sides.

use school::Share;

use crate::stats::Confidence;
use crate::stats::wilson_interval::{Interval, real};

/// The interval of Agresti and Coull for a share.
///
/// # Definition
/// With ñ = n + z² and p̃ = (k + z²/2)/ñ: `p̃ ± z·√(p̃(1−p̃)/ñ)`, cut off at 0 and 1.
///
/// # Reads as
/// A range of shares within 0 to 1.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// Around the middle the interval of Wilson, at the ends wider.
///
/// # Source
/// Agresti A., Coull B. A. (1998), The American Statistician 52, 119–126.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, agresti_coull_interval};
/// use school::Share;
///
/// let interval = agresti_coull_interval(Share::new(12, 25).unwrap(), Confidence::P95);
/// assert!((interval.low - 0.300_296).abs() < 1e-6);
/// ```
#[must_use]
pub fn agresti_coull_interval(share: Share, confidence: Confidence) -> Interval {
    let z = confidence.z();
    let n = real(share.whole()) + z * z;
    let p = (real(share.part()) + z * z / 2.0) / n;
    let spread = z * (p * (1.0 - p) / n).sqrt();
    Interval { low: (p - spread).max(0.0), high: (p + spread).min(1.0) }
}
