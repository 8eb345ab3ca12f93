//! Marks that agree with the gradebook more often than elsewhere.

use school::{Mark, Share};

use super::predictive::{at_least, beta_binomial, sum};
use super::sign::{Evidence, NotScreened, Screen, Sign, enough, enough_reference};
use crate::stats::wilson_interval::real;
use crate::{Interval, MarkAgreement, SampleTier, wilson_interval};

/// The marks of a paper agree with the gradebook more often than in the reference group.
///
/// # Definition
/// Over students with both marks, by the mark in the gradebook: the share of equal marks less the share expected from the
/// reference group (without the class). The interval is Wilson's less the expected share. The p-value is the chance of at least
/// so many equal marks, each gradebook mark beta-binomial after the reference with Jeffreys' prior.
///
/// # Reads as
/// A difference of shares: 0.3 is thirty percentage points of agreement above what was to be expected.
///
/// # Undefined when
/// Fewer than 10 students with both marks ([`NotScreened::TooFew`]) or fewer than 50 in the reference group
/// ([`NotScreened::SmallReference`]).
///
/// # Caution
/// A teacher whose gradebook is exact agrees more than others, and that is praise. A gradebook mark that the reference does not
/// know is taken as even chances.
///
/// # Source
/// The comparison of marks is that of ФИС ОКО; the beta-binomial: Gelman A. et al. (2013), Bayesian Data Analysis, 3rd ed., ch. 2.
///
/// # Example
/// ```
/// use measure::MarkAgreement;
/// use measure::objectivity::perfect_agreement;
/// use school::Mark::{Five, Four, Three};
///
/// let class: MarkAgreement = [Five, Four, Three].into_iter().cycle().take(24).map(|mark| (Some(mark), Some(mark))).collect();
/// let others: MarkAgreement = (0..300)
///     .map(|at| (Some([Five, Four, Three][at % 3]), Some([Five, Three, Three, Four][at % 4])))
///     .collect();
/// assert!(perfect_agreement(&class, &others).unwrap().p_value < 1e-6);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn perfect_agreement(class: &MarkAgreement, reference: &MarkAgreement) -> Result<Sign, NotScreened> {
    let n = class.base();
    enough(n, SampleTier::Limited)?;
    enough_reference(reference.base())?;
    let row = |agreement: &MarkAgreement, gradebook: Mark| {
        Mark::ALL.into_iter().map(|paper| agreement.count(gradebook, paper)).sum::<i64>()
    };
    let mut chances = vec![1.0];
    let (mut equal, mut expected) = (0, 0.0);
    for mark in Mark::ALL {
        let (with, all) = (reference.count(mark, mark), row(reference, mark));
        let students = row(class, mark);
        chances = sum(&chances, &beta_binomial(students, with, all - with));
        equal += class.count(mark, mark);
        expected += real(students) * (real(with) + 0.5) / (real(all) + 1.0);
    }
    let expected_share = expected / real(n);
    let interval = Share::new(equal, n).map(wilson_interval);
    let interval =
        interval.map(|Interval { low, high }| Interval { low: low - expected_share, high: high - expected_share });
    let evidence = vec![
        Evidence::count("equal", equal),
        Evidence::number("expected_equal", expected),
        Evidence::count("reference", reference.base()),
    ];
    let statistic = real(equal) / real(n) - expected_share;
    let p_value = at_least(&chances, equal);
    Ok(Sign { screen: Screen::PerfectAgreement, statistic, interval, p_value, evidence, n })
}
