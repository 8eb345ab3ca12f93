//! Shares of many groups, shrunken towards the common share.

use crate::stats::distributions::beta_quantile;
use crate::stats::sample::size;
use crate::stats::wilson_interval::real;
use crate::stats::{Confidence, Interval, wilson_interval};
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
    /// The interval of the shrunken share.
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
/// share is `(k+α)/(n+α+β)`, its interval the quantiles of Beta(k+α, n−k+β). With ρ = 0 every group has the common share and
/// its interval by Wilson.
///
/// # Reads as
/// Shares within 0 to 1, nearer to the mean the smaller the group; ρ says how much of the difference is not chance.
///
/// # Undefined when
/// Fewer than 2 groups: [`Why::TooFew`]; the part is the same share 0 or 1 in all of them: [`Why::NoSpread`].
///
/// # Caution
/// Intervals take m and ρ as known: with fewer than about 10 groups they are too short. Shrunken values protect against
/// calling noise a result; they are no verdict on a group.
///
/// # Source
/// Skellam J. G. (1948), JRSS B 10, 257–261; Kleinman J. C. (1973), JASA 68, 46–54; Efron B., Morris C. (1975), JASA 70, 311–319.
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
    let Some(common) = i64::try_from(part).ok().zip(i64::try_from(whole).ok()).and_then(|(k, n)| Share::new(k, n))
    else {
        return Measured::Unknown(Why::TooLarge);
    };
    let shrink = |share: &Share| shrunken(*share, mean, ratio, common, confidence);
    Measured::Known(ShrunkenShares {
        mean,
        intraclass: ratio / (1.0 + ratio),
        groups: shares.iter().map(shrink).collect(),
    })
}

fn shrunken(share: Share, mean: f64, ratio: f64, common: Share, confidence: Confidence) -> ShrunkenShare {
    let tier = sample_tier(share.whole());
    if ratio == 0.0 {
        let interval = wilson_interval(common);
        return ShrunkenShare { share, shrunken: mean, interval, is_like_the_middle: true, tier };
    }
    let (k, n) = (real(share.part()), real(share.whole()));
    let (a, b) = (k + mean / ratio, n - k + (1.0 - mean) / ratio);
    let tail = confidence.outside() / 2.0;
    let interval = Interval { low: beta_quantile(tail, a, b), high: beta_quantile(1.0 - tail, a, b) };
    ShrunkenShare { share, shrunken: a / (a + b), interval, is_like_the_middle: interval.covers(mean), tier }
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
