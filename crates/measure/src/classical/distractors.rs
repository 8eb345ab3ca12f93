//! Who chooses which answer of an item with choices («анализ дистракторов»).

use std::collections::BTreeMap;
use std::fmt;

use num_traits::ToPrimitive;
use school::Share;

use crate::Measured;
use crate::stats::{mann_whitney, mann_whitney_exact};

/// One option of an item with choices.
#[derive(Debug, Clone, PartialEq)]
pub struct ChosenOption {
    /// The text of the option.
    pub option: String,
    /// Whether it is the key.
    pub is_key: bool,
    /// How many chose it.
    pub persons: u64,
    /// Their share of all persons, those without an answer too.
    pub share: Measured<Share>,
    /// The share that chose it among the upper 27 % by the rest of the paper.
    pub upper: Measured<Share>,
    /// And among the lower 27 %.
    pub lower: Measured<Share>,
    /// The mean score of those who chose it on the rest of the paper; nothing when nobody did.
    pub mean_rest: Option<f64>,
    /// The correlation of choosing it with the score on the rest; nothing when all or none chose it, or all have one score.
    pub rest_correlation: Option<f64>,
    /// How probable it is that those who chose it surpass those who chose the key on the rest so far by chance alone:
    /// one-sided, by ranks; nothing for the key, and where there is nobody to compare or all have one score.
    pub above_key: Option<f64>,
}

/// The options of one item, the key first, then the others by their text.
#[derive(Debug, Clone, PartialEq)]
pub struct DistractorTable {
    /// The options.
    pub options: Vec<ChosenOption>,
    /// All persons.
    pub persons: u64,
    /// Persons without an answer.
    pub unanswered: u64,
}

/// Why there is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDistractors {
    /// Nobody answered.
    NoAnswers,
    /// As many choices as scores are needed.
    UnequalLength,
}

impl fmt::Display for NoDistractors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            NoDistractors::NoAnswers => "на задание никто не ответил",
            NoDistractors::UnequalLength => "число ответов и число результатов участников разное",
        })
    }
}

impl std::error::Error for NoDistractors {}

/// Counts the options of one item against the score on the rest of the paper.
///
/// # Definition
/// For each option: persons, share, mean score on the other items, the correlation of «chose it» (1 or 0) with that
/// score over all persons, and the shares among the upper and lower groups: m = ⌊0.27·n + 0.5⌋ persons by the score on
/// the rest, and all who are equal to the last of them.
///
/// # Reads as
/// The key must be chosen by the strong (positive correlation), a wrong option by the weak (negative). An option that
/// nobody chooses does no work; a wrong option that the strong choose asks for a look at the key and the wording.
///
/// # Undefined when
/// Nobody answered: [`NoDistractors::NoAnswers`].
///
/// # Caution
/// In a class of 25 one or two students decide about an option: [`key_rivals`](super::key_rivals) says which are beyond
/// chance.
///
/// # Source
/// Crocker L., Algina J. (1986), Introduction to Classical and Modern Test Theory, chapter 14; Haladyna T. M. (2004).
///
/// # Example
/// ```
/// use measure::classical::distractor_table;
///
/// let choices = [Some("А"), Some("А"), Some("Б"), None];
/// let table = distractor_table(&choices, "Б", &[9, 8, 3, 2]).unwrap();
/// assert_eq!((table.options[0].option.as_str(), table.options[0].persons, table.unanswered), ("Б", 1, 1));
/// // Those who chose «А» stand higher, but so few show nothing: 1 of 3 ways to share out the scores.
/// assert!((table.options[1].above_key.unwrap() - 1.0 / 3.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when»; choices and scores of different length.
pub fn distractor_table(choices: &[Option<&str>], key: &str, rests: &[u32]) -> Result<DistractorTable, NoDistractors> {
    if choices.len() != rests.len() {
        return Err(NoDistractors::UnequalLength);
    }
    if choices.iter().all(Option::is_none) {
        return Err(NoDistractors::NoAnswers);
    }
    let group = (27 * rests.len() + 50) / 100;
    let mut sorted = rests.to_vec();
    sorted.sort_unstable();
    let at_most = group.checked_sub(1).map(|last| sorted[last]);
    let at_least = group.checked_sub(1).map(|last| sorted[sorted.len() - 1 - last]);
    let is_upper = |rest: u32| at_least.is_some_and(|border| rest >= border);
    let is_lower = |rest: u32| at_most.is_some_and(|border| rest <= border);
    let mut chosen: BTreeMap<&str, Vec<u32>> = BTreeMap::from([(key, Vec::new())]);
    for (choice, rest) in choices.iter().zip(rests) {
        if let Some(option) = choice {
            chosen.entry(option).or_default().push(*rest);
        }
    }
    let among = |rests: &[u32], all: &[u32], holds: &dyn Fn(u32) -> bool| {
        let count = |rests: &[u32]| rests.iter().filter(|rest| holds(**rest)).count().to_i64().unwrap_or(i64::MAX);
        Measured::share(count(rests), count(all))
    };
    let with_key = chosen.get(key).cloned().unwrap_or_default();
    let option = |(option, with): (&str, Vec<u32>)| ChosenOption {
        is_key: option == key,
        option: option.to_owned(),
        persons: size(&with),
        share: among(&with, rests, &|_| true),
        upper: among(&with, rests, &is_upper),
        lower: among(&with, rests, &is_lower),
        mean_rest: sum(&with, |rest| rest)
            .to_f64()
            .zip(with.len().to_f64())
            .filter(|_| !with.is_empty())
            .map(|(sum, n)| sum / n),
        rest_correlation: correlation(&with, rests),
        above_key: if option == key { None } else { above(&with, &with_key) },
    };
    let mut options: Vec<ChosenOption> = chosen.into_iter().map(option).collect();
    options.sort_by_key(|option| !option.is_key);
    let answered: u64 = options.iter().map(|option| option.persons).sum();
    Ok(DistractorTable { options, persons: size(rests), unanswered: size(rests) - answered })
}

impl DistractorTable {
    /// The wrong options that nobody or almost nobody chose: fewer than 5 of a hundred.
    pub fn idle(&self) -> impl Iterator<Item = &ChosenOption> {
        self.options.iter().filter(|option| !option.is_key && option.persons * 20 < self.persons)
    }
}

fn size(values: &[u32]) -> u64 {
    values.len().to_u64().unwrap_or(u64::MAX)
}

fn sum(values: &[u32], of: impl Fn(i128) -> i128) -> i128 {
    values.iter().map(|&value| of(i128::from(value))).sum()
}

/// Up to so many persons the rank sum is counted exactly; from there on the normal approximation serves.
const EXACT_UP_TO: usize = 50;

/// The one-sided p of the rank sum, with correction for continuity where it is not exact.
fn above(higher: &[u32], lower: &[u32]) -> Option<f64> {
    let real = |rests: &[u32]| -> Vec<f64> { rests.iter().copied().map(f64::from).collect() };
    let (higher, lower) = (real(higher), real(lower));
    let by_ranks = mann_whitney(&higher, &lower).known()?;
    let exact = || mann_whitney_exact(&higher, &lower).known();
    let two_sided = if higher.len() + lower.len() <= EXACT_UP_TO { exact()? } else { by_ranks.p_corrected };
    Some(if by_ranks.rank_biserial > 0.0 { two_sided / 2.0 } else { 1.0 - two_sided / 2.0 })
}

/// Pearson's correlation of belonging to the choosers with the score; integers up to the last step.
fn correlation(with: &[u32], all: &[u32]) -> Option<f64> {
    let (m, n) = (i128::from(size(with)), i128::from(size(all)));
    let (sum_with, sum_all) = (sum(with, |rest| rest), sum(all, |rest| rest));
    let shared = n * sum_with - m * sum_all;
    let spread = n * sum(all, |rest| rest * rest) - sum_all * sum_all;
    let below = (m * (n - m)).to_f64()?.sqrt() * spread.to_f64()?.sqrt();
    (below > 0.0).then(|| shared.to_f64().map(|shared| (shared / below).clamp(-1.0, 1.0))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_told_apart_by_who_chooses_them() {
        let choices = [Some("1"), Some("1"), Some("1"), Some("2"), Some("2"), Some("3"), None, Some("2")];
        let table = distractor_table(&choices, "1", &[9, 8, 7, 4, 3, 5, 1, 2]).unwrap();
        let [key, two, three] = &table.options[..] else { panic!("three options") };
        assert_eq!((key.persons, two.persons, three.persons, table.unanswered), (3, 3, 1, 1));
        assert_eq!((key.upper, key.lower), (Measured::share(2, 2), Measured::share(0, 2)));
        assert_eq!(two.lower, Measured::share(1, 2));
        assert_eq!(key.mean_rest, Some(8.0));
        assert!(key.rest_correlation > Some(0.8) && two.rest_correlation < Some(0.0));
        assert!(key.above_key.is_none() && two.above_key > Some(0.9));
    }

    #[test]
    fn a_table_that_cannot_be_made_says_why() {
        assert_eq!(distractor_table(&[None], "1", &[1]), Err(NoDistractors::NoAnswers));
        assert_eq!(distractor_table(&[], "1", &[]), Err(NoDistractors::NoAnswers));
        assert_eq!(distractor_table(&[None], "1", &[]), Err(NoDistractors::UnequalLength));
        let all_alike = distractor_table(&[Some("1"), Some("2")], "1", &[5, 5]).unwrap();
        assert_eq!(all_alike.options[0].rest_correlation, None);
        let unchosen = distractor_table(&[Some("2")], "1", &[5]).unwrap();
        assert_eq!((unchosen.options[0].mean_rest, unchosen.options[0].is_key), (None, true));
    }
}
