//! How far those below a border come back by themselves.

use crate::stats::distributions::{normal_cdf, normal_density};
use crate::{Measured, Why};

/// The rise to be expected of students picked because they were below a border, without any measure.
///
/// # Definition
/// For points with mean μ, standard deviation σ and reliability ρ (the correlation of two alike papers), picked below
/// the border c: `(1 − ρ)·σ·φ(z)/Φ(z)`, z = (c − μ)/σ.
///
/// # Reads as
/// In points, never below 0: so much of a rise is the return to the mean.
///
/// # Undefined when
/// σ is not above 0, ρ outside 0 to 1, or hardly anyone is below the border (z < −8): [`Why::Inapplicable`]; no
/// number: [`Why::NotFinite`].
///
/// # Caution
/// For points spread about normally; for other reasons to pick, [`return_to_mean`](crate::effect::return_to_mean)
/// with students who were not picked.
///
/// # Source
/// Barnett A. G., van der Pols J. C., Dobson A. J. (2005), International Journal of Epidemiology 34, 215–220.
///
/// # Example
/// ```
/// use measure::effect::return_below_cut;
///
/// // Mean 20, sd 6, reliability 0.8: those below 14 rise by about 1.8 points on average by themselves.
/// let rise = return_below_cut(20.0, 6.0, 0.8, 14.0).known().unwrap();
/// assert!((rise - 1.83).abs() < 0.01);
/// ```
pub fn return_below_cut(mean: f64, sd: f64, reliability: f64, cut: f64) -> Measured<f64> {
    if [mean, sd, reliability, cut].iter().any(|number| !number.is_finite()) {
        return Measured::Unknown(Why::NotFinite);
    }
    let z = (cut - mean) / sd;
    if sd <= 0.0 || !(0.0..=1.0).contains(&reliability) || z < -8.0 {
        return Measured::Unknown(Why::Inapplicable);
    }
    let rise = (1.0 - reliability) * sd * normal_density(z) / normal_cdf(z);
    if rise.is_finite() { Measured::Known(rise) } else { Measured::Unknown(Why::TooLarge) }
}
