//! Whether two items have more in common than the ability.

use super::ability::{abilities_of_rows, check_responses, table_for};
use super::{AbilityMethod, ItemParameters, NotAbilities};
use crate::{Measured, Responses, Why};

/// Yen's Q3 of one pair of items.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairQ3 {
    /// The first item, from 0.
    pub one: usize,
    /// The second item, after the first.
    pub other: usize,
    /// The correlation of residuals.
    pub q3: Measured<f64>,
}

/// Yen's Q3: the correlation of the residuals of each pair of items.
///
/// # Definition
/// The Pearson correlation of `x − E(θ̂)` of two items over the persons with points on both, `θ̂` the weighted likelihood
/// estimate (the convention of TAM).
///
/// # Reads as
/// About `−1/(k − 1)` for k items when nothing but ability ties them. Above that by 0.2 or more: the items hang together by themselves
/// (one text, one picture, one step that follows from another).
///
/// # Undefined when
/// Fewer than two persons have points on both, or a residual does not vary.
///
/// # Caution
/// The expected value is below 0 since the ability is estimated from the same items; short papers have strongly
/// negative values without any fault.
///
/// # Source
/// Yen (1984), Applied Psych. Measurement 8, 125–145; Christensen, Makransky, Horton (2017), ibid. 41, 178–194 (what is large).
///
/// # Example
/// ```
/// use measure::latent::{ItemParameters, yen_q3};
/// use measure::{Response, Responses};
///
/// let items = [ItemParameters::rasch(0.0).unwrap(), ItemParameters::rasch(0.0).unwrap()];
/// let columns = [[1, 0], [0, 1]].map(|points| (1, points.map(Response::Points)));
/// let pairs = yen_q3(&items, &Responses::new(columns).unwrap()).unwrap();
/// assert!((pairs[0].q3.known().unwrap() + 1.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// When items and responses do not fit together.
pub fn yen_q3(items: &[ItemParameters], responses: &Responses) -> Result<Vec<PairQ3>, NotAbilities> {
    check_responses(items, responses)?;
    let table = table_for(items, responses);
    let abilities = abilities_of_rows(&table, items, AbilityMethod::Wle);
    let expected = |item: &ItemParameters| -> Vec<f64> {
        abilities.iter().map(|a| a.known().map_or(f64::NAN, |a| item.expected_points(a.value))).collect()
    };
    let expected: Vec<Vec<f64>> = items.iter().map(expected).collect();
    let pairs = items.len() * items.len().saturating_sub(1) / 2;
    let mut sums = vec![[0.0_f64; 6]; pairs];
    let mut residuals = vec![(Vec::new(), Vec::new()); items.len()];
    for first in (0..responses.persons()).step_by(BLOCK) {
        let persons = first..responses.persons().min(first + BLOCK);
        for (item, (values, present)) in residuals.iter_mut().enumerate() {
            values.clear();
            present.clear();
            for (&code, &row) in
                responses.codes(item)[persons.clone()].iter().zip(&table.row_of_person[persons.clone()])
            {
                let residual = f64::from(code) - expected[item][row as usize];
                let there = usize::from(code) <= items[item].greatest() && residual.is_finite();
                values.push(if there { residual } else { 0.0 });
                present.push(f64::from(u8::from(there)));
            }
        }
        let mut place = 0;
        for one in 0..items.len() {
            for other in one + 1..items.len() {
                add(&mut sums[place], &residuals[one], &residuals[other]);
                place += 1;
            }
        }
    }
    let pair = |one: usize| (one + 1..items.len()).map(move |other| (one, other));
    let pairs = (0..items.len()).flat_map(pair);
    Ok(pairs.zip(&sums).map(|((one, other), sums)| PairQ3 { one, other, q3: correlation(sums) }).collect())
}

/// Persons taken at a time.
const BLOCK: usize = 1024;

type Residuals = (Vec<f64>, Vec<f64>);

/// Adds n, Σx, Σy, Σx², Σy², Σxy over the persons with both.
fn add(sums: &mut [f64; 6], (x, in_x): &Residuals, (y, in_y): &Residuals) {
    const LANES: usize = 4;
    let mut lanes = [[0.0_f64; LANES]; 6];
    let (mut start, end) = (0, x.len());
    while start < end {
        let stop = end.min(start + LANES);
        for (lane, k) in (start..stop).enumerate() {
            let (x, y, both) = (x[k], y[k], in_x[k] * in_y[k]);
            let (x, y) = (x * both, y * both);
            for (sum, term) in lanes.iter_mut().zip([both, x, y, x * x, y * y, x * y]) {
                sum[lane] += term;
            }
        }
        start = stop;
    }
    for (sum, lanes) in sums.iter_mut().zip(&lanes) {
        *sum += lanes.iter().sum::<f64>();
    }
}

fn correlation(&[n, x, y, xx, yy, xy]: &[f64; 6]) -> Measured<f64> {
    if n < 2.0 {
        return Measured::Unknown(Why::TooFew { n: i64::from(n > 0.5), needed: 2 });
    }
    let (vx, vy, c) = (xx - x * x / n, yy - y * y / n, xy - x * y / n);
    // Residuals are of the order of 1: what is left of their squares by rounding is no variance.
    if vx <= 1e-12 * n || vy <= 1e-12 * n {
        return Measured::Unknown(Why::DivisionByZero);
    }
    Measured::Known((c / (vx * vy).sqrt()).clamp(-1.0, 1.0))
}

#[cfg(test)]
mod tests;
