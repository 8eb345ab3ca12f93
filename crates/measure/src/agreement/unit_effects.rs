//! Classes, teachers or schools beside each other, as far as chance allows.

use super::rank_spread::{RankSpread, rank_spread};
use crate::mixed::{Column, Doubtful, Draws, Formula, MixedFit, NotMixed, RandomPart, fit_with_doubt};
use crate::stats::{Confidence, Interval};
use crate::{Measured, SampleTier, Why, sample_tier};

/// Units of one or several groupings beside each other.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitEffects {
    /// The model.
    pub fit: MixedFit,
    /// A part for each grouping of the formula.
    pub groupings: Vec<UnitGrouping>,
}

/// The units of one grouping.
#[derive(Debug, Clone, PartialEq)]
pub struct UnitGrouping {
    /// The grouping.
    pub group: String,
    /// The share of the variance that lies between its units, 0 to 1.
    pub variance_share: f64,
    /// Whether the fit is on the border: the units differ no more than by chance, and the best guess of their variance is 0.
    pub is_on_border: bool,
    /// How many units can be told from the middle.
    pub told_apart: usize,
    /// The units in the order of their names.
    pub units: Vec<Unit>,
}

/// One class, teacher or school.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The name.
    pub label: String,
    /// How many students.
    pub n: usize,
    /// What a unit of this size allows.
    pub tier: SampleTier,
    /// The mean of what the fixed effects leave, before shrinkage.
    pub estimate: f64,
    /// The effect, shrunken towards 0 (BLUP).
    pub shrunken: f64,
    /// Its conditional standard deviation, the variances taken as known: 0 on the border.
    pub error: f64,
    /// The interval of how far the unit lies from the fitted middle, the variances not taken as known.
    pub interval: Interval,
    /// Whether the interval covers 0: not to be told from the middle.
    pub is_like_the_middle: bool,
    /// The places it may well have among the units that are large enough; unknown for a smaller one.
    pub rank: Measured<RankSpread>,
}

/// Effects of classes, teachers or schools on a shift of marks or on results, shrunken, with intervals and uncertain ranks.
///
/// # Definition
/// A linear mixed model by REML ([`fit_mixed`](crate::mixed::fit_mixed)). `shift ~ 1 + (1|class)`: two levels; `shift ~ 1 +
/// (1|class) + (1|teacher)`: classes and teachers crossed; `result ~ intake + sex + (1|school)`: value added, what is left to a
/// unit after what its students brought along. For each unit the mean residual and the conditional mean (BLUP) at the REML
/// variances. Its interval counts that the variances are estimated too: the relative deviation θ between units takes all
/// plausible sizes, each with weight restricted likelihood × half-Cauchy density of scale 1; at each θ the distance of the unit
/// from the fitted middle (rows' mean of the fixed part) has a Student distribution with n − p degrees of freedom, the error of
/// the middle included; the interval holds the middle part of the mixture. The places it may have are [`rank_spread`] over
/// joint draws from the same mixture. Units below 10 are estimated but not ranked.
///
/// # Reads as
/// Effects in units of the left side; 0 is the middle of all units. A unit whose interval covers 0 is not to be told from the
/// middle. On the border ([`UnitGrouping::is_on_border`]) every BLUP is 0, and the intervals say how far units may differ all the
/// same.
///
/// # Undefined when
/// The model has no answer ([`NotMixed`]); a unit below 10 has no rank ([`Why::TooFew`]); a grouping with slopes only
/// (`(0+x|g)`) has no middle and is not told.
///
/// # Caution
/// Variances of slopes are taken as known, as are those of crossed groupings with very many levels. Value added depends on which covariates there are; what is not measured is ascribed to the
/// unit. Of many units some lie outside by chance: about one of twenty of those in the middle. Not a rating: an occasion to
/// look.
///
/// # Source
/// Goldstein H., Spiegelhalter D. J. (1996), JRSS A 159, 385–443; Aitkin M., Longford N. (1986), JRSS A 149, 1–43; Robinson
/// G. K. (1991), Statistical Science 6, 15–32; Gelman A. (2006), Bayesian Analysis 1, 515–534 (the half-Cauchy prior).
///
/// # Example
/// ```
/// use measure::agreement::unit_effects;
/// use measure::mixed::{Column, Draws};
/// use measure::stats::Confidence;
///
/// let shift = Column::of_numbers((0..60).map(|n| if n % 4 == 0 { 1.0 } else { 0.0 } - if n % 3 == 0 { 1.0 } else { 0.0 }));
/// let class = Column::of_words((0..60).map(|n| ["7А", "7Б", "7В"][n % 3]));
/// let formula = "shift ~ 1 + (1 | class)".parse().unwrap();
/// let table = [("shift", &shift), ("class", &class)];
/// let found = unit_effects(&formula, &table, Confidence::P95, Draws::default()).unwrap();
/// let units = &found.groupings[0].units;
/// assert!(!units[0].is_like_the_middle && units[0].shrunken < 0.0);
/// assert_eq!(units[0].rank.known().unwrap().worst, 3);
/// ```
///
/// # Errors
/// When the model has no answer.
pub fn unit_effects(
    formula: &Formula,
    table: &[(&str, &Column)],
    confidence: Confidence,
    draws: Draws,
) -> Result<UnitEffects, NotMixed> {
    let Doubtful { fit, draws, intervals } = fit_with_doubt(formula, table, confidence, draws)?;
    let whole = fit.random.iter().map(|part| part.variance(0)).sum::<f64>() + fit.residual_variance;
    let has_middle = |part: &RandomPart| part.columns.first().is_some_and(|column| column == "(Intercept)");
    let parts = fit.random.iter().zip(draws.iter().zip(&intervals)).filter(|(part, _)| has_middle(part));
    let groupings = parts.map(|(part, (rows, intervals))| {
        let units = units(part, rows, intervals, confidence);
        UnitGrouping {
            group: part.group.clone(),
            variance_share: part.variance(0) / whole,
            is_on_border: part.variance(0) <= 0.0 || part.is_singular,
            told_apart: units.iter().filter(|unit| !unit.is_like_the_middle).count(),
            units,
        }
    });
    let groupings = groupings.collect();
    Ok(UnitEffects { fit, groupings })
}

fn units(part: &RandomPart, rows: &[f64], intervals: &[Interval], confidence: Confidence) -> Vec<Unit> {
    let is_ranked = |n: usize| tier(n) != SampleTier::TooFew;
    let count = rows.len() / part.groups.len().max(1);
    let rows = part.groups.iter().zip(rows.chunks(count.max(1)));
    let draws: Vec<&[f64]> = rows.filter(|(group, _)| is_ranked(group.n)).map(|(_, row)| row).collect();
    let differ = part.variance(0) > 0.0;
    let nobody = RankSpread { best: 1, median: draws.len().div_ceil(2), worst: draws.len(), of: draws.len() };
    let mut ranks = if differ { rank_spread(&draws, confidence) } else { vec![nobody; draws.len()] }.into_iter();
    let mut unit = |label: &str, n: usize, estimate: f64, [shrunken, error]: [f64; 2], interval: Interval| {
        let few = Why::TooFew { n: i64::try_from(n).unwrap_or(i64::MAX), needed: SampleTier::Limited.least() };
        let rank = if is_ranked(n) { ranks.next() } else { None };
        Unit {
            label: label.to_owned(),
            n,
            tier: tier(n),
            estimate,
            shrunken,
            error,
            interval,
            is_like_the_middle: interval.covers(0.0),
            rank: Measured::from_option(rank, few),
        }
    };
    let first = |cells: &[f64]| cells.first().copied().unwrap_or(0.0);
    let groups = part.groups.iter().zip(intervals);
    groups
        .map(|(group, interval)| {
            let pulled = [first(&group.values), first(&group.errors)];
            unit(&group.label, group.n, group.mean_left, pulled, *interval)
        })
        .collect()
}

fn tier(n: usize) -> SampleTier {
    sample_tier(i64::try_from(n).unwrap_or(i64::MAX))
}
