//! Several separate groups by ranks.

use crate::stats::distributions::chi_square_sf;
use crate::stats::midranks::{Midranks, real};
use crate::stats::sample::{check, size, sum, too_few};
use crate::{Measured, Why};

/// The comparison of several groups by ranks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// H, with ties.
    pub h: f64,
    /// Degrees of freedom: groups less one.
    pub df: f64,
    /// The probability of an H at least as large by chance, from χ².
    pub p: f64,
}

/// The test of Kruskal and Wallis.
///
/// # Definition
/// With Rᵢ the rank sums of the k groups of nᵢ, N values in all: `H = (12/(N(N+1))·ΣRᵢ²/nᵢ − 3(N+1)) / (1 −
/// Σ(t³−t)/(N³−N))`, read from χ² with k − 1 degrees of freedom.
///
/// # Reads as
/// H about k − 1 is what chance gives.
///
/// # Undefined when
/// Fewer than 2 groups: [`Why::TooFew`]; an empty group: [`Why::EmptyBase`]; all values the same:
/// [`Why::NoSpread`].
///
/// # Caution
/// χ² wants five in each group. It says that some group tends to be higher, not which.
///
/// # Source
/// Kruskal W. H., Wallis W. A. (1952), JASA 47, 583–621.
///
/// # Example
/// ```
/// use measure::stats::kruskal_wallis;
///
/// let answer = kruskal_wallis(&[&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0], &[7.0, 8.0, 9.0]]).known().unwrap();
/// assert!((answer.h - 7.2).abs() < 1e-12);
/// ```
pub fn kruskal_wallis(groups: &[&[f64]]) -> Measured<KruskalWallis> {
    compute(groups).into()
}

/// All values of at least two groups, none of them empty, and how many groups there are.
pub(super) fn pool(groups: &[&[f64]]) -> Result<(usize, Vec<f64>), Why> {
    if groups.len() < 2 {
        return Err(too_few(groups.len(), 2));
    }
    groups.iter().try_for_each(|group| check(group, 1))?;
    Ok((groups.len(), groups.concat()))
}

fn compute(groups: &[&[f64]]) -> Result<KruskalWallis, Why> {
    let (k, all) = pool(groups)?;
    let n = size(all.len());
    let ranks = Midranks::of(&all);
    let unequal = 1.0 - ranks.tie_term() / (n * n * n - n);
    if unequal <= 0.0 {
        return Err(Why::NoSpread);
    }
    let mut rest = ranks.doubled.as_slice();
    let parts: Vec<f64> = groups
        .iter()
        .map(|group| {
            let (these, others) = rest.split_at(group.len());
            rest = others;
            let rank_sum = real(these.iter().sum()) / 2.0;
            let many = size(group.len());
            // (mean rank − middle)²·n: no large numbers are subtracted at the end.
            (rank_sum / many - (n + 1.0) / 2.0).powi(2) * many
        })
        .collect();
    let h = 12.0 / (n * (n + 1.0)) * sum(parts) / unequal;
    let df = size(k - 1);
    Ok(KruskalWallis { h, df, p: chi_square_sf(h, df) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_that_cannot_be_compared_say_why() {
        assert_eq!(kruskal_wallis(&[]).why(), Some(Why::TooFew { n: 0, needed: 2 }));
        assert_eq!(kruskal_wallis(&[&[1.0], &[]]).why(), Some(Why::EmptyBase));
        assert_eq!(kruskal_wallis(&[&[1.0, 1.0], &[1.0]]).why(), Some(Why::NoSpread));
    }

    #[test]
    fn the_order_of_groups_does_not_matter() {
        let (a, b, c) = ([1.0, 5.0, 5.0], [2.0, 2.0], [7.0, 1.0, 3.0, 4.0]);
        let (one, other) =
            (kruskal_wallis(&[&a, &b, &c]).known().unwrap(), kruskal_wallis(&[&c, &a, &b]).known().unwrap());
        assert!((one.h - other.h).abs() < 1e-12);
    }
}
