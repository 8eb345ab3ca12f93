//! Two shares of separate groups, exactly.

use school::Share;

use crate::stats::distributions::binomial_pmf;
use crate::stats::wilson_interval::real;
use crate::{Measured, Why};

/// The exact comparison of two shares.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FisherExact {
    /// Two-sided: the probability of all tables that are no more likely than the observed one.
    pub p: f64,
    /// Two-sided, the tables as likely as the observed one taken by half.
    pub mid_p: f64,
    /// The probability of at most so many in the first group.
    pub less: f64,
    /// The probability of at least so many in the first group.
    pub greater: f64,
}

/// Tables whose probabilities differ by less than this part count as equally likely.
const AS_LIKELY: f64 = 1e-7;

/// The greatest number of tables that are added up.
const MOST_TABLES: i64 = 50_000_000;

/// Fisher's exact test of two shares of separate groups.
///
/// # Definition
/// With all margins of the 2 × 2 table given, the part of the first group is hypergeometric. Two-sided: the sum
/// over the tables no more likely than the observed one; mid-p: those as likely taken by half.
///
/// # Reads as
/// The probability, from 0 to 1, of a table at least as unusual if the groups do not differ.
///
/// # Undefined when
/// More than fifty million tables have these margins: [`Why::TooLarge`] (use
/// [`two_proportions`](crate::two_proportions)).
///
/// # Caution
/// Cautious: it rejects less often than promised. Mid-p keeps closer to the promise.
///
/// # Source
/// Fisher R. A. (1935), The Logic of Inductive Inference; mid-p: Hwang J. T. G., Yang M.-C. (2001), Statistica
/// Sinica 11, 807–826.
///
/// # Example
/// ```
/// use measure::stats::fisher_exact;
/// use school::Share;
///
/// // The lady tasting tea: three of four.
/// let test = fisher_exact(Share::new(3, 4).unwrap(), Share::new(1, 4).unwrap()).known().unwrap();
/// assert!((test.p - 34.0 / 70.0).abs() < 1e-14);
/// assert!((test.greater - 17.0 / 70.0).abs() < 1e-14);
/// ```
pub fn fisher_exact(first: Share, second: Share) -> Measured<FisherExact> {
    let (k, n1, n2) = (first.part(), first.whole(), second.whole());
    let (Some(parts), Some(n)) = (k.checked_add(second.part()), n1.checked_add(n2)) else {
        return Measured::Unknown(Why::TooLarge);
    };
    let (least, most) = ((parts - n2).max(0), parts.min(n1));
    if most - least >= MOST_TABLES {
        return Measured::Unknown(Why::TooLarge);
    }
    let share = real(parts) / real(n);
    let pmf = |x: i64| {
        // Loader's way: three binomial probabilities at the pooled share, none of which loses digits.
        let (one, two) = (binomial_pmf(real(x), real(n1), share), binomial_pmf(real(parts - x), real(n2), share));
        one * two / binomial_pmf(real(parts), real(n), share)
    };
    let observed = pmf(k);
    let mut sums = FisherExact { p: 0.0, mid_p: 0.0, less: 0.0, greater: 0.0 };
    for x in least..=most {
        let one = pmf(x);
        if one <= observed * (1.0 + AS_LIKELY) {
            sums.p += one;
            sums.mid_p += if one >= observed * (1.0 - AS_LIKELY) { one / 2.0 } else { one };
        }
        if x <= k {
            sums.less += one;
        }
        if x >= k {
            sums.greater += one;
        }
    }
    let [p, mid_p, less, greater] = [sums.p, sums.mid_p, sums.less, sums.greater].map(|sum| sum.min(1.0));
    Measured::Known(FisherExact { p, mid_p, less, greater })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn test(k1: i64, n1: i64, k2: i64, n2: i64) -> FisherExact {
        fisher_exact(Share::new(k1, n1).unwrap(), Share::new(k2, n2).unwrap()).known().unwrap()
    }

    #[test]
    fn a_table_that_could_not_be_another_is_no_surprise() {
        assert!((test(0, 5, 0, 9).p - 1.0).abs() < 1e-14);
        assert!((test(5, 5, 9, 9).p - 1.0).abs() < 1e-14);
    }

    proptest! {
        #[test]
        fn the_order_of_groups_and_of_outcomes_does_not_matter(
            a in 0_i64..40, b in 0_i64..40, c in 0_i64..40, d in 0_i64..40,
        ) {
            let (n1, n2) = ((a + b).max(1), (c + d).max(1));
            let one = test(a.min(n1), n1, c.min(n2), n2);
            let turned = test(c.min(n2), n2, a.min(n1), n1);
            let opposite = test(n1 - a.min(n1), n1, n2 - c.min(n2), n2);
            prop_assert!((one.p - turned.p).abs() < 1e-11 && (one.p - opposite.p).abs() < 1e-11);
            prop_assert!((one.less - turned.greater).abs() < 1e-11);
            prop_assert!(one.mid_p <= one.p && one.p <= 1.0);
        }
    }
}
