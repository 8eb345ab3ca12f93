//! Differences of an item by logistic regression on the total score and the group.

use num_traits::ToPrimitive;

use super::mantel_haenszel::EtsClass;
use super::matched::{Matched, Member, NoDif};
use crate::stats::distributions::chi_square_sf;
use crate::stats::{LogisticFit, LogisticRows, NoLogistic, logistic_fit};

/// What [`logistic_dif`] finds.
#[derive(Debug, Clone, PartialEq)]
pub struct LogisticDif {
    /// The difference of one direction: χ² with 1 degree of freedom.
    pub uniform_chi2: f64,
    /// Its p.
    pub uniform_p: f64,
    /// The difference that changes with the score: χ² with 1 degree of freedom, or why there is none.
    pub nonuniform_chi2: Result<f64, NoDif>,
    /// Its p.
    pub nonuniform_p: Result<f64, NoDif>,
    /// Both together: χ² with 2 degrees of freedom.
    pub both_chi2: Result<f64, NoDif>,
    /// Its p.
    pub both_p: Result<f64, NoDif>,
    /// The log-odds of the focal group less those of the reference group at equal totals.
    pub group_effect: f64,
    /// Its standard error.
    pub group_effect_se: f64,
    /// How much the group adds to Nagelkerke's R² (both differences when they can be had).
    pub r2_change: f64,
    /// The class by that: A to 0.035 or p ≥ 0.05, B to 0.070, C above.
    pub class: EtsClass,
}

/// The logistic comparison of an item of one point.
///
/// # Definition
/// Three models of ln(p/(1−p)): `β₀ + β₁t`, with `+ β₂g`, with `+ β₃t·g`; t the total with the item, g = 1 in the focal group.
/// Uniform: twice the gain of log-likelihood from the first to the second; non-uniform: from the second to the third.
///
/// # Reads as
/// A small p: at equal totals the groups differ. Uniform — everywhere in one direction; non-uniform — the difference
/// changes with the total, and may change sides.
///
/// # Undefined when
/// The item is worth more than one point; the totals separate right from wrong: [`NoDif`].
///
/// # Caution
/// With thousands of students everything is significant: judge by the change of R² too.
///
/// # Source
/// Swaminathan H., Rogers H. J. (1990), Journal of Educational Measurement 27, 361–370; classes: Jodoin M. G.,
/// Gierl M. J. (2001), Applied Measurement in Education 14, 329–349.
///
/// # Example
/// ```
/// use measure::classical::MissingAnswers;
/// use measure::dif::{Member, logistic_dif, match_on_total};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 12]| (1, points.map(Response::Points));
/// let responses = Responses::new([
///     column([1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 0]),
///     column([0, 1, 1, 1, 0, 0, 0, 1, 0, 1, 1, 0]),
///     column([0, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0]),
/// ]).unwrap();
/// let members: Vec<_> = (0..12).map(|n| Some(if n < 6 { Member::Reference } else { Member::Focal })).collect();
/// let matched = match_on_total(&responses, &members, 0, &[true; 3], MissingAnswers::Zero).unwrap();
/// let dif = logistic_dif(&matched).unwrap();
/// assert!(dif.uniform_p > 0.05 && dif.group_effect < 0.0);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn logistic_dif(matched: &Matched) -> Result<LogisticDif, NoDif> {
    if matched.greatest() > 1 {
        return Err(NoDif::NotDichotomous);
    }
    let plain = fit(matched, 2)?;
    let uniform = fit(matched, 3)?;
    let nonuniform = fit(matched, 4).map_err(NoDif::from);
    let gain = |from: &LogisticFit, to: &LogisticFit| (2.0 * (to.log_likelihood - from.log_likelihood)).max(0.0);
    let uniform_chi2 = gain(&plain, &uniform);
    let nonuniform_chi2 = nonuniform.as_ref().map(|with| gain(&uniform, with)).map_err(|why| *why);
    let both_chi2 = nonuniform.as_ref().map(|with| gain(&plain, with)).map_err(|why| *why);
    let best = nonuniform.as_ref().unwrap_or(&uniform);
    let r2_change = nagelkerke(matched, best) - nagelkerke(matched, &plain);
    let p = both_chi2.map_or(chi_square_sf(uniform_chi2, 1.0), |chi2| chi_square_sf(chi2, 2.0));
    let class = match r2_change {
        _ if p >= 0.05 => EtsClass::A,
        ..0.035 => EtsClass::A,
        ..0.070 => EtsClass::B,
        _ => EtsClass::C,
    };
    Ok(LogisticDif {
        uniform_chi2,
        uniform_p: chi_square_sf(uniform_chi2, 1.0),
        nonuniform_chi2,
        nonuniform_p: nonuniform_chi2.map(|chi2| chi_square_sf(chi2, 1.0)),
        both_chi2,
        both_p: both_chi2.map(|chi2| chi_square_sf(chi2, 2.0)),
        group_effect: uniform.coefficients[2],
        group_effect_se: uniform.standard_errors[2],
        r2_change,
        class,
    })
}

/// The model of the first so many terms: constant, total, group, total × group.
fn fit(matched: &Matched, terms: usize) -> Result<LogisticFit, NoLogistic> {
    let mut rows = LogisticRows::new(terms);
    for (total, stratum) in &matched.strata {
        for (group, is_focal) in [(Member::Reference, 0.0), (Member::Focal, 1.0)] {
            let persons = stratum.of(group);
            let total = f64::from(*total);
            let all = [1.0, total, is_focal, total * is_focal];
            rows.push(&all[..terms], real(persons[1]), real(persons[0] + persons[1]))?;
        }
    }
    logistic_fit(&rows, &vec![0.0; terms])
}

/// Nagelkerke's R² of a model of the persons one by one.
fn nagelkerke(matched: &Matched, fit: &LogisticFit) -> f64 {
    let (mut wrong, mut right) = (0, 0);
    for persons in matched.strata.values().flat_map(|stratum| [&stratum.reference, &stratum.focal]) {
        wrong += persons[0];
        right += persons[1];
    }
    let (wrong, right) = (real(wrong), real(right));
    let n = wrong + right;
    let empty = wrong * (wrong / n).ln() + right * (right / n).ln();
    let cox_snell = -(2.0 / n * (empty - fit.log_likelihood)).exp_m1();
    cox_snell / -(2.0 / n * empty).exp_m1()
}

fn real(persons: u64) -> f64 {
    persons.to_f64().unwrap_or(f64::MAX)
}
