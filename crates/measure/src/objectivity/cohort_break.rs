//! A break between two neighbouring years of one cohort.

use super::chance::{Draws, sum_of_some};
use super::sign::{Evidence, NotScreened, Screen, Sign, count, enough, enough_reference};
use crate::stats::wilson_interval::{Z95, real};
use crate::{Interval, SampleTier};

/// The scores (or marks) of one year: those of the class and those of the reference group without it.
#[derive(Debug, Clone, Copy)]
pub struct Year<'a> {
    /// The class.
    pub class: &'a [i64],
    /// The reference group.
    pub reference: &'a [i64],
}

/// The place of a cohort among others broke from one year to the next.
///
/// # Definition
/// A student's place is the share of the reference group of that year below his score, and half of the share at it. The
/// statistic is the mean place of the later year less that of the earlier one; the interval is the normal one of two separate
/// means. The p-value is two-sided, by random exchange of the places between the years.
///
/// # Reads as
/// From −1 to 1. 0 is the same place in both years; 0.25 is a rise from the middle to the upper quarter.
///
/// # Undefined when
/// Fewer than 10 students of the class in a year ([`NotScreened::TooFew`]), fewer than 50 in a reference group
/// ([`NotScreened::SmallReference`]), or all places equal ([`NotScreened::NothingVaries`]).
///
/// # Caution
/// The years are taken as separate students; for the same students the chance is rather overstated. The papers of the two
/// years may be different: places compare, scores do not. A new teacher changes places honestly.
///
/// # Source
/// Bross I. D. J. (1958), Biometrics 14, 18–38 (ridits); the break between neighbouring year groups: regional practice of the
/// analysis of ВПР.
///
/// # Example
/// ```
/// use measure::objectivity::{Draws, Year, cohort_break};
///
/// let others: Vec<i64> = (0..200).map(|at| at % 20).collect();
/// let before: Vec<i64> = (0..24).map(|at| 8 + at % 12).collect();
/// let after: Vec<i64> = (0..24).map(|at| at % 8).collect();
/// let sign = cohort_break(Year { class: &before, reference: &others }, Year { class: &after, reference: &others }, Draws::default());
/// let sign = sign.unwrap();
/// assert!(sign.statistic < -0.4 && sign.p_value < 0.001);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn cohort_break(before: Year<'_>, after: Year<'_>, draws: Draws) -> Result<Sign, NotScreened> {
    for year in [before, after] {
        enough(count(year.class.len()), SampleTier::Limited)?;
        enough_reference(count(year.reference.len()))?;
    }
    let (places_before, places_after) = (places(before), places(after));
    let (n_before, n_after) = (places_before.len(), places_after.len());
    let (mean_before, variance_before) = mean_and_variance(&places_before);
    let (mean_after, variance_after) = mean_and_variance(&places_after);
    let mut pooled = [places_before, places_after].concat();
    pooled.sort_unstable_by(f64::total_cmp);
    if pooled.first() == pooled.last() {
        return Err(NotScreened::NothingVaries);
    }
    let statistic = mean_after - mean_before;
    let total: f64 = pooled.iter().sum();
    let draws = draws.lightened(n_after);
    let p_value = draws.chance(|generator| {
        let sum = sum_of_some(generator, &mut pooled, n_after);
        let drawn = sum / n_after as f64 - (total - sum) / n_before as f64;
        drawn.abs() >= statistic.abs() - 1e-9
    });
    let half = Z95 * (variance_before / n_before as f64 + variance_after / n_after as f64).sqrt();
    let evidence = vec![
        Evidence::count("students_before", count(n_before)),
        Evidence::count("students_after", count(n_after)),
        Evidence::number("mean_place_before", mean_before),
        Evidence::number("mean_place_after", mean_after),
        Evidence::count("reference_before", count(before.reference.len())),
        Evidence::count("reference_after", count(after.reference.len())),
    ];
    let interval = Some(Interval { low: statistic - half, high: statistic + half });
    let n = count(n_before.min(n_after));
    Ok(Sign { screen: Screen::CohortBreak, statistic, interval, p_value, evidence, n })
}

fn places(year: Year<'_>) -> Vec<f64> {
    let mut reference = year.reference.to_vec();
    reference.sort_unstable();
    let place = |score: &i64| {
        let below = reference.partition_point(|other| other < score);
        let not_above = reference.partition_point(|other| other <= score);
        (below + not_above) as f64 / (2 * reference.len()) as f64
    };
    let mut places: Vec<f64> = year.class.iter().map(place).collect();
    places.sort_unstable_by(f64::total_cmp);
    places
}

fn mean_and_variance(values: &[f64]) -> (f64, f64) {
    let n = real(count(values.len()));
    let mean = values.iter().sum::<f64>() / n;
    (mean, values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0))
}
