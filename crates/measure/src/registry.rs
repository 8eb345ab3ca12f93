//! The list of all measures: what the page «Методика расчёта» shows and what the shared invariants run over.

use school::{Exact, Mark};

use crate::{MarkCounts, Measured, indicators, stats};

/// One measure: its name, its method in Russian, and the numbers it gives.
#[derive(Debug, Clone, Copy)]
pub struct Measure {
    /// Identifier, the same as the name of its file.
    pub name: &'static str,
    /// Name in Russian.
    pub title: &'static str,
    /// How it is computed and read, one paragraph in Russian.
    pub method: &'static str,
    /// The document or author it comes from, in Russian.
    pub source: &'static str,
    /// The numbers it gives; empty for a rule that gives a word or a place.
    pub quantities: &'static [Quantity],
}

/// One number of a measure.
#[derive(Debug, Clone, Copy)]
pub struct Quantity {
    /// Identifier within the measure.
    pub name: &'static str,
    /// Between which values it lies.
    pub reads: Reads,
    /// What it is computed from.
    pub computes: Computes,
}

/// The unit of a quantity, and with it its range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reads {
    /// A share, 0 to 1.
    Share,
    /// A difference of shares, −1 to 1.
    DifferenceOfShares,
    /// An index, 0 to 100.
    Index,
    /// A mark, 2 to 5.
    Mark,
    /// A number in the unit of the values, between the least and the greatest of them.
    AmongValues,
    /// Percentage points or per cent, without bounds.
    Unbounded,
}

/// The mark of a paper and the mark of the gradebook of one student, where there are such.
pub type MarkPair = (Option<Mark>, Option<Mark>);

/// A part and its whole, not yet checked to be a share.
pub type PartOfWhole = (i64, i64);

/// What a quantity is computed from.
#[derive(Debug, Clone, Copy)]
pub enum Computes {
    /// Counted marks.
    FromMarks(fn(&MarkCounts) -> Measured<Exact>),
    /// Marks with weights.
    FromWeightedMarks(fn(&[(Mark, Exact)]) -> Measured<Exact>),
    /// The marks of students, one set for each student.
    FromStudents(fn(&[MarkCounts]) -> Measured<Exact>),
    /// Pairs of marks: of the paper and of the gradebook.
    FromMarkPairs(fn(&[MarkPair]) -> Measured<Exact>),
    /// Points for an item, `None` where it was not attempted, and its greatest points.
    FromPoints(fn(&[Option<i64>], i64) -> Measured<Exact>),
    /// Plain values.
    FromValues(fn(&[Exact]) -> Measured<Exact>),
    /// The current value and the previous one.
    FromTwoValues(fn(Measured<Exact>, Measured<Exact>) -> Measured<Exact>),
    /// A part and a whole; an end of an interval, for display.
    FromCounts(fn(PartOfWhole) -> Measured<f64>),
    /// Two parts with their wholes; an end of an interval, for display.
    FromTwoCounts(fn(PartOfWhole, PartOfWhole) -> Measured<f64>),
}

/// All measures, in the order of the page «Методика расчёта».
#[must_use]
pub fn registry() -> &'static [Measure] {
    REGISTRY
}

/// The measure of this name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Measure> {
    REGISTRY.iter().find(|measure| measure.name == name)
}

const REGISTRY: &[Measure] = &[
    indicators::pass_rate::MEASURE,
    indicators::good_mark_rate::MEASURE,
    indicators::simonov_index::MEASURE,
    indicators::mean_mark::MEASURE,
    indicators::weighted_mean_mark::MEASURE,
    indicators::student_standing::MEASURE,
    indicators::mark_agreement::MEASURE,
    indicators::item_facility::MEASURE,
    indicators::item_band::MEASURE,
    indicators::score_distribution::MEASURE,
    indicators::mark_scale::MEASURE,
    indicators::cut_scores::MEASURE,
    indicators::change_in_points::MEASURE,
    indicators::ratio_to_previous::MEASURE,
    stats::mean::MEASURE,
    stats::median::MEASURE,
    stats::quantile::MEASURE,
    stats::rank::MEASURE,
    stats::sample_tier::MEASURE,
    stats::wilson_interval::MEASURE,
    stats::newcombe_interval::MEASURE,
    stats::share_change::MEASURE,
];
