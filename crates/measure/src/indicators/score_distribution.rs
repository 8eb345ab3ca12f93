//! How many participants have which primary score («распределение первичных баллов»).

use school::{Exact, Mark, Share};

use super::mark_scale::MarkScale;
use crate::registry::{Computes, Measure, Quantity, Reads};
use crate::{Measured, SampleTier, Tally, Why, sample_tier};

/// Participants counted by primary score, 0 to the maximum.
///
/// # Definition
/// One count for each whole score from 0 to the maximum of the paper, empty ones too.
///
/// # Reads as
/// Counts; with a scale each score carries its mark, and the first score of 3, 4 and 5 is a border.
///
/// # Undefined when
/// Mean, median, quantiles and shares without participants: [`Why::EmptyBase`].
///
/// # Caution
/// A peak on a border is a possible sign only, and calls for further analysis. The form informs from 50
/// participants, roughly from 20: [`ScoreDistribution::tier`].
///
/// # Source
/// ФИС ОКО, «Распределение первичных баллов»; recommendations of ФИОКО, 2026.
///
/// # Example
/// ```
/// use measure::{Measured, MarkScale, ScoreDistribution};
/// use school::Exact;
///
/// let scores = ScoreDistribution::count([9, 10, 10, 24], 24).unwrap();
/// assert_eq!(scores.median(), Measured::Known(Exact::from_integer(10)));
/// assert_eq!(scores.share_at(10), Measured::share(2, 4));
///
/// let scale = MarkScale::new(24, [(0, 9), (10, 15), (16, 20), (21, 24)]).unwrap();
/// let borders: Vec<i64> = scores.bars(Some(&scale)).into_iter().filter(|bar| bar.is_border).map(|bar| bar.score).collect();
/// assert_eq!(borders, [10, 16, 21]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreDistribution {
    /// By score, from 0.
    counts: Vec<i64>,
}

/// One bar of the histogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreBar {
    /// The primary score.
    pub score: i64,
    /// Participants who have it.
    pub count: i64,
    /// Its mark, when the scale is known.
    pub mark: Option<Mark>,
    /// Whether a mark above 2 begins here.
    pub is_border: bool,
}

/// A score outside 0 to the maximum, or a maximum outside 1 to 1000.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreOutside {
    /// The score that was found.
    pub score: i64,
    /// The maximum of the paper.
    pub maximum: i64,
}

impl ScoreDistribution {
    /// Counts the scores of participants of a paper.
    ///
    /// # Errors
    /// A score outside 0 to the maximum; a maximum no paper has.
    pub fn count(scores: impl IntoIterator<Item = i64>, maximum: i64) -> Result<ScoreDistribution, ScoreOutside> {
        let size = usize::try_from(maximum).ok().filter(|size| (1..=1000).contains(size));
        let size = size.ok_or(ScoreOutside { score: maximum, maximum })?;
        let mut counts = vec![0; size + 1];
        for score in scores {
            let slot = usize::try_from(score).ok().and_then(|at| counts.get_mut(at));
            *slot.ok_or(ScoreOutside { score, maximum })? += 1;
        }
        Ok(ScoreDistribution { counts })
    }

    /// Participants.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.counts.iter().sum()
    }

    /// What a group of this size allows.
    #[must_use]
    pub fn tier(&self) -> SampleTier {
        sample_tier(self.n())
    }

    /// One bar for each score from 0 to the maximum, with marks and borders if the scale is known.
    #[must_use]
    pub fn bars(&self, scale: Option<&MarkScale>) -> Vec<ScoreBar> {
        let bar = |(score, count): (i64, &i64)| ScoreBar {
            score,
            count: *count,
            mark: scale.and_then(|scale| scale.mark_of(score)),
            is_border: scale.is_some_and(|scale| scale.is_border(score)),
        };
        (0..).zip(&self.counts).map(bar).collect()
    }

    /// The share of participants with this score; 0 for a score nobody can have.
    pub fn share_at(&self, score: i64) -> Measured<Share> {
        let count = usize::try_from(score).ok().and_then(|at| self.counts.get(at));
        Measured::share(count.copied().unwrap_or(0), self.n())
    }

    /// The mean primary score.
    pub fn mean(&self) -> Measured<Exact> {
        self.tally().mean()
    }

    /// The median primary score.
    pub fn median(&self) -> Measured<Exact> {
        self.tally().median()
    }

    /// The quantile of the primary scores at a share from 0 to 1, type 7.
    pub fn quantile(&self, at: Exact) -> Measured<Exact> {
        self.tally().quantile(at)
    }

    fn tally(&self) -> Tally {
        let counted = (0..).zip(&self.counts).map(|(score, count)| (Exact::from_integer(score), *count));
        Tally::from_counts(counted).expect("counts of participants are not negative")
    }
}

fn from(scores: &[Option<i64>], maximum: i64, value: fn(&ScoreDistribution) -> Measured<Exact>) -> Measured<Exact> {
    match ScoreDistribution::count(scores.iter().copied().flatten(), maximum) {
        Ok(distribution) => value(&distribution),
        Err(_) => Measured::Unknown(Why::Inapplicable),
    }
}

pub(crate) const MEASURE: Measure = Measure {
    name: "score_distribution",
    title: "Распределение первичных баллов",
    method: "Для каждого балла от 0 до максимального показывают число участников, отмечают границы отметок, приводят \
             среднее и медиану. Распределение информативно от 50 участников, приблизительно — от 20. Пик на границе \
             отметок — лишь возможный признак, который требует дополнительного анализа.",
    source: "ФИС ОКО, «Распределение первичных баллов»; рекомендации ФИОКО, 2026",
    quantities: &[
        Quantity {
            name: "mean",
            reads: Reads::AmongValues,
            computes: Computes::FromPoints(|scores, maximum| from(scores, maximum, ScoreDistribution::mean)),
        },
        Quantity {
            name: "median",
            reads: Reads::AmongValues,
            computes: Computes::FromPoints(|scores, maximum| from(scores, maximum, ScoreDistribution::median)),
        },
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_a_bar_and_no_other() {
        let scores = ScoreDistribution::count([0, 2, 2], 2).unwrap();
        let bars: Vec<(i64, i64)> = scores.bars(None).into_iter().map(|bar| (bar.score, bar.count)).collect();
        assert_eq!(bars, [(0, 1), (1, 0), (2, 2)]);
        assert_eq!(ScoreDistribution::count([3], 2), Err(ScoreOutside { score: 3, maximum: 2 }));
        assert_eq!(ScoreDistribution::count([-1], 2), Err(ScoreOutside { score: -1, maximum: 2 }));
    }

    #[test]
    fn a_maximum_no_paper_has_takes_no_memory() {
        assert!(ScoreDistribution::count([], i64::MAX).is_err());
        assert!(ScoreDistribution::count([], 0).is_err());
    }

    #[test]
    fn nobody_has_no_share() {
        let scores = ScoreDistribution::count([], 5).unwrap();
        assert_eq!(scores.share_at(0), Measured::Unknown(Why::EmptyBase));
        assert_eq!(scores.tier(), SampleTier::TooFew);
    }
}
