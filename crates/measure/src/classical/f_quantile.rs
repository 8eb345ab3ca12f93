//! The quantiles of Fisher's distribution for any size of group: the crate in use stops too early when the degrees of
//! freedom go into the thousands.

use statrs::distribution::{ContinuousCDF, Normal};
use statrs::function::beta::ln_beta;

/// The point of Fisher's distribution below which the share lies; the share is inside 0 to 1, the degrees are above 0.
pub(super) fn f_quantile(share: f64, upper: f64, lower: f64) -> f64 {
    let (a, b) = (upper / 2.0, lower / 2.0);
    let constant = ln_beta(a, b);
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = start(share, upper, lower);
    for _ in 0..200 {
        let error = beta_share(x, a, b, constant) - share;
        if error > 0.0 {
            high = x
        } else {
            low = x
        }
        let density = ((a - 1.0) * x.ln() + (b - 1.0) * (-x).ln_1p() - constant).exp();
        let step = error / density;
        let next = x - step;
        if next.is_finite() && low < next && next < high {
            x = next;
            if step.abs() <= 1e-14 * x {
                break;
            }
        } else {
            x = low.midpoint(high);
            if high - low <= 1e-15 * high {
                break;
            }
        }
    }
    lower * x / (upper * (1.0 - x))
}

/// A first guess of the quantile of the beta distribution: the cube roots are nearly normal (Wilson and Hilferty).
fn start(share: f64, upper: f64, lower: f64) -> f64 {
    let z = Normal::standard().inverse_cdf(share);
    let (one, two) = (2.0 / (9.0 * upper), 2.0 / (9.0 * lower));
    let below = (1.0 - two).powi(2) - z * z * two;
    let root = ((1.0 - one) * (1.0 - two)
        + z * (one * (1.0 - two).powi(2) + two * (1.0 - one).powi(2) - z * z * one * two).max(0.0).sqrt())
        / below;
    let f = root.powi(3);
    let x = upper * f / (lower + upper * f);
    if below > 0.0 && x > 0.0 && x < 1.0 { x } else { 0.5 }
}

/// The regularised incomplete beta function by its continued fraction.
fn beta_share(x: f64, a: f64, b: f64, constant: f64) -> f64 {
    let front = (a * x.ln() + b * (-x).ln_1p() - constant).exp();
    if x < (a + 1.0) / (a + b + 2.0) {
        front * fraction(x, a, b) / a
    } else {
        1.0 - front * fraction(1.0 - x, b, a) / b
    }
}

fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let off_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / off_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    let mut m = 0.0;
    for _ in 0..100_000 {
        m += 1.0;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / off_zero(1.0 + even * d);
        c = off_zero(1.0 + even / c);
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / off_zero(1.0 + odd * d);
        c = off_zero(1.0 + odd / c);
        let step = d * c;
        value *= step;
        if (step - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_r() {
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
