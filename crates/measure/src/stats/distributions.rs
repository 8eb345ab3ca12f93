//! Tails and quantiles of the distributions that tests are read from.
//!
//! The incomplete beta function and the error function are our own: those of `statrs` stop after 140 steps,
//! form tails by subtraction and hold eleven digits, which an exact test at ten digits does not survive.

use statrs::function::{erf, gamma};

/// How many steps a continued fraction may take: it takes about the root of its larger parameter.
const STEPS: u32 = 100_000;
/// How many steps a search may take: even bisection reaches the smallest number there is in so many.
const SEARCH: u32 = 1_100;
/// Degrees of freedom beyond these are taken as these: further out nothing changes that could be seen.
const DEGREES: (f64, f64) = (1e-2, 1e9);

fn within_degrees(df: f64) -> f64 {
    df.clamp(DEGREES.0, DEGREES.1)
}

/// P(Z > z) for a standard normal Z.
pub(crate) fn normal_sf(z: f64) -> f64 {
    0.5 * erfc(z * std::f64::consts::FRAC_1_SQRT_2)
}

/// P(Z ≤ z) for a standard normal Z.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    normal_sf(-z)
}

/// The density of the standard normal distribution.
pub(crate) fn normal_density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt()
}

/// P(|Z| > |z|) for a standard normal Z.
pub(crate) fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2)
}

/// The normal point below which the share `p` lies; `p` strictly between 0 and 1.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let rough = -std::f64::consts::SQRT_2 * erf::erfc_inv(2.0 * p);
    // One step of Newton takes the last digits from the better of the two functions.
    let density = normal_density(rough);
    if density > 0.0 { rough + (p - normal_cdf(rough)) / density } else { rough }
}

/// P(X > x) for χ² with `df` degrees of freedom.
pub(crate) fn chi_square_sf(x: f64, df: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    gamma::checked_gamma_ur(df / 2.0, x / 2.0).map_or(0.0, |tail| tail.clamp(0.0, 1.0))
}

/// P(|T| > |t|) for Student's T with `df` degrees of freedom.
pub(crate) fn t_two_sided(t: f64, df: f64) -> f64 {
    let df = within_degrees(df);
    let square = t * t;
    beta_tails(df / (df + square), square / (df + square), df / 2.0, 0.5).0
}

/// The point that |T| exceeds with probability `alpha`.
pub(crate) fn t_point(alpha: f64, df: f64) -> f64 {
    let df = within_degrees(df);
    let y = beta_quantile(1.0 - alpha, 0.5, df / 2.0);
    (df * y / (1.0 - y)).sqrt()
}

/// P(F > f) for Fisher's F.
pub(crate) fn f_sf(f: f64, numerator: f64, denominator: f64) -> f64 {
    let (numerator, denominator) = (within_degrees(numerator), within_degrees(denominator));
    let whole = denominator + numerator * f;
    beta_tails(denominator / whole, numerator * f / whole, denominator / 2.0, numerator / 2.0).0
}

/// The point below which F lies with probability `p`.
pub(crate) fn f_quantile(p: f64, numerator: f64, denominator: f64) -> f64 {
    let (numerator, denominator) = (within_degrees(numerator), within_degrees(denominator));
    let x = beta_quantile(p, numerator / 2.0, denominator / 2.0);
    denominator * x / (numerator * (1.0 - x))
}

/// P(X = k) for X binomial of `n` trials; `k` and `n` whole, `p` from 0 to 1.
pub(crate) fn binomial_pmf(k: f64, n: f64, p: f64) -> f64 {
    saddle_point(k, n - k, p, 1.0 - p)
}

/// P(X ≤ k) and P(X > k) for X binomial of `n` trials.
pub(crate) fn binomial_tails(k: f64, n: f64, p: f64) -> (f64, f64) {
    if k < 0.0 {
        return (0.0, 1.0);
    }
    if k >= n {
        return (1.0, 0.0);
    }
    let (above, below) = beta_tails(p, 1.0 - p, k + 1.0, n - k);
    (below, above)
}

/// The regularised incomplete beta function I_x(a, b) and its complement; `y` is 1 − x, given apart so that
/// nothing is lost when x is near 1.
pub(crate) fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    // xᵃ yᵇ / B(a, b)
    let front = saddle_point(a, b, x, y) * a * b / (a + b);
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = (front / continued_fraction(x, y, a, b)).clamp(0.0, 1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (front / continued_fraction(y, x, b, a)).clamp(0.0, 1.0);
        (1.0 - upper, upper)
    }
}

/// The point below which a beta variable lies with probability `p`.
pub(crate) fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if p >= 1.0 {
        return 1.0;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    let mut x = a / (a + b);
    for _ in 0..SEARCH {
        let y = 1.0 - x;
        let (lower, upper) = beta_tails(x, y, a, b);
        let excess = if p < 0.5 { lower - p } else { (1.0 - p) - upper };
        if excess > 0.0 {
            high = x;
        } else {
            low = x;
        }
        let density = saddle_point(a, b, x, y) * a * b / ((a + b) * x * y);
        let newton = x - excess / density;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        if (next - x).abs() <= 1e-16 * x || next <= low || next >= high {
            return next;
        }
        x = next;
    }
    x
}

/// The complementary error function: a series near 0, a continued fraction beyond.
fn erfc(x: f64) -> f64 {
    if x < 0.0 {
        return 2.0 - erfc(-x);
    }
    let front = (-x * x).exp() / std::f64::consts::PI.sqrt();
    if x < 1.0 {
        // erf x = 2/√π·exp(−x²)·Σ 2ⁿx²ⁿ⁺¹/(1·3·…·(2n+1))
        let (mut term, mut total) = (x, x);
        for odd in (3..200).step_by(2) {
            term *= 2.0 * x * x / f64::from(odd);
            total += term;
        }
        return 1.0 - 2.0 * front * total;
    }
    // From the far end: x + (1/2)/(x + (2/2)/(x + (3/2)/(x + …))); the farther out, the fewer steps it takes.
    let steps = [(1.5, 210), (2.5, 100), (4.0, 45), (f64::MAX, 25)].into_iter().find(|(end, _)| x < *end);
    let below = (1..=steps.map_or(25, |found| found.1)).rev().fold(x, |below, step| x + 0.5 * f64::from(step) / below);
    front / below
}

/// Γ(a+b+1)/(Γ(a+1)Γ(b+1)) xᵃ yᵇ without the loss of digits that differences of ln Γ bring (Loader 2000).
fn saddle_point(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    if a == 0.0 {
        return (n * y.ln()).exp();
    }
    if b == 0.0 {
        return (n * x.ln()).exp();
    }
    if x <= 0.0 || y <= 0.0 {
        return 0.0;
    }
    // a − nx, from small parts: with a and nx both in millions their difference would be left with few digits.
    let apart = a * y - b * x;
    let exponent =
        stirling_rest(n) - stirling_rest(a) - stirling_rest(b) - deviance(a, n * x, apart) - deviance(b, n * y, -apart);
    exponent.exp() * (n / (std::f64::consts::TAU * a * b)).sqrt()
}

/// ln Γ(z+1) less Stirling's formula for it.
fn stirling_rest(z: f64) -> f64 {
    if z < 15.0 {
        return gamma::ln_gamma(z + 1.0) - (z + 0.5) * z.ln() + z - 0.5 * std::f64::consts::TAU.ln();
    }
    let square = z * z;
    let tail = 1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square;
    (1.0 / 12.0 - (1.0 / 360.0 - tail / square) / square) / z
}

/// x ln(x/m) + m − x, by a series when x is near m; `apart` is x − m.
fn deviance(x: f64, m: f64, apart: f64) -> f64 {
    let v = apart / (x + m);
    if v.abs() >= 0.1 {
        return x * (x / m).ln() - apart;
    }
    let square = v * v;
    let mut sum = apart * v;
    let mut power = 2.0 * x * v;
    for odd in (3..1000).step_by(2) {
        power *= square;
        let more = sum + power / f64::from(odd);
        if more == sum {
            break;
        }
        sum = more;
    }
    sum
}

/// The continued fraction of the incomplete beta function in the form of Didonato and Morris (1992), equation 9,
/// by the method of Lentz. It keeps its digits where both parameters are large, for it takes a − (a+b)x as ay − bx.
fn continued_fraction(x: f64, y: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let apart = a * y - b * x;
    let below = |m: f64| {
        let first = if m > 0.0 { m * (b - m) * x / (a + 2.0 * m - 1.0) } else { 0.0 };
        m + first + (a + m) * (apart + 1.0 + m * (1.0 + y)) / (a + 2.0 * m + 1.0)
    };
    let mut value = away(below(0.0));
    let (mut c, mut d) = (value, 0.0);
    for step in 1..STEPS {
        let m = f64::from(step);
        let middle = a + 2.0 * m - 1.0;
        let above = (m * (a + m - 1.0) / middle) * ((a + b + m - 1.0) / middle) * (b - m) * x * x;
        let denominator = below(m);
        d = 1.0 / away(denominator + above * d);
        c = away(denominator + above / c);
        let factor = c * d;
        value *= factor;
        if (factor - 1.0).abs() <= f64::EPSILON {
            break;
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compute(function: &str, of: &[f64]) -> f64 {
        match function {
            "normal_sf" => normal_sf(of[0]),
            "normal_two_sided" => normal_two_sided(of[0]),
            "normal_quantile" => normal_quantile(of[0]),
            "chi_square_sf" => chi_square_sf(of[0], of[1]),
            "t_two_sided" => t_two_sided(of[0], of[1]),
            "t_point" => t_point(of[0], of[1]),
            "f_sf" => f_sf(of[0], of[1], of[2]),
            "f_quantile" => f_quantile(of[0], of[1], of[2]),
            "beta_lower" => beta_tails(of[0], 1.0 - of[0], of[1], of[2]).0,
            "beta_upper" => beta_tails(of[0], 1.0 - of[0], of[1], of[2]).1,
            "beta_quantile" => beta_quantile(of[0], of[1], of[2]),
            "binomial_pmf" => binomial_pmf(of[0], of[1], of[2]),
            "binomial_at_most" => binomial_tails(of[0], of[1], of[2]).0,
            other => panic!("no function {other}"),
        }
    }

    #[test]
    fn tails_agree_with_scipy_to_twelve_digits() {
        let file = include_str!("../../reference/stats/distributions.csv");
        for line in file.lines().skip(1) {
            let fields: Vec<&str> = line.split(',').collect();
            let arguments: Vec<f64> = fields[1].split(' ').map(|number| number.parse().unwrap()).collect();
            let (got, want) = (compute(fields[0], &arguments), fields[2].parse::<f64>().unwrap());
            assert!((got / want - 1.0).abs() < 2e-12, "{line}: {got:e}");
        }
    }

    #[test]
    fn a_quantile_undoes_its_tail() {
        for (a, b) in [(0.5, 0.5), (1.0, 7.0), (30.0, 0.5), (2000.0, 3.0), (1e5, 2e5)] {
            for p in [1e-9, 0.025, 0.3, 0.975, 1.0 - 1e-9] {
                let x = beta_quantile(p, a, b);
                let (lower, upper) = beta_tails(x, 1.0 - x, a, b);
                // Near 1 the point itself holds only sixteen digits of its distance from 1.
                assert!((lower - p).abs() < 2e-8 && (upper - (1.0 - p)).abs() < 2e-8, "{a} {b} {p}: {lower}");
                assert!(x > 0.99 || (lower - p).abs() < 1e-13, "{a} {b} {p}: {lower}");
            }
        }
    }

    #[test]
    fn impossible_values_have_no_tail_beyond_them() {
        assert_eq!(chi_square_sf(0.0, 3.0), 1.0);
        assert_eq!(f_sf(0.0, 2.0, 3.0), 1.0);
        assert_eq!(t_two_sided(0.0, 4.0), 1.0);
        assert_eq!(binomial_tails(5.0, 5.0, 0.3), (1.0, 0.0));
        assert_eq!(binomial_tails(-1.0, 5.0, 0.3), (0.0, 1.0));
        assert_eq!((binomial_pmf(0.0, 5.0, 0.0), binomial_pmf(1.0, 5.0, 0.0)), (1.0, 0.0));
        assert_eq!((binomial_pmf(5.0, 5.0, 1.0), binomial_pmf(4.0, 5.0, 1.0)), (1.0, 0.0));
    }
}
