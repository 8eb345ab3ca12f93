//! Whether the strong solve an item more often than the weak («индекс дискриминации»).

use std::cmp::Ordering;
use std::ops::Range;

use num_traits::ToPrimitive;

use super::bit_planes::{Block, Layout, ones_in_both, pack_bit};
use super::counted_paper::{CountedPaper, NoStatistic, count};
use crate::Responses;

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
pub(super) fn ends(responses: &Responses, layout: &Layout, blocks: &[Block], scores: &[u64], by_share: bool) -> Ends {
    let (lower, upper) = if by_share && layout.has_absent {
        masks_by_share(responses, layout, blocks)
    } else {
        masks_by_score(layout, blocks, scores)
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

/// The groups by counts of the scores: who is beyond the border score, and as many of those on it as are wanting.
fn masks_by_score(layout: &Layout, blocks: &[Block], scores: &[u64]) -> (Masks, Masks) {
    let group = group_of(scores.iter().sum());
    let counted = || scores.iter().copied().zip(0..=u16::MAX);
    let (low, from_first) = border(group, counted());
    let (high, from_last) = border(group, counted().collect::<Vec<_>>().into_iter().rev());
    let on_high = scores[usize::from(high)];
    let (mut seen_low, mut seen_high) = (0, 0);
    let masks = blocks.iter().map(|block| {
        let complete = layout.has_absent.then(|| block.complete(layout));
        let kept = complete.as_deref();
        let on_border = mask(block, kept, |total| total == low);
        let lower = either(mask(block, kept, |total| total < low), places(on_border, &mut seen_low, 0..from_first));
        let on_border = mask(block, kept, |total| total == high);
        let last = places(on_border, &mut seen_high, on_high - from_last..on_high);
        (lower, either(mask(block, kept, |total| total > high), last))
    });
    masks.unzip()
}

/// The score at which a group is full, and how many persons with this score it takes.
fn border(group: u64, counted: impl Iterator<Item = (u64, u16)>) -> (u16, u64) {
    let mut wanting = group;
    for (persons, score) in counted {
        if persons >= wanting {
            return (score, wanting);
        }
        wanting -= persons;
    }
    (0, 0)
}

fn mask(block: &Block, kept: Option<&[u64]>, holds: impl Fn(u16) -> bool) -> Vec<u64> {
    let mut words = vec![0; block.totals.len().div_ceil(64)];
    let mut flags = [0_u8; 64];
    for (totals, word) in block.totals.chunks(64).zip(words.chunks_mut(1)) {
        for (flag, &total) in flags.iter_mut().zip(totals) {
            *flag = u8::from(holds(total));
        }
        pack_bit(&flags[..totals.len()], 0, word);
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

/// The groups when not everybody was given every item: by the share of the points one could have.
fn masks_by_share(responses: &Responses, layout: &Layout, blocks: &[Block]) -> (Masks, Masks) {
    let mut persons: Vec<Standing> = Vec::with_capacity(responses.persons());
    for (number, block) in blocks.iter().enumerate() {
        for (place, &points) in block.totals.iter().enumerate() {
            let could = (0..layout.items()).filter(|&item| is_in(block, layout, item, place));
            let could: u64 = could.map(|item| u64::from(responses.greatest(item))).sum();
            if could > 0 {
                persons.push(Standing { block: number, place, points: u64::from(points), could });
            }
        }
    }
    persons.sort_by(Standing::by_share);
    let group = group_of(persons.len().to_u64().unwrap_or(0)).to_usize().unwrap_or(0);
    let empty = || blocks.iter().map(|block| vec![0; block.totals.len().div_ceil(64)]).collect::<Masks>();
    let filled = |group: &[Standing]| {
        let mut masks = empty();
        for person in group {
            masks[person.block][person.place / 64] |= 1 << (person.place % 64);
        }
        masks
    };
    (filled(&persons[..group]), filled(&persons[persons.len() - group..]))
}

fn is_in(block: &Block, layout: &Layout, item: usize, place: usize) -> bool {
    block.presence(layout, item).is_none_or(|row| (row[place / 64] >> (place % 64)) & 1 == 1)
}

/// A person among others by the share of points.
struct Standing {
    block: usize,
    place: usize,
    points: u64,
    could: u64,
}

impl Standing {
    fn by_share(&self, other: &Standing) -> Ordering {
        (self.points * other.could).cmp(&(other.points * self.could))
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
