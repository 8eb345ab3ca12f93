//! Two separate groups by ranks.

use super::rank_sums::of_choice;
use crate::stats::distributions::normal_two_sided;
use crate::stats::midranks::{Midranks, real};
use crate::stats::sample::{check, size};
use crate::{Measured, Why};

/// The comparison of two separate groups by ranks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MannWhitney {
    /// U of the first group: pairs in which its value is higher, equal ones by half.
    pub u: f64,
    /// 2U/(mn) − 1, the same as Cliff's delta: from −1 (the first group all lower) to 1.
    pub rank_biserial: f64,
    /// Two-sided, normal approximation with ties, without correction for continuity.
    pub p: f64,
    /// Two-sided, normal approximation with ties, with correction for continuity.
    pub p_corrected: f64,
}

/// The test of Mann and Whitney (Wilcoxon's rank sum), by the normal approximation.
///
/// # Definition
/// With R₁ the sum of midranks of the first group (m values of N = m + n): U = R₁ − m(m+1)/2;
/// `z = (U − mn/2)/√(mn/12·(N + 1 − Σ(t³−t)/(N(N−1))))`, t over the sizes of ties; corrected: ½ nearer to 0.
///
/// # Reads as
/// U from 0 to mn; the rank-biserial from −1 to 1 says how much the groups differ, p whether chance explains it.
///
/// # Undefined when
/// A group is empty: [`Why::EmptyBase`]; all values the same: [`Why::NoSpread`]; something that is no number:
/// [`Why::NotFinite`].
///
/// # Caution
/// A test that one group tends to be higher, not that means or medians differ. In groups below about eight use
/// [`mann_whitney_exact`](crate::mann_whitney_exact). Students of one class are not independent.
///
/// # Source
/// Mann H. B., Whitney D. R. (1947), Annals of Mathematical Statistics 18, 50–60; ties: Lehmann E. L. (1975),
/// Nonparametrics; rank-biserial: Kerby D. S. (2014).
///
/// # Example
/// ```
/// use measure::stats::mann_whitney;
///
/// let test = mann_whitney(&[1.0, 2.0, 3.0], &[2.0, 4.0, 5.0]).known().unwrap();
/// assert_eq!(test.u, 1.5);
/// assert!((test.rank_biserial + 2.0 / 3.0).abs() < 1e-15);
/// ```
pub fn mann_whitney(first: &[f64], second: &[f64]) -> Measured<MannWhitney> {
    asymptotic(first, second).into()
}

/// The exact two-sided p of the test of Mann and Whitney, ties and all.
///
/// # Definition
/// Over all equally likely ways to share the N values out to groups of m and n, with their midranks: twice the
/// smaller of the shares with a rank sum of the first group no larger and no smaller than the observed one, at
/// most 1.
///
/// # Reads as
/// A probability from 0 to 1.
///
/// # Undefined when
/// As [`mann_whitney`](crate::mann_whitney); the groups are so large that counting takes too long (from about
/// 100 and 100 on): [`Why::TooLarge`].
///
/// # Caution
/// With 3 and 3 the least p possible is 0.1: so small groups cannot show anything.
///
/// # Source
/// Mann H. B., Whitney D. R. (1947); with ties: Streitberg B., Röhmel J. (1986), Statistical Software Newsletter 12,
/// 10–17.
///
/// # Example
/// ```
/// use measure::stats::mann_whitney_exact;
///
/// let p = mann_whitney_exact(&[3.0, 4.0, 2.0, 5.0, 4.5, 1.0], &[5.5, 6.0, 3.5, 7.0, 8.0]).known().unwrap();
/// assert!((p - 0.030_303_030_303_030_304).abs() < 1e-14);
/// ```
pub fn mann_whitney_exact(first: &[f64], second: &[f64]) -> Measured<f64> {
    exact(first, second).into()
}

fn pool(first: &[f64], second: &[f64]) -> Result<Midranks, Why> {
    check(first, 1)?;
    check(second, 1)?;
    let ranks = Midranks::of(&[first, second].concat());
    if ranks.ties.first() == Some(&(ranks.doubled.len() as u64)) {
        return Err(Why::NoSpread);
    }
    Ok(ranks)
}

fn asymptotic(first: &[f64], second: &[f64]) -> Result<MannWhitney, Why> {
    let ranks = pool(first, second)?;
    let (m, n) = (size(first.len()), size(second.len()));
    let sum: u64 = ranks.doubled.iter().take(first.len()).sum();
    let u = real(sum) / 2.0 - m * (m + 1.0) / 2.0;
    let all = m + n;
    let variance = m * n / 12.0 * (all + 1.0 - ranks.tie_term() / (all * (all - 1.0)));
    let away = (u - m * n / 2.0).abs();
    let deviation = variance.sqrt();
    Ok(MannWhitney {
        u,
        rank_biserial: 2.0 * u / (m * n) - 1.0,
        p: normal_two_sided(away / deviation),
        p_corrected: normal_two_sided((away - 0.5).max(0.0) / deviation),
    })
}

fn exact(first: &[f64], second: &[f64]) -> Result<f64, Why> {
    let ranks = pool(first, second)?;
    let sum: u64 = ranks.doubled.iter().take(first.len()).sum();
    // Without ties every doubled rank is even: whole ranks are half the work.
    let unit = if ranks.ties.is_empty() { 2 } else { 1 };
    let weights: Vec<u64> = ranks.doubled.iter().map(|rank| rank / unit).collect();
    Ok(of_choice(&weights, first.len(), sum / unit)?.two_sided())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_cannot_be_compared_says_why() {
        assert_eq!(mann_whitney(&[], &[1.0]).why(), Some(Why::EmptyBase));
        assert_eq!(mann_whitney(&[1.0, 1.0], &[1.0]).why(), Some(Why::NoSpread));
        assert_eq!(mann_whitney_exact(&[1.0], &[1.0]).why(), Some(Why::NoSpread));
        assert_eq!(mann_whitney(&[f64::INFINITY], &[1.0]).why(), Some(Why::NotFinite));
        assert_eq!(mann_whitney_exact(&[1.0], &[2.0]), Measured::Known(1.0));
    }

    proptest! {
        #[test]
        fn exact_p_is_what_sharing_out_all_values_gives(values in prop::collection::vec(0_u8..6, 2..9), cut in 1_usize..8) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let cut = cut.min(values.len() - 1);
            let (first, second) = values.split_at(cut);
            prop_assume!(values.iter().any(|value| *value != values[0]));
            let doubled = Midranks::of(&values).doubled;
            let observed: u64 = doubled.iter().take(cut).sum();
            let (mut all, mut low, mut high) = (0.0, 0.0, 0.0);
            for choice in 0_u32..1 << values.len() {
                if choice.count_ones() as usize == cut {
                    let sum: u64 = doubled.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1).map(|(_, r)| r).sum();
                    all += 1.0;
                    low += if sum <= observed { 1.0 } else { 0.0 };
                    high += if sum >= observed { 1.0 } else { 0.0 };
                }
            }
            let want = (2.0 * f64::min(low, high) / all).min(1.0);
            prop_assert!((mann_whitney_exact(first, second).known().unwrap() - want).abs() < 1e-12);
            let (one, other) = (mann_whitney(first, second).known().unwrap(), mann_whitney(second, first).known().unwrap());
            prop_assert!((one.rank_biserial + other.rank_biserial).abs() < 1e-12 && (one.p - other.p).abs() < 1e-12);
        }
    }
}
