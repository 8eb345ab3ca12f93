//! How sure an interval is asked to be.

use super::distributions::normal_quantile;

/// The confidence of an interval («доверительная вероятность»), strictly between 0 and 1.
///
/// # Definition
/// The share of intervals, over many repetitions, that cover the true value.
///
/// # Reads as
/// A share; 0.95 unless there is a reason.
///
/// # Undefined when
/// 0 and below, 1 and above: `None`.
///
/// # Caution
/// Not the probability that this one interval is right.
///
/// # Source
/// Neyman J. (1937), Philosophical Transactions A 236, 333–380.
///
/// # Example
/// ```
/// use measure::stats::Confidence;
///
/// assert_eq!(Confidence::new(0.95), Some(Confidence::P95));
/// assert_eq!(Confidence::new(95.0), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f64);

impl Confidence {
    /// 90 %.
    pub const P90: Confidence = Confidence(0.90);
    /// 95 %.
    pub const P95: Confidence = Confidence(0.95);
    /// 99 %.
    pub const P99: Confidence = Confidence(0.99);

    /// The confidence of this level.
    #[must_use]
    pub fn new(level: f64) -> Option<Confidence> {
        (level > 0.0 && level < 1.0).then_some(Confidence(level))
    }

    /// The level as a share.
    #[must_use]
    pub fn level(self) -> f64 {
        self.0
    }

    /// What is left outside the interval on both sides together.
    pub(crate) fn outside(self) -> f64 {
        1.0 - self.0
    }

    /// The normal point of a two-sided interval.
    pub(crate) fn z(self) -> f64 {
        -normal_quantile(self.outside() / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::wilson_interval::Z95;

    #[test]
    fn the_usual_level_has_the_usual_point() {
        assert!((Confidence::P95.z() - Z95).abs() < 1e-15);
        assert_eq!(Confidence::new(0.99), Some(Confidence::P99));
        assert_eq!((Confidence::new(0.0), Confidence::new(1.0), Confidence::new(f64::NAN)), (None, None, None));
    }
}
