//! Pairs of students by whether two values order them alike.

use crate::stats::midranks::{Midranks, real};
use crate::stats::sample::check_pairs;
use crate::{Measured, Why};

/// All pairs of students by how two values order them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairCounts {
    /// All pairs: n(n − 1)/2.
    pub pairs: u64,
    /// Ordered alike by both.
    pub concordant: u64,
    /// Ordered oppositely.
    pub discordant: u64,
    /// Equal in the first value, whatever the second.
    pub tied_first: u64,
    /// Equal in the second value, whatever the first.
    pub tied_second: u64,
    /// Equal in both.
    pub tied_both: u64,
}

impl PairCounts {
    /// Concordant less discordant: Kendall's S.
    #[must_use]
    pub fn s(&self) -> f64 {
        real(self.concordant) - real(self.discordant)
    }
}

/// Counts the pairs of students by whether two values order them alike.
///
/// # Definition
/// Of all n(n − 1)/2 pairs: concordant (xᵢ < xⱼ and yᵢ < yⱼ or both the other way), discordant, tied in x, in y,
/// in both.
///
/// # Reads as
/// Counts; concordant + discordant + tied_first + tied_second − tied_both make all pairs.
///
/// # Undefined when
/// Fewer than 2 students: [`Why::TooFew`], none: [`Why::EmptyBase`]; lists of different length:
/// [`Why::UnequalLengths`]; no number: [`Why::NotFinite`].
///
/// # Caution
/// What [`kendall_tau`](crate::kendall_tau) and [`ordinal_association`](crate::ordinal_association) are made of.
///
/// # Source
/// Knight W. R. (1966), JASA 61, 436–439.
///
/// # Example
/// ```
/// use measure::stats::pair_counts;
///
/// let pairs = pair_counts(&[1.0, 2.0, 2.0, 3.0], &[1.0, 3.0, 2.0, 2.0]).known().unwrap();
/// assert_eq!((pairs.concordant, pairs.discordant, pairs.tied_first, pairs.tied_second), (3, 1, 1, 1));
/// ```
pub fn pair_counts(x: &[f64], y: &[f64]) -> Measured<PairCounts> {
    count(x, y).into()
}

pub(super) fn count(x: &[f64], y: &[f64]) -> Result<PairCounts, Why> {
    check_pairs(x, y, 2)?;
    // Doubled midranks order like the values, and are whole.
    let mut places: Vec<(u64, u64)> = Midranks::of(x).doubled.into_iter().zip(Midranks::of(y).doubled).collect();
    places.sort_unstable();
    let n = places.len() as u64;
    let pairs = pairs_of(n);
    let tied_first = tied(places.chunk_by(|a, b| a.0 == b.0));
    let tied_both = tied(places.chunk_by(|a, b| a == b));
    let mut second: Vec<u64> = places.iter().map(|place| place.1).collect();
    let discordant = inversions(&mut second);
    let tied_second = tied(second.chunk_by(|a, b| a == b));
    let concordant = pairs + tied_both - tied_first - tied_second - discordant;
    Ok(PairCounts { pairs, concordant, discordant, tied_first, tied_second, tied_both })
}

fn pairs_of(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

fn tied<'a, T: 'a>(groups: impl Iterator<Item = &'a [T]>) -> u64 {
    groups.map(|group| pairs_of(group.len() as u64)).sum()
}

/// Sorts, and says how many pairs stood the wrong way round.
fn inversions(values: &mut [u64]) -> u64 {
    let mut spare = values.to_vec();
    merge_sort(values, &mut spare)
}

fn merge_sort(values: &mut [u64], spare: &mut [u64]) -> u64 {
    let n = values.len();
    if n < 2 {
        return 0;
    }
    let half = n / 2;
    let mut found = {
        let (left, right) = values.split_at_mut(half);
        let (spare_left, spare_right) = spare.split_at_mut(half);
        merge_sort(left, spare_left) + merge_sort(right, spare_right)
    };
    let (mut i, mut j) = (0, half);
    for place in spare.iter_mut() {
        if j >= n || (i < half && values[i] <= values[j]) {
            *place = values[i];
            i += 1;
        } else {
            *place = values[j];
            found += (half - i) as u64;
            j += 1;
        }
    }
    values.copy_from_slice(spare);
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn lists_that_do_not_fit_are_refused() {
        assert_eq!(pair_counts(&[1.0, 2.0], &[1.0]).why(), Some(Why::UnequalLengths));
        assert_eq!(pair_counts(&[1.0], &[1.0]).why(), Some(Why::TooFew { n: 1, needed: 2 }));
        assert_eq!(pair_counts(&[], &[]).why(), Some(Why::EmptyBase));
    }

    proptest! {
        #[test]
        fn counting_cleverly_is_counting(students in prop::collection::vec((0_u8..6, 0_u8..6), 2..40)) {
            let (x, y): (Vec<f64>, Vec<f64>) = students.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let mut want =
                PairCounts { pairs: 0, concordant: 0, discordant: 0, tied_first: 0, tied_second: 0, tied_both: 0 };
            for (at, one) in students.iter().enumerate() {
                for other in &students[at + 1..] {
                    want.pairs += 1;
                    let (first, second) = (one.0.cmp(&other.0), one.1.cmp(&other.1));
                    want.tied_first += u64::from(first.is_eq());
                    want.tied_second += u64::from(second.is_eq());
                    want.tied_both += u64::from(first.is_eq() && second.is_eq());
                    want.concordant += u64::from(first.is_ne() && first == second);
                    want.discordant += u64::from(first.is_ne() && first == second.reverse());
                }
            }
            prop_assert_eq!(pair_counts(&x, &y).known().unwrap(), want);
        }
    }
}
