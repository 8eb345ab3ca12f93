//! Tests of the marginal fits.

mod derivatives;
mod recovery;
mod reference;
mod refusals;
mod rules;

use super::*;
use crate::{Response, Responses};

/// LSAT 6: how many of 1,000 persons gave each of the 32 patterns from 00000 to 11111, the first item first.
/// Bock, Lieberman (1970), Psychometrika 35, 179–197.
const LSAT6: [u32; 32] = [
    3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15, 10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298,
];

/// LSAT 7, of the same source.
const LSAT7: [u32; 32] = [
    12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28, 7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32,
    308,
];

fn of_counts(counts: &[u32; 32]) -> Responses {
    Responses::new((0..5).map(|item| {
        let persons = counts.iter().enumerate().flat_map(move |(pattern, &count)| {
            let points = u8::try_from((pattern >> (4 - item)) & 1).unwrap();
            (0..count).map(move |_| Response::Points(points))
        });
        (1, persons.collect::<Vec<Response>>())
    }))
    .unwrap()
}

/// Rows of points; above 9 is missing.
fn of_rows<const N: usize>(greatest: [u8; N], rows: &[[u8; N]]) -> Responses {
    Responses::new((0..N).map(|item| {
        let column =
            rows.iter().map(move |row| if row[item] > 9 { Response::Missing } else { Response::Points(row[item]) });
        (greatest[item], column.collect::<Vec<Response>>())
    }))
    .unwrap()
}

fn fitted(responses: &Responses, model: MarginalModel) -> MarginalFit {
    fit_marginal(responses, &MarginalSettings::new(model)).unwrap()
}

#[track_caller]
fn assert_near(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not within {tolerance} of {expected}");
}
