//! From the primary score of a paper to its mark («шкала перевода первичного балла в отметку»).

use school::{Exact, Mark};

use super::cut_scores::{CutScores, ScaleFault};
use crate::registry::Measure;

/// A scale of a paper: which primary scores give which mark.
///
/// # Definition
/// Whole scores from 0 to the maximum, each with one mark, all four marks in ascending order.
///
/// # Reads as
/// A mark.
///
/// # Undefined when
/// The score lies outside 0 to the maximum: `None`.
///
/// # Caution
/// Scales and even maxima change by year and paper; a scale is never guessed from results.
///
/// # Source
/// The description of the paper of that year.
///
/// # Example
/// ```
/// use measure::MarkScale;
/// use school::Mark;
///
/// // Russian, year group 4, 2026.
/// let scale = MarkScale::new(24, [(0, 9), (10, 15), (16, 20), (21, 24)]).unwrap();
/// assert_eq!(scale.mark_of(15), Some(Mark::Three));
/// assert_eq!(scale.mark_of(16), Some(Mark::Four));
/// assert_eq!(scale.mark_of(25), None);
/// assert!(!scale.agrees(15, Mark::Four));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkScale {
    cuts: CutScores<Mark>,
    maximum: i64,
}

impl MarkScale {
    /// The scale with the first and last scores of the marks 2, 3, 4 and 5.
    ///
    /// # Errors
    /// All faults of the table: gaps, overlaps, scores outside 0 to the maximum, marks out of order.
    pub fn new(maximum: i64, scores: [(i64, i64); 4]) -> Result<MarkScale, Vec<ScaleFault>> {
        let bands = Mark::ALL.into_iter().zip(scores).map(|(mark, (from, to))| (mark, from, to));
        let cuts = CutScores::from_intervals(0, maximum, bands)?;
        let in_order = cuts.bands().iter().map(|(_, mark)| *mark).eq(Mark::ALL);
        if !in_order {
            return Err(vec![ScaleFault::Marks]);
        }
        Ok(MarkScale { cuts, maximum })
    }

    /// The mark for a primary score; `None` outside 0 to the maximum.
    #[must_use]
    pub fn mark_of(&self, primary_score: i64) -> Option<Mark> {
        self.cuts.band_of(&Exact::from_integer(i128::from(primary_score))).copied()
    }

    /// The greatest primary score.
    #[must_use]
    pub fn maximum(&self) -> i64 {
        self.maximum
    }

    /// Whether the score is the first one of a mark above 2: a border where peaks are looked for.
    #[must_use]
    pub fn is_border(&self, primary_score: i64) -> bool {
        let score = Exact::from_integer(i128::from(primary_score));
        self.cuts.bands().iter().skip(1).any(|(from, _)| *from == score)
    }

    /// Whether a result carries the mark the scale gives.
    #[must_use]
    pub fn agrees(&self, primary_score: i64, mark: Mark) -> bool {
        self.mark_of(primary_score) == Some(mark)
    }
}

pub(crate) const MEASURE: Measure = Measure {
    name: "mark_scale",
    title: "Перевод первичного балла в отметку",
    method: "Отметку за работу определяют по шкале того года и той работы. Шкала должна покрывать все баллы от 0 до \
             максимального без пропусков и наложений, отметки — идти по возрастанию; результат, отметка которого не \
             соответствует шкале, показывают как расхождение. Шкалу никогда не выводят из результатов.",
    source: "Описание проверочной работы соответствующего года",
    quantities: &[],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_must_rise_with_the_score() {
        let swapped = MarkScale::new(24, [(10, 15), (0, 9), (16, 20), (21, 24)]);
        assert_eq!(swapped, Err(vec![ScaleFault::Marks]));
    }

    #[test]
    fn published_scales_are_whole() {
        // Year group 8: Russian, maths, biology, chemistry, physics, history, society, geography.
        let scales = [
            (51, [(0, 25), (26, 31), (32, 44), (45, 51)]),
            (25, [(0, 7), (8, 14), (15, 20), (21, 25)]),
            (29, [(0, 9), (10, 17), (18, 23), (24, 29)]),
            (36, [(0, 9), (10, 18), (19, 27), (28, 36)]),
            (18, [(0, 4), (5, 7), (8, 10), (11, 18)]),
            (17, [(0, 4), (5, 9), (10, 13), (14, 17)]),
            (22, [(0, 7), (8, 13), (14, 18), (19, 22)]),
            (33, [(0, 9), (10, 20), (21, 28), (29, 33)]),
        ];
        for (maximum, scores) in scales {
            let scale = MarkScale::new(maximum, scores).unwrap();
            let borders: Vec<i64> = (0..=maximum).filter(|score| scale.is_border(*score)).collect();
            assert_eq!(borders, [scores[1].0, scores[2].0, scores[3].0]);
        }
    }
}
