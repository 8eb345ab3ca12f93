//! How two right-or-wrong items go together beneath the cut between right and wrong («тетрахорическая корреляция»).

use std::f64::consts::{FRAC_PI_2, PI};

use super::counted_paper::{CountedPaper, NoStatistic, count};
use crate::stats::distributions::normal_quantile;

/// The tetrachoric correlation of two items of one point each.
///
/// # Definition
/// The correlation ρ of two normal variables cut so that their shares above the cuts are the facilities of the items,
/// for which the share above both cuts is the share that solved both: `Φ₂(z₁, z₂; ρ) = p₁₂`. An empty cell of the
/// table counts as ½.
///
/// # Reads as
/// From −1 to 1; unlike Pearson's correlation it is not held down when one item is easy and the other hard.
///
/// # Undefined when
/// An item is worth more than one point, all or none solved it, or fewer than 2 persons answered both.
///
/// # Caution
/// Supposes a normal ability beneath. Unsure with fewer than some hundred persons, and with an empty cell it says
/// little more than «very close».
///
/// # Source
/// Pearson K. (1900), Philosophical Transactions A 195, 1–47; thresholds of the margins as in R psych.
///
/// # Example
/// ```
/// use measure::classical::tetrachoric_of_table;
///
/// // Half solved each: ρ = sin(π/2 · (4·p₁₂ − 1)).
/// let rho = tetrachoric_of_table([[30, 20], [20, 30]]).unwrap();
/// assert!((rho - (std::f64::consts::FRAC_PI_2 * 0.2).sin()).abs() < 1e-9);
/// ```
///
/// # Errors
/// As under «Undefined when».
///
/// # Panics
/// When there is no such item.
pub fn tetrachoric(paper: &CountedPaper, one: usize, other: usize) -> Result<f64, NoStatistic> {
    if let Some(item) = [one, other].into_iter().find(|&item| paper.greatest(item) > 1) {
        return Err(NoStatistic::NotDichotomous { item });
    }
    let pair = paper.pair(one, other);
    if pair.persons < 2 {
        return Err(NoStatistic::Unpaired { one, other });
    }
    for (item, solved) in [(one, pair.one), (other, pair.other)] {
        if solved == 0 || solved == pair.persons {
            return Err(NoStatistic::ConstantItem { item });
        }
    }
    let neither = pair.persons + pair.both - pair.one - pair.other;
    tetrachoric_of_table([[pair.both, pair.one - pair.both], [pair.other - pair.both, neither]])
}

/// The tetrachoric correlation of a table: the rows right and wrong on one item, the columns on the other.
///
/// # Errors
/// A row or a column without anybody.
pub fn tetrachoric_of_table(table: [[u64; 2]; 2]) -> Result<f64, NoStatistic> {
    let [[both, one], [other, neither]] = table;
    if both + one == 0 || other + neither == 0 || both + other == 0 || one + neither == 0 {
        return Err(NoStatistic::NoVariance);
    }
    let cell = |persons: u64| if persons == 0 { 0.5 } else { count(persons) };
    let [both, one, other, neither] = [both, one, other, neither].map(cell);
    let n = both + one + other + neither;
    let (first, second) = (normal_quantile((both + one) / n), normal_quantile((both + other) / n));
    let independent = (both + one) / n * ((both + other) / n);
    Ok(angle(first, second, both / n - independent).sin())
}

/// The angle whose integral of the density is the excess of the joint share over that of independence.
fn angle(first: f64, second: f64, excess: f64) -> f64 {
    let (mut low, mut high) = (-FRAC_PI_2, FRAC_PI_2);
    let mut at = 0.0;
    for _ in 0..100 {
        let error = joint(first, second, at) - excess;
        if error > 0.0 {
            high = at
        } else {
            low = at
        }
        let next = at - error / density(first, second, at);
        let next = if low < next && next < high { next } else { low.midpoint(high) };
        if (next - at).abs() < 1e-13 {
            break;
        }
        at = next;
    }
    at
}

/// ∫ of the bivariate normal density over the correlation sin θ from 0, by Simpson's rule; the integrand is smooth.
fn joint(first: f64, second: f64, angle: f64) -> f64 {
    const PANELS: u32 = 128;
    let step = angle / f64::from(PANELS);
    let inner = (1..PANELS).map(|panel| {
        let weight = if panel % 2 == 1 { 4.0 } else { 2.0 };
        weight * density(first, second, step * f64::from(panel))
    });
    (density(first, second, 0.0) + density(first, second, angle) + inner.sum::<f64>()) * step / 3.0
}

fn density(first: f64, second: f64, angle: f64) -> f64 {
    let (sine, cosine) = angle.sin_cos();
    let distance = first * first + second * second - 2.0 * first * second * sine;
    // At a right angle all lies on a line: the density is there only where the cuts are equal.
    let exponent = distance.max(0.0) / (2.0 * (cosine * cosine).max(1e-300));
    (-exponent).exp() / (2.0 * PI)
}
