//! Not one «2», and many «5».

use school::{Mark, Share};

use super::predictive::{at_least, none_of_first, sum};
use super::sign::{Evidence, NotScreened, Screen, Sign, enough, enough_reference};
use crate::stats::wilson_interval::real;
use crate::{Interval, MarkCounts, SampleTier, wilson_interval};

/// Not one «2» while «5» are more than the reference group lets one expect.
///
/// # Definition
/// Students are taken in strata, for example by the mark in the gradebook; for each stratum the marks of the class and of the
/// reference group (without the class). The statistic is the share of «5» less the share expected from the strata; the
/// interval is Wilson's, less the expected share. The p-value is the chance of no «2» and at least so many «5», each stratum
/// Dirichlet-multinomial after the reference with Jeffreys' prior; it is 1 when there is a «2».
///
/// # Reads as
/// A difference of shares: 0.2 is twenty percentage points of «5» above what was to be expected.
///
/// # Undefined when
/// Fewer than 10 marks of the class ([`NotScreened::TooFew`]) or fewer than 50 in the reference group
/// ([`NotScreened::SmallReference`]); a stratum of the class of which the reference has nobody.
///
/// # Caution
/// Without strata a strong class is taken for an unusual one: its students are compared with all. The students of a class are
/// more alike than separate ones.
///
/// # Source
/// A screen in use in regions («нет „2“ при высокой доле „5“»); the predictive distribution: Gelman A. et al. (2013),
/// Bayesian Data Analysis, 3rd ed., §3.4.
///
/// # Example
/// ```
/// use measure::MarkCounts;
/// use measure::objectivity::no_twos_many_fives;
///
/// let class = MarkCounts { two: 0, three: 1, four: 4, five: 20, ..MarkCounts::default() };
/// let others = MarkCounts { two: 60, three: 300, four: 340, five: 100, ..MarkCounts::default() };
/// let sign = no_twos_many_fives(&[(class, others)]).unwrap();
/// assert!((sign.statistic - (0.8 - 0.125)).abs() < 0.001);
/// assert!(sign.p_value < 1e-9);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn no_twos_many_fives(strata: &[(MarkCounts, MarkCounts)]) -> Result<Sign, NotScreened> {
    let total = |of: fn(&(MarkCounts, MarkCounts)) -> i64| strata.iter().map(of).sum::<i64>();
    let n = total(|(class, _)| class.marked());
    enough(n, SampleTier::Limited)?;
    enough_reference(total(|(_, reference)| reference.marked()))?;
    let twos = total(|(class, _)| class.of_mark(Mark::Two));
    let fives = total(|(class, _)| class.of_mark(Mark::Five));
    let mut chances = vec![1.0];
    let mut expected = 0.0;
    for (class, reference) in strata.iter().filter(|(class, _)| class.marked() > 0) {
        let [two, five] = [Mark::Two, Mark::Five].map(|mark| reference.of_mark(mark));
        let marked = reference.marked();
        if marked == 0 {
            return Err(NotScreened::SmallReference { n: 0, needed: 1 });
        }
        chances = sum(&chances, &none_of_first(class.marked(), [two, marked - two - five, five]));
        expected += real(class.marked()) * (real(five) + 0.5) / (real(marked) + 1.5);
    }
    let p_value = if twos > 0 { 1.0 } else { at_least(&chances, fives) };
    let expected_share = expected / real(n);
    let interval = Share::new(fives, n).map(wilson_interval);
    let interval =
        interval.map(|Interval { low, high }| Interval { low: low - expected_share, high: high - expected_share });
    let evidence = vec![
        Evidence::count("twos", twos),
        Evidence::count("fives", fives),
        Evidence::number("expected_fives", expected),
        Evidence::count("reference", total(|(_, reference)| reference.marked())),
    ];
    let statistic = real(fives) / real(n) - expected_share;
    Ok(Sign { screen: Screen::NoTwosManyFives, statistic, interval, p_value, evidence, n })
}
