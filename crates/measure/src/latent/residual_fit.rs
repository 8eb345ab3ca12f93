//! How far responses lie from what the model expects: of items and of persons.

use super::ability::{abilities_of_rows, check_responses, table_for, total_suffices};
use super::score_table::{ScoreTable, small, threads};
use super::{AbilityMethod, ItemMoments, ItemParameters, NotAbilities};
use crate::{Measured, Responses, Why};

/// The mean squares of one item or person.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ResidualFit {
    /// How many responses stand behind it.
    pub n: usize,
    /// The mean of squared standardised residuals: moved most by surprises far from the place of the item.
    pub outfit: f64,
    /// The squared residuals over their variances: moved most by persons near the item.
    pub infit: f64,
    /// The standard deviation of outfit under the model.
    pub outfit_sd: f64,
    /// The standard deviation of infit under the model.
    pub infit_sd: f64,
}

impl ResidualFit {
    /// Outfit brought to the standard normal scale.
    pub fn outfit_t(&self) -> Measured<f64> {
        standardise(self.outfit, self.outfit_sd)
    }

    /// Infit brought to the standard normal scale.
    pub fn infit_t(&self) -> Measured<f64> {
        standardise(self.infit, self.infit_sd)
    }
}

/// Sums over responses.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    n: u64,
    standardised: f64,
    squares: f64,
    variance: f64,
    kurtosis: f64,
    excess: f64,
}

impl Sums {
    /// What `persons` responses to an item of these moments add to what is expected.
    fn expect(&mut self, moments: &ItemMoments, persons: u64) {
        let count = persons as f64;
        self.n += persons;
        self.variance += count * moments.variance;
        self.kurtosis += count * moments.fourth / (moments.variance * moments.variance);
        self.excess += count * (moments.fourth - moments.variance * moments.variance);
    }

    fn fit(&self) -> Measured<ResidualFit> {
        if self.n == 0 {
            return Measured::Unknown(Why::NoData);
        }
        let n = self.n as f64;
        let (outfit, infit) = (self.standardised / n, self.squares / self.variance);
        if !outfit.is_finite() || !infit.is_finite() {
            return Measured::Unknown(Why::DivisionByZero);
        }
        // Rounding may take what should be 0 below it.
        let outfit_sd = ((self.kurtosis / n - 1.0).max(0.0) / n).sqrt();
        let infit_sd = self.excess.max(0.0).sqrt() / self.variance;
        if !outfit_sd.is_finite() || !infit_sd.is_finite() {
            return Measured::Unknown(Why::DivisionByZero);
        }
        let n = usize::try_from(self.n).unwrap_or(usize::MAX);
        Measured::Known(ResidualFit { n, outfit, infit, outfit_sd, infit_sd })
    }
}

/// The cube-root transformation of Wilson and Hilferty.
fn standardise(mean_square: f64, sd: f64) -> Measured<f64> {
    if sd < 1e-6 {
        return Measured::Unknown(Why::DivisionByZero);
    }
    let t = (mean_square.cbrt() - 1.0) * 3.0 / sd + sd / 3.0;
    Measured::from_option(Some(t).filter(|t| t.is_finite()), Why::DivisionByZero)
}

/// Outfit and infit of each item.
///
/// # Definition
/// With `E`, `V`, `C` the expectation, variance and fourth central moment of the points at the ability of the person, over
/// the persons whose total is neither 0 nor the greatest: `outfit = (1/N) Σ (x − E)²/V`, `infit = Σ (x − E)² / Σ V`; their variances
/// under the model `q² = Σ (C/V²)/N² − 1/N` and `q² = Σ (C − V²)/(Σ V)²`; `t = (ms^{1/3} − 1)·3/q + q/3`.
///
/// # Reads as
/// 1 is as expected. Above 1.3: noisier than the model allows, the item measures something else, is guessed or wrongly keyed.
/// Below 0.7: more predictable than the model expects. |t| above 2 is beyond chance.
///
/// # Undefined when
/// Nobody with a middling total has points on the item; `t` when the model leaves the mean square no spread.
///
/// # Caution
/// Abilities are estimated from the same responses, so mean squares of short papers lie below 1. With many persons t is
/// beyond 2 for trifles, with few it sees nothing: read the mean square first.
///
/// # Source
/// Wright, Masters (1982), Rating Scale Analysis, ch. 5; package eRm (`itemfit`).
///
/// # Example
/// ```
/// use measure::latent::{AbilityMethod, ItemParameters, item_fit};
/// use measure::{Response, Responses};
///
/// // Two equal items, each solved by one of two persons: every probability is a half, every squared residual as expected.
/// let items = [ItemParameters::rasch(0.0).unwrap(), ItemParameters::rasch(0.0).unwrap()];
/// let columns = [[1, 0], [0, 1]].map(|points| (1, points.map(Response::Points)));
/// let fit = item_fit(&items, &Responses::new(columns).unwrap(), AbilityMethod::Mle).unwrap();
/// assert!((fit[0].known().unwrap().outfit - 1.0).abs() < 1e-12);
/// ```
///
/// # Errors
/// When items and responses do not fit together.
pub fn item_fit(
    items: &[ItemParameters],
    responses: &Responses,
    method: AbilityMethod,
) -> Result<Vec<Measured<ResidualFit>>, NotAbilities> {
    check_responses(items, responses)?;
    let table = table_for(items, responses);
    let abilities = telling(&table, items, method);
    Ok((0..items.len()).map(|item| item_sums(&table, &items[item], item, &abilities).fit()).collect())
}

/// The ability of each row, if it is estimated and its total is neither 0 nor the greatest.
fn telling(table: &ScoreTable, items: &[ItemParameters], method: AbilityMethod) -> Vec<Option<f64>> {
    let abilities = abilities_of_rows(table, items, method);
    let known = |(row, ability): (&super::score_table::ScoreRow, Measured<super::Ability>)| {
        ability.known().filter(|_| !row.extreme).map(|ability| ability.value)
    };
    table.rows.iter().zip(abilities).map(known).collect()
}

fn item_sums(table: &ScoreTable, parameters: &ItemParameters, item: usize, abilities: &[Option<f64>]) -> Sums {
    let mut sums = Sums::default();
    let mut buffer = Vec::new();
    for booklet in table.booklets.iter().filter(|booklet| booklet.items.binary_search(&item).is_ok()) {
        for row in booklet.rows.clone() {
            let Some(ability) = abilities[row] else { continue };
            let moments = parameters.moments_with(ability, &mut buffer);
            sums.expect(&moments, u64::from(table.rows[row].persons));
            for points in 0..=table.greatest[item] {
                let count = if points == 0 { table.count_none(item, row) } else { table.count(item, row, points) };
                let square = f64::from(count) * (points as f64 - moments.expected).powi(2);
                sums.squares += square;
                sums.standardised += square / moments.variance;
            }
        }
    }
    sums
}

/// Outfit and infit of each person.
///
/// # Definition
/// As [`item_fit`], the sums going over the items of one person.
///
/// # Reads as
/// Above 1.3 with t above 2: the pattern of answers is odd, hard items solved and easy ones not. It asks for a look at the paper
/// and accuses nobody.
///
/// # Undefined when
/// The total is 0 or the greatest (inapplicable), or there are no points (no data).
///
/// # Caution
/// A few items say little of one person.
///
/// # Source
/// Wright, Masters (1982); package eRm (`personfit`).
///
/// # Example
/// ```
/// use measure::latent::{AbilityMethod, ItemParameters, person_fit};
/// use measure::{Response, Responses};
///
/// let items = [-2.0, 0.0, 2.0].map(|b| ItemParameters::rasch(b).unwrap());
/// // The first solves the easiest item, the second the hardest.
/// let columns = [[1, 0], [0, 0], [0, 1]].map(|points| (1, points.map(Response::Points)));
/// let fit = person_fit(&items, &Responses::new(columns).unwrap(), AbilityMethod::Mle).unwrap();
/// assert!(fit[0].known().unwrap().outfit < 0.5 && fit[1].known().unwrap().outfit > 4.0);
/// ```
///
/// # Errors
/// When items and responses do not fit together.
pub fn person_fit(
    items: &[ItemParameters],
    responses: &Responses,
    method: AbilityMethod,
) -> Result<Vec<Measured<ResidualFit>>, NotAbilities> {
    check_responses(items, responses)?;
    if total_suffices(items) {
        let table = ScoreTable::new(responses);
        if table.rows.len() <= FEW_ROWS {
            return Ok(by_totals(&table, items, responses, method));
        }
    }
    Ok(by_patterns(&ScoreTable::by_pattern(responses), items, method))
}

/// With so few rows the squares of every row, item and number of points are looked up.
const FEW_ROWS: usize = 2048;
/// Persons whose sums stay in the near cache.
const BLOCK: usize = 2048;

/// Why a row has no fit.
fn without_fit(table: &ScoreTable, row: usize) -> Measured<ResidualFit> {
    let nothing = table.booklets[table.rows[row].booklet].items.is_empty();
    Measured::Unknown(if nothing { Why::NoData } else { Why::Inapplicable })
}

/// What the items of each row add to the sums of a person, without the squares.
fn expected_of_rows(
    table: &ScoreTable,
    items: &[ItemParameters],
    abilities: &[Option<f64>],
    mut see: impl FnMut(usize, usize, &ItemMoments),
) -> Vec<Option<Sums>> {
    let mut buffer = Vec::new();
    let of_row = |(row, ability): (usize, &Option<f64>)| {
        let ability = (*ability)?;
        let mut sums = Sums::default();
        for &item in &table.booklets[table.rows[row].booklet].items {
            let moments = items[item].moments_with(ability, &mut buffer);
            sums.expect(&moments, 1);
            see(row, item, &moments);
        }
        Some(sums)
    };
    abilities.iter().enumerate().map(of_row).collect()
}

/// All persons of a row have one pattern, and so one fit.
fn by_patterns(table: &ScoreTable, items: &[ItemParameters], method: AbilityMethod) -> Vec<Measured<ResidualFit>> {
    let abilities = telling(table, items, method);
    let mut squares = vec![(0.0, 0.0); table.rows.len()];
    let expected = expected_of_rows(table, items, &abilities, |row, item, moments| {
        let square = (table.points(item, row) as f64 - moments.expected).powi(2);
        squares[row].0 += square;
        squares[row].1 += square / moments.variance;
    });
    let fit = |(row, sums): (usize, &Option<Sums>)| match sums {
        Some(sums) => Sums { squares: squares[row].0, standardised: squares[row].1, ..*sums }.fit(),
        None => without_fit(table, row),
    };
    let of_row: Vec<Measured<ResidualFit>> = expected.iter().enumerate().map(fit).collect();
    table.row_of_person.iter().map(|&row| of_row[row as usize]).collect()
}

/// The squares of each row, item and points are looked up, person by person in blocks.
fn by_totals(
    table: &ScoreTable,
    items: &[ItemParameters],
    responses: &Responses,
    method: AbilityMethod,
) -> Vec<Measured<ResidualFit>> {
    let abilities = telling(table, items, method);
    let mut squares: Vec<Vec<Squares>> =
        table.greatest.iter().map(|m| vec![(0.0, 0.0); table.rows.len() * (m + 1)]).collect();
    let expected = expected_of_rows(table, items, &abilities, |row, item, moments| {
        let width = table.greatest[item] + 1;
        for (points, place) in squares[item][row * width..(row + 1) * width].iter_mut().enumerate() {
            let square = (points as f64 - moments.expected).powi(2);
            *place = (square, square / moments.variance);
        }
    });
    let packs = packs(table, &squares);
    let of_block = |first: usize, fits: &mut [Measured<ResidualFit>]| {
        let rows = &table.row_of_person[first..first + fits.len()];
        let mut sums = [(0.0_f64, 0.0_f64); BLOCK];
        for pack in &packs {
            pack.add(responses, first, rows, &mut sums);
        }
        for ((fit, &row), (squares, standardised)) in fits.iter_mut().zip(rows).zip(sums) {
            *fit = match &expected[row as usize] {
                Some(sums) => Sums { squares, standardised, ..*sums }.fit(),
                None => without_fit(table, row as usize),
            };
        }
    };
    let mut fits = vec![Measured::Unknown(Why::NoData); responses.persons()];
    let share = fits.len().div_ceil(threads()).next_multiple_of(BLOCK).max(BLOCK);
    std::thread::scope(|scope| {
        for (part, fits) in fits.chunks_mut(share).enumerate() {
            let mut run = move || {
                for (block, fits) in fits.chunks_mut(BLOCK).enumerate() {
                    of_block(part * share + block * BLOCK, fits);
                }
            };
            if (part + 1) * share >= responses.persons() { run() } else { drop(scope.spawn(run)) }
        }
    });
    fits
}

/// A squared residual, and the same over its variance.
type Squares = (f64, f64);

/// So many sums of one pack stay in the nearest cache.
const PACKED: usize = 2048;

/// Neighbouring items whose responses are looked up together.
struct Pack {
    items: std::ops::Range<usize>,
    /// For each item how many responses are told apart.
    kinds: Vec<u32>,
    /// By row, and within it by the responses to the items.
    sums: Vec<Squares>,
}

fn packs(table: &ScoreTable, squares: &[Vec<Squares>]) -> Vec<Pack> {
    let is_complete = table.booklets.iter().all(|booklet| booklet.items.len() == table.items());
    // Without points is one kind of response more.
    let kinds = |item: usize| table.greatest[item] + if is_complete { 1 } else { 2 };
    let most = PACKED / table.rows.len().max(1);
    let mut packs = Vec::new();
    let mut start = 0;
    while start < table.items() {
        let (mut end, mut size) = (start + 1, kinds(start));
        while end < table.items() && size * kinds(end) <= most {
            size *= kinds(end);
            end += 1;
        }
        let one = |key: usize| {
            let (row, mut rest, mut sum) = (key / size, key % size, (0.0, 0.0));
            for item in (start..end).rev() {
                let (points, width) = (rest % kinds(item), table.greatest[item] + 1);
                rest /= kinds(item);
                if points < width {
                    let (square, standardised) = squares[item][row * width + points];
                    sum = (sum.0 + square, sum.1 + standardised);
                }
            }
            sum
        };
        let sums = (0..table.rows.len() * size).map(one).collect();
        packs.push(Pack { items: start..end, kinds: (start..end).map(|item| small(kinds(item))).collect(), sums });
        start = end;
    }
    packs
}

impl Pack {
    /// Adds the sums of the persons from `first`, whose rows are given.
    fn add(&self, responses: &Responses, first: usize, rows: &[u32], sums: &mut [Squares; BLOCK]) {
        let mut keys = [0_u32; BLOCK];
        let keys = &mut keys[..rows.len()];
        keys.copy_from_slice(rows);
        for (item, &kinds) in self.items.clone().zip(&self.kinds) {
            for (key, &code) in keys.iter_mut().zip(&responses.codes(item)[first..first + rows.len()]) {
                *key = key.wrapping_mul(kinds).wrapping_add(u32::from(code).min(kinds - 1));
            }
        }
        for (sum, &key) in sums.iter_mut().zip(keys.iter()) {
            let (square, standardised) = self.sums[key as usize];
            *sum = (sum.0 + square, sum.1 + standardised);
        }
    }
}

#[cfg(test)]
mod tests;
