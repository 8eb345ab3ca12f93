//! Cronbach's alpha («альфа Кронбаха»): how far the items of a paper measure together.

use super::counted_paper::{CountedPaper, NoStatistic, count, positive};
use crate::Interval;
use crate::stats::distributions::f_quantile;

/// Cronbach's alpha.
///
/// # Definition
/// `k/(k−1) · (1 − Σ sᵢ² / s²)`: k items, sᵢ² their variances, s² the variance of the score.
///
/// # Reads as
/// At most 1; from 0.8 good, from 0.7 acceptable, below 0.6 the score says little about one student. It can be
/// negative: then the items contradict each other (a wrong key, an item scored backwards).
///
/// # Undefined when
/// One item ([`NoStatistic::OneItem`]); the same score for all ([`NoStatistic::NoVariance`]); a pair of items nobody
/// answered together ([`NoStatistic::Unpaired`]).
///
/// # Caution
/// A lower bound of reliability. It grows with the number of items whatever they measure and does not show that
/// the paper measures one thing. Items that all solved stay in k.
///
/// # Source
/// Cronbach L. J. (1951), Psychometrika 16, 297–334.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, cronbach_alpha};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// assert!((cronbach_alpha(&paper).unwrap() - 8.0 / 11.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn cronbach_alpha(paper: &CountedPaper) -> Result<f64, NoStatistic> {
    alpha_of(paper.items(), paper.all_covariances()?.iter().copied(), variances(paper))
}

/// Alpha of the paper without one item: when it is greater than [`cronbach_alpha`], the item spoils the score.
///
/// # Errors
/// As of [`cronbach_alpha`]; with two items there is one left.
///
/// # Panics
/// When there is no such item.
pub fn alpha_if_deleted(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    let all = paper.all_covariances()?;
    let k = paper.items();
    let left = all.iter().enumerate().filter(|(at, _)| at / k != item && at % k != item).map(|(_, value)| *value);
    let variances = (0..k).filter(|at| *at != item).map(|at| all[at * k + at]);
    alpha_of(k - 1, left, variances)
}

/// The 95 % interval of alpha by Feldt.
///
/// # Definition
/// `1 − (1 − α) · F`, F the 97.5 % and the 2.5 % point of Fisher's distribution with n − 1 and (n − 1)(k − 1)
/// degrees of freedom.
///
/// # Reads as
/// The range of alphas that other students like these could have given.
///
/// # Undefined when
/// As of [`cronbach_alpha`].
///
/// # Caution
/// Exact for items alike in variances and covariances; too short for items of very different weight.
///
/// # Source
/// Feldt L. S. (1965), Psychometrika 30, 357–370; `alpha.ci` of R psych.
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, alpha_interval};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 1, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// // Four students and two items say next to nothing.
/// let interval = alpha_interval(&paper).unwrap();
/// assert!(interval.low < -3.0 && interval.high > 0.98);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn alpha_interval(paper: &CountedPaper) -> Result<Interval, NoStatistic> {
    let alpha = cronbach_alpha(paper)?;
    let persons = count(paper.persons()) - 1.0;
    let both = persons * (f64::from(u32::try_from(paper.items()).unwrap_or(u32::MAX)) - 1.0);
    let end = |share| 1.0 - (1.0 - alpha) * f_quantile(share, persons, both);
    Ok(Interval { low: end(0.975), high: end(0.025) })
}

fn variances(paper: &CountedPaper) -> impl Iterator<Item = f64> {
    (0..paper.items()).filter_map(|item| paper.covariance(item, item).ok())
}

fn alpha_of(
    items: usize,
    covariances: impl Iterator<Item = f64>,
    variances: impl Iterator<Item = f64>,
) -> Result<f64, NoStatistic> {
    if items < 2 {
        return Err(NoStatistic::OneItem);
    }
    let k = f64::from(u32::try_from(items).unwrap_or(u32::MAX));
    let whole = positive(covariances).ok_or(NoStatistic::NoVariance)?;
    Ok(k / (k - 1.0) * (1.0 - variances.sum::<f64>() / whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_fisher_hold_for_small_and_for_very_large_groups() {
        // qf(p, d1, d2) of R 4.2.2; the last two scipy.stats.f.ppf of 1.17.1, since R approximates there.
        let of_r = [
            (0.975, 1.0, 1.0, 647.789_011_477_844),
            (0.025, 1.0, 1.0, 0.001_543_712_508_674_133_2),
            (0.975, 3.0, 3.0, 15.439_182_378_747_276),
            (0.025, 3.0, 57.0, 0.071_444_944_500_530_74),
            (0.975, 9.0, 9.0, 4.025_994_158_282_978),
            (0.975, 999.0, 3_996.0, 1.101_451_233_333_412),
            (0.025, 315.0, 7_245.0, 0.847_302_862_409_993_9),
            (0.975, 199_999.0, 3_799_981.0, 1.006_369_972_989_900_4),
            (0.025, 199_999.0, 3_799_981.0, 0.993_652_016_811_128),
        ];
        for (share, upper, lower, expected) in of_r {
            let value = f_quantile(share, upper, lower);
            assert!((value - expected).abs() < 1e-10 * expected, "{share} {upper} {lower}: {value} {expected}");
        }
    }
}
