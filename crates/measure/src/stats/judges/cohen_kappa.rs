//! Two judges: agreement beyond chance.

use crate::stats::association::CrossTable;
use crate::stats::midranks::real;
use crate::stats::sample::{size, sum};
use crate::stats::wilson_interval::Interval;
use crate::stats::{Confidence, distributions::normal_two_sided};
use crate::{Measured, Why};

/// How much a disagreement weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KappaWeights {
    /// Every disagreement in full: categories without order.
    Unweighted,
    /// By the number of steps apart.
    Linear,
    /// By the square of the number of steps apart.
    Quadratic,
}

impl KappaWeights {
    /// All kinds.
    pub const ALL: [KappaWeights; 3] = [KappaWeights::Unweighted, KappaWeights::Linear, KappaWeights::Quadratic];

    /// The stable code: `unweighted`, `linear` or `quadratic`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            KappaWeights::Unweighted => "unweighted",
            KappaWeights::Linear => "linear",
            KappaWeights::Quadratic => "quadratic",
        }
    }

    /// The agreement of two of `k` categories: 1 for the same, 0 for the farthest.
    fn agreement(self, one: usize, other: usize, k: usize) -> f64 {
        let apart = size(one.abs_diff(other)) / size(k - 1);
        match self {
            KappaWeights::Unweighted if one == other => 1.0,
            KappaWeights::Unweighted => 0.0,
            KappaWeights::Linear => 1.0 - apart,
            KappaWeights::Quadratic => 1.0 - apart * apart,
        }
    }
}

/// The agreement of two judges beyond chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kappa {
    /// κ, at most 1.
    pub kappa: f64,
    /// The weighted agreement that was observed.
    pub observed: f64,
    /// The weighted agreement that chance would give.
    pub expected: f64,
    /// The standard error of κ.
    pub error: f64,
    /// The standard error if the judges did not look.
    pub error_by_chance: f64,
    /// The two-sided probability of such a κ if they did not look; 1 when chance leaves nothing to vary.
    pub p: f64,
    /// The normal interval of κ, at most 1.
    pub interval: Interval,
}

/// Cohen's κ of two judges (gradebook and paper, two teachers) with the same categories in the same order.
///
/// # Definition
/// With agreement weights w (1 on the diagonal), shares p and their margins: `P₀ = Σwᵢⱼpᵢⱼ`, `Pₑ = Σwᵢⱼpᵢ.p.ⱼ`,
/// `κ = (P₀ − Pₑ)/(1 − Pₑ)`. Linear w = 1 − |i−j|/(k−1), quadratic w = 1 − (i−j)²/(k−1)². Errors by the formula of
/// Fleiss, Cohen and Everitt.
///
/// # Reads as
/// 1: full agreement, 0: what chance gives, below 0: less.
///
/// # Undefined when
/// The table is not square or has one category: [`Why::Inapplicable`]; nobody judged: [`Why::EmptyBase`]; all in
/// one category for both, so that chance already agrees fully: [`Why::NoSpread`].
///
/// # Caution
/// Depends on how often the categories occur: with nearly all «4» κ is low even if judges rarely differ. Say which
/// weights.
///
/// # Source
/// Cohen J. (1960), Educational and Psychological Measurement 20, 37–46; (1968), Psychological Bulletin 70, 213–220;
/// Fleiss J. L., Cohen J., Everitt B. S. (1969), Psychological Bulletin 72, 323–327.
///
/// # Example
/// ```
/// use measure::stats::{Confidence, CrossTable, KappaWeights, cohen_kappa};
///
/// let table = CrossTable::new(&[[20, 5], [10, 15]]).unwrap();
/// let kappa = cohen_kappa(&table, KappaWeights::Unweighted, Confidence::P95).known().unwrap();
/// assert!((kappa.kappa - 0.4).abs() < 1e-15);
/// ```
pub fn cohen_kappa(table: &CrossTable, weights: KappaWeights, confidence: Confidence) -> Measured<Kappa> {
    compute(table, weights, confidence).into()
}

fn compute(table: &CrossTable, weights: KappaWeights, confidence: Confidence) -> Result<Kappa, Why> {
    let k = table.rows();
    if !table.is_square() || k < 2 {
        return Err(Why::Inapplicable);
    }
    let n = real(table.total());
    if n == 0.0 {
        return Err(Why::EmptyBase);
    }
    let rows: Vec<f64> = (0..k).map(|at| real(table.row_total(at)) / n).collect();
    let columns: Vec<f64> = (0..k).map(|at| real(table.column_total(at)) / n).collect();
    let over = |of: &dyn Fn(usize, usize) -> f64| sum((0..k * k).map(|cell| of(cell / k, cell % k)));
    let weight = |row: usize, column: usize| weights.agreement(row, column, k);
    let share = |row: usize, column: usize| table.real(row, column) / n;
    let observed = over(&|row, column| weight(row, column) * share(row, column));
    let expected = over(&|row, column| weight(row, column) * rows[row] * columns[column]);
    if 1.0 - expected <= 1e-14 {
        return Err(Why::NoSpread);
    }
    let kappa = (observed - expected) / (1.0 - expected);
    let of_row: Vec<f64> = (0..k).map(|row| (0..k).map(|at| weight(row, at) * columns[at]).sum()).collect();
    let of_column: Vec<f64> = (0..k).map(|column| (0..k).map(|at| weight(at, column) * rows[at]).sum()).collect();
    let scale = n * (1.0 - expected).powi(2);
    let spread = over(&|row, column| {
        share(row, column) * (weight(row, column) - (of_row[row] + of_column[column]) * (1.0 - kappa)).powi(2)
    });
    let by_chance = over(&|row, column| {
        rows[row] * columns[column] * (weight(row, column) - of_row[row] - of_column[column]).powi(2)
    });
    let error = ((spread - (kappa - expected * (1.0 - kappa)).powi(2)).max(0.0) / scale).sqrt();
    let error_by_chance = ((by_chance - expected * expected).max(0.0) / scale).sqrt();
    let p = if error_by_chance > 0.0 { normal_two_sided(kappa / error_by_chance) } else { 1.0 };
    let reach = confidence.z() * error;
    let interval = Interval { low: kappa - reach, high: (kappa + reach).min(1.0).max(kappa) };
    Ok(Kappa { kappa, observed, expected, error, error_by_chance, p, interval })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(rows: &[Vec<i64>], weights: KappaWeights) -> Measured<Kappa> {
        cohen_kappa(&CrossTable::new(rows).unwrap(), weights, Confidence::P95)
    }

    #[test]
    fn judges_with_one_category_cannot_be_compared() {
        assert_eq!(of(&[vec![5, 0], vec![0, 0]], KappaWeights::Linear).why(), Some(Why::NoSpread));
        assert_eq!(of(&[vec![0, 0], vec![0, 0]], KappaWeights::Linear).why(), Some(Why::EmptyBase));
        assert_eq!(of(&[vec![5]], KappaWeights::Linear).why(), Some(Why::Inapplicable));
        assert_eq!(of(&[vec![5, 1]], KappaWeights::Linear).why(), Some(Why::Inapplicable));
        // One judge always gives the same: chance already explains all there is.
        let stubborn = of(&[vec![5, 3], vec![0, 0]], KappaWeights::Unweighted).known().unwrap();
        assert_eq!((stubborn.kappa, stubborn.p), (0.0, 1.0));
    }

    #[test]
    fn full_agreement_is_one() {
        for weights in KappaWeights::ALL {
            let full = of(&[vec![5, 0, 0], vec![0, 3, 0], vec![0, 0, 9]], weights).known().unwrap();
            assert!((full.kappa - 1.0).abs() < 1e-14 && full.interval.high >= full.kappa && full.error < 1e-7);
        }
    }

    proptest! {
        #[test]
        fn exchanging_the_judges_changes_nothing(cells in prop::collection::vec(0_i64..9, 9)) {
            let rows: Vec<Vec<i64>> = cells.chunks(3).map(<[i64]>::to_vec).collect();
            let turned: Vec<Vec<i64>> = (0..3).map(|at| rows.iter().map(|row| row[at]).collect()).collect();
            for weights in KappaWeights::ALL {
                if let Measured::Known(one) = of(&rows, weights) {
                    let other = of(&turned, weights).known().unwrap();
                    prop_assert!((one.kappa - other.kappa).abs() < 1e-12 && (one.error - other.error).abs() < 1e-9);
                    prop_assert!(one.kappa <= 1.0 + 1e-12 && one.interval.covers(one.kappa));
                }
            }
        }
    }
}
