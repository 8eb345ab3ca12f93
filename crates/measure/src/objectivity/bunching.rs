//! Scores heaped at the border of a mark.

use rand::Rng;
use rand_pcg::Pcg64;

use super::chance::Draws;
use super::polynomial::Polynomials;
use super::score_counts::ScoreCounts;
use super::sign::{Evidence, NotScreened, Screen, Sign, enough};
use crate::stats::wilson_interval::{Z95, real};
use crate::{Interval, SampleTier};

/// Where the border is, and how the curve beside it is laid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BunchingPlan {
    /// The first score of the higher mark.
    pub cut: usize,
    /// How many scores from the border up may be heaped, the border included.
    pub above: usize,
    /// How many scores below the border may be hollowed.
    pub below: usize,
    /// The degree of the polynomial.
    pub degree: usize,
    /// How often to draw.
    pub draws: Draws,
}

impl BunchingPlan {
    /// The usual plan for a border: one score above, two below, a cubic.
    #[must_use]
    pub fn at(cut: usize) -> BunchingPlan {
        BunchingPlan { cut, above: 1, below: 2, degree: 3, draws: Draws::default() }
    }
}

/// The heap at a mark border and the hollow below it («скопление баллов на границе отметки»).
#[derive(Debug, Clone, PartialEq)]
pub struct Bunching {
    /// Students at the border beyond what the curve expects.
    pub excess: f64,
    /// Its standard error, by bootstrap.
    pub excess_se: f64,
    /// The excess less what the curve misses anyway where scores are distributed smoothly: the statistic of the interval.
    /// Nothing, when the smooth distribution cannot be laid beside the window.
    pub beyond_smooth: Option<f64>,
    /// Students that the curve expects just below the border and that are not there.
    pub missing: f64,
    /// Its standard error, by bootstrap.
    pub missing_se: f64,
    /// What the curve expects at each score, from 0.
    pub expected: Vec<f64>,
    /// The sign, with the chance of such an excess when the distribution is smooth.
    pub sign: Sign,
}

/// The excess of scores at a mark border over a smooth curve through the neighbouring scores.
///
/// # Definition
/// A polynomial is laid by least squares through the counts of all scores outside the window cut − below…cut + above − 1.
/// Excess: the count in cut…cut + above − 1 less the curve; missing: the curve less the count in cut − below…cut − 1. Standard
/// errors: 1,000 bootstrap samples of students with the given seed. A polynomial misses even a smooth distribution: its excess
/// there is not 0. So the interval is that of the excess beyond the smooth: the excess less the excess of the log-linear
/// distribution of the same degree laid through the scores outside the window, ± 1.959964 bootstrap errors of this difference
/// (the curve moving with each sample, to first order). The p-value is the share of samples from the log-linear distribution
/// through all scores, with the same moments up to the degree, whose excess is as large.
///
/// # Reads as
/// Numbers of students. An excess of 12 with a hollow of 11 just below: about a dozen scores stand one or two points higher
/// than the curve lets expect. An interval above 0 says that the heap is more than the misfit of the curve.
///
/// # Undefined when
/// Fewer than 20 students ([`NotScreened::TooFew`]); a degree below 2, whose curve has no hump as distributions of scores have
/// ([`NotScreened::StiffCurve`]); too few scores beside the window ([`NotScreened::BorderOutside`]); scores at so
/// few places that no smooth curve exists ([`NotScreened::NoSmoothCurve`]).
///
/// # Caution
/// Below 50 students an approximate picture. A heap may come of an item with many points. It is a possible marker only at
/// an official border, and says nothing about who or why.
///
/// # Source
/// Chetty R. et al. (2011), QJE 126, 749–804; Dee T. S. et al. (2019), AEJ: Applied 11, 382–423 (scores of examinations);
/// Holland P. W., Thayer D. T. (1987), ETS RR-87-31; Besag J., Clifford P. (1991), Biometrika 78, 301–304.
///
/// # Example
/// ```
/// use measure::objectivity::{BunchingPlan, ScoreCounts, bunching};
///
/// let counts = vec![1, 2, 3, 5, 7, 9, 11, 12, 13, 4, 26, 13, 12, 11, 9, 7, 5, 3, 2, 1];
/// let heap = bunching(&ScoreCounts::from_counts(counts).unwrap(), BunchingPlan::at(10)).unwrap();
/// assert!(heap.excess > 11.0 && heap.missing > 6.0);
/// assert!(heap.sign.p_value < 0.01);
/// ```
///
/// # Errors
/// As under «Undefined when».
pub fn bunching(scores: &ScoreCounts, plan: BunchingPlan) -> Result<Bunching, NotScreened> {
    enough(scores.n(), SampleTier::Approximate)?;
    if plan.degree < STIFFEST {
        return Err(NotScreened::StiffCurve { degree: plan.degree, least: STIFFEST });
    }
    let Weighed { counts, expected, above, below } = weigh(scores, plan)?;
    let (excess, missing) = (dot(&above, &counts), dot(&below, &counts));
    let draws = plan.draws.lightened(usize::try_from(scores.n()).unwrap_or(usize::MAX));
    let smooth = beyond_smooth(&counts, &above, plan);
    let moving = smooth.as_ref().map_or_else(|| above.clone(), |(_, moving)| moving.clone());
    let [excess_se, missing_se, moving_se] = bootstrap(scores, [&above, &below, &moving], draws);
    let beyond_smooth = smooth.map(|(beyond, _)| beyond);
    let smooth = Polynomials::new(counts.len(), plan.degree, |_| true).and_then(|all| all.log_linear(&counts));
    let smooth = Cumulated::of(&smooth.ok_or(NotScreened::NoSmoothCurve)?);
    let p_value = draws.chance(|generator| {
        let sum: f64 = (0..scores.n()).map(|_| above[smooth.draw(generator)]).sum();
        sum >= excess - 1e-9
    });
    let border = scores.counts()[plan.cut..plan.cut + plan.above].iter().sum();
    let evidence = vec![
        Evidence::count("at_border", border),
        Evidence::number("expected_at_border", real(border) - excess),
        Evidence::number("excess", excess),
        Evidence::count("below_border", scores.counts()[plan.cut - plan.below..plan.cut].iter().sum()),
        Evidence::number("missing_below", missing),
    ];
    let half = Z95 * moving_se;
    let interval = beyond_smooth.map(|beyond| Interval { low: beyond - half, high: beyond + half });
    let sign = Sign { screen: Screen::BorderExcess, statistic: excess, interval, p_value, evidence, n: scores.n() };
    Ok(Bunching { excess, excess_se, beyond_smooth, missing, missing_se, expected, sign })
}

/// The excess at a border and what is missing below it, without their errors: see [`bunching`].
///
/// # Errors
/// When the plan does not fit the scale.
pub fn border_masses(scores: &ScoreCounts, plan: BunchingPlan) -> Result<(f64, f64), NotScreened> {
    let Weighed { counts, above, below, .. } = weigh(scores, plan)?;
    Ok((dot(&above, &counts), dot(&below, &counts)))
}

/// The lowest degree of a curve that may have a hump.
pub const STIFFEST: usize = 2;

/// The excess less that of the log-linear distribution laid outside the window, and how it moves with each count.
fn beyond_smooth(counts: &[f64], above: &[f64], plan: BunchingPlan) -> Option<(f64, Vec<f64>)> {
    let window = plan.cut - plan.below..plan.cut + plan.above;
    let beside = Polynomials::new(counts.len(), plan.degree, |score| !window.contains(&score))?;
    let chances = beside.log_linear(counts)?;
    let outside: f64 = counts.iter().enumerate().filter(|(score, _)| !window.contains(score)).map(|(_, n)| n).sum();
    let curve: Vec<f64> = chances.iter().map(|chance| chance * outside).collect();
    // Beyond its data the curve may shoot up: then it says nothing.
    if window.clone().any(|score| curve[score] > 4.0 * counts.iter().sum::<f64>()) {
        return None;
    }
    let follows = beside.follows(&curve, above)?;
    let moving: Vec<f64> = above.iter().zip(follows).map(|(weight, follows)| weight - follows).collect();
    Some((dot(above, counts) - dot(above, &curve), moving))
}

/// Excess and missing as weighted sums of the counts.
struct Weighed {
    counts: Vec<f64>,
    expected: Vec<f64>,
    above: Vec<f64>,
    below: Vec<f64>,
}

fn weigh(scores: &ScoreCounts, plan: BunchingPlan) -> Result<Weighed, NotScreened> {
    let greatest = scores.greatest();
    let outside = NotScreened::BorderOutside { cut: plan.cut, greatest };
    if plan.above == 0 || plan.below == 0 || plan.cut < plan.below || plan.cut + plan.above > greatest + 1 {
        return Err(outside);
    }
    let window = plan.cut - plan.below..plan.cut + plan.above;
    let curve = Polynomials::new(greatest + 1, plan.degree, |score| !window.contains(&score)).ok_or(outside)?;
    let counts: Vec<f64> = scores.counts().iter().map(|count| real(*count)).collect();
    let expected = curve.fit(&counts);
    let less_the_fit = |range: std::ops::Range<usize>| {
        let fit = curve.weights_of_fit(&range.clone().collect::<Vec<usize>>()).into_iter().enumerate();
        fit.map(|(score, fit)| f64::from(u8::from(range.contains(&score))) - fit).collect::<Vec<f64>>()
    };
    let above = less_the_fit(plan.cut..plan.cut + plan.above);
    let below = less_the_fit(plan.cut - plan.below..plan.cut).iter().map(|weight| -weight).collect();
    Ok(Weighed { counts, expected, above, below })
}

fn dot(weights: &[f64], counts: &[f64]) -> f64 {
    weights.iter().zip(counts).map(|(weight, count)| weight * count).sum()
}

/// The standard errors of weighted sums when students are drawn anew from those that there are.
fn bootstrap(scores: &ScoreCounts, weights: [&[f64]; 3], draws: Draws) -> [f64; 3] {
    const SAMPLES: i64 = 1000;
    let n = real(scores.n());
    let shares: Vec<f64> = scores.counts().iter().map(|count| real(*count) / n).collect();
    let students = Cumulated::of(&shares);
    let mut generator = draws.generator();
    let (mut sums, mut squares) = ([0.0; 3], [0.0; 3]);
    let middle = weights.map(|weights| dot(weights, &shares) * n);
    for _ in 0..SAMPLES {
        let mut sample = middle.map(|middle| -middle);
        for _ in 0..scores.n() {
            let score = students.draw(&mut generator);
            sample.iter_mut().zip(weights).for_each(|(sum, weights)| *sum += weights[score]);
        }
        for (at, value) in sample.into_iter().enumerate() {
            sums[at] += value;
            squares[at] += value * value;
        }
    }
    let samples = real(SAMPLES);
    [0, 1, 2].map(|at| ((squares[at] - sums[at] * sums[at] / samples) / (samples - 1.0)).max(0.0).sqrt())
}

/// A distribution of scores made ready for drawing.
struct Cumulated {
    up_to: Vec<f64>,
}

impl Cumulated {
    fn of(chances: &[f64]) -> Cumulated {
        let mut sum = 0.0;
        let up_to = chances.iter().map(|chance| {
            sum += chance;
            sum
        });
        Cumulated { up_to: up_to.collect() }
    }

    fn draw(&self, generator: &mut Pcg64) -> usize {
        let whole = self.up_to.last().copied().unwrap_or(1.0);
        let at = generator.random::<f64>() * whole;
        self.up_to.partition_point(|up_to| *up_to <= at).min(self.up_to.len() - 1)
    }
}
