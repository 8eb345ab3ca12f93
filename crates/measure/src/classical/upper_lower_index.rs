//! Whether the strong solve an item more often than the weak («индекс дискриминации»).

use std::cmp::Ordering;
use std::ops::Range;

use super::bit_planes::{Block, Layout, ones_in_both, pack_bit};
use super::counted_paper::{CountedPaper, NoStatistic, count};

/// The points of the upper and of the lower 27 % for one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct End {
    upper: (u64, u64),
    lower: (u64, u64),
}

/// By item.
pub(super) type Ends = Vec<End>;

/// The discrimination index of an item by the upper and lower 27 % («индекс дискриминации»).
///
/// # Definition
/// Persons in ascending order of their scores, equal scores in the order of the file; `m = ⌊0.27·N + 0.5⌋`.
/// The mean points of the last m less those of the first m, divided by the greatest points of the item. Where some
/// persons were not given all items they are ordered by the share of the points they could have, and an item
/// is judged by those who have points for it.
///
/// # Reads as
/// From −1 to 1. From 0.4 very good, from 0.3 good, below 0.2 weak; below 0 the item works backwards.
///
/// # Undefined when
/// Nobody in one of the two groups has points for the item: [`NoStatistic::NoEnds`].
///
/// # Caution
/// The item is part of the score that orders the persons. With many equal scores at the border of a group the value
/// depends on the order of the file, and a short paper has many. The correlation with the rest does not.
///
/// # Source
/// Kelley T. L. (1939), Journal of Educational Psychology 30, 17–24; the limits: Ebel R. L. (1965).
///
/// # Example
/// ```
/// use measure::classical::{CountedPaper, MissingAnswers, upper_lower_index};
/// use measure::{Response, Responses};
///
/// let column = |points: [u8; 4]| (1, points.map(Response::Points));
/// let responses = Responses::new([column([1, 1, 0, 0]), column([1, 0, 1, 0])]).unwrap();
/// let paper = CountedPaper::count(&responses, MissingAnswers::Zero).unwrap();
/// // One person of four above, one below.
/// assert_eq!(upper_lower_index(&paper, 0), Ok(1.0));
/// ```
///
/// # Errors
/// As under «Undefined when».
///
/// # Panics
/// When there is no such item.
pub fn upper_lower_index(paper: &CountedPaper, item: usize) -> Result<f64, NoStatistic> {
    let End { upper, lower } = paper.ends()[item];
    if upper.1 == 0 || lower.1 == 0 {
        return Err(NoStatistic::NoEnds { item });
    }
    let mean = |(points, persons)| count(points) / count(persons);
    Ok((mean(upper) - mean(lower)) / f64::from(paper.greatest(item)))
}

/// The points of both groups for every item.
pub(super) fn ends(layout: &Layout, blocks: &[Block], scores: &[u64], is_complete: bool) -> Ends {
    let (lower, upper) = if layout.has_absent && !is_complete {
        let shares = Shares::of(blocks);
        let kept = |at: usize| mask(&blocks[at].could, None, |could| could > 0);
        groups(&shares.ranks, &shares.counts, |at| Some(kept(at)))
    } else {
        let totals: Vec<&[u16]> = blocks.iter().map(|block| &block.totals[..]).collect();
        groups(&totals, scores, |at| layout.has_absent.then(|| blocks[at].complete(layout)))
    };
    let mut ends = vec![End::default(); layout.items()];
    for (block, (lower, upper)) in blocks.iter().zip(lower.iter().zip(&upper)) {
        for (item, end) in ends.iter_mut().enumerate() {
            for (mask, (points, persons)) in [(upper, &mut end.upper), (lower, &mut end.lower)] {
                *points += block.sum_in(layout, item, mask);
                *persons += ones_in_both(mask, block.presence(layout, item).unwrap_or(mask));
            }
        }
    }
    ends
}

/// Bits of persons, block by block.
type Masks = Vec<Vec<u64>>;

/// ⌊0.27·n + 0.5⌋.
fn group_of(persons: u64) -> u64 {
    (27 * persons + 50) / 100
}

/// The groups by places in the order, block by block, with the count of persons at each place: who is beyond the border,
/// and as many of those on it as are wanting.
fn groups<P: AsRef<[R]>, R: Copy + Into<u32>>(
    places_of: &[P],
    counts: &[u64],
    kept: impl Fn(usize) -> Option<Vec<u64>>,
) -> (Masks, Masks) {
    let group = group_of(counts.iter().sum());
    let counted = || counts.iter().copied().zip(0_u32..);
    let (low, from_first, _) = border(group, counted());
    let (high, from_last, on_high) = border(group, counted().collect::<Vec<_>>().into_iter().rev());
    let (mut seen_low, mut seen_high) = (0, 0);
    let masks = places_of.iter().enumerate().map(|(at, places_of)| {
        let (order, kept) = (places_of.as_ref(), kept(at));
        let kept = kept.as_deref();
        let on_border = mask(order, kept, |place| place.into() == low);
        let lower =
            either(mask(order, kept, |place| place.into() < low), places(on_border, &mut seen_low, 0..from_first));
        let on_border = mask(order, kept, |place| place.into() == high);
        let last = places(on_border, &mut seen_high, on_high - from_last..on_high);
        (lower, either(mask(order, kept, |place| place.into() > high), last))
    });
    masks.unzip()
}

/// The place at which a group is full, how many persons of this place it takes, and how many there are.
fn border(group: u64, counted: impl Iterator<Item = (u64, u32)>) -> (u32, u64, u64) {
    let mut wanting = group;
    for (persons, place) in counted {
        if persons >= wanting {
            return (place, wanting, persons);
        }
        wanting -= persons;
    }
    (0, 0, 0)
}

fn mask<R: Copy>(order: &[R], kept: Option<&[u64]>, holds: impl Fn(R) -> bool) -> Vec<u64> {
    let mut words = vec![0; order.len().div_ceil(64)];
    let mut flags = [0_u8; 64];
    for (order, word) in order.chunks(64).zip(words.chunks_mut(1)) {
        for (flag, &place) in flags.iter_mut().zip(order) {
            *flag = u8::from(holds(place));
        }
        pack_bit(&flags[..order.len()], 0, word);
    }
    for (word, kept) in words.iter_mut().zip(kept.into_iter().flatten()) {
        *word &= kept;
    }
    words
}

/// Of the set bits, counted on from those seen before, leaves those whose number is in the range.
fn places(mut words: Vec<u64>, seen: &mut u64, range: Range<u64>) -> Vec<u64> {
    for word in &mut words {
        let (first, ones) = (*seen, u64::from(word.count_ones()));
        *seen += ones;
        if range.start <= first && first + ones <= range.end {
            continue;
        }
        let mut left = 0;
        for number in first..first + ones {
            let lowest = *word & word.wrapping_neg();
            *word ^= lowest;
            if range.contains(&number) {
                left |= lowest;
            }
        }
        *word = left;
    }
    words
}

fn either(mut some: Vec<u64>, more: Vec<u64>) -> Vec<u64> {
    some.iter_mut().zip(more).for_each(|(word, bits)| *word |= bits);
    some
}

/// The order when not everybody was given every item: by the share of the points one could have. Equal shares have one
/// place; a person who could have none has some place and is not counted there.
struct Shares {
    ranks: Vec<Vec<u32>>,
    counts: Vec<u64>,
}

impl Shares {
    fn of(blocks: &[Block]) -> Shares {
        let pairs = |block: &Block| block.totals.iter().copied().zip(block.could.iter().copied()).collect::<Vec<_>>();
        let of_persons: Vec<Vec<(u16, u16)>> = blocks.iter().map(pairs).collect();
        let mut distinct = of_persons.concat();
        distinct.sort_unstable();
        distinct.dedup();
        let mut by_share: Vec<(u16, u16)> = distinct.iter().copied().filter(|(_, could)| *could > 0).collect();
        let compared = |one: &(u16, u16), other: &(u16, u16)| {
            (u32::from(one.0) * u32::from(other.1)).cmp(&(u32::from(other.0) * u32::from(one.1)))
        };
        by_share.sort_by(compared);
        let mut rank_of = vec![0_u32; distinct.len()];
        let mut rank = 0;
        for (at, pair) in by_share.iter().enumerate() {
            rank += u32::from(at > 0 && compared(&by_share[at - 1], pair) != Ordering::Equal);
            rank_of[distinct.partition_point(|other| other < pair)] = rank;
        }
        let mut counts = vec![0; rank as usize + 1];
        let mut ranked = |pair: &(u16, u16)| {
            let rank = rank_of[distinct.partition_point(|other| other < pair)];
            counts[rank as usize] += u64::from(pair.1 > 0);
            rank
        };
        let ranks = of_persons.iter().map(|pairs| pairs.iter().map(&mut ranked).collect()).collect();
        Shares { ranks, counts }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_group_is_rounded_half_up() {
        assert_eq!([2, 5, 9, 10, 316, 1000].map(group_of), [1, 1, 2, 3, 85, 270]);
    }

    #[test]
    fn places_are_counted_over_words_and_blocks() {
        let mut seen = 0;
        assert_eq!(places(vec![0b1011, 0b110], &mut seen, 2..4), [0b1000, 0b010]);
        assert_eq!(seen, 5);
        assert_eq!(places(vec![0b1], &mut seen, 5..6), [0b1]);
    }
}
