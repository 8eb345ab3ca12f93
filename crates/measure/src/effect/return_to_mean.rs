//! What of a rise is only the return of a low start, by the students who had no measure.

use super::mean_effect::of_test;
use super::share_effect::is_sound;
use super::{Effect, Question};
use crate::stats::sample::{average, check, finite, is_constant, size, sum, too_few};
use crate::stats::{Confidence, TTest};
use crate::{Measured, Why};

/// The change of those chosen for a measure, taken apart («возврат к среднему»).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ReturnToMean {
    /// The change as it was seen.
    pub seen: f64,
    /// What of it happened to everyone: the mean change of the others.
    pub common: f64,
    /// What of it is the return to the mean: (slope − 1)·(how far those chosen began from the others).
    pub returned: f64,
    /// The rest: the effect, with interval and verdict. seen = common + returned + effect.
    pub effect: Effect,
    /// How much of a difference at the start remains at the end without a measure.
    pub slope: f64,
}

/// Takes the change of those chosen apart into the common change, the return to the mean, and the effect.
///
/// # Definition
/// Analysis of covariance of (before, after): `after = a + b·before + effect·chosen` by least squares with one slope
/// for both groups; error from the residual with N − 3 degrees of freedom. Seen change of those chosen = mean change
/// of the others + (b − 1)·(x̄ₛ − x̄ₒ) + effect.
///
/// # Reads as
/// Each part in the unit of the values. A `returned` above 0 for those who began low would have come without any
/// measure.
///
/// # Undefined when
/// A group is empty: [`Why::EmptyBase`]; fewer than 4 in all or 2 others: [`Why::TooFew`]; all began alike or lie
/// exactly on the lines: [`Why::NoSpread`]; no number: [`Why::NotFinite`].
///
/// # Caution
/// Right when those chosen were chosen by their start. When they were chosen for another reason, compare changes
/// ([`difference_in_differences`](crate::effect::difference_in_differences)); the two may differ (Lord's paradox).
///
/// # Source
/// Galton F. (1886); Cochran W. G. (1957), Biometrics 13, 261–281; Vickers A. J., Altman D. G. (2001), BMJ 323,
/// 1123–1124.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, return_to_mean};
///
/// let question = Question { better: Better::Higher, matters: 0.0 };
/// let others = [(10.0, 11.0), (14.0, 13.5), (18.0, 16.0), (12.0, 12.0), (16.0, 15.5)];
/// let chosen = [(5.0, 8.5), (6.0, 9.0), (7.0, 10.0)];
/// let parts = return_to_mean(&chosen, &others, question).known().unwrap();
/// assert!(parts.seen > 3.0 && parts.returned > 2.0);
/// assert!((parts.common + parts.returned + parts.effect.change - parts.seen).abs() < 1e-12);
/// ```
pub fn return_to_mean(chosen: &[(f64, f64)], others: &[(f64, f64)], question: Question) -> Measured<ReturnToMean> {
    compute(chosen, others, question).into()
}

/// One group: its values before and after, and their middles.
struct Side {
    before: Vec<f64>,
    after: Vec<f64>,
    start: f64,
    end: f64,
}

impl Side {
    fn of(students: &[(f64, f64)], needed: usize) -> Result<Side, Why> {
        let (before, after): (Vec<f64>, Vec<f64>) = students.iter().copied().unzip();
        check(&before, needed)?;
        check(&after, needed)?;
        let (start, end) = (average(&before), average(&after));
        Ok(Side { before, after, start, end })
    }

    /// Deviations from the middles of this group.
    fn deviations(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.before.iter().zip(&self.after).map(|(before, after)| (before - self.start, after - self.end))
    }
}

fn compute(chosen: &[(f64, f64)], others: &[(f64, f64)], question: Question) -> Result<ReturnToMean, Why> {
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let (those, rest) = (Side::of(chosen, 1)?, Side::of(others, 2)?);
    let n = chosen.len() + others.len();
    if n < 4 {
        return Err(too_few(n, 4));
    }
    if is_constant(&those.before) && is_constant(&rest.before) {
        return Err(Why::NoSpread);
    }
    let both = || those.deviations().chain(rest.deviations());
    let spread = sum(both().map(|(x, _)| x * x));
    if spread <= 0.0 {
        return Err(Why::NoSpread);
    }
    let slope = finite(sum(both().map(|(x, y)| x * y)) / spread)?;
    let df = size(n - 3);
    let residual = sum(both().map(|(x, y)| (y - slope * x).powi(2))) / df;
    let apart = those.start - rest.start;
    let effect = those.end - rest.end - slope * apart;
    let inverse = 1.0 / size(chosen.len()) + 1.0 / size(others.len()) + apart * apart / spread;
    // Residuals that are only rounding are none.
    let total = sum(both().map(|(_, y)| y * y));
    if residual <= 1e-24 * total {
        return Err(Why::NoSpread);
    }
    let test = TTest::of(effect, finite((residual * inverse).sqrt())?, df, Confidence::P95)?;
    Ok(ReturnToMean {
        seen: those.end - those.start,
        common: rest.end - rest.start,
        returned: (slope - 1.0) * apart,
        effect: of_test(test, question),
        slope,
    })
}
