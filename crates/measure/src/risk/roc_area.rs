//! How well an estimate puts students in order («площадь под ROC-кривой»).

use num_traits::ToPrimitive;

use super::model::NoRisk;
use crate::Interval;
use crate::stats::wilson_interval::Z95;

/// What [`roc_area`] finds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RocArea {
    /// The area.
    pub area: f64,
    /// Its standard error; [`NoRisk::NoRocError`] when the order is perfect, wholly reversed or all ties.
    pub standard_error: Result<f64, NoRisk>,
    /// The 95 % interval, cut at 0 and 1; absent with the error.
    pub interval: Result<Interval, NoRisk>,
}

/// The area under the ROC curve with the interval of DeLong.
///
/// # Definition
/// The share of pairs (student with the outcome, student without) in which the former has the higher estimate, ties counted
/// half. Its variance is `S₁/m + S₀/n`: S₁ the variance over the students with the outcome of the share of those without whom
/// they surpass, S₀ likewise the other way round. The interval is the area ± 1.96 standard errors.
///
/// # Reads as
/// 0.5 is a coin, 1 perfect order; from 0.7 useful, from 0.8 good.
///
/// # Undefined when
/// Fewer than 2 students with the outcome or without it. The error and the interval also where every student surpasses
/// the same share of the others (perfect order, wholly reversed order, all estimates equal): the formula gives 0 there,
/// which would promise certainty: [`NoRisk::NoRocError`].
///
/// # Caution
/// Says nothing of the size of the estimates: see [`calibration`](super::calibration). On the students the model was made of
/// it is too good; take estimates by [`cross_validate`](super::cross_validate).
///
/// # Source
/// DeLong E. R., DeLong D. M., Clarke-Pearson D. L. (1988), Biometrics 44, 837–845; by ranks: Sun X., Xu W. (2014), IEEE Signal
/// Processing Letters 21, 1389–1393.
///
/// # Example
/// ```
/// use measure::risk::roc_area;
///
/// let roc = roc_area(&[0.9, 0.4, 0.35, 0.1], &[true, false, true, false]).unwrap();
/// assert_eq!(roc.area, 0.75);
/// ```
///
/// # Errors
/// As under «Undefined when»; estimates that are not finite or of another number than outcomes.
pub fn roc_area(estimates: &[f64], outcomes: &[bool]) -> Result<RocArea, NoRisk> {
    if let Some(student) = estimates.iter().position(|estimate| !estimate.is_finite()) {
        return Err(NoRisk::BadStudent { student });
    }
    if estimates.len() != outcomes.len() {
        return Err(NoRisk::BadStudent { student: estimates.len().min(outcomes.len()) });
    }
    let of = |wanted: bool| -> Vec<f64> {
        let mut group: Vec<f64> =
            estimates.iter().zip(outcomes).filter(|(_, outcome)| **outcome == wanted).map(|(at, _)| *at).collect();
        group.sort_by(f64::total_cmp);
        group
    };
    let (with, without) = (of(true), of(false));
    if with.len() < 2 || without.len() < 2 {
        return Err(NoRisk::FewOutcomes { with: with.len(), without: without.len() });
    }
    let above = surpassed(&with, &without);
    let below: Vec<f64> = surpassed(&without, &with).into_iter().map(|share| 1.0 - share).collect();
    let area = mean(&above);
    let squared = variance(&above) / real(with.len()) + variance(&below) / real(without.len());
    let standard_error = if squared > ROUNDING { Ok(squared.sqrt()) } else { Err(NoRisk::NoRocError) };
    let interval = standard_error.map(|error| Interval {
        low: (area - Z95 * error).clamp(0.0, 1.0),
        high: (area + Z95 * error).clamp(0.0, 1.0),
    });
    Ok(RocArea { area, standard_error, interval })
}

/// A squared error below this is 0 but for rounding: shares of n students differ by 1/(2n) at least.
const ROUNDING: f64 = 1e-28;

/// For each of the sorted values the share of the sorted others that lie below it, equal ones half.
fn surpassed(values: &[f64], others: &[f64]) -> Vec<f64> {
    let share = |value: &f64| {
        let below = others.partition_point(|other| other < value);
        let not_above = others.partition_point(|other| other <= value);
        real(below + not_above) / (2.0 * real(others.len()))
    };
    values.iter().map(share).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / real(values.len())
}

fn variance(values: &[f64]) -> f64 {
    let mean = mean(values);
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (real(values.len()) - 1.0)
}

fn real(count: usize) -> f64 {
    count.to_f64().unwrap_or(f64::MAX)
}
