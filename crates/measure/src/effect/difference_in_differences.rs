//! A measure taken in some classes, against the change of the others.

use super::mean_effect::of_test;
use super::share_effect::is_sound;
use super::{Effect, Question};
use crate::stats::sample::{average, check, finite, size, squares, too_few};
use crate::stats::{Confidence, TTest};
use crate::{Measured, Why};

/// The effect of a measure against the change of the other classes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AgainstOthers {
    /// The change of the classes with the measure less that of the others, with interval, p and verdict.
    pub effect: Effect,
    /// The mean change of the classes with the measure.
    pub with: f64,
    /// The mean change of the others.
    pub without: f64,
    /// The exact two-sided probability over all ways to pick as many classes for the measure; unknown when there are
    /// more than two million ways.
    pub p_permutation: Measured<f64>,
    /// The least probability that a permutation could give with these numbers of classes: 1 over the number of ways.
    /// Above 0.05 a permutation alone cannot show anything.
    pub least_p: f64,
}

/// How many ways to pick classes are gone through.
const MOST_WAYS: f64 = 2e6;

/// The difference in differences: changes of the classes with the measure, and of those without.
///
/// # Definition
/// Each class is one number: after less before of its indicator. Effect: the mean of the classes with the measure less
/// the mean of the others, with Student's t of the pooled spread of classes, df = classes − 2. The permutation
/// probability: the share of ways to pick the classes with a difference at least as large.
///
/// # Reads as
/// In the unit of the indicator: what the measure added to what happened to everyone.
///
/// # Undefined when
/// No class with the measure: [`Why::EmptyBase`]; fewer than 2 without or fewer than 3 in all: [`Why::TooFew`]; all
/// classes of each kind changed by the same: [`Why::NoSpread`]; no number: [`Why::NotFinite`].
///
/// # Caution
/// The class is the unit, not the student: many students in few classes do not make it surer, and that is right.
/// Supposes that without the measure the classes would have moved in parallel. Classes picked for being low return to
/// the mean by themselves: [`return_to_mean`](crate::effect::return_to_mean).
///
/// # Source
/// Donald S. G., Lang K. (2007), Review of Economics and Statistics 89, 221–233; permutation: Fisher R. A. (1935), The
/// Design of Experiments.
///
/// # Example
/// ```
/// use measure::effect::{Better, Question, Verdict, difference_in_differences};
///
/// let question = Question { better: Better::Higher, matters: 0.0 };
/// // Two classes with the measure rose by 12 and 9 points, six others by −2 … 3.
/// let answer =
///     difference_in_differences(&[12.0, 9.0], &[1.0, -2.0, 3.0, 0.0, 2.0, 1.0], question).known().unwrap();
/// assert_eq!(answer.effect.verdict, Verdict::Improved);
/// assert!((answer.p_permutation.known().unwrap() - 1.0 / 28.0).abs() < 1e-12);
/// ```
pub fn difference_in_differences(with: &[f64], without: &[f64], question: Question) -> Measured<AgainstOthers> {
    compute(with, without, question).into()
}

fn compute(with: &[f64], without: &[f64], question: Question) -> Result<AgainstOthers, Why> {
    check(with, 1)?;
    check(without, 2)?;
    if !is_sound(question) {
        return Err(Why::Inapplicable);
    }
    let (m, n) = (size(with.len()), size(without.len()));
    let df = m + n - 2.0;
    if df < 1.0 {
        return Err(too_few(with.len() + without.len(), 3));
    }
    let (mean_with, mean_without) = (average(with), average(without));
    let pooled = (squares(with) + squares(without)) / df;
    let error = finite((pooled * (1.0 / m + 1.0 / n)).sqrt())?;
    let test = TTest::of(mean_with - mean_without, error, df, Confidence::P95)?;
    let ways = ways(with.len() + without.len(), with.len());
    let p_permutation = if ways <= MOST_WAYS { Ok(permutation(with, without)) } else { Err(Why::TooLarge) };
    Ok(AgainstOthers {
        effect: of_test(test, question),
        with: mean_with,
        without: mean_without,
        p_permutation: p_permutation.into(),
        least_p: 1.0 / ways,
    })
}

/// In how many ways `chosen` of `all` can be picked.
fn ways(all: usize, chosen: usize) -> f64 {
    (1..=chosen.min(all - chosen)).fold(1.0, |ways, at| ways * size(all + 1 - at) / size(at)).round()
}

/// The share of ways to pick the classes whose difference is at least as large.
fn permutation(with: &[f64], without: &[f64]) -> f64 {
    let all = [with, without].concat();
    let mean = average(&all);
    let away: Vec<f64> = all.iter().map(|change| change - mean).collect();
    // With the sum of all at 0, the difference is the sum of the picked ones times a constant.
    let observed: f64 = away.iter().take(with.len()).sum::<f64>().abs();
    let slack = 1e-9 * away.iter().map(|one| one.abs()).sum::<f64>();
    let mut picked: Vec<usize> = (0..with.len()).collect();
    let (mut ways, mut reached) = (0.0, 0.0);
    loop {
        ways += 1.0;
        if picked.iter().map(|at| away[*at]).sum::<f64>().abs() >= observed - slack {
            reached += 1.0;
        }
        // The next choice in the dictionary.
        let last = away.len() - picked.len();
        let Some(place) = (0..picked.len()).rev().find(|place| picked[*place] < last + place) else {
            return reached / ways;
        };
        picked[place] += 1;
        for later in place + 1..picked.len() {
            picked[later] = picked[later - 1] + 1;
        }
    }
}
