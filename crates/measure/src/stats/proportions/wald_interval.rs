//! The interval of a share that textbooks begin with.

use school::Share;

use crate::stats::Confidence;
use crate::stats::wilson_interval::{Interval, real};

/// The interval of Wald for a share.
///
/// # Definition
/// `p ± z·√(p(1−p)/n)`, cut off at 0 and 1.
///
/// # Reads as
/// A range of shares within 0 to 1.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// Here only to lay beside the numbers of others: for nobody and everybody it has no length, and for a class
/// it covers far less often than it promises. Use [`wilson_interval`](crate::wilson_interval).
///
/// # Source
/// Laplace P. S. (1812); Newcombe R. G. (1998), Statistics in Medicine 17, 857–872, method 1.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, wald_interval};
/// use school::Share;
///
/// let nobody = wald_interval(Share::new(0, 20).unwrap(), Confidence::P95);
/// assert_eq!((nobody.low, nobody.high), (0.0, 0.0));
/// ```
#[must_use]
pub fn wald_interval(share: Share, confidence: Confidence) -> Interval {
    let (part, n) = (real(share.part()), real(share.whole()));
    let p = part / n;
    let spread = confidence.z() * (p * (1.0 - p) / n).sqrt();
    Interval { low: (p - spread).max(0.0), high: (p + spread).min(1.0) }
}
