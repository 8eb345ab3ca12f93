//! The exact interval of a share.

use school::Share;

use crate::stats::Confidence;
use crate::stats::distributions::beta_quantile;
use crate::stats::wilson_interval::{Interval, real};

/// The exact interval of Clopper and Pearson for a share.
///
/// # Definition
/// The shares at which neither tail of the binomial distribution beyond the observed count is below half of
/// what the confidence leaves out: the quantiles α/2 of Beta(k, n−k+1) and 1−α/2 of Beta(k+1, n−k).
///
/// # Reads as
/// A range of shares within 0 to 1.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// Covers at least as often as promised, usually much more: the widest of its kind. For display
/// [`wilson_interval`](crate::wilson_interval) is the better one.
///
/// # Source
/// Clopper C. J., Pearson E. S. (1934), Biometrika 26, 404–413.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, clopper_pearson_interval};
/// use school::Share;
///
/// let interval = clopper_pearson_interval(Share::new(0, 20).unwrap(), Confidence::P95);
/// assert_eq!(interval.low, 0.0);
/// assert!((interval.high - 0.168_433_470_983_085_24).abs() < 1e-12);
/// ```
#[must_use]
pub fn clopper_pearson_interval(share: Share, confidence: Confidence) -> Interval {
    let (part, n) = (real(share.part()), real(share.whole()));
    let tail = confidence.outside() / 2.0;
    let low = if share.part() == 0 { 0.0 } else { beta_quantile(tail, part, n - part + 1.0) };
    let high = if share.part() == share.whole() { 1.0 } else { beta_quantile(1.0 - tail, part + 1.0, n - part) };
    Interval { low, high }
}
