//! Several judges: agreement beyond chance.

use crate::stats::association::CrossTable;
use crate::stats::distributions::normal_two_sided;
use crate::stats::midranks::real;
use crate::stats::sample::{size, sum};
use crate::{Measured, Why};

/// The agreement of several judges beyond chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FleissKappa {
    /// κ, at most 1.
    pub kappa: f64,
    /// The share of pairs of judges that agree.
    pub observed: f64,
    /// The share that chance would give.
    pub expected: f64,
    /// The standard error if the judges did not look.
    pub error_by_chance: f64,
    /// The two-sided probability of such a κ if they did not look.
    pub p: f64,
}

/// Fleiss' κ: rows are the things judged, columns the categories, a cell says how many judges chose it.
///
/// # Definition
/// With m judgements on each of N things and pⱼ the share of category j: `P̄` the share of agreeing pairs,
/// `Pₑ = Σpⱼ²`, `κ = (P̄ − Pₑ)/(1 − Pₑ)`. Error by chance: `√(2(Pₑ − (2m−3)Pₑ² + 2(m−2)Σpⱼ³)/(Nm(m−1)(1−Pₑ)²))`.
///
/// # Reads as
/// 1: full agreement, 0: what chance gives.
///
/// # Undefined when
/// Nothing is judged: [`Why::EmptyBase`]; fewer than 2 judgements: [`Why::TooFew`]; their number differs from
/// thing to thing: [`Why::UnequalLengths`] (use [`krippendorff_alpha`](crate::krippendorff_alpha)); all in one
/// category: [`Why::NoSpread`].
///
/// # Caution
/// Judges need not be the same people for every thing. Categories have no order here.
///
/// # Source
/// Fleiss J. L. (1971), Psychological Bulletin 76, 378–382; the error: Fleiss J. L., Nee J. C. M., Landis J. R.
/// (1979), Psychological Bulletin 86, 974–977, in the form of 1971.
///
/// # Example
/// ```
/// use measure::stats::{CrossTable, fleiss_kappa};
///
/// let table = CrossTable::new(&[[3, 0], [0, 3], [3, 0]]).unwrap();
/// assert_eq!(fleiss_kappa(&table).known().unwrap().kappa, 1.0);
/// ```
pub fn fleiss_kappa(table: &CrossTable) -> Measured<FleissKappa> {
    compute(table).into()
}

fn compute(table: &CrossTable) -> Result<FleissKappa, Why> {
    let judges = table.row_total(0);
    if table.total() == 0 {
        return Err(Why::EmptyBase);
    }
    if (0..table.rows()).any(|row| table.row_total(row) != judges) {
        return Err(Why::UnequalLengths);
    }
    if judges < 2 {
        return Err(Why::TooFew { n: 1, needed: 2 });
    }
    let (things, m) = (size(table.rows()), real(judges));
    let shares: Vec<f64> = (0..table.columns()).map(|column| real(table.column_total(column)) / (things * m)).collect();
    if shares.iter().filter(|share| **share > 0.0).count() < 2 {
        return Err(Why::NoSpread);
    }
    let cells = (0..table.rows()).flat_map(|row| (0..table.columns()).map(move |column| table.real(row, column)));
    let observed = sum(cells.map(|count| count * (count - 1.0))) / (things * m * (m - 1.0));
    let expected = sum(shares.iter().map(|share| share * share));
    let cubes = sum(shares.iter().map(|share| share.powi(3)));
    let kappa = (observed - expected) / (1.0 - expected);
    let spread = expected - (2.0 * m - 3.0) * expected * expected + 2.0 * (m - 2.0) * cubes;
    let error_by_chance = (2.0 * spread.max(0.0) / (things * m * (m - 1.0))).sqrt() / (1.0 - expected);
    let p = if error_by_chance > 0.0 { normal_two_sided(kappa / error_by_chance) } else { 1.0 };
    Ok(FleissKappa { kappa, observed, expected, error_by_chance, p })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn judgements_must_be_equally_many() {
        let of = |rows: &[[i64; 2]]| fleiss_kappa(&CrossTable::new(rows).unwrap()).why();
        assert_eq!(of(&[[2, 1], [1, 1]]), Some(Why::UnequalLengths));
        assert_eq!(of(&[[1, 0], [0, 1]]), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(of(&[[2, 0], [2, 0]]), Some(Why::NoSpread));
        assert_eq!(of(&[[0, 0]]), Some(Why::EmptyBase));
    }
}
