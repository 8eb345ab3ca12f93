//! Before and after of a share.

use school::Share;

use super::detectable_change::{detectable_paired_share_change, detectable_share_change};
use super::{Better, Effect, Question, Verdict};
use crate::stats::wilson_interval::real;
use crate::stats::{
    Confidence, Interval, PairedShares, SampleTier, mcnemar_test, newcombe_interval, paired_newcombe_interval,
    sample_tier, two_proportions,
};
use crate::{Measured, Why};

/// The change of a share, measured on separate groups or on counts alone.
///
/// # Definition
/// After less before with the interval of [`newcombe_interval`](crate::newcombe_interval); p of
/// [`two_proportions`](crate::two_proportions). Verdict: [`Effect`]; fewer than 10 in a group: cannot tell.
///
/// # Reads as
/// A difference of shares from −1 to 1, a verdict, and the smallest change that would have been seen.
///
/// # Undefined when
/// The change that matters is below 0 or no number: [`Why::Inapplicable`].
///
/// # Caution
/// If the same students stand on both sides, [`paired_share_effect`](crate::effect::paired_share_effect) sees
/// smaller changes. A class picked because it was low rises by itself: see
/// [`return_of_share`](crate::effect::return_of_share).
///
/// # Source
/// Newcombe R. G. (1998), method 10; the least size of a group: recommendations of ФИОКО, 2026.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, share_effect};
/// use school::Share;
///
/// let question = Question { better: Better::Higher, matters: 0.05 };
/// let class = share_effect(Share::new(12, 25).unwrap(), Share::new(15, 25).unwrap(), question).known().unwrap();
/// assert_eq!(class.verdict, Verdict::CannotTell);
/// assert!(class.detectable.unwrap() > 0.3);
/// ```
pub fn share_effect(before: Share, after: Share, question: Question) -> Measured<Effect> {
    if !is_sound(question) {
        return Measured::Unknown(Why::Inapplicable);
    }
    let interval = newcombe_interval(after, before);
    let share = |share: Share| real(share.part()) / real(share.whole());
    Measured::Known(Effect {
        change: share(after) - share(before),
        interval,
        // Nobody or everybody both times: no change at all.
        p: two_proportions(after, before).known().map_or(1.0, |test| test.p),
        verdict: of_size(Verdict::of(interval, question), before.whole().min(after.whole())),
        detectable: detectable_share_change(before, after.whole(), question.better),
    })
}

/// The change of a share of the same students.
///
/// # Definition
/// (gained − lost)/n with the interval of [`paired_newcombe_interval`](crate::paired_newcombe_interval); mid-p of
/// [`mcnemar_test`](crate::mcnemar_test). Verdict: [`Effect`]; fewer than 10 students: cannot tell.
///
/// # Reads as
/// A difference of shares from −1 to 1, a verdict, and the smallest change that would have been seen.
///
/// # Undefined when
/// There are no students: [`Why::EmptyBase`]; a count below 0, or the change that matters is: [`Why::Inapplicable`].
///
/// # Caution
/// Only students with both results are in it.
///
/// # Source
/// Newcombe R. G. (1998), Statistics in Medicine 17, 2635–2650, method 10; Fagerland M. W. and others (2013).
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, paired_share_effect};
/// use measure::stats::PairedShares;
///
/// let question = Question { better: Better::Higher, matters: 0.05 };
/// let students = PairedShares { kept: 40, lost: 3, gained: 18, never: 39 };
/// let effect = paired_share_effect(students, question).known().unwrap();
/// assert_eq!((effect.change, effect.verdict), (0.15, Verdict::Improved));
/// ```
pub fn paired_share_effect(students: PairedShares, question: Question) -> Measured<Effect> {
    paired(students, question).into()
}

fn paired(students: PairedShares, question: Question) -> Result<Effect, Why> {
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let n = students.n()?;
    let interval = paired_newcombe_interval(students, Confidence::P95).ok()?;
    Ok(Effect {
        change: (real(students.gained) - real(students.lost)) / real(n),
        interval,
        p: mcnemar_test(students.lost, students.gained).known().map_or(1.0, |test| test.mid_p),
        verdict: of_size(Verdict::of(interval, question), n),
        detectable: detectable_paired_share_change(students.lost + students.gained, n)
            .filter(|change| *change <= room(students, n, question.better)),
    })
}

/// How far the share can go to the better at all.
fn room(students: PairedShares, n: i64, better: Better) -> f64 {
    let before = real(students.kept + students.lost) / real(n);
    match better {
        Better::Higher => 1.0 - before,
        Better::Lower => before,
    }
}

/// Groups too small for shares allow no verdict.
pub(super) fn of_size(verdict: Verdict, n: i64) -> Verdict {
    if sample_tier(n) == SampleTier::TooFew { Verdict::CannotTell } else { verdict }
}

pub(super) fn is_sound(question: Question) -> bool {
    question.matters >= 0.0 && question.matters.is_finite()
}

/// An interval from a change and its reach, within bounds.
pub(super) fn within(change: f64, reach: f64, bound: f64) -> Interval {
    Interval { low: (change - reach).max(-bound), high: (change + reach).min(bound) }
}
