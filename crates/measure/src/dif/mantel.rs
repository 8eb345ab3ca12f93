//! Differences of an item of several points by strata of the total score (Mantel).

use super::mantel_haenszel::EtsClass;
use super::matched::{Matched, NoDif, moments};
use crate::stats::distributions::chi_square_sf;

/// What [`mantel`] finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mantel {
    /// χ² of Mantel, 1 degree of freedom.
    pub chi2: f64,
    /// Its p.
    pub p: f64,
    /// The standardised mean difference, focal less reference, in points.
    pub mean_difference: f64,
    /// The same in standard deviations of the item.
    pub effect: f64,
    /// The class by the effect: A to 0.17 or p ≥ 0.05, B to 0.25, C above.
    pub class: EtsClass,
}

/// Mantel's comparison of an item of one or several points.
///
/// # Definition
/// In each stratum of equal totals the points of the focal group against what the stratum lets expect:
/// `χ² = (Σ Fₖ − Σ E(Fₖ))² / Σ Var(Fₖ)`, Fₖ the sum of points of the focal group. The standardised mean difference is
/// `Σ wₖ(mean of the focal group − mean of the reference group)`, wₖ the share of the focal group in stratum k among the
/// strata with both groups; the effect divides it by the standard deviation of the item.
///
/// # Reads as
/// Below 0: at equal scores the focal group gets fewer points. Effect to 0.17 negligible, to 0.25 moderate.
///
/// # Undefined when
/// No stratum compares anybody: [`NoDif::NothingMatched`].
///
/// # Caution
/// As of [`mantel_haenszel`](super::mantel_haenszel). For items of one point it is the same comparison without the
/// continuity correction.
///
/// # Source
/// Mantel N. (1963), JASA 58, 690–700; Zwick R., Thayer D. T., Mazzeo J. (1997), Applied Measurement in Education 10, 321–344.
///
/// # Example
/// ```
/// use measure::classical::MissingAnswers;
/// use measure::dif::{Member, mantel, match_on_total};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 8]| (2, points.map(Response::Points));
/// let responses = Responses::new([
///     column([2, 2, 1, 2, 0, 1, 1, 0]),
///     column([0, 0, 1, 0, 2, 1, 1, 2]),
/// ]).unwrap();
/// let members: Vec<_> = (0..8).map(|n| Some(if n < 4 { Member::Reference } else { Member::Focal })).collect();
/// let matched = match_on_total(&responses, &members, 0, &[true; 2], MissingAnswers::Zero).unwrap();
/// assert!((mantel(&matched).unwrap().mean_difference - (0.5 - 1.75)).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn mantel(matched: &Matched) -> Result<Mantel, NoDif> {
    let (mut excess, mut variance, mut weighted, mut weight) = (0.0, 0.0, 0.0, 0.0);
    let (mut n, mut sum, mut squares) = (0.0, 0.0, 0.0);
    for stratum in matched.strata.values() {
        let ((reference, reference_sum, reference_squares), (focal, focal_sum, focal_squares)) =
            (moments(&stratum.reference), moments(&stratum.focal));
        let (t, points, points2) = (reference + focal, reference_sum + focal_sum, reference_squares + focal_squares);
        (n, sum, squares) = (n + t, sum + points, squares + points2);
        if reference <= 0.0 || focal <= 0.0 {
            continue;
        }
        excess += focal_sum - focal * points / t;
        variance += reference * focal * (t * points2 - points * points) / (t * t * (t - 1.0));
        weighted += focal * (focal_sum / focal - reference_sum / reference);
        weight += focal;
    }
    if variance <= 0.0 {
        return Err(NoDif::NothingMatched);
    }
    let chi2 = excess * excess / variance;
    let p = chi_square_sf(chi2, 1.0);
    let mean_difference = weighted / weight;
    let sd = ((squares - sum * sum / n) / (n - 1.0)).sqrt();
    let effect = mean_difference / sd;
    let class = match effect.abs() {
        _ if p >= 0.05 => EtsClass::A,
        ..=0.17 => EtsClass::A,
        ..=0.25 => EtsClass::B,
        _ => EtsClass::C,
    };
    Ok(Mantel { chi2, p, mean_difference, effect, class })
}
