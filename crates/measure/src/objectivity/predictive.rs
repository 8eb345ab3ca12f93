//! What a reference group lets one expect of a class, the uncertainty of the reference included.

use statrs::function::gamma::ln_gamma;

use crate::stats::wilson_interval::real;

/// The distribution of how many of `n` have a property, after `with` of `with + without` in the reference group had it
/// (beta-binomial, Jeffreys' prior): the chance of 0, 1, …, n.
pub(super) fn beta_binomial(n: i64, with: i64, without: i64) -> Vec<f64> {
    let (a, b) = (real(with) + 0.5, real(without) + 0.5);
    let chance = |k: i64| {
        let k = real(k);
        let rest = real(n) - k;
        (ln_choose(n, k) + ln_beta(a + k, b + rest) - ln_beta(a, b)).exp()
    };
    (0..=n).map(chance).collect()
}

/// The chances that none of `n` is of the first kind while 0, 1, …, n are of the third, after such counts of the three kinds
/// in the reference group (Dirichlet-multinomial, Jeffreys' prior).
pub(super) fn none_of_first(n: i64, reference: [i64; 3]) -> Vec<f64> {
    let [first, second, third] = reference.map(|count| real(count) + 0.5);
    let all = first + second + third;
    let start = ln_gamma(all) - ln_gamma(all + real(n));
    let chance = |k: i64| {
        let k = real(k);
        let rest = real(n) - k;
        let ways = ln_choose(n, k);
        (ways + start + ln_gamma(second + rest) - ln_gamma(second) + ln_gamma(third + k) - ln_gamma(third)).exp()
    };
    (0..=n).map(chance).collect()
}

/// The distribution of a sum of independent counts.
pub(super) fn sum(one: &[f64], other: &[f64]) -> Vec<f64> {
    let mut both = vec![0.0; one.len() + other.len() - 1];
    for (i, a) in one.iter().enumerate() {
        for (j, b) in other.iter().enumerate() {
            both[i + j] += a * b;
        }
    }
    both
}

/// The chance of `least` or more.
pub(super) fn at_least(chances: &[f64], least: i64) -> f64 {
    let least = usize::try_from(least).unwrap_or(0);
    chances.iter().skip(least).rev().sum::<f64>().clamp(0.0, 1.0)
}

fn ln_choose(n: i64, k: f64) -> f64 {
    ln_gamma(real(n) + 1.0) - ln_gamma(k + 1.0) - ln_gamma(real(n) - k + 1.0)
}

fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_reference_is_the_binomial() {
        let chances = beta_binomial(4, 50_000_000, 50_000_000);
        for (chance, expected) in chances.iter().zip([1.0, 4.0, 6.0, 4.0, 1.0]) {
            assert!((chance - expected / 16.0).abs() < 1e-5, "{chance}");
        }
        assert!((at_least(&chances, 3) - 5.0 / 16.0).abs() < 1e-5);
    }

    #[test]
    fn one_student_has_the_posterior_mean() {
        let chances = beta_binomial(1, 7, 2);
        assert!((chances[1] - 0.75).abs() < 1e-12, "{chances:?}");
        let none = none_of_first(1, [1, 2, 3]);
        assert!((none[0] - 2.5 / 7.5).abs() < 1e-12 && (none[1] - 3.5 / 7.5).abs() < 1e-12);
        assert_eq!(sum(&[0.5, 0.5], &[0.5, 0.5]), [0.25, 0.5, 0.25]);
    }
}
