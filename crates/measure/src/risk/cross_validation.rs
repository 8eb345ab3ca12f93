//! Estimates of students whom the model has not seen («перекрёстная проверка»).

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64;

use super::model::{FEWEST, NoRisk, Students, risk_model};
use super::roc_area::{RocArea, roc_area};
use crate::Interval;
use crate::stats::distributions::t_point;

/// Into how many parts the students are dealt.
pub const FOLDS: usize = 10;

/// The ridges that [`choose_ridge`] tries, on standardised signs.
pub const RIDGES: [f64; 9] = [0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 100.0, 300.0, 1000.0];

/// What [`cross_validate`] finds.
#[derive(Debug, Clone, PartialEq)]
pub struct CrossValidated {
    /// The estimate of each student by a model of the others.
    pub chances: Vec<f64>,
    /// The mean of −2·ln of the chance given to what came to pass.
    pub deviance: f64,
}

/// Estimates each student by a model made without the tenth of students they are in.
///
/// # Definition
/// Students are put in an order of their values, shuffled by the seed and dealt into [`FOLDS`] parts, those with and those
/// without the outcome each for themselves; fewer parts when one of the two has fewer students. Each part is estimated by the
/// model of all the others.
///
/// # Reads as
/// Estimates as honest as if the students were new to the model, and their mean deviance: the smaller, the better.
///
/// # Undefined when
/// As of [`risk_model`]; [`NoRisk::FewForCheck`] and [`NoRisk::SignOfFew`] when only the students left in some part have no model.
///
/// # Caution
/// New students of the same school and year; other years may differ. Another seed gives slightly other figures.
///
/// # Source
/// Stone M. (1974), Journal of the Royal Statistical Society B 36, 111–147.
///
/// # Example
/// ```
/// use measure::risk::{Students, cross_validate, roc_area};
///
/// let rows: Vec<[f64; 1]> = (0..40).map(|n| [f64::from(n)]).collect();
/// let outcomes: Vec<bool> = (0..40).map(|n| n % 3 == 0 || n > 30).collect();
/// let students = Students::new(&rows, &outcomes).unwrap();
/// let found = cross_validate(&students, 1.0, 7).unwrap();
/// assert!(roc_area(&found.chances, &outcomes).unwrap().area > 0.5);
/// assert_eq!(found, cross_validate(&students, 1.0, 7).unwrap());
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn cross_validate(students: &Students, ridge: f64, seed: u64) -> Result<CrossValidated, NoRisk> {
    let with = students.with_outcome();
    if with.min(students.len() - with) < FEWEST {
        return Err(NoRisk::FewOutcomes { with, without: students.len() - with });
    }
    let folds = deal(students, FOLDS, seed);
    let chances = estimate(students, &folds, ridge)?;
    let given = chances.iter().zip(students.outcomes()).map(|(p, outcome)| if *outcome { *p } else { 1.0 - p });
    let mut losses: Vec<f64> = given.map(|chance| -2.0 * chance.max(1e-300).ln()).collect();
    // Summed in the order of size: the sum does not depend on the order of the rows.
    losses.sort_by(f64::total_cmp);
    let deviance = losses.iter().map(|loss| loss / real(students.len())).sum();
    Ok(CrossValidated { chances, deviance })
}

/// The estimate of each student by a model of the students of the other folds.
fn estimate(students: &Students, folds: &[Vec<usize>], ridge: f64) -> Result<Vec<f64>, NoRisk> {
    let mut chances = vec![0.0; students.len()];
    for fold in folds.iter().filter(|fold| !fold.is_empty()) {
        let others: Vec<usize> = folds.iter().filter(|other| *other != fold).flatten().copied().collect();
        let model = risk_model(&students.part(&others), ridge).map_err(|reason| of_all(reason, students))?;
        for &student in fold {
            chances[student] = model.chance(students.of(student));
        }
    }
    Ok(chances)
}

/// What a part lacks, said of all students: nobody can find the numbers of a part in the data.
fn of_all(reason: NoRisk, students: &Students) -> NoRisk {
    let with = students.with_outcome();
    match reason {
        NoRisk::FewOutcomes { .. } => NoRisk::FewForCheck { with, without: students.len() - with },
        NoRisk::ConstantSign { sign } if risk_model(students, 1.0).is_ok() => NoRisk::SignOfFew { sign },
        other => other,
    }
}

/// How often the students are dealt anew for [`cross_validated_area`].
const DEALS: u64 = 4;

/// The area under the ROC curve that the model has among students it has not seen, with an interval.
///
/// # Definition
/// The students are dealt into parts as by [`cross_validate`], four times with seeds in a row, into so many parts (at most
/// [`FOLDS`]) that each holds at least three with and three without the outcome where there are ten of both. The area is the
/// mean over deals and parts of the area within a part: estimates of different models are not compared, which would pull the
/// area below one half. Its variance is that of DeLong for the estimates of the first deal times `1 + k/max(k, χ²)`, k signs, χ²
/// twice the gain of the log-likelihood over the model of no signs: the same students make the models and test them, and
/// where signs say nothing (χ² near k) this doubles the variance. The interval takes Student's distribution with as many
/// degrees of freedom as there are students of the rarer outcome, less one; it is cut at 0 and 1.
///
/// # Reads as
/// How well this model would put in order new students of the same kind: 0.5 is a coin; an interval that holds 0.5 has not shown
/// that the model is of any use.
///
/// # Undefined when
/// As of [`cross_validate`]; the error and the interval as of [`roc_area`].
///
/// # Caution
/// In simulations the interval covers the area among new students in 92 to 98 of 100 cases (60 to 1,000 students, signs that say
/// nothing, little or much).
///
/// # Source
/// DeLong E. R. et al. (1988), Biometrics 44, 837–845; LeDell E. et al. (2015), Electronic Journal of Statistics 9, 1583–1607
/// (areas within parts); Bates S. et al. (2024), JASA 119, 1434–1445 (why naive intervals of cross-validation are short).
///
/// # Example
/// ```
/// use measure::risk::{Students, cross_validated_area};
///
/// let rows: Vec<[f64; 1]> = (0..60).map(|n| [f64::from(n)]).collect();
/// let outcomes: Vec<bool> = (0..60).map(|n| n % 3 == 0 || n > 45).collect();
/// let found = cross_validated_area(&Students::new(&rows, &outcomes).unwrap(), 1.0, 7).unwrap();
/// let interval = found.interval.unwrap();
/// assert!(interval.low < found.area && found.area < interval.high);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn cross_validated_area(students: &Students, ridge: f64, seed: u64) -> Result<RocArea, NoRisk> {
    let first = roc_area(&cross_validate(students, ridge, seed)?.chances, students.outcomes())?;
    let (with, outcomes) = (students.with_outcome(), students.outcomes());
    let rarer = with.min(students.len() - with);
    let parts = if rarer < 10 { FOLDS } else { (rarer / 3).min(FOLDS) };
    let mut areas = Vec::new();
    for deal_seed in (0..DEALS).map(|deal| seed.wrapping_add(deal)) {
        let folds = deal(students, parts, deal_seed);
        let chances = estimate(students, &folds, ridge)?;
        areas.extend(folds.iter().filter_map(|fold| area_within(fold, &chances, outcomes)));
    }
    let area = areas.iter().sum::<f64>() / real(areas.len());
    let standard_error = first.standard_error.and_then(|error| {
        let (share, n) = (real(with) / real(students.len()), real(students.len()));
        let alone = n * (share * share.ln() + (1.0 - share) * (1.0 - share).ln());
        let gain = 2.0 * (risk_model(students, ridge)?.log_likelihood - alone);
        let signs = real(students.signs());
        Ok(error * (1.0 + signs / gain.max(signs)).sqrt())
    });
    let interval = standard_error.map(|error| {
        let half = t_point(0.05, real(rarer) - 1.0) * error;
        Interval { low: (area - half).clamp(0.0, 1.0), high: (area + half).clamp(0.0, 1.0) }
    });
    Ok(RocArea { area, standard_error, interval })
}

/// The share of pairs of a part that stand in the right order; nothing without such pairs.
fn area_within(fold: &[usize], chances: &[f64], outcomes: &[bool]) -> Option<f64> {
    let of = |wanted: bool| {
        let mut group: Vec<f64> =
            fold.iter().filter(|student| outcomes[**student] == wanted).map(|student| chances[*student]).collect();
        group.sort_by(f64::total_cmp);
        group
    };
    let (with, without) = (of(true), of(false));
    let below = |chance: &f64| {
        let less = without.partition_point(|other| other < chance);
        real(less + without.partition_point(|other| other <= chance)) / 2.0
    };
    let pairs = real(with.len()) * real(without.len());
    (pairs > 0.0).then(|| with.iter().map(below).sum::<f64>() / pairs)
}

/// The ridge of [`RIDGES`] with the smallest deviance of [`cross_validate`], and that deviance.
///
/// # Errors
/// When no ridge gives a model.
pub fn choose_ridge(students: &Students, seed: u64) -> Result<(f64, f64), NoRisk> {
    let mut best: Option<(f64, f64)> = None;
    let mut refusal = NoRisk::BadRidge;
    for ridge in RIDGES {
        match cross_validate(students, ridge, seed) {
            Ok(found) if best.is_none_or(|(_, deviance)| found.deviance < deviance) => {
                best = Some((ridge, found.deviance))
            }
            Ok(_) => {}
            Err(reason) => refusal = reason,
        }
    }
    best.ok_or(refusal)
}

/// The students of each part.
fn deal(students: &Students, most: usize, seed: u64) -> Vec<Vec<usize>> {
    let with = students.with_outcome();
    // A model needs five of each outcome beside the part that is left out.
    let parts = most.min(with).min(students.len() - with).max(2);
    let mut random = Pcg64::seed_from_u64(seed);
    let mut folds = vec![Vec::new(); parts];
    let sorted = students.sorted();
    for wanted in [false, true] {
        let mut group: Vec<usize> = sorted.iter().copied().filter(|&s| students.outcomes()[s] == wanted).collect();
        group.shuffle(&mut random);
        for (place, student) in group.into_iter().enumerate() {
            folds[place % parts].push(student);
        }
    }
    folds
}

fn real(count: usize) -> f64 {
    num_traits::ToPrimitive::to_f64(&count).unwrap_or(f64::MAX)
}
