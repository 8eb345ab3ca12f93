//! What of the rise of a low class is only its return to the others.

use school::Share;

use super::share_effect::{is_sound, of_size, within};
use super::{Effect, Question, Verdict};
use crate::effect::detectable_share_change;
use crate::stats::Confidence;
use crate::stats::distributions::normal_two_sided;
use crate::stats::sample::{size, sum, too_few};
use crate::stats::wilson_interval::real;
use crate::{Measured, Why};

/// Where the share of one class among many probably lies in truth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareReturn {
    /// The share of all classes together.
    pub middle: f64,
    /// The variance of true shares between classes.
    pub between: f64,
    /// How much of the distance from the middle is true, 0 to 1.
    pub reliability: f64,
    /// The share drawn to the middle.
    pub drawn: f64,
    /// What it will change by itself at the next count: drawn less observed.
    pub returned: f64,
}

/// How far the share of a class that was picked among all classes will return to the middle by itself.
///
/// # Definition
/// With p̄ of all m classes together and `Q = Σnᵢ(pᵢ − p̄)²/(p̄(1−p̄))`: between = max(0, (Q − (m−1))·p̄(1−p̄)/(Σn −
/// Σn²/Σn)); reliability B = between/(between + p̄(1−p̄)/n); drawn = p̄ + B·(p − p̄).
///
/// # Reads as
/// `returned` is a difference of shares: above 0 for a class below the middle.
///
/// # Undefined when
/// Fewer than 3 classes: [`Why::TooFew`]; nobody or everybody in all of them: [`Why::NoSpread`].
///
/// # Caution
/// `all` are the classes among which this one was picked, itself among them.
///
/// # Source
/// DerSimonian R., Laird N. (1986), Controlled Clinical Trials 7, 177–188; Efron B., Morris C. (1977), Scientific American
/// 236(5), 119–127.
///
/// # Example
/// ```
/// use measure::effect::return_of_share;
/// use school::Share;
///
/// let all = [(8, 25), (15, 25), (14, 24), (17, 26), (12, 25)].map(|(k, n)| Share::new(k, n).unwrap());
/// let lowest = return_of_share(all[0], &all).known().unwrap();
/// assert!(lowest.returned > 0.05 && lowest.drawn > 0.32);
/// ```
pub fn return_of_share(class: Share, all: &[Share]) -> Measured<ShareReturn> {
    draw(class, all).into()
}

/// The change of the share of a class that was picked for its low (or high) share among all, less its return to the
/// middle.
///
/// # Definition
/// After less the drawn share of [`return_of_share`](crate::effect::return_of_share); error² = p̃(1−p̃)/ñ of after (two
/// of each kind added) + between·(1−B) + p̄(1−p̄)(1−B)²/Σn. Verdict: [`Effect`]; fewer than 10: cannot tell.
///
/// # Reads as
/// The change beyond what would have come by itself.
///
/// # Undefined when
/// As [`return_of_share`](crate::effect::return_of_share).
///
/// # Caution
/// What happened to all classes is still in it: a paper that was easier raises everyone.
///
/// # Source
/// Efron B., Morris C. (1977); Agresti A., Coull B. A. (1998) for the error of after.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, share_effect_of_chosen};
/// use school::Share;
///
/// let question = Question { better: Better::Higher, matters: 0.0 };
/// let all = [(8, 25), (15, 25), (14, 24), (17, 26), (12, 25)].map(|(k, n)| Share::new(k, n).unwrap());
/// // From 32 to 60 percent looks like a leap, but most of it would have come by itself.
/// let effect = share_effect_of_chosen(all[0], Share::new(15, 25).unwrap(), &all, question).known().unwrap();
/// assert_eq!(effect.verdict, Verdict::CannotTell);
/// ```
pub fn share_effect_of_chosen(before: Share, after: Share, all: &[Share], question: Question) -> Measured<Effect> {
    beyond(before, after, all, question).into()
}

fn draw(class: Share, all: &[Share]) -> Result<ShareReturn, Why> {
    if all.len() < 3 {
        return Err(too_few(all.len(), 3));
    }
    let share = |share: &Share| real(share.part()) / real(share.whole());
    let n = sum(all.iter().map(|one| real(one.whole())));
    let middle = sum(all.iter().map(|one| real(one.part()))) / n;
    let spread = middle * (1.0 - middle);
    if spread <= 0.0 {
        return Err(Why::NoSpread);
    }
    let q = sum(all.iter().map(|one| real(one.whole()) * (share(one) - middle).powi(2))) / spread;
    let unequal = n - sum(all.iter().map(|one| real(one.whole()).powi(2))) / n;
    let between = ((q - size(all.len() - 1)) * spread / unequal).max(0.0);
    let reliability = between / (between + spread / real(class.whole()));
    let observed = share(&class);
    let drawn = middle + reliability * (observed - middle);
    Ok(ShareReturn { middle, between, reliability, drawn, returned: drawn - observed })
}

fn beyond(before: Share, after: Share, all: &[Share], question: Question) -> Result<Effect, Why> {
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let start = draw(before, all)?;
    let added = (real(after.part()) + 2.0) / (real(after.whole()) + 4.0);
    let loose = 1.0 - start.reliability;
    let total = sum(all.iter().map(|one| real(one.whole())));
    let error = (added * (1.0 - added) / (real(after.whole()) + 4.0)
        + start.between * loose
        + start.middle * (1.0 - start.middle) * loose * loose / total)
        .sqrt();
    let change = real(after.part()) / real(after.whole()) - start.drawn;
    let interval = within(change, Confidence::P95.z() * error, 1.0);
    Ok(Effect {
        change,
        interval,
        p: normal_two_sided(change / error),
        verdict: of_size(Verdict::of(interval, question), before.whole().min(after.whole())),
        detectable: detectable_share_change(before, after.whole(), question.better),
    })
}
