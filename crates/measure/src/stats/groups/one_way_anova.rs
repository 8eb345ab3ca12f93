//! Means of several separate groups.

use crate::stats::distributions::f_sf;
use crate::stats::sample::{average, check, finite, size, squares, sum};
use crate::{Measured, Why};

/// The comparison of several means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OneWayAnova {
    /// The ratio of variances between and within groups.
    pub f: f64,
    /// Degrees of freedom between groups.
    pub df_between: f64,
    /// Degrees of freedom within groups.
    pub df_within: f64,
    /// The probability of an F at least as large by chance.
    pub p: f64,
    /// η²: the part of all variation that lies between groups, 0 to 1.
    pub eta_squared: f64,
}

/// The one-way analysis of variance.
///
/// # Definition
/// `F = (SSB/(k−1))/(SSW/(N−k))` with SSB = Σnᵢ(x̄ᵢ − x̄)² and SSW the squares within the k groups of N values.
///
/// # Reads as
/// F about 1 is what chance gives; η² says how much of the spread the groups explain.
///
/// # Undefined when
/// Fewer than 2 groups, an empty group, or no more values than groups: [`Why::TooFew`], [`Why::EmptyBase`]; no
/// spread within the groups: [`Why::NoSpread`].
///
/// # Caution
/// Supposes equal variances. It says that some groups differ, not which.
///
/// # Source
/// Fisher R. A. (1925), Statistical Methods for Research Workers.
///
/// # Example
/// ```
/// use measure::stats::one_way_anova;
///
/// let answer = one_way_anova(&[&[1.0, 2.0, 3.0], &[2.0, 3.0, 4.0], &[3.0, 4.0, 5.0]]).known().unwrap();
/// assert_eq!((answer.f, answer.df_between, answer.df_within), (3.0, 2.0, 6.0));
/// ```
pub fn one_way_anova(groups: &[&[f64]]) -> Measured<OneWayAnova> {
    compute(groups).into()
}

fn compute(groups: &[&[f64]]) -> Result<OneWayAnova, Why> {
    let (k, all) = super::kruskal_wallis::pool(groups)?;
    let n = all.len();
    if n <= k {
        return Err(crate::stats::sample::too_few(n, k + 1));
    }
    check(&all, 1)?;
    let mean = average(&all);
    let within = sum(groups.iter().map(|group| squares(group)));
    let between = sum(groups.iter().map(|group| size(group.len()) * (average(group) - mean).powi(2)));
    if within <= 0.0 {
        return Err(Why::NoSpread);
    }
    let (df_between, df_within) = (size(k - 1), size(n - k));
    let f = finite((between / df_between) / (within / df_within))?;
    Ok(OneWayAnova {
        f,
        df_between,
        df_within,
        p: f_sf(f, df_between, df_within),
        eta_squared: between / (between + within),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_cannot_be_compared_say_why() {
        assert_eq!(one_way_anova(&[&[1.0, 2.0]]).why(), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(one_way_anova(&[&[1.0], &[2.0]]).why(), Some(Why::TooFew { n: 2, needed: 3 }));
        assert_eq!(one_way_anova(&[&[1.0, 1.0], &[2.0, 2.0]]).why(), Some(Why::NoSpread));
        assert_eq!(one_way_anova(&[&[1.0, 1.0], &[]]).why(), Some(Why::EmptyBase));
    }
}
