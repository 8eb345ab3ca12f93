//! The reliability of a longer or shorter paper («формула Спирмена — Брауна»).

use super::counted_paper::NoStatistic;

/// The reliability of a paper as many times as long.
///
/// # Definition
/// `m·r / (1 + (m − 1)·r)`, r the reliability now, m the new length in lengths of the paper now.
///
/// # Reads as
/// A reliability.
///
/// # Undefined when
/// The reliability is above 1, the length not above 0, or the denominator not above 0: [`NoStatistic::BadArgument`].
///
/// # Caution
/// Holds for added items as good as those there are, and for students who do not tire.
///
/// # Source
/// Spearman C. (1910), Brown W. (1910), British Journal of Psychology 3, 271–295 and 296–322.
///
/// # Example
/// ```
/// use measure::classical::{length_for, spearman_brown};
///
/// assert!((spearman_brown(0.6, 2.0).unwrap() - 0.75).abs() < 1e-12);
/// assert!((length_for(0.6, 0.75).unwrap() - 2.0).abs() < 1e-12);
/// assert!(spearman_brown(1.2, 2.0).is_err());
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn spearman_brown(reliability: f64, length: f64) -> Result<f64, NoStatistic> {
    let below = 1.0 + (length - 1.0) * reliability;
    let fits = reliability <= 1.0 && length > 0.0 && length.is_finite() && below > 0.0;
    let answer = length * reliability / below;
    if fits && answer.is_finite() { Ok(answer) } else { Err(NoStatistic::BadArgument) }
}

/// How many times as long the paper must be for a reliability wanted: `w(1 − r) / (r(1 − w))`.
///
/// # Errors
/// A reliability now or wanted that is not inside 0 to 1.
pub fn length_for(reliability: f64, wanted: f64) -> Result<f64, NoStatistic> {
    let inside = |value: f64| value > 0.0 && value < 1.0;
    let length = wanted * (1.0 - reliability) / (reliability * (1.0 - wanted));
    if inside(reliability) && inside(wanted) && length.is_finite() { Ok(length) } else { Err(NoStatistic::BadArgument) }
}
