//! A test paper counted once: everything that classical test theory computes follows from these sums.

use std::fmt;

use num_traits::ToPrimitive;

use super::bit_planes::{Absence, blocks};
use super::pair_sums::{Pair, Sums};
use super::upper_lower_index::{Ends, ends};
use crate::{Response, Responses};

/// What a missing answer («не приступал») means for the sums. What was not administered (another
/// booklet) never counts as 0 points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MissingAnswers {
    /// 0 points, as a school counts a paper.
    Zero,
    /// Left out of each sum that needs it; every pair of items takes the persons who answered both.
    #[default]
    Pairwise,
    /// A person with any answer absent is left out altogether. An item of another booklet is no absent answer: such a
    /// person counts with the items of the own booklet.
    Complete,
}

/// The sums of a test paper («сводка работы»): persons, points and products of points of all pairs of items.
///
/// # Definition
/// For items i, j over the persons who have points for both: n, Σxᵢ, Σxⱼ, Σxᵢxⱼ, as integers; covariance
/// `(n·Σxᵢxⱼ − Σxᵢ·Σxⱼ) / (n(n−1))`. Counts of persons by total score over those who have points for every item.
///
/// # Reads as
/// The material of the other measures of this module.
///
/// # Undefined when
/// No items; fewer than 2 persons; the greatest points together are 65,536 or more: [`NoStatistic`].
///
/// # Caution
/// Covariances over pairs ([`MissingAnswers::Pairwise`]) may contradict each other when much is absent.
///
/// # Source
/// Lord F. M., Novick M. R. (1968), Statistical Theories of Mental Test Scores; pairs as in R psych (Revelle W.).
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 0, 0, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert_eq!((paper.persons(), paper.items(), paper.test_mean()), (4, 2, 0.75));
/// assert_eq!(paper.scores(), [2, 1, 1]);
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct CountedPaper {
    missing: MissingAnswers,
    left_out: u64,
    greatest: Vec<u8>,
    sums: Sums,
    covariances: Vec<f64>,
    unpaired: Option<(usize, usize)>,
    ends: Ends,
}

/// Why classical test theory has no number here. Items are counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoStatistic {
    /// There are no items.
    NoItems,
    /// The statistic compares items, and there is one.
    OneItem,
    /// Fewer than 2 persons count.
    FewPersons {
        /// How many count.
        persons: u64,
    },
    /// All greatest points together cannot be held.
    TooManyPoints,
    /// Everybody has the same points for the item.
    ConstantItem {
        /// The item.
        item: usize,
    },
    /// Everybody has the same points for the other items together.
    ConstantRest {
        /// The item.
        item: usize,
    },
    /// Everybody has the same score.
    NoVariance,
    /// Fewer than 2 persons answered both items.
    Unpaired {
        /// One item.
        one: usize,
        /// The other.
        other: usize,
    },
    /// Nobody of the upper or of the lower group has points for the item.
    NoEnds {
        /// The item.
        item: usize,
    },
    /// The formula takes items of one point each.
    NotDichotomous {
        /// The first item that is worth more.
        item: usize,
    },
    /// An item follows from the others, or the covariances over pairs contradict each other.
    Singular,
    /// A number outside what the formula takes.
    BadArgument,
}

impl fmt::Display for NoStatistic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NoStatistic::NoItems => f.write_str("нет ни одного задания"),
            NoStatistic::OneItem => f.write_str("в работе одно задание: сравнивать его не с чем"),
            NoStatistic::FewPersons { persons } => {
                write!(f, "участников, чьи ответы учтены: {persons}; нужно не менее 2")
            }
            NoStatistic::TooManyPoints => f.write_str("сумма наибольших баллов заданий больше 65 535"),
            NoStatistic::ConstantItem { item } => {
                write!(f, "задание {}: у всех участников один и тот же балл", item + 1)
            }
            NoStatistic::ConstantRest { item } => {
                write!(f, "без задания {} у всех участников одна и та же сумма баллов", item + 1)
            }
            NoStatistic::NoVariance => f.write_str("у всех участников один и тот же результат: разброса нет"),
            NoStatistic::Unpaired { one, other } => {
                write!(f, "на задания {} и {} вместе отвечали меньше двух участников", one + 1, other + 1)
            }
            NoStatistic::NoEnds { item } => {
                write!(f, "задание {}: в сильной или слабой группе на него никто не отвечал", item + 1)
            }
            NoStatistic::NotDichotomous { item } => {
                write!(f, "формула годится для заданий в один балл, а задание {} стоит больше", item + 1)
            }
            NoStatistic::Singular => {
                f.write_str("связи заданий вырождены: одно задание следует из других или пропусков слишком много")
            }
            NoStatistic::BadArgument => f.write_str("число вне допустимых пределов"),
        }
    }
}

impl std::error::Error for NoStatistic {}

/// A variance below this share of what it is made of is a rounding error of zero.
const NOTHING: f64 = 1e-12;

impl CountedPaper {
    /// Counts the responses once.
    ///
    /// # Errors
    /// No items, fewer than 2 persons who count, or more points than a total can hold.
    pub fn count(responses: &Responses, missing: MissingAnswers) -> Result<CountedPaper, NoStatistic> {
        if missing == MissingAnswers::Complete && has(responses, Response::NotAdministered) {
            return CountedPaper::complete_booklets(responses);
        }
        let greatest: Vec<u8> = (0..responses.items()).map(|item| responses.greatest(item)).collect();
        if greatest.is_empty() {
            return Err(NoStatistic::NoItems);
        }
        let whole: u64 = greatest.iter().map(|&points| u64::from(points)).sum();
        let size = u16::try_from(whole).map_err(|_| NoStatistic::TooManyPoints)?;
        let absence = if missing == MissingAnswers::Zero { Absence::MissingIsZero } else { Absence::LeavesOut };
        let (layout, mut blocks) = blocks(responses, absence);
        if missing == MissingAnswers::Complete && layout.has_absent {
            for block in &mut blocks {
                block.keep(&block.complete(&layout));
            }
        }
        let sums = Sums::of(&layout, &blocks, usize::from(size));
        if sums.persons < 2 {
            return Err(NoStatistic::FewPersons { persons: sums.persons });
        }
        let ends = ends(&layout, &blocks, &sums.scores, missing == MissingAnswers::Complete);
        let all = responses.persons().to_u64().unwrap_or(u64::MAX);
        let (covariances, unpaired) = sums.covariances();
        let left_out = all - sums.persons;
        Ok(CountedPaper { missing, left_out, greatest, sums, covariances, unpaired, ends })
    }

    /// Leaves out the persons with an absent answer in their own booklet; the others have no answer absent.
    fn complete_booklets(responses: &Responses) -> Result<CountedPaper, NoStatistic> {
        let is_whole = |person: &usize| responses.person(*person).all(|response| response != Response::Missing);
        let whole: Vec<usize> = (0..responses.persons()).filter(is_whole).collect();
        let items: Vec<usize> = (0..responses.items()).collect();
        let counted = CountedPaper::count(&responses.part(&whole, &items), MissingAnswers::Pairwise)?;
        let all = responses.persons().to_u64().unwrap_or(u64::MAX);
        let left_out = all - counted.sums.persons;
        Ok(CountedPaper { missing: MissingAnswers::Complete, left_out, ..counted })
    }

    /// What a missing answer meant.
    #[must_use]
    pub fn missing(&self) -> MissingAnswers {
        self.missing
    }

    /// Persons with points for at least one item, or for every item when only complete papers count.
    #[must_use]
    pub fn persons(&self) -> u64 {
        self.sums.persons
    }

    /// Persons whose responses do not count at all.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// Items.
    #[must_use]
    pub fn items(&self) -> usize {
        self.greatest.len()
    }

    /// The greatest points of an item.
    ///
    /// # Panics
    /// When there is no such item.
    #[must_use]
    pub fn greatest(&self, item: usize) -> u8 {
        self.greatest[item]
    }

    /// The greatest score of the paper.
    #[must_use]
    pub fn greatest_score(&self) -> u64 {
        self.greatest.iter().map(|&points| u64::from(points)).sum()
    }

    /// How many persons count for an item.
    ///
    /// # Panics
    /// When there is no such item.
    #[must_use]
    pub fn answered(&self, item: usize) -> u64 {
        self.sums.together[self.sums.at(item, item)]
    }

    /// All points of an item.
    ///
    /// # Panics
    /// When there is no such item.
    #[must_use]
    pub fn points(&self, item: usize) -> u64 {
        self.sums.parts[self.sums.at(item, item)]
    }

    /// How many persons have each score from 0 to the greatest, of those with points for every item.
    #[must_use]
    pub fn scores(&self) -> &[u64] {
        &self.sums.scores
    }

    /// The sum of the mean points of the items; 0 for an item nobody answered.
    #[must_use]
    pub fn test_mean(&self) -> f64 {
        (0..self.items()).map(|item| self.mean(item).unwrap_or(0.0)).sum()
    }

    /// The mean points of an item.
    pub(crate) fn mean(&self, item: usize) -> Option<f64> {
        (self.answered(item) > 0).then(|| count(self.points(item)) / count(self.answered(item)))
    }

    /// The persons who answered both items: Σ points of each over them, and Σ of the products.
    pub(super) fn pair(&self, one: usize, other: usize) -> Pair {
        let (at, mirror) = (self.sums.at(one, other), self.sums.at(other, one));
        Pair {
            persons: self.sums.together[at],
            one: self.sums.parts[at],
            other: self.sums.parts[mirror],
            both: self.sums.products[at],
        }
    }

    pub(super) fn ends(&self) -> &Ends {
        &self.ends
    }

    /// The covariance of the points of two items; a variance when they are one.
    ///
    /// # Errors
    /// Fewer than 2 persons answered both.
    ///
    /// # Panics
    /// When there is no such item.
    pub fn covariance(&self, one: usize, other: usize) -> Result<f64, NoStatistic> {
        let value = self.covariances[one * self.items() + other];
        if value.is_infinite() { Err(NoStatistic::Unpaired { one, other }) } else { Ok(value) }
    }

    /// The covariances of all pairs, row by row.
    pub(super) fn all_covariances(&self) -> Result<&[f64], NoStatistic> {
        match self.unpaired {
            Some((one, other)) => Err(NoStatistic::Unpaired { one, other }),
            None => Ok(&self.covariances),
        }
    }

    /// The variance of the score: the sum of all covariances.
    ///
    /// # Errors
    /// Some pair of items has nobody in common; all have the same score.
    pub fn test_variance(&self) -> Result<f64, NoStatistic> {
        positive(self.all_covariances()?.iter().copied()).ok_or(NoStatistic::NoVariance)
    }

    /// The standard deviation of the score.
    ///
    /// # Errors
    /// As of [`CountedPaper::test_variance`], but a score that is the same for all has the deviation 0.
    pub fn test_sd(&self) -> Result<f64, NoStatistic> {
        match self.test_variance() {
            Err(NoStatistic::NoVariance) => Ok(0.0),
            other => other.map(f64::sqrt),
        }
    }
}

fn has(responses: &Responses, wanted: Response) -> bool {
    (0..responses.items()).any(|item| responses.item(item).any(|response| response == wanted))
}

/// A sum that must be positive to divide by; `None` when nothing is left of what it is made of.
pub(super) fn positive(terms: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, size) = terms.fold((0.0, 0.0), |(sum, size), term| (sum + term, size + term.abs()));
    (sum > NOTHING * size).then_some(sum)
}

/// A count as a floating-point number; counts are far below 2⁵³.
pub(super) fn count(count: u64) -> f64 {
    count.to_f64().unwrap_or(f64::MAX)
}
