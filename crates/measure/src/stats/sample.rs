//! What every measure of floating-point values asks of them first, and sums that do not depend on order.

use num_traits::ToPrimitive;

use crate::Why;

/// Beyond this a square would leave the range of `f64`.
const GREATEST: f64 = 1e150;

/// Takes values that are finite, not too large, and at least `needed` in number.
pub(crate) fn check(values: &[f64], needed: usize) -> Result<(), Why> {
    if values.is_empty() {
        return Err(Why::EmptyBase);
    }
    if values.len() < needed {
        return Err(too_few(values.len(), needed));
    }
    if values.iter().any(|value| !value.is_finite()) {
        return Err(Why::NotFinite);
    }
    if values.iter().any(|value| value.abs() > GREATEST) {
        return Err(Why::TooLarge);
    }
    Ok(())
}

/// Takes two lists of values that belong together one by one.
pub(crate) fn check_pairs(x: &[f64], y: &[f64], needed: usize) -> Result<(), Why> {
    if x.len() != y.len() {
        return Err(Why::UnequalLengths);
    }
    check(x, needed)?;
    check(y, needed)
}

/// The refusal of a sample that is too small.
pub(crate) fn too_few(n: usize, needed: usize) -> Why {
    let count = |size: usize| i64::try_from(size).unwrap_or(i64::MAX);
    Why::TooFew { n: count(n), needed: count(needed) }
}

/// How many, as a floating-point number.
pub(crate) fn size(n: usize) -> f64 {
    n.to_f64().unwrap_or(f64::MAX)
}

/// Whether all values are the same. (The variance of equal values is not always exactly 0.)
pub(crate) fn is_constant(values: &[f64]) -> bool {
    values.iter().all(|value| *value == values[0])
}

/// The sum with the digits that plain adding loses (Neumaier 1974): the order of values does not show.
pub(crate) fn sum(values: impl IntoIterator<Item = f64>) -> f64 {
    let (mut total, mut lost) = (0.0_f64, 0.0_f64);
    for value in values {
        let next = total + value;
        lost += if total.abs() >= value.abs() { (total - next) + value } else { (value - next) + total };
        total = next;
    }
    total + lost
}

/// The mean of values that were checked.
pub(crate) fn average(values: &[f64]) -> f64 {
    sum(values.iter().copied()) / size(values.len())
}

/// The sum of squared deviations from the mean of values that were checked; exactly 0 for equal values.
pub(crate) fn squares(values: &[f64]) -> f64 {
    if is_constant(values) {
        return 0.0;
    }
    let mean = average(values);
    sum(values.iter().map(|value| (value - mean).powi(2)))
}

/// The variance of values that were checked, with n − 1 below; there are at least two.
pub(crate) fn variance(values: &[f64]) -> f64 {
    squares(values) / size(values.len() - 1)
}

/// The values in ascending order.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted
}

/// A number of a result, refused when it is not one.
pub(crate) fn finite(value: f64) -> Result<f64, Why> {
    if value.is_finite() { Ok(value) } else { Err(Why::TooLarge) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_reason() {
        assert_eq!(check(&[], 1), Err(Why::EmptyBase));
        assert_eq!(check(&[1.0], 2), Err(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(check(&[1.0, f64::NAN], 2), Err(Why::NotFinite));
        assert_eq!(check(&[1.0, 1e200], 2), Err(Why::TooLarge));
        assert_eq!(check_pairs(&[1.0], &[], 1), Err(Why::UnequalLengths));
        assert_eq!(finite(f64::INFINITY), Err(Why::TooLarge));
    }

    #[test]
    fn a_sum_keeps_what_plain_adding_loses() {
        assert_eq!(sum([1.0, 1e100, 1.0, -1e100]), 2.0);
        assert_eq!(squares(&[0.1; 3]), 0.0);
    }
}
