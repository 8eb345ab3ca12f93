//! Shares of many groups, shrunken towards the common share.

use crate::stats::distributions::beta_quantile;
use crate::stats::sample::size;
use crate::stats::wilson_interval::real;
use crate::stats::{Confidence, Interval};
use crate::{Measured, SampleTier, Why, sample_tier};
use school::Share;

/// Shares of groups and what they have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct ShrunkenShares {
    /// The share of a typical group.
    pub mean: f64,
    /// The correlation of two students of one group, 0 to 1: 0 when groups differ no more than by chance.
    pub intraclass: f64,
    /// The groups, in the order given.
    pub groups: Vec<ShrunkenShare>,
}

/// The share of one group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShrunkenShare {
    /// Its own share.
    pub share: Share,
    /// The share pulled towards the mean.
    pub shrunken: f64,
    /// The interval of the share that the group would have in the long run, m and ρ not taken as known.
    pub interval: Interval,
    /// Whether the interval covers the mean: the group is not to be told from the middle.
    pub is_like_the_middle: bool,
    /// What a group of this size allows.
    pub tier: SampleTier,
}

/// Shares of many groups by empirical Bayes: a share of a small group borrows from the others.
///
/// # Definition
/// k of n in a group is binomial with a share of its own, and the shares are beta distributed with mean m and intraclass
/// correlation ρ = 1/(α+β+1). m and ρ maximise the likelihood `Σ log [B(k+α, n−k+β) / B(α, β)]`, ρ = 0 allowed. The shrunken
/// share is `(k+α)/(n+α+β)`; with ρ = 0 every group has the common share. The interval counts that m and ρ are estimated: the
/// share of a group is a mixture of Beta(k+α, n−k+β) over all m (uniform prior) and all r = 1/(α+β) (the root of r half-Cauchy
/// of scale 1), each weighted by its likelihood; the ends are quantiles of the beta distribution with the mean and the variance
/// of that mixture.
///
/// # Reads as
/// Shares within 0 to 1, nearer to the mean the smaller the group; ρ says how much of the difference is not chance.
///
/// # Undefined when
/// Fewer than 2 groups: [`Why::TooFew`]; the part is the same share 0 or 1 in all of them: [`Why::NoSpread`].
///
/// # Caution
/// The fewer the groups, the less is borrowed and the longer the intervals. Shrunken values protect against calling noise a
/// result; they are no verdict on a group.
///
/// # Source
/// Skellam J. G. (1948), JRSS B 10, 257–261; Kleinman J. C. (1973), JASA 68, 46–54; Efron B., Morris C. (1975), JASA 70, 311–319;
/// Morris C. N. (1983), JASA 78, 47–55 (intervals that count the estimated prior).
///
/// # Example
/// ```
/// use measure::agreement::shrunken_shares;
/// use measure::stats::Confidence;
/// use school::Share;
///
/// let share = |part, whole| Share::new(part, whole).unwrap();
/// // The same share from 4 and from 100 students is not the same evidence.
/// let shares = [share(0, 4), share(0, 100), share(60, 100), share(20, 100), share(30, 100)];
/// let found = shrunken_shares(&shares, Confidence::P95).known().unwrap();
/// assert!(found.groups[0].shrunken > 0.05 && found.groups[1].shrunken < 0.01);
/// assert!(found.groups[0].is_like_the_middle && !found.groups[1].is_like_the_middle);
/// ```
pub fn shrunken_shares(shares: &[Share], confidence: Confidence) -> Measured<ShrunkenShares> {
    if shares.len() < 2 {
        return Measured::Unknown(Why::TooFew { n: i64::try_from(shares.len()).unwrap_or(0), needed: 2 });
    }
    let groups: Vec<Counts> = shares.iter().filter_map(Counts::of).collect();
    if groups.len() < shares.len() {
        return Measured::Unknown(Why::TooLarge);
    }
    let (part, whole) = groups.iter().fold((0, 0), |(part, whole), group| (part + group.part, whole + group.whole));
    if part == 0 || part == whole {
        return Measured::Unknown(Why::NoSpread);
    }
    let ratio = likeliest_ratio(&groups);
    let mean = likeliest_mean(&groups, ratio);
    let plausible = plausible(&groups, ratio);
    let shrink = |share: &Share| shrunken(*share, mean, ratio, &plausible, confidence);
    Measured::Known(ShrunkenShares {
        mean,
        intraclass: ratio / (1.0 + ratio),
        groups: shares.iter().map(shrink).collect(),
    })
}

fn shrunken(share: Share, mean: f64, ratio: f64, plausible: &[Prior], confidence: Confidence) -> ShrunkenShare {
    let (k, n) = (real(share.part()), real(share.whole()));
    let shrunken = if ratio == 0.0 { mean } else { (k + mean / ratio) / (n + 1.0 / ratio) };
    let (mut first, mut second) = (0.0, 0.0);
    for prior in plausible {
        let (a, whole) = (k + prior.mean / prior.ratio, n + 1.0 / prior.ratio);
        first += prior.weight * a / whole;
        second += prior.weight * a * (a + 1.0) / (whole * (whole + 1.0));
    }
    // A beta distribution with the mean and the variance of the mixture.
    let size = (first - second) / (second - first * first);
    let quantile = |p: f64| beta_quantile(p, first * size, (1.0 - first) * size);
    let tail = confidence.outside() / 2.0;
    let interval = Interval { low: quantile(tail), high: quantile(1.0 - tail) };
    let is_like_the_middle = interval.covers(mean);
    ShrunkenShare { share, shrunken, interval, is_like_the_middle, tier: sample_tier(share.whole()) }
}

/// A beta distribution that the shares of groups may come from, and how plausible it is: a share of 1.
#[derive(Debug, Clone, Copy)]
struct Prior {
    mean: f64,
    ratio: f64,
    weight: f64,
}

/// How many ratios, and how many means for each of them, are laid over the plausible ones.
const RATIOS: usize = 41;
const MEANS: i32 = 9;

/// Means and ratios where the likelihood is not lost: equal steps of the angle whose tangent is the root of the ratio, and
/// of the log-odds of the mean.
fn plausible(groups: &[Counts], ratio: f64) -> Vec<Prior> {
    const DEEPEST: f64 = 8.0;
    let steps = Steps::of(groups);
    let at = |angle: f64| {
        let ratio = angle.tan().powi(2);
        let mean = likeliest_mean(groups, ratio);
        (mean, ratio, steps.log_likelihood(mean, ratio))
    };
    let (top, last) = (ratio.sqrt().atan(), GREATEST_RATIO.sqrt().atan());
    let best = at(top).2;
    let is_lost = |angle: f64| best - at(angle).2 > DEEPEST;
    let edge = |from: f64, to: f64| {
        let (mut inside, mut outside) = (from, to);
        for _ in 0..if is_lost(to) { 12 } else { 0 } {
            let middle = 0.5 * (inside + outside);
            if is_lost(middle) {
                outside = middle;
            } else {
                inside = middle;
            }
        }
        outside
    };
    let (low, high) = (edge(top, 0.0), edge(top, last));
    let mut found = Vec::with_capacity(RATIOS * 9);
    for node in 0..RATIOS {
        let (mean, ratio, _) = at(low + (high - low) * (size(node) + 0.5) / size(RATIOS));
        let bend: f64 = groups.iter().map(|group| group.by_mean(mean, ratio).1).sum();
        // The information and the step in the log-odds, which stay inside.
        let slope = mean * (1.0 - mean);
        let deviation = 1.0 / (-bend * slope * slope).max(0.25).sqrt();
        let odds = (mean / (1.0 - mean)).ln();
        for place in -(MEANS / 2)..=MEANS / 2 {
            let mean = 1.0 / (1.0 + (-odds - deviation * f64::from(place)).exp());
            let likely = (steps.log_likelihood(mean, ratio) - best).exp();
            found.push(Prior { mean, ratio, weight: likely * mean * (1.0 - mean) * deviation });
        }
    }
    let whole: f64 = found.iter().map(|prior| prior.weight).sum();
    found.iter_mut().for_each(|prior| prior.weight /= whole);
    found
}

/// How many groups go beyond each count: the likelihood is a sum over them.
struct Steps {
    up: Vec<f64>,
    down: Vec<f64>,
    whole: Vec<f64>,
}

impl Steps {
    fn of(groups: &[Counts]) -> Steps {
        let beyond = |count: fn(&Counts) -> usize| {
            let mut ends = vec![0.0; groups.iter().map(count).max().unwrap_or(0) + 1];
            groups.iter().for_each(|group| ends[count(group)] += 1.0);
            let mut left = size(groups.len());
            let mut beyond = Vec::with_capacity(ends.len());
            for end in ends {
                left -= end;
                beyond.push(left);
            }
            beyond
        };
        Steps {
            up: beyond(|group| group.part),
            down: beyond(|group| group.whole - group.part),
            whole: beyond(|group| group.whole),
        }
    }

    fn log_likelihood(&self, mean: f64, ratio: f64) -> f64 {
        let sum = |counts: &[f64], from: f64| -> f64 {
            counts.iter().enumerate().map(|(step, count)| count * (from + ratio * size(step)).max(1e-300).ln()).sum()
        };
        sum(&self.up, mean) + sum(&self.down, 1.0 - mean) - sum(&self.whole, 1.0)
    }
}

/// Part and whole of a group as counts to be stepped through.
#[derive(Debug, Clone, Copy)]
struct Counts {
    part: usize,
    whole: usize,
}

impl Counts {
    fn of(share: &Share) -> Option<Counts> {
        let whole = usize::try_from(share.whole()).ok().filter(|whole| *whole <= MOST_IN_GROUP)?;
        Some(Counts { part: usize::try_from(share.part()).ok()?, whole })
    }

    /// The first and second derivative of the log-likelihood by the mean.
    fn by_mean(self, mean: f64, ratio: f64) -> (f64, f64) {
        let steps = |count: usize, from: f64| {
            (0..count)
                .map(|step| from + ratio * size(step))
                .fold((0.0, 0.0), |(one, two), term| (one + 1.0 / term, two - 1.0 / (term * term)))
        };
        let (up, up_bend) = steps(self.part, mean);
        let (down, down_bend) = steps(self.whole - self.part, 1.0 - mean);
        (up - down, up_bend + down_bend)
    }

    /// The derivative of the log-likelihood by the ratio 1/(α+β).
    fn by_ratio(self, mean: f64, ratio: f64) -> f64 {
        let steps =
            |count: usize, from: f64| -> f64 { (0..count).map(|step| size(step) / (from + ratio * size(step))).sum() };
        steps(self.part, mean) + steps(self.whole - self.part, 1.0 - mean) - steps(self.whole, 1.0)
    }
}

const MOST_IN_GROUP: usize = 1_000_000;
/// A ratio at which students of one group are as good as one: the search ends here.
const GREATEST_RATIO: f64 = 1e4;

/// The ratio where the derivative of the likelihood, the mean always likeliest, changes its sign; 0 if it only falls.
fn likeliest_ratio(groups: &[Counts]) -> f64 {
    let slope = |ratio: f64| {
        let mean = likeliest_mean(groups, ratio);
        groups.iter().map(|group| group.by_ratio(mean, ratio)).sum::<f64>()
    };
    if slope(0.0) <= 0.0 {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, 1e-3);
    while high < GREATEST_RATIO && slope(high) > 0.0 {
        (low, high) = (high, high * 4.0);
    }
    for _ in 0..80 {
        let middle = 0.5 * (low + high);
        if slope(middle) > 0.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

/// The likelihood bends down in the mean everywhere: steps of Newton, held within the bracket of signs.
fn likeliest_mean(groups: &[Counts], ratio: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    let mut mean = 0.5;
    for _ in 0..200 {
        let (slope, bend) =
            groups.iter().map(|group| group.by_mean(mean, ratio)).fold((0.0, 0.0), |(a, b), (c, d)| (a + c, b + d));
        if slope > 0.0 {
            low = mean;
        } else {
            high = mean;
        }
        let newton = mean - slope / bend;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        let is_close = (next - mean).abs() < 1e-15;
        mean = next;
        if is_close {
            break;
        }
    }
    mean
}
