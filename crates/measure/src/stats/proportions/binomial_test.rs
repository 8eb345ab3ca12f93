//! Whether a count is what a known share would give.

use school::Share;

use crate::stats::distributions::{binomial_pmf, binomial_tails};
use crate::stats::wilson_interval::real;
use crate::{Measured, Why};

/// The exact test of a share against a given one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BinomialTest {
    /// Two-sided: the probability of all counts that are no more likely than the observed one.
    pub p: f64,
    /// Two-sided, the counts as likely as the observed one taken by half.
    pub mid_p: f64,
    /// The probability of at most the observed count.
    pub at_most: f64,
    /// The probability of at least the observed count.
    pub at_least: f64,
}

/// Counts whose probabilities differ by less than this part count as equally likely.
const AS_LIKELY: f64 = 1.0 + 1e-7;

/// The exact binomial test of a share against `expected`.
///
/// # Definition
/// Two-sided: the sum of the probabilities of those counts of Binomial(n, p₀) that are no more likely than the
/// observed one. Mid-p: the equally likely ones by half.
///
/// # Reads as
/// The probability, from 0 to 1, of a result at least as unusual if the share were `expected`; small means
/// unusual.
///
/// # Undefined when
/// `expected` is outside 0 to 1: [`Why::Inapplicable`].
///
/// # Caution
/// A large p is not a proof of equality. Of twenty such tests of nothing one falls below 0.05.
///
/// # Source
/// Clopper C. J., Pearson E. S. (1934), Biometrika 26, 404–413; the two-sided rule as in R `binom.test` and
/// SciPy `binomtest`; mid-p: Lancaster H. O. (1961), JASA 56, 223–234.
///
/// # Example
/// ```
/// use measure::stats::binomial_test;
/// use school::Share;
///
/// let test = binomial_test(Share::new(1, 10).unwrap(), 0.5).known().unwrap();
/// assert!((test.p - 22.0 / 1024.0).abs() < 1e-15);
/// ```
pub fn binomial_test(share: Share, expected: f64) -> Measured<BinomialTest> {
    if !(0.0..=1.0).contains(&expected) {
        return Measured::Unknown(Why::Inapplicable);
    }
    let (k, n) = (share.part(), share.whole());
    let pmf = |count: i64| binomial_pmf(real(count), real(n), expected);
    let observed = pmf(k);
    let limit = observed * AS_LIKELY;
    let tails = |count: i64| binomial_tails(real(count), real(n), expected);
    let (at_most, above) = tails(k);
    let at_least = (above + observed).min(1.0);
    let mode = real(n) * expected;
    let (p, opposite) = if real(k) == mode {
        (1.0, 0.0)
    } else if real(k) < mode {
        // The first count above the mode that is no more likely; beyond the mode probabilities only fall.
        let first = first_true(k + 1, n + 1, |count| real(count) >= mode && pmf(count) <= limit);
        (at_most + tails(first - 1).1, if first <= n { pmf(first) } else { 0.0 })
    } else {
        let last = first_true(0, k, |count| real(count) >= mode || pmf(count) > limit) - 1;
        let below = if last >= 0 { tails(last).0 } else { 0.0 };
        (below + at_least, if last >= 0 { pmf(last) } else { 0.0 })
    };
    let p = p.min(1.0);
    let as_likely = observed + if opposite * AS_LIKELY >= observed { opposite } else { 0.0 };
    let mid_p = (p - as_likely / 2.0).max(0.0);
    Measured::Known(BinomialTest { p, mid_p, at_most, at_least })
}

/// The first number from `from` on for which a rule that stays true once it is true holds; `end` if none.
fn first_true(from: i64, end: i64, rule: impl Fn(i64) -> bool) -> i64 {
    let (mut low, mut high) = (from, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if rule(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn test(k: i64, n: i64, expected: f64) -> BinomialTest {
        binomial_test(Share::new(k, n).unwrap(), expected).known().unwrap()
    }

    #[test]
    fn ends_of_the_scale_are_known() {
        assert_eq!(test(0, 5, 0.0).p, 1.0);
        assert_eq!(test(1, 5, 0.0).p, 0.0);
        assert_eq!(test(5, 5, 1.0).p, 1.0);
        assert_eq!(test(5, 10, 0.5).p, 1.0);
        assert_eq!(binomial_test(Share::new(1, 2).unwrap(), 1.5).why(), Some(Why::Inapplicable));
        assert_eq!(binomial_test(Share::new(1, 2).unwrap(), f64::NAN).why(), Some(Why::Inapplicable));
    }

    proptest! {
        #[test]
        fn it_is_the_sum_over_all_counts_no_more_likely(k in 0_i64..60, more in 0_i64..60, percent in 1_u8..100) {
            let (n, expected) = ((k + more).max(1), f64::from(percent) / 100.0);
            let k = k.min(n);
            let pmf = |count| binomial_pmf(real(count), real(n), expected);
            let limit = pmf(k) * AS_LIKELY;
            let direct: f64 = (0..=n).map(pmf).filter(|one| *one <= limit).sum();
            let answer = test(k, n, expected);
            prop_assert!((answer.p - direct.min(1.0)).abs() < 1e-12, "{} {direct}", answer.p);
            prop_assert!(answer.mid_p <= answer.p && answer.mid_p >= 0.0);
            let mirror = test(n - k, n, 1.0 - expected);
            prop_assert!((mirror.at_most - answer.at_least).abs() < 1e-12);
        }
    }
}
