//! Whether two groups are spread alike.

use num_integer::Integer;

use crate::stats::sample::{check, size, sorted};
use crate::{Measured, Why};

/// The comparison of two distributions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KolmogorovSmirnov {
    /// The greatest distance of the two empirical distributions, 0 to 1.
    pub d: f64,
    /// The two-sided probability for values without ties: exact, or beyond ten thousand values asymptotic.
    pub p: f64,
    /// The exact two-sided probability given the ties that there are; asymptotic beyond ten thousand values.
    pub p_with_ties: f64,
}

/// Groups above this size get the asymptotic probability.
const LARGEST_EXACT: usize = 10_000;

/// The test of Kolmogorov and Smirnov for two separate groups.
///
/// # Definition
/// D = max|F₁ − F₂|. Exact p: the share of the C(m+n, m) orders of the pooled values in which the distance reaches
/// D somewhere; given ties, the distance is looked at only where a value ends.
///
/// # Reads as
/// D from 0, spread alike, to 1, apart; p: the probability of such a distance by chance.
///
/// # Undefined when
/// A group is empty: [`Why::EmptyBase`]; no number: [`Why::NotFinite`].
///
/// # Caution
/// With many ties (marks!) `p` is too large; read `p_with_ties`.
///
/// # Source
/// Smirnov N. V. (1939), Bull. Math. Univ. Moscou 2; Hodges J. L. (1958), Arkiv för Matematik 3, 469–486; ties:
/// Schröer G., Trenkler D. (1995), Computational Statistics & Data Analysis 20, 185–202.
///
/// # Example
/// ```
/// use measure::stats::kolmogorov_smirnov;
///
/// let test = kolmogorov_smirnov(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]).known().unwrap();
/// assert_eq!(test.d, 1.0);
/// assert!((test.p - 0.1).abs() < 1e-15);
/// ```
pub fn kolmogorov_smirnov(first: &[f64], second: &[f64]) -> Measured<KolmogorovSmirnov> {
    compute(first, second).into()
}

fn compute(first: &[f64], second: &[f64]) -> Result<KolmogorovSmirnov, Why> {
    check(first, 1)?;
    check(second, 1)?;
    let (x, y) = (sorted(first), sorted(second));
    let (m, n) = (x.len(), y.len());
    let mut ends = vec![false; m + n + 1];
    // The distance times m·n, so that it is compared exactly.
    let mut greatest = 0;
    let (mut i, mut j) = (0, 0);
    while i < m || j < n {
        let value = match (x.get(i), y.get(j)) {
            (Some(a), Some(b)) => a.min(*b),
            (Some(a), None) => *a,
            (None, last) => last.copied().unwrap_or_default(),
        };
        while x.get(i).is_some_and(|a| *a <= value) {
            i += 1;
        }
        while y.get(j).is_some_and(|b| *b <= value) {
            j += 1;
        }
        ends[i + j] = true;
        greatest = greatest.max((i * n).abs_diff(j * m));
    }
    let d = size(greatest / m.gcd(&n)) / size(m.lcm(&n));
    if m.max(n) > LARGEST_EXACT {
        let p = asymptotic(d * (size(m) * size(n) / size(m + n)).sqrt());
        return Ok(KolmogorovSmirnov { d, p, p_with_ties: p });
    }
    let everywhere = vec![true; m + n + 1];
    let p = reaching(m, n, greatest, &everywhere);
    let p_with_ties = if ends.iter().skip(1).all(|end| *end) { p } else { reaching(m, n, greatest, &ends) };
    Ok(KolmogorovSmirnov { d, p, p_with_ties })
}

/// The share of the paths from (0, 0) to (m, n) that reach the distance where it is looked at.
fn reaching(m: usize, n: usize, distance: usize, looked_at: &[bool]) -> f64 {
    if distance == 0 {
        return 1.0;
    }
    let reaches = |i: usize, j: usize| looked_at[i + j] && (i * n).abs_diff(j * m) >= distance;
    // row[j]: of the paths to (i, j) the share that has reached it. Only sums of positive numbers.
    let mut row = vec![0.0_f64; n + 1];
    for i in 0..=m {
        for j in 0..=n {
            row[j] = if reaches(i, j) {
                1.0
            } else if i + j == 0 {
                0.0
            } else {
                let whole = size(i + j);
                let from_left = if i > 0 { size(i) / whole * row[j] } else { 0.0 };
                let from_below = if j > 0 { size(j) / whole * row[j - 1] } else { 0.0 };
                from_left + from_below
            };
        }
    }
    row[n].min(1.0)
}

/// The limit 2·Σ(−1)ᵏ⁻¹·exp(−2k²x²).
fn asymptotic(x: f64) -> f64 {
    if x < 0.2 {
        return 1.0;
    }
    let term = |k: i32| f64::from(1 - 2 * ((k - 1) % 2)) * (-2.0 * f64::from(k * k) * x * x).exp();
    (2.0 * (1..=100).rev().map(term).sum::<f64>()).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_groups_are_not_apart() {
        let test = kolmogorov_smirnov(&[1.0, 1.0], &[1.0]).known().unwrap();
        assert_eq!((test.d, test.p, test.p_with_ties), (0.0, 1.0, 1.0));
        assert_eq!(kolmogorov_smirnov(&[], &[1.0]).why(), Some(Why::EmptyBase));
    }

    #[test]
    fn beyond_ten_thousand_the_limit_is_near_the_exact() {
        let exact = reaching(900, 800, 900 * 800 / 20, &vec![true; 1_701]);
        let limit = asymptotic(0.05 * (900.0_f64 * 800.0 / 1_700.0).sqrt());
        assert!((exact - limit).abs() < 0.02, "{exact} {limit}");
        assert_eq!(asymptotic(0.0), 1.0);
    }

    proptest! {
        #[test]
        fn p_is_what_all_orders_give(values in prop::collection::vec(0_u8..5, 2..9), cut in 1_usize..8) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let cut = cut.min(values.len() - 1);
            let distance = |chosen: &dyn Fn(usize) -> bool| {
                let (m, n) = (cut, values.len() - cut);
                let below = |limit: f64, inside: bool| {
                    values.iter().enumerate().filter(|(at, value)| chosen(*at) == inside && **value <= limit).count()
                };
                values.iter().map(|limit| (below(*limit, true) * n).abs_diff(below(*limit, false) * m)).max().unwrap()
            };
            let observed = distance(&|at| at < cut);
            let choices = (0_u32..1 << values.len()).filter(|choice| choice.count_ones() as usize == cut);
            let (mut all, mut reached) = (0.0, 0.0);
            for choice in choices {
                all += 1.0;
                reached += if distance(&|at| choice >> at & 1 == 1) >= observed { 1.0 } else { 0.0 };
            }
            let (first, second) = values.split_at(cut);
            let test = kolmogorov_smirnov(first, second).known().unwrap();
            prop_assert!((test.p_with_ties - reached / all).abs() < 1e-12, "{} {}", test.p_with_ties, reached / all);
            prop_assert!(test.p_with_ties <= test.p + 1e-12);
        }
    }
}
