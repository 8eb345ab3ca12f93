//! Everything classical test theory tells of a paper, and what should be looked at («анализ работы»).

use super::{
    CountedPaper, MissingAnswers, NoStatistic, ScoreEnds, alpha_if_deleted, alpha_interval, cronbach_alpha, facility,
    item_rest_correlation, item_sd, item_total_correlation, kr20, kr21, lambda2, lambda6, lambda6_standardised,
    score_ends, split_half, standard_error_of_measurement, upper_lower_index,
};
use crate::{Interval, Responses};

/// A number, or why there is none.
type Number = Result<f64, NoStatistic>;

/// What classical test theory tells of one item.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemRow {
    /// How many persons count for it.
    pub answered: u64,
    /// [`facility`].
    pub facility: Number,
    /// [`item_sd`].
    pub sd: Number,
    /// [`item_total_correlation`].
    pub total_correlation: Number,
    /// [`item_rest_correlation`].
    pub rest_correlation: Number,
    /// [`upper_lower_index`].
    pub upper_lower: Number,
    /// [`alpha_if_deleted`].
    pub alpha_if_deleted: Number,
    /// What should be looked at.
    pub notes: Vec<ItemNote>,
}

/// What should be looked at in an item. It asks for a check and blames nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ItemNote {
    /// The correlation with the rest is negative: probably a wrong key.
    WrongKey,
    /// The correlation with the rest is from 0 to 0.2.
    Weak,
    /// Everybody has all the points.
    AllSolved,
    /// Nobody has any points.
    NoneSolved,
    /// Everybody has the same points, neither none nor all.
    SamePoints,
    /// Facility above 0.95.
    TooEasy,
    /// Facility below 0.05.
    TooHard,
    /// Alpha would be higher without it.
    SpoilsAlpha,
}

impl ItemNote {
    /// The stable key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            ItemNote::WrongKey => "wrong_key",
            ItemNote::Weak => "weak",
            ItemNote::AllSolved => "all_solved",
            ItemNote::NoneSolved => "none_solved",
            ItemNote::SamePoints => "same_points",
            ItemNote::TooEasy => "too_easy",
            ItemNote::TooHard => "too_hard",
            ItemNote::SpoilsAlpha => "spoils_alpha",
        }
    }

    /// The note in Russian.
    #[must_use]
    pub fn say(self) -> &'static str {
        match self {
            ItemNote::WrongKey => {
                "чем выше результат ученика, тем реже он справляется: вероятна ошибка в ключе, проверьте ключ и условие"
            }
            ItemNote::Weak => "слабо отличает подготовленных учеников от неподготовленных",
            ItemNote::AllSolved => "выполнили все: задание ничего не измеряет в этой группе",
            ItemNote::NoneSolved => "не выполнил никто: задание ничего не измеряет в этой группе",
            ItemNote::SamePoints => "у всех один и тот же балл: задание ничего не измеряет в этой группе",
            ItemNote::TooEasy => "почти все справились",
            ItemNote::TooHard => "почти никто не справился",
            ItemNote::SpoilsAlpha => "без этого задания согласованность работы выше",
        }
    }
}

/// What classical test theory tells of a paper.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperAnalysis {
    /// The counts.
    pub paper: CountedPaper,
    /// By item.
    pub items: Vec<ItemRow>,
    /// The standard deviation of the score.
    pub test_sd: Number,
    /// [`cronbach_alpha`].
    pub alpha: Number,
    /// [`alpha_interval`].
    pub alpha_interval: Result<Interval, NoStatistic>,
    /// [`standard_error_of_measurement`].
    pub standard_error: Number,
    /// [`lambda2`].
    pub lambda2: Number,
    /// [`lambda6`].
    pub lambda6: Number,
    /// [`lambda6_standardised`].
    pub lambda6_standardised: Number,
    /// [`split_half`].
    pub split_half: Number,
    /// [`kr20`].
    pub kr20: Number,
    /// [`kr21`].
    pub kr21: Number,
    /// [`score_ends`].
    pub ends: ScoreEnds,
}

/// The whole classical analysis of a paper.
///
/// # Definition
/// The measures of this module, each by its own definition, from one count of the paper; and notes: correlation with the
/// rest below 0 (probably a wrong key) or below 0.2, facility above 0.95 or below 0.05, items all alike, alpha higher
/// without the item.
///
/// # Reads as
/// One row for each item and the figures of the paper.
///
/// # Undefined when
/// No items, fewer than 2 persons: [`NoStatistic`]. Single figures say for themselves why they are absent.
///
/// # Caution
/// A note asks for a look at the item, and with a small group chance alone makes several of them.
///
/// # Source
/// Crocker L., Algina J. (1986), Introduction to Classical and Modern Test Theory.
///
/// # Example
/// ```
/// use measure::classical::{ItemNote, MissingAnswers, analyse};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 5]| (1, points.map(Response::Points));
/// let items = [column([1, 1, 1, 0, 0]), column([1, 1, 0, 0, 0]), column([0, 0, 0, 1, 1])];
/// let analysis = analyse(&Responses::new(items).unwrap(), MissingAnswers::Zero).unwrap();
/// assert!(analysis.items[2].notes.contains(&ItemNote::WrongKey));
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn analyse(responses: &Responses, missing: MissingAnswers) -> Result<PaperAnalysis, NoStatistic> {
    let paper = CountedPaper::count(responses, missing)?;
    let alpha = cronbach_alpha(&paper);
    Ok(PaperAnalysis {
        items: (0..paper.items()).map(|item| row(&paper, item, alpha)).collect(),
        test_sd: paper.test_sd(),
        alpha,
        alpha_interval: alpha_interval(&paper),
        standard_error: standard_error_of_measurement(&paper),
        lambda2: lambda2(&paper),
        lambda6: lambda6(&paper),
        lambda6_standardised: lambda6_standardised(&paper),
        split_half: split_half(&paper),
        kr20: kr20(&paper),
        kr21: kr21(&paper),
        ends: score_ends(&paper),
        paper,
    })
}

fn row(paper: &CountedPaper, item: usize, alpha: Number) -> ItemRow {
    let mut row = ItemRow {
        answered: paper.answered(item),
        facility: facility(paper, item),
        sd: item_sd(paper, item),
        total_correlation: item_total_correlation(paper, item),
        rest_correlation: item_rest_correlation(paper, item),
        upper_lower: upper_lower_index(paper, item),
        alpha_if_deleted: alpha_if_deleted(paper, item),
        notes: Vec::new(),
    };
    row.notes = notes(paper, item, &row, alpha);
    row
}

fn notes(paper: &CountedPaper, item: usize, row: &ItemRow, alpha: Number) -> Vec<ItemNote> {
    let Ok(facility) = row.facility else { return Vec::new() };
    let all = paper.answered(item) * u64::from(paper.greatest(item));
    let ease = match paper.points(item) {
        0 => Some(ItemNote::NoneSolved),
        points if points == all => Some(ItemNote::AllSolved),
        _ if row.sd == Ok(0.0) => Some(ItemNote::SamePoints),
        _ if facility > 0.95 => Some(ItemNote::TooEasy),
        _ if facility < 0.05 => Some(ItemNote::TooHard),
        _ => None,
    };
    let works = match row.rest_correlation {
        Ok(correlation) if correlation < 0.0 => Some(ItemNote::WrongKey),
        Ok(correlation) if correlation < 0.2 => Some(ItemNote::Weak),
        _ => None,
    };
    let without = row.alpha_if_deleted.ok().zip(alpha.ok()).filter(|(without, with)| *without > with + 1e-12);
    [works, ease, without.map(|_| ItemNote::SpoilsAlpha)].into_iter().flatten().collect()
}
