//! Scores of a class that differ less than scores of a class do.

use super::chance::{Draws, place};
use super::sign::{Evidence, NotScreened, Screen, Sign, count, enough};
use crate::stats::wilson_interval::real;
use crate::{Interval, SampleTier};

/// The fewest classes to compare with.
const LEAST_CLASSES: i64 = 5;

/// The scores of a class differ less than usual at its mean.
///
/// # Definition
/// With mean m, variance v (n − 1) and greatest score M the dispersion is v/(m(M − m)): it allows for the ends of the scale. The
/// statistic is the dispersion of the class over the pooled one of the other classes (weights n − 1). The p-value is the share
/// of samples as narrow, n deviations being drawn from the standardised deviations of the other classes from their own
/// means; the interval is the ratio over the 2.5 % and 97.5 % points of 2,000 such samples.
///
/// # Reads as
/// A ratio: 1 is the usual spread, 0.25 half of the usual standard deviation.
///
/// # Undefined when
/// Fewer than 10 students ([`NotScreened::TooFew`]); fewer than 5 other classes of 10 or fewer than 50 students in them
/// ([`NotScreened::SmallReference`]); a mean at an end of the scale, or no variation elsewhere ([`NotScreened::NothingVaries`]).
///
/// # Caution
/// A group selected by level is narrow by right. Classes of the reference are taken to be spread alike.
///
/// # Source
/// The dispersion is the complement of KR-21 up to a factor (Kuder G. F., Richardson M. W. (1937), Psychometrika 2, 151–160); the
/// test is a resampling of standardised residuals (Davison A. C., Hinkley D. V. (1997), Bootstrap Methods, ch. 4).
///
/// # Example
/// ```
/// use measure::objectivity::{Draws, narrow_spread};
///
/// let others: Vec<Vec<i64>> = (0..6).map(|class| (0..25).map(|at| 4 + (at * 7 + class) % 12).collect()).collect();
/// let alike: Vec<i64> = (0..24).map(|at| 10 + at % 2).collect();
/// let sign = narrow_spread(&alike, &others, 20, Draws::default()).unwrap();
/// assert!(sign.statistic < 0.1 && sign.p_value < 0.001);
/// ```
///
/// # Errors
/// As under «Undefined when», or a score outside 0…`greatest`.
pub fn narrow_spread(class: &[i64], others: &[Vec<i64>], greatest: u32, draws: Draws) -> Result<Sign, NotScreened> {
    let places = usize::try_from(greatest).unwrap_or(usize::MAX);
    let is_outside = |score: &&i64| !(0..=i64::from(greatest)).contains(*score);
    if let Some(score) = class.iter().chain(others.iter().flatten()).find(is_outside) {
        return Err(NotScreened::ScoreOutside { score: *score, greatest: places });
    }
    let n = count(class.len());
    enough(n, SampleTier::Limited)?;
    let own = Spread::of(class, greatest).ok_or(NotScreened::NothingVaries)?;
    let taken: Vec<&Vec<i64>> =
        others.iter().filter(|other| count(other.len()) >= SampleTier::Limited.least()).collect();
    let known: Vec<(Spread, &Vec<i64>)> =
        taken.into_iter().filter_map(|other| Some((Spread::of(other, greatest)?, other))).collect();
    let students: usize = known.iter().map(|(_, other)| other.len()).sum();
    enough_classes(known.len(), students)?;
    let pool = deviations(&known);
    let weight: f64 = known.iter().map(|(_, other)| other.len() as f64 - 1.0).sum();
    let usual =
        known.iter().map(|(spread, other)| (other.len() as f64 - 1.0) * spread.dispersion).sum::<f64>() / weight;
    if usual <= 0.0 {
        return Err(NotScreened::NothingVaries);
    }
    let statistic = own.dispersion / usual;
    let draws = draws.lightened(class.len());
    let sample = |generator: &mut rand_pcg::Pcg64| {
        let drawn: Vec<f64> = (0..class.len()).map(|_| pool[place(generator, pool.len())]).collect();
        variance(&drawn) / usual
    };
    let p_value = draws.chance(|generator| sample(generator) <= statistic + 1e-9);
    let mut generator = draws.generator();
    let mut ratios: Vec<f64> = (0..2000).map(|_| sample(&mut generator)).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    let evidence = vec![
        Evidence::number("mean", own.mean),
        Evidence::number("variance", own.variance),
        Evidence::number("usual_variance", usual * own.mean * (f64::from(greatest) - own.mean)),
        Evidence::count("classes", count(known.len())),
        Evidence::count("reference", count(students)),
    ];
    let low = statistic / ratios[1949].max(f64::MIN_POSITIVE);
    let interval = (ratios[50] > 0.0).then(|| Interval { low, high: statistic / ratios[50] });
    Ok(Sign { screen: Screen::NarrowSpread, statistic, interval, p_value, evidence, n })
}

fn enough_classes(classes: usize, students: usize) -> Result<(), NotScreened> {
    let (n, needed) = (count(classes), LEAST_CLASSES);
    if n < needed {
        return Err(NotScreened::SmallReference { n, needed });
    }
    super::sign::enough_reference(count(students))
}

struct Spread {
    mean: f64,
    variance: f64,
    dispersion: f64,
}

impl Spread {
    /// `None` at the ends of the scale.
    fn of(scores: &[i64], greatest: u32) -> Option<Spread> {
        let values: Vec<f64> = scores.iter().map(|score| real(*score)).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        let room = mean * (f64::from(greatest) - mean);
        let variance = variance(&values);
        (room > 0.0).then(|| Spread { mean, variance, dispersion: variance / room })
    }
}

/// Deviations from the mean of the own class in units of √(m(M − m)), widened by √(n/(n − 1)) for the mean's own share; sorted.
fn deviations(classes: &[(Spread, &Vec<i64>)]) -> Vec<f64> {
    let of_class = |(spread, scores): &(Spread, &Vec<i64>)| {
        let n = scores.len() as f64;
        let room = if spread.dispersion > 0.0 { spread.variance / spread.dispersion } else { 1.0 };
        let scale = (n / (n - 1.0) / room).sqrt();
        scores.iter().map(|score| (real(*score) - spread.mean) * scale).collect::<Vec<f64>>()
    };
    let mut pool: Vec<f64> = classes.iter().flat_map(of_class).collect();
    pool.sort_unstable_by(f64::total_cmp);
    pool
}

fn variance(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (n - 1.0)
}
