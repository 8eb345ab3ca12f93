//! Whether estimated chances come true («калибровка»).

use num_traits::ToPrimitive;
use school::Share;

use super::model::NoRisk;
use crate::{Interval, LogisticRows, logistic_fit, wilson_interval};

/// Students with neighbouring estimates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CalibrationRow {
    /// The lowest estimate.
    pub least: f64,
    /// The highest.
    pub greatest: f64,
    /// The mean estimate.
    pub mean: f64,
    /// The share that had the outcome.
    pub observed: Share,
    /// Its interval of Wilson.
    pub interval: Interval,
}

/// What [`calibration`] finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The groups, the lowest estimates first.
    pub rows: Vec<CalibrationRow>,
    /// The mean of all estimates.
    pub mean: f64,
    /// The share of all that had the outcome.
    pub observed: Share,
    /// The mean squared distance of estimate and outcome (Brier).
    pub brier: f64,
    /// The same for the one estimate that everybody has: the observed share.
    pub brier_of_share: f64,
    /// The slope of the outcome on the log-odds of the estimate; nothing when it cannot be had.
    pub slope: Option<f64>,
}

/// Compares estimated chances with what came of them.
///
/// # Definition
/// Students by estimate, cut into so many groups of like size; equal estimates stay together. In each group the mean
/// estimate and the observed share with its interval of Wilson. Brier score: mean of (estimate − outcome)². Slope:
/// coefficient of the log-odds of the estimate in a logistic regression of the outcome.
///
/// # Reads as
/// Sound when the mean estimates lie within the intervals. Slope 1 is right; below 1 high estimates are too high and low ones too
/// low (a model too rich for its data), above 1 too timid. A Brier score worth having lies below that of the one share for all.
///
/// # Undefined when
/// No students, or an estimate outside 0 to 1.
///
/// # Caution
/// On the students the model was made of it is too good; take estimates by [`cross_validate`](super::cross_validate).
///
/// # Source
/// Brier G. W. (1950), Monthly Weather Review 78, 1–3; Cox D. R. (1958), Biometrika 45, 562–565; Steyerberg E. W. (2019).
///
/// # Example
/// ```
/// use measure::risk::calibration;
///
/// let found = calibration(&[0.1, 0.1, 0.8, 0.6], &[false, false, true, true], 2).unwrap();
/// assert_eq!(found.rows[1].observed, school::Share::new(2, 2).unwrap());
/// assert!((found.brier - 0.055).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn calibration(estimates: &[f64], outcomes: &[bool], groups: usize) -> Result<Calibration, NoRisk> {
    if let Some(student) = estimates.iter().position(|estimate| !(0.0..=1.0).contains(estimate)) {
        return Err(NoRisk::BadStudent { student });
    }
    if estimates.len() != outcomes.len() {
        return Err(NoRisk::BadStudent { student: estimates.len().min(outcomes.len()) });
    }
    let mut sorted: Vec<(f64, bool)> = estimates.iter().copied().zip(outcomes.iter().copied()).collect();
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
    let whole = row(&sorted).ok_or(NoRisk::FewOutcomes { with: 0, without: 0 })?;
    let share = sorted.len().div_ceil(groups.max(1));
    let mut rows = Vec::new();
    let mut from = 0;
    while from < sorted.len() {
        let enough = (from + share).min(sorted.len());
        let last = sorted[enough - 1].0;
        let to = enough + sorted[enough..].iter().take_while(|(estimate, _)| *estimate <= last).count();
        rows.extend(row(&sorted[from..to]));
        from = to;
    }
    let n = real(sorted.len());
    let brier = sorted.iter().map(|(estimate, outcome)| (estimate - one_if(*outcome)).powi(2)).sum::<f64>() / n;
    let observed = real_share(whole.observed);
    Ok(Calibration {
        rows,
        mean: whole.mean,
        observed: whole.observed,
        brier,
        brier_of_share: observed * (1.0 - observed),
        slope: slope(&sorted),
    })
}

fn row(sorted: &[(f64, bool)]) -> Option<CalibrationRow> {
    let with = sorted.iter().filter(|(_, outcome)| *outcome).count().to_i64()?;
    let observed = Share::new(with, sorted.len().to_i64()?)?;
    let mean = sorted.iter().map(|(estimate, _)| estimate).sum::<f64>() / real(sorted.len());
    let interval = wilson_interval(observed);
    Some(CalibrationRow { least: sorted.first()?.0, greatest: sorted.last()?.0, mean, observed, interval })
}

fn slope(sorted: &[(f64, bool)]) -> Option<f64> {
    let mut rows = LogisticRows::new(2);
    for (estimate, outcome) in sorted {
        let inside = estimate.clamp(1e-12, 1.0 - 1e-12);
        rows.push(&[1.0, (inside / (1.0 - inside)).ln()], one_if(*outcome), 1.0).ok()?;
    }
    Some(logistic_fit(&rows, &[0.0; 2]).ok()?.coefficients[1])
}

fn one_if(outcome: bool) -> f64 {
    if outcome { 1.0 } else { 0.0 }
}

fn real_share(share: Share) -> f64 {
    share.part().to_f64().zip(share.whole().to_f64()).map_or(0.0, |(part, whole)| part / whole)
}

fn real(count: usize) -> f64 {
    count.to_f64().unwrap_or(f64::MAX)
}
