//! Answer sheets that agree more than independent work would.

mod chances;
mod sheets;

use self::chances::Chances;
use self::sheets::NO_ANSWER;
use super::generalised_binomial::at_least;
use super::sign::{Evidence, NotScreened, Screen, Sign, count, enough};
use crate::stats::wilson_interval::Z95;
use crate::{Interval, SampleTier};

pub use self::sheets::AnswerSheets;

/// Pairs that share fewer items are not looked at.
const LEAST_ITEMS: usize = 5;

/// When a pair is said to agree too much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimilarityPlan {
    /// The chance of a single false alarm among all pairs.
    pub level: f64,
    /// How many of the closest pairs are answered at the least, found or not.
    pub keep: usize,
}

impl Default for SimilarityPlan {
    fn default() -> SimilarityPlan {
        SimilarityPlan { level: 0.05, keep: 10 }
    }
}

/// Two sheets laid beside each other; students are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// The student who stands first.
    pub first: usize,
    /// The other one.
    pub second: usize,
    /// Items that both answered.
    pub items: usize,
    /// Items with the same answer.
    pub matches: usize,
    /// How many the same answers would be if both worked alone.
    pub expected: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// The chance of at least so many; 1 when they are not above the expected.
    pub p_value: f64,
    /// The same adjusted for the number of pairs (Holm).
    pub p_adjusted: f64,
}

/// What the comparison of all pairs gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Similarity {
    /// How many pairs were compared.
    pub pairs: usize,
    /// How many pairs agree beyond chance at the level of the plan.
    pub found: usize,
    /// The closest pairs, the most unusual first.
    pub closest: Vec<Pair>,
    /// The sign of the group: the most unusual pair, its chance among all pairs.
    pub sign: Sign,
}

/// Pairs of answer sheets that agree more than independent work would: the generalised binomial test (GBT).
///
/// # Definition
/// Each answer c of an item has the chance P(c | θ) ∝ q·exp(θ·worth), worth 1 for the right answer and 0 for others, or
/// points/greatest: with right and wrong the Rasch model, wrong answers in their usual proportion; with points the partial credit
/// model. θ and q are fitted to all sheets by penalised likelihood: θ normal about 0 with standard deviation 2, and half a
/// student of θ = 0 with even answers added to each item. For a pair the chance of the same answer to item i is Σ P_a(c)·P_b(c); the number
/// of same answers is a sum of such events, its upper tail is exact. Over all pairs the p-values are adjusted by Holm.
///
/// # Reads as
/// `found`: pairs beyond chance, the chance of even one false being at most the level. The statistic of the sign: same answers
/// above the expected in the most unusual pair, ± 1.959964 standard deviations.
///
/// # Undefined when
/// Fewer than 10 students ([`NotScreened::TooFew`]); no pair with 5 common items that vary ([`NotScreened::NothingVaries`]).
///
/// # Caution
/// A method taught in the class makes its wrong answers alike: fit the chances to the whole year group where there is one. The
/// same right answers of strong students are expected by the model; the same rare mistakes are not. Says nothing of
/// who took from whom.
///
/// # Source
/// van der Linden W. J., Sotaridona L. (2006), JEBS 31, 283–304; Wollack J. A. (1997), APM 21, 307–320; Holm S. (1979).
///
/// # Example
/// ```
/// use measure::objectivity::{AnswerSheets, SimilarityPlan, similarity};
///
/// // Twenty students answer 24 items, each in a way of his own, and the last one gives the answers of the first.
/// let answer = |student: u32, item: u32| Some((student * student * 7 + item * item * 3 + student * item) % 23 % 4);
/// let columns: Vec<_> = (0..24)
///     .map(|item| (0, (0..20).map(|student| answer(if student == 19 { 0 } else { student }, item)).collect()))
///     .collect();
/// let alike = similarity(&AnswerSheets::from_answers(&columns).unwrap(), &[], SimilarityPlan::default()).unwrap();
/// assert_eq!((alike.closest[0].first, alike.closest[0].second), (0, 19));
/// assert!(alike.closest[0].p_adjusted < 0.001);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn similarity(sheets: &AnswerSheets, groups: &[u32], plan: SimilarityPlan) -> Result<Similarity, NotScreened> {
    enough(count(sheets.students), SampleTier::Limited)?;
    let varying: Vec<bool> = sheets.items.iter().map(|item| item.worth.len() > 1).collect();
    let chances = Chances::of(sheets);
    let is_together = |a: usize, b: usize| groups.is_empty() || groups.get(a) == groups.get(b);
    let mut found = Vec::new();
    for first in 0..sheets.students {
        for second in (first + 1..sheets.students).filter(|second| is_together(first, *second)) {
            found.extend(compare(sheets, &chances, &varying, (first, second)));
        }
    }
    found.sort_unstable_by(|a: &Pair, b: &Pair| {
        a.p_value.total_cmp(&b.p_value).then((a.first, a.second).cmp(&(b.first, b.second)))
    });
    let pairs = found.len();
    let mut greatest: f64 = 0.0;
    for (rank, pair) in found.iter_mut().enumerate() {
        greatest = greatest.max(pair.p_value * (pairs - rank) as f64).min(1.0);
        pair.p_adjusted = greatest;
    }
    let beyond = found.iter().filter(|pair| pair.p_adjusted <= plan.level).count();
    found.truncate(beyond.max(plan.keep).max(1));
    let sign = found.first().map(|pair| sign(pair, pairs, beyond, sheets.students));
    Ok(Similarity { pairs, found: beyond, sign: sign.ok_or(NotScreened::NothingVaries)?, closest: found })
}

fn sign(pair: &Pair, pairs: usize, found: usize, students: usize) -> Sign {
    let statistic = pair.matches as f64 - pair.expected;
    let half = Z95 * pair.deviation;
    Sign {
        screen: Screen::SimilarSheets,
        statistic,
        interval: Some(Interval { low: statistic - half, high: statistic + half }),
        p_value: pair.p_adjusted,
        evidence: vec![
            Evidence::count("pairs", count(pairs)),
            Evidence::count("pairs_found", count(found)),
            Evidence::count("items", count(pair.items)),
            Evidence::count("matches", count(pair.matches)),
            Evidence::number("expected_matches", pair.expected),
        ],
        n: count(students),
    }
}

/// Two sheets; `None` with too few common items. Items that everybody answered alike say nothing and are left out.
fn compare(sheets: &AnswerSheets, chances: &Chances, varying: &[bool], pair: (usize, usize)) -> Option<Pair> {
    let (one, other) = (chances.student(pair.0), chances.student(pair.1));
    let mut same = Vec::with_capacity(sheets.items.len());
    let mut matches = 0;
    for (place, item) in sheets.items.iter().enumerate().filter(|(place, _)| varying[*place]) {
        let (a, b) = (item.answers[pair.0], item.answers[pair.1]);
        if a == NO_ANSWER || b == NO_ANSWER {
            continue;
        }
        matches += usize::from(a == b);
        let range = chances.starts[place]..chances.starts[place + 1];
        let chance: f64 = one[range.clone()].iter().zip(&other[range]).map(|(a, b)| a * b).sum();
        same.push(chance.min(1.0));
    }
    if same.len() < LEAST_ITEMS {
        return None;
    }
    let expected: f64 = same.iter().sum();
    let variance: f64 = same.iter().map(|chance| chance * (1.0 - chance)).sum();
    let items = same.len();
    let p_value = if matches as f64 > expected { at_least(same, matches) } else { 1.0 };
    let (first, second) = pair;
    Some(Pair { first, second, items, matches, expected, deviation: variance.sqrt(), p_value, p_adjusted: 1.0 })
}
