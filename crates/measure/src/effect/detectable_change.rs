//! Which change a group of this size could have shown at all.

use school::Share;

use super::Better;
use crate::stats::Confidence;
use crate::stats::distributions::{normal_cdf, normal_quantile, t_point};
use crate::stats::wilson_interval::real;

/// The probability with which a change should be seen.
pub const POWER: f64 = 0.8;

/// How many halvings a search takes; each gives a binary digit.
const HALVINGS: usize = 60;

/// How many steps of the secant; five or so are needed.
const SECANTS: usize = 40;

/// The smallest change of a share of separate groups that would be seen with a probability of 80 %.
///
/// # Definition
/// The smallest |p₂ − p₁| to the better with `|p₂ − p₁| = z₀.₉₇₅·√(p̄(1−p̄)(1/n₁+1/n₂)) + z₀.₈·√(p₁(1−p₁)/n₁ +
/// p₂(1−p₂)/n₂)`, p̄ the share of both together.
///
/// # Reads as
/// A difference of shares above 0. What is smaller may well have happened without being seen.
///
/// # Undefined when
/// Not even the end of the scale is far enough: `None`.
///
/// # Caution
/// A normal approximation; with fewer than ten in a group only a hint. It looks at the test of two shares, the
/// verdict at the interval of Newcombe, which for small groups asks a little more.
///
/// # Source
/// Fleiss J. L., Levin B., Paik M. C. (2003), Statistical Methods for Rates and Proportions, chapter 4; R
/// `power.prop.test` for equal groups.
///
/// # Example
/// ```
/// use measure::effect::{Better, detectable_share_change};
/// use school::Share;
///
/// // In a class of 25 less than 37 percentage points are not seen.
/// let change = detectable_share_change(Share::new(12, 25).unwrap(), 25, Better::Higher).unwrap();
/// assert!((change - 0.37).abs() < 0.01);
/// ```
#[must_use]
pub fn detectable_share_change(before: Share, after_n: i64, better: Better) -> Option<f64> {
    let (p1, n1, n2) = (real(before.part()) / real(before.whole()), real(before.whole()), real(after_n));
    if after_n < 1 {
        return None;
    }
    let (reach, power) = (Confidence::P95.z(), normal_quantile(POWER));
    let (sign, room) = match better {
        Better::Higher => (1.0, 1.0 - p1),
        Better::Lower => (-1.0, p1),
    };
    let is_seen = |change: f64| {
        let p2 = p1 + sign * change;
        let pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
        let chance = (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).max(0.0).sqrt();
        let spread = (p1 * (1.0 - p1) / n1 + (p2 * (1.0 - p2)).max(0.0) / n2).max(0.0).sqrt();
        change >= reach * chance + power * spread
    };
    smallest(room, is_seen)
}

/// The smallest change of a share of the same students that would be seen with a probability of 80 %.
///
/// # Definition
/// With the share ψ of students who change in either direction, as observed: the smallest δ ≤ ψ with `√n·δ =
/// z₀.₉₇₅·√ψ + z₀.₈·√(ψ − δ²)`.
///
/// # Reads as
/// A difference of shares above 0.
///
/// # Undefined when
/// Nobody changes, or so few that not even a change of all in one direction would be seen: `None`.
///
/// # Caution
/// ψ is taken from the same data.
///
/// # Source
/// Connor R. J. (1987), Biometrics 43, 207–211; Miettinen O. S. (1968).
///
/// # Example
/// ```
/// use measure::effect::detectable_paired_share_change;
///
/// // Of 100 students 20 changed.
/// let change = detectable_paired_share_change(20, 100).unwrap();
/// assert!(change > 0.11 && change < 0.13);
/// ```
#[must_use]
pub fn detectable_paired_share_change(changed: i64, n: i64) -> Option<f64> {
    if changed < 1 || n < changed {
        return None;
    }
    let (share, root) = (real(changed) / real(n), real(n).sqrt());
    let (reach, power) = (Confidence::P95.z(), normal_quantile(POWER));
    smallest(share, |change| root * change >= reach * share.sqrt() + power * (share - change * change).max(0.0).sqrt())
}

/// The smallest change of a mean that would be seen with a probability of 80 %, from its error.
///
/// # Definition
/// δ = error·λ, where a noncentral t with `df` degrees of freedom and noncentrality λ exceeds the 5 % point of
/// Student's t with probability 0.8.
///
/// # Reads as
/// In the unit of the values, above 0.
///
/// # Undefined when
/// The error is not above 0, or df is below 1: `None`.
///
/// # Caution
/// Takes the spread as it was observed.
///
/// # Source
/// R `power.t.test`; Johnson N. L., Kotz S., Balakrishnan N. (1995), Continuous Univariate Distributions 2.
///
/// # Example
/// ```
/// use measure::effect::detectable_mean_change;
///
/// // Two groups of 20 with standard deviation 1: R gives 0.9091.
/// let change = detectable_mean_change((2.0_f64 / 20.0).sqrt(), 38.0).unwrap();
/// assert!((change - 0.9091).abs() < 1e-4);
/// ```
#[must_use]
pub fn detectable_mean_change(error: f64, df: f64) -> Option<f64> {
    if !(error > 0.0 && error.is_finite() && df >= 1.0 && df.is_finite()) {
        return None;
    }
    let point = t_point(Confidence::P95.outside(), df);
    let wanted = normal_quantile(POWER);
    // As a normal point the power is nearly a straight line in λ: the secant arrives in a few steps.
    let miss = |shift: f64| {
        let power = noncentral_t_sf(point, df, shift).clamp(1e-12, 1.0 - 1e-12);
        normal_quantile(power) - wanted
    };
    let (mut before, mut shift) = (point, point + wanted);
    let (mut miss_before, mut miss_now) = (miss(before), miss(shift));
    for _ in 0..SECANTS {
        let slope = (miss_now - miss_before) / (shift - before);
        if miss_now.abs() < 1e-11 || slope <= 0.0 || !slope.is_finite() {
            break;
        }
        (before, miss_before) = (shift, miss_now);
        shift -= miss_now / slope;
        miss_now = miss(shift);
    }
    Some(shift * error).filter(|change| change.is_finite() && miss_now.abs() < 1e-6)
}

/// The smallest number from 0 to `room` for which a rule that stays true once it is true holds.
fn smallest(room: f64, is_seen: impl Fn(f64) -> bool) -> Option<f64> {
    if room <= 0.0 || !is_seen(room) {
        return None;
    }
    let (mut low, mut high) = (0.0, room);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if is_seen(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    Some(high)
}

/// P(T > t) for a noncentral T: Φ(shift − t·s) averaged over the distribution of s = √(χ²/df), by Simpson's rule.
fn noncentral_t_sf(t: f64, df: f64, shift: f64) -> f64 {
    const STEPS: i32 = 400;
    let width = 9.0 / (2.0 * df).sqrt();
    let (from, to) = ((1.0 - width).max(0.0), 1.0 + width);
    let step = (to - from) / f64::from(STEPS);
    // The density of s up to a constant, which the sum of weights replaces.
    let density = |s: f64| {
        if s <= 0.0 {
            return if df > 1.0 { 0.0 } else { 1.0 };
        }
        ((df - 1.0) * s.ln() - df * (s * s - 1.0) / 2.0 - if df > 1.0 { 0.0 } else { df / 2.0 }).exp()
    };
    let (mut weighted, mut weights) = (0.0, 0.0);
    for at in 0..=STEPS {
        let s = from + f64::from(at) * step;
        let simpson = if at == 0 || at == STEPS {
            1.0
        } else if at % 2 == 1 {
            4.0
        } else {
            2.0
        };
        let weight = simpson * density(s);
        weights += weight;
        weighted += weight * normal_cdf(shift - t * s);
    }
    weighted / weights
}
