//! How sure a place in a ranking is.

use num_traits::ToPrimitive;

use crate::stats::{Confidence, sample::size};

/// The places that a unit may well have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankSpread {
    /// The best place within the interval; 1 is the highest value.
    pub best: usize,
    /// The place in the middle.
    pub median: usize,
    /// The worst place within the interval.
    pub worst: usize,
    /// How many units are ranked.
    pub of: usize,
}

/// The interval of the place of each unit in a ranking, from draws of their values.
///
/// # Definition
/// In each draw the units are ranked from the highest value (place 1) down; the interval of a unit holds the middle part of
/// its places over all draws (95 % for [`Confidence::P95`]: the quantiles 2.5 % and 97.5 %, outwards), the median stands
/// between.
///
/// # Reads as
/// «Place 3 to 17 of 20»: places that overlap so much are no order.
///
/// # Undefined when
/// No units or no draws: an empty answer. Units without draws of equal number are not ranked.
///
/// # Caution
/// Each interval is for one unit looked at by itself. The places of all units together are still less sure. Never publish
/// the median without the interval.
///
/// # Source
/// Goldstein H., Spiegelhalter D. J. (1996), JRSS A 159, 385–443 (rank intervals of schools by simulation from the
/// posterior); compare Mogstad M. et al. (2024), Review of Economic Studies 91, 476–518.
///
/// # Example
/// ```
/// use measure::agreement::rank_spread;
/// use measure::stats::Confidence;
///
/// // Two units that swap places from draw to draw, and one that is always the lowest.
/// let rows = [[1.0, 3.0, 1.0, 3.0], [2.0, 2.0, 2.0, 2.0], [0.0, 0.1, 0.0, 0.1]];
/// let spread = rank_spread(&rows.each_ref().map(|row| row.as_slice()), Confidence::P95);
/// assert_eq!((spread[0].best, spread[0].worst), (1, 2));
/// assert_eq!((spread[2].best, spread[2].worst), (3, 3));
/// ```
#[must_use]
pub fn rank_spread(draws: &[&[f64]], confidence: Confidence) -> Vec<RankSpread> {
    let count = draws.iter().map(|row| row.len()).min().unwrap_or(0);
    if count == 0 {
        return Vec::new();
    }
    let mut places: Vec<Vec<usize>> = draws.iter().map(|_| Vec::with_capacity(count)).collect();
    let mut order: Vec<usize> = (0..draws.len()).collect();
    let value = |unit: usize, draw: usize| draws[unit][draw];
    for draw in 0..count {
        order.sort_by(|one, other| value(*other, draw).total_cmp(&value(*one, draw)).then(one.cmp(other)));
        for (place, unit) in order.iter().enumerate() {
            places[*unit].push(place + 1);
        }
    }
    let tail = (confidence.outside() / 2.0 * size(count)).floor().to_usize().unwrap_or(0);
    places.into_iter().map(|places| spread(places, tail, draws.len())).collect()
}

/// So many draws lie outside on either side.
fn spread(mut places: Vec<usize>, tail: usize, of: usize) -> RankSpread {
    places.sort_unstable();
    let last = places.len() - 1;
    let tail = tail.min(last / 2);
    RankSpread { best: places[tail], median: places[last / 2], worst: places[last - tail], of }
}
