//! Before and after of values that have an order only, such as marks.

use super::detectable_change::{POWER, detectable_paired_share_change};
use super::share_effect::{is_sound, of_size, within};
use super::{Effect, Question, Verdict};
use crate::stats::distributions::normal_quantile;
use crate::stats::midranks::Midranks;
use crate::stats::sample::{check_pairs, size};
use crate::stats::{Confidence, Interval, mann_whitney, mcnemar_test};
use crate::{Measured, Why};

/// The change of ordered values of separate groups.
///
/// # Definition
/// Cliff's δ: of pairs of one value after and one before, the share in which after is higher less the share in which
/// it is lower ([`mann_whitney`](crate::mann_whitney), whose p without correction it takes). Interval: δ = 2θ − 1 with θ
/// from `(θ̂ − θ)² = z²·θ(1−θ)·(1 + n*(1−θ)/(2−θ) + n*·θ/(1+θ))/(mn)`, n* = (m+n)/2 − 1. Smallest change seen:
/// Noether's formula with ties. Verdict: [`Effect`].
///
/// # Reads as
/// −1 to 1; 0.2 means: taken one from each time, the later is higher by 20 percentage points more often than lower.
///
/// # Undefined when
/// A group is empty: [`Why::EmptyBase`]; all values the same: [`Why::NoSpread`]; no number: [`Why::NotFinite`].
///
/// # Caution
/// For separate groups; for the same students [`paired_ordinal_effect`](crate::effect::paired_ordinal_effect).
///
/// # Source
/// Cliff N. (1993), Psychological Bulletin 114, 494–509; Newcombe R. G. (2006), Statistics in Medicine 25, 559–573,
/// method 5; Noether G. E. (1987), JASA 82, 645–647.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, ordinal_effect};
///
/// let question = Question { better: Better::Higher, matters: 0.0 };
/// let effect = ordinal_effect(&[2.0, 3.0, 3.0, 4.0], &[3.0, 4.0, 4.0, 5.0], question).known().unwrap();
/// assert_eq!((effect.change, effect.verdict), (0.625, Verdict::CannotTell));
/// ```
pub fn ordinal_effect(before: &[f64], after: &[f64], question: Question) -> Measured<Effect> {
    separate(before, after, question).into()
}

/// The change of ordered values of the same students, in the same order.
///
/// # Definition
/// (risen − fallen)/n. Interval of Agresti and Min: with ½ added to both and n* = n + 2, `d ± z·√(risen* + fallen* −
/// (risen* − fallen*)²/n*)/n*`. p: mid-p of the sign test. Verdict: [`Effect`]; fewer than 10 students: cannot tell.
///
/// # Reads as
/// −1 to 1: the share of students who rose less the share of those who fell.
///
/// # Undefined when
/// No students: [`Why::EmptyBase`]; lists of different length: [`Why::UnequalLengths`]; no number:
/// [`Why::NotFinite`].
///
/// # Caution
/// A rise by two marks counts as a rise by one.
///
/// # Source
/// Agresti A., Min Y. (2005), Statistics in Medicine 24, 729–740.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, paired_ordinal_effect};
///
/// let question = Question { better: Better::Higher, matters: 0.0 };
/// let effect = paired_ordinal_effect(&[2.0, 3.0, 3.0, 4.0], &[3.0, 3.0, 4.0, 3.0], question).known().unwrap();
/// assert_eq!(effect.change, 0.25);
/// ```
pub fn paired_ordinal_effect(before: &[f64], after: &[f64], question: Question) -> Measured<Effect> {
    same_students(before, after, question).into()
}

fn separate(before: &[f64], after: &[f64], question: Question) -> Result<Effect, Why> {
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let test = mann_whitney(after, before).ok()?;
    let interval = cliff_interval(test.rank_biserial, size(after.len()), size(before.len()), Confidence::P95);
    Ok(Effect {
        change: test.rank_biserial,
        interval,
        p: test.p,
        verdict: Verdict::of(interval, question),
        detectable: noether(before, after),
    })
}

/// The interval of Newcombe's method 5 for Cliff's δ.
fn cliff_interval(delta: f64, m: f64, n: f64, confidence: Confidence) -> Interval {
    let (observed, z) = ((delta + 1.0) / 2.0, confidence.z());
    let star = (m + n) / 2.0 - 1.0;
    let is_beyond = |theta: f64| {
        let spread =
            theta * (1.0 - theta) * (1.0 + star * (1.0 - theta) / (2.0 - theta) + star * theta / (1.0 + theta));
        (observed - theta).powi(2) > z * z * spread / (m * n)
    };
    let end = |far: f64| {
        let (mut outside, mut inside) = (far, observed);
        for _ in 0..60 {
            let middle = 0.5 * (outside + inside);
            if is_beyond(middle) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        2.0 * inside - 1.0
    };
    let low = if observed <= 0.0 { -1.0 } else { end(0.0) };
    let high = if observed >= 1.0 { 1.0 } else { end(1.0) };
    Interval { low, high }
}

/// The smallest δ that would be seen with a probability of 80 %.
fn noether(before: &[f64], after: &[f64]) -> Option<f64> {
    let (m, n) = (size(before.len()), size(after.len()));
    let all = m + n;
    let untied = 1.0 - Midranks::of(&[before, after].concat()).tie_term() / (all * all * all - all);
    let points = Confidence::P95.z() + normal_quantile(POWER);
    let delta = 2.0 * points * (untied * all / (12.0 * m * n)).sqrt();
    (delta <= 1.0).then_some(delta)
}

fn same_students(before: &[f64], after: &[f64], question: Question) -> Result<Effect, Why> {
    check_pairs(before, after, 1)?;
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let (mut risen, mut fallen) = (0_i64, 0_i64);
    for (before, after) in before.iter().zip(after) {
        risen += i64::from(after > before);
        fallen += i64::from(after < before);
    }
    let n = i64::try_from(before.len()).map_err(|_| Why::TooLarge)?;
    let [up, down] = [risen, fallen].map(|count| crate::stats::wilson_interval::real(count) + 0.5);
    let star = size(before.len()) + 2.0;
    let reach = Confidence::P95.z() * (up + down - (up - down).powi(2) / star).max(0.0).sqrt() / star;
    let interval = within((up - down) / star, reach, 1.0);
    Ok(Effect {
        change: (up - down) / size(before.len()),
        interval,
        p: mcnemar_test(fallen, risen).known().map_or(1.0, |test| test.mid_p),
        verdict: of_size(Verdict::of(interval, question), n),
        detectable: detectable_paired_share_change(risen + fallen, n),
    })
}
