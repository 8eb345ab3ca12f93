//! Hard items done better and easy items worse than elsewhere, at the same score.

use std::collections::BTreeMap;

use super::chance::{Draws, sum_of_some};
use super::sign::{Evidence, NotScreened, Screen, Sign, count, enough, enough_reference};
use crate::responses::is_points;
use crate::stats::wilson_interval::Z95;
use crate::{Interval, Responses, SampleTier};

/// The class did the hard items better and the easy ones worse than students with the same score elsewhere.
///
/// # Definition
/// Over the items that everybody was given (no answer is 0 points) facility is taken over class and reference together; the
/// harder half of the items is the hard part. Students of class and reference are matched by total. The statistic is the mean, over
/// the students of the class, of the share of points on the hard part less the mean of all students with that total. The
/// p-value comes of random exchange of class and reference among students with equal totals (one-sided); the interval is the
/// statistic ± 1.959964 standard deviations of that exchange.
///
/// # Reads as
/// A difference of shares: 0.05 is five percentage points of the hard part that were gained there and lost on easy items.
///
/// # Undefined when
/// Other items than the reference ([`NotScreened::OtherItems`]); fewer than 10 students of the class with a match
/// ([`NotScreened::TooFew`]); fewer than 50 in the reference ([`NotScreened::SmallReference`]); fewer than two items given to all, or
/// no variation at equal totals ([`NotScreened::NothingVaries`]).
///
/// # Caution
/// Topics taught in another order do the same. Students without a match (a total that nobody has elsewhere) are left out and
/// counted.
///
/// # Source
/// The idea of person-fit by caution indices (Sato T. (1975); Meijer R. R., Sijtsma K. (2001), APM 25, 107–135), for a class; the
/// exact exchange within strata: Rosenbaum P. R. (2002), Observational Studies, ch. 2.
///
/// # Example
/// ```
/// use measure::objectivity::{Draws, item_profile};
/// use measure::{Response, Responses};
///
/// let paper = |n: usize, solves: fn(usize, usize) -> bool| {
///     let column = |item: usize| (1, (0..n).map(move |person| Response::Points(u8::from(solves(person, item)))));
///     Responses::new((0..8).map(column)).unwrap()
/// };
/// // Elsewhere the first items are easy; in the class half of the students solved just the last ones.
/// let others = paper(120, |person, item| item <= person % 8 && !(person + item).is_multiple_of(7));
/// let class = paper(20, |person, item| if person % 2 == 0 { item > 3 } else { item < 4 });
/// assert!(item_profile(&class, &others, Draws::default()).unwrap().p_value < 0.01);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn item_profile(class: &Responses, reference: &Responses, draws: Draws) -> Result<Sign, NotScreened> {
    if class.items() != reference.items()
        || (0..class.items()).any(|item| class.greatest(item) != reference.greatest(item))
    {
        return Err(NotScreened::OtherItems { class: class.items(), reference: reference.items() });
    }
    enough(count(class.persons()), SampleTier::Limited)?;
    enough_reference(count(reference.persons()))?;
    let is_common = |item: &usize| [class, reference].iter().all(|all| all.item(*item).all(is_given));
    let items: Vec<usize> = (0..class.items()).filter(is_common).collect();
    let hard = hard_half(&items, class, reference).ok_or(NotScreened::NothingVaries)?;
    let greatest: f64 = hard.iter().map(|item| f64::from(class.greatest(*item))).sum();
    let totals = [class, reference].map(|all| sums(all, &items));
    let parts = [class, reference].map(|all| sums(all, &hard));
    let mut strata: BTreeMap<u32, Stratum> = BTreeMap::new();
    for (group, (totals, parts)) in totals.iter().zip(&parts).enumerate() {
        for (total, part) in totals.iter().zip(parts) {
            let stratum = strata.entry(*total).or_default();
            stratum.values.push(f64::from(*part) / greatest);
            if group == 0 {
                stratum.of_class += 1;
                stratum.sum_of_class += f64::from(*part) / greatest;
            }
        }
    }
    let mut strata: Vec<Stratum> = strata.into_values().filter(Stratum::has_both).collect();
    let matched: usize = strata.iter().map(|stratum| stratum.of_class).sum();
    enough(count(matched), SampleTier::Limited)?;
    strata.iter_mut().for_each(|stratum| stratum.values.sort_unstable_by(f64::total_cmp));
    judged(
        strata,
        matched,
        Counts { unmatched: class.persons() - matched, items: items.len(), hard: hard.len() },
        draws,
    )
}

#[derive(Clone, Copy)]
struct Counts {
    unmatched: usize,
    items: usize,
    hard: usize,
}

/// Students with one total: their shares of the hard part, class and reference together.
#[derive(Default)]
struct Stratum {
    values: Vec<f64>,
    of_class: usize,
    sum_of_class: f64,
}

impl Stratum {
    fn has_both(&self) -> bool {
        self.of_class > 0 && self.of_class < self.values.len()
    }

    fn mean(&self) -> f64 {
        self.values.iter().sum::<f64>() / self.values.len() as f64
    }

    /// The variance of the sum of the class under random exchange.
    fn variance_of_sum(&self) -> f64 {
        let (n, k, mean) = (self.values.len() as f64, self.of_class as f64, self.mean());
        let squares: f64 = self.values.iter().map(|value| (value - mean).powi(2)).sum();
        squares / (n - 1.0) * k * (n - k) / n
    }
}

fn judged(mut strata: Vec<Stratum>, matched: usize, counts: Counts, draws: Draws) -> Result<Sign, NotScreened> {
    let n = matched as f64;
    let sum: f64 = strata.iter().map(|stratum| stratum.sum_of_class).sum();
    let expected: f64 = strata.iter().map(|stratum| stratum.mean() * stratum.of_class as f64).sum();
    let variance: f64 = strata.iter().map(Stratum::variance_of_sum).sum();
    if variance <= 1e-12 {
        return Err(NotScreened::NothingVaries);
    }
    let p_value = draws.lightened(matched).chance(|generator| {
        let drawn: f64 =
            strata.iter_mut().map(|stratum| sum_of_some(generator, &mut stratum.values, stratum.of_class)).sum();
        drawn >= sum - 1e-9
    });
    let statistic = (sum - expected) / n;
    let half = Z95 * variance.sqrt() / n;
    let evidence = vec![
        Evidence::number("hard_part_share", sum / n),
        Evidence::number("expected_hard_part_share", expected / n),
        Evidence::count("matched", count(matched)),
        Evidence::count("unmatched", count(counts.unmatched)),
        Evidence::count("items", count(counts.items)),
        Evidence::count("hard_items", count(counts.hard)),
    ];
    let interval = Some(Interval { low: statistic - half, high: statistic + half });
    Ok(Sign { screen: Screen::ItemProfile, statistic, interval, p_value, evidence, n: count(matched) })
}

fn is_given(response: crate::Response) -> bool {
    response != crate::Response::NotAdministered
}

/// The harder half of the items by facility over both groups; `None` when all are equally hard.
fn hard_half(items: &[usize], class: &Responses, reference: &Responses) -> Option<Vec<usize>> {
    let points = |all: &Responses, item: usize| {
        all.codes(item).iter().filter(|code| is_points(**code)).map(|code| u64::from(*code)).sum::<u64>()
    };
    let facility =
        |item: usize| (points(class, item) + points(reference, item)) as f64 / f64::from(class.greatest(item));
    let mut ordered: Vec<(f64, usize)> = items.iter().map(|item| (facility(*item), *item)).collect();
    ordered.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let varies = ordered.first().zip(ordered.last()).is_some_and(|(hardest, easiest)| hardest.0 < easiest.0);
    varies.then(|| ordered[..items.len() / 2].iter().map(|(_, item)| *item).collect())
}

/// Points of each student on some items; no answer is none.
fn sums(all: &Responses, items: &[usize]) -> Vec<u32> {
    let mut sums = vec![0; all.persons()];
    for item in items {
        let points = all.codes(*item).iter().map(|code| if is_points(*code) { u32::from(*code) } else { 0 });
        sums.iter_mut().zip(points).for_each(|(sum, points)| *sum += points);
    }
    sums
}
