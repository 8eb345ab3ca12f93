//! Estimates of students whom the model has not seen («перекрёстная проверка»).

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_pcg::Pcg64;

use super::model::{NoRisk, Students, risk_model};

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
/// As of [`risk_model`], for the students left in any part.
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
    let folds = deal(students, seed);
    let mut chances = vec![0.0; students.len()];
    for fold in folds.iter().filter(|fold| !fold.is_empty()) {
        let others: Vec<usize> = folds.iter().filter(|other| *other != fold).flatten().copied().collect();
        let model = risk_model(&students.part(&others), ridge)?;
        for &student in fold {
            chances[student] = model.chance(students.of(student));
        }
    }
    let given = chances.iter().zip(students.outcomes()).map(|(p, outcome)| if *outcome { *p } else { 1.0 - p });
    let mut losses: Vec<f64> = given.map(|chance| -2.0 * chance.max(1e-300).ln()).collect();
    // Summed in the order of size: the sum does not depend on the order of the rows.
    losses.sort_by(f64::total_cmp);
    let deviance = losses.iter().map(|loss| loss / real(students.len())).sum();
    Ok(CrossValidated { chances, deviance })
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
fn deal(students: &Students, seed: u64) -> Vec<Vec<usize>> {
    let with = students.with_outcome();
    // A model needs five of each outcome beside the part that is left out.
    let parts = FOLDS.min(with).min(students.len() - with).max(2);
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
