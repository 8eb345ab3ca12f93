//! The same students twice, by ranks of their changes.

use super::rank_sums::of_signs;
use crate::stats::distributions::normal_two_sided;
use crate::stats::midranks::{Midranks, real};
use crate::stats::sample::{check, size};
use crate::{Measured, Why};

/// The comparison of two values of the same students by ranks of the changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WilcoxonSigned {
    /// Changes that are not 0.
    pub n: usize,
    /// The smaller of the two rank sums.
    pub w: f64,
    /// The rank sum of the changes upwards.
    pub w_plus: f64,
    /// (W₊ − W₋)/(W₊ + W₋), from −1 to 1.
    pub rank_biserial: f64,
    /// Two-sided, normal approximation with ties, without correction for continuity.
    pub p: f64,
    /// Two-sided, normal approximation with ties, with correction for continuity.
    pub p_corrected: f64,
}

/// The signed-rank test of Wilcoxon on changes, by the normal approximation.
///
/// # Definition
/// Changes of 0 are left out; the n others are ranked by size, ties by midranks. W₊ is the sum of the ranks of
/// changes upwards; `z = (W₊ − n(n+1)/4)/√((n(n+1)(2n+1) − Σ(t³−t)/2)/24)`.
///
/// # Reads as
/// w: the smaller sum; rank-biserial above 0: upwards outweighs; p: whether chance explains it.
///
/// # Undefined when
/// No changes given: [`Why::EmptyBase`]; all of them 0: [`Why::NoSpread`]; no number: [`Why::NotFinite`].
///
/// # Caution
/// Changes are compared as they are stored: 4.5 − 4.2 and 3.5 − 3.2 differ in the last digit and are then no
/// tie. Round changes of decimal values first. The test supposes that changes are spread evenly about a middle.
///
/// # Source
/// Wilcoxon F. (1945), Biometrics Bulletin 1, 80–83; ties: Lehmann E. L. (1975), Nonparametrics.
///
/// # Example
/// ```
/// use measure::stats::wilcoxon_signed;
///
/// let test = wilcoxon_signed(&[1.0, 0.0, -2.0, 3.0, 4.0]).known().unwrap();
/// assert_eq!((test.n, test.w, test.w_plus), (4, 2.0, 8.0));
/// ```
pub fn wilcoxon_signed(changes: &[f64]) -> Measured<WilcoxonSigned> {
    asymptotic(changes).into()
}

/// The exact two-sided p of the signed-rank test of Wilcoxon, ties and all.
///
/// # Definition
/// Over all 2ⁿ equally likely signs of the n changes that are not 0, with their midranks: twice the smaller tail
/// of W₊ at the observed one, at most 1.
///
/// # Reads as
/// A probability from 0 to 1.
///
/// # Undefined when
/// As [`wilcoxon_signed`](crate::wilcoxon_signed); too many changes to count (from about 600 on):
/// [`Why::TooLarge`].
///
/// # Caution
/// With five changes the least p possible is 0.0625. Changes of 0 are left out.
///
/// # Source
/// Wilcoxon F. (1945); with ties: Streitberg B., Röhmel J. (1986), Statistical Software Newsletter 12, 10–17.
///
/// # Example
/// ```
/// use measure::stats::wilcoxon_signed_exact;
///
/// assert_eq!(wilcoxon_signed_exact(&[1.0, 2.0, 3.0, 4.0, 5.0]).known(), Some(0.0625));
/// ```
pub fn wilcoxon_signed_exact(changes: &[f64]) -> Measured<f64> {
    exact(changes).into()
}

fn ranked(changes: &[f64]) -> Result<(Vec<f64>, Midranks), Why> {
    check(changes, 1)?;
    let changes: Vec<f64> = changes.iter().copied().filter(|change| *change != 0.0).collect();
    if changes.is_empty() {
        return Err(Why::NoSpread);
    }
    let sizes: Vec<f64> = changes.iter().map(|change| change.abs()).collect();
    let ranks = Midranks::of(&sizes);
    Ok((changes, ranks))
}

fn upwards(changes: &[f64], ranks: &Midranks) -> u64 {
    changes.iter().zip(&ranks.doubled).filter(|(change, _)| **change > 0.0).map(|(_, rank)| rank).sum()
}

fn asymptotic(changes: &[f64]) -> Result<WilcoxonSigned, Why> {
    let (changes, ranks) = ranked(changes)?;
    let n = size(changes.len());
    let w_plus = real(upwards(&changes, &ranks)) / 2.0;
    let total = n * (n + 1.0) / 2.0;
    let variance = (n * (n + 1.0) * (2.0 * n + 1.0) - ranks.tie_term() / 2.0) / 24.0;
    let away = (w_plus - total / 2.0).abs();
    Ok(WilcoxonSigned {
        n: changes.len(),
        w: w_plus.min(total - w_plus),
        w_plus,
        rank_biserial: 2.0 * w_plus / total - 1.0,
        p: normal_two_sided(away / variance.sqrt()),
        p_corrected: normal_two_sided((away - 0.5).max(0.0) / variance.sqrt()),
    })
}

fn exact(changes: &[f64]) -> Result<f64, Why> {
    let (changes, ranks) = ranked(changes)?;
    let unit = if ranks.ties.is_empty() { 2 } else { 1 };
    let weights: Vec<u64> = ranks.doubled.iter().map(|rank| rank / unit).collect();
    Ok(of_signs(&weights, upwards(&changes, &ranks) / unit)?.two_sided())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_change_at_all_is_said_to_be_none() {
        assert_eq!(wilcoxon_signed(&[]).why(), Some(Why::EmptyBase));
        assert_eq!(wilcoxon_signed(&[0.0, -0.0]).why(), Some(Why::NoSpread));
        assert_eq!(wilcoxon_signed_exact(&[f64::NAN]).why(), Some(Why::NotFinite));
        assert_eq!(wilcoxon_signed_exact(&[2.0]), Measured::Known(1.0));
    }

    proptest! {
        #[test]
        fn turning_all_changes_round_changes_no_p(changes in prop::collection::vec(-6_i8..6, 1..25)) {
            let changes: Vec<f64> = changes.into_iter().map(f64::from).collect();
            prop_assume!(changes.iter().any(|change| *change != 0.0));
            let turned: Vec<f64> = changes.iter().rev().map(|change| -change).collect();
            let (one, other) = (wilcoxon_signed(&changes).known().unwrap(), wilcoxon_signed(&turned).known().unwrap());
            prop_assert!((one.rank_biserial + other.rank_biserial).abs() < 1e-12 && (one.p - other.p).abs() < 1e-12);
            let exact = [&changes, &turned].map(|changes| wilcoxon_signed_exact(changes).known().unwrap());
            prop_assert!((exact[0] - exact[1]).abs() < 1e-12 && exact[0] <= 1.0);
        }
    }
}
