//! Before and after of a mean.

use super::detectable_change::detectable_mean_change;
use super::share_effect::is_sound;
use super::{Effect, Question, Verdict};
use crate::stats::sample::{check_pairs, finite, is_constant, size, too_few};
use crate::stats::welch_from_moments;
use crate::stats::{Confidence, TTest, paired_t_test};
use crate::{Measured, Why};

/// A group by its size, mean and standard deviation (with n − 1 below).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Group {
    /// How many.
    pub n: usize,
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub sd: f64,
}

/// The change of a mean of separate groups, from their sizes, means and standard deviations.
///
/// # Definition
/// After less before with the interval and the p of Welch's test ([`welch_t_test`](crate::welch_t_test)).
/// Verdict: [`Effect`].
///
/// # Reads as
/// In the unit of the values, with a verdict and the smallest change that would have been seen.
///
/// # Undefined when
/// Fewer than 2 in a group: [`Why::TooFew`]; no spread in both: [`Why::NoSpread`]; a number that is none:
/// [`Why::NotFinite`]; a standard deviation or a change that matters below 0: [`Why::Inapplicable`].
///
/// # Caution
/// Papers of different difficulty have no common mean: take standardised points. If the same students stand on
/// both sides, [`paired_mean_effect`](crate::effect::paired_mean_effect) sees smaller changes.
///
/// # Source
/// Welch B. L. (1947), Biometrika 34, 28–35.
///
/// # Example
/// ```
/// use measure::effect::{Better, Group, Question, Verdict, mean_effect};
///
/// let question = Question { better: Better::Higher, matters: 0.1 };
/// let (before, after) = (Group { n: 80, mean: 3.4, sd: 0.7 }, Group { n: 84, mean: 3.7, sd: 0.7 });
/// let effect = mean_effect(before, after, question).known().unwrap();
/// assert_eq!(effect.verdict, Verdict::Improved);
/// assert!((effect.detectable.unwrap() - 0.31).abs() < 0.01);
/// ```
pub fn mean_effect(before: Group, after: Group, question: Question) -> Measured<Effect> {
    separate(before, after, question).into()
}

/// The change of a mean of the same students: their values before and after, in the same order.
///
/// # Definition
/// The mean of after − before with the interval and the p of [`paired_t_test`](crate::paired_t_test). Verdict:
/// [`Effect`].
///
/// # Reads as
/// In the unit of the values, with a verdict and the smallest change that would have been seen.
///
/// # Undefined when
/// Lists of different length: [`Why::UnequalLengths`]; fewer than 2 students: [`Why::TooFew`]; all change by the same:
/// [`Why::NoSpread`]; a number that is none: [`Why::NotFinite`].
///
/// # Caution
/// Children grow and papers differ: without others to compare with, a rise is not yet an effect.
///
/// # Source
/// Student (1908), Biometrika 6, 1–25.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, paired_mean_effect};
///
/// let question = Question { better: Better::Higher, matters: 0.0 };
/// let effect = paired_mean_effect(&[3.0, 2.0, 3.0, 4.0], &[4.0, 2.0, 3.0, 5.0], question).known().unwrap();
/// assert_eq!((effect.change, effect.verdict), (0.5, Verdict::CannotTell));
/// ```
pub fn paired_mean_effect(before: &[f64], after: &[f64], question: Question) -> Measured<Effect> {
    same_students(before, after, question).into()
}

fn separate(before: Group, after: Group, question: Question) -> Result<Effect, Why> {
    let numbers = [before.mean, before.sd, after.mean, after.sd];
    if numbers.iter().any(|number| !number.is_finite()) {
        return Err(Why::NotFinite);
    }
    if before.sd < 0.0 || after.sd < 0.0 || !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    if before.n.min(after.n) < 2 {
        return Err(too_few(before.n.min(after.n), 2));
    }
    let moments = |group: Group| (size(group.n), group.mean, group.sd * group.sd);
    finite(before.sd.powi(4) + after.sd.powi(4))?;
    Ok(of_test(welch_from_moments(moments(after), moments(before), Confidence::P95)?, question))
}

fn same_students(before: &[f64], after: &[f64], question: Question) -> Result<Effect, Why> {
    check_pairs(before, after, 2)?;
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let changes: Vec<f64> = before.iter().zip(after).map(|(before, after)| after - before).collect();
    if is_constant(&changes) {
        return Err(Why::NoSpread);
    }
    Ok(of_test(paired_t_test(&changes, Confidence::P95).ok()?, question))
}

/// The effect that a t test shows.
pub(super) fn of_test(test: TTest, question: Question) -> Effect {
    Effect {
        change: test.difference,
        interval: test.interval,
        p: test.p,
        verdict: Verdict::of(test.interval, question),
        detectable: detectable_mean_change(test.error, test.df),
    }
}
