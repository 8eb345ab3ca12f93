//! How many students got each score.

use super::sign::NotScreened;

/// The number of students at each score, from 0 to the greatest («распределение первичных баллов»).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreCounts {
    counts: Vec<i64>,
    n: i64,
}

impl ScoreCounts {
    /// Counts the scores of students on a paper with this greatest score.
    ///
    /// # Errors
    /// When a score is outside 0…`greatest`.
    pub fn of_scores(scores: impl IntoIterator<Item = i64>, greatest: usize) -> Result<ScoreCounts, NotScreened> {
        let mut counts = vec![0; greatest + 1];
        let mut n = 0;
        for score in scores {
            let place = usize::try_from(score).ok().and_then(|place| counts.get_mut(place));
            *place.ok_or(NotScreened::ScoreOutside { score, greatest })? += 1;
            n += 1;
        }
        Ok(ScoreCounts { counts, n })
    }

    /// Scores counted already: the first count is that of score 0. Nothing for negative counts, or a sum beyond `i64`.
    #[must_use]
    pub fn from_counts(counts: Vec<i64>) -> Option<ScoreCounts> {
        let n = counts.iter().try_fold(0_i64, |sum, count| if *count < 0 { None } else { sum.checked_add(*count) })?;
        (!counts.is_empty()).then_some(ScoreCounts { counts, n })
    }

    /// The counts, from score 0.
    #[must_use]
    pub fn counts(&self) -> &[i64] {
        &self.counts
    }

    /// The greatest score of the paper.
    #[must_use]
    pub fn greatest(&self) -> usize {
        self.counts.len() - 1
    }

    /// How many students.
    #[must_use]
    pub fn n(&self) -> i64 {
        self.n
    }
}
