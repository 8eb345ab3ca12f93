//! What a screen gives, and why it may give nothing.

use std::fmt;

use crate::stats::wilson_interval::real;
use crate::{Interval, SampleTier, sample_tier};

/// A screen of objectivity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    /// More scores at the border of a mark than the neighbouring scores let one expect.
    BorderExcess,
    /// Not one «2», and more «5» than in the reference group.
    NoTwosManyFives,
    /// Hard items done better and easy ones worse than by students with the same score elsewhere.
    ItemProfile,
    /// The place of a class among others broke between two neighbouring years.
    CohortBreak,
    /// Pairs of answer sheets that agree more than independent work would.
    SimilarSheets,
    /// Scores that differ less than in other classes.
    NarrowSpread,
    /// Marks that agree with the gradebook more often than elsewhere.
    PerfectAgreement,
}

/// A sign found by a screen («признак»): a number with its uncertainty and what it rests on. It asks for a check at most.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    /// The screen.
    pub screen: Screen,
    /// How far off: in the unit that the screen says.
    pub statistic: f64,
    /// The 95 % interval of the statistic, where there is one.
    pub interval: Option<Interval>,
    /// The chance of a statistic at least as far off when nothing is unusual.
    pub p_value: f64,
    /// The counts and numbers that it rests on.
    pub evidence: Vec<Evidence>,
    /// How many students.
    pub n: i64,
}

/// One number that a sign rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Evidence {
    /// A stable key.
    pub key: &'static str,
    /// The number; counts are whole.
    pub value: f64,
}

/// Why a screen has nothing to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotScreened {
    /// The class is too small for the screen.
    TooFew {
        /// How many students.
        n: i64,
        /// How many it takes.
        needed: i64,
    },
    /// The reference group is too small.
    SmallReference {
        /// How many students (or classes, where classes are compared).
        n: i64,
        /// How many it takes.
        needed: i64,
    },
    /// The border does not lie within the scores, or leaves too few scores beside the window.
    BorderOutside {
        /// The first score of the higher mark.
        cut: usize,
        /// The greatest score.
        greatest: usize,
    },
    /// A score is below 0 or above the greatest of the paper.
    ScoreOutside {
        /// The score.
        score: i64,
        /// The greatest score.
        greatest: usize,
    },
    /// Nothing varies, so that nothing can be compared: all scores equal, all items solved by all.
    NothingVaries,
    /// The class and the reference group have not the same items.
    OtherItems {
        /// Items of the class.
        class: usize,
        /// Items of the reference group.
        reference: usize,
    },
    /// No smooth curve could be laid through the scores.
    NoSmoothCurve,
    /// A curve that cannot have a hump would take every smooth distribution for a heap.
    StiffCurve {
        /// Its degree.
        degree: usize,
        /// The lowest degree that will do.
        least: usize,
    },
}

impl Sign {
    /// How much a group of this size allows one to say.
    #[must_use]
    pub fn tier(&self) -> SampleTier {
        sample_tier(self.n)
    }

    /// One number of the evidence.
    #[must_use]
    pub fn evidence(&self, key: &str) -> Option<f64> {
        self.evidence.iter().find(|evidence| evidence.key == key).map(|evidence| evidence.value)
    }
}

impl Evidence {
    pub(super) fn count(key: &'static str, count: i64) -> Evidence {
        Evidence { key, value: real(count) }
    }

    pub(super) fn number(key: &'static str, value: f64) -> Evidence {
        Evidence { key, value }
    }
}

/// Refuses a class of fewer than `needed`.
pub(super) fn enough(n: i64, needed: SampleTier) -> Result<(), NotScreened> {
    if n < needed.least() { Err(NotScreened::TooFew { n, needed: needed.least() }) } else { Ok(()) }
}

/// Refuses a reference group of fewer than fifty.
pub(super) fn enough_reference(n: i64) -> Result<(), NotScreened> {
    let needed = SampleTier::Informative.least();
    if n < needed { Err(NotScreened::SmallReference { n, needed }) } else { Ok(()) }
}

/// A length as a count.
pub(super) fn count(len: usize) -> i64 {
    i64::try_from(len).expect("no memory holds 2⁶³ values")
}

impl NotScreened {
    /// A stable key for machines.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            NotScreened::TooFew { .. } => "too_few",
            NotScreened::SmallReference { .. } => "small_reference",
            NotScreened::BorderOutside { .. } => "border_outside",
            NotScreened::ScoreOutside { .. } => "score_outside",
            NotScreened::NothingVaries => "nothing_varies",
            NotScreened::OtherItems { .. } => "other_items",
            NotScreened::NoSmoothCurve => "no_smooth_curve",
            NotScreened::StiffCurve { .. } => "stiff_curve",
        }
    }
}

impl fmt::Display for NotScreened {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotScreened::TooFew { n, needed } => write!(f, "слишком мало работ: {n}, нужно не менее {needed}"),
            NotScreened::SmallReference { n, needed } => {
                write!(f, "группа сравнения слишком мала: {n}, нужно не менее {needed}")
            }
            NotScreened::BorderOutside { cut, greatest } => write!(
                f,
                "граница {cut} не подходит к шкале от 0 до {greatest}: рядом с ней слишком мало других баллов"
            ),
            NotScreened::ScoreOutside { score, greatest } => write!(f, "балл {score} вне шкалы от 0 до {greatest}"),
            NotScreened::NothingVaries => f.write_str("значения не различаются, сравнивать нечего"),
            NotScreened::OtherItems { class, reference } => {
                write!(f, "в классе заданий {class}, а в группе сравнения {reference}: это разные работы")
            }
            NotScreened::NoSmoothCurve => f.write_str("плавную кривую по этим баллам построить не удалось"),
            NotScreened::StiffCurve { degree, least } => write!(
                f,
                "кривая степени {degree} не бывает выше в середине, как распределение баллов; нужна степень от {least}"
            ),
        }
    }
}

impl std::error::Error for NotScreened {}
