//! By how much, and in which direction, external results differ from marks.

use crate::registry::MarkPair;
use crate::stats::sample::{average, variance};
use crate::stats::wilson_interval::real;
use crate::stats::{Confidence, Interval, paired_t_test};
use crate::{Measured, SampleTier, Why, sample_tier};

/// The mean shift from the marks of the gradebook to those of the paper.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SignedShift {
    /// Students with both marks.
    pub n: usize,
    /// The mean of paper − gradebook.
    pub mean: f64,
    /// The standard deviation of the differences; 0 for one student.
    pub deviation: f64,
    /// The interval of the mean; unknown for one student, or when all differ alike.
    pub interval: Measured<Interval>,
    /// What a group of this size allows.
    pub tier: SampleTier,
}

/// The mean signed difference between the mark of the paper and the mark of the gradebook.
///
/// # Definition
/// Over students with both marks, the mean of paper − gradebook, with the interval of Student's t for paired values.
///
/// # Reads as
/// In marks: below 0 the papers are marked lower than the gradebook, above 0 higher. Shifts in both directions cancel
/// out: look at [`MarkAgreement`](crate::MarkAgreement) beside it.
///
/// # Undefined when
/// Nobody has both marks: [`Why::EmptyBase`]. The interval alone: one student ([`Why::TooFew`]), or no spread
/// ([`Why::NoSpread`]).
///
/// # Caution
/// Marks are ordered, not measured: a step from 2 to 3 need not be one from 4 to 5. A shift has many causes (a harder paper,
/// another day, other content) and is a question, not a finding.
///
/// # Source
/// Student (1908), Biometrika 6, 1–25; the direction as in ФИС ОКО, «Сравнение отметок с отметками по журналу».
///
/// # Example
/// ```
/// use measure::agreement::signed_shift;
/// use measure::stats::Confidence;
/// use school::Mark::{Five, Four, Three};
///
/// let pairs = [(Some(Four), Some(Five)), (Some(Three), Some(Four)), (Some(Four), Some(Four)), (None, Some(Five))];
/// let shift = signed_shift(&pairs, Confidence::P95).known().unwrap();
/// assert!((shift.mean + 2.0 / 3.0).abs() < 1e-12);
/// assert_eq!(shift.n, 3);
/// ```
pub fn signed_shift(pairs: &[MarkPair], confidence: Confidence) -> Measured<SignedShift> {
    let difference = |pair: &MarkPair| match pair {
        (Some(paper), Some(gradebook)) => Some(real(paper.number() - gradebook.number())),
        _ => None,
    };
    let differences: Vec<f64> = pairs.iter().filter_map(difference).collect();
    if differences.is_empty() {
        return Measured::Unknown(Why::EmptyBase);
    }
    let n = differences.len();
    Measured::Known(SignedShift {
        n,
        mean: average(&differences),
        deviation: if n > 1 { variance(&differences).max(0.0).sqrt() } else { 0.0 },
        interval: paired_t_test(&differences, confidence).map(|found| found.interval),
        tier: sample_tier(i64::try_from(n).unwrap_or(i64::MAX)),
    })
}
