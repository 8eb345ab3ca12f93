//! The interval of a share from the posterior distribution with the prior of Jeffreys.

use school::Share;

use crate::stats::Confidence;
use crate::stats::distributions::beta_quantile;
use crate::stats::wilson_interval::{Interval, real};

/// The interval of Jeffreys for a share.
///
/// # Definition
/// The quantiles α/2 and 1−α/2 of Beta(k + ½, n − k + ½).
///
/// # Reads as
/// A range of shares within 0 to 1.
///
/// # Undefined when
/// Never: a [`Share`] has a whole.
///
/// # Caution
/// For nobody and for everybody the interval leaves out the observed share by a little; variants that set the
/// end to 0 or 1 are in use too.
///
/// # Source
/// Brown L. D., Cai T. T., DasGupta A. (2001), Statistical Science 16, 101–133.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, jeffreys_interval};
/// use school::Share;
///
/// let interval = jeffreys_interval(Share::new(1, 2).unwrap(), Confidence::P95);
/// assert!((interval.low + interval.high - 1.0).abs() < 1e-12);
/// ```
#[must_use]
pub fn jeffreys_interval(share: Share, confidence: Confidence) -> Interval {
    let (part, rest) = (real(share.part()) + 0.5, real(share.whole() - share.part()) + 0.5);
    let tail = confidence.outside() / 2.0;
    Interval { low: beta_quantile(tail, part, rest), high: beta_quantile(1.0 - tail, part, rest) }
}
