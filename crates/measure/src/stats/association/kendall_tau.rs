//! Kendall's rank correlation.

use num_traits::ToPrimitive;

use super::pair_counts::{PairCounts, count};
use crate::stats::distributions::normal_two_sided;
use crate::stats::midranks::{Midranks, real};
use crate::stats::sample::size;
use crate::{Measured, Why};

/// Kendall's rank correlation of two values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KendallTau {
    /// τ-b, −1 to 1.
    pub tau_b: f64,
    /// Stuart's τ-c, for tables that are not square.
    pub tau_c: f64,
    /// Two-sided, by the normal approximation with ties.
    pub p_asymptotic: f64,
    /// Two-sided, from all orders; unknown when there are too many of them to count.
    pub p_exact: Measured<f64>,
    /// The one to quote: exact without ties up to 33 values (and always when at most one pair is discordant
    /// or concordant), else asymptotic; the choice of SciPy.
    pub p: f64,
    /// Whether `p` is the exact one.
    pub is_exact: bool,
}

/// Up to how many values all orders are counted without ties.
const MOST_UNTIED: usize = 100;
/// Up to how many values all orders are gone through when there are ties.
const MOST_TIED: usize = 8;

/// Kendall's rank correlation τ-b and τ-c.
///
/// # Definition
/// With C concordant and D discordant of n₀ pairs, n₁ tied in x and n₂ in y: `τ_b = (C − D)/√((n₀−n₁)(n₀−n₂))`;
/// `τ_c = 2(C − D)/(n²(m−1)/m)`, m the smaller number of different values. Asymptotic p from
/// `(C − D)/√v`, `v = (n(n−1)(2n+5) − Σt(t−1)(2t+5) − Σu(u−1)(2u+5))/18 + Σt(t−1)·Σu(u−1)/(2n(n−1)) +
/// Σt(t−1)(t−2)·Σu(u−1)(u−2)/(9n(n−1)(n−2))`. Exact p: twice the smaller tail over all n! orders; with ties (up
/// to 8 values) the share of orders with |C − D| no smaller.
///
/// # Reads as
/// 1: the same order, −1: the opposite one, 0: no relation.
///
/// # Undefined when
/// Fewer than 2 students: [`Why::TooFew`]; one of the values never differs: [`Why::NoSpread`]; lists of different
/// length: [`Why::UnequalLengths`].
///
/// # Caution
/// τ runs lower than the correlations of Pearson and Spearman: about 0.7 of them at the middle of the scale.
///
/// # Source
/// Kendall M. G. (1945), Biometrika 33, 239–251; Stuart A. (1953), Biometrika 40, 105–110.
///
/// # Example
/// ```
/// use measure::stats::kendall_tau;
///
/// let tau = kendall_tau(&[12.0, 2.0, 1.0, 12.0, 2.0], &[1.0, 4.0, 7.0, 1.0, 0.0]).known().unwrap();
/// assert!((tau.tau_b + 0.471_404_520_791_031_6).abs() < 1e-15);
/// ```
pub fn kendall_tau(x: &[f64], y: &[f64]) -> Measured<KendallTau> {
    compute(x, y).into()
}

fn compute(x: &[f64], y: &[f64]) -> Result<KendallTau, Why> {
    let pairs = count(x, y)?;
    if pairs.tied_first == pairs.pairs || pairs.tied_second == pairs.pairs {
        return Err(Why::NoSpread);
    }
    let (first, second) = (Midranks::of(x), Midranks::of(y));
    let n = size(x.len());
    let s = pairs.s();
    let untied = |tied: u64| real(pairs.pairs - tied);
    let tau_b = (s / untied(pairs.tied_first).sqrt() / untied(pairs.tied_second).sqrt()).clamp(-1.0, 1.0);
    let classes = size(distinct(&first).min(distinct(&second)));
    let tau_c = (2.0 * s / (n * n * (classes - 1.0) / classes)).clamp(-1.0, 1.0);
    let p_asymptotic = normal_two_sided(s / variance(n, &pairs, &first, &second).sqrt());
    let has_ties = pairs.tied_first + pairs.tied_second > 0;
    let p_exact: Measured<f64> = if has_ties {
        exact_with_ties(&first, &second, s).into()
    } else {
        exact_without_ties(x.len(), pairs.concordant.min(pairs.discordant)).into()
    };
    let quotes_exact = !has_ties && (x.len() <= 33 || pairs.concordant.min(pairs.discordant) <= 1);
    let chosen = if quotes_exact { p_exact.known() } else { None };
    Ok(KendallTau {
        tau_b,
        tau_c,
        p_asymptotic,
        p_exact,
        p: chosen.unwrap_or(p_asymptotic),
        is_exact: chosen.is_some(),
    })
}

fn distinct(ranks: &Midranks) -> usize {
    let shared: u64 = ranks.ties.iter().map(|many| many - 1).sum();
    ranks.doubled.len() - shared.to_usize().unwrap_or(0)
}

fn variance(n: f64, pairs: &PairCounts, first: &Midranks, second: &Midranks) -> f64 {
    let over = |ranks: &Midranks, of: fn(f64) -> f64| ranks.ties.iter().map(|many| of(real(*many))).sum::<f64>();
    let weighty = |t: f64| t * (t - 1.0) * (2.0 * t + 5.0);
    let triples = |t: f64| t * (t - 1.0) * (t - 2.0);
    let m = n * (n - 1.0);
    let plain = (m * (2.0 * n + 5.0) - over(first, weighty) - over(second, weighty)) / 18.0;
    let both = 2.0 * real(pairs.tied_first) * real(pairs.tied_second) / m;
    let threes = if n > 2.0 { over(first, triples) * over(second, triples) / (9.0 * m * (n - 2.0)) } else { 0.0 };
    plain + both + threes
}

/// Twice the share of orders with at most so many inversions.
fn exact_without_ties(n: usize, fewest: u64) -> Result<f64, Why> {
    let all = (n * (n - 1) / 2) as u64;
    if 2 * fewest == all {
        return Ok(1.0);
    }
    if n > MOST_UNTIED && fewest > 1 {
        return Err(Why::TooLarge);
    }
    let width = fewest.to_usize().ok_or(Why::TooLarge)? + 1;
    // share[c]: of the orders of so many values the share with c inversions.
    let mut share = vec![0.0_f64; width];
    share[0] = 1.0;
    for many in 2..=n {
        let before = share.clone();
        for (inversions, place) in share.iter_mut().enumerate() {
            let from = (inversions + 1).saturating_sub(many);
            *place = before[from..=inversions].iter().sum::<f64>() / size(many);
        }
    }
    Ok((2.0 * share.iter().rev().sum::<f64>()).min(1.0))
}

/// The share of the different orders of the second value with |S| no smaller.
fn exact_with_ties(first: &Midranks, second: &Midranks, s: f64) -> Result<f64, Why> {
    if first.doubled.len() > MOST_TIED {
        return Err(Why::TooLarge);
    }
    let mut order = second.doubled.clone();
    order.sort_unstable();
    let (mut all, mut reached) = (0_u32, 0_u32);
    loop {
        all += 1;
        if balance(&first.doubled, &order).abs().to_f64().is_some_and(|size| size >= s.abs()) {
            reached += 1;
        }
        if !next_order(&mut order) {
            return Ok(f64::from(reached) / f64::from(all));
        }
    }
}

/// Concordant less discordant, pair by pair.
fn balance(x: &[u64], y: &[u64]) -> i64 {
    let mut sum = 0;
    for at in 0..x.len() {
        for other in 0..at {
            sum += (x[at].cmp(&x[other]) as i64) * (y[at].cmp(&y[other]) as i64);
        }
    }
    sum
}

/// The next order in the dictionary; false after the last one.
fn next_order(values: &mut [u64]) -> bool {
    let Some(falls) = values.windows(2).rposition(|pair| pair[0] < pair[1]) else {
        return false;
    };
    let pivot = values[falls];
    let swap = values.iter().rposition(|value| *value > pivot).unwrap_or(falls);
    values.swap(falls, swap);
    values[falls + 1..].reverse();
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_never_differs_goes_with_nothing() {
        assert_eq!(kendall_tau(&[1.0, 1.0], &[1.0, 2.0]).why(), Some(Why::NoSpread));
        assert_eq!(kendall_tau(&[1.0, 2.0], &[3.0, 3.0]).why(), Some(Why::NoSpread));
    }

    #[test]
    fn the_two_ways_of_counting_orders_agree() {
        let first = Midranks::of(&[1.0, 2.0, 3.0, 4.0, 5.0]);
        for (y, inversions) in
            [([1.0, 2.0, 3.0, 4.0, 5.0], 0), ([2.0, 1.0, 3.0, 5.0, 4.0], 2), ([3.0, 2.0, 1.0, 4.0, 5.0], 3)]
        {
            let second = Midranks::of(&y);
            let by_orders = exact_with_ties(&first, &second, 10.0 - 2.0 * f64::from(inversions)).unwrap();
            let counted = exact_without_ties(5, u64::try_from(inversions).unwrap()).unwrap();
            assert!((by_orders - counted).abs() < 1e-15);
        }
    }

    #[test]
    fn too_many_orders_are_not_counted() {
        let x: Vec<f64> = (0..150_i32).map(f64::from).collect();
        let y: Vec<f64> = (0..150_i32).map(|at| f64::from(at * 37 % 150 / 2 + (at % 2) * 75)).collect();
        let tau = kendall_tau(&x, &y).known().unwrap();
        assert_eq!((tau.p_exact.why(), tau.is_exact), (Some(Why::TooLarge), false));
        assert!(kendall_tau(&x, &x).known().unwrap().is_exact);
    }

    proptest! {
        #[test]
        fn order_of_students_does_not_matter_and_a_mirror_turns(
            students in prop::collection::vec((0_u8..20, 0_u8..20), 2..30),
        ) {
            let of = |sign: f64, students: &[(u8, u8)]| {
                let (x, y): (Vec<f64>, Vec<f64>) =
                    students.iter().map(|(x, y)| (f64::from(*x), sign * f64::from(*y))).unzip();
                kendall_tau(&x, &y).known()
            };
            let reversed: Vec<(u8, u8)> = students.iter().rev().copied().collect();
            prop_assert_eq!(of(1.0, &students), of(1.0, &reversed));
            if let (Some(one), Some(mirror)) = (of(1.0, &students), of(-1.0, &students)) {
                prop_assert!((one.tau_b + mirror.tau_b).abs() < 1e-12 && (one.p - mirror.p).abs() < 1e-12);
                prop_assert!((-1.0..=1.0).contains(&one.tau_b) && (0.0..=1.0).contains(&one.p));
            }
        }
    }
}
